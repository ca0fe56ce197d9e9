"""The days around the assessment: self-assessment, duty, consent, observation, result, report."""

from playwright.sync_api import Locator

from tests.journeys.conftest import Town
from tests.journeys.visitor import Visitor

KUK_COUNT = 91


def step(asesi: Visitor, journey: str) -> None:
    """From the journey page to the one thing to do now."""
    asesi.open(journey)
    with asesi.page.expect_navigation():
        asesi.page.get_by_role("region", name="Langkah sekarang").get_by_role("link").first.click()
    asesi.look()


def self_assess(asesi: Visitor) -> None:
    """K on every elemen, each with a paper (PL3)."""
    for box in asesi.page.locator("input[type=radio][name$='/jawaban'][value=k]").all():
        box.check()
    for name in names_of(asesi.page.locator("input[type=checkbox][name$='/bukti']")):
        asesi.page.locator(f"input[type=checkbox][name='{name}']").first.check()
    asesi.press("Lanjut")
    asesi.sign_with_pin()


def names_of(boxes: Locator) -> list[str]:
    return sorted({str(one.get_attribute("name")) for one in boxes.all()})


def accept_duty(asesor: Visitor, town: Town) -> None:
    """Willing, with a declaration about duties elsewhere (A7, A14)."""
    asesor.open(f"{town.base}/asesmen/")
    asesor.take(town.title)
    asesor.press("Nyatakan kesediaan")
    asesor.page.locator("textarea").first.fill("Tidak ada.")
    asesor.page.get_by_role("checkbox").check()
    asesor.press("Saya bersedia")


def take_letter(asesor: Visitor, town: Town) -> None:
    asesor.open(f"{town.base}/asesmen/")
    asesor.take(town.title)
    asesor.press("Tandai SPT diterima")


def open_case(asesor: Visitor, town: Town, name: str) -> None:
    """From the asesor's home to one asesi of the group."""
    asesor.open(f"{town.base}/asesmen/")
    asesor.take(town.title)
    if "/tugas/" in asesor.path:
        asesor.press("Ke daftar asesi dan lembar-lembarnya")
    if "/jadwal/" in asesor.path:
        asesor.take(name)


def review_apl02(asesor: Visitor) -> None:
    asesor.press("Tinjau FR.APL.02")
    asesor.page.locator("input[name=rekomendasi][value=dapat]").check()
    go_and_sign(asesor)


def consent_asesor(asesor: Visitor) -> None:
    """FR.AK.01: the asesor first, before any evidence (PL9)."""
    asesor.press("Isi FR.AK.01")
    asesor.page.locator("input[name=bukti][value=observasi]").check()
    accept_statements(asesor)
    go_and_sign(asesor)


def accept_statements(visitor: Visitor) -> None:
    for box in visitor.page.locator("input[name^='setuju/']:not([type=hidden])").all():
        box.check()


def consent_asesi(asesi: Visitor, journey: str) -> None:
    step(asesi, journey)
    accept_statements(asesi)
    asesi.press("Lanjut")
    asesi.sign_with_pin()


def observe_by_keyboard(asesor: Visitor) -> None:
    """All KUK without the mouse: into the first row, then Y and down, ninety-one times."""
    rows = asesor.page.locator(".kuk .yn")
    assert rows.count() == KUK_COUNT
    rows.first.locator("input").first.focus()
    for _number in range(KUK_COUNT):
        asesor.page.keyboard.press("y")
        asesor.page.keyboard.press("ArrowDown")
    assert asesor.page.locator(".kuk .yn input[value=ya]:checked").count() == KUK_COUNT


def conclude_ia01(asesor: Visitor) -> None:
    asesor.page.locator("textarea[name=umpan_balik]").fill("Pelaksanaan sesuai prosedur.")
    asesor.page.locator("input[name=rekomendasi][value=kompeten]").check()
    go_and_sign(asesor)


def review_process(asesor: Visitor, town: Town) -> None:
    """FR.AK.06 before the first recommendation (FX9)."""
    asesor.open(f"{town.base}/asesmen/")
    asesor.take("FR.AK.06")
    for box in asesor.page.locator("input[type=checkbox][name^='prosedur/']").all():
        box.check()
    asesor.page.locator("input[name='dimensi/konsistensi/ts']").fill("FR.IA.01")
    asesor.page.locator("textarea[name=rekomendasi_dimensi]").fill("Gali empat dimensi lain dengan pertanyaan lisan.")
    go_and_sign(asesor)


def speak(asesi: Visitor, journey: str) -> None:
    """FR.AK.03, ten short answers."""
    step(asesi, journey)
    for box in asesi.page.locator("input[type=radio][name^='komponen/'][value=ya]").all():
        box.check()
    asesi.press("Lanjut")
    asesi.sign_with_pin()


def judge_evidence(asesor: Visitor) -> None:
    """Valid, Asli, Terkini, Memadai of every piece of evidence, one form each (E4)."""
    asesor.press("Peta bukti dan VATM")
    while (waiting := asesor.page.get_by_role("link", name="Nilai", exact=True)).count():
        with asesor.page.expect_navigation():
            waiting.first.click()
        for box in asesor.page.locator("input[type=radio][value=ya]").all():
            box.check()
        asesor.press("Simpan penilaian")
    asesor.press("Kembali")


def record_result(asesor: Visitor) -> None:
    asesor.press("Isi FR.AK.02")
    asesor.page.locator("input[name=rekomendasi][value=kompeten]").check()
    asesor.page.locator("textarea[name=komentar]").fill("Bukti cukup dan terkini.")
    go_and_sign(asesor)


def report(asesor: Visitor, town: Town) -> None:
    """FR.AK.05 closes the duty."""
    asesor.open(f"{town.base}/asesmen/")
    asesor.take("FR.AK.05")
    if "/laporan/" not in asesor.path:
        asesor.page.get_by_role("complementary").get_by_role("link").last.click()
        asesor.look()
    asesor.page.locator("textarea[name=aspek]").fill("Semua langkah berjalan sesuai rencana.")
    asesor.page.locator("textarea[name=saran]").fill("Tambahkan waktu untuk pertanyaan lisan.")
    go_and_sign(asesor)


def go_and_sign(visitor: Visitor) -> None:
    """The dock's button leads to the page of the signature."""
    with visitor.page.expect_navigation():
        visitor.page.locator(".dock button[type=submit]").last.click()
    visitor.look()
    visitor.sign_with_pin()
