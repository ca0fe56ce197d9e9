"""K3: what a file does to a standard is shown before it is taken, and taken whole or not at all."""

import datetime as dt

import pytest

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Refused
from sahih.materials.perangkat.actions import forget_import
from sahih.materials.perangkat.actions.files import overdue_imports
from sahih.materials.skema.acuan import versi_on
from sahih.materials.skema.models import SkemaVersi, Unit
from sahih.materials.standar.actions import Changed, enter_standar, import_standar, keep_import, take_import
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.pratinjau import preview_of, read_file, successors_of
from sahih.materials.standar.queries import kept_imports, spec_of_standar
from sahih.materials.standar.tests.examples import YAML

OVER = (
    YAML.replace(
        "  units:", "  status: digantikan\n  status_on: 2026-03-01\n  status_decree: SKKNI 9/2026\n  units:", 1
    )
    .replace("Kebisingan dicatat.", "Kebisingan dicatat tiap jam.")
    .encode()
    + b"  - code: A.01UJI00.003.1\n    title: Baru\n"
)


@pytest.fixture
def standar(inside: Lsp, manager: Actor, noon: dt.datetime) -> Standar:
    return import_standar(YAML.encode(), actor=manager, at=noon).standar


def test_k3_preview_says_all_that_taking_does_and_changes_nothing(
    standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    newer = enter_standar(kind="SKKNI", number="9", year=2026, title="Baru", actor=manager, at=noon)
    file = keep_import(OVER, name="../s.yaml", actor=manager, at=noon)
    before = spec_of_standar(standar)

    seen = preview_of(read_file(OVER))

    assert spec_of_standar(Standar.objects.get(pk=standar.pk)) == before
    assert ([one.code for one in seen.added], seen.unchanged, seen.step) == (["A.01UJI00.003.1"], 1, "replace")
    assert [(one.after.code, one.makes_edition) for one in seen.corrected] == [("A.01UJI00.001.1", False)]
    assert successors_of(seen.spec) == [newer]

    done = take_import(file, seen=seen.base, replaced_by=newer, actor=manager, at=noon)
    again = take_import(file, seen=seen.base, replaced_by=newer, actor=manager, at=noon)

    assert (file.name, done.added, done.corrected, done.unchanged, done.is_ended) == ("s.yaml", 1, 1, 1, True)
    assert (again.added, again.corrected, again.is_ended) == (0, 0, False)
    assert Standar.objects.get(pk=standar.pk).replaced_by == newer


def test_k3_what_changed_since_the_preview_is_not_taken(standar: Standar, manager: Actor, noon: dt.datetime) -> None:
    file, seen = keep_import(OVER, name="s.yaml", actor=manager, at=noon), preview_of(read_file(OVER))
    import_standar(YAML.replace("Cermat]", "Sigap]").encode(), actor=manager, at=noon)

    with pytest.raises(Changed):
        take_import(file, seen=seen.base, actor=manager, at=noon)
    with pytest.raises(Refused, match="dirinya sendiri"):
        take_import(file, seen=preview_of(read_file(OVER)).base, replaced_by=standar, actor=manager, at=noon)

    assert Standar.objects.get().status == "berlaku"
    assert StandarUnit.objects.filter(code="A.01UJI00.003.1").count() == 0


def test_k3_touched_skema_are_those_that_refer_to_the_standard_or_name_it(standar: Standar, draft: SkemaVersi) -> None:
    first, second = Unit.objects.filter(versi=draft).order_by("number")[:2]
    Unit.objects.filter(versi=draft).update(standar=None, standard="SKKNI 1/1999")
    Unit.objects.filter(pk=first.pk).update(standar=standar)
    Unit.objects.filter(pk=second.pk).update(standard="SKKNI Nomor 77 Tahun 2021")

    assert [(one.versi, one.codes) for one in versi_on(("SKKNI", "77", 2021), standar=standar)] == [(draft, (first.code, second.code))]  # fmt: skip
    assert [one.codes for one in versi_on(("SKKNI", "77", 2021), standar=None)] == [(second.code,)]
    SkemaVersi.objects.filter(pk=draft.pk).update(status="ditarik")
    assert versi_on(("SKKNI", "77", 2021), standar=standar) == []


def test_kept_file_is_one_row_and_is_destroyed_when_its_days_are_over(
    inside: Lsp, manager: Actor, noon: dt.datetime
) -> None:
    first, second = (keep_import(YAML.encode(), name="s.yaml", actor=manager, at=noon) for _turn in range(2))
    system = Actor.system(inside.pk)

    assert first == second
    assert list(overdue_imports(noon.date() + dt.timedelta(days=30))) == []
    (late,) = overdue_imports(noon.date() + dt.timedelta(days=31))
    forget_import(late, actor=system, at=noon + dt.timedelta(days=31))
    assert list(kept_imports()) == []


def test_actor_without_the_right_keeps_and_takes_nothing(standar: Standar, manager: Actor, noon: dt.datetime) -> None:
    stranger = Actor(user_id=9, person_id=9, lsp_id=standar.lsp_id, roles=frozenset({"asesor"}))
    file = keep_import(OVER, name="s.yaml", actor=manager, at=noon)
    base = preview_of(read_file(OVER)).base

    with pytest.raises(Refused):
        keep_import(YAML.encode(), name="s.yaml", actor=stranger, at=noon)
    with pytest.raises(Refused):
        take_import(file, seen=base, actor=stranger, at=noon)
    assert Standar.objects.get().status == "berlaku"


def test_title_and_decree_that_an_import_leaves_as_they_are_are_named(
    standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    import_standar(OVER, actor=manager, at=noon)

    seen = preview_of(read_file(OVER.replace(b"Bidang Uji", b"Bidang Lain").replace(b"2026-03-01", b"2026-04-01")))

    assert (seen.stays, seen.changes, preview_of(read_file(OVER)).stays) == (("title", "status_on"), False, ())
