"""What stands in the head of a form: the box of document control, and the identity table (forms 1.1, 1.3)."""

from collections.abc import Mapping
from typing import Any

from sahih.documents.vocabulary import HeaderRow
from sahih.documents.wording import short_date

Printed = dict[str, Any]  # Any: JSON that the template reads
SKEMA = {"kkni": "KKNI", "okupasi": "Okupasi", "klaster": "Klaster"}
TUK = {"sewaktu": "Sewaktu", "tempat_kerja": "Tempat Kerja", "mandiri": "Mandiri"}


def header_rows(row: HeaderRow, header: Mapping[str, Any]) -> list[Printed]:
    """Return the lines of the identity table that one of its rows prints (forms 1.3)."""
    day = short_date(header["tanggal"])
    match row:
        case "skema":
            kinds = {"label": "Skema Sertifikasi", "options": _choice(SKEMA, header["skema_jenis"])}
            title = {"sub": "Judul", "value": header["skema_judul"]}
            return [kinds | title, {"label": "", "sub": "Nomor", "value": header["skema_nomor"]}]
        case "tuk":
            return [{"label": "TUK", "value": "", "choices": _choice(TUK, header["tuk_jenis"])}]
        case "asesor":
            return [{"label": "Nama Asesor", "value": ", ".join(one["nama"] for one in header["asesor"])}]
        case "asesi":
            return [{"label": "Nama Asesi", "value": header["asesi"]}]
        case "tanggal" | "hari_asesmen":
            return [{"label": "Tanggal" if row == "tanggal" else "Tanggal Asesmen", "value": day}]
        case _:
            start, end = (f"{day} {header[name]}".strip() for name in ("mulai", "selesai"))
            start_row = {"label": "Tanggal Asesmen", "sub": "Mulai", "value": start}
            return [start_row, {"label": "", "sub": "Selesai", "value": end}]


def standing_block(block: Mapping[str, Any] | None) -> Mapping[str, Any] | None:  # Any: JSON that the template reads
    """The box with No. Dokumen, Edisi/Revisi, Tanggal Berlaku; none where the LSP gave nothing of it."""
    return block if block and any(block.get(name) for name in ("doc_no", "edition", "effective")) else None


def _choice(options: Mapping[str, str], chosen: object) -> list[Printed]:
    return [{"label": label, "on": value == chosen} for value, label in options.items()]
