"""Requests and certificates as an actor may see them; the public projection."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from sahih.documents.content import Context
from sahih.documents.credential import CertificateFacts, LspFact, SkemaFact, UnitFact
from sahih.documents.verification.certificate import PrintData, Signatory
from sahih.documents.vocabulary import Row
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import people_with
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditEntry
from sahih.kernel.holds import open_holds
from sahih.kernel.policy import get_or_unseen
from sahih.materials.skema.models import Unit
from sahih.process.jadwal.queries import jadwal_header
from sahih.process.keputusan.models import Keputusan, Rapat
from sahih.process.keputusan.queries import keputusan_of_rapat
from sahih.process.permohonan.queries import reviewed_identity
from sahih.process.sertifikat.models import Permintaan, Sertifikat, SertifikatPublik
from sahih.process.surat.queries import letter_facts

OFFSETS = {"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}


def visible_permintaan(actor: Actor) -> QuerySet[Permintaan]:
    rows = Permintaan.objects.select_related("rapat__jadwal__versi__skema", "surat__key")
    allowed = any(actor.may(right) for right in ("sertifikat.request", "sertifikat.numbers", "keputusan.sign"))
    return rows if allowed else rows.none()


def get_permintaan(actor: Actor, ref: str) -> Permintaan:
    found: Permintaan = get_or_unseen(visible_permintaan(actor), ref=ref)
    return found


def visible_sertifikat(actor: Actor) -> QuerySet[Sertifikat]:
    """The office sees all, a holder their own; who paid sees none, for a certificate tells the outcome (U2)."""
    rows = Sertifikat.objects.select_related(
        "keputusan__asesmen__peserta__permohonan__asesi",
        "keputusan__asesmen__peserta__permohonan__versi__skema",
        "pdf__key",
    )
    if any(
        actor.may(right) for right in ("sertifikat.request", "sertifikat.issue", "sertifikat.status", "keputusan.read")
    ):
        return rows
    return rows.filter(Q(keputusan__asesmen__peserta__permohonan__asesi_id=actor.self_id))


def get_sertifikat(actor: Actor, ref: str) -> Sertifikat:
    found: Sertifikat = get_or_unseen(visible_sertifikat(actor), ref=ref)
    return found


def requestable(rapat: Rapat) -> list[Keputusan]:
    """The decisions that go to BNSP now: one under appeal waits until it is final (B7, FX11).

    A K is never appealed against (B4), so nobody who waits for a number is left behind.
    """
    return [one for one in keputusan_of_rapat(rapat) if one.outcome == "K" or not open_holds(one)]


def request_rows(permintaan: Permintaan) -> list[tuple[str, ...]]:
    """The list of all, K and BK, with NIK and phone as text (CT2)."""
    found: list[tuple[str, ...]] = []
    for baris in permintaan.baris_set.select_related("keputusan__asesmen__peserta__permohonan__asesi__user").order_by(
        "id"
    ):
        if baris.outcome != "K" and open_holds(baris.keputusan):
            continue  # B7: appealed against after the list was drawn up
        case = baris.keputusan.asesmen.peserta.permohonan
        user = getattr(case.asesi, "user", None)
        phone = (user.phone or "") if user else ""
        name, nik = reviewed_identity(case)
        versi = permintaan.rapat.jadwal.versi
        found.append(
            (
                baris.keputusan.ref,
                name,
                nik,
                phone,
                versi.title,
                versi.skema.number,
                baris.outcome,
            )
        )
    return found


def blanko_context(rapat: Rapat, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    """The letter that asks BNSP for blanks: counts per skema."""
    outcomes = [one.outcome for one in requestable(rapat)]
    k, bk = outcomes.count("K"), outcomes.count("BK")
    assert rapat.sk_hasil is not None
    assert rapat.decreed_on is not None
    cells = {
        "nomor": "1",
        "skema": rapat.jadwal.versi.title,
        "asesi": str(k + bk),
        "k": str(k),
        "bk": str(bk),
        "blangko": str(k),
    }
    return Context(
        header=jadwal_header(rapat.jadwal),
        rows={"skema": (Row("1", cells),)},
        computed=letter_facts(lsp, number=number, at=at)
        | {"nomor_sk": rapat.sk_hasil.number, "tanggal_sk": rapat.decreed_on.strftime("%d-%m-%Y")},
    )


def certificate_facts(sertifikat: Sertifikat, lsp: Lsp, *, verification_url: str, public_url: str) -> CertificateFacts:
    """What the certificate certifies: no NIK, no birth date, no word of how it was assessed (CT9)."""
    case = sertifikat.keputusan.asesmen.peserta.permohonan
    versi = case.versi
    units = tuple(
        UnitFact(one.code, one.title, one.title_en) for one in Unit.objects.filter(versi=versi).order_by("number")
    )
    return CertificateFacts(
        holder_name=reviewed_identity(case)[0],
        skema=SkemaFact(number=versi.skema.number, title=versi.title, title_en=versi.title_en, kind=versi.kind),
        unit_list=units,
        certificate_number=sertifikat.number,
        registration_number=sertifikat.registration,
        blanko_serial=sertifikat.blanko,
        lsp=LspFact(name=lsp.name, licence=lsp.licence, url=f"{public_url}/l/{lsp.slug}/"),
        valid_from=sertifikat.issued_on,
        valid_until=sertifikat.valid_until,
        uji_coba=sertifikat.uji_coba,
        verification_url=verification_url,
        zone=OFFSETS[lsp.zone],
    )


def print_data(sertifikat: Sertifikat, lsp: Lsp) -> PrintData:
    """What only the paper shows: place, field, signatories."""
    versi = sertifikat.keputusan.asesmen.peserta.permohonan.versi
    day = sertifikat.issued_on
    ketua = people_with(Role.KETUA, day=day).first()
    manajer = people_with(Role.MANAJER_SERTIFIKASI, day=day).first()
    return PrintData(
        place=lsp.city,
        bidang=versi.sector,
        bidang_en=versi.sector,
        validity_years=versi.validity_years,
        signatory=Signatory(ketua.name if ketua else "", "Ketua LSP", "Chairperson"),
        manajer=Signatory(manajer.name if manajer else "", "Manajer Sertifikasi", "Certification Manager"),
    )


def find_public(text: str) -> SertifikatPublik | None:
    """By certificate number, registration number or ref, however spaces and dots were typed (CT12)."""
    if "\0" in text:  # nothing that PostgreSQL keeps bears it, and it would refuse the question
        return None
    wanted = " ".join(text.replace(".", " ").split()).upper()
    return (
        SertifikatPublik.objects.filter(
            Q(number=wanted) | Q(registration__in=[wanted, wanted.replace(" ", ".")])
        ).first()
        or SertifikatPublik.objects.filter(ref=text.strip().lower()).first()
    )


@dataclass(frozen=True)
class StatusChange:
    """One turn in a certificate's life: when, to what, why, by whom."""

    at: dt.datetime
    status: str
    reason: str
    by: str


def status_changes(sertifikat: Sertifikat) -> list[StatusChange]:
    """Every change of status, the latest first, as the audit keeps it (V3, V4)."""
    kinds = [kind.name for kind in Sertifikat.kinds.values()]
    rows = AuditEntry.objects.filter(
        lsp_id=sertifikat.lsp_id, subject="sertifikat", subject_id=sertifikat.pk, kind__in=kinds
    )
    found = list(rows.order_by("-id"))
    names = dict(Person.objects.filter(pk__in={one.person_id for one in found}).values_list("pk", "name"))
    return [
        StatusChange(one.at, str((one.new or {}).get("status", "")), one.reason, names.get(one.person_id or 0, ""))
        for one in found
    ]


def public_row(sertifikat: Sertifikat) -> SertifikatPublik | None:
    return SertifikatPublik.objects.filter(number=sertifikat.number).first()


def shown_status(row: SertifikatPublik | Sertifikat, day: dt.date) -> str:
    """berlaku, dibekukan, dicabut, digantikan as kept; kedaluwarsa by the date itself."""
    return "kedaluwarsa" if row.status == "berlaku" and day > row.valid_until else row.status
