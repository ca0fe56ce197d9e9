"""What a date waits for beside its asesor: the study of each asesi, the place, the order to verify it (SOP 1.3, 1.4, 2.4)."""

from tests.journeys.conftest import Enter, Town
from tests.journeys.planning import shown
from tests.journeys.visitor import Visitor


def study(admin: Visitor, town: Town) -> None:
    """E17: how the asesi can be assessed, before any date."""
    admin.open(f"{town.base}/jadwal/baru/")
    admin.take(town.title)
    page = admin.page
    page.locator("input[name=perangkat][value=tidak_perlu]").check()
    page.locator("input[name=asesor][value=ya]").check()
    page.locator("textarea[name=kebutuhan]").fill("Tidak ada.")
    page.locator("input[name=cara][value=tatap_muka]").check()
    page.locator("textarea[name=alasan]").fill("Praktik dengan peralatan TUK.")
    admin.press("Lanjut ke tanda tangan")
    admin.sign_with_pin()


def decree_requirements(enter: Enter, town: Town) -> None:
    """SK persyaratan TUK for assessment face to face: made, checked, decreed."""
    admin = enter("admin")
    admin.open(f"{town.base}/surat/skema/")
    line = admin.page.locator("section").filter(
        has=admin.page.get_by_role("heading", name=f"{town.title} · Tatap muka")
    )
    admin.press("Susun SK baru", within=line)
    for name, words in (("perlengkapan", "Ruang praktik"), ("spesifikasi", "20 m2"), ("jumlah", "1 ruang")):
        shown(admin.page.locator(f"[name='persyaratan/1/{name}']")).fill(words)
    fill_and_sign(admin)
    for who in ("manajer", "ketua"):
        sign_letter(enter(who), town, "SK Persyaratan TUK")


def sign_letter(visitor: Visitor, town: Town, name: str) -> None:
    """Whatever waits for this person, read and signed in one act; the letter is among it."""
    visitor.open(f"{town.base}/surat/")
    visitor.press("Baca dan tandatangani")
    visitor.says(name)
    visitor.sign_with_pin()


def verify(enter: Enter, town: Town, jadwal: str) -> None:
    """SPT, the check of the place, the manager, the SK: only then the session may open (T2, T4)."""
    asesor = enter("asesor")
    draft(enter("admin"), town, jadwal, "Surat Perintah Tugas Verifikasi TUK")
    sign_letter(enter("ketua"), town, "Surat Perintah Tugas Verifikasi TUK")
    asesor.open(f"{town.base}/surat/jadwal/{jadwal}/")
    asesor.take("Surat Perintah Tugas Verifikasi TUK")
    asesor.press("Tandai diterima")
    draft(asesor, town, jadwal, "Ceklist Verifikasi Tempat Uji Kompetensi")
    fill_check(asesor, town)
    sign_letter(enter("manajer"), town, "Ceklist Verifikasi Tempat Uji Kompetensi")
    sign_letter(enter("ketua"), town, "SK Penetapan TUK")


def draft(visitor: Visitor, town: Town, jadwal: str, title: str) -> None:
    """The one act of this letter on the page of the schedule."""
    visitor.open(f"{town.base}/surat/jadwal/{jadwal}/")
    visitor.press("Susun", within=visitor.page.locator(f"section:has(h2:has-text('{title}'))"))


def fill_check(asesor: Visitor, town: Town) -> None:
    page = asesor.page
    for value in ("ya", "baik"):
        for box in page.locator(f"input[name$='/kondisi'][value={value}]").all():
            box.check()
    page.locator("input[name=hari_tanggal]").fill(town.day)
    page.locator("input[name=kepala_tuk]").fill("Rina Kartika")
    page.locator("input[name=keputusan][value=layak]").check()
    page.locator("input[name=kota]").fill("Gresik")
    fill_and_sign(asesor)


def fill_and_sign(visitor: Visitor) -> None:
    """What was filled is read as a letter first, and then signed."""
    with visitor.page.expect_navigation():
        visitor.page.locator(".dock button[type=submit]").last.click()
    visitor.look()
    visitor.press("Baca dan tandatangani")
    visitor.sign_with_pin()
