"""A correction is a new sheet naming the old; what follows is corrected too; never under a decision (FX13)."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from sahih.documents.models import Lembar
from sahih.documents.sheets import chain_of, content_of, part_content
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.models import Asesmen, HasilUnit
from sahih.process.asesmen.queries import laporan_of
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.keputusan.actions import compose_rapat
from sahih.process.tests.jalan import sentence_of

UNTIL = "report"
ASESI = 2
WHY = "KUK 1.1 tertukar dengan asesi lain."


def fresh(kisah: Kisah, number: int = 0) -> Asesmen:
    return kisah._asesmen(kisah.kasus[number])


def correct(kisah: Kisah, code: str = "FR.IA.01", *, key: str = "asesor", reason: str = WHY) -> Asesmen:
    return kisah.rumah[key].does(act.correct_sheet, fresh(kisah), code, reason=reason, at=kisah.at(16))


def refusal_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        attempt()
    return sentence_of(refused.value)


def observe_again(kisah: Kisah, *, competent: bool, at: dt.datetime) -> None:
    """The new FR.IA.01 and FR.AK.02, filled otherwise and signed by both."""
    kasus, asesor = kisah.kasus[0], kisah.rumah["asesor"]
    kisah._fill(asesor, act.save_ia01, kasus, "ia01", lambda said: jawaban.ia01(said, competent=competent), at=at)
    kisah._put(asesor, act.sign_ia01_asesor, kasus, "ia01", at=at)
    kisah._put(kasus.who, act.sign_ia01_asesi, kasus, "ia01", at=at)
    kisah._fill(asesor, act.save_ak02, kasus, "ak02", lambda _said: jawaban.ak02(competent=competent), at=at)
    kisah._put(asesor, act.sign_ak02_asesor, kasus, "ak02", at=at)
    kisah._put(kasus.who, act.sign_ak02_asesi, kasus, "ak02", at=at)


def results(kisah: Kisah, *, live: bool) -> set[str]:
    rows = HasilUnit.objects.filter(asesmen=fresh(kisah), superseded_at__isnull=live)
    return set(rows.values_list("result", flat=True))


def sign_report(kisah: Kisah) -> Any:  # reason: what the story's action returns
    asesor, at = kisah.rumah["asesor"], kisah.at(17)
    laporan = asesor.does(act.open_laporan, kisah._jadwal(kisah.jadwal[0]), at=at)
    asesor.does(act.present_laporan, laporan, at=at)
    with tenant(kisah.rumah.lsp.pk):
        shown = laporan_of(kisah._jadwal(kisah.jadwal[0]))
    assert shown is not None
    return asesor.signs([shown.lembar], act.sign_laporan, shown, at=at)


def test_fx13_correction_begins_with_the_old_answers_and_touches_nothing_of_the_old(kisah: Kisah) -> None:
    before = fresh(kisah).ia01
    assert before is not None

    correct(kisah)
    after = fresh(kisah).ia01

    assert after is not None
    with tenant(kisah.rumah.lsp.pk):
        old = Lembar.objects.get(pk=before.pk)
        answers = [content_of(one)["rows"] for one in (old, after)]
        assert (after.corrects_id, after.correction_reason, after.signatures.count()) == (old.pk, WHY, 0)
        assert answers[0] == answers[1]
        assert (old.sha256, old.locked_at, old.signatures.count()) == (before.sha256, before.locked_at, 2)


def test_fx13_locked_stays_locked_under_raw_sql_when_it_is_corrected(kisah: Kisah) -> None:
    old = fresh(kisah).ia01
    assert old is not None
    correct(kisah)

    for table, column in (("documents_lembar", "id"), ("documents_lembarpart", "lembar_id")):
        with (
            tenant(kisah.rumah.lsp.pk),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE {table} SET sha256 = 'x' WHERE {column} = %s AND locked_at IS NOT NULL", [old.pk])


def test_fx13_new_instrument_makes_a_new_record_and_the_result_follows_it(kisah: Kisah) -> None:
    """From kompeten to belum kompeten: results, recommendation, report; the old rows stay, superseded."""
    correct(kisah)
    between = fresh(kisah)
    jadwal_open = kisah._jadwal(kisah.jadwal[0]).status

    observe_again(kisah, competent=False, at=kisah.at(16, 11))
    laporan = sign_report(kisah)

    after = fresh(kisah)
    with tenant(kisah.rumah.lsp.pk):
        assert after.ak02 is not None
        row = part_content(laporan.lembar.parts.get(ordinal=1))["rows"]["asesi"]
        told = {one["key"]: one["answers"] for one in row}[after.ref]
        assert [one.code for one in chain_of(after.ak02)] == ["FR.AK.02", "FR.AK.02"]
        assert [one.code for one in chain_of(laporan.lembar)] == ["FR.AK.05", "FR.AK.05"]
        assert (results(kisah, live=True), results(kisah, live=False)) == ({"K", "BK"}, {"K"})
    assert (between.status, between.recommendation, jadwal_open) == ("berlangsung", "", "ditugaskan")
    assert (after.status, after.recommendation, told["rekomendasi"]) == ("direkomendasikan", "BK", "bk")
    assert f"FR.IA.01 dikoreksi: {WHY}" in str(told["keterangan"])
    assert kisah._jadwal(kisah.jadwal[0]).status == "selesai"


def test_fx13_nobody_signs_the_replaced_sheet_and_the_new_one_only_in_order(kisah: Kisah) -> None:
    correct(kisah, "FR.AK.02")
    row = fresh(kisah)
    assert row.ak02 is not None

    with tenant(kisah.rumah.lsp.pk):
        old = row.ak02.corrects
    assert old is not None
    sheets = [row.ak02]
    said = refusal_of(lambda: kisah.kasus[0].who.signs(sheets, act.sign_ak02_asesi, row, at=kisah.at(16)))
    assert said == "Lembar ini tidak sedang menunggu Anda, atau sudah dikunci oleh tanda tangan."


@pytest.mark.parametrize("key", ["asesor2", "admin", "ketua", "asesi01", "komite1"])
def test_fx13_only_who_signed_first_corrects(kisah: Kisah, key: str) -> None:
    assert refusal_of(lambda: correct(kisah, key=key))


def test_fx13_correction_wants_a_reason_and_a_signed_sheet_and_happens_once(kisah: Kisah) -> None:
    without = refusal_of(lambda: correct(kisah, reason="  "))
    correct(kisah)
    unsigned = refusal_of(lambda: correct(kisah))
    consent = refusal_of(lambda: correct(kisah, "FR.AK.01"))

    assert without == "Tuliskan apa yang keliru dan mengapa dikoreksi."
    assert unsigned == "FR.IA.01 belum Anda tandatangani; ubah saja isinya."
    assert "Bukti sudah dikumpulkan" in consent


def test_fx13_nothing_is_corrected_once_a_committee_is_composed(kisah: Kisah) -> None:
    """The sentence says what is possible instead."""
    seats = [(kisah.rumah[f"komite{n}"].user.person, "") for n in (1, 2, 3)]
    jadwal = kisah._jadwal(kisah.jadwal[0])
    how: dict[str, Any] = {"meets_at": kisah.at(20, 13), "place": "Daring", "at": kisah.at(16)}
    kisah.rumah["admin"].does(compose_rapat, jadwal, seats, **how)

    said = refusal_of(lambda: correct(kisah))
    with tenant(kisah.rumah.lsp.pk):
        laporan = laporan_of(jadwal)
    report = refusal_of(lambda: kisah.rumah["asesor"].does(act.correct_laporan, laporan, reason=WHY, at=kisah.at(16)))

    assert ("Komite teknis sudah disusun" in said, "banding (FR.AK.04)" in said, report) == (True, True, said)


def test_fx13_report_is_corrected_by_itself_and_closes_the_schedule_again(kisah: Kisah) -> None:
    asesor = kisah.rumah["asesor"]
    with tenant(kisah.rumah.lsp.pk):
        laporan = laporan_of(kisah._jadwal(kisah.jadwal[0]))
    assert laporan is not None

    asesor.does(act.correct_laporan, laporan, reason="Saran tertukar.", at=kisah.at(16))
    opened = kisah._jadwal(kisah.jadwal[0]).status
    sign_report(kisah)

    assert (opened, kisah._jadwal(kisah.jadwal[0]).status) == ("ditugaskan", "selesai")


def test_fx13_who_was_assessed_is_not_withdrawn_while_a_correction_is_open(kisah: Kisah) -> None:
    """Begun and never signed, it would take a recommendation away; and no committee, and no other date, would be left."""
    correct(kisah)

    said = refusal_of(
        lambda: kisah.rumah["asesor"].does(act.withdraw_asesmen, fresh(kisah), reason="Sakit.", at=kisah.at(16))
    )

    assert said.startswith("Asesi ini sudah dinilai; selesaikan atau batalkan koreksinya.")
    assert fresh(kisah).status == "berlangsung"
