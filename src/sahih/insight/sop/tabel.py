"""The steps of a schedule as lines of a spreadsheet."""

from collections.abc import Iterable

from sahih.insight.sop.queries import JejakSop
from sahih.institution.lsp.models import Lsp
from sahih.kernel.clock import ZONES
from sahih.process.sertifikat.sheets import write_rows

HEAD = ("Asesi", "Langkah", "Nomor SOP LSP", "Judul", "Keadaan", "Selesai", "Hari sejak langkah sebelumnya", "Rekaman", "Kurang", "Belum tersedia")  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows_of(found: Iterable[JejakSop], lsp: Lsp) -> list[tuple[str, ...]]:
    """One line a step and asesi; no line begins with what a spreadsheet would reckon."""
    zone = ZONES[lsp.zone]
    return [
        tuple(_plain(value) for value in (
            jejak.permohonan.asesi.name, one.nomor, one.sebutan.nomor, one.sebutan.judul, one.state,
            f"{one.at.astimezone(zone):%Y-%m-%d %H:%M} {lsp.zone}" if one.at else "", str(one.since.days) if one.since else "",
            "; ".join(f"{each.what} ({each.who})" for each in one.catatan), "; ".join(one.kurang), ", ".join(one.absent),
        ))
        for jejak in found
        for one in jejak.langkah
    ]  # fmt: skip


def _plain(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value


def spreadsheet(lines: Iterable[tuple[str, ...]]) -> bytes:
    head, *rest = lines
    return write_rows(head, rest)
