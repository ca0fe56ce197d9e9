"""Gate 4, consent, judgement, record, report (PL3, PL9, A5, E7, L9, FX2, FX8, FX13)."""

import datetime as dt
from typing import Any

import pytest

from sahih.documents.sheets import Gaps, content_of
from sahih.institution.accounts.models import IdentityCheck
from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.models import Lsp
from sahih.institution.perizinan.actions import withdraw_permit
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Refused, Unseen
from sahih.kernel.tenancy import tenant
from sahih.materials.skema.models import Kuk
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.models import Asesmen, HasilUnit
from sahih.process.asesmen.queries import get_asesmen
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.tinjauan import judge, review_process
from sahih.process.tests.jalan import sentence_of

UNTIL = "agree"
ASESI = 2


def start(kisah: Kisah, index: Any = 0, *, key: str = "asesor", at: Any = None) -> Any:
    asesmen = kisah._asesmen(kisah.kasus[index])
    return kisah.rumah[key].does(act.start_asesmen, asesmen, at=at or kisah.at(12))


def refused_start(kisah: Kisah, **how: Any) -> Any:
    with pytest.raises(Refused) as refusal:
        start(kisah, **how)
    return sentence_of(refusal.value)


def observe(kisah: Kisah, *, competent: Any = True, index: Any = 0) -> Any:
    kisah.kasus[index].fate = "kompeten" if competent else "belum kompeten"
    kisah._observe(kisah.kasus[index], kisah.rumah["asesor"], at=kisah.at(12))


def fresh(kisah: Kisah, index: Any = 0) -> Any:
    return kisah._asesmen(kisah.kasus[index])


def test_pl9_session_opens_when_both_have_consented(kisah: Kisah) -> None:
    start(kisah)

    assert (fresh(kisah).status, fresh(kisah).ia01 is not None) == ("berlangsung", True)


def test_pl9_no_evidence_before_the_session_is_open(kisah: Kisah) -> None:
    with pytest.raises(Refused) as refusal:
        kisah.rumah["asesor"].does(act.save_ia01, fresh(kisah), {}, at=kisah.at(12))

    assert sentence_of(refusal.value) == "Asesmen belum dibuka atau sudah selesai."


def test_gate_4_on_another_day_is_shut(kisah: Kisah) -> None:
    assert "hari ini bukan harinya" in refused_start(kisah, at=kisah.at(11, 23))
    assert "hari ini bukan harinya" in refused_start(kisah, at=kisah.at(13, 1))


@pytest.mark.parametrize("key", ["asesor2", "admin", "ketua", "asesi01"])
def test_a7_only_the_asesor_with_the_spt_opens_the_session(kisah: Kisah, key: str) -> None:
    assert refused_start(kisah, key=key) == "Hanya asesor yang ditugaskan pada jadwal ini."


def test_a5_certificate_that_ended_before_the_day_shuts_gate_4(kisah: Kisah) -> None:
    Asesor.objects.filter(met=kisah.rumah.asesor["asesor"].met).update(certified_until=local_date(kisah.at(11)))

    assert "Sertifikat asesor" in refused_start(kisah)


def test_l7_licence_that_ended_before_the_day_shuts_gate_4(kisah: Kisah) -> None:
    Lsp.objects.filter(pk=kisah.rumah.lsp.pk).update(licensed_until=local_date(kisah.at(11)))

    assert "Lisensi LSP" in refused_start(kisah)


def test_l9_permit_withdrawn_before_the_day_shuts_gate_4(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        case = kisah.kasus[0].permohonan
        type(case).objects.filter(pk=case.pk).update(under_permit=True)
        for permit in kisah.rumah.permits:
            withdraw_permit(
                permit, on=local_date(kisah.at(12)), reason="Dicabut.", actor=kisah.rumah["ketua"].actor(kisah.at(11))
            )

    assert "Belum ada izin" in refused_start(kisah)


def test_fx2_instrument_has_one_row_per_kuk_of_the_frozen_version(kisah: Kisah) -> None:
    start(kisah)

    with tenant(kisah.rumah.lsp.pk):
        rows = content_of(fresh(kisah).ia01)["rows"]["kuk"]
        assert len(rows) == Kuk.objects.filter(elemen__unit__versi=kisah.rumah.versi).count()


def test_e7_all_kuk_met_and_recommended_is_k_in_columns_too(kisah: Kisah) -> None:
    observe(kisah)

    with tenant(kisah.rumah.lsp.pk):
        results = set(HasilUnit.objects.filter(asesmen=fresh(kisah)).values_list("result", flat=True))
    assert (fresh(kisah).status, fresh(kisah).recommendation, results) == ("direkomendasikan", "K", {"K"})


def test_e7_unmet_kuk_makes_its_unit_bk_and_the_whole_bk(kisah: Kisah) -> None:
    observe(kisah, competent=False)

    with tenant(kisah.rumah.lsp.pk):
        results = list(HasilUnit.objects.filter(asesmen=fresh(kisah)).values_list("result", flat=True))
    assert fresh(kisah).recommendation == "BK"
    assert 0 < results.count("BK") < len(results)


def until_ak02(kisah: Kisah, *, competent: Any) -> Any:
    asesor, at = kisah.rumah["asesor"], kisah.at(12)
    start(kisah)
    kisah._fill(
        asesor, act.save_ia01, kisah.kasus[0], "ia01", lambda seen: jawaban.ia01(seen, competent=competent), at=at
    )
    kisah._put(asesor, act.sign_ia01_asesor, kisah.kasus[0], "ia01", at=at)
    judge(kisah, kisah.kasus[0], asesor, at=at)
    review_process(kisah, kisah._jadwal(kisah.jadwal[0]), asesor, at=at)
    return asesor, at


def test_e7_recommending_k_over_unmet_kuk_is_refused(kisah: Kisah) -> None:
    asesor, at = until_ak02(kisah, competent=False)
    review_process(kisah, fresh(kisah).peserta.jadwal, asesor, at=at)
    asesor.does(act.save_ak02, fresh(kisah), jawaban.ak02(competent=True), at=at, partial=True)

    with pytest.raises(Gaps):
        kisah._put(asesor, act.sign_ak02_asesor, kisah.kasus[0], "ak02", at=at)

    assert fresh(kisah).recommendation == ""


def test_e7_record_before_the_instrument_is_closed_is_refused(kisah: Kisah) -> None:
    start(kisah)

    with pytest.raises(Refused) as refusal:
        kisah.rumah["asesor"].does(act.save_ak02, fresh(kisah), jawaban.ak02(competent=True), at=kisah.at(12))

    assert sentence_of(refusal.value) == "FR.IA.01 belum ditutup; tandatangani dulu."


def test_e7_half_filled_instrument_cannot_be_closed(kisah: Kisah) -> None:
    start(kisah)

    with pytest.raises(Gaps):
        kisah._put(kisah.rumah["asesor"], act.sign_ia01_asesor, kisah.kasus[0], "ia01", at=kisah.at(12))


def test_closed_instrument_can_no_longer_be_changed(kisah: Kisah) -> None:
    asesor, at = until_ak02(kisah, competent=True)

    with pytest.raises(Refused):
        asesor.does(act.save_ia01, fresh(kisah), {"umpan_balik": ["Diubah."]}, at=at, partial=True)


def test_asesor_signing_for_the_asesi_is_refused(kisah: Kisah) -> None:
    asesor, at = until_ak02(kisah, competent=True)

    with pytest.raises(Refused) as refusal:
        kisah._put(asesor, act.sign_ia01_asesi, kisah.kasus[0], "ia01", at=at)

    assert sentence_of(refusal.value) == "Bagian ini hanya ditandatangani oleh asesi sendiri."


def test_asesi_of_another_case_signing_is_refused(kisah: Kisah) -> None:
    _asesor, at = until_ak02(kisah, competent=True)

    with pytest.raises(Refused) as refusal:
        kisah._put(kisah.kasus[1].who, act.sign_ia01_asesi, kisah.kasus[0], "ia01", at=at)

    assert sentence_of(refusal.value) == "Bagian ini hanya ditandatangani oleh asesi sendiri."


def test_fx13_refused_signature_is_a_state_with_its_reason(kisah: Kisah) -> None:
    kisah.kasus[0].fate = "menolak"
    kisah._observe(kisah.kasus[0], kisah.rumah["asesor"], at=kisah.at(12))

    after = fresh(kisah)
    assert (after.status, after.refusal) == ("direkomendasikan", "Asesi merasa waktunya kurang.")
    assert after.ak02.locked_at is None


def test_fx13_refusal_before_the_asesors_own_signature_is_refused(kisah: Kisah) -> None:
    asesor, at = until_ak02(kisah, competent=True)

    with pytest.raises(Refused) as refusal:
        asesor.does(act.refuse_signature, fresh(kisah), note="Menolak.", at=at)

    assert sentence_of(refusal.value) == "Tandatangani dulu rekomendasi Anda pada FR.AK.02."


def test_fx8_report_waits_for_the_end_of_every_assessment(kisah: Kisah) -> None:
    observe(kisah)
    asesor, at = kisah.rumah["asesor"], kisah.at(15)
    laporan = asesor.does(act.open_laporan, kisah._jadwal(kisah.jadwal[0]), at=at)
    asesor.does(act.save_laporan, laporan, jawaban.AK05, at=at, partial=False)

    with pytest.raises(Refused) as refusal:
        asesor.signs([laporan.lembar], act.sign_laporan, laporan, at=at)

    name = kisah.kasus[1].who.name
    assert sentence_of(refusal.value) == f"{name} belum selesai: tandatangani FR.AK.02, atau catat ketidakhadiran."


def test_fx8_report_counts_absence_and_closes_the_schedule(kisah: Kisah) -> None:
    observe(kisah)
    asesor, at = kisah.rumah["asesor"], kisah.at(15)
    asesor.does(act.mark_absent, fresh(kisah, 1), reason="Tidak hadir.", at=kisah.at(12))
    laporan = asesor.does(act.open_laporan, kisah._jadwal(kisah.jadwal[0]), at=at)
    asesor.does(act.save_laporan, laporan, jawaban.AK05, at=at, partial=False)

    asesor.signs([laporan.lembar], act.sign_laporan, laporan, at=at)

    with tenant(kisah.rumah.lsp.pk):
        content = content_of(laporan.lembar)
    assert kisah._jadwal(kisah.jadwal[0]).status == "selesai"
    assert len(content["rows"]["asesi"]) == 2


def test_absence_without_a_word_is_refused(kisah: Kisah) -> None:
    with pytest.raises(Refused) as refusal:
        kisah.rumah["asesor"].does(act.mark_absent, fresh(kisah), reason=" ", at=kisah.at(12))

    assert sentence_of(refusal.value) == "Tuliskan keterangannya."


def test_withdrawal_closes_open_sheets_unsigned(kisah: Kisah) -> None:
    start(kisah)

    kisah.rumah["asesor"].does(act.withdraw_asesmen, fresh(kisah), reason="Sakit.", at=kisah.at(12))

    after = fresh(kisah)
    assert (after.status, after.ia01.void_reason, after.ak01.void_reason) == ("mundur", "Sakit.", "")


def test_assessment_of_another_asesor_does_not_exist(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        with pytest.raises(Unseen):
            get_asesmen(kisah.rumah["asesor2"].actor(kisah.at(12)), fresh(kisah).ref)
        assert get_asesmen(kisah.rumah["asesor"].actor(kisah.at(12)), fresh(kisah).ref) == fresh(kisah)


def test_replaced_asesor_can_no_longer_open_the_session(kisah: Kisah) -> None:
    """The duty is the live one; the old SPT no longer opens anything."""
    with tenant(kisah.rumah.lsp.pk):
        kisah.jadwal[0].penugasan_set.update(is_live=False, answer="diganti")

    assert refused_start(kisah) == "Hanya asesor yang ditugaskan pada jadwal ini."


def test_identity_is_seen_by_people_of_the_lsp_only(kisah: Kisah) -> None:
    from sahih.institution.accounts.actions import see_identity  # noqa: PLC0415 -- stands beside its only use

    asesi = kisah.kasus[0].who
    with pytest.raises(Refused):
        asesi.does(see_identity, asesi.user.person, how="KTP", at=kisah.at(12))
    kisah.rumah["asesor"].does(see_identity, asesi.user.person, how="KTP", at=kisah.at(12))

    with tenant(kisah.rumah.lsp.pk):
        check = IdentityCheck.objects.get()
    assert check.valid_until - check.checked_at == dt.timedelta(hours=12)


def test_asesmen_recommended_without_its_record_is_refused_by_the_database(kisah: Kisah) -> None:
    from django.db import IntegrityError, transaction  # noqa: PLC0415 -- stands beside its only use

    with tenant(kisah.rumah.lsp.pk), pytest.raises(IntegrityError, match="asesmen_"), transaction.atomic():
        Asesmen.objects.filter(pk=fresh(kisah).pk).update(status="direkomendasikan")
