"""What cannot both be said in one Kaji Visibilitas."""

from sahih.documents.content import Content
from sahih.documents.vocabulary import Problem

REMOTE = ("laptop", "jaringan")


def check(content: Content) -> list[Problem]:
    """E17: at a distance without device or network, or without an asesor, nobody is assessed."""
    fields, found = content["fields"], list[Problem]()
    devices = fields.get("perangkat")
    there = devices if isinstance(devices, list) else []
    if fields.get("cara") in ("jarak_jauh", "hibrida") and not set(REMOTE) <= set(there):
        found.append(
            Problem("perangkat", "Jarak jauh dan hibrida menuntut laptop dan jaringan. Pastikan keduanya, atau pilih tatap muka.")
        )  # fmt: skip
    if "tidak_perlu" in there and len(there) > 1:
        found.append(Problem("perangkat", "“Tidak diperlukan” tidak dipilih bersama perangkat lain."))
    if fields.get("asesor") == "tidak":
        found.append(
            Problem("asesor", "Tanpa asesor yang kompeten asesi belum dapat dijadwalkan. Tandatangani setelah ada asesornya.")
        )  # fmt: skip
    return found
