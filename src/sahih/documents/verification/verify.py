"""Judges a certificate's file from its bytes and the issuer's public keys alone: no network, no database."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pikepdf

from sahih.documents.credential import CertificateFacts, CredentialBroken, canonical, facts_of, key_id, verify_proof
from sahih.documents.seal import Seal, SealBroken, check_seal, check_seal_date, read_seal, sealed_by
from sahih.documents.verification.proof import LedgerProof, ProofBroken, check_checkpoint, check_inclusion, parse_proof
from sahih.documents.verification.trust import Trust, TrustError, parse_trust

SIZE_LIMIT: Final = 30_000_000
ATTACHED_LIMIT: Final = 2_000_000
NAMES: Final = frozenset({"credential.json", "proof.json", "keys.json"})
UNREADABLE: Final = "Berkas tidak dapat dibaca: bentuknya bukan sertifikat PDF yang dikenal."


class FileBroken(Exception):
    """The file is not a certificate's file; the message is a sentence."""


@dataclass(frozen=True)
class Check:
    name: str
    ok: bool
    sentence: str


@dataclass(frozen=True)
class Report:
    """What was found, in the order it was looked at; stops at the first thing that fails."""

    ok: bool
    checks: tuple[Check, ...]
    facts: CertificateFacts | None = None
    sealed_by: str = ""
    sealed_at: str = ""
    notes: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """The sentence that decides."""
        return self.checks[-1].sentence if self.checks else UNREADABLE


class _Case:
    """One file under examination; each step finds what the next one needs."""

    def __init__(self, pdf: bytes, trust: Trust) -> None:
        self.pdf = pdf
        self.trust = trust
        self.seal: Seal
        self.attached: dict[str, bytes]
        self.credential: dict[str, Any]  # Any: JSON values
        self.facts: CertificateFacts
        self.proof: LedgerProof
        self.head: tuple[int, bytes]

    def read_seal(self) -> None:
        if len(self.pdf) > SIZE_LIMIT:
            raise FileBroken("Berkas terlalu besar untuk sebuah sertifikat.")
        if not self.pdf.startswith(b"%PDF-"):
            raise FileBroken("Berkas ini bukan PDF.")
        self.seal = read_seal(self.pdf)

    def judge_seal(self) -> None:
        if self.seal.certificate not in self.trust.seal_certificates:
            raise SealBroken("Segel dibuat oleh pihak yang bukan penerbit yang dikenal.")
        check_seal(self.seal, self.seal.certificate)

    def judge_seal_date(self) -> None:
        check_seal_date(self.seal)

    def read_credential(self) -> None:
        self.attached = attachments_of(self.pdf)
        raw = self.attached["credential.json"]
        self.credential = json.loads(raw)
        if canonical(self.credential) != raw:
            raise CredentialBroken("Kredensial tidak tertulis dalam bentuk baku.")

    def judge_credential(self) -> None:
        key = self.trust.key_by_kid(key_id(self.credential))
        if key is None:
            raise CredentialBroken("Kredensial ditandatangani dengan kunci yang tidak dikenal.")
        # The key may have been retired since: what counts is the day of the seal.
        if not key.is_valid_at(self.seal.at):
            raise CredentialBroken("Kunci kredensial tidak berlaku pada waktu penyegelan.")
        verify_proof(self.credential, key.public)
        self.facts = facts_of(self.credential)

    def judge_checkpoint(self) -> None:
        self.proof = parse_proof(self.attached["proof.json"])
        self.head = check_checkpoint(self.proof, self.trust.checkpoint_verifiers)

    def judge_inclusion(self) -> None:
        size, root = self.head
        check_inclusion(self.proof, self.credential, size, root)


# Cheap steps first: nothing of a file is interpreted before its seal has held.
STEPS: Final[tuple[tuple[str, str, Callable[[_Case], None]], ...]] = (
    ("cakupan", "Segel mencakup seluruh berkas, dari byte pertama sampai terakhir.", _Case.read_seal),
    ("segel", "Segel elektronik sah dan milik penerbit.", _Case.judge_seal),
    ("waktu_segel", "Sertifikat segel berlaku pada waktu penyegelan.", _Case.judge_seal_date),
    ("lampiran", "Kredensial, bukti, dan kunci terlampir lengkap.", _Case.read_credential),
    ("kredensial", "Tanda tangan kredensial sah.", _Case.judge_credential),
    ("titik_periksa", "Titik periksa buku catatan ditandatangani penerbit.", _Case.judge_checkpoint),
    ("pencatatan", "Sertifikat tercatat dalam buku catatan penerbit.", _Case.judge_inclusion),
)
SEAL_STEPS: Final = STEPS[:3]
EXPECTED: Final = (FileBroken, SealBroken, CredentialBroken, ProofBroken)


def verify_certificate(pdf: bytes, trust: Trust, *, on: date | None = None) -> Report:
    """Examine any bytes; never raises. `on` is the day for which validity is told in the notes."""
    case, checks = _Case(pdf, trust), []
    for name, sentence, step in STEPS:
        check = _examine(case, name, sentence, step)
        checks.append(check)
        if not check.ok:
            return Report(ok=False, checks=tuple(checks))
    return Report(
        ok=True,
        checks=tuple(checks),
        facts=case.facts,
        sealed_by=sealed_by(case.seal.certificate),
        sealed_at=case.seal.at.isoformat(),
        notes=tuple(notes_on(case.facts, on)),
    )


def verify_sheet(pdf: bytes, trust: Trust) -> Report:
    """Examine a form or letter: its seal covers every byte and is a known issuer's. It carries no credential."""
    case, checks = _Case(pdf, trust), []
    for name, sentence, step in SEAL_STEPS:
        checks.append(_examine(case, name, sentence, step))
        if not checks[-1].ok:
            return Report(ok=False, checks=tuple(checks))
    return Report(
        ok=True,
        checks=tuple(checks),
        sealed_by=sealed_by(case.seal.certificate),
        sealed_at=case.seal.at.isoformat(),
        notes=("Ini lembar atau surat, bukan sertifikat.",),
    )


def carries_nothing(pdf: bytes) -> bool:
    """Whether the file has no attachment at all: a sheet, never a certificate."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return len(document.attachments) == 0
    except Exception:  # noqa: BLE001 -- any bytes may come here
        return False


def verify_by_own_keys(pdf: bytes, *, on: date | None = None) -> tuple[Report, Trust | None]:
    """Examine a file by the keys it carries: tells that it is whole, never who made it."""
    try:
        trust = parse_trust(attachments_of(pdf)["keys.json"])
    except (FileBroken, TrustError) as broken:
        return Report(ok=False, checks=(Check("kunci", False, str(broken)),)), None
    return verify_certificate(pdf, trust, on=on), trust


def attachments_of(pdf: bytes) -> dict[str, bytes]:
    """The three attachments by name; exactly these."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            files = {name: document.attachments[name].get_file() for name in document.attachments}
            small = all(item.size <= ATTACHED_LIMIT for item in files.values())
            found = {name: item.read_bytes() for name, item in files.items()} if small else {}
    except Exception:  # noqa: BLE001 -- any bytes may come here, and the answer is always a sentence
        raise FileBroken(UNREADABLE) from None
    if found.keys() != NAMES:
        raise FileBroken("Lampiran berkas tidak lengkap atau bukan lampiran sebuah sertifikat.")
    return found


def notes_on(facts: CertificateFacts, on: date | None) -> list[str]:
    """What an intact file does not say by itself."""
    notes = []
    if facts.uji_coba:
        notes.append("CONTOH – TIDAK BERLAKU: hasil uji coba, bukan sertifikat kompetensi.")
    if on and on > facts.valid_until:
        notes.append(f"Masa berlaku sudah lewat pada {facts.valid_until:%d-%m-%Y}.")
    if on and on < facts.valid_from:
        notes.append(f"Baru berlaku mulai {facts.valid_from:%d-%m-%Y}.")
    notes.append(f"Pembekuan atau pencabutan hanya terlihat di {facts.verification_url}.")
    return notes


def _examine(case: _Case, name: str, sentence: str, step: Callable[[_Case], None]) -> Check:
    try:
        step(case)
    except EXPECTED as broken:
        return Check(name, False, str(broken))
    except Exception:  # noqa: BLE001 -- any bytes may come here, and the answer is always a sentence
        return Check(name, False, UNREADABLE)
    return Check(name, True, sentence)
