"""What happened to one asesi, as traces of the SOP's steps: signatures first, then what leaves no sheet."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from sahih.documents.models import Lembar, Tandatangan
from sahih.insight.berkas.collect import Case, live_asesmen, live_peserta, sheets_of
from sahih.insight.sop.peta import step_of
from sahih.institution.accounts.models import Person
from sahih.institution.lsp.models import Lsp
from sahih.kernel.audit import AuditEntry
from sahih.kernel.clock import ZONES
from sahih.kernel.holds import open_holds
from sahih.materials.lingkup.models import LingkupTuk
from sahih.materials.muk.models import Rencana
from sahih.process.biaya.queries import tagihan_of
from sahih.process.jadwal.queries import live_duty
from sahih.process.keputusan.models import Keputusan, Suara
from sahih.process.sertifikat.models import Permintaan

SYSTEM = "Sistem"
PLANNED = "dijadwalkan"


@dataclass(frozen=True)
class Catatan:
    """One trace: of which step or substep, what, by whom, when, on which sheet."""

    key: str
    nomor: str
    what: str
    who: str
    at: dt.datetime | None
    lembar: Lembar | None = None


def traces_of(case: Case, lsp: Lsp) -> list[Catatan]:
    """Everything that proves a step of this case, the oldest first."""
    found = [*_signatures(case), *_before_the_date(case), *_plan(case), *_date(case), *_session(case), *_decision(case)]
    late = dt.datetime.max.replace(tzinfo=ZONES[lsp.zone])
    return sorted(found, key=lambda one: one.at or late)


def _signatures(case: Case) -> Iterator[Catatan]:
    """Each signature on each sheet of the file: the archive knows them all, also those of later forms."""
    rows = Tandatangan.objects.filter(lembar__in=sheets_of(case)).select_related("lembar")
    for one in rows.order_by("signed_at", "id"):
        sheet = one.lembar
        what = f"{sheet.code} {sheet.title}" + (f" {sheet.number}" if sheet.number else "")
        yield Catatan(f"{sheet.code}/{one.role}", step_of(sheet.code, one.role), what, one.name, one.signed_at, sheet)


def _by(name: str, model: str, pk: int | None) -> str:
    """Who took the step, as the audit has it."""
    person = Person.objects.filter(pk=OuterRef("person_id")).values("name")[:1]
    rows = AuditEntry.objects.filter(kind=name, subject=model, subject_id=pk).order_by("-id")
    return rows.annotate(by=Subquery(person)).values_list("by", flat=True).first() or SYSTEM


def _before_the_date(case: Case) -> Iterator[Catatan]:
    permohonan = case.permohonan
    yield Catatan(
        "informasi",
        "1.1",
        _("Skema, persyaratan, dan biaya terbit pada laman LSP"),
        SYSTEM,
        permohonan.versi.published_at,
    )
    bill = tagihan_of(permohonan)
    if bill is None:
        return
    yield Catatan(
        "tagihan", "1.2.3", _("Tagihan %s") % bill.number, _by("tagihan.issued", "tagihan", bill.pk), bill.issued_at
    )
    if bill.status == "lunas":
        yield Catatan("bayar", "1.2.5", _("Pembayaran sah"), _by("tagihan.verify", "tagihan", bill.pk), bill.changed_at)


def _date(case: Case) -> Iterator[Catatan]:
    peserta = live_peserta(case)
    if peserta is None:
        return
    jadwal, duty = peserta.jadwal, live_duty(peserta.jadwal)
    covered = LingkupTuk.objects.filter(tuk=jadwal.tuk, skema=jadwal.versi.skema, valid_from__lte=jadwal.day).first()
    if covered is not None:
        words = _("%(tuk)s, SK %(sk)s") % {"tuk": jadwal.tuk.name, "sk": covered.sk_number}
        since = dt.datetime.combine(covered.valid_from, dt.time(), tzinfo=ZONES[jadwal.zone])
        yield Catatan("tuk", "1.4.2", words, _by("lingkup.tuk_covered", "lingkuptuk", covered.pk), since)
    planned = next((hold.placed_at for hold in open_holds(case.permohonan) if hold.kind == PLANNED), None)
    what = _("Jadwal %s") % f"{jadwal.day:%d-%m-%Y}"
    yield Catatan("jadwal", "1.6.1", what, _by("jadwal.planned", "jadwal", jadwal.pk), planned)
    if duty is not None:
        what = _("%(asesor)s ditunjuk") % {"asesor": duty.asesor.person.name}
        yield Catatan("tugas", "1.5", what, _by("penugasan.offered", "penugasan", duty.pk), duty.offered_at)
        if duty.answer == duty.Answer.WILLING:
            yield Catatan("bersedia", "1.6.3", _("Asesor bersedia"), duty.asesor.person.name, duty.answered_at)
        if duty.spt_received_at:
            yield Catatan("spt", "1.6.6", _("SPT diterima asesor"), duty.asesor.person.name, duty.spt_received_at)
    if peserta.confirmed_at:
        yield Catatan("setuju", "1.6.3", _("Asesi menyetujui jadwal"), case.permohonan.asesi.name, peserta.confirmed_at)


def _plan(case: Case) -> Iterator[Catatan]:
    """The plan in force of this version: it belongs to the skema, so no case's file holds it."""
    rows = Rencana.objects.filter(versi_id=case.permohonan.versi_id, status=Rencana.Status.BERLAKU)
    for one in rows.select_related("mapa01", "mapa02"):
        signed = Tandatangan.objects.filter(lembar__in=[one.mapa01, one.mapa02]).select_related("lembar")
        for each in signed.order_by("signed_at", "id"):
            sheet = each.lembar
            yield Catatan(
                f"{sheet.code}/{each.role}",
                step_of(sheet.code),
                f"{sheet.code} {sheet.title}",
                each.name,
                each.signed_at,
            )


def _session(case: Case) -> Iterator[Catatan]:
    peserta, asesmen = live_peserta(case), live_asesmen(case)
    if peserta is None or asesmen is None:
        return
    jadwal = peserta.jadwal
    if jadwal.meeting_link:
        yield Catatan("tautan", "3.1.3", _("Tautan konferensi video tertulis pada jadwal"), SYSTEM, None)
    if asesmen.present_at:
        who = _by("asesmen.start", "asesmen", asesmen.pk)
        yield Catatan("siap", "3.1.6", _("Sesi dibuka pada aplikasi"), who, asesmen.present_at)
        yield Catatan("mulai", "3.2.1", _("Asesi hadir dan asesmen dimulai"), who, asesmen.present_at)


def live_keputusan(case: Case) -> Keputusan | None:
    asesmen = live_asesmen(case)
    return next((one for one in case.keputusan if asesmen and one.asesmen_id == asesmen.pk), None)


def _decision(case: Case) -> Iterator[Catatan]:
    keputusan = live_keputusan(case)
    if keputusan is None:
        return
    votes = Suara.objects.filter(keputusan=keputusan).select_related("anggota__person").order_by("-id")
    last = votes.first()
    if last is not None and keputusan.decided_at:
        names = ", ".join(dict.fromkeys(one.anggota.person.name for one in votes))
        yield Catatan(
            "suara", "4.2.2", _("Komite memutuskan: %s") % keputusan.get_outcome_display(), names, keputusan.decided_at
        )
    asked = Permintaan.objects.filter(rapat_id=keputusan.rapat_id).first()
    if asked is not None and asked.sent_at:
        yield Catatan("lapor", "4.4", _("Dilaporkan ke BNSP (%s)") % keputusan.outcome, SYSTEM, asked.sent_at)
    if case.sertifikat and case.sertifikat.issued_at:
        who = _by("sertifikat.issue_asked", "permintaan", asked.pk if asked else None)
        yield Catatan("terbit", "4.4", _("Sertifikat %s") % case.sertifikat.number, who, case.sertifikat.issued_at)
    for row in case.penyerahan:
        if row.sent_on:
            at = dt.datetime.combine(row.sent_on, dt.time(12), tzinfo=dt.UTC)
            yield Catatan(
                "kurir",
                "4.5.2",
                _("Dikirim %(courier)s %(resi)s") % {"courier": row.courier, "resi": row.resi},
                SYSTEM,
                at,
            )
