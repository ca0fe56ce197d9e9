"""A published skema without plan or MUK waits with the manajer sertifikasi; and what waited for days says so."""

import datetime as dt

import pytest

from sahih.insight.antrean.queries import waiting_for
from sahih.insight.antrean.tugas import Kind, Tugas
from sahih.kernel.holds import place_hold
from sahih.kernel.tenancy import tenant
from sahih.materials.lingkup.models import LingkupAsesor
from sahih.materials.muk.tests.conftest import built, house
from sahih.materials.perangkat.actions import retire_muk
from sahih.materials.perangkat.policies import TIDAK_LAYAK
from sahih.process.contoh import muk as contoh
from sahih.process.contoh import rencana
from sahih.process.contoh.rumah import Rumah
from sahih.web.admin_lsp.views_kerja import age_of, task_of

__all__ = ("built", "house")


@pytest.fixture
def at() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def unprepared(house: Rumah, at: dt.datetime, key: str = "manajer") -> list[Tugas]:
    with tenant(house.lsp.pk):
        found = waiting_for(house[key].actor(at))
    return [one for one in found if one.kind in {Kind.PREPARE_PLAN, Kind.PREPARE_MUK}]


def test_pl5_pl10_manager_is_told_what_a_published_skema_lacks_until_both_are_there(
    house: Rumah, at: dt.datetime
) -> None:
    (first,) = unprepared(house, at)
    contoh.drafted(house, at=at)
    (begun,) = unprepared(house, at)
    muk = contoh.validated(house, at=at, title="Paket B")
    (second,) = unprepared(house, at)
    rencana.in_force(house, at=at)
    both = unprepared(house, at)
    house["manajer"].does(retire_muk, muk, reason="Dipakai yang lain", at=at)
    (third,) = unprepared(house, at)

    assert first.what == f"Rencana dan MUK belum ada — {house.versi.title}"
    assert "disusun asesor, misalnya Joko Susilo" in first.why
    assert begun.why == "MUK sedang disusun Joko Susilo"
    assert (second.what, both, third.what) == (
        f"Rencana belum ada — {house.versi.title}", [], f"MUK belum ada — {house.versi.title}",
    )  # fmt: skip
    assert (first.kind, third.kind) == (Kind.PREPARE_PLAN, Kind.PREPARE_MUK)
    assert unprepared(house, at, "admin") == []
    assert task_of(third, base="/l/x/", day=at.date(), at=at).href == f"/l/x/muk/#versi-{house.versi.ref}"


def test_fx9_unfit_muk_is_none(house: Rumah, at: dt.datetime) -> None:
    rencana.in_force(house, at=at)
    muk = contoh.validated(house, at=at)
    with tenant(house.lsp.pk):
        place_hold(muk, kind=TIDAK_LAYAK, reason="Tidak layak", at=at)

    assert [one.kind for one in unprepared(house, at)] == [Kind.PREPARE_MUK]


def test_a6_without_an_asesor_who_may_write_the_manager_is_sent_to_their_coverage(
    house: Rumah, at: dt.datetime
) -> None:
    with tenant(house.lsp.pk):
        LingkupAsesor.objects.update(valid_until=at.date() - dt.timedelta(days=2))

    (one,) = unprepared(house, at)

    assert "catat lingkupnya lebih dulu" in one.why


@pytest.mark.parametrize(
    ("waited", "due", "said"),
    [
        (0, None, "baru"), (1, None, "menunggu 1 hari"), (9, None, "menunggu 9 hari"), (9, 2, "mendesak, menunggu 9 hari"),
        (0, 2, "mendesak"), (9, 30, "menunggu 9 hari"),
    ],
)  # fmt: skip
def test_badge_of_a_task_says_how_long_it_waits(waited: int, due: int | None, said: str) -> None:
    at = dt.datetime(2026, 11, 20, 5, tzinfo=dt.UTC)
    day = at.date() + dt.timedelta(days=due) if due is not None else None
    tugas = Tugas(Kind.DRAFT, "A", "B", at - dt.timedelta(days=waited), due=day)

    assert age_of(tugas, day=at.date(), at=at).text == said
