"""The whole file of one asesi as one archive that proves itself (SE.007 A.IV.8, B.1.l, D.II.1.c).

`MANIFEST` lists every member in the form of sha256sum, `MANIFEST.p7s` is the LSP's seal over it, and
`berkas.json` says what each member is. Checking needs this module and the issuer's public keys alone.
"""

import json
from base64 import b64decode
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pydantic import ConfigDict, TypeAdapter

from sahih.documents.canonical import canonical
from sahih.documents.credential import CertificateFacts
from sahih.documents.seal import SealBroken, check_detached, read_seal, seal_detached, sealed_by
from sahih.documents.verification.acts import (
    ActBroken,
    check_act,
    check_passkey,
    refusal_body,
    sheet_body,
    signature_body,
)
from sahih.documents.verification.arsip import ArchiveBroken, pack, unpack
from sahih.documents.verification.certificate import SealKey
from sahih.documents.verification.penilaian import (
    HASH,
    SHEET,
    BerkasMuk,
    BerkasVatm,
    PenilaianBroken,
    check_muk,
    check_vatm,
    entries_of,
)
from sahih.documents.verification.proof import ProofBroken, check_noted, parse_proof
from sahih.documents.verification.sampul import CoverBroken, check_cover
from sahih.documents.verification.trust import Trust, TrustError, parse_trust
from sahih.documents.verification.verify import Check, Report, verify_certificate, verify_sheet

CLOSED: Final = ConfigDict(extra="forbid")
MANIFEST, SEAL, INDEX, ISSUER, KEYS, README = (
    "MANIFEST", "MANIFEST.p7s", "berkas.json", "penerbit.pem", "kunci.json", "BACA-SAYA.html",
)  # fmt: skip
FRAME: Final = (README, ISSUER, KEYS, INDEX)
LOCKED, IDENTITY = "terkunci", "FR.APL.01"
UNREADABLE: Final = "Bagian berkas ini tidak terbaca."


class BerkasBroken(Exception):
    """The members do not fit together; the message is a sentence."""


@dataclass(frozen=True)
class TandaTangan:
    """One signature: over which bytes, by whom, how surely known, and the act that was agreed to (base64)."""

    __pydantic_config__ = CLOSED
    ref: str
    role: str
    name: str
    reg: str
    signed_at: str
    method: str
    level: int
    sha256: str
    part: str
    act: str
    evidence: dict[str, Any]
    proof: str


@dataclass(frozen=True)
class BerkasPenolakan:
    """One refusal to sign: by whom, over which bytes, in which words, who wrote them down, and its proof (FX13)."""

    __pydantic_config__ = CLOSED
    ref: str
    role: str
    name: str
    sha256: str
    part: str
    words: str
    recorder: str
    refused_at: str
    level: int
    proof: str


@dataclass(frozen=True)
class BerkasLembar:
    """One sheet or letter: its print, the parts as each signer saw them, and the proofs."""

    __pydantic_config__ = CLOSED
    ref: str
    code: str
    version: int
    title: str
    number: str
    state: str  # "terkunci", "terbuka", "batal"
    replaces: str
    sha256: str
    pdf: str
    proof: str
    signatures: tuple[TandaTangan, ...]
    reason: str = ""  # why it corrects the one that it replaces
    refusals: tuple[BerkasPenolakan, ...] = ()


@dataclass(frozen=True)
class Unggahan:
    """A paper that was handed in, as received."""

    __pydantic_config__ = CLOSED
    ref: str
    label: str
    name: str
    mime: str
    path: str


@dataclass(frozen=True)
class Rekaman:
    """A recording kept elsewhere; the file names it by its hash."""

    __pydantic_config__ = CLOSED
    title: str
    sha256: str
    size: int


@dataclass(frozen=True)
class BerkasSampul:
    """The cover: its print, and the content that the print was drawn from."""

    __pydantic_config__ = CLOSED
    pdf: str
    content: str


@dataclass(frozen=True)
class Indeks:
    """What the archive holds."""

    __pydantic_config__ = CLOSED
    sahih_berkas: int
    made_at: str
    lsp: str
    seals: tuple[str, ...]  # SHA-256 of each seal certificate this LSP ever had: a name or a key may change
    permohonan: str
    asesi: str
    skema: str
    uji_coba: bool
    certificate_number: str
    certificate: str
    audit: str
    lembar: tuple[BerkasLembar, ...]
    unggahan: tuple[Unggahan, ...] = ()
    rekaman: tuple[Rekaman, ...] = ()
    cover: BerkasSampul | None = None
    muk: tuple[BerkasMuk, ...] = ()
    vatm: tuple[BerkasVatm, ...] = ()


_ADAPTER: Final = TypeAdapter(Indeks)
EDITION: Final = 4
EDITIONS: Final = frozenset(range(1, EDITION + 1))
# Files of an earlier edition know none of it, and are checked as they were made.
SINCE_SECOND: Final = ("reason", "refusals")
SINCE_THIRD: Final = ("cover",)
SINCE_FOURTH: Final = ("muk", "vatm")


def canonical_index(index: Indeks) -> bytes:
    told, edition = asdict(index), index.sahih_berkas
    for name in (*(SINCE_THIRD if edition < 3 else ()), *(SINCE_FOURTH if edition < 4 else ())):
        del told[name]
    if edition == 1:
        told["lembar"] = [{key: one[key] for key in one if key not in SINCE_SECOND} for one in told["lembar"]]
    return canonical(told)


def build(index: Indeks, members: Mapping[str, bytes], *, readme: bytes, trust: Trust, seal: SealKey) -> bytes:
    """Pack, list and seal; equal arguments give equal bytes."""
    certificate = x509.load_der_x509_certificate(seal.certificate)
    framed = {
        README: readme,
        ISSUER: certificate.public_bytes(serialization.Encoding.PEM),
        KEYS: trust.to_json().encode(),
        INDEX: canonical_index(index),
        **members,
    }
    listed = manifest_of(framed)
    signature = seal_detached(listed, key=seal.key, certificate=seal.certificate)
    return pack({MANIFEST: listed, SEAL: signature, **framed})


def manifest_of(members: Mapping[str, bytes]) -> bytes:
    """One line a member, as `sha256sum -c` reads it."""
    return "".join(f"{sha256(content).hexdigest()}  {path}\n" for path, content in members.items()).encode()


@dataclass
class _Case:
    """One archive under examination; each step finds what the next one needs."""

    archive: bytes
    trust: Trust
    of_asesi: set[str] = field(default_factory=set)
    of_lsp: set[str] = field(default_factory=set)
    members: dict[str, bytes] = field(default_factory=dict)
    seal: bytes = b""
    index: Indeks | None = None
    facts: CertificateFacts | None = None

    def read(self) -> None:
        self.members = unpack(self.archive)

    def judge_seal(self) -> None:
        """Whoever sealed the list vouches for all of it."""
        if not {MANIFEST, SEAL, *FRAME} <= self.members.keys():
            raise BerkasBroken("Daftar isi atau segelnya tidak ada.")
        self.seal = check_detached(self.members[MANIFEST], self.members[SEAL], known=self.trust.seal_certificates)

    def judge_list(self) -> None:
        """Every member stands in the list with its hash, and nothing else is there."""
        listed = {line[66:]: line[:64] for line in self.members[MANIFEST].decode().splitlines()}
        inside = {path: content for path, content in self.members.items() if path not in {MANIFEST, SEAL}}
        for path in listed.keys() - inside.keys():
            raise BerkasBroken(f"{path} tercantum dalam daftar, tetapi tidak ada.")
        for path, content in inside.items():
            if listed.get(path) != sha256(content).hexdigest():
                raise BerkasBroken(f"{path} bukan anggota yang tercantum dalam daftar.")
        if manifest_of(inside) != self.members[MANIFEST]:
            raise BerkasBroken("Daftar isi tidak dalam bentuk baku.")

    def judge_index(self) -> None:
        raw = self.members[INDEX]
        found = _ADAPTER.validate_json(raw)
        if canonical_index(found) != raw or found.sahih_berkas not in EDITIONS:
            raise BerkasBroken(f"{INDEX} tidak dalam bentuk baku.")
        named = set(FRAME) | {MANIFEST, SEAL} | set(paths_of(found))
        for path in sorted(named ^ self.members.keys()):
            raise BerkasBroken(f"{path} tidak disebut, atau disebut tetapi tidak ada, dalam {INDEX}.")
        if sealed_by(self.seal) != found.lsp or _print_of(self.seal) not in found.seals:
            raise BerkasBroken("Berkas disegel oleh LSP lain daripada yang disebutnya.")
        self.index = found

    def judge_sheets(self) -> None:
        assert self.index is not None
        for sheet in self.index.lembar:
            _named(sheet.pdf, partial(self._sheet, sheet))
            for signature in sheet.signatures:
                _named(signature.part, partial(self._signature, sheet, signature))
            for refusal in sheet.refusals:
                _named(refusal.part, partial(self._refusal, sheet, refusal))
            _named(sheet.pdf, partial(self._replaced, sheet))
        self._judge_people()

    def _judge_people(self) -> None:
        """One LSP, one asesi: the reviewed application says the name, and one account signed as asesi throughout."""
        assert self.index is not None
        own = [sheet for sheet in self.index.lembar if sheet.code == IDENTITY and sheet.state == LOCKED]
        told = json.loads(self.members[own[-1].signatures[-1].part])["fields"]["nama"] if own else self.index.asesi
        if told != self.index.asesi or len(self.of_asesi) > 1:
            raise BerkasBroken("Lembar dalam berkas ini berasal dari asesi yang berbeda.")
        if len(self.of_lsp) > 1:
            raise BerkasBroken("Lembar dalam berkas ini berasal dari LSP yang berbeda.")

    def _sheet(self, sheet: BerkasLembar) -> None:
        report = verify_sheet(self.members[sheet.pdf], self.trust)
        if not report.ok:
            raise BerkasBroken(report.reason)
        self._is_ours(sheet.pdf)
        if sheet.state == LOCKED:
            self._locked(sheet)

    def _is_ours(self, path: str) -> None:
        """Sealed by this LSP, with whatever seal it had on that day."""
        assert self.index is not None
        if _print_of(read_seal(self.members[path]).certificate) not in self.index.seals:
            raise BerkasBroken("disegel oleh LSP lain.")

    def _locked(self, sheet: BerkasLembar) -> None:
        last = sheet.signatures[-1]
        if sheet.sha256 != last.sha256:
            raise BerkasBroken("isi yang dikunci bukan isi yang terakhir ditandatangani.")
        check_noted(
            parse_proof(sheet.proof.encode()), "lembar", sheet_body(sheet.code, sheet.version, sheet.sha256),
            self.trust.checkpoint_verifiers,
        )  # fmt: skip

    def _signature(self, sheet: BerkasLembar, put: TandaTangan) -> None:
        assert self.index is not None
        content = self.members[put.part]
        if sha256(content).hexdigest() != put.sha256:
            raise BerkasBroken("isinya bukan yang ditandatangani.")
        if _whose(content) not in {"", self.index.asesi}:
            raise BerkasBroken("lembar ini milik asesi lain.")
        act = _act(put)
        lsp, user = check_act(act, lembar=sheet.ref, form=sheet.code, role=put.role, sha256=put.sha256)
        self.of_lsp.add(lsp)
        self.of_asesi |= {user} if put.role == "asesi" else set()
        if put.method == "passkey":
            check_passkey(act, put.evidence)
        told = signature_body(
            act, ref=put.ref, form=sheet.code, role=put.role, sha256=put.sha256, name=put.name, reg=put.reg,
            at=put.signed_at, method=put.method, level=put.level,
        )  # fmt: skip
        check_noted(
            parse_proof(put.proof.encode()), "tandatangan", told, self.trust.checkpoint_verifiers,
        )  # fmt: skip

    def _refusal(self, sheet: BerkasLembar, said: BerkasPenolakan) -> None:
        """Noted in the log as told: who, as what, over which bytes, in which words, when, and who wrote it down."""
        if sha256(self.members[said.part]).hexdigest() != said.sha256:
            raise BerkasBroken("isinya bukan yang ditolak ditandatangani.")
        told = refusal_body(
            ref=said.ref, form=sheet.code, role=said.role, sha256=said.sha256, name=said.name, words=said.words,
            recorder=said.recorder, at=said.refused_at, level=said.level,
        )  # fmt: skip
        check_noted(parse_proof(said.proof.encode()), "penolakan", told, self.trust.checkpoint_verifiers)

    def _replaced(self, sheet: BerkasLembar) -> None:
        """A sheet replaces one of its own form that stands before it, and no two the same one."""
        assert self.index is not None
        if not sheet.replaces:
            return
        before = [one for one in self.index.lembar[: self.index.lembar.index(sheet)] if one.ref == sheet.replaces]
        present = sheet.replaces in {one.ref for one in self.index.lembar}
        rivals = sum(one.replaces == sheet.replaces for one in self.index.lembar)
        if rivals > 1 or (present and [one.code for one in before] != [sheet.code]):
            raise BerkasBroken("lembar ini tidak menggantikan lembar yang disebutnya.")

    def judge_cover(self) -> None:
        """Every file has one since the third edition; it is this case's and promises nothing that is missing."""
        assert self.index is not None
        if self.index.sahih_berkas < 3:
            return
        if self.index.cover is None:
            raise BerkasBroken("Sampul berkas tidak ada.")
        _named(self.index.cover.pdf, partial(self._cover, self.index, self.index.cover))

    def _cover(self, index: Indeks, cover: BerkasSampul) -> None:
        pdf = self.members[cover.pdf]
        report = verify_sheet(pdf, self.trust)
        if not report.ok:
            raise BerkasBroken(report.reason)
        self._is_ours(cover.pdf)
        closed = {one.code for one in index.lembar if one.state == LOCKED or (one.signatures and one.refusals)}
        check_cover(pdf, self.members[cover.content], permohonan=index.permohonan, asesi=index.asesi, closed=closed)

    def judge_standard(self) -> None:
        """Told since the fourth edition; a case whose asesor brought a MUK on paper tells of none."""
        assert self.index is not None
        if self.index.sahih_berkas < 4:
            return
        entries = entries_of(self.members[self.index.audit])
        locked = [one for one in self.index.lembar if one.code == SHEET and one.state == LOCKED]
        signed = {one.ref: json.loads(self.members[one.signatures[-1].part])["fields"][HASH] for one in locked}
        check_muk(self.index.muk, signed, entries)
        evidence = {one.ref for one in self.index.unggahan} | {one.code for one in self.index.lembar}
        check_vatm(self.index.vatm, evidence, entries)

    def judge_certificate(self) -> None:
        assert self.index is not None
        if not self.index.certificate:
            return
        _named(self.index.certificate, self._certificate)

    def _certificate(self) -> None:
        assert self.index is not None
        report = verify_certificate(self.members[self.index.certificate], self.trust)
        if not report.ok or report.facts is None:
            raise BerkasBroken(report.reason)
        facts = report.facts
        if facts.certificate_number != self.index.certificate_number or facts.holder_name != self.index.asesi:
            raise BerkasBroken("sertifikat ini milik orang lain.")
        if facts.uji_coba != self.index.uji_coba:
            raise BerkasBroken("sertifikat dan berkasnya tidak sama-sama uji coba.")
        self._is_ours(self.index.certificate)
        self.facts = report.facts


STEPS: Final[tuple[tuple[str, str, Callable[[_Case], None]], ...]] = (
    ("bentuk", "Berkas utuh dari byte pertama sampai terakhir.", _Case.read),
    ("segel", "Daftar isi disegel oleh penerbit yang dikenal.", _Case.judge_seal),
    ("daftar", "Tiap anggota sama dengan yang tercantum dalam daftar.", _Case.judge_list),
    ("indeks", "Tiap anggota disebut, dan tiap yang disebut ada.", _Case.judge_index),
    ("lembar", "Tiap lembar: isi dan tanda tangannya cocok dan tercatat; cetakannya disegel LSP.", _Case.judge_sheets),
    ("sampul", "Sampulnya sampul berkas ini; yang disebutnya ada memang ada.", _Case.judge_cover),
    ("penilaian", "MUK yang dipakai disahkan isinya; penilaian tiap bukti sama dengan jejaknya.", _Case.judge_standard),
    ("sertifikat", "Sertifikatnya asli dan milik asesi ini.", _Case.judge_certificate),
)
EXPECTED: Final = (ArchiveBroken, BerkasBroken, SealBroken, ActBroken, ProofBroken, CoverBroken, PenilaianBroken)


def verify_berkas(archive: bytes, trust: Trust) -> Report:
    """Examine any bytes; never raises. Stops at the first thing that fails and names the member."""
    case, checks = _Case(archive, trust), list[Check]()
    for name, sentence, step in STEPS:
        checks.append(_examine(case, name, sentence, step))
        if not checks[-1].ok:
            return Report(ok=False, checks=tuple(checks))
    return Report(
        ok=True, checks=tuple(checks), facts=case.facts, sealed_by=sealed_by(case.seal), notes=tuple(_notes(case))
    )


def verify_berkas_by_own_keys(archive: bytes) -> tuple[Report, Trust | None]:
    """Examine an archive by the keys it carries: tells that it is whole, never who made it."""
    try:
        trust = parse_trust(unpack(archive)[KEYS])
    except (ArchiveBroken, TrustError, KeyError) as broken:
        sentence = UNREADABLE if isinstance(broken, KeyError) else str(broken)
        return Report(ok=False, checks=(Check("kunci", False, sentence),)), None
    return verify_berkas(archive, trust), trust


def is_trial(archive: bytes) -> bool:
    """Of an archive that has passed: whether it is a rehearsal's (L11)."""
    return _ADAPTER.validate_json(unpack(archive)[INDEX]).uji_coba


def paths_of(index: Indeks) -> Collection[str]:
    """Every member that the index names."""
    sheets = {sheet.pdf for sheet in index.lembar}
    sheets |= {put.part for sheet in index.lembar for put in sheet.signatures}
    sheets |= {said.part for sheet in index.lembar for said in sheet.refusals}
    cover = (index.cover.pdf, index.cover.content) if index.cover else ()
    return sheets | {one.path for one in index.unggahan} | set(filter(None, (index.certificate, index.audit, *cover)))


def _examine(case: _Case, name: str, sentence: str, step: Callable[[_Case], None]) -> Check:
    try:
        step(case)
    except EXPECTED as broken:
        return Check(name, False, str(broken))
    except Exception:  # noqa: BLE001 -- any bytes may come here, and the answer is always a sentence
        return Check(name, False, UNREADABLE)
    return Check(name, True, sentence)


def _named(path: str, step: Callable[[], None]) -> None:
    """What is wrong, with the member it is wrong in."""
    try:
        step()
    except EXPECTED as broken:
        raise BerkasBroken(f"{path}: {broken}") from None
    except Exception:  # noqa: BLE001 -- as above
        raise BerkasBroken(f"{path}: {UNREADABLE}") from None


def _print_of(certificate: bytes) -> str:
    return sha256(certificate).hexdigest()


def _whose(content: bytes) -> str:
    """The asesi in the sheet's identity table; letters and reports name none or many."""
    said = json.loads(content)
    return str(said.get("header", {}).get("asesi", ""))


def _act(put: TandaTangan) -> bytes:
    return b64decode(put.act, validate=True)


def _notes(case: _Case) -> list[str]:
    assert case.index is not None
    index = case.index
    notes = [f"Berkas {index.asesi} · {index.skema}: {len(index.lembar)} lembar, {len(index.unggahan)} unggahan."]
    if index.uji_coba:
        notes.append("CONTOH – TIDAK BERLAKU: berkas uji coba.")
    notes.append("Jejak audit di dalamnya dijamin oleh segel daftar isi; ia petikan, bukan seluruh jejak LSP.")
    return notes
