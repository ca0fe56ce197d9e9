"""A skema written on pages: begun from standards, edited in every part, revised, and compared."""

import datetime as dt
from collections.abc import Callable
from importlib import import_module

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditEntry
from sahih.kernel.policy import Refused
from sahih.materials.skema.actions import (
    draft_skema,
    edit_versi,
    import_skema,
    publish_versi,
    review_versi,
    revise_versi,
)
from sahih.materials.skema.beda import beda
from sahih.materials.skema.content import content_of, spec_of
from sahih.materials.skema.format import KelompokSpec, SkemaSpec, dump_skema, load_skema
from sahih.materials.skema.models import Kuk, PenyusunSkema, SkemaVersi, Unit
from sahih.materials.skema.queries import export_versi, missing_of, records_required
from sahih.materials.skema.registry import default_codes
from sahih.materials.skema.susunan_draf import EditRefused, moved, regrouped, with_units, without_unit
from sahih.materials.standar.actions import import_standar, revoke_standar
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.tests.examples import YAML
from sahih.materials.tests.builders import publish, reviewer_of

REMOTE = ("jarak_jauh", "nirkertas")


def spec_now(versi: SkemaVersi) -> SkemaSpec:
    return spec_of(content_of(SkemaVersi.objects.select_related("skema").get(pk=versi.pk)))


@pytest.fixture
def standar(inside: object, manager: Actor, noon: dt.datetime) -> Standar:
    return import_standar(YAML.encode(), actor=manager, at=noon).standar


@pytest.fixture
def blank(inside: object, manager: Actor, noon: dt.datetime) -> SkemaVersi:
    return draft_skema(number="SKM/9", title="Juru ruang", kind="Klaster", actor=manager, at=noon)


def test_skema_begins_from_units_of_a_standard(blank: SkemaVersi, standar: Standar, manager: Actor) -> None:
    found = list(StandarUnit.objects.select_related("standar").order_by("number"))

    edit_versi(blank, with_units(spec_now(blank), found), actor=manager)

    spec = spec_now(blank)
    assert [unit.code for unit in spec.units] == ["A.01UJI00.001.1", "A.01UJI00.002.1"]
    assert spec.units[0].elements == found[0].spec().elements
    assert (spec.standard, spec.work_groups.groups[0].units) == ("SKKNI Nomor 77 Tahun 2021", ("A.01UJI00.001.1", "A.01UJI00.002.1"))  # fmt: skip
    assert {unit.standar for unit in Unit.objects.filter(versi=blank)} == {standar}
    assert missing_of(blank)[-1] == "kuk: unit A.01UJI00.002.1 belum memuat elemen dan KUK"


def test_blank_draft_says_that_it_has_no_units(blank: SkemaVersi) -> None:
    assert missing_of(blank)[:2] == ["standard: standar kompetensi acuan belum diisi", "units: skema belum memuat unit kompetensi"]  # fmt: skip
    assert load_skema(export_versi(blank)) == spec_now(blank)


def test_number_of_a_skema_is_used_once(blank: SkemaVersi, manager: Actor, noon: dt.datetime) -> None:
    with pytest.raises(Refused, match="sudah dipakai skema lain"):
        draft_skema(number="SKM/9", title="Lain", kind="KKNI", actor=manager, at=noon)


def test_k7_authors_of_drafts_from_before_the_upgrade_are_read_from_the_trail(
    draft: SkemaVersi, manager: Actor
) -> None:
    """Once, however often it runs; a draft that nobody but the system wrote has none."""
    named = list(PenyusunSkema.objects.filter(versi=draft).values_list("person_id", flat=True))
    PenyusunSkema.objects.all().delete()

    for _again in range(2):
        with connection.cursor() as cursor:
            cursor.execute(import_module("sahih.materials.migrations.0009_authors_of_drafts").NAME_AUTHORS)
            cursor.execute("SELECT set_config('app.lsp', %s, true)", [str(draft.lsp_id)])

    found = list(PenyusunSkema.objects.filter(versi=draft).values_list("person_id", flat=True))
    assert found == named == [manager.person_id]


def test_every_part_of_a_draft_can_be_edited_and_comes_back(draft: SkemaVersi, manager: Actor) -> None:
    spec, rows = spec_now(draft), {unit.code: unit.pk for unit in Unit.objects.filter(versi=draft)}
    records = [code for code in default_codes(*REMOTE) if code != "REKAMAN"]
    changes = {
        "number": "SKM/BARU/1", "title": "Petugas K3 Baru", "kind": "KKNI", "fee": 5, "remote_category": "knowledge",
        "requirements": {"basic_rule": "all", "basic": ("Ijazah",), "basic_evidence": ("Fotokopi ijazah",), "administrative": ()},
        "tuk_requirements": ({"item": "Kamera", "specification": "720p", "amount": "1"},),
        "records": ({"mode": REMOTE[0], "medium": REMOTE[1], "codes": tuple(records), "released": ({"code": "REKAMAN", "reason": "Direkam TUK."},)},),
    }  # fmt: skip

    edit_versi(draft, changes, actor=manager)

    after = spec_now(draft)
    assert after == SkemaSpec.model_validate(spec.model_dump() | changes)
    assert {unit.code: unit.pk for unit in Unit.objects.filter(versi=draft)} == rows
    assert [row.code for row in records_required(draft, *REMOTE)] == records
    assert load_skema(export_versi(SkemaVersi.objects.select_related("skema").get(pk=draft.pk))) == after
    entry = AuditEntry.objects.get(kind="skemaversi.edited")
    assert "Judul: Petugas -[Keselamatan dan Kesehatan Kerja] +[K3 Baru]" in str(entry.new)


@pytest.mark.parametrize(
    ("changes", "box"),
    [
        ({"kbli": "12"}, "kbli"),
        ({"title": ""}, "title"),
        ({"requirements": {"basic": ("x" * 2001,)}}, "basic"),
        ({"records": ({"mode": "jarak_jauh", "medium": "nirkertas", "codes": ("FR.APL.01",)},)}, "records"),
        ({"records": ({"mode": "jarak_jauh", "medium": "kertas", "codes": ("FR.XX.99",)},)}, "records"),
    ],
)
def test_edit_that_does_not_fit_names_its_box_and_saves_nothing(
    changes: dict[str, object], box: str, draft: SkemaVersi, manager: Actor
) -> None:
    before = spec_now(draft)

    with pytest.raises(EditRefused) as refusal:
        edit_versi(draft, changes, actor=manager)

    assert list(refusal.value.reasons) == [box]
    assert spec_now(draft) == before


def test_unit_put_out_takes_its_elemen_and_its_place_along(draft: SkemaVersi, manager: Actor) -> None:
    spec = spec_now(draft)
    gone = spec.units[0]

    edit_versi(draft, without_unit(spec, gone.code), actor=manager)

    after = spec_now(draft)
    assert gone.code not in {code for group in after.work_groups.groups for code in group.units}
    assert after.units == spec.units[1:]
    assert Kuk.objects.filter(versi=draft).count() == sum(
        len(one.kuk) for unit in spec.units[1:] for one in unit.elements
    )


def test_next_version_begins_with_what_the_published_one_says(
    complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime
) -> None:
    """K5: the published version stays as it is."""
    published = publish(complete_draft, actor=manager, at=noon)
    before = spec_now(published)

    second = revise_versi(published, actor=manager, at=noon)
    edit_versi(second, {"fee": 2_000_000}, actor=manager)

    assert (second.version, second.status, spec_now(second)) == (
        2,
        "draf",
        before.model_copy(update={"fee": 2_000_000}),
    )
    assert spec_now(published) == before
    with pytest.raises(Refused, match="Versi 2 belum terbit"):
        revise_versi(published, actor=manager, at=noon)
    with pytest.raises(Refused, match="tidak lagi berupa draf"):
        edit_versi(published, {"fee": 1}, actor=manager)
    with pytest.raises(Refused, match="pernah terbit"):
        edit_versi(second, {"number": "LAIN"}, actor=manager)


CODES = st.sampled_from([f"M.71KKK00.00{number}.1" for number in range(1, 10)])


@given(moves=st.lists(st.tuples(CODES, st.sampled_from(("naik", "turun", "baru", "1", "2", "9", "x"))), max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_sequence_of_moves_loses_a_unit(moves: list[tuple[str, str]], draft: SkemaVersi, manager: Actor) -> None:
    spec = spec_now(draft)
    groups: list[KelompokSpec] = list(spec.work_groups.groups)
    for code, to in moves:
        groups = moved(groups, code, to)

    edit_versi(draft, regrouped(spec, groups, confirmed=True), actor=manager)

    after = spec_now(draft)
    assert after.units == spec.units
    assert sorted(code for one in after.work_groups.groups for code in one.units) == sorted(
        unit.code for unit in spec.units
    )
    assert [one.units for one in after.work_groups.groups] == [one.units for one in groups if one.units]


def test_difference_is_told_in_words(draft: SkemaVersi, manager: Actor, noon: dt.datetime) -> None:
    before = spec_now(draft)
    unit, kuk = before.units[0], before.units[0].elements[0].kuk[0]
    text = export_versi(draft).decode().replace(kuk.text, f"{kuk.text} Setiap hari.", 1).replace("Fotokopi KTM", "Fotokopi kartu mahasiswa")  # fmt: skip
    after = load_skema(text.encode())

    found = {row.label: str(row) for bab in beda(before, after) for row in bab.rows}

    assert found == {
        f"{unit.code}, KUK {kuk.number}": f"{unit.code}, KUK {kuk.number}: {kuk.text} +[Setiap hari.]",
        "Bukti administratif": "Bukti administratif: Fotokopi -[KTM] +[kartu mahasiswa]",
    }
    assert beda(before, before) == ()


def test_added_and_removed_units_are_named(draft: SkemaVersi) -> None:
    spec = spec_now(draft)
    less = SkemaSpec.model_validate(spec.model_dump() | dict(without_unit(spec, spec.units[0].code)))

    assert "Unit dikeluarkan" in [row.label for bab in beda(spec, less) for row in bab.rows]
    assert "Unit ditambahkan" in [row.label for bab in beda(less, spec) for row in bab.rows]


def test_skema_of_before_hashes_and_exports_as_it_did(draft: SkemaVersi, manager: Actor, noon: dt.datetime) -> None:
    """Keys that came later leave no trace where they say nothing: the same file again makes no version."""
    text = dump_skema(spec_now(draft)).decode()

    assert not any(key in text for key in ("tuk_requirements", "records", "remote:"))
    assert import_skema(text.encode(), actor=manager, at=noon).is_new is False


@pytest.mark.parametrize(("zone", "may"), [("WIB", True), ("WIT", False)])
def test_k3_standard_ends_on_the_day_of_the_lsp(
    zone: str, may: bool, complete_draft: SkemaVersi, manager: Actor, inside: Lsp
) -> None:  # fmt: skip
    """At half past midnight in Jayapura it is still the day before in Jakarta."""
    at = dt.datetime(2026, 11, 20, 15, 30, tzinfo=dt.UTC)
    Lsp.objects.filter(pk=inside.pk).update(zone=zone)
    standar = import_standar(YAML.encode(), actor=manager, at=at).standar
    Unit.objects.filter(versi=complete_draft).update(standar=standar)
    revoke_standar(standar, on=dt.date(2026, 11, 21), decree="Kepmenaker 1/2026", actor=manager)

    def said(act: Callable[[], object]) -> str:
        try:
            act()
        except Refused as refusal:
            return str(refusal.reason)
        return ""

    versi = SkemaVersi.objects.get(pk=complete_draft.pk)
    reviewed = said(lambda: review_versi(versi, actor=reviewer_of(inside), at=at))
    if not may:
        review_versi(versi, actor=reviewer_of(inside), at=at - dt.timedelta(hours=1))
    published = said(lambda: publish_versi(SkemaVersi.objects.get(pk=versi.pk), actor=manager, at=at))

    assert [not words or "dicabut sejak 21-11-2026" in words for words in (reviewed, published)] == [True, True]
    assert [not reviewed, not published] == [may, may]
