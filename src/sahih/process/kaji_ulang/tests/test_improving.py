"""What must be improved in the materials binds the next MUK, until that MUK is validated (FX9)."""

import datetime as dt
from importlib import import_module

import pytest
from django.db import connection

from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat import actions as act
from sahih.materials.perangkat.models import Butir, Muk
from sahih.materials.perangkat.pengesahan import open_improvements
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.rumah import Rumah
from sahih.process.kaji_ulang.improving import note_item_results, open_improvement
from sahih.process.kaji_ulang.models import HasilButir, Perbaikan
from sahih.process.kaji_ulang.queries import Hasil, results_of

UNTIL = "open_house"
ASESI = 0


@pytest.fixture
def house(kisah: Kisah) -> Rumah:
    return kisah.rumah


@pytest.fixture
def at(kisah: Kisah) -> dt.datetime:
    return kisah.at(1)


def refs_of(house: Rumah, muk: Muk) -> list[str]:
    with tenant(house.lsp.pk):
        return list(Butir.objects.filter(muk=muk).order_by("id").values_list("ref", flat=True)[:4])


def waiting(house: Rumah) -> list[str]:
    with tenant(house.lsp.pk):
        return [one.reason for one in open_improvements(house.versi.skema)]


def test_fx9_question_that_all_or_none_answered_rightly_is_looked_at_again_once(house: Rumah, at: dt.datetime) -> None:
    """Ten answers of one kind ask for it; nine, or a mixture, say nothing."""
    muk = contoh.validated(house, at=at)
    easy, hard, few, mixed = refs_of(house, muk)
    results = {easy: Hasil(10, 0), hard: Hasil(0, 12), few: Hasil(9, 0), mixed: Hasil(9, 1), "unknown": Hasil(50, 0)}

    for _again in range(2):
        house["mutu"].does(note_item_results, muk, results, batch="J-1", at=at)

    assert [what.rpartition("dijawab ")[2] for what in waiting(house)] == [
        "benar oleh semua asesi; tinjau butir ini.", "salah oleh semua asesi; tinjau butir ini.",
    ]  # fmt: skip


def test_fx9_batches_add_up_and_the_same_batch_counted_again_replaces_itself(house: Rumah, at: dt.datetime) -> None:
    """An LSP that assesses five at a time learns of a bad question too; a correction counts nobody twice."""
    muk = contoh.validated(house, at=at)
    hard, mixed, *_more = refs_of(house, muk)

    def noted(batch: str, **counts: Hasil) -> int:
        results = {hard if name == "hard" else mixed: one for name, one in counts.items()}
        return len(house["mutu"].does(note_item_results, muk, results, batch=batch, at=at))

    def totals() -> list[tuple[int, int, int]]:
        with tenant(house.lsp.pk):
            return [(one.hasil.right, one.hasil.wrong, one.batches) for one in results_of(muk)]

    opened = [noted("J-1", hard=Hasil(0, 6), mixed=Hasil(1, 5)), noted(" j-1 ", hard=Hasil(0, 5))]
    assert (opened, totals()) == ([0, 0], [(0, 5, 1), (1, 5, 1)])

    assert noted("J-2", hard=Hasil(0, 6), mixed=Hasil(0, 6)) == 1
    assert (totals(), len(waiting(house))) == ([(0, 11, 2), (1, 11, 2)], 1)

    noted("J-2", mixed=Hasil(0, 0))
    assert totals() == [(0, 11, 2), (1, 5, 1)]


def test_fx9_counts_from_before_there_were_batches_are_one_batch(house: Rumah, at: dt.datetime) -> None:
    muk = contoh.validated(house, at=at)
    ref = refs_of(house, muk)[0]
    with tenant(house.lsp.pk):
        item = Butir.objects.get(ref=ref)
        for wrong in (7, 6):
            HasilButir.objects.create(muk=muk, butir=item, right_count=0, wrong_count=wrong, noted_at=at)

    house["mutu"].does(note_item_results, muk, {ref: Hasil(0, 4)}, batch="J-1", at=at)

    with tenant(house.lsp.pk):
        assert [(one.hasil, one.batches) for one in results_of(muk)] == [(Hasil(0, 10), 2)]
    assert len(waiting(house)) == 1


def test_results_without_a_batch_are_refused(house: Rumah, at: dt.datetime) -> None:
    muk = contoh.validated(house, at=at)

    with pytest.raises(Refused, match="Tuliskan pelaksanaannya"):
        house["mutu"].does(note_item_results, muk, {refs_of(house, muk)[0]: Hasil(1, 2)}, batch=" ", at=at)


def test_results_are_noted_by_those_who_answer_for_quality(house: Rumah, at: dt.datetime) -> None:
    muk = contoh.validated(house, at=at)
    with pytest.raises(Refused, match="bertanggung jawab atas mutu"):
        house["asesor"].does(note_item_results, muk, {}, batch="J-1", at=at)


def test_fx9_validated_muk_closes_what_it_answered_and_is_named(house: Rumah, at: dt.datetime) -> None:
    first = contoh.validated(house, at=at)
    house["mutu"].does(note_item_results, first, {refs_of(house, first)[0]: Hasil(10, 0)}, batch="J-1", at=at)

    second = contoh.submitted(house, at=at, title="Paket B")
    assert second.pengesahan is not None
    before = len(waiting(house))
    house["asesor2"].signs([second.pengesahan], act.validate_muk, second, at=at)

    with tenant(house.lsp.pk):
        row = Perbaikan.objects.get()
        assert (before, waiting(house), row.answered_by, row.answer) == (
            1, [], house["asesor"].user.person, f"Dijawab {second}: Butirnya ditambah.",
        )  # fmt: skip


def test_fx9_improvement_from_before_the_upgrade_is_held_once(house: Rumah, at: dt.datetime) -> None:
    with tenant(house.lsp.pk):
        rows = [open_improvement(house.versi, what, at=at) for what in ("Lama.", "Sudah dijawab.")]
        for row in rows:
            assert row.hold is not None
            row.hold.lifted_at = at
            row.hold.save(update_fields=["lifted_at"])
        Perbaikan.objects.update(hold=None)
        answerer = house["mutu"].user.person
        Perbaikan.objects.filter(pk=rows[1].pk).update(answer="x", answered_at=at, answered_by=answerer)

    for _again in range(2):
        with connection.cursor() as cursor:
            cursor.execute(import_module("sahih.process.migrations.0018_improvements_held").HOLD_WHAT_IS_OPEN)

    assert waiting(house) == ["Lama."]
