"""E4: what the asesor found of each piece of evidence, and which elemen can no longer be K because of it; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

ASPEK = {"valid": "Valid", "asli": "Asli", "terkini": "Terkini", "memadai": "Memadai"}


@dataclass(frozen=True)
class Nilai:
    """The four answers about one piece of evidence for one elemen."""

    bukti: str
    name: str
    elemen: str
    valid: bool
    asli: bool
    terkini: bool
    memadai: bool
    note: str = ""
    remedy: str = ""

    @property
    def failed(self) -> list[str]:
        """What was answered with no, as the paper names it."""
        return [words for key, words in ASPEK.items() if not getattr(self, key)]

    @property
    def blocks(self) -> bool:
        """A no without remedy; evidence that nobody has judged makes nothing BK, it keeps FR.AK.02 unsigned."""
        return bool(self.failed) and not self.remedy

    @property
    def words(self) -> str:
        facts = {"name": self.name, "what": ", ".join(self.failed), "note": self.note, "remedy": self.remedy}
        if not self.failed:
            return _("%(name)s: keempatnya ya") % facts
        if self.remedy:
            return _("%(name)s: %(what)s tidak (%(note)s); diatasi: %(remedy)s") % facts
        return _("%(name)s: %(what)s tidak (%(note)s)") % facts


def standing(rows: Iterable[Nilai]) -> list[Nilai]:
    """The newest answer about each piece of evidence and elemen; the rows come oldest first."""
    return list({(one.bukti, one.elemen): one for one in rows}.values())


def blocked(rows: Iterable[Nilai]) -> dict[str, list[str]]:
    """Per elemen the evidence that keeps its KUK from being K, in words."""
    found: dict[str, list[str]] = {}
    for one in standing(rows):
        if one.blocks:
            found.setdefault(one.elemen, []).append(one.words)
    return found
