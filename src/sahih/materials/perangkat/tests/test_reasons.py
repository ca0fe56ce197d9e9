"""A signed reason answers the gap it was written for, under the plans it was written for, and keeps doing so (PL10, PL11)."""

import datetime as dt

import pytest

from sahih.documents.sheets import content_of
from sahih.kernel.policy import Refused
from sahih.materials.muk.models import Rencana
from sahih.materials.perangkat import actions as act
from sahih.materials.perangkat.content import head_spec
from sahih.materials.perangkat.format import BagianSpec, MukSpec
from sahih.materials.perangkat.models import Bagian, Butir, ButirAspek, ButirKuk, Kunci, Muk
from sahih.materials.perangkat.pengesahan import Alasan, _rows_of, key_of, reasons_of, unreasoned
from sahih.materials.perangkat.policies import covers
from sahih.materials.peta.counting import under_plan
from sahih.materials.peta.gaps import Celah, Jenis, gaps_of
from sahih.materials.peta.queries import gaps_of_muk, gaps_of_plan, map_of
from sahih.process.asesmen.perangkat import muk_fits
from sahih.process.contoh import muk as contoh
from sahih.process.contoh import rencana
from sahih.process.contoh.rumah import Rumah

pytestmark = pytest.mark.usefixtures("inside")


def spoken(spec: MukSpec) -> MukSpec:
    """All but the first KUK of each kelompok is asked in FR.IA.07 instead of observed."""
    moved = {part.kelompok: [ref for one in part.butir[1:] for ref in one.refs] for part in spec.bagian if part.instrumen == "FR.IA.01"}  # fmt: skip

    def changed(part: BagianSpec) -> BagianSpec:
        if part.instrumen == "FR.IA.01":
            return part.model_copy(update={"butir": part.butir[:1]})
        if part.instrumen == "FR.IA.07":
            return part.model_copy(update={"butir": (part.butir[0].model_copy(update={"refs": tuple(moved[part.kelompok])}),)})  # fmt: skip
        return part

    return spec.model_copy(update={"bagian": tuple(map(changed, spec.bagian))})


@pytest.fixture
def early(house: Rumah, at: dt.datetime) -> tuple[Muk, Rencana]:
    """Validated while there was no plan, so without a gap; then came a plan that opens FR.IA.01 alone."""
    made = house["asesor"].does(act.open_muk, house.versi, title="Paket A", at=at)
    spec = spoken(contoh.full_spec(house.versi))
    house["asesor"].does(act.replace_content, contoh.fresh(house, made), spec, source="gladi", at=at)
    muk = contoh.submit(house, contoh.fresh(house, made), at=at)
    assert muk.pengesahan is not None
    house["asesor2"].signs([muk.pengesahan], act.validate_muk, muk, at=at)
    return contoh.fresh(house, muk), rencana.in_force(house, at=at)


def test_pl6_plan_approved_after_the_muk_leaves_nothing_unmeasured_in_silence(early: tuple[Muk, Rencana]) -> None:
    muk, plan = early

    verdict = muk_fits(muk, plan)

    left = unreasoned(muk, gaps_of_plan(plan, muk))
    assert reasons_of(muk) == {}
    assert not verdict
    assert sum(one.jenis == Jenis.KUK for one in left) > 10
    assert f"dan {len(left) - 3} lagi" in str(verdict.reason)


def test_pl10_reason_signed_for_one_potensi_answers_no_other(house: Rumah, at: dt.datetime) -> None:
    """Neither when the MUK is validated nor when an assessment is planned."""
    first = rencana.in_force(house, at=at, potensi="3")
    muk = contoh.submitted(house, at=at)
    assert muk.pengesahan is not None
    assert {row["cells"]["potensi"] for row in content_of(muk.pengesahan)["rows"]["celah"]} == {"3"}
    second = rencana.in_force(house, at=at, potensi="4")

    with pytest.raises(Refused, match="Sejak diajukan ada celah yang belum dijawab"):
        house["asesor2"].signs([muk.pengesahan], act.validate_muk, muk, at=at)

    assert unreasoned(muk, gaps_of_plan(first, muk)) == []
    assert unreasoned(muk, gaps_of_plan(second, muk)) == [one for one in gaps_of_plan(second, muk) if not one.is_note]


def test_pl10_both_potensi_signed_for_answer_both(house: Rumah, at: dt.datetime) -> None:
    plans = [rencana.in_force(house, at=at, potensi=potensi) for potensi in "34"]

    muk = contoh.validated(house, at=at)

    assert [bool(muk_fits(muk, one)) for one in plans] == [True, True]
    assert unreasoned(muk, gaps_of_muk(muk)) == []


def test_fx13_reason_signed_before_rows_named_plans_still_answers() -> None:
    gap = Celah(Jenis.DIMENSI, 1, "TRS", "Kelompok 1: dimensi TRS belum punya pertanyaan", plans=("4",))
    row = {"key": key_of(gap), "cells": {"nomor": "1", "celah": gap.words}, "answers": {"alasan": "Lisan."}}

    known = _rows_of({"rows": {"celah": [row]}})  # type: ignore[typeddict-item]  # reason: the part of a sheet that is read

    assert known[key_of(gap)] == Alasan("Lisan.", frozenset())
    assert known[key_of(gap)].answers(gap)


@pytest.mark.parametrize(
    ("jenis", "unit", "subject", "key"),
    [
        (Jenis.DIMENSI, "", "TRS", "c46d365638e36"),
        (Jenis.KUK, "M.71", "1.3", "ce81a5c3833c7"),
        (Jenis.ASPEK, "M'71", "2", "ca69e8e05bb03"),
    ],
)
def test_fx13_key_of_a_signed_reason_never_changes(jenis: Jenis, unit: str, subject: str, key: str) -> None:
    """As sheets of earlier releases hold it, whatever the code calls its kinds."""
    assert key_of(Celah(jenis, 1, subject, "x", unit=unit)) == key


@pytest.mark.parametrize("field", ["skenario", "keluaran"])
@pytest.mark.parametrize("code", ["FR.IA.02", "FR.IA.04A", "FR.IA.05", "FR.IA.08"])
def test_pl6_map_and_choice_of_a_muk_call_the_same_thing_content(
    house: Rumah, at: dt.datetime, muk: Muk, code: str, field: str
) -> None:
    """A task is told in words, of the work or of what comes out of it; questions and checks are not."""
    for kind in (ButirKuk, ButirAspek, Kunci):
        kind.objects.filter(butir__bagian__instrumen=code, muk=muk).delete()
    Butir.objects.filter(bagian__instrumen=code, muk=muk).delete()
    head = BagianSpec.model_validate({"instrumen": code, "kelompok": 1, field: "Laporan pemeriksaan tabung."})
    seen = [head_spec(one).head_digest for one in Bagian.objects.filter(muk=muk, instrumen=code, kelompok__number=1)]
    house["asesor"].does(act.save_bagian, muk, head, seen="".join(seen), at=at)

    found = gaps_of(under_plan(map_of(muk), {1: frozenset({code}), 2: frozenset()}))

    is_empty = any(one.jenis == Jenis.INSTRUMEN for one in found)
    assert bool(covers(muk, {"1": [code]})) is not is_empty
    assert is_empty == (code in {"FR.IA.05", "FR.IA.08"})


def test_fx14_questions_without_a_model_answer_need_a_signed_reason(house: Rumah, at: dt.datetime, muk: Muk) -> None:
    Kunci.objects.filter(muk=muk, butir__bagian__kelompok__number=1).exclude(
        butir__bagian__instrumen="FR.IA.05"
    ).delete()

    handed_in = contoh.submit(house, contoh.fresh(house, muk), at=at)

    told = [one.rsplit(":", 1)[0] for one in handed_in.gap_reason.splitlines()]
    assert told == [
        "FR.IA.03 kelompok 1: butir 1, 2, 3, 4, 5 belum punya jawaban acuan atau rubrik",
        "FR.IA.07 kelompok 1: butir 1 belum punya jawaban acuan atau rubrik",
    ]


def test_begun_ia10_makes_no_gap(house: Rumah, at: dt.datetime, muk: Muk) -> None:
    """Forms 5.10: beginning it writes its six printed statements, which measure no KUK."""
    house["asesor"].does(act.save_bagian, muk, BagianSpec(instrumen="FR.IA.10", kelompok=1), seen="", at=at)

    assert Butir.objects.filter(muk=muk, bagian__instrumen="FR.IA.10").count() == 6
    assert gaps_of_muk(contoh.fresh(house, muk)) == []
