"""At each stop of the road, each hat is told its own duty and nobody another's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sahih.insight.antrean.queries import waiting_for
from sahih.insight.antrean.tugas import Tugas
from sahih.process.keputusan import actions as keputusan
from sahih.web.tests.panggung import Panggung
from sahih.web.tests.stage import Stage


def kinds(panggung: Panggung, key: str) -> list[str]:
    return [one.kind for one in tugas(panggung, key)]


def tugas(panggung: Panggung, key: str) -> list[Tugas]:
    with panggung.inside():
        return waiting_for(panggung.kisah.rumah[key].actor(panggung.kisah.start))


@pytest.mark.parametrize(
    ("step", "key", "expected"),
    [
        ("apply", "admin", ["permohonan.review"]),
        ("apply", "asesor", []),
        ("review", "admin", ["biaya.bill"]),
        ("self_assess", "admin", ["jadwal.plan"]),
        ("schedule", "asesor", ["asesmen.assess"]),
        ("report", "admin", ["rapat.compose"]),
        ("report", "ketua", []),
        ("decide", "admin", ["sertifikat.request"]),
        ("request_numbers", "manajer", ["perbaikan.close", "sertifikat.issue"]),
    ],
)
def test_queue_at_a_step_names_the_duty_of_the_hat(until: Stage, step: str, key: str, expected: list[str]) -> None:
    panggung = until(step)

    assert kinds(panggung, key) == expected


def test_offer_waits_for_its_asesor_and_its_letter_for_the_ketua(until: Stage) -> None:
    from sahih.process.jadwal.actions import confirm_duty  # noqa: PLC0415 -- this test alone needs it

    panggung = until("self_assess")
    duty = panggung.offer()
    asked, others = kinds(panggung, "asesor"), kinds(panggung, "asesor2")

    panggung.kisah.rumah["asesor"].does(confirm_duty, duty, outside_duties="Tidak ada", at=panggung.kisah.at(8))

    assert (asked, others) == (["penugasan.answer"], [])
    assert kinds(panggung, "ketua") == ["spt.sign"]


def test_meeting_walks_from_the_ketua_over_the_members_to_the_office(until: Stage) -> None:
    """D3, D6: each paper in its turn, votes by those who sit, the close by the office."""
    panggung = until("report")
    kisah, rumah = panggung.kisah, panggung.kisah.rumah
    members = [(rumah[f"komite{n}"].user.person, f"KT-{n:02d}") for n in (1, 2, 3)]
    rapat = rumah["admin"].does(
        keputusan.compose_rapat, panggung.jadwal(), members, meets_at=kisah.at(20, 13), place="Daring", at=kisah.at(17)
    )
    said = [kinds(panggung, "ketua")]
    kisah._decree(rapat, "sk_komite", keputusan.sign_sk_komite, at=kisah.at(17, 14))
    said.append(kinds(panggung, "ketua"))
    kisah._decree(rapat, "undangan", keputusan.sign_undangan, at=kisah.at(18))
    panggung.move(19)
    assert kinds(panggung, "komite1") == []  # nobody is asked for what the day still refuses
    panggung.move(20, 14)
    said += [kinds(panggung, "komite1"), kinds(panggung, "admin")]
    kisah._vote(rapat)
    said += [kinds(panggung, "komite1"), kinds(panggung, "admin")]

    assert said == [["keputusan.appoint"], ["rapat.invite"], ["keputusan.vote"], [], [], ["rapat.close"]]


@pytest.mark.parametrize("asesi", [1, 3])
def test_queue_with_any_number_of_rows_takes_the_same_queries(until: Stage, asesi: int) -> None:
    panggung = until("apply", asesi=asesi)

    with panggung.inside():
        actor = panggung.kisah.rumah["admin"].actor(panggung.kisah.start)
        with CaptureQueriesContext(connection) as found:
            waiting_for(actor)

    assert len(found) == 22


def test_oldest_duty_stands_first(until: Stage) -> None:
    panggung = until("self_assess")
    panggung.offer()

    since = [one.since for one in tugas(panggung, "admin")]

    assert since == sorted(since)
