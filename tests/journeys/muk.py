"""A MUK on pages: written by one asesor, validated by another (PL10)."""

from dataclasses import dataclass

from tests.journeys.conftest import Enter, Town
from tests.journeys.visitor import Visitor


def make(enter: Enter, town: Town, title: str, *, groups: int) -> None:
    asesor = enter("asesor")
    muk = begin(asesor, town, title)
    write(asesor, muk, groups=groups)
    stand_for(asesor, enter("asesor2"), town, muk)


def begin(asesor: Visitor, town: Town, title: str) -> str:
    """Empty, where the MUK of this skema stand."""
    asesor.open(f"{town.base}/muk/")
    chapter = asesor.page.locator("section", has=asesor.page.get_by_role("heading", name=title))
    chapter.get_by_text("Susun MUK baru").click()
    chapter.locator("input[name=judul]").fill("Paket 2026")
    asesor.press("Susun", within=chapter)
    return asesor.path


def write(asesor: Visitor, muk: str, *, groups: int) -> None:
    """An item for every KUK, written many at once."""
    for kelompok in range(1, groups + 1):
        asesor.open(f"{muk}kelompok/{kelompok}/ia-01/")
        asesor.press("Simpan dan tulis butir")
        asesor.press("Tulis banyak sekaligus")
        for box in asesor.page.locator("textarea[name^='kuk|']").all():
            box.fill("SOP tempat kerja, butir keselamatan")
        asesor.press("Simpan semua")
    asesor.open(muk)


@dataclass(frozen=True)
class OnMap:
    """What the page of the map says of a small skema: its summary, the gaps it names, the cells that hold an item."""

    summary: str
    gaps: list[str]
    cells: int


def map_of(asesor: Visitor, muk: str) -> OnMap:
    asesor.open(f"{muk}peta/")
    main = asesor.page.get_by_role("main")
    named = main.locator("section[aria-labelledby=celah] .what").all_inner_texts()
    return OnMap(main.locator(".lead").first.inner_text(), named, main.locator(".peta-tabel td.cukup").count())


def stand_for(asesor: Visitor, validator: Visitor, town: Town, muk: str) -> None:
    """The penyusun explains each gap and signs; another asesor reads it with its keys and signs (PL10)."""
    asesor.press("Ajukan untuk divalidasi")
    for reason in asesor.page.locator("textarea[name^='celah/']").all():
        reason.fill("Terlihat pada praktik yang sama; diuji lisan bila asesor ragu.")
    asesor.press("Lanjut ke tanda tangan")
    asesor.sign_with_pin()
    validator.open(f"{town.base}/kerja/")
    validator.take("MUK")
    validator.press("Baca dan tandatangani")
    validator.sign_with_pin()
    validator.says("Tervalidasi")
    asesor.open(muk)
    asesor.says("Tervalidasi")
