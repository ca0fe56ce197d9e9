"""Duties: offered, answered, ordered."""

from sahih.institution.accounts.models import IdentityCheck
from sahih.process.jadwal.models import Penugasan
from sahih.web.tests.stage import Stage


def test_offer_shows_on_home_and_willingness_leads_to_spt(until: Stage) -> None:
    """A7, A14: the asesor says yes with the duties outside; the SPT waits for the Ketua."""
    panggung = until("self_assess")
    duty = panggung.offer()
    browser = panggung.browser("asesor")

    home = browser.get(f"{panggung.base}/asesmen/")
    page = browser.get(f"{panggung.base}/asesmen/tugas/{duty.ref}/")
    sent = browser.post(
        f"{panggung.base}/asesmen/tugas/{duty.ref}/bersedia/", {"outside_duties": "LSP lain, sore", "is_true": "on"}
    )

    assert "Nyatakan kesediaan" in home.content.decode()
    assert "Tolak penugasan" in page.content.decode()
    assert (sent.status_code, sent["Location"]) == (302, f"{panggung.base}/asesmen/tugas/{duty.ref}/")
    with panggung.inside():
        kept = Penugasan.objects.get(pk=duty.pk)
    assert (kept.answer, kept.outside_duties) == ("bersedia", "LSP lain, sore")


def test_willingness_without_the_declaration_is_refused_and_keeps_what_was_typed(until: Stage) -> None:
    """A10, A14: no tick, no duty."""
    panggung = until("self_assess")
    url = f"{panggung.base}/asesmen/tugas/{panggung.offer().ref}/bersedia/"

    answer = panggung.browser("asesor").post(url, {"outside_duties": "LSP lain pagi"})

    assert (answer.status_code, "LSP lain pagi" in answer.content.decode()) == (422, True)


def test_decline_needs_a_reason_and_frees_the_date(until: Stage) -> None:
    panggung = until("self_assess")
    duty = panggung.offer()
    browser, url = panggung.browser("asesor"), f"{panggung.base}/asesmen/tugas/{duty.ref}/menolak/"

    empty, told = browser.post(url, {"reason": " "}), browser.post(url, {"reason": "Sakit."})

    with panggung.inside():
        kept = Penugasan.objects.get(pk=duty.pk)
    assert (empty.status_code, told.status_code) == (422, 302)
    assert (kept.answer, kept.is_live, kept.reason, panggung.jadwal().status) == ("menolak", False, "Sakit.", "disusun")


def test_answer_given_twice_is_told_instead_of_done(until: Stage) -> None:
    """Two tabs: the second gets the sentence beside the form."""
    panggung = until("self_assess")
    url = f"{panggung.base}/asesmen/tugas/{panggung.offer().ref}/bersedia/"
    browser = panggung.browser("asesor")

    first, second = (browser.post(url, {"is_true": "on"}) for _tab in range(2))

    assert (first.status_code, second.status_code) == (302, 422)
    assert "tidak lagi menunggu jawaban" in second.content.decode()


def test_spt_is_read_printed_and_received_by_its_asesor_alone(until: Stage) -> None:
    """E18, SOP 1.6.6: the letter on screen and as PDF; receipt is recorded once it is in hand."""
    panggung = until("schedule")
    with panggung.inside():
        duty = panggung.jadwal().penugasan_set.get()
        Penugasan.objects.filter(pk=duty.pk).update(spt_received_at=None)
    here = f"{panggung.base}/asesmen/tugas/{duty.ref}/"
    browser = panggung.browser("asesor")

    page, pdf = browser.get(here).content.decode(), browser.get(f"{here}spt.pdf")
    strangers = [panggung.browser(key).get(f"{here}spt.pdf").status_code for key in ("asesor2", "komite1")]
    received = browser.post(f"{here}terima/")

    assert ("DIPERINTAHKAN" in page, "CONTOH – TIDAK BERLAKU" in page) == (True, True)
    assert (pdf["Content-Type"], pdf.getvalue()[:5], strangers, received.status_code) == (
        "application/pdf",
        b"%PDF-",
        [404, 403],
        302,
    )
    with panggung.inside():
        assert Penugasan.objects.get(pk=duty.pk).spt_received_at is not None


def test_identity_is_seen_by_the_asesor(until: Stage) -> None:
    """The person who compares face and card stands for it."""
    panggung = until("agree")
    here = f"{panggung.base}/asesmen/{panggung.asesmen().ref}/"

    answer = panggung.browser("asesor").post(f"{here}identitas/", {"how": "KTP asli"})

    assert (answer.status_code, answer["Location"]) == (302, here)
    with panggung.inside():
        assert IdentityCheck.objects.get().how == "KTP asli"
