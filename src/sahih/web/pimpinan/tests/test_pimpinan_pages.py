"""What waits for the Ketua, signed one by one and in one act."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from sahih.documents.models import SigningAct, Tandatangan
from sahih.documents.signing import docs_of
from sahih.process.jadwal.actions import confirm_duty, offer_duty, plan_jadwal
from sahih.process.jadwal.models import Jadwal, Penugasan
from sahih.web.tests.panggung import Panggung
from sahih.web.tests.stage import Stage


def two_orders(panggung: Panggung) -> list[Penugasan]:
    """Two schedules of one asesi each, both asesor willing."""
    kisah, duties = panggung.kisah, []
    admin = kisah.rumah["admin"]
    for kasus, key, day in zip(kisah.kasus, ("asesor", "asesor2"), (12, 13), strict=True):
        date, at = kisah.at(day).date(), kisah.at(7)
        jadwal = admin.does(
            plan_jadwal, [kisah._fresh(kasus)], day=date, starts=dt.time(9), ends=dt.time(15), tuk=kisah.rumah.tuk,
            meeting_link="https://rapat.contoh.example/gladi", at=at,
        )  # fmt: skip
        duty = admin.does(offer_duty, kisah._jadwal(jadwal), kisah.rumah.asesor[key], at=at)
        kisah.rumah[key].does(confirm_duty, duty, outside_duties="Tidak ada.", at=at)
        duties.append(duty)
    return duties


def test_ketua_signs_two_spt_in_one_act_that_lists_every_hash(until: Stage) -> None:
    """A7: the list, both letters on one page, one act over both hashes."""
    panggung = until("self_assess", asesi=2)
    duties = two_orders(panggung)
    browser = panggung.browser("ketua")
    refs = [one.ref for one in duties]

    home = browser.get(f"{panggung.base}/pimpinan/").content.decode()
    chosen = browser.get(f"{panggung.base}/pimpinan/pilih/spt/", {"surat": refs})
    shown = browser.get(chosen["Location"]).content.decode()
    signed = panggung.sign(browser, chosen["Location"], "ketua")

    assert "2 surat menunggu tanda tangan Anda" in home
    assert signed.status_code == 302
    with panggung.inside():
        act = SigningAct.objects.order_by("-id").first()
        assert act is not None
        hashes = [one["sha256"] for one in docs_of(act)]
        assert [hash_ in shown for hash_ in hashes] == [True, True]
        assert Tandatangan.objects.filter(act=act).count() == 2
        assert set(Jadwal.objects.values_list("status", flat=True)) == {"ditugaskan"}


def test_spt_after_the_day_shows_its_reason_and_no_button(until: Stage) -> None:
    """A7: a letter cannot follow its assessment; the list says so before anybody signs."""
    panggung = until("self_assess", asesi=2)
    duties = two_orders(panggung)
    panggung.move(14)

    home = panggung.browser("ketua").get(f"{panggung.base}/pimpinan/").content.decode()

    assert home.count("SPT tidak boleh menyusul") == 2
    assert f"/tanda-tangan/spt/{duties[0].ref}/" not in home


def test_list_is_closed_to_admin_and_to_strangers(until: Stage) -> None:
    panggung = until("open_house")

    answers = [panggung.browser(key).get(f"{panggung.base}/pimpinan/").status_code for key in ("admin", "ketua")]

    assert answers == [403, 200]


def test_unknown_kind_and_foreign_letter_do_not_exist(until: Stage) -> None:
    panggung = until("open_house")
    browser = panggung.browser("ketua")

    urls = ("tanda-tangan/surat-cinta/abc/", "tanda-tangan/spt/0123456789abcdef/", "surat/0123456789abcdef.pdf")

    assert [browser.get(f"{panggung.base}/pimpinan/{url}").status_code for url in urls] == [404, 404, 404]


def test_nothing_ticked_is_told_and_other_letters_go_one_by_one(until: Stage) -> None:
    panggung = until("self_assess", asesi=2)
    refs = "/".join(one.ref for one in two_orders(panggung))
    browser = panggung.browser("ketua")

    empty = browser.get(f"{panggung.base}/pimpinan/pilih/spt/", follow=True)
    several = browser.get(f"{panggung.base}/pimpinan/tanda-tangan/sk-komite/{refs}/")

    assert ("Centang dulu surat" in empty.content.decode(), several.status_code) == (True, 404)


@pytest.mark.parametrize("count", [1, 2])
def test_list_asks_the_same_number_of_questions_for_one_and_two(
    until: Stage, django_assert_num_queries: Callable[[int], AbstractContextManager[object]], count: int
) -> None:
    panggung = until("self_assess", asesi=2)
    duties = two_orders(panggung)
    browser = panggung.browser("ketua")
    for one in duties[count:]:
        panggung.sign(browser, f"{panggung.base}/pimpinan/tanda-tangan/spt/{one.ref}/", "ketua")
    browser.get(f"{panggung.base}/pimpinan/")

    with django_assert_num_queries(33):
        browser.get(f"{panggung.base}/pimpinan/")
