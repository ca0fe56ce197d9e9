"""Import, completion, publishing, retiring: through the actions, against the database."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sahih.institution.accounts.models import Person
from sahih.institution.lsp.models import Lsp
from sahih.institution.perizinan.models import Perizinan
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditEntry
from sahih.kernel.policy import Refused, Unseen
from sahih.kernel.refs import new_ref
from sahih.kernel.tenancy import tenant
from sahih.kernel.workflow import WrongState
from sahih.materials.berkas.reading import FileRefused
from sahih.materials.data import skema_bytes
from sahih.materials.lingkup.models import LingkupIzin
from sahih.materials.skema.actions import (
    ask_changes,
    complete_versi,
    give_back_versi,
    import_skema,
    publish_versi,
    retire_versi,
    review_versi,
)
from sahih.materials.skema.completion import Completion, CompletionRefused
from sahih.materials.skema.content import content_of, spec_of
from sahih.materials.skema.format import dump_skema, load_skema
from sahih.materials.skema.models import Kelompok, Kuk, Skema, SkemaVersi, Syarat, Unit
from sahih.materials.skema.queries import counts_of, export_versi, get_versi, missing_of, visible_skema
from sahih.materials.skema.tests.test_format import CARRIED, SMALL, mutated_files
from sahih.materials.tests.builders import manager_of, publish, reviewer_of


def versions(skema: Skema) -> list[tuple[int, str]]:
    return list(SkemaVersi.objects.filter(skema=skema).order_by("version").values_list("version", "status"))


STEPS: dict[str, Callable[[SkemaVersi, Actor, dt.datetime], SkemaVersi]] = {
    "review": lambda versi, _actor, at: review_versi(versi, actor=reviewer_of(versi.lsp), at=at),
    "give_back": lambda versi, actor, _at: give_back_versi(versi, reason="Uji.", actor=actor),
    "publish": lambda versi, actor, at: publish_versi(versi, actor=actor, at=at),
    "retire": lambda versi, actor, at: retire_versi(versi, reason="Uji.", actor=actor, at=at),
}


def test_import_makes_a_draft_with_all_its_rows(draft: SkemaVersi) -> None:
    counts = counts_of(draft)

    assert (draft.version, draft.status) == (1, "draf")
    assert (counts.unit, counts.elemen, counts.kuk) == (9, 27, 91)


@pytest.mark.parametrize("name", CARRIED)
def test_import_then_export_then_import_is_identical(name: str, inside: Lsp, manager: Actor, noon: dt.datetime) -> None:
    spec = load_skema(skema_bytes(name))

    first = import_skema(skema_bytes(name), actor=manager, at=noon)
    exported = export_versi(first.versi)
    second = import_skema(exported, actor=manager, at=noon)

    assert load_skema(exported) == spec
    assert (second.versi.pk, second.is_new) == (first.versi.pk, False)


def test_same_content_again_changes_nothing_and_says_so(draft: SkemaVersi, manager: Actor, noon: dt.datetime) -> None:
    again = import_skema(b"# diunggah lagi\n" + skema_bytes("petugas_k3"), actor=manager, at=noon)

    assert (again.versi.pk, again.is_new) == (draft.pk, False)
    assert versions(draft.skema) == [(1, "draf")]


def test_completed_version_read_back_is_the_same(complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime) -> None:
    exported = export_versi(complete_draft)

    assert import_skema(exported, actor=manager, at=noon).is_new is False


def test_first_file_again_after_completion_changes_nothing(
    complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime
) -> None:
    again = import_skema(skema_bytes("petugas_k3"), actor=manager, at=noon)

    assert (again.versi.pk, again.is_new) == (complete_draft.pk, False)
    assert SkemaVersi.objects.get(pk=complete_draft.pk).fee == 1_500_000


def test_changed_file_makes_the_next_version_and_leaves_the_former(
    draft: SkemaVersi, manager: Actor, noon: dt.datetime
) -> None:
    before = spec_of(content_of(draft))
    changed = skema_bytes("petugas_k3").replace(b"Fotokopi KTM", b"Fotokopi kartu pekerja")

    second = import_skema(changed, actor=manager, at=noon).versi

    assert versions(draft.skema) == [(1, "draf"), (2, "draf")]
    assert spec_of(content_of(draft)) == before
    assert Syarat.objects.filter(versi=second, text="Fotokopi kartu pekerja").count() == 1


def test_ahli_k3_umum_stays_a_draft_that_names_its_gaps(inside: Lsp, manager: Actor, noon: dt.datetime) -> None:
    versi = import_skema(skema_bytes("ahli_k3_umum"), actor=manager, at=noon).versi

    with pytest.raises(Refused) as refusal:
        publish(versi, actor=manager, at=noon)

    assert "unit M.71KKK01.012.1 belum memuat elemen dan KUK" in str(refusal.value)
    assert "unit M.71KKK01.001.1 elemen 4 belum memuat KUK" in str(refusal.value)
    assert versions(versi.skema) == [(1, "draf")]


def test_completion_fills_the_gaps_and_is_recorded_with_old_and_new(
    draft: SkemaVersi, completion: Completion, manager: Actor
) -> None:
    completed = complete_versi(draft, completion, actor=manager)

    entry = AuditEntry.objects.filter(kind="skemaversi.completed").latest("id")
    old, new = entry.old or {}, entry.new or {}
    assert missing_of(completed) == []
    assert (old["fee"], new["fee"]) == (None, 1_500_000)
    assert (old["kind_confirmed"], new["kind_confirmed"]) == (False, True)
    assert new["unit_titles_en"]["M.71KKK01.013.1"] == "Unit M.71KKK01.013.1"


def test_empty_completion_changes_nothing(draft: SkemaVersi, manager: Actor) -> None:
    before = spec_of(content_of(draft))

    after = complete_versi(draft, Completion(), actor=manager)

    assert spec_of(content_of(after)) == before


def test_jads_is_complete_once_a_page_adds_what_it_lacks(inside: Lsp, manager: Actor, noon: dt.datetime) -> None:
    versi = import_skema(skema_bytes("junior_associate_data_scientist"), actor=manager, at=noon).versi
    codes = Unit.objects.filter(versi=versi).values_list("code", flat=True)
    answers = Completion(
        title_en="Junior/Associate Data Scientist", sector="K3L", fee=0, level=4, kbli="62090", kbji="2513",
        remote_category="knowledge", kelompok_confirmed=True, unit_titles_en=dict.fromkeys(codes, "Unit"),
    )  # fmt: skip

    complete_versi(versi, answers, actor=manager)
    published = publish(versi, actor=manager, at=noon)

    assert (published.status, published.published_at) == ("terbit", noon)


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        ({"kbli": "712"}, {"kbli": "bentuknya tidak sesuai"}),
        ({"fee": -1, "level": 11}, {"fee": "paling kecil 0", "level": "paling besar 9"}),
        ({"title_en": "  "}, {"title_en": "tidak boleh kosong"}),
        ({"validity_years": 11}, {"validity_years": "paling besar 10"}),
        ({"unit_titles_en": {"X.1": "No"}}, {"unit_titles_en.X.1": "tidak ada dalam versi ini"}),
        ({"unit_titles_en": {"M.71KKK01.003.1": ""}}, {"unit_titles_en.M.71KKK01.003.1": "tidak boleh kosong"}),
        ({"kelompok_titles": {9: "IX"}}, {"kelompok_titles.9": "tidak ada dalam versi ini"}),
        ({"kelompok_titles": {2: "\u200b"}}, {"kelompok_titles.2": "memuat karakter tak tampak U+200B"}),
    ],
)
def test_completion_that_does_not_fit_is_refused_by_field(
    change: dict[str, Any],  # reason: values of several types by name
    reasons: dict[str, str],
    draft: SkemaVersi,
    completion: Completion,
    manager: Actor,
) -> None:
    with pytest.raises(CompletionRefused) as refusal:
        complete_versi(draft, replace(completion, **change), actor=manager)

    assert refusal.value.reasons == reasons
    assert SkemaVersi.objects.get(pk=draft.pk).fee is None


def test_publishing_retires_the_version_before(complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime) -> None:
    publish(complete_draft, actor=manager, at=noon)
    text = export_versi(complete_draft).replace(b"1500000", b"1750000")
    second = import_skema(text, actor=manager, at=noon).versi

    publish(second, actor=manager, at=noon)

    assert versions(second.skema) == [(1, "ditarik"), (2, "terbit")]


def test_published_version_is_not_completed_again(
    complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime
) -> None:
    publish(complete_draft, actor=manager, at=noon)

    with pytest.raises(Refused, match="tidak lagi berupa draf"):
        complete_versi(complete_draft, Completion(fee=1), actor=manager)


def test_second_publishing_is_refused(complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime) -> None:
    publish(complete_draft, actor=manager, at=noon)

    with pytest.raises(WrongState):
        publish_versi(complete_draft, actor=manager, at=noon)


def test_retired_version_is_closed_for_good(complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime) -> None:
    publish(complete_draft, actor=manager, at=noon)

    retired = retire_versi(complete_draft, reason="Standar dicabut.", actor=manager, at=noon)

    assert (retired.status, retired.retired_at) == ("ditarik", noon)
    with pytest.raises(Refused, match="sudah ditarik"):
        retire_versi(complete_draft, reason="Lagi.", actor=manager, at=noon)


@given(steps=st.lists(st.sampled_from(["review", "give_back", "publish", "retire"]), max_size=8))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_steps_follows_the_table(
    steps: list[str], complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime
) -> None:
    savepoint, expected = transaction.savepoint(), "draf"
    versi = SkemaVersi.objects.get(pk=complete_draft.pk)

    for name in steps:
        row = SkemaVersi.TRANSITIONS[name]
        if expected in row.sources:
            STEPS[name](versi, manager, noon)
            expected = row.target
        else:
            with pytest.raises(Refused):
                STEPS[name](versi, manager, noon)
        assert SkemaVersi.objects.get(pk=versi.pk).status == expected
    transaction.savepoint_rollback(savepoint)


def test_k7_whoever_wrote_in_a_draft_does_not_review_it(
    complete_draft: SkemaVersi, manager: Actor, inside: Lsp, noon: dt.datetime
) -> None:
    helper, reader = manager_of(inside), reviewer_of(inside)
    complete_versi(complete_draft, Completion(fee=7), actor=helper)

    for author in (manager, helper):
        with pytest.raises(Refused, match="Anda ikut menyusun"):
            review_versi(complete_draft, actor=author, at=noon)
    reviewed = review_versi(complete_draft, note="Sudah dibaca.", actor=reader, at=noon)

    assert (reviewed.status, reviewed.reviewed_by_id, reviewed.review_note) == ("ditinjau", reader.person_id, "Sudah dibaca.")  # fmt: skip
    with pytest.raises(Refused, match="sudah ditinjau"):
        complete_versi(complete_draft, Completion(fee=8), actor=manager)


def test_k7_the_database_too_knows_who_wrote(complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime) -> None:
    with pytest.raises(DatabaseError, match="reviewed by its author"), transaction.atomic():
        SkemaVersi.objects.filter(pk=complete_draft.pk).update(
            status="ditinjau", reviewed_at=noon, reviewed_by=manager.person_id
        )


def test_k7_second_account_of_an_author_reviews_nothing(
    complete_draft: SkemaVersi, manager: Actor, inside: Lsp, noon: dt.datetime
) -> None:
    """Two accounts with one NIK are one human being (D2); the database asks by itself too."""
    reader = reviewer_of(inside)
    Person.objects.filter(pk__in=[manager.person_id, reader.person_id]).update(nik_index="n" * 64)

    with pytest.raises(Refused, match="Anda ikut menyusun"):
        review_versi(complete_draft, actor=reader, at=noon)
    with pytest.raises(DatabaseError, match="reviewed by its author"), transaction.atomic():
        SkemaVersi.objects.filter(pk=complete_draft.pk).update(status="ditinjau", reviewed_at=noon, reviewed_by=reader.person_id)  # fmt: skip


def test_k7_review_is_of_somebody(complete_draft: SkemaVersi, inside: Lsp, noon: dt.datetime) -> None:
    with pytest.raises(Refused, match="oleh orang"):
        review_versi(complete_draft, actor=Actor.system(inside.pk), at=noon)
    with pytest.raises(DatabaseError, match="reviewed by its author"), transaction.atomic():
        SkemaVersi.objects.filter(pk=complete_draft.pk).update(status="ditinjau", reviewed_at=noon)


def test_k5_no_state_of_a_version_is_reached_past_the_workflow_by_raw_sql(
    complete_draft: SkemaVersi, manager: Actor, inside: Lsp, noon: dt.datetime
) -> None:
    versi, reader, other = complete_draft, reviewer_of(inside), manager_of(inside)
    rows = SkemaVersi.objects.filter(pk=versi.pk)
    begun = SkemaVersi.objects.get(pk=versi.pk)
    begun.pk, begun.ref, begun.version, begun.status, begun.reviewed_at = None, new_ref(), 9, "terbit", noon
    jumps = [lambda: begun.save(force_insert=True), lambda: rows.update(status="terbit")]
    passed = [jump for jump in jumps if not _is_frozen(jump)]
    review_versi(versi, actor=reader, at=noon)
    reviewed = ({"reviewed_by": other.person_id}, {"fee": 1}, {"status": "lain"}, {"status": "terbit", "reviewed_by": other.person_id})  # fmt: skip
    passed += [jump for change in reviewed if not _is_frozen(jump := lambda change=change: rows.update(**change))]
    publish_versi(versi, actor=manager, at=noon)
    published = (
        {"published_at": noon + dt.timedelta(days=1)},
        {"status": "ditinjau"},
        {"reviewed_by": other.person_id},
    )
    passed += [jump for change in published if not _is_frozen(jump := lambda change=change: rows.update(**change))]

    assert passed == []


def _is_frozen(attempt: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            attempt()
    except DatabaseError as error:
        return "frozen" in str(error)
    return False


def test_draft_that_nobody_reviewed_is_not_published(
    complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime
) -> None:
    with pytest.raises(Refused, match="belum ditinjau"):
        publish_versi(complete_draft, actor=manager, at=noon)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        SkemaVersi.objects.filter(pk=complete_draft.pk).update(status="terbit")


def test_k5_older_draft_does_not_take_the_place_of_a_newer_published_version(
    complete_draft: SkemaVersi, manager: Actor, inside: Lsp, noon: dt.datetime
) -> None:
    second = _next(complete_draft, {"fee": 2}, manager, noon)
    third = _next(complete_draft, {"fee": 3, "title": "Judul draf"}, manager, noon)
    publish(complete_draft, actor=manager, at=noon)
    review_versi(second, actor=reviewer_of(inside), at=noon)
    publish(third, actor=manager, at=noon)

    with pytest.raises(Refused, match="Versi 3 sudah terbit"):
        publish_versi(second, actor=manager, at=noon)
    assert versions(third.skema) == [(1, "ditarik"), (2, "ditinjau"), (3, "terbit")]


def _next(versi: SkemaVersi, changes: dict[str, object], manager: Actor, at: dt.datetime) -> SkemaVersi:
    spec = spec_of(content_of(versi)).model_copy(update=changes)
    return import_skema(dump_skema(spec), actor=manager, at=at).versi


def test_draft_of_another_title_does_not_rename_the_published_skema(
    complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime
) -> None:
    publish(complete_draft, actor=manager, at=noon)
    draft = _next(complete_draft, {"title": "Judul draf"}, manager, noon)
    before = Skema.objects.get().title

    publish(draft, actor=manager, at=noon)

    assert (before, Skema.objects.get().title) == (complete_draft.title, "Judul draf")


def test_k2_only_a_permit_in_force_lets_practice_be_remote(
    complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime
) -> None:
    Kelompok.objects.filter(versi=complete_draft).update(remote="all")
    first, last = dt.date(2024, 1, 1), noon.date()
    permit = Perizinan.objects.create(
        lsp_id=complete_draft.lsp_id, kind="jarak_jauh", decision_no="KEP.1", decided_on=first, valid_from=first, valid_until=last
    )  # fmt: skip
    LingkupIzin.objects.create(perizinan=permit, skema=complete_draft.skema, covers_practice=True)

    days = [last, last + dt.timedelta(days=1)]
    gaps = [[gap for gap in missing_of(complete_draft, on=day) if "praktik jarak jauh" in gap] for day in days]

    assert gaps[0] == []
    assert gaps[1]


def test_reviewed_version_given_back_is_a_draft_to_be_reviewed_again(
    complete_draft: SkemaVersi, manager: Actor, inside: Lsp, noon: dt.datetime
) -> None:
    review_versi(complete_draft, actor=reviewer_of(inside), at=noon)

    back = give_back_versi(complete_draft, reason="Biaya keliru.", actor=manager)

    assert (back.status, back.reviewed_by, back.reviewed_at, back.review_note) == ("draf", None, None, "Biaya keliru.")
    assert complete_versi(back, Completion(fee=9), actor=manager).fee == 9


def test_reviewer_says_what_keeps_a_draft_from_being_reviewed(draft: SkemaVersi, manager: Actor, inside: Lsp) -> None:
    """K7: also while something is missing; whoever wrote it mends it instead."""
    asked = ask_changes(draft, note=" Unit 3 keliru. ", actor=reviewer_of(inside))

    assert (asked.status, asked.review_note) == ("draf", "Unit 3 keliru.")
    assert AuditEntry.objects.filter(kind="skemaversi.changes_asked", reason="Unit 3 keliru.").count() == 1
    with pytest.raises(Refused, match="ikut menyusun"):
        ask_changes(draft, note="Unit 3 keliru.", actor=replace(reviewer_of(inside), person_id=manager.person_id))
    with pytest.raises(Refused, match="Tulis yang perlu"):
        ask_changes(draft, note="  ", actor=reviewer_of(inside))


def test_what_one_reviewer_asked_stands_above_what_the_next_one_asks(draft: SkemaVersi, inside: Lsp) -> None:
    """Nothing is lost; past the limit the newest words stay, and the audit keeps all."""
    reader = reviewer_of(inside)
    ask_changes(draft, note="Unit 3 keliru.", actor=reader)

    asked = ask_changes(draft, note=" Biaya kosong. ", actor=reader)
    assert asked.review_note == "Unit 3 keliru.\nBiaya kosong."
    assert AuditEntry.objects.filter(kind="skemaversi.changes_asked", reason="Biaya kosong.").count() == 1

    asked = ask_changes(draft, note="x" * 985, actor=reader)
    assert asked.review_note == "Biaya kosong.\n" + "x" * 985


def test_actor_without_the_right_imports_nothing(inside: Lsp, noon: dt.datetime) -> None:
    stranger = Actor(user_id=9, person_id=9, lsp_id=inside.pk, roles=frozenset({"asesor"}))

    with pytest.raises(Refused):
        import_skema(skema_bytes("petugas_k3"), actor=stranger, at=noon)

    assert Skema.objects.count() == 0


def test_rows_of_a_published_version_are_frozen_in_the_database(
    complete_draft: SkemaVersi, manager: Actor, noon: dt.datetime
) -> None:
    """K5: a version in use never changes."""
    publish(complete_draft, actor=manager, at=noon)
    kuk = Kuk.objects.filter(versi=complete_draft).first()
    assert kuk is not None
    attempts = (
        lambda: Kuk.objects.filter(pk=kuk.pk).update(text="lain"),
        lambda: Kuk.objects.filter(pk=kuk.pk).delete(),
        lambda: Kuk.objects.create(versi=complete_draft, elemen=kuk.elemen, number=99, text="baru"),
        lambda: SkemaVersi.objects.filter(pk=complete_draft.pk).update(fee=1),
        lambda: SkemaVersi.objects.filter(pk=complete_draft.pk).update(status="draf"),
    )

    for attempt in attempts:
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            attempt()


def test_incomplete_version_is_never_terbit_in_the_database(draft: SkemaVersi) -> None:
    with pytest.raises(DatabaseError, match="skemaversi_complete"), transaction.atomic():
        SkemaVersi.objects.filter(pk=draft.pk).update(
            status="ditinjau", reviewed_at=dt.datetime.now(dt.UTC), reviewed_by=Person.objects.create(name="Lain")
        )


def test_skema_of_another_lsp_does_not_exist(
    draft: SkemaVersi, other_lsp: Lsp, manager: Actor, noon: dt.datetime
) -> None:
    stranger = manager_of(other_lsp)

    with tenant(other_lsp.pk):
        seen = list(visible_skema(stranger))
        with pytest.raises(Unseen):
            get_versi(stranger, draft.ref)

    assert seen == []
    assert [skema.pk for skema in visible_skema(manager)] == [draft.skema_id]


def test_same_number_in_two_lsp_is_two_skema(draft: SkemaVersi, other_lsp: Lsp, noon: dt.datetime) -> None:
    with tenant(other_lsp.pk):
        theirs = import_skema(skema_bytes("petugas_k3"), actor=manager_of(other_lsp), at=noon)

    assert theirs.is_new
    assert theirs.versi.skema_id != draft.skema_id


@given(content=mutated_files())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_mutated_file_imports_whole_or_leaves_nothing(
    content: bytes, inside: Lsp, manager: Actor, noon: dt.datetime
) -> None:
    savepoint = transaction.savepoint()
    try:
        versi = import_skema(content, actor=manager, at=noon).versi
    except FileRefused:
        assert Skema.objects.count() == 0
        assert Kuk.objects.count() == 0
    else:
        assert spec_of(content_of(versi)) == load_skema(content)
    finally:
        transaction.savepoint_rollback(savepoint)


def test_refused_file_makes_no_version(inside: Lsp, manager: Actor, noon: dt.datetime) -> None:
    import_skema(SMALL.encode(), actor=manager, at=noon)

    with pytest.raises(FileRefused):
        import_skema(SMALL.replace("'1.1'", "'1.9'").encode(), actor=manager, at=noon)

    assert [versions(skema) for skema in Skema.objects.all()] == [[(1, "draf")]]
