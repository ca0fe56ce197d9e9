"""What FR.AK.01 asks beyond single answers."""

from sahih.documents.content import Content, Value
from sahih.documents.wording import long_date


def needed(content: Content, path: str) -> bool | None:
    if path == "bukti_lainnya":
        chosen = content["fields"].get("bukti", [])
        return isinstance(chosen, list) and "lainnya" in chosen
    return None


def derive(content: Content) -> dict[str, Value]:
    """Take day, time and place from the schedule, so that what is agreed is what is planned."""
    header = content["header"]
    return {
        "hari_tanggal": long_date(str(header["tanggal"]), with_day=True),
        "waktu": f"{header['mulai']} – {header['selesai']}",
        "tuk": str(header["tuk_nama"]),
    }
