"""Correcting a signed sheet on its page; old and new name each other (FX13)."""

from sahih.process.tests.jalan import judged
from sahih.web.tests.panggung import Panggung
from sahih.web.tests.stage import Stage


def read(panggung: Panggung, more: str = "") -> str:
    url = f"{panggung.base}/asesmen/{panggung.asesmen().ref}/lembar/ia-01/{more}"
    return panggung.browser("asesor").get(url).content.decode()


def test_correction_is_begun_on_the_sheet_and_the_old_one_leads_to_it(until: Stage) -> None:
    stage = until("agree")
    judged(stage.kisah, at=stage.move(12, 9))
    old, browser = stage.sheet("ia01"), stage.browser("asesor")
    here = f"{stage.base}/asesmen/{stage.asesmen().ref}/lembar/ia-01/"
    offered = read(stage)

    empty = browser.post(f"{here}koreksi/", {"reason": " "})
    answer = browser.post(f"{here}koreksi/", {"reason": "KUK tertukar."})

    new, former, other = read(stage), read(stage, f"?lembar={old.ref}"), browser.get(f"{here}?lembar=lain")
    pdf = browser.get(f"{here[:-1]}.pdf?lembar={old.ref}")
    assert (f"{here}koreksi/" in offered, empty.status_code, answer.status_code) == (True, 422, 302)
    assert ("KUK tertukar." in new, f"?lembar={old.ref}" in new, f"{here}koreksi/" in new) == (True, True, False)
    assert ("Lembar ini digantikan oleh" in former, f"?lembar={stage.sheet('ia01').ref}" in former) == (True, True)
    assert (other.status_code, pdf.status_code, f"{here}koreksi/" in former) == (404, 200, False)


def test_report_is_corrected_on_its_page(until: Stage) -> None:
    stage = until("report")
    stage.move(16)
    browser, here = stage.browser("asesor"), f"{stage.base}/asesmen/jadwal/{stage.jadwal().ref}/laporan/"
    read_page = browser.get(here).content.decode()

    answer = browser.post(f"{here}koreksi/", {"reason": "Saran tertukar."}, follow=True)

    assert f"{here}koreksi/" in read_page
    assert ("Laporan baru terbuka" in answer.content.decode(), stage.jadwal().status) == (True, "ditugaskan")
