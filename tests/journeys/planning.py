"""The plan made once by two asesor and the manager, chosen for an asesi, and one adjustment (SOP 2.2, 2.5)."""

from playwright.sync_api import Locator

from tests.journeys import muk
from tests.journeys.conftest import Enter, Town
from tests.journeys.session import go_and_sign, step
from tests.journeys.visitor import Visitor

WRITTEN = {
    "konfirmasi/manajer_sertifikasi/nama": "Dewi Kartikasari",
    "konfirmasi/manajer_sertifikasi/tanggal": "2026-11-02",
}


def make_plan(enter: Enter, town: Town) -> None:
    """PL5: drafted, validated by another asesor, confirmed by the manager; PL10: and a MUK for it."""
    plan(enter, town, town.title)
    muk.make(enter, town, town.title, groups=3)


def plan(enter: Enter, town: Town, title: str) -> None:
    """FR.MAPA.01 and 02 of one skema for somebody with experience, on three desks."""
    asesor = enter("asesor")
    asesor.open(f"{town.base}/rencana/")
    chapter = asesor.page.locator("section", has=asesor.page.get_by_role("heading", name=title))
    asesor.press("Susun", within=chapter.locator("form:has(input[name=potensi][value='3'])"))
    fill_plan(asesor)
    asesor.press("Lanjut ke FR.MAPA.02")
    asesor.press("Lanjut ke tanda tangan")
    asesor.sign_with_pin()
    for who, task, read in (
        ("asesor2", "Validasi rencana asesmen", "Baca dan tandatangani"),
        ("manajer", "Konfirmasi rencana asesmen", "Baca dan konfirmasi"),
    ):
        visitor = enter(who)
        visitor.open(f"{town.base}/kerja/")
        visitor.take(task)
        visitor.press(read)
        visitor.sign_with_pin()


def fill_plan(asesor: Visitor) -> None:
    """Observation for every unit; the evidence was begun from the titles of the units."""
    page = asesor.page
    for name, value in (
        ("lingkungan", "simulasi"),
        ("peluang", "tersedia"),
        ("hubungan", "aktivitas"),
        ("pelaku", "lsp"),
    ):
        page.locator(f"input[name={name}][value={value}]").check()
    page.locator("input[name=relevan][value=manajer_sertifikasi]").check()
    for box in page.locator("input[name$='/perangkat'][value=CL]").all():
        box.check()
    for one in ("karakteristik", "kontekstualisasi", "saran", "penyesuaian", "terintegrasi"):
        page.locator(f"input[name={one}][value=tidak_ada]").check()
    for name, words in {"tolok_ukur/standar/uraian": "SKKNI K3", **WRITTEN}.items():
        shown(page.locator(f"[name='{name}']")).fill(words)


def shown(field: Locator) -> Locator:
    """A field that lies folded is opened first."""
    field.evaluate("one => one.closest('details')?.setAttribute('open', '')")
    return field


def choose_plan(asesor: Visitor) -> None:
    """PL6: by the asesi's potensi; what has no plan cannot be chosen."""
    asesor.press("Pilih rencana asesmen")
    asesor.page.locator("input[name=rencana]:not([disabled])").check()
    asesor.press("Pakai rencana ini")


def adjust(asesor: Visitor) -> None:
    """PL8: longer time, agreed before the consent."""
    asesor.press("Putuskan FR.AK.07")
    asesor.press("Buka FR.AK.07")
    page = asesor.page
    page.locator("input[name=tahap][value=saat]").check()
    for number in range(1, 9):
        answer = "ya" if number == 4 else "tidak"
        page.locator(f"input[name='karakteristik/{number}/diperlukan'][value={answer}]").check()
    shown(page.locator("input[name='karakteristik/4/sarana'][value=waktu_panjang]")).check()
    for box in page.locator("input[name^='rencana/'][name$='/sesuai'][value=ya]").all():
        box.check()
    for part in ("karakteristik", "rencana"):
        for name, words in (("acuan", "SKKNI K3"), ("metode", "Observasi langsung"), ("instrumen", "FR.IA.01")):
            page.locator(f"textarea[name={part}_{name}]").fill(words)
    go_and_sign(asesor)


def agree_to_adjust(asesi: Visitor, journey: str) -> None:
    step(asesi, journey)
    asesi.sign_with_pin()
