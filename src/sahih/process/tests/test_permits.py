"""L9: without a permit of the very day the service stands still, at every step of the road.

The road is walked under permits. Before each step it is tried with the permits withdrawn the day before,
and once more with new ones in their place.
"""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from pytest_django import DjangoDbBlocker

from sahih.institution.perizinan.actions import enter_permit, withdraw_permit
from sahih.institution.perizinan.models import Perizinan
from sahih.kernel.audit import AuditEntry
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.lingkup.actions import cover_by_permit
from sahih.process.asesmen.actions import start_asesmen
from sahih.process.contoh.kisah import Kisah
from sahih.process.permohonan import actions as permohonan
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.policies import service_gaps
from sahih.process.sertifikat.actions import ask_issue, issue_sertifikat
from sahih.process.sertifikat.models import Sertifikat
from sahih.process.tests.jalan import START, sentence_of, undone

Try = Callable[[], object]
GONE = "Belum ada izin jarak jauh untuk skema ini pada tanggal itu."


class Walk:
    """The road of one asesi whose case is bound to its permits."""

    def __init__(self) -> None:
        self.kisah = Kisah(start=START, asesi=1, others=False)
        self.refused: dict[str, str] = {}
        self.passed: set[str] = set()

    def go(self) -> None:
        for step in self.kisah.steps():
            for name, when, attempt in self.due(step.__name__):
                self.probe(name, attempt, at=when)
            step()
            if step.__name__ == "apply":
                self.bind()

    def bind(self) -> None:
        with tenant(self.kisah.rumah.lsp.pk):
            Permohonan.objects.update(under_permit=True)

    def due(self, step: str) -> list[tuple[str, dt.datetime, Try]]:
        """What is tried before this step of the story."""
        kisah = self.kisah
        tried: dict[str, list[tuple[str, dt.datetime, Try]]] = {
            "apply": [("open", kisah.at(1), self.open)],
            "review": [("submit", kisah.at(2), self.submit), ("accept", kisah.at(2), kisah.review)],
            "schedule": [("plan", kisah.at(12), kisah.schedule)],
            "assess": [("start", kisah.at(12), self.start)],
            # Each decree is a gate of its own; the story's own refusal is the first of them.
            "decide": [("decide", kisah.at(17), kisah.decide)],
            "issue": [("ask", kisah.at(27), self.ask), ("issue", kisah.at(27), self.issue)],
        }
        return tried.get(step, [])

    def probe(self, name: str, attempt: Try, *, at: dt.datetime) -> None:
        planned = list(self.kisah.jadwal)
        with undone():
            self.lose(at=at)
            with pytest.raises(Refused) as refusal:
                attempt()
            self.refused[name] = sentence_of(refusal.value)
        with undone():
            self.lose(at=at)
            self.renew(at=at)
            attempt()
            self.passed.add(name)
        self.kisah.jadwal = planned

    def lose(self, *, at: dt.datetime) -> None:
        ketua, yesterday = self.kisah.rumah["ketua"], local_date(at) - dt.timedelta(days=1)
        with tenant(self.kisah.rumah.lsp.pk):
            for permit in Perizinan.objects.all():
                withdraw_permit(permit, on=yesterday, reason="Dicabut BNSP.", actor=ketua.actor(at))

    def renew(self, *, at: dt.datetime) -> None:
        rumah, day = self.kisah.rumah, local_date(at)
        with tenant(rumah.lsp.pk):
            ketua = rumah["ketua"].actor(at)
            for kind in Perizinan.Kind.values:
                permit = enter_permit(
                    kind=kind, decision_no=f"KEP.BARU/{kind}", decided_on=day, valid_from=day, valid_until=day + dt.timedelta(days=9), actor=ketua
                )  # fmt: skip
                cover_by_permit(permit, rumah.versi.skema, actor=ketua)

    def open(self) -> None:
        at = self.kisah.at(1)
        self.kisah.rumah.cast.add("pelamar", "Putri", at=at).does(
            permohonan.open_permohonan, self.kisah.rumah.versi, mode="jarak_jauh", medium="nirkertas", uji_coba=True,
            under_permit=True, at=at,
        )  # fmt: skip

    def submit(self) -> None:
        kisah, kasus, at = self.kisah, self.kisah.kasus[0], self.kisah.at(2)
        kisah.rumah["admin"].does(permohonan.give_back, kisah._fresh(kasus), note="Lengkapi.", at=at)
        case = kisah._fresh(kasus)
        kasus.who.signs([case.apl01], permohonan.submit_permohonan, case, at=at)

    def start(self) -> None:
        kisah = self.kisah
        kisah.rumah["asesor"].does(start_asesmen, kisah._asesmen(kisah.kasus[0]), at=kisah.at(12, 9))

    def ask(self) -> None:
        self.kisah.rumah["manajer"].does(ask_issue, self.kisah.permintaan, at=self.kisah.at(27))

    def issue(self) -> None:
        with tenant(self.kisah.rumah.lsp.pk):
            waiting = Sertifikat.objects.get()
        self.kisah.rumah["manajer"].does(issue_sertifikat, waiting, at=self.kisah.at(27))


STEPS = {"open", "submit", "accept", "plan", "start", "decide", "ask", "issue"}


@pytest.fixture(scope="module")
def walked_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Walk]:
    with django_db_blocker.unblock(), undone():
        walk = Walk()
        walk.go()
        yield walk


@pytest.fixture
def walk(walked_once: Walk) -> Iterator[Walk]:
    """What a test does to the end of the road is undone."""
    with undone():
        yield walked_once


def test_l9_case_whose_permit_ended_stands_still_until_there_is_a_new_one(walk: Walk) -> None:
    assert {name: GONE in said for name, said in walk.refused.items()} == dict.fromkeys(STEPS, True)
    assert walk.passed == STEPS

    # L9: every application, schedule and certificate refers to its permits by number and date.
    walk.issue()
    with tenant(walk.kisah.rumah.lsp.pk):
        rows = AuditEntry.objects.filter(kind__in=["jadwal.planned", "sertifikat.issued"])
        told = {row.kind: row.new["permits"] for row in rows if row.new}
    decided = f"{local_date(START) - dt.timedelta(days=60):%d-%m-%Y}"
    permits = [f"KEP.{kind.upper()}/CONTOH/2026, {decided}" for kind in ("jarak_jauh", "nirkertas")]
    assert told == {"jadwal.planned": permits, "sertifikat.issued": permits}


def test_l9_gap_of_many_cases_is_said_once(walk: Walk) -> None:
    """What the committee and the Ketua ask before they decide."""
    kisah, day = walk.kisah, local_date(walk.kisah.at(20))
    with tenant(kisah.rumah.lsp.pk):
        cases = list(Permohonan.objects.all()) * 3
        before = service_gaps(cases, kisah.rumah.lsp, day=day)
        walk.lose(at=kisah.at(20))
        after = service_gaps(cases, kisah.rumah.lsp, day=day)

    assert (before, [GONE in said for said in after]) == ([], [True])
