"""Correcting a signed sheet on its page; old and new name each other (FX13)."""

from django.test import Client

from sahih.process.contoh import tinjauan
from sahih.process.kaji_ulang.models import KajiUlang
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
    assert ("Lembar baru terbuka" in answer.content.decode(), stage.jadwal().status) == (True, "ditugaskan")


def give_up(browser: Client, leads: str, here: str) -> tuple[bool, int, int]:
    """Whether the page leads to the page of giving up, what that answers without a reason, and with one."""
    offered = here in browser.get(leads).content.decode()
    empty, answer = browser.post(here, {"reason": " "}), browser.post(here, {"reason": "Ternyata sudah benar."})
    return offered, empty.status_code, answer.status_code


def test_correction_is_given_up_from_the_page_of_the_asesi(until: Stage) -> None:
    stage = until("report")
    stage.move(16)
    browser, here = stage.browser("asesor"), f"{stage.base}/asesmen/{stage.asesmen().ref}/"
    old = stage.sheet("ia01").ref
    browser.post(f"{here}lembar/ia-01/koreksi/", {"reason": "KUK tertukar."})
    new = stage.sheet("ia01").ref

    answers = give_up(browser, here, f"{here}lembar/ia-01/koreksi/batal/")

    closed = browser.get(f"{here}lembar/ia-01/?lembar={new}").content.decode()
    stands = read(stage)
    assert answers == (True, 422, 302)
    assert (stage.sheet("ia01").ref, stage.asesmen().status, stage.jadwal().status) == (
        old,
        "direkomendasikan",
        "selesai",
    )
    assert ("Lembar ini ditutup tanpa tanda tangan" in closed, "Ternyata sudah benar." in closed) == (True, True)
    assert ("Koreksi yang dibatalkan" in stands, f"?lembar={new}" in stands, "digantikan" in stands) == (
        True,
        True,
        False,
    )
    assert browser.get(f"{here}lembar/ia-01/koreksi/batal/").status_code == 403


def test_adjustment_is_corrected_on_its_page(until: Stage) -> None:
    stage = until("report")
    stage.move(16)
    browser, here = stage.browser("asesor"), f"{stage.base}/asesmen/{stage.asesmen().ref}/"
    offered = f"{here}lembar/ak-07/koreksi/" in browser.get(f"{here}lembar/ak-07/").content.decode()

    answer = browser.post(f"{here}lembar/ak-07/koreksi/", {"reason": "Sarana tertukar."})

    assert (offered, answer.status_code, answer["Location"]) == (True, 302, f"{here}isi/ak-07/")
    assert browser.get(f"{here}isi/ak-07/").status_code == 200
    assert give_up(browser, here, f"{here}lembar/ak-07/koreksi/batal/") == (True, 422, 302)


def test_report_and_review_are_corrected_and_given_up_on_their_pages(until: Stage) -> None:
    stage = until("assess")
    stage.kisah.write_reports()
    stage.move(16)
    browser = stage.browser("asesor")
    for name in ("laporan", "tinjauan"):
        here = f"{stage.base}/asesmen/jadwal/{stage.jadwal().ref}/{name}/"
        offered = f"{here}koreksi/" in browser.get(here).content.decode()

        begun = browser.post(f"{here}koreksi/", {"reason": "Tertukar."})
        answers = give_up(browser, here, f"{here}koreksi/batal/")

        assert (offered, begun.status_code, answers) == (True, 302, (True, 422, 302))
        assert f"{here}koreksi/" in browser.get(here).content.decode()


def test_asesi_corrects_what_they_said_and_the_asesor_reads_the_former_meanwhile(until: Stage) -> None:
    stage = until("report")
    stage.move(16)
    own, case = stage.browser("asesi01"), stage.kisah.kasus[0].permohonan
    here, asesor = f"/saya/permohonan/{case.ref}/ak03/", f"{stage.base}/asesmen/{stage.asesmen().ref}/lembar/ak-03/"
    offered = f"{here}koreksi/" in own.get(f"/saya/permohonan/{case.ref}/lembar/ak03/").content.decode()

    begun = own.post(f"{here}koreksi/", {"reason": "Salah tekan."})

    assert (offered, begun.status_code, begun["Location"]) == (True, 302, here)
    assert stage.browser("asesor").get(asesor).status_code == 200
    assert stage.browser("asesor").get(f"{asesor}?lembar={stage.sheet('ak03').ref}").status_code == 404
    assert give_up(own, here, f"{here}koreksi/batal/") == (True, 422, 302)


def test_penyelia_corrects_a_sheet_and_gives_it_up(until: Stage) -> None:
    stage = until("assess")
    kisah = stage.kisah
    kisah.write_reports()
    tinjauan.supervise(kisah, kisah.jadwal[0])
    stage.move(17)
    browser, kaji = stage.browser("penyelia"), _kaji(stage)
    here = f"{stage.base}/kaji-ulang/{kaji.ref}/"
    offered = f"{here}isi/fr-va/koreksi/" in browser.get(here).content.decode()

    begun = browser.post(f"{here}isi/fr-va/koreksi/", {"reason": "Tanggal keliru."})

    assert (offered, begun.status_code, begun["Location"]) == (True, 302, f"{here}isi/fr-va/")
    assert browser.get(f"{here}isi/fr-va/").status_code == 200
    assert give_up(browser, here, f"{here}isi/fr-va/koreksi/batal/") == (True, 422, 302)


def _kaji(stage: Panggung) -> KajiUlang:
    with stage.inside():
        return KajiUlang.objects.get()
