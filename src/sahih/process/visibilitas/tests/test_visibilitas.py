"""Mengkaji visibilitas: one record for each asesi before any date (E17, K2)."""

import datetime as dt
from typing import Any

import pytest

from sahih.documents.sheets import Gaps, content_of
from sahih.insight.berkas.collect import case_of, sheets_of
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.skema.enums import Mode
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.jadwal.actions import plan_jadwal
from sahih.process.tests.jalan import sentence_of
from sahih.process.visibilitas import actions as act
from sahih.process.visibilitas.models import Visibilitas
from sahih.process.visibilitas.policies import way_stands

UNTIL = "self_assess"
ASESI = 3
FACE_TO_FACE = jawaban.VISIBILITAS | {"cara": ["tatap_muka"], "perangkat": ["tidak_perlu"]}


def forget(kisah: Kisah) -> None:
    """As before the study: an installation that has just been upgraded."""
    with tenant(kisah.rumah.lsp.pk):
        Visibilitas.objects.all().delete()


def study(kisah: Kisah, posted: Any = None, *, who: str = "admin", cases: tuple[int, ...] = (0,)) -> Any:
    chosen = [kisah._fresh(kisah.kasus[one]) for one in cases]
    return kisah.rumah[who].does(act.study, chosen, posted or jawaban.VISIBILITAS, at=kisah.at(7))


def sign(kisah: Kisah, rows: Any, *, who: str = "admin") -> None:
    kisah.rumah[who].signs([one.lembar for one in rows], act.sign_visibilitas, rows, at=kisah.at(7))


def plan(kisah: Kisah, index: int = 0) -> Any:
    return kisah.rumah["admin"].does(
        plan_jadwal, [kisah._fresh(kisah.kasus[index])], day=kisah.at(12).date(), starts=dt.time(9), ends=dt.time(15),
        tuk=kisah.rumah.tuk, meeting_link="https://rapat.contoh.example/a", at=kisah.at(7),
    )  # fmt: skip


def test_e17_no_date_takes_an_asesi_before_the_study_is_signed(kisah: Kisah) -> None:
    forget(kisah)
    with pytest.raises(Refused) as unstudied:
        plan(kisah)
    rows = study(kisah)
    with pytest.raises(Refused) as unsigned:
        plan(kisah)

    sign(kisah, rows)

    assert "belum dikaji (SOP 1.3)" in sentence_of(unstudied.value)
    assert "belum dikaji (SOP 1.3)" in sentence_of(unsigned.value)
    assert plan(kisah).status == "disusun"


def test_e17_one_act_records_the_same_finding_for_a_whole_group(kisah: Kisah) -> None:
    forget(kisah)

    sign(kisah, study(kisah, cases=(0, 1, 2)))

    with tenant(kisah.rumah.lsp.pk):
        rows = list(Visibilitas.objects.select_related("lembar__key", "permohonan").order_by("permohonan_id"))
        signed = {one.lembar.signatures.get().act_id for one in rows}
        names = [str(content_of(one.lembar)["header"]["asesi"]) for one in rows]
    assert [(one.way, one.is_live, bool(one.lembar.locked_at)) for one in rows] == [("jarak_jauh", True, True)] * 3
    assert (len(signed), names) == (1, [one.who.name for one in kisah.kasus])


def test_e17_an_incomplete_finding_writes_nothing_for_anybody(kisah: Kisah) -> None:
    forget(kisah)

    with pytest.raises(Gaps) as gaps:
        study(kisah, jawaban.VISIBILITAS | {"alasan": [""]}, cases=(0, 1))

    assert [one.path for one in gaps.value.problems] == ["alasan"]
    with tenant(kisah.rumah.lsp.pk):
        assert not Visibilitas.objects.exists()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"perangkat": ["laptop"]}, "perangkat"),
        ({"perangkat": ["laptop", "jaringan", "tidak_perlu"]}, "perangkat"),
        ({"asesor": ["tidak"]}, "asesor"),
    ],
)
def test_e17_what_cannot_both_be_so_is_asked_for(kisah: Kisah, change: Any, where: str) -> None:
    with pytest.raises(Gaps) as gaps:
        study(kisah, jawaban.VISIBILITAS | change)

    assert [one.path for one in gaps.value.problems] == [where]


@pytest.mark.parametrize("category", ["technical_hybrid", "psychomotor"])
def test_k2_practice_is_never_found_wholly_remote(kisah: Kisah, category: str) -> None:
    case, house = kisah._fresh(kisah.kasus[0]), kisah.rumah
    case.versi.remote_category = category

    with tenant(house.lsp.pk):
        found = {way: str(way_stands(case, way, house.lsp, day=kisah.at(7).date()).reason) for way in Mode.values}

    assert found == {
        "tatap_muka": "", "hibrida": "",
        "jarak_jauh": "Skema ini menuntut praktik di TUK: pilih hibrida atau tatap muka.",
    }  # fmt: skip


def test_e17_another_way_than_was_asked_for_becomes_the_way_of_the_case(kisah: Kisah) -> None:
    before = kisah._fresh(kisah.kasus[0]).mode
    sign(kisah, study(kisah, FACE_TO_FACE))

    with tenant(kisah.rumah.lsp.pk):
        rows = Visibilitas.objects.filter(permohonan=kisah.kasus[0].permohonan).select_related("lembar").order_by("id")
        found = [(one.way, one.is_live, one.lembar.corrects_id) for one in rows]
    first = rows[0].lembar_id
    assert (before, kisah._fresh(kisah.kasus[0]).mode) == ("jarak_jauh", "tatap_muka")
    assert found == [("jarak_jauh", False, None), ("tatap_muka", True, first)]


def test_e17_who_is_planned_already_is_not_studied_again(kisah: Kisah) -> None:
    plan(kisah)

    with pytest.raises(Refused) as refusal:
        study(kisah)

    assert "Lepaskan dulu dari jadwal" in sentence_of(refusal.value)


def test_e17_only_the_admin_studies_and_signs(kisah: Kisah) -> None:
    rows = study(kisah)

    for who in ("asesor", "ketua", "asesi01"):
        with pytest.raises(Refused):
            study(kisah, who=who)
        with pytest.raises(Refused):
            sign(kisah, rows, who=who)


def test_e17_the_record_stands_in_the_file_of_the_case(kisah: Kisah) -> None:
    case = kisah._fresh(kisah.kasus[0])

    with tenant(kisah.rumah.lsp.pk):
        codes = [one.code for one in sheets_of(case_of(case))]

    assert codes == ["FR.APL.01", "FR.APL.02", "KAJI.VISIBILITAS", "TAGIHAN", "KUITANSI"]
