"""K3, K5: a draft is told which of its units a standard words otherwise by now; nothing is taken over by itself."""

import datetime as dt

import pytest

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.materials.skema.actions import draft_skema, edit_versi
from sahih.materials.skema.acuan import standar_gaps
from sahih.materials.skema.content import content_of, spec_of
from sahih.materials.skema.format import SkemaSpec
from sahih.materials.skema.models import SkemaVersi, Unit
from sahih.materials.skema.pembaruan import Pembaruan, newer_units
from sahih.materials.skema.susunan_draf import with_newer, with_units
from sahih.materials.standar.actions import import_standar, replace_standar, save_unit
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.queries import units_of
from sahih.materials.standar.tests.examples import YAML

FIRST, SECOND = "A.01UJI00.001.1", "A.01UJI00.002.1"
DAY = dt.date(2026, 3, 1)
NEWER = YAML.replace("number: 77\n  year: 2021", "number: 9\n  year: 2026").replace("Kebisingan dicatat.", "Kebisingan dicatat tiap jam.")  # fmt: skip


@pytest.fixture
def standar(inside: Lsp, manager: Actor, noon: dt.datetime) -> Standar:
    return import_standar(YAML.encode(), actor=manager, at=noon).standar


@pytest.fixture
def juru(standar: Standar, manager: Actor, noon: dt.datetime) -> SkemaVersi:
    """A draft with both units of the standard as they are."""
    made = draft_skema(number="SKM/9", title="Juru ruang", kind="Klaster", actor=manager, at=noon)
    return edit_versi(made, with_units(spec_now(made), units_of(standar)), actor=manager)


def spec_now(versi: SkemaVersi) -> SkemaSpec:
    return spec_of(content_of(versi))


def told(versi: SkemaVersi) -> list[Pembaruan]:
    return newer_units(content_of(versi))


def correct(standar: Standar, manager: Actor, at: dt.datetime) -> StandarUnit:
    spec = StandarUnit.objects.get(standar=standar, code=FIRST, is_latest=True).spec()
    return save_unit(standar, spec.model_copy(update={"title": "Menyiapkan ruang"}), actor=manager, at=at)


def test_draft_that_says_what_its_standard_says_is_told_nothing(juru: SkemaVersi) -> None:
    assert told(juru) == []


def test_k5_corrected_unit_is_told_and_taken_only_by_somebody(
    juru: SkemaVersi, standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    before = spec_now(juru)
    correct(standar, manager, noon)

    (one,) = told(juru)

    assert (one.code, one.reason) == (FIRST, "Isi di draf berbeda dari SKKNI 77/2021 yang tercatat di sini (edisi 1).")
    assert [str(row) for row in one.rows] == ["Judul: Menyiapkan ruang -[uji]"]
    assert spec_now(juru) == before
    edit_versi(juru, with_newer(before, {one.code: one.by}), actor=manager)
    assert (spec_now(juru).units[0].title, told(juru)) == ("Menyiapkan ruang", [])


def test_k5_draft_of_an_older_edition_is_told_which(
    juru: SkemaVersi, draft: SkemaVersi, standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    """A published skema keeps the first edition, so that the correction is a second one."""
    other = Unit.objects.filter(versi=draft).order_by("number")[0]
    Unit.objects.filter(pk=other.pk).update(standar=standar, code=FIRST)
    SkemaVersi.objects.filter(pk=draft.pk).update(published_at=noon)
    correct(standar, manager, noon)

    assert [one.reason for one in told(juru)] == ["Draf memakai edisi 1; yang terbaru di SKKNI 77/2021 edisi 2."]


def test_k3_unit_of_a_replaced_standard_is_found_in_what_replaced_it(
    juru: SkemaVersi, standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    """Under the code of its next version; taken over, it stands in the same kelompok and on the new standard."""
    newer = import_standar(NEWER.replace(FIRST, "A.01UJI00.001.2").encode(), actor=manager, at=noon).standar
    replace_standar(standar, newer, on=DAY, decree="Kepmenaker 9/2026", actor=manager)

    first, second = told(juru)

    assert first.reason == "SKKNI 77/2021 digantikan; penggantinya memuat A.01UJI00.001.2 di SKKNI 9/2026."
    assert [row.label for row in first.rows] == ["Kode unit", "Standar", "KUK 1.2"]
    edit_versi(juru, with_newer(spec_now(juru), {one.code: one.by for one in (first, second)}), actor=manager)
    assert spec_now(juru).work_groups.groups[0].units == ("A.01UJI00.001.2", SECOND)
    assert {unit.standar for unit in Unit.objects.filter(versi=juru)} == {newer}
    assert (told(juru), standar_gaps(content_of(juru), on=noon.date())) == ([], [])


def test_k3_unit_of_a_later_standard_is_told_though_nobody_said_replaced(
    juru: SkemaVersi, manager: Actor, noon: dt.datetime
) -> None:
    import_standar(NEWER.encode(), actor=manager, at=noon)

    assert [(one.code, one.reason) for one in told(juru)] == [
        (FIRST, "SKKNI 9/2026 lebih baru dan memuat A.01UJI00.001.1."),
        (SECOND, "SKKNI 9/2026 lebih baru dan memuat A.01UJI00.002.1."),
    ]  # fmt: skip


def test_unit_entered_without_elemen_takes_none_away(
    juru: SkemaVersi, standar: Standar, manager: Actor, noon: dt.datetime
) -> None:
    spec = StandarUnit.objects.get(code=FIRST).spec()

    save_unit(standar, spec.model_copy(update={"elements": (), "title": "Lain"}), actor=manager, at=noon)

    assert told(juru) == []
