"""The minutes of issue, and what a holder is told about surveilan (SOP 4.4, 4.6)."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from sahih.documents.content import Context
from sahih.documents.vocabulary import Row
from sahih.documents.wording import long_date, short_date
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if
from sahih.process.jadwal.letters import jadwal_of
from sahih.process.jadwal.queries import jadwal_header, live_duty
from sahih.process.keputusan.models import Keputusan, Rapat
from sahih.process.permohonan.queries import name_on_forms, skema_header
from sahih.process.sertifikat.models import Sertifikat
from sahih.process.surat.jenis import Jenis
from sahih.process.surat.models import Surat
from sahih.process.surat.policies import DIBUAT_DIPERIKSA_DISETUJUI, by_admin
from sahih.process.surat.queries import letter_facts

RENEWAL_DAYS = 60
YEAR = 365


def by_issuer(actor: Actor, _surat: Surat) -> Verdict:
    may = actor.may("sertifikat.request") or actor.has(Role.ADMIN)
    return allow_if(may, _("Surat ini disusun oleh Admin LSP atau Manajer Sertifikasi."))


def _rapat_of(surat: Surat) -> Rapat | None:
    rows = Rapat.objects.filter(jadwal=jadwal_of(surat), status=Rapat.Status.SK_TERBIT)
    return rows.select_related("sk_hasil").first()


def _issue(surat: Surat, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    jadwal, rapat = jadwal_of(surat), _rapat_of(surat)
    duty = live_duty(jadwal)
    decided = list(_decided(rapat)) if rapat else []
    outcomes = [one.outcome for one in decided]
    computed = {
        "nama_asesor": duty.asesor.person.name if duty else "",
        "nomor_sk": rapat.sk_hasil.number if rapat and rapat.sk_hasil else "",
        "tanggal_sk": long_date(rapat.decreed_on.isoformat()) if rapat and rapat.decreed_on else "",
        "jumlah_kompeten": str(outcomes.count("K")),
        "jumlah_belum_kompeten": str(outcomes.count("BK")),
    }
    return Context(
        header=jadwal_header(jadwal),
        rows={"asesi": tuple(_issued_row(n, one) for n, one in enumerate(decided, 1))},
        computed=letter_facts(lsp, number=number, at=at) | computed,
    )


def _decided(rapat: Rapat) -> list[Keputusan]:
    rows = Keputusan.objects.filter(rapat=rapat).select_related(
        "asesmen__peserta__permohonan__asesi",
        "asesmen__peserta__permohonan__apl01__key",
        "asesmen__peserta__permohonan__versi",
        "sertifikat",
    )
    return list(rows.order_by("asesmen__peserta__permohonan__asesi__name", "id"))


def _issued_row(number: int, keputusan: Keputusan) -> Row:
    given = getattr(keputusan, "sertifikat", None)
    case, competent = keputusan.asesmen.peserta.permohonan, keputusan.outcome == "K"
    cells = {
        "nomor": str(number), "nama": name_on_forms(case), "skema": case.versi.title, "komite": "v" if competent else "x",
        "keputusan": keputusan.get_outcome_display().upper(),
        "sertifikat": given.number if given else "–", "registrasi": given.registration if given else "–",
        "blangko": given.blanko if given else "–",
        "terbit": short_date(given.issued_on.isoformat()) if given else "–",
        "sampai": short_date(given.valid_until.isoformat()) if given else "–",
    }  # fmt: skip
    return Row(keputusan.ref, cells)


def _issue_needs(surat: Surat, _lsp: Lsp, *, at: dt.datetime) -> list[str]:
    """D3: after the SK of the result, when every competent asesi has the numbers of BNSP."""
    rapat = _rapat_of(surat)
    if rapat is None:
        return [_("SK hasil keputusan jadwal ini belum terbit.")]
    bare = [one for one in _decided(rapat) if one.outcome == "K" and getattr(one, "sertifikat", None) is None]
    return [_("%d asesi kompeten belum bernomor dari BNSP.") % len(bare)] if bare else []


def _information(surat: Surat, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    given = surat.sertifikat
    assert given is not None
    case = given.keputusan.asesmen.peserta.permohonan
    renewal = given.valid_until - dt.timedelta(days=RENEWAL_DAYS)
    first = given.issued_on + dt.timedelta(days=YEAR)
    computed = {
        "nama_pemegang": name_on_forms(case), "nomor_sertifikat": given.number, "nomor_registrasi": given.registration,
        "terbit": long_date(given.issued_on.isoformat()), "berlaku_sampai": long_date(given.valid_until.isoformat()),
        "surveilan_pertama": long_date(first.isoformat()), "batas_ulang": long_date(renewal.isoformat()),
    }  # fmt: skip
    return Context(header=skema_header(case.versi), computed=letter_facts(lsp, number=number, at=at) | computed)


def _information_needs(surat: Surat, _lsp: Lsp, *, at: dt.datetime) -> list[str]:
    holds = surat.sertifikat is not None and surat.sertifikat.status == Sertifikat.Status.BERLAKU
    return [] if holds else [_("Sertifikat ini belum terbit atau tidak berlaku.")]


JENIS: Mapping[str, Jenis] = {
    one.code: one
    for one in (
        Jenis("BA.PENERBITAN", "BA-TRB", _issue, _issue_needs, by_issuer, DIBUAT_DIPERIKSA_DISETUJUI),
        Jenis("INFO.SURVEILAN", "INFO-SV", _information, _information_needs, by_issuer, {"admin": by_admin}),
    )
}
