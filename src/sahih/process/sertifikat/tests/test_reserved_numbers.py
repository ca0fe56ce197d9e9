"""One of BNSP's numbers is taken once in the whole installation; a void one never again (CT3–CT6)."""

import contextlib
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from pytest_django import DjangoDbBlocker

from sahih.kernel.audit import AuditEntry
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah import Kisah
from sahih.process.sertifikat import actions as act
from sahih.process.sertifikat.models import NomorBatal, NomorTerpakai, Permintaan, Sertifikat
from sahih.process.sertifikat.numbers import reserve, taken
from sahih.process.sertifikat.sheets import ANSWER_HEAD, read_answer, write_rows
from sahih.process.sertifikat.simulator import answer
from sahih.process.tests.jalan import borrowed, sentence_of, undone, walked
from tests.scenes import Scene, Scenes

Rows = list[list[str]]


@pytest.fixture(scope="module")
def walked_twice(scenes: Scenes, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Kisah, Kisah]]:
    """Two LSPs that have both asked BNSP: two kompeten here, one there."""
    with django_db_blocker.unblock(), scenes.enter(Scene("decide")) as here:
        there = walked("decide", asesi=1)
        for one in (here, there):
            _ask(one)
        yield here, there


def _ask(kisah: Kisah) -> None:
    kisah.permintaan = kisah.rumah["admin"].does(act.open_request, kisah.rapat, at=kisah.at(22))
    kisah.rumah["ketua"].signs([kisah.permintaan.surat], act.sign_request, kisah.permintaan, at=kisah.at(22, 14))


@pytest.fixture
def here(walked_twice: tuple[Kisah, Kisah]) -> Iterator[Kisah]:
    with borrowed(walked_twice[0]) as story:
        yield story


@pytest.fixture
def there(walked_twice: tuple[Kisah, Kisah], here: Kisah) -> Iterator[Kisah]:
    with borrowed(walked_twice[1]) as story:
        yield story


def fresh(kisah: Kisah) -> Permintaan:
    return Permintaan.objects.select_related("rapat__jadwal__versi__skema").get(pk=kisah.permintaan.pk)


def proposed(kisah: Kisah) -> Rows:
    """The simulator's lines for this LSP."""
    with tenant(kisah.rumah.lsp.pk):
        listed = act.export_request(fresh(kisah), actor=kisah.rumah["admin"].actor(kisah.at(23)))
        content = answer(listed, lsp=kisah.rumah.lsp, versi=kisah.rumah.versi, day=kisah.at(23).date())
    return [[one.ref, *one.values] for one in read_answer(content)]


def send(kisah: Kisah, action: Any, rows: Rows) -> list[Sertifikat]:
    with tenant(kisah.rumah.lsp.pk):
        content, one = write_rows(ANSWER_HEAD, rows), fresh(kisah)
        given: list[Sertifikat] = kisah.rumah["admin"].does(action, one, content, at=kisah.at(26))
    return given


def problems(kisah: Kisah, action: Any, rows: Rows) -> list[tuple[int, str, str]]:
    with pytest.raises(act.BadNumbers) as refusal, transaction.atomic():
        send(kisah, action, rows)
    return [(one.line, one.field, one.message) for one in refusal.value.problems]


def void(kisah: Kisah, number: str, reason: str = "Blangko rusak di pencetak.") -> NomorBatal:
    with transaction.atomic():
        row: NomorBatal = kisah.rumah["admin"].does(act.void_number, number, reason=reason, at=kisah.at(27))
    return row


@pytest.mark.parametrize(("column", "field"), [(1, "Nomor Sertifikat"), (3, "Nomor Blangko")])
def test_ct6_number_of_another_lsp_is_refused_at_the_import_by_line_and_field(
    here: Kisah, there: Kisah, column: int, field: str
) -> None:
    """Neither LSP sees the other's row, and the sentence does not say whose the number is."""
    mine = proposed(here)
    send(here, act.import_numbers, mine)
    theirs = proposed(there)
    theirs[0][column] = mine[1][column]

    found = problems(there, act.import_numbers, theirs)

    assert found == [(2, field, f"“{mine[1][column]}” sudah dipakai sertifikat lain")]
    with tenant(there.rumah.lsp.pk):
        assert (Sertifikat.objects.count(), fresh(there).status) == (0, "diajukan")


def test_ct6_number_imported_and_void_elsewhere_is_refused_without_the_reason(here: Kisah, there: Kisah) -> None:
    mine, theirs = proposed(here), proposed(there)
    send(here, act.import_numbers, mine)
    theirs[0][1], theirs[0][3] = "71102 3257 4 9500000 2026", mine[0][3]
    void(here, theirs[0][3], "Terbakar di gudang PT Anu.")

    assert problems(there, act.import_numbers, theirs) == [
        (2, "Nomor Blangko", f"“{theirs[0][3]}” sudah dipakai sertifikat lain")
    ]


@pytest.mark.parametrize(("column", "field"), [(1, "Nomor Sertifikat"), (3, "Nomor Blangko")])
def test_ct6_mistyped_void_number_stays_free_for_the_lsp_that_bnsp_gives_it_to(
    here: Kisah, there: Kisah, column: int, field: str
) -> None:
    """Nobody here bears it: it is this LSP's word alone, and takes nothing from the others."""
    mine, theirs = proposed(here), proposed(there)
    number = theirs[0][column]
    taken_before = NomorTerpakai.objects.count()

    void(here, number, "Salah ketik.")

    assert NomorTerpakai.objects.count() == taken_before
    mine[0][column] = number
    assert problems(here, act.import_numbers, mine) == [
        (2, field, f"“{number}” batal dan tidak boleh dipakai lagi: Salah ketik.")
    ]
    assert len(send(there, act.import_numbers, theirs)) == 1


def test_ct6_simulators_of_two_lsps_never_give_the_same_number(here: Kisah, there: Kisah) -> None:
    send(here, act.import_numbers, proposed(here))

    assert len(send(there, act.import_numbers, proposed(there))) == 1


def test_ct6_reservation_says_nothing_but_a_hash_and_is_never_undone(here: Kisah) -> None:
    mine = proposed(here)
    send(here, act.import_numbers, mine)

    assert {field.name for field in NomorTerpakai._meta.fields} == {"id", "digest"}
    assert not NomorTerpakai.objects.filter(digest__in=[value for row in mine for value in row]).exists()
    for change in ("UPDATE process_nomorterpakai SET digest = 'x'", "DELETE FROM process_nomorterpakai"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    with pytest.raises(IntegrityError), transaction.atomic():
        reserve([mine[0][1]])


def test_ct6_void_blanko_is_replaced_and_the_old_one_never_returns(here: Kisah) -> None:
    mine = proposed(here)
    first, second = send(here, act.import_numbers, mine)
    void(here, mine[0][3])
    new = [[mine[0][0], mine[0][1], mine[0][2], "98000001"]]

    [changed] = send(here, act.renumber, new)

    assert (changed.pk, changed.number, changed.blanko) == (first.pk, mine[0][1], "98000001")
    with tenant(here.rumah.lsp.pk):
        assert Sertifikat.objects.get(pk=second.pk).blanko == mine[1][3]
        entry = AuditEntry.objects.filter(kind="sertifikat.renumbered").get()
        assert entry.old is not None
        assert entry.new is not None
        assert (entry.old["blanko"], entry.new["blanko"]) == (mine[0][3], "98000001")
        here.rumah["manajer"].does(act.issue_sertifikat, Sertifikat.objects.get(pk=first.pk), at=here.at(28))
        assert Sertifikat.objects.get(pk=first.pk).status == "berlaku"


def test_ct6_number_that_is_left_behind_is_void(here: Kisah) -> None:
    mine = proposed(here)
    send(here, act.import_numbers, mine)
    void(here, mine[0][3])
    registration = mine[0][2].replace(" 0", " 7", 1)

    send(here, act.renumber, [[mine[0][0], mine[0][1], registration, "98000001"]])

    with tenant(here.rumah.lsp.pk):
        assert set(NomorBatal.objects.values_list("number", flat=True)) == {mine[0][3], mine[0][2]}


def test_ct6_renumbering_refuses_by_line_what_may_not_be_used(here: Kisah) -> None:
    mine = proposed(here)
    send(here, act.import_numbers, mine)
    void(here, mine[0][3], "Rusak.")

    assert problems(here, act.renumber, [mine[0]]) == [
        (2, "Nomor Blangko", f"“{mine[0][3]}” batal dan tidak boleh dipakai lagi: Rusak.")
    ]
    assert problems(here, act.renumber, [[*mine[0][:3], mine[1][3]]]) == [
        (2, "Nomor Blangko", f"“{mine[1][3]}” sudah dipakai sertifikat lain")
    ]
    assert problems(here, act.renumber, [[*mine[0][:3], "98000001"], [*mine[1][:3], "98000002"]]) == [
        (3, "Nomor Sertifikat", f"“{mine[1][1]}” sudah dipakai sertifikat lain"),
        (3, "Nomor Registrasi", f"“{mine[1][2]}” sudah dipakai sertifikat lain"),
        (3, "Rujukan", f"rujukan “{mine[1][0]}” tidak menunggu nomor pengganti"),
    ]


def test_ct6_nothing_void_nothing_to_renumber(here: Kisah) -> None:
    mine = proposed(here)
    send(here, act.import_numbers, mine)

    with pytest.raises(Refused) as refusal:
        send(here, act.renumber, mine)

    assert sentence_of(refusal.value) == "Tidak ada sertifikat permintaan ini yang menunggu nomor pengganti."


def test_ct6_number_of_an_issued_certificate_cannot_be_void(here: Kisah) -> None:
    mine = proposed(here)
    first, _second = send(here, act.import_numbers, mine)
    here.rumah["manajer"].does(act.issue_sertifikat, first, at=here.at(27))

    for value in mine[0][1:]:
        with pytest.raises(Refused, match="sudah terbit"):
            void(here, value)


def test_ct6_number_of_another_lsp_cannot_be_made_void(here: Kisah, there: Kisah) -> None:
    theirs = proposed(there)
    send(there, act.import_numbers, theirs)

    for value in (theirs[0][1], theirs[0][3]):
        with pytest.raises(Refused, match="sudah dipakai sertifikat lain"):
            void(here, value)
    with tenant(here.rumah.lsp.pk):
        assert NomorBatal.objects.count() == 0


@pytest.mark.parametrize("key", ["manajer", "ketua", "komite1", "asesor"])
def test_ct6_void_and_renumber_are_for_those_who_import(here: Kisah, key: str) -> None:
    mine = proposed(here)
    send(here, act.import_numbers, mine)
    void(here, mine[0][3])
    content = write_rows(ANSWER_HEAD, [[*mine[0][:3], "98000001"]])

    with tenant(here.rumah.lsp.pk):
        for attempt in (
            (act.void_number, mine[1][3], {"reason": "x"}),
            (act.renumber, fresh(here), {"content": content}),
        ):
            with pytest.raises(Refused, match="Admin LSP"):
                here.rumah[key].does(attempt[0], attempt[1], at=here.at(28), **attempt[2])


def test_ct6_numbers_that_were_there_before_are_taken_by_the_migration(here: Kisah, there: Kisah) -> None:
    """Rows of every LSP, certificates and void numbers alike; the owner stands under row security too."""
    mine = proposed(here)
    with tenant(here.rumah.lsp.pk):
        keputusan = fresh(here).baris_set.order_by("id")[0].keputusan
        Sertifikat.objects.create(
            keputusan=keputusan, number=mine[0][1], registration=mine[0][2], blanko=mine[0][3], uji_coba=True,
            issued_on=here.at(22).date(), valid_until=here.at(23).date(), changed_at=here.at(22),
        )  # fmt: skip
    with tenant(there.rumah.lsp.pk):
        NomorBatal.objects.create(number="98000009", reason="Rusak.", voided_at=there.at(22))

    with connection.cursor() as cursor:
        cursor.execute(import_module("sahih.process.migrations.0003_reserved_numbers").TAKE_WHAT_IS_THERE)

    with tenant(there.rumah.lsp.pk):
        assert set(taken([*mine[0][1:], "98000009"])) == {*mine[0][1:], "98000009"}


@pytest.mark.parametrize("typed", ["", "abc", "1234567", "62090 2513 3 0108289", "TIK 0000 54675 2026", "\0"])
def test_ct6_only_a_number_of_bnsps_shape_and_our_licence_can_be_void(here: Kisah, typed: str) -> None:
    with pytest.raises(Refused):
        void(here, typed)


def test_ct4_void_registration_is_found_however_it_was_typed(here: Kisah) -> None:
    mine = proposed(here)
    void(here, f" {mine[0][2].replace(' ', '.').lower()} ", "Rusak.")

    assert problems(here, act.import_numbers, mine) == [
        (2, "Nomor Registrasi", f"“{mine[0][2]}” batal dan tidak boleh dipakai lagi: Rusak.")
    ]


def test_ct6_second_click_on_void_changes_nothing(here: Kisah) -> None:
    number = proposed(here)[0][3]
    first, again = void(here, number, "Rusak."), void(here, number, "Lain.")

    assert (first.pk, again.reason) == (again.pk, "Rusak.")


POOL = [f"9700000{n}" for n in range(5)]


class Blanks(RuleBasedStateMachine):
    """Two LSPs and five blanks: void, import, replace and issue in any order, by the real actions.

    The oracle is one set of blanks that were ever borne, what each LSP declared void, and who bears which now.
    """

    stories: tuple[Kisah, Kisah]
    rows: tuple[Rows, Rows]

    def __init__(self) -> None:
        super().__init__()
        self.stack = contextlib.ExitStack()
        self.stack.enter_context(undone())
        self.spent, self.declared = set[str](), set[tuple[int, str]]()
        self.bears: list[str | None] = [None, None]
        self.issued = [False, False]

    def teardown(self) -> None:
        self.stack.close()

    def attempt(self, allowed: bool, run: Any) -> bool:
        try:
            with transaction.atomic():
                run()
        except Refused:
            assert not allowed
            return False
        assert allowed
        return True

    def is_free(self, who: int, blank: str) -> bool:
        return blank not in self.spent and (who, blank) not in self.declared

    def bears_void(self, who: int) -> bool:
        return (who, self.bears[who]) in self.declared

    def line(self, who: int, blank: str) -> list[str]:
        return [*self.rows[who][0][:3], blank]

    @rule(who=st.sampled_from([0, 1]), blank=st.sampled_from(POOL))
    def take(self, who: int, blank: str) -> None:
        run = lambda: send(self.stories[who], act.import_numbers, [self.line(who, blank), *self.rows[who][1:]])  # noqa: E731
        if self.attempt(self.bears[who] is None and self.is_free(who, blank), run):
            self.bears[who] = blank
            self.spent.add(blank)

    @rule(who=st.sampled_from([0, 1]), blank=st.sampled_from(POOL))
    def spoil(self, who: int, blank: str) -> None:
        is_mine = self.bears[who] == blank and not self.issued[who]
        again = (who, blank) in self.declared
        if self.attempt(is_mine or again or blank not in self.spent, lambda: void(self.stories[who], blank)):
            self.declared.add((who, blank))

    @rule(who=st.sampled_from([0, 1]), blank=st.sampled_from(POOL))
    def replace(self, who: int, blank: str) -> None:
        waits = self.bears_void(who) and not self.issued[who]
        run = lambda: send(self.stories[who], act.renumber, [self.line(who, blank)])  # noqa: E731
        if self.attempt(waits and self.is_free(who, blank), run):
            self.bears[who] = blank
            self.spent.add(blank)

    @rule(who=st.sampled_from([0, 1]))
    def issue(self, who: int) -> None:
        story = self.stories[who]
        with tenant(story.rumah.lsp.pk):
            found = Sertifikat.objects.filter(keputusan__ref=self.rows[who][0][0]).first()
        if found is None:
            return
        run = lambda: story.rumah["manajer"].does(act.issue_sertifikat, found, at=story.at(28))  # noqa: E731
        if self.attempt(not self.issued[who] and not self.bears_void(who), run):
            self.issued[who] = True

    @invariant()
    def each_blank_is_borne_once_and_a_void_one_is_on_no_paper(self) -> None:
        seen = []
        for who, story in enumerate(self.stories):
            with tenant(story.rumah.lsp.pk):
                found = Sertifikat.objects.filter(keputusan__ref=self.rows[who][0][0]).first()
            assert (found and found.blanko) == self.bears[who]
            assert not (self.issued[who] and self.bears_void(who))
            seen += [found.blanko] if found else []
        assert len(seen) == len(set(seen))


def test_ct5_ct6_blanks_of_two_lsps_in_any_order(here: Kisah, there: Kisah) -> None:
    """CT6: never two certificates with one number, never a certificate with a void one."""
    far = proposed(there)
    far[0][1:] = ["71102 3257 4 9500000 2026", far[0][2].replace(" 0", " 5", 1), far[0][3]]
    Blanks.stories, Blanks.rows = (here, there), (proposed(here), far)

    run_state_machine_as_test(
        Blanks, settings=hypothesis_settings(max_examples=10, stateful_step_count=16, deadline=None)
    )
