"""The file of a case with a correction, a refusal and a judgement changed: all in it, and none told otherwise (FX13, E4)."""

import io
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pytest_django import DjangoDbBlocker

from sahih.documents.canonical import canonical
from sahih.documents.tests.test_pdf import page_text
from sahih.documents.verification.arsip import unpack
from sahih.documents.verification.berkas import EDITION, BerkasLembar, Indeks, verify_berkas
from sahih.documents.verification.command import main as verify
from sahih.insight.berkas.command import main as take
from sahih.insight.berkas.tests.test_berkas import Stand, index_of, refusal, resealed
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.content import salt_of
from sahih.materials.perangkat.models import Muk
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.evidence import evidence_of
from sahih.process.asesmen.models import Asesmen
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.muk import MARK, full_spec

UNTIL = "report"
ASESI = 2
CHANGES = 500
WORDS, WHY = "Hasilnya tidak saya setujui.", "KUK 1.1 tertukar."
DATED, SHOWN = "Masa berlakunya lewat.", "Perpanjangannya diperlihatkan."


def correct(kisah: Kisah) -> None:
    """A new FR.IA.01 and FR.AK.02; the asesi signs the one and refuses the other. One paper is judged again."""
    kasus, asesor, at = kisah.kasus[0], kisah.rumah["asesor"], kisah.at(16)
    asesor.does(act.correct_sheet, kisah._asesmen(kasus), "FR.IA.01", reason=WHY, at=at)
    kisah._fill(asesor, act.save_ia01, kasus, "ia01", lambda said: jawaban.ia01(said, competent=False), at=at)
    kisah._put(asesor, act.sign_ia01_asesor, kasus, "ia01", at=at)
    kisah._put(kasus.who, act.sign_ia01_asesi, kasus, "ia01", at=at)
    with tenant(kisah.rumah.lsp.pk):
        paper = evidence_of(kisah._asesmen(kasus))[0]
    said = {"valid": True, "asli": True, "terkini": False, "memadai": True}
    asesor.does(
        act.judge_evidence, kisah._asesmen(kasus), paper.key, elemen=paper.elemen, said=said, note=DATED, remedy=SHOWN, at=at
    )  # fmt: skip
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


def retold(stand: Stand, **changed: object) -> bytes:
    """The file with another index, sealed anew as only the LSP itself could."""
    members = unpack(stand.first)
    return resealed(stand, members, replace(index_of(members), **changed))  # type: ignore[arg-type]  # reason: fields by name


def test_pl10_file_holds_the_sheet_that_approved_the_muk_and_the_hash_it_was_signed_over(stand: Stand) -> None:
    index = index_of(unpack(stand.first))
    with tenant(stand.lsp.pk):
        asesmen = Asesmen.objects.select_related("muk__pengesahan").get(peserta__permohonan=stand.case(0))
        assert asesmen.muk is not None
        assert asesmen.muk.pengesahan is not None

    told, sheet = index.muk[0], sheet_of(index, "PENGESAHAN.MUK")

    assert (index.sahih_berkas, len(index.muk), told.asesmen, told.sha256) == (
        EDITION, 1, asesmen.ref, asesmen.muk.content_sha256,
    )  # fmt: skip
    assert (told.lembar, sheet.ref, [one.role for one in sheet.signatures]) == (
        asesmen.muk.pengesahan.ref, asesmen.muk.pengesahan.ref, ["penyusun", "validator"],
    )  # fmt: skip
    assert told.sha256 in unpack(stand.first)["BACA-SAYA.html"].decode()


def test_fx14_no_member_of_the_file_holds_a_key_or_an_item_of_the_muk(stand: Stand) -> None:
    """What the asesi sees of an instrument comes with its sheet; of the MUK itself nothing but the salted hash leaves the house."""
    with tenant(stand.lsp.pk):
        parts = full_spec(stand.kisah.rumah.versi).bagian
        salt = salt_of(Muk.objects.select_related("key").get(pk=stand.kisah.muk.pk))
    asked = {item.text for part in parts if part.instrumen != "FR.IA.01" for item in part.butir}
    plain, printed = list[bytes](), list[str]()
    for path, content in unpack(stand.first).items():
        if path.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(content)) as document:
                printed += [page_text(page) for page in document.pages]
        else:
            plain.append(content)
    said = re.sub(r"\s", "", b"\n".join(plain).decode("latin-1") + "".join(printed))

    assert len(asked) > 3
    assert salt is not None
    assert [
        words for words in (MARK, salt.hex(), salt.decode("latin-1"), *asked) if re.sub(r"\s", "", words) in said
    ] == []


def test_e4_file_tells_every_judgement_of_the_evidence_the_changed_one_too(stand: Stand) -> None:
    index = index_of(unpack(stand.first))
    paper = index.vatm[-1].evidence
    about = [one for one in index.vatm if (one.evidence, one.elemen) == (paper, index.vatm[-1].elemen)]

    assert [(one.terkini, one.note, one.remedy) for one in about] == [(True, "", ""), (False, DATED, SHOWN)]
    assert {one.evidence for one in index.vatm} == {
        *(one.ref for one in index.unggahan if one.ref in {row.evidence for row in index.vatm}), "FR.IA.01",
    }  # fmt: skip
    assert DATED in unpack(stand.first)["BACA-SAYA.html"].decode()


def test_case_without_the_sheet_of_its_muk_is_refused(stand: Stand) -> None:
    members = unpack(stand.first)
    index = index_of(members)
    sheet = sheet_of(index, "PENGESAHAN.MUK")
    gone = {sheet.pdf, *(one.part for one in sheet.signatures)}
    fewer = {path: content for path, content in members.items() if path not in gone}
    sheets = tuple(one for one in index.lembar if one.ref != sheet.ref)

    archive = resealed(stand, fewer, replace(index, lembar=sheets))

    title = index.muk[0].title
    assert refusal(archive, stand.trust) == f"Lembar pengesahan {title} tidak ada, atau belum ditandatangani lengkap."


def test_even_the_lsp_cannot_tell_of_another_content_muk_or_none(stand: Stand) -> None:
    told = index_of(unpack(stand.first)).muk[0]

    said = [
        refusal(retold(stand, muk=rows), stand.trust)
        for rows in [(replace(told, sha256="0" * 64),), (replace(told, muk="x"),), (), (told, told)]
    ]

    other = "MUK yang disebut bukan MUK yang dipakai menurut jejak audit."
    assert said == [f"Lembar pengesahan {told.title} ditandatangani untuk isi yang lain.", other, other, other]


@pytest.mark.parametrize(
    "changed",
    [{"terkini": True}, {"note": ""}, {"remedy": ""}, {"elemen": "X-1"}, {"asesmen": "x"}, {"evidence": "FR.IA.01"}],
)
def test_even_the_lsp_cannot_tell_a_judgement_otherwise(stand: Stand, changed: dict[str, object]) -> None:
    *before, last = index_of(unpack(stand.first)).vatm
    altered = replace(last, **changed)  # type: ignore[arg-type]  # reason: fields by name

    said = refusal(retold(stand, vatm=(*before, altered)), stand.trust)

    assert said == "Penilaian bukti tidak sama dengan yang tercatat dalam jejak audit."


def test_judgement_left_out_or_of_a_paper_that_is_not_there_is_refused(stand: Stand) -> None:
    *before, last = index_of(unpack(stand.first)).vatm
    elsewhere = replace(last, evidence="tidak-ada")

    left_out, foreign = (
        refusal(retold(stand, vatm=rows), stand.trust) for rows in [tuple(before), (*before, elsewhere)]
    )

    assert left_out == "Penilaian bukti tidak sama dengan yang tercatat dalam jejak audit."
    assert foreign == f"Bukti {last.label} dinilai, tetapi tidak ada dalam berkas."


def test_case_that_used_no_muk_of_the_system_passes(stand: Stand) -> None:
    """Assessed before MUK were kept here: its trail names none, and the file tells of none."""
    members = unpack(stand.other)
    index = index_of(members)
    trail = [json.loads(line) for line in members[index.audit].splitlines()]
    for entry in trail:
        if entry["kind"] == "asesmen.planned":
            del entry["new"]["muk"]
    older = members | {index.audit: b"".join(canonical(entry) + b"\n" for entry in trail)}

    assert verify_berkas(resealed(stand, older, replace(index, muk=())), stand.trust).ok
    assert not verify_berkas(resealed(stand, older, index), stand.trust).ok


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
