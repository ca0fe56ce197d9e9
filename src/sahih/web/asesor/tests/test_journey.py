"""The asesor's road through the pages, from the SPT to the signed report."""

import re

from django.test import Client

from sahih.documents.sheets import content_of
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.models import Laporan
from sahih.process.contoh import jawaban, rencana
from sahih.process.contoh.tinjauan import judge
from sahih.web.tests.panggung import Panggung
from sahih.web.tests.stage import Stage


def version_in(page: str) -> list[str]:
    found = re.search(r'name="_version" value="(\d+)"', page)
    assert found is not None
    return [found[1]]


def fill(panggung: Panggung, browser: Client, sheet: str, posted: dict[str, list[str]]) -> str:
    """Send the whole page as a browser without script would; the address it leads to."""
    url = f"{panggung.base}/asesmen/{panggung.asesmen().ref}/isi/{sheet}/"
    answer = browser.post(url, posted | {"_version": version_in(browser.get(url).content.decode())})
    assert answer.status_code == 302, re.findall(r'class="err"[^>]*>([^<]+)', answer.content.decode())
    return str(answer["Location"])


def do_what_comes_first(panggung: Panggung, browser: Client, concluded: str) -> None:
    """FX9, E4: the page of the signature leads to FR.AK.06, then to the evidence that waits for its four answers."""
    review_where_sent(panggung, browser, browser.get(concluded)["Location"])
    assert browser.get(concluded)["Location"] == f"{panggung.base}/asesmen/{panggung.asesmen().ref}/peta/"
    judge(panggung.kisah, panggung.kisah.kasus[0], panggung.kisah.rumah["asesor"], at=panggung.move(12, 10))


def review_where_sent(panggung: Panggung, browser: Client, review: str) -> None:
    """FX9: the page of FR.AK.02 leads to FR.AK.06 first."""
    opened = browser.get(review).content.decode()
    went = browser.post(review, jawaban.AK06 | {"_version": version_in(opened)})
    panggung.sign(browser, went["Location"], "asesor")


def plan_on_pages(panggung: Panggung, browser: Client) -> None:
    """PL6, PL8: the plan of the asesi's potensi, and the word that nothing is to be adjusted."""
    asesmen = panggung.asesmen()
    here = f"{panggung.base}/asesmen/{asesmen.ref}/"
    with panggung.inside():
        plan = rencana.standing(panggung.kisah.rumah)
    assert browser.get(f"{here}rencana/").status_code == 200
    browser.post(f"{here}rencana/", {"asesi": asesmen.ref, "rencana": plan.ref})
    assert "Catat tidak diperlukan" in browser.get(f"{here}penyesuaian/").content.decode()
    browser.post(f"{here}penyesuaian/", {"putusan": "tidak"})


def test_asesor_carries_an_asesi_from_spt_to_report(until: Stage) -> None:
    """A7, PL9, FX4–FX9: each sheet filled and signed on its page, in order."""
    panggung = until("schedule")
    browser, kasus = panggung.browser("asesor"), panggung.kisah.kasus[0]
    asesmen = panggung.asesmen()
    here = f"{panggung.base}/asesmen/{asesmen.ref}/"
    panggung.move(11)

    pages = [
        browser.get(f"{panggung.base}/asesmen/"),
        browser.get(f"{panggung.base}/asesmen/jadwal/{panggung.jadwal().ref}/"),
        browser.get(here),
    ]
    review = fill(panggung, browser, "apl-02", {"rekomendasi": ["dapat"]})
    signed = panggung.sign(browser, review, "asesor")
    plan_on_pages(panggung, browser)
    consent = fill(panggung, browser, "ak-01", {"bukti": ["observasi"], "setuju/kerahasiaan": ["ya"]})
    panggung.sign(browser, consent, "asesor")
    at = panggung.move(11, 10)
    kasus.who.does(act.accept_ak01, panggung.asesmen(), {"setuju/banding": ["ya"], "setuju/mengikuti": ["ya"]}, at=at)
    kasus.who.signs([panggung.sheet("ak01")], act.sign_ak01_asesi, panggung.asesmen(), at=at)
    panggung.move(12, 9)
    present = browser.post(f"{here}hadir/")
    with tenant(panggung.lsp_id):
        judged = jawaban.ia01(content_of(panggung.sheet("ia01")), competent=True)
    panggung.sign(browser, fill(panggung, browser, "ia-01", judged), "asesor")
    concluded = fill(panggung, browser, "ak-02", jawaban.ak02(competent=True))
    do_what_comes_first(panggung, browser, concluded)
    panggung.sign(browser, concluded, "asesor")
    at = panggung.move(12, 14)
    kasus.who.signs([panggung.sheet("ia01")], act.sign_ia01_asesi, panggung.asesmen(), at=at)
    kasus.who.signs([panggung.sheet("ak02")], act.sign_ak02_asesi, panggung.asesmen(), at=at)
    report = f"{panggung.base}/asesmen/jadwal/{panggung.jadwal().ref}/laporan/"
    written = browser.get(report).content.decode()
    went = browser.post(report, jawaban.AK05 | {"_version": version_in(written)})
    done = panggung.sign(browser, went["Location"], "asesor")

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert (signed.status_code, signed["Location"], present.status_code) == (302, here, 302)
    assert (done.status_code, panggung.jadwal().status) == (302, "selesai")
    with tenant(panggung.lsp_id):
        assert Laporan.objects.get().signed_at is not None
