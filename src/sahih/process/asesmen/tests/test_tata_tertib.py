"""SOP 3.3.8: where the LSP has a tata tertib in force, no session opens before the asesi read and accepted it."""

import datetime as dt
from typing import cast

import pytest

from sahih.documents.canonical import digest
from sahih.documents.ketentuan.actions import adopt_naskah, save_naskah
from sahih.documents.letters import day_of
from sahih.documents.models import LembarPart
from sahih.documents.sheets import content_of, current_part, part_content
from sahih.documents.signing import StaleAct
from sahih.documents.surat import LETTERS
from sahih.documents.surat.naskah import Naskah, Paragraph, SuratContent
from sahih.insight.berkas.collect import case_of, sheets_of
from sahih.insight.perjalanan.langkah import giliran_of
from sahih.insight.perjalanan.queries import perjalanan_of
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.policies import session_gaps
from sahih.process.asesmen.queries import refusal_lines
from sahih.process.contoh.kertas import adopt_rules
from sahih.process.contoh.kisah import Kisah

UNTIL = "plan"
ASESI = 1
CODE = "TATA.TERTIB"
SAYS = "Asesi belum membaca dan menyetujui tata tertib; mintalah membukanya pada ponselnya."


def ordered(kisah: Kisah) -> Asesmen:
    """The date is set and the SPT signed: the assessment of the asesi."""
    kisah.schedule()
    return kisah._asesmen(kisah.kasus[0])


def gaps(kisah: Kisah, at: dt.datetime) -> list[str]:
    with tenant(kisah.rumah.lsp.pk):
        return session_gaps(kisah._asesmen(kisah.kasus[0]), kisah.rumah.lsp, at=at)


def read(kisah: Kisah, at: dt.datetime) -> None:
    kisah.kasus[0].who.does(act.present_rules, kisah._asesmen(kisah.kasus[0]), at=at)


def accept(kisah: Kisah, at: dt.datetime, key: str = "") -> None:
    found = kisah._asesmen(kisah.kasus[0])
    assert found.tata_tertib is not None
    who = kisah.rumah[key] if key else kisah.kasus[0].who
    who.signs([found.tata_tertib], act.accept_rules, found, at=at)


def test_lsp_without_one_in_force_asks_for_none(kisah: Kisah) -> None:
    """The text that ships with the product counts for nobody before the LSP adopts it; a draft does not either."""
    ketua = kisah.rumah["ketua"]
    ketua.does(save_naskah, CODE, LETTERS[CODE].naskah, at=kisah.at(6))

    asesmen = ordered(kisah)

    assert asesmen.tata_tertib is None
    assert SAYS not in gaps(kisah, kisah.at(12))
    assert giliran_of_asesi(kisah).act != "tata_tertib"


def giliran_of_asesi(kisah: Kisah):  # noqa: ANN201 -- what the journey says
    with tenant(kisah.rumah.lsp.pk):
        return giliran_of(perjalanan_of(kisah._fresh(kisah.kasus[0])))


def test_gate_4_stays_shut_until_the_asesi_accepted_it(kisah: Kisah) -> None:
    adopt_rules(kisah.rumah.cast, at=kisah.at(6))
    ordered(kisah)

    before = gaps(kisah, kisah.at(12))
    kisah.agree()
    after = gaps(kisah, kisah.at(12))

    assert (SAYS in before, SAYS in after) == (True, False)
    asesor = kisah._asesor_of(kisah.jadwal[0])
    asesor.does(act.start_asesmen, kisah._asesmen(kisah.kasus[0]), at=kisah.at(12))


def test_start_is_refused_in_words_without_it(kisah: Kisah, monkeypatch: pytest.MonkeyPatch) -> None:
    adopt_rules(kisah.rumah.cast, at=kisah.at(6))
    ordered(kisah)
    monkeypatch.setattr("sahih.process.contoh.kisah.accept_rules", lambda *_who, **_how: None)
    kisah.agree()

    with pytest.raises(Refused, match="tata tertib"):
        kisah._asesor_of(kisah.jadwal[0]).does(act.start_asesmen, kisah._asesmen(kisah.kasus[0]), at=kisah.at(12))

    assert giliran_of_asesi(kisah).act == "tata_tertib"


def test_what_was_accepted_is_the_lsps_text_of_that_day(kisah: Kisah) -> None:
    ketua = kisah.rumah["ketua"]
    said = Naskah(1, ("TATA TERTIB",), (Paragraph("{nama_asesi} membawa helm."),))
    ketua.does(save_naskah, CODE, said, at=kisah.at(6))
    ketua.does(adopt_naskah, CODE, at=kisah.at(6))
    asesmen = ordered(kisah)
    ketua.does(save_naskah, CODE, Naskah(1, ("TATA TERTIB",), (Paragraph("Diganti."),)), at=kisah.at(9))
    ketua.does(adopt_naskah, CODE, at=kisah.at(9))

    at = kisah.at(11)
    read(kisah, at)
    accept(kisah, at)

    sheet = kisah._asesmen(kisah.kasus[0]).tata_tertib
    assert sheet is not None
    assert sheet == asesmen.tata_tertib
    with tenant(kisah.rumah.lsp.pk):
        letter = cast("SuratContent", content_of(sheet))  # reason: a letter
        signature = sheet.signatures.get()
        assert letter["naskah"]["blocks"][0]["text"] == "{nama_asesi} membawa helm."
        assert (signature.sha256, signature.role, signature.signed_at) == (sheet.sha256, "asesi", at)
        assert day_of(current_part(sheet)).isoformat() == letter["isi"]["fields"]["tanggal_surat"]
        assert sheet in sheets_of(case_of(kisah._fresh(kisah.kasus[0])))


def test_nobody_accepts_it_for_the_asesi(kisah: Kisah) -> None:
    adopt_rules(kisah.rumah.cast, at=kisah.at(6))
    ordered(kisah)

    for key in ("asesor", "admin", "ketua"):
        with pytest.raises(Refused, match="asesi sendiri"):
            accept(kisah, kisah.at(11), key)


def test_rules_opened_yesterday_are_read_again(kisah: Kisah) -> None:
    adopt_rules(kisah.rumah.cast, at=kisah.at(6))
    ordered(kisah)
    read(kisah, kisah.at(10))

    with pytest.raises(StaleAct):
        accept(kisah, kisah.at(11))


def test_asesi_who_never_came_leaves_it_closed_unsigned(kisah: Kisah) -> None:
    adopt_rules(kisah.rumah.cast, at=kisah.at(6))
    asesmen = ordered(kisah)

    kisah.rumah["admin"].does(act.mark_absent, asesmen, reason="Tidak datang.", at=kisah.at(12))

    sheet = kisah._asesmen(kisah.kasus[0]).tata_tertib
    assert sheet is not None
    assert (sheet.locked_at, sheet.void_reason) == (None, "Tidak datang.")


def test_b6_refused_rules_keep_the_session_shut_until_they_are_accepted_after_all(
    kisah: Kisah, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was refused stays as it was shown, under the refusal; accepting later is a signature of its own."""
    adopt_rules(kisah.rumah.cast, at=kisah.at(6))
    ordered(kisah)
    monkeypatch.setattr("sahih.process.contoh.kisah.accept_rules", lambda *_who, **_how: None)
    kisah.agree()
    read(kisah, kisah.at(11, 12))
    words = "Aturan merekam wajah saya tidak saya setujui."

    row = kisah.kasus[0].who.does(
        act.refuse_signature, kisah._asesmen(kisah.kasus[0]), note=words, code=CODE, at=kisah.at(11, 13)
    )
    shut = " ".join(gaps(kisah, kisah.at(12)))
    told = lines(kisah)
    read(kisah, kisah.at(12, 8))
    accept(kisah, kisah.at(12, 8))

    with tenant(kisah.rumah.lsp.pk):
        kept = digest(part_content(LembarPart.objects.select_related("lembar__key").get(pk=row.part_id)))
    sheet = kisah._asesmen(kisah.kasus[0]).tata_tertib
    assert sheet is not None
    assert "Asesi menolak tata tertib" in shut
    assert told == [f"{kisah.kasus[0].who.name}, Tata Tertib Asesmen: {words} (dinyatakan sendiri)"]
    assert (kept, bool(sheet.locked_at), lines(kisah)) == (row.sha256, True, [])
    assert "tata tertib" not in " ".join(gaps(kisah, kisah.at(12))).lower()


def lines(kisah: Kisah) -> list[str]:
    with tenant(kisah.rumah.lsp.pk):
        return refusal_lines(kisah._jadwal(kisah.jadwal[0]))
