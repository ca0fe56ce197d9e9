"""Plan and MUK are chosen side by side: which serves which, and where what lacks is seen (PL6, PL10, PL11)."""

from sahih.process.asesmen import actions as act
from sahih.process.contoh import rencana
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
