"""The Ketua's signatures and the committee's votes."""

from tests.journeys.conftest import Town
from tests.journeys.visitor import Visitor


def sign_next(ketua: Visitor, town: Town) -> None:
    """The first letter of the list that waits for the Ketua."""
    ketua.open(f"{town.base}/pimpinan/")
    ketua.press("Baca dan tandatangani")
    ketua.sign_with_pin()


def open_cases(member: Visitor, town: Town, name: str) -> None:
    member.open(f"{town.base}/komite/")
    member.take(town.title)
    if "/asesi/" not in member.path:
        member.take(name)


def vote(member: Visitor, town: Town, name: str) -> None:
    """One explicit vote over the complete file (D5, D6)."""
    open_cases(member, town, name)
    member.page.get_by_role("radio", name="K – Kompeten").check()
    member.press("Catat suara")


def sign_minutes(member: Visitor, town: Town) -> None:
    member.open(f"{town.base}/komite/")
    member.take(town.title)
    if "berita-acara" not in member.path:
        member.press("Baca dan tandatangani")
    member.sign_with_pin()
