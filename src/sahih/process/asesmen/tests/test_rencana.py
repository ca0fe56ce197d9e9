"""The plan decides what opens: order, adjustment, evidence, gates (PL6, PL8, PL10, FX2, FX3, FX4)."""

from typing import Any

import pytest

from sahih.documents.fr.ak_01.rules import BOX_OF, evidence_of
from sahih.documents.fr.ak_02.rules import COLUMN_OF
from sahih.documents.fr.terms import INSTRUMEN
from sahih.documents.sheets import Gaps, chain_of, content_of
from sahih.kernel.policy import Refused, Verdict
from sahih.kernel.tenancy import tenant
from sahih.materials.muk.actions import retire_rencana
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.planned import planned, warnings_of
from sahih.process.asesmen.policies import may_conclude
from sahih.process.contoh import jawaban, rencana
from sahih.process.contoh.kisah import Kisah
from sahih.process.keputusan.queries import record_states
from sahih.process.tests.jalan import sentence_of

UNTIL = "schedule"
ASESI = 2
DAY = 11


def fresh(kisah: Kisah, index: int = 0) -> Any:
    return kisah._asesmen(kisah.kasus[index])


def review(kisah: Kisah, index: int = 0) -> None:
    asesor, at = kisah.rumah["asesor"], kisah.at(DAY)
    asesor.does(act.save_review, fresh(kisah, index), {"rekomendasi": ["dapat"]}, at=at, partial=False)
    asesor.signs([fresh(kisah, index).peserta.permohonan.apl02], act.sign_review, fresh(kisah, index), at=at)


def does(kisah: Kisah, action: Any, *args: Any, key: str = "asesor", day: int = DAY, **kwargs: Any) -> Any:
    return kisah.rumah[key].does(action, *args, at=kisah.at(day), **kwargs)


def refused(kisah: Kisah, action: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refusal:
        does(kisah, action, *args, **kwargs)
    return sentence_of(refusal.value)


def choose(kisah: Kisah, plan: Any = None, *, index: int = 0) -> None:
    does(kisah, act.choose_rencana, [fresh(kisah, index)], plan or rencana.standing(kisah.rumah))


def prepared(kisah: Kisah) -> None:
    review(kisah)
    choose(kisah)
    does(kisah, act.skip_ak07, fresh(kisah))


def adjust(kisah: Kisah, posted: Any = None, *, day: int = DAY, until: str = "asesi") -> None:
    """FR.AK.07 opened, filled, signed by one or by both."""
    does(kisah, act.open_ak07, fresh(kisah), day=day)
    does(kisah, act.save_ak07, fresh(kisah), jawaban.AK07 | (posted or {}), day=day, partial=False)
    kisah.rumah["asesor"].signs([fresh(kisah).ak07], act.sign_ak07_asesor, fresh(kisah), at=kisah.at(day))
    if until == "asesi":
        kisah.kasus[0].who.signs([fresh(kisah).ak07], act.sign_ak07_asesi, fresh(kisah), at=kisah.at(day))


def states(kisah: Kisah) -> dict[str, str]:
    with tenant(kisah.rumah.lsp.pk):
        return {one.code: one.state for one in record_states(fresh(kisah))}


def test_pl6_plan_before_the_review_is_refused(kisah: Kisah) -> None:
    said = refused(kisah, act.choose_rencana, [fresh(kisah)], rencana.standing(kisah.rumah))

    assert "dipilih setelah FR.APL.02 ditinjau" in said


def test_fx3_fr_ak_01_opens_with_the_evidence_of_the_plan(kisah: Kisah) -> None:
    """SOP 2.2–2.7: plan, adjustment, consent; nothing is ticked that the plan does not name."""
    review(kisah)
    choose(kisah)
    assert fresh(kisah).ak01 is None
    does(kisah, act.skip_ak07, fresh(kisah))

    with tenant(kisah.rumah.lsp.pk):
        assert content_of(fresh(kisah).ak01)["fields"]["bukti"] == ["observasi"]
        assert planned(fresh(kisah)) == ["FR.IA.01"]


def test_fx3_evidence_that_differs_from_the_plan_is_named_and_not_signed(kisah: Kisah) -> None:
    prepared(kisah)
    posted = {"bukti": ["observasi", "lisan"], "setuju/kerahasiaan": ["ya"]}
    does(kisah, act.save_ak01, fresh(kisah), posted, partial=False)

    with pytest.raises(Gaps) as refusal:
        kisah.rumah["asesor"].signs([fresh(kisah).ak01], act.sign_ak01_asesor, fresh(kisah), at=kisah.at(DAY))

    said = (
        "Bukti pada FR.AK.01 berbeda dari rencana asesmen. Menurut FR.MAPA.02 dan FR.AK.07: Hasil Observasi Langsung."
    )
    assert [one.message for one in refusal.value.problems] == [f"{said} Samakan pilihannya."]
    with tenant(kisah.rumah.lsp.pk):
        assert content_of(fresh(kisah).ak01)["fields"]["bukti"] == ["observasi", "lisan"]


def test_fx3_every_instrument_has_its_box_and_column(kisah: Kisah) -> None:
    """Forms 2: the fixed map; FR.IA.04A gives the task and FR.IA.04B its judgement, so only the latter has a column."""
    assert set(BOX_OF) == set(INSTRUMEN)
    assert set(INSTRUMEN) - set(COLUMN_OF) == {"FR.IA.04A"}
    assert evidence_of(["FR.IA.01", "FR.IA.02", "FR.IA.07"]) == ["observasi", "lisan"]


def test_pl10_plan_that_names_what_cannot_be_filled_here_is_not_chosen(kisah: Kisah) -> None:
    review(kisah)
    other = rencana.in_force(kisah.rumah, at=kisah.at(9), potensi="4", tools=("CL", "DPL", "DPT"))

    said = refused(kisah, act.choose_rencana, [fresh(kisah)], other)

    assert said == (
        "Instrumen ini belum dapat diisi di sini: FR.IA.05, FR.IA.06, FR.IA.07. Pilih rencana tanpa instrumen itu."
    )


def test_pl10_plan_that_is_not_validated_or_is_retired_is_not_chosen(kisah: Kisah) -> None:
    review(kisah)
    half = rencana.validated(kisah.rumah, at=kisah.at(9), potensi="4")
    standing = rencana.standing(kisah.rumah)
    does(kisah, retire_rencana, standing, reason="Usang.", key="manajer")

    for plan in (half, rencana.fresh(kisah.rumah, standing)):
        assert "belum tervalidasi atau sudah ditarik" in refused(kisah, act.choose_rencana, [fresh(kisah)], plan)


def test_pl10_plan_retired_before_the_consent_is_chosen_anew(kisah: Kisah) -> None:
    prepared(kisah)
    does(kisah, retire_rencana, rencana.standing(kisah.rumah), reason="Usang.", key="manajer")
    posted = {"bukti": ["observasi"], "setuju/kerahasiaan": ["ya"]}
    said = refused(kisah, act.save_ak01, fresh(kisah), posted, partial=False)

    new = rencana.in_force(kisah.rumah, at=kisah.at(10))
    choose(kisah, new)
    does(kisah, act.skip_ak07, fresh(kisah))

    assert "pilih rencana yang berlaku" in said
    assert fresh(kisah).rencana == new
    does(kisah, act.save_ak01, fresh(kisah), posted, partial=False)


def test_pl10_plan_retired_after_the_consent_stays_with_it_and_is_told(kisah: Kisah) -> None:
    review(kisah)
    kisah._prepare(kisah.kasus[0], kisah.rumah["asesor"], at=kisah.at(DAY))
    kisah._consent(kisah.kasus[0], kisah.rumah["asesor"], at=kisah.at(DAY))
    does(kisah, retire_rencana, rencana.standing(kisah.rumah), reason="Usang.", key="manajer")

    does(kisah, act.start_asesmen, fresh(kisah), day=12)

    with tenant(kisah.rumah.lsp.pk):
        assert "sudah ditarik sesudah dipilih" in warnings_of(fresh(kisah))[0]
    assert fresh(kisah).ia01 is not None


def test_one_act_chooses_the_plan_for_several_or_for_none(kisah: Kisah) -> None:
    review(kisah)
    plan = rencana.standing(kisah.rumah)
    refused(kisah, act.choose_rencana, [fresh(kisah), fresh(kisah, 1)], plan)
    assert fresh(kisah).rencana is None

    review(kisah, 1)
    does(kisah, act.choose_rencana, [fresh(kisah), fresh(kisah, 1)], plan)

    assert [fresh(kisah, n).rencana for n in (0, 1)] == [plan, plan]


def test_pl8_fr_ak_07_is_signed_by_asesor_then_asesi_and_the_consent_follows(kisah: Kisah) -> None:
    review(kisah)
    choose(kisah)
    adjust(kisah, until="asesor")
    assert fresh(kisah).ak01 is None
    with pytest.raises(Refused):
        does(kisah, act.save_ak01, fresh(kisah), {"bukti": ["observasi"]})

    kisah.kasus[0].who.signs([fresh(kisah).ak07], act.sign_ak07_asesi, fresh(kisah), at=kisah.at(DAY))

    assert (fresh(kisah).ak01.code, bool(fresh(kisah).ak07.locked_at)) == ("FR.AK.01", True)
    assert states(kisah)["FR.AK.07"] == "ada"


def test_pl8_asesi_before_the_asesor_is_refused(kisah: Kisah) -> None:
    review(kisah)
    choose(kisah)
    does(kisah, act.open_ak07, fresh(kisah))

    with pytest.raises(Refused) as refusal:
        kisah.kasus[0].who.signs([fresh(kisah).ak07], act.sign_ak07_asesi, fresh(kisah), at=kisah.at(DAY))

    assert sentence_of(refusal.value) == "FR.AK.07 menunggu tanda tangan asesor lebih dulu."


def test_pl8_not_needed_is_an_act_and_the_consent_waits_for_it(kisah: Kisah) -> None:
    review(kisah)
    choose(kisah)
    assert (fresh(kisah).ak07_skipped_at, fresh(kisah).ak01) == (None, None)

    does(kisah, act.skip_ak07, fresh(kisah))

    assert fresh(kisah).ak07_skipped_at == kisah.at(DAY)
    assert "FR.AK.07" not in states(kisah)


def test_pl8_adjustment_opened_and_dropped_leaves_a_closed_sheet_and_goes_on(kisah: Kisah) -> None:
    review(kisah)
    choose(kisah)
    adjust(kisah, until="asesor")

    does(kisah, act.skip_ak07, fresh(kisah))

    assert (fresh(kisah).ak07, fresh(kisah).ak01.code) == (None, "FR.AK.01")


@pytest.mark.parametrize(("two_part", "has_b"), [(True, True), (False, False)])
def test_pl8_part_b_stands_where_the_lsp_prints_it(kisah: Kisah, two_part: bool, has_b: bool) -> None:
    kisah.rumah.lsp.ak07_two_part = two_part
    kisah.rumah.lsp.save(update_fields=["ak07_two_part"])
    review(kisah)
    choose(kisah)
    does(kisah, act.open_ak07, fresh(kisah))

    with tenant(kisah.rumah.lsp.pk):
        content = content_of(fresh(kisah).ak07)
    assert (bool(content["rows"]["rencana"]), content["fields"]["potensi"]) == (has_b, "3")


def test_fx3_adjustment_that_needs_what_cannot_be_filled_is_named(kisah: Kisah) -> None:
    review(kisah)
    choose(kisah)
    posted = {"karakteristik/1/diperlukan": ["ya"], "karakteristik/1/sarana": ["verbal", "observasi"]}

    with pytest.raises(Gaps) as refusal:
        adjust(kisah, posted)

    assert "belum dapat diisi di sini: FR.IA.07" in refusal.value.problems[0].message


def consented(kisah: Kisah) -> None:
    prepared(kisah)
    kisah._consent(kisah.kasus[0], kisah.rumah["asesor"], at=kisah.at(DAY))


def test_fx4_session_stays_shut_while_an_adjustment_is_open(kisah: Kisah) -> None:
    consented(kisah)
    does(kisah, act.open_ak07, fresh(kisah))

    assert "FR.AK.07 terbuka" in refused(kisah, act.start_asesmen, fresh(kisah), day=12)


def test_pl8_adjustment_in_the_session_holds_the_record_until_both_have_signed(kisah: Kisah) -> None:
    """Illness, a power cut: FR.AK.07 after FR.AK.01; FR.AK.02 waits for it and says so."""
    consented(kisah)
    does(kisah, act.start_asesmen, fresh(kisah), day=12)
    kisah._fill(kisah.rumah["asesor"], act.save_ia01, kisah.kasus[0], "ia01", lambda content: jawaban.ia01(content, competent=True), at=kisah.at(12))  # fmt: skip
    kisah._put(kisah.rumah["asesor"], act.sign_ia01_asesor, kisah.kasus[0], "ia01", at=kisah.at(12))
    does(kisah, act.open_ak07, fresh(kisah), day=12)
    said = refused(kisah, act.save_ak02, fresh(kisah), jawaban.ak02(competent=True), day=12)

    does(kisah, act.save_ak07, fresh(kisah), jawaban.AK07, day=12, partial=False)
    kisah._put(kisah.rumah["asesor"], act.sign_ak07_asesor, kisah.kasus[0], "ak07", at=kisah.at(12))
    kisah._put(kisah.kasus[0].who, act.sign_ak07_asesi, kisah.kasus[0], "ak07", at=kisah.at(12))

    assert said == "FR.AK.07 terbuka dan belum ditandatangani kedua pihak."
    does(kisah, act.save_ak02, fresh(kisah), jawaban.ak02(competent=True), day=12)


def test_fx13_second_adjustment_is_a_new_sheet_that_names_the_first(kisah: Kisah) -> None:
    review(kisah)
    choose(kisah)
    adjust(kisah)
    first = fresh(kisah).ak07

    does(kisah, act.open_ak07, fresh(kisah))

    assert (fresh(kisah).ak07.corrects_id, fresh(kisah).ak07.locked_at) == (first.pk, None)


def test_fx13_adjustment_that_was_dropped_keeps_no_later_one_away(kisah: Kisah) -> None:
    review(kisah)
    choose(kisah)
    adjust(kisah)
    first = fresh(kisah).ak07
    for _time in range(2):
        does(kisah, act.open_ak07, fresh(kisah))
        does(kisah, act.skip_ak07, fresh(kisah))
    kept = fresh(kisah).ak07_id

    adjust(kisah)

    assert (kept, bool(fresh(kisah).ak07.locked_at)) == (first.pk, True)
    assert first.pk in {one.pk for one in chain(kisah)}


def chain(kisah: Kisah) -> Any:
    with tenant(kisah.rumah.lsp.pk):
        return chain_of(fresh(kisah).ak07)


def test_fx13_consent_is_corrected_also_after_its_plan_was_retired(kisah: Kisah) -> None:
    """What was agreed keeps its plan: no other one may be chosen any more, so this one must still do."""
    consented(kisah)
    does(kisah, retire_rencana, rencana.standing(kisah.rumah), key="manajer", reason="Diganti.")
    does(kisah, act.correct_sheet, fresh(kisah), "FR.AK.01", reason="Bukti keliru.")

    kisah._consent(kisah.kasus[0], kisah.rumah["asesor"], at=kisah.at(DAY))

    assert fresh(kisah).status == "disetujui"


def test_fx5_planned_and_empty_blocks_the_record_by_name(kisah: Kisah) -> None:
    consented(kisah)
    does(kisah, act.start_asesmen, fresh(kisah), day=12)

    with tenant(kisah.rumah.lsp.pk):
        verdict: Verdict = may_conclude(kisah.rumah["asesor"].actor(kisah.at(12)), fresh(kisah))
    assert str(verdict.reason) == "FR.IA.01 belum ditutup; tandatangani dulu."


def test_assessment_agreed_before_plans_existed_goes_on_as_before(kisah: Kisah) -> None:
    """An upgrade under way: FR.AK.01 is there, the plan is not; nothing of it is asked afterwards."""
    consented(kisah)
    with tenant(kisah.rumah.lsp.pk):
        Asesmen.objects.filter(pk=fresh(kisah).pk).update(rencana=None, ak07_skipped_at=None)
    does(kisah, act.start_asesmen, fresh(kisah), day=12)
    kisah.kasus[0].fate = "kompeten"

    assert fresh(kisah).ia01 is not None
    assert {states(kisah)[code] for code in ("FR.MAPA.01", "FR.MAPA.02")} == {"belum tersedia"}
    assert "disepakati sebelum ada rencana" not in warnings_text(kisah)


def warnings_text(kisah: Kisah) -> str:
    with tenant(kisah.rumah.lsp.pk):
        return " ".join(warnings_of(fresh(kisah)))


def test_fx2_plan_of_another_version_is_not_chosen(kisah: Kisah) -> None:
    review(kisah)
    plan = rencana.standing(kisah.rumah)
    plan.versi_id = plan.versi_id + 1

    assert refused(kisah, act.choose_rencana, [fresh(kisah)], plan) == "Rencana ini untuk versi skema lain."


def test_records_of_the_plan_are_required_and_present(kisah: Kisah) -> None:
    prepared(kisah)

    found = states(kisah)
    assert (found["FR.MAPA.01"], found["FR.MAPA.02"]) == ("ada", "ada")
