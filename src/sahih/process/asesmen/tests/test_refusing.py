"""Not to sign is a state with a note, of every sheet that an asesi is asked to sign (FX13, B6)."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from sahih.documents.models import Penolakan
from sahih.documents.prints import render_lembar
from sahih.documents.refusing import standing_refusals
from sahih.documents.sheets import content_of
from sahih.documents.tests.test_pdf import text_of
from sahih.institution.lsp.queries import kop
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.policies import session_gaps
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.keputusan.queries import record_states
from sahih.process.tests.jalan import judged, sentence_of

UNTIL = "agree"
ASESI = 1
WORDS = "Saya tidak diberi waktu membaca."


def fresh(kisah: Kisah) -> Asesmen:
    return kisah._asesmen(kisah.kasus[0])


def refuse(kisah: Kisah, code: str, *, key: str = "asesi01", words: str = WORDS) -> Penolakan:
    return kisah.rumah[key].does(act.refuse_signature, fresh(kisah), note=words, code=code, at=kisah.at(12, 10))


def refusal_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        attempt()
    return sentence_of(refused.value)


def report_box(kisah: Kisah) -> str:
    asesor, at = kisah.rumah["asesor"], kisah.at(15)
    laporan = asesor.does(act.open_laporan, kisah._jadwal(kisah.jadwal[0]), at=at)
    asesor.does(act.save_laporan, laporan, {"penolakan": [""]}, at=at, partial=False)
    with tenant(kisah.rumah.lsp.pk):
        return str(content_of(laporan.lembar)["fields"].get("penolakan", ""))


def test_b6_asesi_refuses_the_result_on_their_own_and_the_report_tells_it(kisah: Kisah) -> None:
    """Who, when, words, level; and the asesor cannot leave it out of FR.AK.05."""
    judged(kisah, at=kisah.at(12))

    row = refuse(kisah, "FR.AK.02")

    after = fresh(kisah)
    assert (after.status, after.refusal, row.is_own_word, row.level) == ("direkomendasikan", WORDS, True, 2)
    assert report_box(kisah) == f"{kisah.kasus[0].who.name}, FR.AK.02: {WORDS} (dinyatakan sendiri)"


def test_b6_refused_instrument_keeps_nothing_waiting_and_counts_as_closed(kisah: Kisah) -> None:
    judged(kisah, at=kisah.at(12))

    refuse(kisah, "FR.IA.01", key="asesor")
    kisah._put(kisah.kasus[0].who, act.sign_ak02_asesi, kisah.kasus[0], "ak02", at=kisah.at(12, 11))

    after = fresh(kisah)
    with tenant(kisah.rumah.lsp.pk):
        states = {one.code: one.state for one in record_states(after)}
    assert (after.status, states["FR.IA.01"]) == ("direkomendasikan", "ada")
    assert f"dicatat oleh {kisah.rumah['asesor'].name}" in report_box(kisah)


def test_fx13_without_consent_no_session_opens_until_it_is_signed_after_all(kisah: Kisah) -> None:
    """FR.AK.01 refused, told at the gate, taken back by signing; the refusal itself is never deleted."""
    asesor, kasus, at = kisah.rumah["asesor"], kisah.kasus[0], kisah.at(11, 12)
    asesor.does(act.correct_sheet, fresh(kisah), "FR.AK.01", reason="Bukti kurang satu.", at=at)
    posted = {"bukti": ["observasi"], "setuju/kerahasiaan": ["ya"]}
    asesor.does(act.save_ak01, fresh(kisah), posted, at=at, partial=False)
    kisah._put(asesor, act.sign_ak01_asesor, kasus, "ak01", at=at)
    refuse(kisah, "FR.AK.01")

    assert refusal_of(lambda: asesor.does(act.start_asesmen, fresh(kisah), at=kisah.at(12)))
    with tenant(kisah.rumah.lsp.pk):
        shut = " ".join(session_gaps(fresh(kisah), kisah.rumah.lsp, at=kisah.at(12)))
    ticks = {"setuju/banding": ["ya"], "setuju/mengikuti": ["ya"]}
    kasus.who.does(act.accept_ak01, fresh(kisah), ticks, at=kisah.at(12))
    kisah._put(kasus.who, act.sign_ak01_asesi, kasus, "ak01", at=kisah.at(12))
    asesor.does(act.start_asesmen, fresh(kisah), at=kisah.at(12))

    with tenant(kisah.rumah.lsp.pk):
        kept, standing = Penolakan.objects.count(), standing_refusals([fresh(kisah).ak01])
    assert "Asesi menolak menandatangani FR.AK.01" in shut
    assert (fresh(kisah).status, kept, standing) == ("berlangsung", 1, [])


def test_fx13_print_tells_the_refusal_in_the_box(kisah: Kisah) -> None:
    """As part of the sheet's proof: the signed bytes stay."""
    judged(kisah, at=kisah.at(12))
    sheet = fresh(kisah).ak02
    assert sheet is not None
    refuse(kisah, "FR.AK.02")

    with tenant(kisah.rumah.lsp.pk):
        before = sheet.parts.get(ordinal=1).sha256
        signatures = list(sheet.signatures.all())
        text = render_lembar(sheet, signatures, kop=kop(kisah.rumah.lsp), zone="WIB")
        assert sheet.parts.get(ordinal=1).sha256 == before
    assert f"Asesi menolak menandatangani: {WORDS}" in text_of(text.pdf)


@pytest.mark.parametrize("key", ["asesor2", "admin", "ketua", "komite1", "perusahaan"])
def test_b6_nobody_else_refuses_for_the_asesi(kisah: Kisah, key: str) -> None:
    judged(kisah, at=kisah.at(12))

    assert refusal_of(lambda: refuse(kisah, "FR.AK.02", key=key))


def test_fx13_refusal_wants_words_a_sheet_that_waits_and_happens_once(kisah: Kisah) -> None:
    judged(kisah, at=kisah.at(12))
    said = [refusal_of(lambda: refuse(kisah, "FR.IA.01", words=" ")), refusal_of(lambda: refuse(kisah, "FR.AK.01"))]
    refuse(kisah, "FR.IA.01")

    said.append(refusal_of(lambda: refuse(kisah, "FR.IA.01")))

    assert said == [
        "Tuliskan alasannya; alasan itu disebut pada FR.AK.05.",
        "Lembar ini tidak sedang menunggu tanda tangan asesi.",
        "Penolakan atas lembar ini sudah tercatat.",
    ]


def test_refusal_is_append_only_under_raw_sql(kisah: Kisah) -> None:
    judged(kisah, at=kisah.at(12))
    row = refuse(kisah, "FR.IA.01")

    for statement in (
        "UPDATE documents_penolakan SET name = 'x' WHERE id = %s",
        "DELETE FROM documents_penolakan WHERE id = %s",
    ):
        with (
            tenant(kisah.rumah.lsp.pk),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [row.pk])


# --- FR.AK.07 and the rules of the session -------------------------------------------------------------
def half_adjusted(kisah: Kisah) -> None:
    """The adjustment is corrected and signed by the asesor; the asesi has it before them."""
    asesor, kasus, at = kisah.rumah["asesor"], kisah.kasus[0], kisah.at(11, 12)
    asesor.does(act.correct_sheet, fresh(kisah), "FR.AK.07", reason="Waktunya kurang.", at=at)
    kisah._put(asesor, act.sign_ak07_asesor, kasus, "ak07", at=at)


@pytest.mark.parametrize("key", ["asesi01", "asesor"])
def test_b6_refused_adjustment_keeps_the_consent_waiting_and_says_what_to_do(kisah: Kisah, key: str) -> None:
    """By the asesi on their own, or as the asesor heard it."""
    half_adjusted(kisah)

    refuse(kisah, "FR.AK.07", key=key)

    posted = {"bukti": ["observasi"], "setuju/kerahasiaan": ["ya"]}
    said = refusal_of(lambda: kisah.rumah["asesor"].does(act.save_ak01, fresh(kisah), posted, at=kisah.at(12)))
    assert said.startswith("Asesi menolak menandatangani FR.AK.07: sepakati penyesuaian lain")


def test_b6_refused_adjustment_is_taken_back_and_the_report_tells_it_all_the_same(kisah: Kisah) -> None:
    """PL8: without an adjustment the assessment goes on; FR.AK.05 names the form, the words and who said them."""
    asesor, kasus = kisah.rumah["asesor"], kisah.kasus[0]
    asesor.does(act.open_ak07, fresh(kisah), at=kisah.at(11, 11))
    asesor.does(act.save_ak07, fresh(kisah), jawaban.AK07, at=kisah.at(11, 11), partial=False)
    kisah._put(asesor, act.sign_ak07_asesor, kasus, "ak07", at=kisah.at(11, 11))
    refuse(kisah, "FR.AK.07")
    asesor.does(act.skip_ak07, fresh(kisah), at=kisah.at(12))

    judged(kisah, at=kisah.at(12))
    refuse(kisah, "FR.AK.02", words="Tetap tidak setuju.")

    name = kasus.who.name
    told = report_box(kisah).splitlines()
    assert told == [
        f"{name}, FR.AK.07: {WORDS} (dinyatakan sendiri)",
        f"{name}, FR.AK.02: Tetap tidak setuju. (dinyatakan sendiri)",
    ]


def test_b6_adjustment_refused_and_signed_after_all_is_told_no_more(kisah: Kisah) -> None:
    half_adjusted(kisah)
    refuse(kisah, "FR.AK.07")

    kisah._put(kisah.kasus[0].who, act.sign_ak07_asesi, kisah.kasus[0], "ak07", at=kisah.at(11, 13))

    with tenant(kisah.rumah.lsp.pk):
        assert (Penolakan.objects.count(), standing_refusals([fresh(kisah).ak07])) == (1, [])


@pytest.mark.parametrize("key", ["admin", "asesor2", "komite1", "ketua"])
def test_b6_nobody_else_says_that_the_asesi_refused(kisah: Kisah, key: str) -> None:
    half_adjusted(kisah)

    assert refusal_of(lambda: refuse(kisah, "FR.AK.07", key=key))
