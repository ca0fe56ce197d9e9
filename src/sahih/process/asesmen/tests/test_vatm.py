"""E4: a no without remedy keeps the KUK of its elemen from K; a mended no does not; silence keeps FR.AK.02 unsigned."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.db.utils import InternalError

from sahih.documents.fr import FORMS
from sahih.documents.sheets import content_of, problems_of
from sahih.kernel.policy import Refused
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.evidence import Terbukti, evidence_map, evidence_of, unjudged
from sahih.process.asesmen.models import Vatm
from sahih.process.asesmen.vatm import ASPEK, Nilai, blocked, standing
from sahih.process.contoh import jawaban
from sahih.process.contoh.tinjauan import judge as judge_all
from sahih.process.contoh.tinjauan import review_process
from sahih.process.tests.jalan import sentence_of
from sahih.web.tests.panggung import Panggung
from sahih.web.tests.stage import Stage, until

__all__ = ("until",)

ALL_YES = dict.fromkeys(ASPEK, True)
NOT_OWN = ALL_YES | {"asli": False}


def nilai(**more: Any) -> Nilai:  # reason: any of its fields
    facts: dict[str, Any] = {"bukti": "b1", "name": "Sertifikat", "elemen": "M.1-1", **ALL_YES}
    return Nilai(**facts | more)


def test_a_no_without_remedy_blocks_and_says_which_evidence() -> None:
    row = nilai(asli=False, note="nama lain")

    assert blocked([row]) == {"M.1-1": ["Sertifikat: Asli tidak (nama lain)"]}


def test_a_mended_no_and_four_yes_block_nothing() -> None:
    assert blocked([nilai(), nilai(elemen="M.1-2", terkini=False, note="2019", remedy="Observasi ulang")]) == {}


def test_the_newest_answer_stands() -> None:
    rows = [nilai(asli=False, note="x"), nilai(), nilai(elemen="M.1-2", valid=False, note="x")]

    assert standing(rows) == rows[1:]
    assert list(blocked(rows)) == ["M.1-2"]


@pytest.fixture
def stage(until: Stage) -> Panggung:
    """Observed and closed: every KUK achieved."""
    panggung = until("agree")
    at, asesor = panggung.move(12, 9), panggung.kisah.rumah["asesor"]
    asesor.does(act.start_asesmen, panggung.asesmen(), at=at)
    with panggung.inside():
        posted = jawaban.ia01(content_of(panggung.sheet("ia01")), competent=True)
    asesor.does(act.save_ia01, panggung.asesmen(), posted, at=at, partial=False)
    asesor.signs([panggung.sheet("ia01")], act.sign_ia01_asesor, panggung.asesmen(), at=at)
    return panggung


@pytest.fixture
def judge(stage: Panggung) -> Callable[..., object]:
    with stage.inside():
        first = evidence_of(stage.asesmen())[0]

    def over(said: dict[str, bool], *, elemen: tuple[str, ...] = first.elemen[:1], **more: str) -> object:
        at = stage.move(12, 10)
        asesor = stage.kisah.rumah["asesor"]
        return asesor.does(act.judge_evidence, stage.asesmen(), first.key, elemen=elemen, said=said, at=at, **more)

    return over


def conclude(stage: Panggung) -> None:
    posted = {"rekomendasi": ["kompeten"], "komentar": ["Baik."]}
    stage.kisah.rumah["asesor"].does(
        act.save_ak02, stage.asesmen(), posted, at=stage.move(12, 11), partial=False
    )  # fmt: skip


def recommend(stage: Panggung) -> None:
    asesor, at = stage.kisah.rumah["asesor"], stage.move(12, 11)
    conclude(stage)
    review_process(stage.kisah, stage.jadwal(), asesor, at=at)
    asesor.signs([stage.sheet("ak02")], act.sign_ak02_asesor, stage.asesmen(), at=at)


def results(stage: Panggung) -> set[str]:
    with stage.inside():
        return {str(row["answers"]["hasil"]) for row in content_of(stage.sheet("ak02"))["rows"]["unit"]}


def told(stage: Panggung) -> str:
    """What keeps the asesor from signing FR.AK.02."""
    with stage.inside():
        return " ".join(one.message for one in problems_of(stage.sheet("ak02"), FORMS["FR.AK.02"], "asesor"))


def test_a_no_makes_the_unit_bk_until_it_is_mended(stage: Panggung, judge: Callable[..., object]) -> None:
    """E4, FX5: silence makes nothing BK; a no names its evidence on FR.AK.02; a remedy opens the way again."""
    conclude(stage)
    assert (results(stage), told(stage)) == ({"k"}, "")

    judge(NOT_OWN, note="Nama lain.")

    assert results(stage) == {"k", "bk"}
    assert "Bukti yang tidak memenuhi VATM: KTP: Asli tidak (Nama lain.)" in told(stage)
    with stage.inside():
        assert evidence_map(stage.asesmen()).count(Terbukti.TERTAHAN) == 2
        with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
            Vatm.objects.update(asli=True)

    judge(NOT_OWN, note="Nama lain.", remedy="Dibuktikan pada observasi.")

    assert (results(stage), told(stage)) == ({"k"}, "")
    with stage.inside():
        assert [row.recorded_at for row in Vatm.objects.all()] == [stage.move(12, 10)] * 2


def test_what_cannot_be_judged_is_refused_in_a_sentence(stage: Panggung, judge: Callable[..., object]) -> None:
    """A no is explained, an elemen chosen; after the record is signed it is corrected first."""
    with pytest.raises(Refused, match="mengapa"):
        judge(NOT_OWN)
    with pytest.raises(Refused, match="elemen"):
        judge(ALL_YES, elemen=("tidak-ada",))

    judge_all(stage.kisah, stage.kisah.kasus[0], stage.kisah.rumah["asesor"], at=stage.move(12, 11))
    recommend(stage)

    with pytest.raises(Refused, match="sudah Anda tandatangani"):
        judge(ALL_YES)


def test_gate_5_nothing_is_recommended_on_evidence_that_nobody_judged(
    stage: Panggung, judge: Callable[..., object]
) -> None:
    """E4, SOP 3.3.28: every piece for every elemen that it is to prove; the map calls no KUK proved before."""
    judge(ALL_YES)
    with stage.inside():
        left = unjudged(stage.asesmen())
        proved = evidence_map(stage.asesmen()).count(Terbukti.YA)

    with pytest.raises(Refused) as refusal:
        recommend(stage)

    assert (left[-1].name, proved) == ("FR.IA.01", 0)
    assert sentence_of(refusal.value).startswith("Nilai dulu buktinya menurut VATM (SOP 3.3.28): KTP, ")
    page = stage.browser("asesor").get(f"{stage.base}/asesmen/{stage.asesmen().ref}/isi/ak-02/").content.decode()
    assert f"{stage.base}/asesmen/{stage.asesmen().ref}/peta/" in page
    assert "Nilai dulu buktinya" in page
    judge_all(stage.kisah, stage.kisah.kasus[0], stage.kisah.rumah["asesor"], at=stage.move(12, 11))
    with stage.inside():
        lines = evidence_map(stage.asesmen())
    assert (unjudged_names(stage), lines.count(Terbukti.YA)) == ([], len(lines.lines))
    recommend(stage)
    assert stage.asesmen().recommendation == "K"


def unjudged_names(stage: Panggung) -> list[str]:
    with stage.inside():
        return [one.name for one in unjudged(stage.asesmen())]
