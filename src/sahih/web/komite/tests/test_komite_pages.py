"""From the SK of the committee to the decree, by pages: Ketua, members, office."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from sahih.process.keputusan import actions as act
from sahih.process.keputusan.models import Keputusan, Rapat, Suara
from sahih.web.tests.panggung import Panggung
from sahih.web.tests.stage import Stage


def composed(panggung: Panggung) -> Rapat:
    """A committee over the finished schedule, still without its SK."""
    kisah = panggung.kisah
    members = [(kisah.rumah[f"komite{n}"].user.person, f"KT-{n:02d}") for n in (1, 2, 3)]
    meets = kisah.at(20, 13)
    admin = kisah.rumah["admin"]
    rapat: Rapat = admin.does(
        act.compose_rapat, panggung.jadwal(), members, meets_at=meets, place="Ruang rapat daring", at=kisah.at(17)
    )
    return rapat


def invited(panggung: Panggung) -> Rapat:
    """The Ketua signed SK and invitation on the pages; the day of the meeting has come."""
    rapat = composed(panggung)
    browser = panggung.browser("ketua")
    for kind in ("sk-komite", "undangan"):
        assert (
            panggung.sign(browser, f"{panggung.base}/pimpinan/tanda-tangan/{kind}/{rapat.ref}/", "ketua").status_code
            == 302
        )
    panggung.move(20, 14)
    return rapat


def case_url(panggung: Panggung, rapat: Rapat) -> str:
    with panggung.inside():
        keputusan = Keputusan.objects.get(rapat=rapat)
    return f"{panggung.base}/komite/rapat/{rapat.ref}/asesi/{keputusan.ref}/"


def vote(panggung: Panggung, key: str, url: str, said: str = "K") -> Client:
    browser = panggung.browser(key)
    assert (
        browser.post(url, {"vote": said, "reason": "Bukti dua unit kurang." if said == "BK" else ""}).status_code == 302
    )
    return browser


def test_committee_votes_signs_and_ketua_decrees(until: Stage) -> None:
    """D3, D6: every step on its page, in order."""
    panggung = until("report")
    rapat = invited(panggung)
    url, meeting = case_url(panggung, rapat), f"{panggung.base}/komite/rapat/{rapat.ref}/"

    browsers = [vote(panggung, f"komite{n}", url) for n in (1, 2, 3)]
    panggung.kisah.rumah["admin"].does(act.close_votes, panggung.kisah._rapat(rapat), at=panggung.move(20, 15))
    signed = [panggung.sign(browser, f"{meeting}berita-acara/", f"komite{n}") for n, browser in enumerate(browsers, 1)]
    decreed = panggung.sign(
        panggung.browser("ketua"), f"{panggung.base}/pimpinan/tanda-tangan/sk-hasil/{rapat.ref}/", "ketua"
    )

    assert [one.status_code for one in signed] == [302, 302, 302]
    assert (decreed.status_code, panggung.kisah._rapat(rapat).status) == (302, "sk_terbit")


def test_case_names_records_that_exist_and_those_not_yet_available(until: Stage) -> None:
    """D5, L11: what the system cannot yet make is said, with the sheets to read beside it."""
    panggung = until("report")
    rapat = invited(panggung)
    url = case_url(panggung, rapat)
    browser = panggung.browser("komite1")

    page = browser.get(url).content.decode()
    sheet = browser.get(f"{url}lembar/fr-ia-01/")

    assert ("belum tersedia" in page, f"{url}lembar/fr-ak-02/" in page, "uji coba" in page.lower()) == (
        True,
        True,
        True,
    )
    assert sheet.status_code == 200


def test_vote_without_choice_is_refused_and_keeps_the_reason(until: Stage) -> None:
    """D6: not choosing is not a vote."""
    panggung = until("report")
    url = case_url(panggung, invited(panggung))

    answer = panggung.browser("komite1").post(url, {"reason": "Masih ragu."})

    assert (
        answer.status_code,
        "tidak memilih bukan suara" in answer.content.decode(),
        "Masih ragu." in answer.content.decode(),
    ) == (422, True, True)
    with panggung.inside():
        assert not Suara.objects.exists()


def test_vote_against_the_recommendation_needs_a_reason_beside_its_field(until: Stage) -> None:
    """D8."""
    panggung = until("report")
    url = case_url(panggung, invited(panggung))
    browser = panggung.browser("komite1")

    refused = browser.post(url, {"vote": "BK", "reason": ""})
    taken = browser.post(url, {"vote": "BK", "reason": "Bukti unit kedua kurang."})

    assert (refused.status_code, "berbeda dari rekomendasi" in refused.content.decode()) == (422, True)
    assert taken.status_code == 302


def test_votes_of_others_stay_hidden_until_one_has_voted(until: Stage) -> None:
    panggung = until("report")
    url = case_url(panggung, invited(panggung))
    vote(panggung, "komite1", url, "BK")
    browser = panggung.browser("komite2")

    before = browser.get(url).content.decode()
    vote(panggung, "komite2", url)
    after = browser.get(url).content.decode()

    assert ("Bukti dua unit kurang." in before, "Bukti dua unit kurang." in after) == (False, True)


def test_member_of_no_meeting_and_asesor_see_nothing(until: Stage) -> None:
    """D2: only those who sit in the meeting meet its files."""
    panggung = until("report")
    rapat = invited(panggung)
    url = case_url(panggung, rapat)

    assert panggung.browser("asesor").get(url).status_code == 403
    assert panggung.browser("admin").post(url, {"vote": "K"}).status_code == 422


def test_meeting_before_its_day_takes_no_vote(until: Stage) -> None:
    """D3: dates never run backwards; the sentence stands at the form."""
    panggung = until("report")
    url = case_url(panggung, invited(panggung))
    panggung.move(19)
    early, home = (panggung.browser("komite1").get(one).content.decode() for one in (url, f"{panggung.base}/komite/"))
    assert ("Catat suara" in early, "tidak boleh mendahuluinya" in early, "Beri suara" in home) == (False, True, False)

    answer = panggung.browser("komite1").post(url, {"vote": "K", "reason": ""})

    assert (answer.status_code, "tidak boleh mendahuluinya" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("asesi", [1, 3])
def test_meeting_asks_the_same_number_of_questions_for_one_and_three(
    until: Stage, django_assert_num_queries: Callable[[int], AbstractContextManager[object]], asesi: int
) -> None:
    panggung = until("report", asesi=asesi)
    rapat = invited(panggung)
    browser = panggung.browser("komite1")
    browser.get(f"{panggung.base}/komite/")

    with django_assert_num_queries(27):
        browser.get(f"{panggung.base}/komite/")
    with django_assert_num_queries(30):
        browser.get(f"{panggung.base}/komite/rapat/{rapat.ref}/")


def test_cover_of_the_file_opens_for_komite_and_asesor_and_for_nobody_else(until: Stage) -> None:
    """Forms 6.6: the progress list on the pages of the case, each paper that is there a link, and one print."""
    panggung = until("report")
    rapat = invited(panggung)
    case, asesmen = case_url(panggung, rapat), f"{panggung.base}/asesmen/{panggung.asesmen().ref}/"
    readers = {"komite1": (case, f"{case}lembar/fr-ak-02/"), "asesor": (asesmen, f"{asesmen}lembar/ak-02/")}

    pages = {key: panggung.browser(key).get(url).content.decode() for key, (url, _link) in readers.items()}
    prints = [panggung.browser(key).get(f"{url}sampul.pdf") for key, (url, _link) in readers.items()]

    assert ["Kelengkapan berkas:" in page for page in pages.values()] == [True, True]
    assert [f'"what" href="{link}"' in pages[key] for key, (_url, link) in readers.items()] == [True, True]
    assert [(one.status_code, one.content[:5], one["Cache-Control"]) for one in prints] == [
        (200, b"%PDF-", "private, no-store")
    ] * 2
    assert [panggung.browser(key).get(f"{url}sampul.pdf").status_code for key, url in
            (("asesor", case), ("asesor2", asesmen), ("asesi01", asesmen), ("perusahaan", asesmen))] == [403, 404, 403, 403]  # fmt: skip
