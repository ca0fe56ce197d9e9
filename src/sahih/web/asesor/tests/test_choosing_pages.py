"""Plan and MUK are chosen side by side: which serves which, and where what lacks is seen (PL6, PL10, PL11)."""

from sahih.process.asesmen import actions as act
from sahih.process.contoh import muk as contoh
from sahih.process.contoh import rencana, validasi
from sahih.web.tests.panggung import Panggung
from sahih.web.tests.stage import Stage


def reviewed(stage: Panggung) -> None:
    asesor, at = stage.kisah.rumah["asesor"], stage.move(11)
    asesor.does(act.save_review, stage.asesmen(), {"rekomendasi": ["dapat"]}, at=at, partial=False)
    sheet = stage.asesmen().peserta.permohonan.apl02
    assert sheet is not None
    asesor.signs([sheet], act.sign_review, stage.asesmen(), at=at)


def test_pl6_each_muk_says_which_plans_it_serves(until: Stage) -> None:
    stage = until("schedule")
    reviewed(stage)
    later = rencana.in_force(stage.kisah.rumah, at=stage.move(11), potensi="4")
    here = f"{stage.base}/asesmen/{stage.asesmen().ref}/rencana/"
    browser, muk = stage.browser("asesor"), stage.kisah.muk

    page = browser.get(here).content.decode()
    refused = browser.post(here, {"asesi": [stage.asesmen().ref], "rencana": later.ref, "muk": muk.ref}, follow=True)

    where = f"{stage.base}/rencana/{later.ref}/peta/?muk={muk.ref}"
    assert [page.count(words) for words in ("celah tanpa alasan yang disahkan", ">cocok<", where)] == [1, 1, 1]
    assert "Diterima untuk potensi 3 saja" in browser.get(where).content.decode()
    assert "tidak dapat dipakai dengan rencana potensi 4" in refused.content.decode()
    assert stage.asesmen().rencana is None


def test_pl10_unfit_muk_is_told_at_once_and_another_is_chosen_on_a_page(until: Stage) -> None:
    stage = until("agree")
    at, rumah = stage.move(11, 15), stage.kisah.rumah
    here, browser = f"{stage.base}/asesmen/{stage.asesmen().ref}/", stage.browser("asesor")
    assert browser.get(f"{here}muk/").status_code == 302
    validasi.finished(rumah, contoh.fresh(rumah, stage.kisah.muk), at=at, outcome="tidak_layak")
    assert "Belum ada MUK lain yang tervalidasi" in browser.get(f"{here}muk/").content.decode()
    other = contoh.validated(rumah, at=at, title="Paket B")

    told = browser.get(here).content.decode()
    page = browser.get(f"{here}muk/").content.decode()
    unnamed = browser.post(f"{here}muk/", follow=True).content.decode()
    browser.post(f"{here}muk/", {"muk": other.ref})

    assert "tidak layak digunakan" in told
    assert f"{here}muk/" in told
    assert (page.count('name="muk"'), "MUK 2 Paket B" in page, ">cocok<" in page) == (1, True, True)
    assert "Pilih salah satu MUK." in unnamed
    assert stage.asesmen().muk == other
