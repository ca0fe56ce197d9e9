"""What a session leaves besides its forms: the list of presence, and the minutes of a disturbance (SOP 3.3.6, E15)."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from sahih.documents.content import Context
from sahih.documents.vocabulary import Row
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import ZONES
from sahih.kernel.policy import Verdict
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.queries import asesmen_of_jadwal
from sahih.process.jadwal.letters import jadwal_of
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.policies import is_duty_asesor
from sahih.process.jadwal.queries import jadwal_header, live_duty, peserta_row
from sahih.process.surat.jenis import Jenis
from sahih.process.surat.models import Surat
from sahih.process.surat.policies import by_manajer
from sahih.process.surat.queries import letter_facts


def by_duty(actor: Actor, surat: Surat) -> Verdict:
    return is_duty_asesor(actor, jadwal_of(surat))


def _asesor_name(jadwal: Jadwal) -> str:
    duty = live_duty(jadwal)
    return duty.asesor.person.name if duty else ""


def _presence(surat: Surat, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    jadwal = jadwal_of(surat)
    found = asesmen_of_jadwal(jadwal)
    rows = tuple(_present_row(n, one, jadwal) for n, one in enumerate(found, 1))
    here = sum(one.present_at is not None for one in found)
    computed = {"nama_asesor": _asesor_name(jadwal), "jumlah_hadir": str(here)}
    return Context(
        header=jadwal_header(jadwal),
        rows={"peserta": rows},
        computed=letter_facts(lsp, number=number, at=at) | computed,
    )


def _present_row(number: int, asesmen: Asesmen, jadwal: Jadwal) -> Row:
    row, seen = peserta_row(number, asesmen.peserta), asesmen.present_at
    when = _("Hadir %s") % f"{seen.astimezone(ZONES[jadwal.zone]):%H.%M} {jadwal.zone}" if seen else _("Tidak hadir")
    return Row(row.key, {**row.cells, "hadir": when, "diperiksa": _("Ya") if seen else "–"})


def _presence_needs(surat: Surat, _lsp: Lsp, *, at: dt.datetime) -> list[str]:
    """Somebody was there, and nobody is still awaited."""
    found = asesmen_of_jadwal(jadwal_of(surat))
    if not any(one.present_at for one in found):
        return [_("Belum ada asesi yang hadir pada jadwal ini.")]
    awaited = {Asesmen.Status.DISIAPKAN, Asesmen.Status.DITINJAU, Asesmen.Status.DISETUJUI}
    open_ones = [one.peserta.permohonan.asesi.name for one in found if one.status in awaited]
    return [_("Catat kehadiran atau ketidakhadiran %s dulu.") % name for name in open_ones]


def _disturbance(surat: Surat, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    jadwal = jadwal_of(surat)
    rows = tuple(
        Row(one.ref, {"nomor": str(n), "nama": peserta_row(n, one.peserta).cells["nama"]})
        for n, one in enumerate(asesmen_of_jadwal(jadwal), 1)
    )
    return Context(
        header=jadwal_header(jadwal),
        rows={"peserta": rows},
        computed=letter_facts(lsp, number=number, at=at) | {"nama_asesor": _asesor_name(jadwal)},
    )


def _disturbance_needs(surat: Surat, _lsp: Lsp, *, at: dt.datetime) -> list[str]:
    """E15: what went wrong in a session; before its day there is none."""
    jadwal = jadwal_of(surat)
    began = at.astimezone(ZONES[jadwal.zone]).date() >= jadwal.day
    return [] if began else [_("Asesmennya belum dimulai; berita acara gangguan dibuat saat atau sesudahnya.")]


JENIS: Mapping[str, Jenis] = {
    one.code: one
    for one in (
        Jenis("DAFTAR.HADIR", "HADIR", _presence, _presence_needs, by_duty, {"asesor": by_duty}),
        Jenis(
            "BA.GANGGUAN", "BA-GGN", _disturbance, _disturbance_needs, by_duty,
            {"asesor": by_duty, "manajer": by_manajer}, writer="asesor",
        ),
    )
}  # fmt: skip
