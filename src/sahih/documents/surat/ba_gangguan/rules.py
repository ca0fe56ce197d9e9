"""What the minutes of a disturbance ask beyond single answers (E15)."""

from django.utils.translation import gettext as _

from sahih.documents.content import Content
from sahih.documents.vocabulary import Problem


def needed(content: Content, path: str) -> bool | None:
    """Whoever goes on the same day says since when."""
    return content["fields"].get("tindak_lanjut") == "lanjut" if path == "selesai_gangguan" else None


def check(content: Content) -> list[Problem]:
    begun, ended = (str(content["fields"].get(key, "")) for key in ("mulai_gangguan", "selesai_gangguan"))
    if begun and ended and ended <= begun:
        return [Problem("selesai_gangguan", _("Jam selesai harus sesudah jam mulai gangguan."))]
    return []
