"""What FR.AK.01 asks beyond single answers."""

from collections.abc import Iterable

from sahih.documents.content import Content, Value
from sahih.documents.wording import long_date

# FX3, forms 2: which box of the evidence list each instrument fills.
BOX_OF = {
    "FR.IA.01": "observasi", "FR.IA.02": "observasi", "FR.IA.03": "observasi",
    "FR.IA.04A": "kegiatan_terstruktur", "FR.IA.04B": "kegiatan_terstruktur",
    "FR.IA.05": "tertulis", "FR.IA.06": "tertulis", "FR.IA.07": "lisan", "FR.IA.08": "portofolio",
    "FR.IA.09": "wawancara", "FR.IA.10": "lainnya", "FR.IA.11": "reviu_produk",
}  # fmt: skip


def evidence_of(codes: Iterable[str]) -> list[str]:
    """The boxes of these instruments, each once and in their order."""
    return list(dict.fromkeys(BOX_OF[code] for code in codes))


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
