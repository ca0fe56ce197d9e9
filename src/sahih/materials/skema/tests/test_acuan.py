"""K3: a standard that is no longer in force keeps a new version from being published."""

import datetime as dt

import pytest

from sahih.kernel.actor import Actor
from sahih.kernel.policy import Refused
from sahih.materials.lingkup.models import LingkupIzin
from sahih.materials.skema.actions import import_skema, publish_versi
from sahih.materials.skema.models import Kelompok, SkemaVersi, Unit
from sahih.materials.skema.queries import export_versi
from sahih.materials.skema.tests.test_format import SMALL
from sahih.materials.standar.actions import enter_standar, reinstate_standar, replace_standar, revoke_standar
from sahih.materials.standar.models import Standar
from sahih.materials.tests.builders import publish

REVOKED_ON = dt.date(2026, 11, 1)


@pytest.fixture
def standar(manager: Actor, inside: object, noon: dt.datetime) -> Standar:
    return enter_standar(kind="SKKNI", number="309", year=2017, title="K3", actor=manager, at=noon)


def test_k3_unit_that_names_a_revoked_standard_blocks_publishing(
    complete_draft: SkemaVersi, standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    """By the words of the unit alone: the standard was entered after the skema."""
    assert Unit.objects.filter(standar__isnull=False).count() == 0
    revoke_standar(standar, on=REVOKED_ON, decree="Kepmenaker 5/2026", actor=manager)

    with pytest.raises(Refused) as refusal:
        publish(complete_draft, actor=manager, at=noon)

    said = "memakai SKKNI 309/2017 yang dicabut sejak 01-11-2026 menurut Kepmenaker 5/2026"
    named = Unit.objects.filter(versi=complete_draft, standard__contains="309/2017").order_by("number")
    assert len(named) == 2
    assert [f"unit {unit.code} {said}" in str(refusal.value) for unit in named] == [True, True]


def test_k3_standard_of_another_kind_with_the_same_number_blocks_nothing(
    complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime
) -> None:
    """SKKK 309/2017 is revoked; the units stand on SKKNI 309/2017."""
    other = enter_standar(kind="SKKK", number="309", year=2017, title="Khusus", actor=manager, at=noon)
    revoke_standar(other, on=REVOKED_ON, decree="Kepmenaker 5/2026", actor=manager)

    assert publish(complete_draft, actor=manager, at=noon).status == "terbit"


def test_k3_reference_decides_before_the_words(
    complete_draft: SkemaVersi, standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    newer = enter_standar(kind="SKKNI", number="9", year=2026, title="Baru", actor=manager, at=noon)
    first = Unit.objects.filter(versi=complete_draft).order_by("number")[0]
    Unit.objects.filter(versi=complete_draft).update(standar=newer)
    Unit.objects.filter(pk=first.pk).update(standar=standar, standard="")
    replace_standar(standar, newer, on=REVOKED_ON, decree="Kepmenaker 9/2026", actor=manager)

    with pytest.raises(Refused) as refusal:
        publish(complete_draft, actor=manager, at=noon)

    assert str(refusal.value).count("digantikan") == 1
    assert first.code in str(refusal.value)


def test_k3_revocation_of_a_later_day_or_undone_blocks_nothing(
    complete_draft: SkemaVersi, standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    revoke_standar(standar, on=noon.date() + dt.timedelta(days=1), decree="K", actor=manager)
    assert publish(complete_draft, actor=manager, at=noon).status == "terbit"

    changed = export_versi(complete_draft).replace(b"fee: 1500000", b"fee: 1600000")
    second = import_skema(changed, actor=manager, at=noon).versi
    reinstate_standar(standar, on=noon.date(), decree="Keliru", actor=manager)
    assert Unit.objects.filter(versi=second, standar__isnull=False).count() == 0
    assert publish(second, actor=manager, at=noon).status == "terbit"


def test_k3_standard_revoked_between_review_and_publishing_blocks_too(
    complete_draft: SkemaVersi, standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    published = publish(complete_draft, actor=manager, at=noon)
    revoke_standar(standar, on=REVOKED_ON, decree="K", actor=manager)

    with pytest.raises(Refused, match="dicabut"):
        publish_versi(published, actor=manager, at=noon)
    assert SkemaVersi.objects.get(pk=published.pk).status == "terbit"


def test_import_refers_to_the_standard_that_a_unit_names(standar: Standar, manager: Actor, noon: dt.datetime) -> None:
    text = SMALL.replace("standard_kind: SKKNI", "standard_kind: SKKNI\n    standard: SKKNI Nomor 309 Tahun 2017")

    versi = import_skema(text.encode(), actor=manager, at=noon).versi

    assert [unit.standar for unit in Unit.objects.filter(versi=versi)] == [standar]


def test_k2_practice_at_a_distance_needs_the_category_or_a_permit(
    complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime
) -> None:
    Kelompok.objects.filter(versi=complete_draft, number=2).update(remote="all")

    with pytest.raises(Refused, match="kelompok pekerjaan 2: praktik jarak jauh"):
        publish(complete_draft, actor=manager, at=noon)

    assert LingkupIzin.objects.count() == 0
    Kelompok.objects.filter(versi=complete_draft, number=2).update(remote="theory")
    assert publish(complete_draft, actor=manager, at=noon).status == "terbit"
