"""A whole certificate with its keys and its log, for the tests of sealing and verification."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sahih.documents.credential import (
    CertificateFacts,
    Json,
    LspFact,
    SkemaFact,
    UnitFact,
    canonical,
    credential_of,
    secure,
)
from sahih.documents.seal import make_seal_certificate
from sahih.documents.verification.certificate import PrintData, SealKey, Signatory, build_certificate_pdf
from sahih.documents.verification.proof import KIND, LedgerProof, certificate_body
from sahih.documents.verification.trust import IssuerKey, Trust
from sahih.kernel.ledger.merkle import append, inclusion_proof, leaf_hash, root
from sahih.kernel.ledger.note import Head, sign_head, verifier

ORIGIN = "sahih.example/log"
ISSUED_AT = datetime(2026, 11, 20, 3, 15, tzinfo=UTC)
KEYS_FROM = datetime(2026, 1, 1, tzinfo=UTC)
KEYS_UNTIL = datetime(2031, 1, 1, tzinfo=UTC)

FACTS = CertificateFacts(
    holder_name="Siti Nurhaliza Rahmawati",
    skema=SkemaFact("SKM-K3-01", "Petugas Keselamatan dan Kesehatan Kerja", "Occupational Safety Officer", "Okupasi"),
    unit_list=(
        UnitFact("M.71KKK02.001.1", "Merancang Strategi Pengendalian Risiko K3", "Designing OSH Risk Control"),
        UnitFact("M.71KKK02.002.1", "Merancang Sistem Tanggap Darurat", "Designing Emergency Response"),
        UnitFact("M.71KKK02.003.1", "Melakukan Komunikasi K3", "Carrying out OSH Communication"),
    ),
    certificate_number="70201 2141 0 9000123 2026",
    registration_number="K3L 1565 00012 2026",
    blanko_serial="",
    lsp=LspFact("LSP Contoh Kimia Gresik", "BNSP-LSP-1565-ID", "https://cek.sahih.example/l/lsp-contoh"),
    valid_from=date(2026, 11, 20),
    valid_until=date(2029, 11, 20),
    uji_coba=True,
    verification_url="https://cek.sahih.example/v/7H2KQ9ZD4M1XT8RB",
)
PRINT = PrintData(
    place="Gresik",
    bidang="Keselamatan dan Kesehatan Kerja",
    bidang_en="Occupational Safety and Health",
    validity_years=3,
    signatory=Signatory("Dra. Nama Ketua, M.Si.", "Ketua", "Chairperson", "20 November 2026 10.15 WIB", "kunci sandi"),
    manajer=Signatory("Budi Manajer", "Manajer Sertifikasi"),
)


class Tiles(dict[tuple[int, int], bytes]):
    def read(self, level: int, number: int) -> bytes:
        return self.get((level, number), b"")

    def write(self, level: int, number: int, hashes: bytes) -> None:
        self[level, number] = hashes


@dataclass(frozen=True)
class Issuer:
    """Keys from fixed numbers, so that a test's file is the same on every run."""

    seed: int

    @property
    def credential_key(self) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(self.seed, ec.SECP256R1())

    @property
    def seal_key(self) -> SealKey:
        key = ec.derive_private_key(self.seed + 1, ec.SECP256R1())
        return SealKey(key, make_seal_certificate(key, FACTS.lsp.name, KEYS_FROM, KEYS_UNTIL))

    @property
    def log_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed.to_bytes(32))

    @property
    def trust(self) -> Trust:
        return Trust(
            (IssuerKey("kunci-1", self.credential_key.public_key(), KEYS_FROM, KEYS_UNTIL),),
            (verifier(ORIGIN, self.log_key),),
            (self.seal_key.certificate,),
        )

    def credential(self, facts: CertificateFacts = FACTS) -> Json:
        return secure(credential_of(facts), key=self.credential_key, kid="kunci-1", at=ISSUED_AT)

    def proof(self, credential: Json) -> LedgerProof:
        """Log the credential between other leaves."""
        tiles, leaf = Tiles(), leaf_of(credential)
        leaves = [b"other %d" % number for number in range(300)]
        leaves.insert(200, leaf)
        size = append(tiles, 0, [leaf_hash(leaf) for leaf in leaves])
        note = sign_head(Head(ORIGIN, size, root(tiles, size)), self.log_key)
        return LedgerProof(leaf, 200, tuple(inclusion_proof(tiles, 200, size)), note)

    def certificate(self, facts: CertificateFacts = FACTS, *, at: datetime = ISSUED_AT) -> bytes:
        credential = self.credential(facts)
        return self.build(credential, self.proof(credential), facts=facts, at=at)

    def build(
        self, credential: Json, proof: LedgerProof, *, facts: CertificateFacts = FACTS, at: datetime = ISSUED_AT
    ) -> bytes:
        return build_certificate_pdf(
            facts, PRINT, credential=credential, proof=proof, trust=self.trust, seal_key=self.seal_key, at=at
        ).pdf


def leaf_of(credential: Json, *, kind: str = KIND) -> bytes:
    """The leaf as the log writes it."""
    noted = {"kind": kind, "at": ISSUED_AT.isoformat(), "salt": "00" * 16, "body": certificate_body(credential)}
    return canonical(noted)


GENUINE = Issuer(7_000)
STRANGER = Issuer(9_000)


@cache
def genuine_pdf() -> bytes:
    return GENUINE.certificate()


def real(facts: CertificateFacts = FACTS) -> CertificateFacts:
    return replace(facts, uji_coba=False, blanko_serial="13562747", certificate_number="70201 2141 0 0000123 2026")
