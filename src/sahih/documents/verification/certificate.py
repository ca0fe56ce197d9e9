"""Makes the certificate's file: print, attach what proves it, seal."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec

from sahih.documents.credential import CertificateFacts, canonical, facts_of
from sahih.documents.pdf import Attachment, Rendered, render
from sahih.documents.qr import qr_svg
from sahih.documents.seal import seal
from sahih.documents.verification.proof import LedgerProof
from sahih.documents.verification.trust import Trust

TEMPLATE: Final = "sertifikat.typ"
WATERMARK: Final = "CONTOH – TIDAK BERLAKU"
CREDENTIAL: Final = "credential.json"
PROOF: Final = "proof.json"
KEYS: Final = "keys.json"
NUMBERS_ID: Final = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
NUMBERS_EN: Final = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Signatory:
    """Who signed on the paper; `at` and `level` are printed as given."""

    name: str
    title: str
    title_en: str = ""
    at: str = ""
    level: str = ""


@dataclass(frozen=True)
class PrintData:
    """What the paper shows and the credential does not need; pictures are SVG text."""

    place: str
    bidang: str
    bidang_en: str
    validity_years: int
    signatory: Signatory
    manajer: Signatory
    logo: str = ""
    photo: str = ""


@dataclass(frozen=True)
class SealKey:
    key: ec.EllipticCurvePrivateKey
    certificate: bytes


def build_certificate_pdf(
    facts: CertificateFacts,
    print_data: PrintData,
    *,
    credential: Mapping[str, Any],
    proof: LedgerProof,
    trust: Trust,
    seal_key: SealKey,
    at: datetime,
) -> Rendered:
    """Print, attach and seal; equal arguments give equal bytes, so a job may run twice."""
    if facts_of(credential) != facts:
        raise ValueError("the credential certifies other facts than the print")
    attachments = (
        Attachment(CREDENTIAL, "application/json", canonical(credential), "Kredensial sertifikat (W3C VC 2.0)"),
        Attachment(PROOF, "application/json", proof.to_json().encode(), "Bukti pencatatan (RFC 6962)"),
        Attachment(KEYS, "application/json", trust.to_json().encode(), "Kunci publik penerbit"),
    )
    rendered = render(TEMPLATE, printed(facts, print_data), profile="certificate", attachments=attachments)
    sealed = seal(rendered.pdf, key=seal_key.key, certificate=seal_key.certificate, at=at)
    return replace(rendered, pdf=sealed)


def printed(facts: CertificateFacts, print_data: PrintData) -> dict[str, Any]:
    """The template's data; everything that is certified comes from the facts alone."""
    return {
        "date": facts.valid_from.isoformat(),
        "valid_until": facts.valid_until.isoformat(),
        "uji_coba": facts.uji_coba,
        "watermark": WATERMARK if facts.uji_coba else None,
        "number": facts.certificate_number,
        "reg": facts.registration_number,
        "blanko": facts.blanko_serial,
        "holder": facts.holder_name,
        "kompetensi": facts.skema.title,
        "kompetensi_en": facts.skema.title_en,
        "skema": f"{facts.skema.title} ({facts.skema.number})",
        "units": [asdict(unit) for unit in facts.unit_list],
        "lsp": {"name": facts.lsp.name, "licence": facts.lsp.licence, "logo": print_data.logo},
        "qr": qr_svg(facts.verification_url),
        "domain": urlsplit(facts.verification_url).netloc,
        "validity": _validity(print_data.validity_years),
        "place": print_data.place,
        "bidang": print_data.bidang,
        "bidang_en": print_data.bidang_en,
        "signatory": asdict(print_data.signatory),
        "manajer": asdict(print_data.manajer),
        "photo": print_data.photo,
    }


def _validity(years: int) -> dict[str, str]:
    """CT8: `berlaku untuk: 3 (tiga) Tahun`."""
    noun = "Year" if years == 1 else "Years"
    return {"id": f"{years} ({NUMBERS_ID[years]}) Tahun", "en": f"{years} ({NUMBERS_EN[years]}) {noun}"}
