"""An outsider's verdict over whole files: nothing but the issuer's own, unchanged file passes."""

import copy
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from sahih.documents.credential import canonical
from sahih.documents.seal import seal
from sahih.documents.tests.certificates import (
    FACTS,
    GENUINE,
    ISSUED_AT,
    KEYS_UNTIL,
    ORIGIN,
    STRANGER,
    Issuer,
    Tiles,
    genuine_pdf,
    leaf_of,
    real,
)
from sahih.documents.tests.test_pdf import claims, text_of
from sahih.documents.verification.certificate import PrintData, build_certificate_pdf
from sahih.documents.verification.command import main
from sahih.documents.verification.proof import LedgerProof, certificate_body, parse_proof
from sahih.documents.verification.trust import Trust, TrustError, parse_trust
from sahih.documents.verification.verify import Report, verify_by_own_keys, verify_certificate
from sahih.kernel.ledger.merkle import append, inclusion_proof, leaf_hash, root
from sahih.kernel.ledger.note import Head, sign_head, verifier

PDF = genuine_pdf()
TRUST = GENUINE.trust
CHANGES = 1_500
TAIL = 4_096
CUTS = 500


def verdict(pdf: bytes) -> Report:
    return verify_certificate(pdf, TRUST)


def failed(report: Report) -> str:
    """The name of the step that refused."""
    assert not report.ok
    assert report.facts is None
    assert not report.checks[-1].ok
    return report.checks[-1].name


def test_genuine_certificate_passes_with_its_facts() -> None:
    report = verify_certificate(PDF, TRUST, on=date(2026, 12, 1))

    assert report.ok
    assert report.facts == FACTS
    assert [check.name for check in report.checks] == [
        "cakupan", "segel", "waktu_segel", "lampiran", "kredensial", "titik_periksa", "pencatatan",
    ]  # fmt: skip
    assert (report.sealed_by, report.sealed_at) == ("LSP Contoh Kimia Gresik", "2026-11-20T03:15:00+00:00")
    assert report.notes[0].startswith("CONTOH – TIDAK BERLAKU")


def test_certificate_made_twice_is_the_same_file() -> None:
    assert GENUINE.certificate() == PDF


# --- tampering ------------------------------------------------------------------------------------------------------


def single_changes() -> Iterator[tuple[int, int]]:
    """Seeded places and values, over the whole file and once more over the seal and the end."""
    dice = random.Random(20_261_120)  # noqa: S311 -- a repeatable sample
    start = PDF.rindex(b"/Contents <")
    for number in range(CHANGES):
        place = dice.randrange(len(PDF)) if number % 2 else dice.randrange(start, len(PDF))
        yield place, dice.choice([value for value in range(256) if value != PDF[place]])


def test_no_single_changed_byte_passes() -> None:
    passed = [place for place, value in single_changes() if verdict(PDF[:place] + bytes([value]) + PDF[place + 1 :]).ok]

    assert passed == []


def test_no_changed_byte_of_the_signature_structure_passes() -> None:
    """Every octet of the CMS, each in both of its hex digits."""
    start = PDF.rindex(b"/Contents <") + len(b"/Contents <")
    places = range(start, start + 2 * 920)

    other = {at: b"2" if PDF[at : at + 1] == b"1" else b"1" for at in places}
    passed = [at for at in places if verdict(PDF[:at] + other[at] + PDF[at + 1 :]).ok]

    assert passed == []


@pytest.mark.parametrize("tail", [b"\n", b"\0", b"x", b"%%EOF\n", b" " * 4_096, PDF])
def test_appended_bytes_do_not_pass(tail: bytes) -> None:
    assert failed(verdict(PDF + tail)) == "cakupan"


def test_no_truncation_passes() -> None:
    dice = random.Random(2)  # noqa: S311 -- a repeatable sample
    cuts = [*range(len(PDF) - TAIL, len(PDF)), *(dice.randrange(len(PDF) - TAIL) for _ in range(CUTS))]

    assert [cut for cut in cuts if verdict(PDF[:cut]).ok] == []


def test_bytes_put_in_do_not_pass() -> None:
    dice = random.Random(3)  # noqa: S311 -- a repeatable sample
    places = [dice.randrange(len(PDF)) for _ in range(100)]

    assert [at for at in places if verdict(PDF[:at] + b" " + PDF[at:]).ok] == []


@pytest.mark.parametrize(
    "junk",
    [b"", b"%PDF-1.7\n", b"\xff" * 1_000, b"%PDF-1.7 /ByteRange [0 1 2 3]", b"<html>", b"%PDF-" + b"[" * 100_000],
)
def test_junk_is_answered_with_a_sentence(junk: bytes) -> None:
    report = verdict(junk)

    assert failed(report) == "cakupan"
    assert report.reason.endswith(".")
    assert not verify_by_own_keys(junk)[0].ok


def test_file_over_the_size_limit_is_refused_unread() -> None:
    assert "terlalu besar" in verdict(b"%PDF-" + bytes(30_000_001)).reason


# --- files made by others -------------------------------------------------------------------------------------------


def resealed(pdf: bytes, by: Issuer, **attached: bytes | None) -> bytes:
    """The file without its seal, attachments replaced or (None) removed, sealed anew."""
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        del document.Root.AcroForm
        del document.pages[0].Annots
        for stem, content in attached.items():
            del document.attachments[f"{stem}.json"]
            if content is not None:
                document.attachments[f"{stem}.json"] = content
        document.save(target)
    key = by.seal_key
    return seal(target.getvalue() + b"\n", key=key.key, certificate=key.certificate, at=ISSUED_AT)


def test_file_by_a_stranger_with_the_same_facts_is_refused() -> None:
    assert failed(verdict(STRANGER.certificate())) == "segel"


def test_attachments_swapped_under_a_strangers_seal_are_refused() -> None:
    other = canonical(GENUINE.credential(replace(FACTS, holder_name="Orang Lain")))

    assert failed(verdict(resealed(PDF, STRANGER, credential=other))) == "segel"


def test_credential_by_a_stranger_under_our_seal_is_refused() -> None:
    credential = STRANGER.credential()

    assert failed(verdict(GENUINE.build(credential, GENUINE.proof(credential)))) == "kredensial"


def test_credential_of_an_unknown_key_is_refused() -> None:
    credential = copy.deepcopy(GENUINE.credential())
    credential["proof"]["verificationMethod"] += "x"

    assert failed(verdict(GENUINE.build(credential, GENUINE.proof(credential)))) == "kredensial"


def test_certificate_that_is_not_in_the_log_is_refused() -> None:
    logged = GENUINE.credential(replace(FACTS, holder_name="Orang Lain"))

    assert failed(verdict(GENUINE.build(GENUINE.credential(), GENUINE.proof(logged)))) == "pencatatan"


def test_checkpoint_of_a_strangers_log_is_refused() -> None:
    credential = GENUINE.credential()

    assert failed(verdict(GENUINE.build(credential, STRANGER.proof(credential)))) == "titik_periksa"


def test_attachment_missing_under_our_seal_is_refused() -> None:
    assert failed(verdict(resealed(PDF, GENUINE, proof=None))) == "lampiran"


def test_credential_written_loosely_under_our_seal_is_refused() -> None:
    loose = json.dumps(GENUINE.credential(), indent=1).encode()

    assert failed(verdict(resealed(PDF, GENUINE, credential=loose))) == "lampiran"


def test_credential_of_another_holder_under_our_seal_is_not_in_the_log() -> None:
    other = canonical(GENUINE.credential(replace(FACTS, holder_name="Orang Lain")))

    assert failed(verdict(resealed(PDF, GENUINE, credential=other))) == "pencatatan"


# --- time --------------------------------------------------------------------------------------------------------


def test_certificate_sealed_after_the_keys_expired_is_refused() -> None:
    assert failed(verdict(GENUINE.certificate(at=KEYS_UNTIL + timedelta(days=1)))) == "waktu_segel"


@pytest.mark.parametrize(("retired", "ok"), [(ISSUED_AT - timedelta(days=1), False), (ISSUED_AT, True)])
def test_retired_key_is_judged_at_the_time_of_the_seal(retired: datetime, ok: bool) -> None:
    keys = tuple(replace(key, not_after=retired) for key in TRUST.credential_keys)

    assert verify_certificate(PDF, replace(TRUST, credential_keys=keys)).ok is ok


@pytest.mark.parametrize(
    ("on", "words"),
    [(date(2029, 11, 21), "sudah lewat"), (date(2026, 11, 19), "Baru berlaku")],
)
def test_validity_on_a_day_is_told_in_the_notes(on: date, words: str) -> None:
    report = verify_certificate(PDF, TRUST, on=on)

    assert report.ok
    assert any(words in note for note in report.notes)
    assert not any(words in note for note in verify_certificate(PDF, TRUST, on=date(2029, 11, 20)).notes)


# --- trust and proof as text ----------------------------------------------------------------------------------------


def test_trust_comes_back_from_its_json() -> None:
    again = parse_trust(TRUST.to_json())

    assert again.to_json() == TRUST.to_json()
    assert verify_certificate(PDF, again).ok


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"sahih": 2}', TRUST.to_json().replace('"EC"', '"RSA"'), "[" * 100_000]
)
def test_malformed_trust_is_refused(text: str) -> None:
    with pytest.raises(TrustError):
        parse_trust(text)


def test_trust_of_nobody_refuses_everybody() -> None:
    assert failed(verify_certificate(PDF, Trust((), (), ()))) == "segel"


def test_proof_comes_back_from_its_json() -> None:
    proof = GENUINE.proof(GENUINE.credential())

    assert parse_proof(proof.to_json().encode()) == proof


def test_leaf_names_nobody() -> None:
    assert list(certificate_body(GENUINE.credential())) == ["sha256"]


def proof_of_one(leaf: bytes) -> LedgerProof:
    """A log with this leaf alone."""
    tiles = Tiles()
    append(tiles, 0, [leaf_hash(leaf)])
    note = sign_head(Head(ORIGIN, 1, root(tiles, 1)), GENUINE.log_key)
    return LedgerProof(leaf, 0, tuple(inclusion_proof(tiles, 0, 1)), note)


def test_first_leaf_of_a_young_log_is_proved() -> None:
    credential = GENUINE.credential()

    assert verdict(GENUINE.build(credential, proof_of_one(leaf_of(credential)))).ok


@pytest.mark.parametrize("leaf", [b"", b"[]", b"{}", leaf_of(GENUINE.credential(), kind="keputusan")])
def test_leaf_of_another_kind_is_no_proof(leaf: bytes) -> None:
    assert failed(verdict(GENUINE.build(GENUINE.credential(), proof_of_one(leaf)))) == "pencatatan"


# --- the paper ------------------------------------------------------------------------------------------------------


def test_print_says_what_the_official_one_says() -> None:
    """CT8: both languages, the numbers, the sentence of validity, the units."""
    text = text_of(GENUINE.certificate(real()))

    wanted = [
        "BADAN NASIONAL SERTIFIKASI PROFESI", "SERTIFIKAT KOMPETENSI", "Certificate of Competence",
        "No. 70201 2141 0 0000123 2026", "Siti Nurhaliza Rahmawati", "No. Reg. K3L 1565 00012 2026",
        "Keselamatan dan Kesehatan Kerja", "Occupational Safety and Health", "berlaku untuk: ", "3 (tiga) Tahun",
        "3 (three) Years", "Atas nama Badan Nasional Sertifikasi Profesi", "LSP Contoh Kimia Gresik", "Ketua",
        "M.71KKK02.003.1", "Carrying out OSH Communication", "Manajer Sertifikasi", "13562747", "cek.sahih.example",
    ]  # fmt: skip
    assert [words for words in wanted if words not in text] == []


def test_print_of_a_trial_is_marked_and_does_not_speak_for_bnsp() -> None:
    """L11."""
    text = text_of(PDF).upper()

    assert text.count("CONTOH – TIDAK BERLAKU") == len(pikepdf.open(BytesIO(PDF)).pages)
    assert [words for words in ("ATAS NAMA", "BADAN NASIONAL", "BNSP)", "GARUDA") if words in text] == []


def test_print_does_not_tell_how_the_assessment_was_held() -> None:
    """CT9."""
    text = text_of(GENUINE.certificate(real())).lower()

    assert [word for word in ("daring", "jarak jauh", "remote", "online") if word in text] == []


def test_certificate_with_many_units_repeats_the_head_of_its_table() -> None:
    units = tuple(replace(FACTS.unit_list[0], kode=f"M.71KKK02.{n:03}.1") for n in range(40))

    pdf = GENUINE.certificate(replace(FACTS, unit_list=units))

    assert text_of(pdf).count("Kode Unit Kompetensi") == len(pikepdf.open(BytesIO(pdf)).pages) - 1 > 1


def test_certificate_claims_pdf_a_3a_and_ua_1() -> None:
    assert claims(PDF) == ("3", "A", "1")


def test_print_of_other_facts_than_the_credential_is_refused() -> None:
    credential = GENUINE.credential()
    print_data = PrintData("", "", "", 3, None, None)  # type: ignore[arg-type]  # refused before it is looked at

    with pytest.raises(ValueError, match="other facts"):
        build_certificate_pdf(
            replace(FACTS, holder_name="Orang Lain"), print_data, credential=credential,
            proof=GENUINE.proof(credential), trust=TRUST, seal_key=GENUINE.seal_key, at=ISSUED_AT,
        )  # fmt: skip


# --- the command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAHIH_TRUST", raising=False)
    (tmp_path / "genuine.pdf").write_bytes(PDF)
    (tmp_path / "real.pdf").write_bytes(GENUINE.certificate(real()))
    (tmp_path / "changed.pdf").write_bytes(PDF[:5_000] + b"x" + PDF[5_001:])
    (tmp_path / "keys.json").write_text(TRUST.to_json())
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["real.pdf", "--trust", "keys.json"], 0, "real.pdf: ASLI\n"),
        (["genuine.pdf", "--trust", "keys.json"], 0, "CONTOH DARI UJI COBA"),
        (["changed.pdf", "--trust", "keys.json"], 1, "TIDAK DAPAT DIPERCAYA"),
        (["genuine.pdf"], 1, "UTUH, PENERBIT BELUM DIKENAL"),
        (["genuine.pdf"], 1, "/.well-known/sahih-keys.json"),
        (["changed.pdf"], 1, "TIDAK DAPAT DIPERCAYA"),
        (["absent.pdf"], 1, "tidak dapat dibuka"),
        (["genuine.pdf", "--trust", "absent.json"], 1, "tidak dapat dibuka"),
        (["genuine.pdf", "--trust", "genuine.pdf"], 1, "Berkas kunci tidak terbaca"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_command_answers_in_words_and_by_code(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
) -> None:
    assert main(arguments) == code
    assert words in capsys.readouterr().out


def test_command_takes_its_keys_from_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAHIH_TRUST", str(folder / "keys.json"))

    assert main(["genuine.pdf"]) == 0


def test_command_takes_its_keys_from_the_installation(folder: Path) -> None:
    (folder / "var").mkdir()
    (folder / "keys.json").rename(folder / "var" / "trust.json")

    assert main(["genuine.pdf"]) == 0


@pytest.mark.usefixtures("folder")
def test_command_prints_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    main(["genuine.pdf", "--trust", "keys.json", "--json"])

    found = json.loads(capsys.readouterr().out)
    assert (found["ok"], found["facts"]["certificate_number"]) == (True, FACTS.certificate_number)


@pytest.mark.usefixtures("folder")
def test_command_runs_without_django() -> None:
    program = (
        "import sys; sys.modules['django'] = None\n"
        "from sahih.documents.verification.command import main\n"
        "sys.exit(main(['genuine.pdf', '--trust', 'keys.json']))"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False, capture_output=True).returncode == 0


def test_trust_names_the_log_it_knows() -> None:
    assert TRUST.checkpoint_verifiers == (verifier(ORIGIN, GENUINE.log_key),)
