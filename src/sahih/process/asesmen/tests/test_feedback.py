"""FR.AK.03 is the asesi's alone; who stays silent is reminded, and then it is told (SOP 3.3.37)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoDbBlocker

from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.policies import lacks_review
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.tinjauan import judge
from sahih.process.keputusan.policies import record_gaps
from sahih.process.keputusan.queries import record_states
from sahih.process.tests.jalan import borrowed, sentence_of
from tests.scenes import Scene, Scenes


@pytest.fixture(scope="module")
def stage(scenes: Scenes, django_db_blocker: DjangoDbBlocker) -> Iterator[Kisah]:
    with django_db_blocker.unblock(), scenes.enter(Scene("agree")) as kisah:
        yield kisah


@pytest.fixture
def kisah(stage: Kisah, db: None) -> Iterator[Kisah]:
    with borrowed(stage) as found:
        yield found


def observed(kisah: Kisah, n: int = 0) -> Any:
    """One asesi whose FR.IA.01 both have signed."""
    kasus, asesor, at = kisah.kasus[n], kisah.rumah["asesor"], kisah.at(12)
    asesor.does(act.start_asesmen, kisah._asesmen(kasus), at=at)
    kisah._fill(asesor, act.save_ia01, kasus, "ia01", lambda said: jawaban.ia01(said, competent=True), at=at)
    kisah._put(asesor, act.sign_ia01_asesor, kasus, "ia01", at=at)
    kisah._put(kasus.who, act.sign_ia01_asesi, kasus, "ia01", at=at)
    judge(kisah, kasus, asesor, at=at)
    kisah._fill(asesor, act.save_ak02, kasus, "ak02", lambda _said: jawaban.ak02(competent=True), at=at)
    return kasus


def reviewed(kisah: Kisah) -> Any:
    asesor, jadwal = kisah.rumah["asesor"], kisah._jadwal(kisah.jadwal[0])
    begun = asesor.does(act.open_tinjauan, jadwal, at=kisah.at(12))
    asesor.does(act.save_tinjauan, begun, jawaban.AK06, at=kisah.at(12), partial=False)
    asesor.signs([begun.lembar], act.sign_tinjauan, begun, at=kisah.at(12))
    return begun


def recommended(kisah: Kisah, n: int = 0) -> Any:
    kasus = observed(kisah, n)
    if n == 0:
        reviewed(kisah)
    kisah._put(kisah.rumah["asesor"], act.sign_ak02_asesor, kasus, "ak02", at=kisah.at(12))
    kisah._put(kasus.who, act.sign_ak02_asesi, kasus, "ak02", at=kisah.at(12))
    return kasus


def refused(run: Any) -> str:
    with pytest.raises(Refused) as refusal:
        run()
    return sentence_of(refusal.value)


def state_of(kisah: Kisah, code: str, n: int = 0) -> str:
    with tenant(kisah.rumah.lsp.pk):
        return next(one.state for one in record_states(kisah._asesmen(kisah.kasus[n])) if one.code == code)


# --- FR.AK.06 before the first recommendation ---------------------------------------------------------


def test_fx9_recommendation_waits_for_the_review_of_the_process(kisah: Kisah) -> None:
    kasus = observed(kisah)

    said = refused(lambda: kisah._put(kisah.rumah["asesor"], act.sign_ak02_asesor, kasus, "ak02", at=kisah.at(12)))

    assert said == "Tinjau dulu prosesnya: FR.AK.06 jadwal ini belum Anda tandatangani (SOP 3.3.32)."
    reviewed(kisah)
    kisah._put(kisah.rumah["asesor"], act.sign_ak02_asesor, kasus, "ak02", at=kisah.at(12))
    assert kisah._asesmen(kasus).recommendation == "K"


def test_fx9_group_that_recommended_under_an_earlier_release_goes_on(kisah: Kisah) -> None:
    first, second = observed(kisah), observed(kisah, 1)
    with tenant(kisah.rumah.lsp.pk):
        Asesmen.objects.filter(pk=kisah._asesmen(first).pk).update(recommendation="K")

    kisah._put(kisah.rumah["asesor"], act.sign_ak02_asesor, second, "ak02", at=kisah.at(12))

    assert kisah._asesmen(second).recommendation == "K"


def test_fx9_late_review_of_a_finished_schedule_is_still_taken(kisah: Kisah) -> None:
    """Nobody from before the upgrade is trapped: FR.AK.06 can be made up for."""
    recommended(kisah)
    with tenant(kisah.rumah.lsp.pk):
        jadwal = kisah._jadwal(kisah.jadwal[0])
        jadwal.tinjauan.delete()
        type(jadwal).objects.filter(pk=jadwal.pk).update(status="selesai")
        assert not lacks_review(kisah._jadwal(jadwal))

    reviewed(kisah)

    assert state_of(kisah, "FR.AK.06") == "ada"


def test_fx9_review_opens_when_an_instrument_was_used(kisah: Kisah) -> None:
    said = refused(lambda: reviewed(kisah))

    assert "setelah satu instrumen ditutup" in said


@pytest.mark.parametrize("key", ["asesor2", "admin", "ketua", "asesi01"])
def test_fx9_only_the_asesor_of_the_schedule_writes_the_first_review(kisah: Kisah, key: str) -> None:
    observed(kisah)
    jadwal = kisah._jadwal(kisah.jadwal[0])

    said = refused(lambda: kisah.rumah[key].does(act.open_tinjauan, jadwal, at=kisah.at(12)))

    assert said == "Hanya asesor yang ditugaskan pada jadwal ini."


def test_e5_open_principle_asks_for_a_recommendation_before_the_signature(kisah: Kisah) -> None:
    observed(kisah)
    asesor = kisah.rumah["asesor"]
    begun = asesor.does(act.open_tinjauan, kisah._jadwal(kisah.jadwal[0]), at=kisah.at(12))
    said = jawaban.AK06 | {"prosedur/rencana/prinsip": ["validitas"], "rekomendasi_prinsip": [""]}
    asesor.does(act.save_tinjauan, begun, said, at=kisah.at(12), partial=True)

    assert "1 isian" in refused(lambda: asesor.signs([begun.lembar], act.sign_tinjauan, begun, at=kisah.at(12)))


# --- FR.AK.03 ---------------------------------------------------------------------------------------------


def test_feedback_opens_with_the_signed_record_and_waits_for_the_asesi(kisah: Kisah) -> None:
    kasus = recommended(kisah)

    sheet = kisah._sheet(kisah._asesmen(kasus), "ak03")
    assert (sheet.code, sheet.locked_at) == ("FR.AK.03", None)
    assert state_of(kisah, "FR.AK.03") == "belum ada"


def test_feedback_opens_too_when_the_asesi_refuses_the_record(kisah: Kisah) -> None:
    kasus = observed(kisah)
    reviewed(kisah)
    kisah._put(kisah.rumah["asesor"], act.sign_ak02_asesor, kasus, "ak02", at=kisah.at(12))

    kisah.rumah["asesor"].does(act.refuse_signature, kisah._asesmen(kasus), note="Waktu kurang.", at=kisah.at(12))

    assert kisah._sheet(kisah._asesmen(kasus), "ak03").code == "FR.AK.03"


def test_feedback_before_the_record_is_signed_is_refused(kisah: Kisah) -> None:
    kasus = observed(kisah)

    said = refused(lambda: kasus.who.does(act.open_ak03, kisah._asesmen(kasus), at=kisah.at(12)))

    assert said == "FR.AK.03 terbuka setelah FR.AK.02 Anda tandatangani."


@pytest.mark.parametrize("key", ["asesor", "admin", "ketua", "asesi02"])
def test_feedback_is_written_by_nobody_but_the_asesi(kisah: Kisah, key: str) -> None:
    kasus = recommended(kisah)

    said = refused(
        lambda: kisah.rumah[key].does(act.save_ak03, kisah._asesmen(kasus), jawaban.ak03(1), at=kisah.at(13))
    )

    assert said == "Bagian ini hanya ditandatangani oleh asesi sendiri."


def test_feedback_signed_by_the_asesi_is_a_record_of_the_case(kisah: Kisah) -> None:
    kasus = recommended(kisah)
    kasus.who.does(act.save_ak03, kisah._asesmen(kasus), jawaban.ak03(3), at=kisah.at(13), partial=False)

    kisah._put(kasus.who, act.sign_ak03, kasus, "ak03", at=kisah.at(13))

    assert state_of(kisah, "FR.AK.03") == "ada"
    said = refused(lambda: kasus.who.does(act.save_ak03, kisah._asesmen(kasus), jawaban.ak03(1), at=kisah.at(13)))
    assert said == "Umpan balik Anda sudah ditandatangani."


def test_assessment_from_before_the_sheet_existed_opens_it_when_the_asesi_comes(kisah: Kisah) -> None:
    kasus = recommended(kisah)
    with tenant(kisah.rumah.lsp.pk):
        Asesmen.objects.update(ak03=None)

    for _twice in (1, 2):
        kasus.who.does(act.open_ak03, kisah._asesmen(kasus), at=kisah.at(13))

    kasus.who.does(act.save_ak03, kisah._asesmen(kasus), jawaban.ak03(1), at=kisah.at(13), partial=False)


def gaps_of(kisah: Kisah) -> list[str]:
    with tenant(kisah.rumah.lsp.pk):
        return [gap for gap in record_gaps(kisah._asesmen(kisah.kasus[0])) if "FR.AK.03" in gap]


def test_d5_silent_asesi_holds_the_decision_until_reminded_and_recorded(kisah: Kisah) -> None:
    """Nobody is made to speak, and nobody's silence holds the decision for ever."""
    kasus, admin = recommended(kisah), kisah.rumah["admin"]
    assert len(gaps_of(kisah)) == 1

    def waive(day: int, reason: str = "Tidak menanggapi.") -> Any:
        return admin.does(act.waive_ak03, kisah._asesmen(kasus), reason=reason, at=kisah.at(day))

    assert refused(lambda: waive(13)) == "Ingatkan asesi lebih dulu."
    admin.does(act.remind_ak03, kisah._asesmen(kasus), at=kisah.at(13))
    assert refused(lambda: waive(14)) == "Beri asesi waktu 2 hari sejak diingatkan."
    assert refused(lambda: waive(15, " ")) == "Tuliskan mengapa umpan balik tidak diberikan."
    waive(15)

    assert gaps_of(kisah) == []
    assert state_of(kisah, "FR.AK.03") == "tidak diberikan"


def test_asesi_may_still_speak_after_it_was_recorded_that_they_did_not(kisah: Kisah) -> None:
    kasus, admin = recommended(kisah), kisah.rumah["admin"]
    admin.does(act.remind_ak03, kisah._asesmen(kasus), at=kisah.at(13))
    admin.does(act.waive_ak03, kisah._asesmen(kasus), reason="Tidak menanggapi.", at=kisah.at(15))

    kasus.who.does(act.save_ak03, kisah._asesmen(kasus), jawaban.ak03(1), at=kisah.at(16), partial=False)
    kisah._put(kasus.who, act.sign_ak03, kasus, "ak03", at=kisah.at(16))

    assert state_of(kisah, "FR.AK.03") == "ada"


def test_waiver_without_a_reminder_is_refused_by_the_database(kisah: Kisah) -> None:
    kasus = recommended(kisah)

    with tenant(kisah.rumah.lsp.pk), pytest.raises(IntegrityError), transaction.atomic():
        Asesmen.objects.filter(pk=kisah._asesmen(kasus).pk).update(
            ak03_waived_at=dt.datetime.now(dt.UTC), ak03_waiver="x"
        )
