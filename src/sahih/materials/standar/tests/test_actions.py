"""Keeping standards through the actions, against the database."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditEntry
from sahih.kernel.policy import Refused, Unseen
from sahih.kernel.tenancy import tenant
from sahih.materials.berkas.reading import FileRefused
from sahih.materials.skema.models import Unit
from sahih.materials.standar.actions import (
    enter_standar,
    import_standar,
    reinstate_standar,
    replace_standar,
    revoke_standar,
    save_unit,
)
from sahih.materials.standar.format import StandarSpec, dump_standar, load_standar
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.queries import find_unit, get_standar, named_in, spec_of_standar, standards_in
from sahih.materials.standar.sheets import dump_sheets
from sahih.materials.standar.tests.examples import YAML, standards
from sahih.materials.tests.builders import manager_of

DAY = dt.date(2026, 3, 1)


@pytest.fixture
def standar(inside: Lsp, manager: Actor, noon: dt.datetime) -> Standar:
    return import_standar(YAML.encode(), actor=manager, at=noon).standar


def editions() -> list[tuple[str, int, bool]]:
    rows = StandarUnit.objects.order_by("number", "edition")
    return list(rows.values_list("code", "edition", "is_latest"))


@given(spec=standards)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_import_then_export_then_import_is_identical(
    spec: StandarSpec, inside: Lsp, manager: Actor, noon: dt.datetime
) -> None:
    savepoint = transaction.savepoint()

    first = import_standar(dump_standar(spec), actor=manager, at=noon)
    exported = spec_of_standar(Standar.objects.get(pk=first.standar.pk))
    second = import_standar(dump_sheets(exported), actor=manager, at=noon) if spec.status == "berlaku" else first

    assert exported == spec
    assert (second.added, second.corrected) == (0, 0) or second is first
    transaction.savepoint_rollback(savepoint)


def test_refused_file_leaves_nothing(inside: Lsp, manager: Actor, noon: dt.datetime) -> None:
    with pytest.raises(FileRefused):
        import_standar(YAML.replace("'1.2'", "'1.3'").encode(), actor=manager, at=noon)

    assert (Standar.objects.count(), StandarUnit.objects.count()) == (0, 0)


def test_file_refused_by_a_rule_of_the_house_leaves_nothing(
    standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    revoke_standar(standar, on=DAY, decree="Kepmenaker 1/2026", actor=manager)
    more = YAML.replace("Cermat]", "Sigap]").replace("002.1", "009.1")

    with pytest.raises(Refused, match="dicabut; unitnya tidak ditambah"):
        import_standar(more.encode(), actor=manager, at=noon)

    assert spec_of_standar(Standar.objects.get()).units == load_standar(YAML.encode()).units


def test_second_import_corrects_what_differs_and_keeps_the_rest(
    standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    changed = YAML.replace("Kebisingan dicatat.", "Kebisingan dicatat tiap jam.").encode()

    again = import_standar(changed, actor=manager, at=noon)

    assert (again.is_new, again.added, again.corrected, again.unchanged) == (False, 0, 1, 1)
    assert editions() == [("A.01UJI00.001.1", 1, True), ("A.01UJI00.002.1", 1, True)]


def test_correcting_a_unit_of_a_published_skema_makes_an_edition(
    standar: Standar, draft: object, manager: Actor, noon: dt.datetime
) -> None:
    """K5: what a published version was made from stays as it was."""
    before = StandarUnit.objects.get(code="A.01UJI00.001.1")
    unit = Unit.objects.first()
    assert unit is not None
    Unit.objects.filter(pk=unit.pk).update(standar=standar, code=before.code)
    type(unit.versi).objects.filter(pk=unit.versi_id).update(published_at=noon)
    changed = before.spec().model_copy(update={"title": "Menyiapkan ruang"})

    after = save_unit(standar, changed, actor=manager, at=noon)

    assert (after.edition, after.title) == (2, "Menyiapkan ruang")
    assert editions()[:2] == [(before.code, 1, False), (before.code, 2, True)]
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        StandarUnit.objects.filter(pk=before.pk).update(title="lain")


def test_standard_is_entered_once(standar: Standar, manager: Actor, noon: dt.datetime) -> None:
    with pytest.raises(Refused, match="SKKNI 77/2021 sudah ada"):
        enter_standar(kind="SKKNI", number="77", year=2021, title="Lagi", actor=manager, at=noon)


def test_status_says_since_when_and_by_which_decree(standar: Standar, manager: Actor, noon: dt.datetime) -> None:
    newer = enter_standar(kind="SKKNI", number="78", year=2026, title="Baru", actor=manager, at=noon)

    replace_standar(standar, newer, on=DAY, decree="Kepmenaker 78/2026", actor=manager)

    row = Standar.objects.get(pk=standar.pk)
    assert (row.status, row.status_on, row.status_decree, row.replaced_by) == (
        "digantikan", DAY, "Kepmenaker 78/2026", newer,
    )  # fmt: skip
    with pytest.raises(Refused, match="Tulis keputusan"):
        revoke_standar(newer, on=DAY, decree=" ", actor=manager)
    with pytest.raises(Refused, match="dirinya sendiri"):
        replace_standar(newer, newer, on=DAY, decree="K", actor=manager)
    assert AuditEntry.objects.filter(kind="standar.status_set").count() == 1


STEPS: dict[str, Callable[[Standar, Standar, Actor], object]] = {
    "revoke": lambda one, _by, actor: revoke_standar(one, on=DAY, decree="K", actor=actor),
    "replace": lambda one, by, actor: replace_standar(one, by, on=DAY, decree="K", actor=actor),
    "reinstate": lambda one, _by, actor: reinstate_standar(one, on=DAY, decree="K", actor=actor),
}


@given(steps=st.lists(st.sampled_from(list(STEPS)), max_size=6))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_steps_follows_the_table(
    steps: list[str], standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    savepoint, expected = transaction.savepoint(), "berlaku"
    newer = enter_standar(kind="SKKNI", number="78", year=2026, title="Baru", actor=manager, at=noon)

    for name in steps:
        row = Standar.TRANSITIONS[name]
        if expected in row.sources:
            STEPS[name](standar, newer, manager)
            expected = row.target
        else:
            with pytest.raises(Refused):
                STEPS[name](standar, newer, manager)
        found = Standar.objects.get(pk=standar.pk)
        assert found.status == expected
        assert (found.replaced_by is not None) == (expected == "digantikan")
    transaction.savepoint_rollback(savepoint)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kebisingan", ["A.01UJI00.001.1"]),
        ("01uji00.002", ["A.01UJI00.002.1"]),
        ("ruang MENYIAP", ["A.01UJI00.001.1"]),
        ("ruang", ["A.01UJI00.001.1", "A.01UJI00.002.1"]),
        ("bukan-ada", []),
        ("'; DROP TABLE :* & !(", []),
        ("()&|!:*", ["A.01UJI00.001.1", "A.01UJI00.002.1"]),
    ],
)
def test_search_reads_code_titles_and_kuk(asked: str, found: list[str], standar: Standar, manager: Actor) -> None:
    assert [unit.code for unit in find_unit(manager, asked)] == found


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Keputusan Menteri Ketenagakerjaan RI Nomor 299 Tahun 2020 (SKKNI)", {("299", 2020)}),
        ("SKKNI 309/2017 atau 307/2017 (perlu dipastikan)", {("309", 2017), ("307", 2017)}),
        ("SKKNI 22 Tahun 2020", {("22", 2020)}),
        ("Standar perusahaan", set()),
    ],
)
def test_text_names_its_standards(text: str, named: set[tuple[str, int]]) -> None:
    assert named_in(text) == named


def test_standard_of_another_lsp_does_not_exist(standar: Standar, other_lsp: Lsp) -> None:
    stranger = manager_of(other_lsp)

    with tenant(other_lsp.pk):
        assert list(find_unit(stranger, "")) == []
        with pytest.raises(Unseen):
            get_standar(stranger, standar.ref)


def test_actor_without_the_right_changes_nothing(standar: Standar, noon: dt.datetime) -> None:
    stranger = Actor(user_id=9, person_id=9, lsp_id=standar.lsp_id, roles=frozenset({"asesor"}))
    changed = StandarUnit.objects.filter(number=1)[0].spec().model_copy(update={"title": "X"})

    for attempt in (
        lambda: import_standar(YAML.encode(), actor=stranger, at=noon),
        lambda: enter_standar(kind="SKKNI", number="1", year=2020, title="X", actor=stranger, at=noon),
        lambda: save_unit(standar, changed, actor=stranger, at=noon),
        lambda: revoke_standar(standar, on=DAY, decree="K", actor=stranger),
        lambda: replace_standar(standar, standar, on=DAY, decree="K", actor=stranger),
        lambda: reinstate_standar(standar, on=DAY, decree="K", actor=stranger),
    ):
        with pytest.raises(Refused):
            attempt()
    assert spec_of_standar(Standar.objects.get()) == load_standar(YAML.encode())


OVER = "  status: dicabut\n  status_on: 2026-03-01\n  status_decree: Kepmenaker 9/2026\n  units:"


@pytest.mark.parametrize(("state", "step"), [("dicabut", "revoke"), ("digantikan", "replace")])
def test_k3_file_that_says_a_known_standard_is_over_ends_it(
    state: str, step: str, standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    """With its new unit, which no standard takes any more that is over; and in the trail like the act of a person."""
    file = YAML.replace("  units:", OVER.replace("dicabut", state), 1) + "  - code: A.01UJI00.003.1\n    title: Baru\n"

    done, again = (import_standar(file.encode(), actor=manager, at=noon) for _turn in range(2))

    assert (done.is_ended, done.is_otherwise, done.added) == (True, False, 1)
    assert (again.is_ended, again.is_otherwise, again.unchanged) == (False, False, 3)
    row = Standar.objects.get(pk=standar.pk)
    assert (row.status, row.status_on, row.status_decree) == (state, DAY, "Kepmenaker 9/2026")
    assert list(AuditEntry.objects.filter(kind__in=["standar.status_set", f"standar.{step}"]).values_list("reason", flat=True).order_by("reason")) == ["", "Kepmenaker 9/2026"]  # fmt: skip


def test_k3_file_brings_no_standard_back(standar: Standar, manager: Actor, noon: dt.datetime) -> None:
    """Most files say nothing of the state: what is over stays so, and the answer tells."""
    revoke_standar(standar, on=DAY, decree="Kepmenaker 1/2026", actor=manager)

    done = import_standar(YAML.encode(), actor=manager, at=noon)

    assert (done.is_ended, done.is_otherwise) == (False, True)
    assert Standar.objects.get(pk=standar.pk).status == "dicabut"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("SKKNI 77/2021", {("SKKNI", "77", 2021)}),
        ("SKKK Nomor 77 Tahun 2021", {("SKKK", "77", 2021)}),
        ("Keputusan Menteri Nomor 77 Tahun 2021 (SKKNI) dan Nomor 5 Tahun 2022 (SKKI)", {("SKKNI", "77", 2021), ("SKKI", "5", 2022)}),
        ("SKKNI 309/2017 atau 307/2017, SKKK 1/2020", {("SKKNI", "309", 2017), ("SKKNI", "307", 2017), ("SKKK", "1", 2020)}),
        ("Nomor 5 Tahun 2022 tentang Standar Kompetensi Kerja Khusus", {("SKKK", "5", 2022)}),
        ("Nomor 5 Tahun 2022", {("SKKI", "5", 2022)}),
    ],
)  # fmt: skip
def test_k3_standard_is_named_by_its_kind_too(text: str, named: set[tuple[str, str, int]]) -> None:
    assert standards_in(text, kind="SKKI") == named


def test_k3_two_standards_do_not_replace_each_other(standar: Standar, manager: Actor, noon: dt.datetime) -> None:
    newer = enter_standar(kind="SKKNI", number="78", year=2026, title="Pengganti", actor=manager, at=noon)
    replace_standar(standar, newer, on=DAY, decree="K", actor=manager)

    with pytest.raises(Refused, match="sendiri digantikan"):
        replace_standar(newer, standar, on=DAY, decree="K", actor=manager)


@pytest.mark.parametrize("dump", [dump_standar, dump_sheets])
def test_k3_exported_standard_keeps_its_successor(
    dump: Callable[[StandarSpec], bytes], standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    newer = enter_standar(kind="SKKNI", number="KEP.78/X", year=2026, title="Pengganti", actor=manager, at=noon)
    exported = dump(spec_of_standar(replace_standar(standar, newer, on=DAY, decree="K", actor=manager)))
    reinstate_standar(standar, on=DAY, decree="Keliru", actor=manager)

    again = import_standar(exported, actor=manager, at=noon).standar

    assert (again.status, again.replaced_by) == ("digantikan", newer)
