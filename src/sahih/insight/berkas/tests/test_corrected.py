"""The file of a case with a correction and a refusal: both sheets in it, and nothing of either told otherwise (FX13)."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from sahih.documents.verification.arsip import unpack
from sahih.documents.verification.berkas import BerkasLembar, Indeks, verify_berkas
from sahih.documents.verification.command import main as verify
from sahih.insight.berkas.command import main as take
from sahih.insight.berkas.tests.test_berkas import Stand, index_of, refusal, resealed
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import actions as act
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah

UNTIL = "report"
ASESI = 2
CHANGES = 500
WORDS, WHY = "Hasilnya tidak saya setujui.", "KUK 1.1 tertukar."


def correct(kisah: Kisah) -> None:
    """A new FR.IA.01 and FR.AK.02; the asesi signs the one and refuses the other."""
    kasus, asesor, at = kisah.kasus[0], kisah.rumah["asesor"], kisah.at(16)
    asesor.does(act.correct_sheet, kisah._asesmen(kasus), "FR.IA.01", reason=WHY, at=at)
    kisah._fill(asesor, act.save_ia01, kasus, "ia01", lambda said: jawaban.ia01(said, competent=False), at=at)
    kisah._put(asesor, act.sign_ia01_asesor, kasus, "ia01", at=at)
    kisah._put(kasus.who, act.sign_ia01_asesi, kasus, "ia01", at=at)
    kisah._fill(asesor, act.save_ak02, kasus, "ak02", lambda _said: jawaban.ak02(competent=False), at=at)
    kisah._put(asesor, act.sign_ak02_asesor, kasus, "ak02", at=at)
    kasus.who.does(act.refuse_signature, kisah._asesmen(kasus), note=WORDS, at=at)


@pytest.fixture(scope="module")
def stand(walked_once: Kisah, django_db_blocker: DjangoDbBlocker) -> Iterator[Stand]:
    with django_db_blocker.unblock():
        correct(walked_once)
        yield Stand(walked_once)


def sheet_of(index: Indeks, code: str) -> BerkasLembar:
    """The newest of its form."""
    return [one for one in index.lembar if one.code == code][-1]


def told(stand: Stand, sheet: BerkasLembar, changed: BerkasLembar) -> bytes:
    """The file with one sheet told differently, sealed anew as only the LSP itself could."""
    members = unpack(stand.first)
    index = index_of(members)
    sheets = tuple(changed if one.ref == sheet.ref else one for one in index.lembar)
    return resealed(stand, members, replace(index, lembar=sheets))


def test_fx13_file_holds_both_sheets_the_reason_and_the_refusal(stand: Stand) -> None:
    index, report = index_of(unpack(stand.first)), verify_berkas(stand.first, stand.trust)
    new, record = sheet_of(index, "FR.IA.01"), sheet_of(index, "FR.AK.02")
    old = next(one for one in index.lembar if one.ref == new.replaces)

    assert (report.ok, report.reason) == (True, report.checks[-1].sentence)
    assert (old.code, old.state, len(old.signatures), new.reason) == ("FR.IA.01", "terkunci", 2, WHY)
    assert [(said.role, said.words, said.name, said.recorder) for said in record.refusals] == [
        ("asesi", WORDS, index.asesi, index.asesi)
    ]
    assert WORDS in unpack(stand.first)["BACA-SAYA.html"].decode()


@pytest.mark.parametrize(
    "changed",
    [{"words": "Saya setuju."}, {"name": "Orang Lain"}, {"recorder": "Asesor"}, {"level": 3}, {"role": "asesor"},
     {"refused_at": "2026-10-01T00:00:00.000000+00:00"}],
)  # fmt: skip
def test_even_the_lsp_cannot_tell_a_refusal_otherwise(stand: Stand, changed: dict[str, str]) -> None:
    sheet = sheet_of(index_of(unpack(stand.first)), "FR.AK.02")
    said = replace(sheet.refusals[0], **changed)  # type: ignore[arg-type]  # reason: fields by name

    archive = told(stand, sheet, replace(sheet, refusals=(said,)))

    assert refusal(archive, stand.trust) == f"{said.part}: Catatan yang terlampir bukan catatan lembar ini."


def test_sheet_that_claims_to_replace_another_form_is_refused_by_its_name(stand: Stand) -> None:
    index = index_of(unpack(stand.first))
    sheet, foreign = sheet_of(index, "FR.IA.01"), sheet_of(index, "FR.APL.02")

    archive = told(stand, sheet, replace(sheet, replaces=foreign.ref))

    assert refusal(archive, stand.trust) == f"{sheet.pdf}: lembar ini tidak menggantikan lembar yang disebutnya."


def test_two_sheets_that_replace_the_same_one_are_refused(stand: Stand) -> None:
    index = index_of(unpack(stand.first))
    sheet, record = sheet_of(index, "FR.IA.01"), sheet_of(index, "FR.AK.02")

    archive = told(stand, record, replace(record, replaces=sheet.replaces))

    assert "lembar ini tidak menggantikan lembar yang disebutnya." in refusal(archive, stand.trust)


def test_no_changed_file_passes(stand: Stand) -> None:
    """500 seeded changes over a file with former sheets, refusals and letters."""
    chance = random.Random(20261127)  # noqa: S311 -- seeded, so that a failure can be repeated
    passed = []
    for _change in range(CHANGES):
        place, value = chance.randrange(len(stand.first)), chance.randrange(1, 256)
        changed = bytearray(stand.first)
        changed[place] ^= value
        if verify_berkas(bytes(changed), stand.trust).ok:
            passed.append(place)

    assert passed == []


def test_asesi_without_a_certificate_has_a_file_too(stand: Stand) -> None:
    """Nobody has decided yet: everything that is signed is in it, and it passes."""
    index = index_of(unpack(stand.other))

    with tenant(stand.lsp.pk):
        assert (index.certificate, verify_berkas(stand.other, stand.trust).ok) == ("", True)


def test_command_takes_a_whole_schedule_and_says_whose_keys_it_believes(
    stand: Stand, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, keys = tmp_path / "jadwal", tmp_path / "kunci.json"
    keys.write_text(stand.trust.to_json())

    code = take([stand.kisah.jadwal[0].ref, "--out", str(out)])
    files = sorted(out.iterdir())
    judged = [verify([str(one), "--trust", str(keys)]) for one in files]

    said = capsys.readouterr().out
    assert (code, len(files), judged) == (0, 2, [0, 0])
    assert ("2 dari 2" in said, f"Diperiksa dengan kunci dari {keys} (--trust)." in said) == (True, True)
