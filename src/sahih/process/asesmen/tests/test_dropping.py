"""FR.AK.07 and FR.AK.03 are corrected like the rest, and a correction that nobody signed can be given up (FX13)."""

import datetime as dt
from collections.abc import Callable

import pytest

from sahih.documents.models import Lembar
from sahih.documents.sheets import chain_of, content_of, replaced
from sahih.kernel.audit import AuditEntry
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.models import Asesmen, HasilUnit, Laporan
from sahih.process.asesmen.queries import laporan_of
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.keputusan.actions import compose_rapat
from sahih.process.keputusan.queries import record_states
from sahih.process.tests.jalan import sentence_of

UNTIL = "report"
ASESI = 2
WHY = "Kacamata baca tertulis alat bantu dengar."
DROPPED = "Ternyata sudah benar."


def fresh(kisah: Kisah, number: int = 0) -> Asesmen:
    return kisah._asesmen(kisah.kasus[number])


def correct(kisah: Kisah, code: str, *, key: str = "asesor", number: int = 0, at: dt.datetime | None = None) -> Asesmen:
    row = fresh(kisah, number)
    return kisah.rumah[key].does(act.correct_sheet, row, code, reason=WHY, at=at or kisah.at(16))


def drop(kisah: Kisah, code: str, *, key: str = "asesor", reason: str = DROPPED, number: int = 0) -> Asesmen:
    at = kisah.at(16, 12)
    return kisah.rumah[key].does(act.drop_sheet_correction, fresh(kisah, number), code, reason=reason, at=at)


def refusal_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        attempt()
    return sentence_of(refused.value)


def report(kisah: Kisah) -> Laporan:
    with tenant(kisah.rumah.lsp.pk):
        found = laporan_of(kisah._jadwal(kisah.jadwal[0]))
    assert found is not None
    return found


def picture(kisah: Kisah, number: int = 0) -> dict[str, object]:
    """Everything that a correction moves."""
    row, laporan = fresh(kisah, number), report(kisah)
    with tenant(kisah.rumah.lsp.pk):
        live = HasilUnit.objects.filter(asesmen=row, superseded_at=None)
        sheets = {name: getattr(row, name) for name in ("ak07", "ak01", "ia01", "ak02", "ak03")}
        return {
            "road": (row.status, row.recommendation, row.refusal, row.recommended_at and row.recommended_at.date()),
            "results": sorted(live.values_list("unit_code", "result")),
            "sheets": {name: (one.ref, one.void_reason, one.signatures.count()) for name, one in sheets.items() if one},
            "report": (laporan.lembar.ref, bool(laporan.signed_at)),
            "schedule": kisah._jadwal(kisah.jadwal[0]).status,
        }


# --- FR.AK.07 -----------------------------------------------------------------------------------------
def test_fx13_corrected_adjustment_makes_the_record_anew_and_leaves_the_consent(kisah: Kisah) -> None:
    """PL9: evidence was gathered on FR.AK.01; FR.AK.02 rests on the adjustment and is signed anew."""
    before = fresh(kisah)

    correct(kisah, "FR.AK.07")

    after = fresh(kisah)
    assert after.ak07 is not None
    assert after.ak02 is not None
    with tenant(kisah.rumah.lsp.pk):
        assert [one.pk for one in chain_of(after.ak07)][:1] == [before.ak07_id]
        assert content_of(after.ak07)["fields"] == content_of(after.ak07.corrects)["fields"]  # type: ignore[arg-type]  # reason: a correction has one
        assert after.ak02.correction_reason == f"Mengikuti koreksi FR.AK.07: {WHY}"
    assert (after.status, after.recommendation, after.ak01_id) == ("berlangsung", "", before.ak01_id)


def test_fx13_record_waits_for_the_corrected_adjustment(kisah: Kisah) -> None:
    correct(kisah, "FR.AK.07")

    sheet = fresh(kisah).ak02
    assert sheet is not None
    said = refusal_of(lambda: kisah.rumah["asesor"].signs([sheet], act.sign_ak02_asesor, fresh(kisah), at=kisah.at(16)))

    assert said == "FR.AK.07 terbuka dan belum ditandatangani kedua pihak."


def test_fx13_corrected_adjustment_is_no_adjustment_to_skip(kisah: Kisah) -> None:
    correct(kisah, "FR.AK.07")

    said = refusal_of(lambda: kisah.rumah["asesor"].does(act.skip_ak07, fresh(kisah), at=kisah.at(16)))

    assert said == "FR.AK.07 ini sebuah koreksi; tandatangani, atau batalkan koreksinya."


# --- FR.AK.03 -----------------------------------------------------------------------------------------
def test_fx13_feedback_is_corrected_by_the_asesi_and_moves_nothing_else(kisah: Kisah) -> None:
    before, own = picture(kisah), kisah.kasus[0]

    correct(kisah, "FR.AK.03", key="asesi01")
    with tenant(kisah.rumah.lsp.pk):
        waiting = {one.code: one.state for one in record_states(fresh(kisah))}["FR.AK.03"]
    row = fresh(kisah)
    assert row.ak03 is not None
    own.who.does(act.save_ak03, row, jawaban.ak03(7), at=kisah.at(16), partial=False)
    kisah._put(own.who, act.sign_ak03, own, "ak03", at=kisah.at(16))

    after = picture(kisah)
    assert waiting == "belum ada"
    assert {**after, "sheets": 0} == {**before, "sheets": 0}
    with tenant(kisah.rumah.lsp.pk):
        row = fresh(kisah)
        assert [one.signatures.count() for one in chain_of(row.ak03)] == [1, 1]


@pytest.mark.parametrize("key", ["asesor", "admin", "ketua", "asesi02", "komite1"])
def test_fx13_nobody_else_corrects_what_the_asesi_said(kisah: Kisah, key: str) -> None:
    assert refusal_of(lambda: correct(kisah, "FR.AK.03", key=key))


# --- giving up ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "key"),
    [("FR.AK.07", "asesor"), ("FR.IA.01", "asesor"), ("FR.AK.02", "asesor"), ("FR.AK.03", "asesi01")],
)
def test_fx13_given_up_correction_leaves_everything_as_it_was(kisah: Kisah, code: str, key: str) -> None:
    """Results, recommendation, report and schedule too; the reason stands in the audit."""
    before = picture(kisah)
    correct(kisah, code, key=key)
    begun = picture(kisah)

    drop(kisah, code, key=key)

    assert begun != before
    assert picture(kisah) == before
    with tenant(kisah.rumah.lsp.pk):
        reasons = AuditEntry.objects.filter(kind="lembar.correction_dropped").values_list("reason", flat=True)
        assert set(reasons) == {DROPPED}


def test_fx13_given_up_sheet_stays_readable_and_the_next_correction_begins_with_what_stands(kisah: Kisah) -> None:
    """Not with what was typed into the one that was given up."""
    correct(kisah, "FR.AK.02")
    asesor, said = kisah.rumah["asesor"], jawaban.ak02(competent=True) | {"komentar": ["Salah ketik."]}
    asesor.does(act.save_ak02, fresh(kisah), said, at=kisah.at(16))
    dropped = fresh(kisah).ak02
    drop(kisah, "FR.AK.02")

    correct(kisah, "FR.AK.02", at=kisah.at(17))

    row = fresh(kisah)
    assert row.ak02 is not None
    assert dropped is not None
    with tenant(kisah.rumah.lsp.pk):
        former = replaced(row.ak02)
        assert former is not None
        assert [one.pk for one in chain_of(row.ak02)] == [former.pk, dropped.pk, row.ak02.pk]
        assert Lembar.objects.get(pk=dropped.pk).void_reason == DROPPED
        assert content_of(row.ak02)["fields"] == content_of(former)["fields"]


def test_fx13_refusal_on_the_former_sheet_stands_again(kisah: Kisah) -> None:
    """B6: who would not sign is told again in the report, as before."""
    asesor, own = kisah.rumah["asesor"], kisah.kasus[0]
    correct(kisah, "FR.AK.02")
    kisah._fill(asesor, act.save_ak02, own, "ak02", lambda _said: jawaban.ak02(competent=True), at=kisah.at(16))
    kisah._put(asesor, act.sign_ak02_asesor, own, "ak02", at=kisah.at(16))
    own.who.does(act.refuse_signature, fresh(kisah), note="Waktunya kurang.", at=kisah.at(16, 10))
    before = picture(kisah)
    correct(kisah, "FR.AK.02", at=kisah.at(16, 11))

    drop(kisah, "FR.AK.02")

    assert picture(kisah) == before
    assert fresh(kisah).refusal == "Waktunya kurang."


def test_fx13_half_signed_sheet_waits_again_for_the_asesi(kisah: Kisah) -> None:
    asesor, own = kisah.rumah["asesor"], kisah.kasus[0]
    correct(kisah, "FR.AK.02")
    kisah._fill(asesor, act.save_ak02, own, "ak02", lambda _said: jawaban.ak02(competent=True), at=kisah.at(16))
    kisah._put(asesor, act.sign_ak02_asesor, own, "ak02", at=kisah.at(16))
    correct(kisah, "FR.AK.02", at=kisah.at(16, 11))

    drop(kisah, "FR.AK.02")
    kisah._put(own.who, act.sign_ak02_asesi, own, "ak02", at=kisah.at(16, 13))

    assert (fresh(kisah).status, fresh(kisah).recommendation) == ("direkomendasikan", "K")


def test_fx13_signed_correction_is_not_given_up_and_a_reason_is_wanted(kisah: Kisah) -> None:
    never = refusal_of(lambda: drop(kisah, "FR.IA.01"))
    correct(kisah, "FR.IA.01")
    without = refusal_of(lambda: drop(kisah, "FR.IA.01", reason=" "))
    kisah._put(kisah.rumah["asesor"], act.sign_ia01_asesor, kisah.kasus[0], "ia01", at=kisah.at(16, 11))
    signed = refusal_of(lambda: drop(kisah, "FR.IA.01"))

    assert without == "Tuliskan mengapa koreksinya dibatalkan."
    assert (never, signed) == ("Tidak ada koreksi FR.IA.01 yang belum ditandatangani.",) * 2


def test_fx13_record_does_not_come_back_under_a_newer_instrument(kisah: Kisah) -> None:
    """FR.AK.02 is corrected, then FR.IA.01: the old matrix would rest on what is no longer so."""
    correct(kisah, "FR.AK.02", at=kisah.at(16))
    correct(kisah, "FR.IA.01", at=kisah.at(16, 11))

    said = refusal_of(lambda: drop(kisah, "FR.AK.02"))
    drop(kisah, "FR.IA.01")
    drop(kisah, "FR.AK.02")

    assert said.startswith("FR.IA.01 dikoreksi sesudahnya")
    assert fresh(kisah).status == "direkomendasikan"


@pytest.mark.parametrize("key", ["asesor2", "admin", "ketua", "asesi01", "komite1"])
def test_fx13_only_who_may_correct_gives_it_up(kisah: Kisah, key: str) -> None:
    correct(kisah, "FR.IA.01")

    assert refusal_of(lambda: drop(kisah, "FR.IA.01", key=key))


def test_fx13_report_comes_back_only_while_it_tells_what_is_so(kisah: Kisah) -> None:
    """By itself when nobody wrote in the new one, and never with an asesi whose result is open."""
    asesor, at = kisah.rumah["asesor"], kisah.at(16, 12)
    former = report(kisah)
    asesor.does(act.correct_laporan, report(kisah), reason=WHY, at=kisah.at(16))
    correct(kisah, "FR.IA.01", at=kisah.at(16, 11))
    open_case = refusal_of(lambda: asesor.does(act.drop_laporan_correction, report(kisah), reason=DROPPED, at=at))
    said = jawaban.AK05 | {"aspek": ["Ditulis sesudahnya."]}
    drop(kisah, "FR.IA.01")
    came_back = report(kisah)
    asesor.does(act.correct_laporan, report(kisah), reason=WHY, at=kisah.at(17))
    asesor.does(act.save_laporan, report(kisah), said, at=kisah.at(17))
    asesor.does(act.drop_laporan_correction, report(kisah), reason=DROPPED, at=kisah.at(17, 11))

    assert open_case == "Laporan yang lama tidak lagi sesuai dengan keadaan asesi. Tandatangani laporan yang baru."
    assert (came_back.lembar_id, report(kisah).lembar_id) == (former.lembar_id, former.lembar_id)
    assert kisah._jadwal(kisah.jadwal[0]).status == "selesai"


def test_fx13_committee_is_composed_after_a_correction_was_given_up(kisah: Kisah) -> None:
    seats = [(kisah.rumah[f"komite{n}"].user.person, "") for n in (1, 2, 3)]
    correct(kisah, "FR.IA.01")
    drop(kisah, "FR.IA.01")

    rapat = kisah.rumah["admin"].does(
        compose_rapat, kisah._jadwal(kisah.jadwal[0]), seats, meets_at=kisah.at(20, 13), place="Daring", at=kisah.at(17)
    )

    assert rapat.status == "disusun"


def test_fx13_record_that_follows_a_correction_is_not_given_up_without_it(kisah: Kisah) -> None:
    """What one act began is given up by the sheet that began it."""
    correct(kisah, "FR.IA.01")

    said = refusal_of(lambda: drop(kisah, "FR.AK.02"))

    assert said.startswith("FR.IA.01 dikoreksi sesudahnya")
