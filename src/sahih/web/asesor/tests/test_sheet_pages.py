"""Sheets on pages: two tabs, autosave, gaps, strangers, and the ends that are not a result."""

import json

import pytest

from sahih.documents.sheets import content_of
from sahih.institution.tuk.models import Tuk
from sahih.process.asesmen import actions as act
from sahih.process.contoh import jawaban
from sahih.process.contoh.orang import PIN
from sahih.process.contoh.tinjauan import judge, review_process
from sahih.process.jadwal.actions import replace_asesor
from sahih.web.tests.panggung import SHOWN, Panggung
from sahih.web.tests.stage import Stage

KUK = "kuk/M.71KKK00.001.1-1.1/pencapaian"
SECOND = "kuk/M.71KKK00.001.1-1.2/pencapaian"


@pytest.fixture
def session(until: Stage) -> Panggung:
    """The day of assessment; the asesi is present and FR.IA.01 is open."""
    panggung = until("agree")
    panggung.kisah.rumah["asesor"].does(act.start_asesmen, panggung.asesmen(), at=panggung.move(12, 9))
    return panggung


def url_of(panggung: Panggung, sheet: str = "ia-01") -> str:
    return f"{panggung.base}/asesmen/{panggung.asesmen().ref}/isi/{sheet}/"


def answers(panggung: Panggung, name: str = "ia01") -> dict[str, object]:
    with panggung.inside():
        content = content_of(panggung.sheet(name))
    return {f"kuk/{row['key']}/{key}": value for row in content["rows"]["kuk"] for key, value in row["answers"].items()}


def test_autosave_answers_with_revision_time_and_progress(session: Panggung) -> None:
    browser, url = session.browser("asesor"), url_of(session)

    answer = browser.post(f"{url}simpan/", {"_version": "1", KUK: "ya"})

    said = json.loads(answer.content)
    assert (answer.status_code, said["version"], said["done"], said["total"]) == (200, "2", 1, 93)
    assert answers(session) == {KUK: "ya"}


def test_autosave_from_an_older_tab_is_told_and_overwrites_nothing(session: Panggung) -> None:
    """The second tab's older revision meets a conflict; what is stored stays."""
    browser, url = session.browser("asesor"), url_of(session)
    browser.post(f"{url}simpan/", {"_version": "1", KUK: "ya"})

    late = browser.post(f"{url}simpan/", {"_version": "1", KUK: "tidak"})

    assert (late.status_code, json.loads(late.content)["version"]) == (409, "2")
    assert answers(session) == {KUK: "ya"}


def test_whole_page_that_says_nothing_of_a_kuk_keeps_what_another_tab_judged(session: Panggung) -> None:
    """An unanswered choice is not posted; the list of gaps names each by its number."""
    browser, url = session.browser("asesor"), url_of(session)
    browser.post(f"{url}simpan/", {"_version": "1", KUK: "ya"})

    late = browser.post(url, {"_version": "1", "umpan_balik": ""})

    assert answers(session) == {KUK: "ya"}
    assert "KUK 1.2 (M.71KKK00.001.1): Pencapaian belum dipilih." in late.content.decode()


def test_whole_page_from_an_older_tab_shows_both_answers_and_loses_neither(session: Panggung) -> None:
    """Both versions on one page with a note; sent again, the person's choice stands beside the other tab's rows."""
    browser, url = session.browser("asesor"), url_of(session)
    browser.post(f"{url}simpan/", {"_version": "1", KUK: "ya", SECOND: "ya"})

    late = browser.post(url, {"_version": "1", KUK: "tidak", "umpan_balik": "Tenang dan teliti."})
    again = browser.post(url, {"_version": "2", KUK: "tidak", SECOND: "ya", "umpan_balik": "Tenang dan teliti."})

    page = late.content.decode()
    assert (late.status_code, "Tersimpan dari tempat lain: Ya" in page, "Tenang dan teliti." in page) == (
        409,
        True,
        True,
    )
    assert again.status_code == 422
    assert answers(session) == {KUK: "tidak", SECOND: "ya"}


def test_whole_page_after_its_own_autosave_is_no_conflict(session: Panggung) -> None:
    browser, url = session.browser("asesor"), url_of(session)
    browser.post(f"{url}simpan/", {"_version": "1", KUK: "ya"})

    answer = browser.post(url, {"_version": "1", KUK: "ya"})

    assert (answer.status_code, "Tersimpan dari tempat lain" in answer.content.decode()) == (422, False)


def test_kompeten_with_a_kuk_not_met_is_refused_beside_its_field(session: Panggung) -> None:
    """E7: the sheet says which KUK speak against the recommendation."""
    browser, url = session.browser("asesor"), url_of(session)
    with session.inside():
        posted = jawaban.ia01(content_of(session.sheet("ia01")), competent=False) | {"rekomendasi": ["kompeten"]}

    answer = browser.post(url, posted | {"_version": "1"})

    assert (answer.status_code, "Rekomendasinya BELUM KOMPETEN" in answer.content.decode()) == (422, True)


def test_signing_with_gaps_leads_back_to_the_first_of_them(session: Panggung) -> None:
    browser = session.browser("asesor")

    answer = browser.get(f"{url_of(session)}tanda-tangan/")

    assert (answer.status_code, answer["Location"]) == (302, url_of(session))


def test_x1_page_of_a_signature_shows_facts_that_moved_and_asks_to_read_them_again(session: Panggung) -> None:
    """The place was renamed after the sheet was filled, and once more while the page lay open."""
    browser, url, asesor = session.browser("asesor"), f"{url_of(session)}tanda-tangan/", session.kisah.rumah["asesor"]
    with session.inside():
        posted = jawaban.ia01(content_of(session.sheet("ia01")), competent=True)
    asesor.does(act.save_ia01, session.asesmen(), posted, at=session.move(12, 10), partial=False)

    rename_tuk(session, "TUK Baru")
    opened = browser.get(url).content.decode()
    rename_tuk(session, "TUK Lebih Baru")
    late = browser.post(url, {"shown": shown_on(opened), "way": "pin", "pin": PIN})
    again = browser.post(url, {"shown": shown_on(late.content.decode()), "way": "pin", "pin": PIN})

    assert ("TUK Baru" in opened, late.status_code, again.status_code) == (True, 422, 302)
    assert "Isi lembar berubah sejak dibuka. Baca lagi" in late.content.decode()
    with session.inside():
        assert content_of(session.sheet("ia01"))["header"]["tuk_nama"] == "TUK Lebih Baru"


def test_wrong_pin_is_told_at_its_field_which_has_the_focus(session: Panggung) -> None:
    browser, url, asesor = session.browser("asesor"), f"{url_of(session)}tanda-tangan/", session.kisah.rumah["asesor"]
    with session.inside():
        posted = jawaban.ia01(content_of(session.sheet("ia01")), competent=True)
    asesor.does(act.save_ia01, session.asesmen(), posted, at=session.move(12, 10), partial=False)

    wrong = browser.post(url, {"shown": shown_on(browser.get(url).content.decode()), "way": "pin", "pin": "000000"})

    page = wrong.content.decode()
    assert (wrong.status_code, page.count("PIN salah")) == (422, 1)
    assert 'autofocus aria-invalid="true" aria-describedby="pin-salah"><p class="err" id="pin-salah"' in page


def rename_tuk(session: Panggung, name: str) -> None:
    with session.inside():
        Tuk.objects.update(name=name)


def shown_on(page: str) -> str:
    found = SHOWN.search(page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(("key", "status"), [("asesor2", 404), ("ketua", 403), ("komite1", 403), ("asesi01", 403)])
def test_sheet_is_closed_to_everybody_but_its_asesor(session: Panggung, key: str, status: int) -> None:
    """A7: the asesor on duty alone; a colleague does not even learn that it exists."""
    browser, url = session.browser(key), url_of(session)

    seen = [browser.get(url).status_code, browser.post(f"{url}simpan/", {KUK: "ya"}).status_code]

    assert seen == [status, status]
    assert answers(session) == {}


def test_sheet_before_its_step_does_not_exist_and_after_it_is_only_read(session: Panggung) -> None:
    browser = session.browser("asesor")

    early, late = browser.get(url_of(session, "ak-02")), browser.get(url_of(session, "apl-02"))

    assert early.status_code == 404
    assert (late.status_code, late["Location"]) == (
        302,
        f"{session.base}/asesmen/{session.asesmen().ref}/lembar/apl-02/",
    )


def test_absence_needs_a_word_and_is_told_on_the_page(until: Stage) -> None:
    panggung = until("agree")
    panggung.move(12, 9)
    browser, here = panggung.browser("asesor"), f"{panggung.base}/asesmen/{panggung.asesmen().ref}/"

    empty = browser.post(f"{here}tidak-hadir/", {"note": " "})
    told = browser.post(f"{here}tidak-hadir/", {"note": "Tidak datang sampai 09.30."})

    assert (empty.status_code, told.status_code, panggung.asesmen().status) == (422, 302, "tidak_hadir")
    assert "Tidak datang sampai 09.30." in browser.get(here).content.decode()


def test_presence_on_another_day_is_refused_with_its_sentence(until: Stage) -> None:
    """FX4: the session opens on its day only."""
    panggung = until("agree")
    panggung.move(11, 9)
    browser, here = panggung.browser("asesor"), f"{panggung.base}/asesmen/{panggung.asesmen().ref}/"

    answer = browser.post(f"{here}hadir/", follow=True)

    assert ("hari ini bukan harinya" in answer.content.decode(), panggung.asesmen().status) == (True, "disetujui")


def test_refusal_to_sign_is_kept_with_its_note(session: Panggung) -> None:
    """FX13, B6: the asesi is never made to sign; the note goes on to FR.AK.05."""
    asesor, at = session.kisah.rumah["asesor"], session.move(12, 10)
    kasus = session.kisah.kasus[0]
    session.kisah._fill(
        asesor, act.save_ia01, kasus, "ia01", lambda content: jawaban.ia01(content, competent=True), at=at
    )
    session.kisah._put(asesor, act.sign_ia01_asesor, kasus, "ia01", at=at)
    judge(session.kisah, kasus, asesor, at=at)
    review_process(session.kisah, session.jadwal(), asesor, at=at)
    session.kisah._fill(asesor, act.save_ak02, kasus, "ak02", lambda _content: jawaban.ak02(competent=True), at=at)
    session.kisah._put(asesor, act.sign_ak02_asesor, kasus, "ak02", at=at)
    browser, here = session.browser("asesor"), f"{session.base}/asesmen/{session.asesmen().ref}/"

    answer = browser.post(f"{here}menolak/ak-02/", {"note": "Merasa waktunya kurang."})

    found = session.asesmen()
    assert (answer.status_code, found.status, found.refusal) == (302, "direkomendasikan", "Merasa waktunya kurang.")


def test_evidence_opens_for_the_asesor_and_for_no_colleague(session: Panggung) -> None:
    with session.inside():
        bukti = session.asesmen().peserta.permohonan.bukti_set.first()
    assert bukti is not None
    url = f"{session.base}/asesmen/{session.asesmen().ref}/bukti/{bukti.ref}/"

    seen = [session.browser(key).get(url) for key in ("asesor", "asesor2")]

    assert [one.status_code for one in seen] == [200, 404]
    assert seen[0]["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("asesi", [1, 3])
def test_lists_ask_the_same_number_of_questions_for_one_and_three(
    until: Stage, django_assert_num_queries: object, asesi: int
) -> None:
    panggung = until("agree", asesi=asesi)
    panggung.move(12, 9)
    browser = panggung.browser("asesor")
    home, group = f"{panggung.base}/asesmen/", f"{panggung.base}/asesmen/jadwal/{panggung.jadwal().ref}/"
    browser.get(home)

    with django_assert_num_queries(29):  # type: ignore[operator]  # reason: a fixture of pytest-django
        browser.get(home)
    with django_assert_num_queries(34):  # type: ignore[operator]  # reason: as above
        browser.get(group)


def test_autosave_of_what_cannot_be_printed_keeps_nothing_and_says_why(session: Panggung) -> None:
    """A sentence beside the field; the draft stays on the device, the stored sheet as it was."""
    browser, url = session.browser("asesor"), url_of(session)

    answer = browser.post(f"{url}simpan/", {"_version": "1", KUK: "ya", "umpan_balik": "Bagus 🎉"})

    assert (answer.status_code, "tidak dapat dicetak" in json.loads(answer.content)["message"]) == (422, True)
    assert answers(session) == {}


def test_office_reads_every_assessment_and_fills_none(session: Panggung) -> None:
    """Who holds the right to read finds the schedules and their sheets, without an act."""
    browser = session.browser("manajer")
    here = f"{session.base}/asesmen/{session.asesmen().ref}/"

    home = browser.get(f"{session.base}/asesmen/").content.decode()
    group = browser.get(f"{session.base}/asesmen/jadwal/{session.jadwal().ref}/").content.decode()
    seen = [browser.get(one).status_code for one in (here, f"{here}lembar/ia-01/", f"{here}isi/ia-01/")]

    assert ("Semua asesmen" in home, "Kerjakan" in group) == (True, False)
    assert seen == [200, 200, 403]


def test_replaced_asesor_keeps_the_duty_to_read_and_loses_the_sheets(until: Stage) -> None:
    """A7: the successor's letter opens the sheets; the first asesor no longer sees them."""
    panggung = until("agree")
    rumah = panggung.kisah.rumah
    with panggung.inside():
        duty = panggung.jadwal().penugasan_set.get()
    rumah["admin"].does(replace_asesor, panggung.jadwal(), reason="Sakit.", at=panggung.move(11, 12))
    browser = panggung.browser("asesor")

    seen = [
        browser.get(f"{panggung.base}/asesmen/{path}").status_code
        for path in (f"tugas/{duty.ref}/", f"{panggung.asesmen().ref}/")
    ]

    assert seen == [200, 404]


def test_feedback_is_unseen_by_the_asesor_until_the_asesi_signed_it(session: Panggung) -> None:
    """SOP 3.3.37: who was assessed speaks freely; then everybody of the case reads it."""
    kisah, at = session.kisah, session.move(12, 10)
    kasus, asesor = kisah.kasus[0], kisah.rumah["asesor"]
    kisah._fill(asesor, act.save_ia01, kasus, "ia01", lambda content: jawaban.ia01(content, competent=True), at=at)
    for who in (asesor, kasus.who):
        kisah._put(who, act.sign_ia01_asesor if who is asesor else act.sign_ia01_asesi, kasus, "ia01", at=at)
    judge(kisah, kasus, asesor, at=at)
    review_process(kisah, session.jadwal(), asesor, at=at)
    kisah._fill(asesor, act.save_ak02, kasus, "ak02", lambda _content: jawaban.ak02(competent=True), at=at)
    for who in (asesor, kasus.who):
        kisah._put(who, act.sign_ak02_asesor if who is asesor else act.sign_ak02_asesi, kasus, "ak02", at=at)
    kasus.who.does(act.save_ak03, kisah._asesmen(kasus), jawaban.ak03(3), at=at, partial=False)
    here = f"{session.base}/asesmen/{session.asesmen().ref}/"
    browsers = [session.browser("asesor"), session.browser("admin")]

    before = [one.get(f"{here}lembar/ak-03/").status_code for one in browsers]
    kisah._put(kasus.who, act.sign_ak03, kasus, "ak03", at=at)
    after = [one.get(f"{here}lembar/ak-03/").status_code for one in browsers]

    assert (before, after) == ([404, 404], [200, 200])
