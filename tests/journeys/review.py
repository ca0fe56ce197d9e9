"""The review by the penyelia, between the asesor's report and the committee (SOP 3.4.2)."""

from tests.journeys.conftest import Town
from tests.journeys.session import go_and_sign
from tests.journeys.visitor import Visitor


def order(admin: Visitor, town: Town) -> None:
    admin.open(f"{town.base}/rapat/")
    admin.take("Susun kaji ulang")
    admin.press("Simpan dan buat SPT penyelia")


def take_order(penyelia: Visitor, town: Town) -> None:
    penyelia.open(f"{town.base}/kaji-ulang/")
    penyelia.take("Terima SPT")
    penyelia.press("Tandai SPT diterima")


def fill_ak06(penyelia: Visitor) -> None:
    open_sheet(penyelia, "FR.AK.06")
    for box in penyelia.page.locator("input[type=checkbox][name^='prosedur/']").all():
        box.check()
    penyelia.page.locator("input[name='dimensi/konsistensi/ts']").fill("FR.IA.01")
    penyelia.page.locator("textarea[name=rekomendasi_dimensi]").fill("Gali empat dimensi lain dengan pertanyaan lisan.")
    go_and_sign(penyelia)


def fill_va(penyelia: Visitor) -> None:
    """The facts stand there already; the second name, every aspect, how people spoke."""
    open_sheet(penyelia, "FR.VA")
    penyelia.page.locator("input[name=tim_2]").fill("Hendra Gunawan")
    penyelia.page.locator("input[name=tempat]").fill("Kantor LSP")
    for box in penyelia.page.locator("input[type=checkbox][name^='aspek/']:not([value=belum])").all():
        box.check()
    penyelia.page.locator("input[name=keterampilan][value=proaktif]").check()
    penyelia.page.locator("input[type=checkbox][name=tanpa_temuan]").check()
    go_and_sign(penyelia)


def open_sheet(penyelia: Visitor, code: str) -> None:
    with penyelia.page.expect_navigation():
        penyelia.page.locator("a.btn", has_text=code).click()
    penyelia.look()
