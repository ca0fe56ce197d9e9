"""A certificate as a verifiable credential: VCDM 2.0 in the shape of Open Badges 3.0, proof ecdsa-jcs-2019.

It carries what the paper says and no more: no NIK, no birth data, no photo.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from urllib.parse import quote

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

Json = dict[str, Any]  # Any: JSON values

TERMS: Final = "urn:sahih:v1:"
OWN_TERMS: Final = ("blankoSerial", "registrationNumber", "skemaKind", "titleEn", "ujiCoba", "verificationUrl")
CONTEXT: Final = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    {term: TERMS + term for term in OWN_TERMS},
]
SUITE: Final = "ecdsa-jcs-2019"
ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
COORDINATE: Final = 32
SIGNATURE_BYTES: Final = 2 * COORDINATE


class CredentialBroken(Exception):
    """The credential's proof does not hold, or it is no certificate of ours; the message is a sentence."""


@dataclass(frozen=True)
class UnitFact:
    kode: str
    judul: str
    title_en: str = ""


@dataclass(frozen=True)
class SkemaFact:
    number: str
    title: str
    title_en: str
    kind: str


@dataclass(frozen=True)
class LspFact:
    """`url` names the LSP for ever; its key ids follow after `#`."""

    name: str
    licence: str
    url: str


@dataclass(frozen=True)
class CertificateFacts:
    """What is certified. Days are local days of the place of issue, whose offset is `zone`."""

    holder_name: str
    skema: SkemaFact
    unit_list: tuple[UnitFact, ...]
    certificate_number: str
    registration_number: str
    blanko_serial: str
    lsp: LspFact
    valid_from: date
    valid_until: date
    uji_coba: bool
    verification_url: str
    zone: str = "+07:00"


def years_later(day: date, years: int) -> date:
    """The same day `years` calendar years on; 29 February becomes 28 February (CT11)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def credential_of(facts: CertificateFacts) -> Json:
    """The credential without its proof."""
    return {
        "@context": CONTEXT,
        "id": facts.verification_url,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"Sertifikat Kompetensi {facts.certificate_number}",
        "issuer": {
            "id": facts.lsp.url,
            "type": ["Profile"],
            "name": facts.lsp.name,
            "otherIdentifier": [_identifier(facts.lsp.licence)],
        },
        "validFrom": f"{facts.valid_from.isoformat()}T00:00:00{facts.zone}",
        "validUntil": f"{facts.valid_until.isoformat()}T23:59:59{facts.zone}",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": facts.holder_name,
                    "identityType": "name",
                }
            ],
            "licenseNumber": facts.certificate_number,
            "achievement": _achievement(facts.skema, facts.unit_list),
        },
        "registrationNumber": facts.registration_number,
        "blankoSerial": facts.blanko_serial,
        "ujiCoba": facts.uji_coba,
        "verificationUrl": facts.verification_url,
    }


def facts_of(credential: Mapping[str, Any]) -> CertificateFacts:
    """Read the facts back; refuse a credential that says anything more or anything else."""
    try:
        facts = _read(credential)
        same = credential_of(facts) == {key: value for key, value in credential.items() if key != "proof"}
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        same = False
    if not same:
        raise CredentialBroken("Isi kredensial bukan sertifikat kompetensi yang dikenal.")
    return facts


def secure(document: Json, *, key: ec.EllipticCurvePrivateKey, kid: str, at: datetime) -> Json:
    """Add the proof by the issuer's key; equal arguments give an equal proof."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "verificationMethod": f"{document['issuer']['id']}#{kid}",
        "proofPurpose": "assertionMethod",
        "@context": document["@context"],
    }
    der = key.sign(hash_data(document, options), ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    raw = b"".join(number.to_bytes(COORDINATE) for number in decode_dss_signature(der))
    return {**document, "proof": {**options, "proofValue": "z" + base58(raw)}}


def key_id(credential: Mapping[str, Any]) -> str:
    """The id of the key that the proof names, provided that it is a key of the issuer."""
    try:
        controller, _, kid = credential["proof"]["verificationMethod"].partition("#")
        issuer = credential["issuer"]["id"]
    except (KeyError, TypeError, AttributeError):
        raise CredentialBroken("Kredensial tidak menyebut kunci penerbitnya.") from None
    if controller != issuer or not kid:
        raise CredentialBroken("Kredensial ditandatangani dengan kunci yang bukan milik penerbitnya.")
    return str(kid)


def verify_proof(credential: Mapping[str, Any], public: ec.EllipticCurvePublicKey) -> None:
    """Raise unless the holder of this key made this proof over exactly this document."""
    document = {name: value for name, value in credential.items() if name != "proof"}
    try:
        options = dict(credential["proof"])
        raw = unbase58(options.pop("proofValue"))
        expected = (options["type"], options["cryptosuite"], options["proofPurpose"], options["@context"])
        if expected != ("DataIntegrityProof", SUITE, "assertionMethod", document["@context"]):
            raise CredentialBroken("Bukti kredensial memakai cara yang tidak dikenal.")
        der = encode_dss_signature(int.from_bytes(raw[:COORDINATE]), int.from_bytes(raw[COORDINATE:]))
        public.verify(der, hash_data(document, options), ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, KeyError, TypeError, ValueError, rfc8785.CanonicalizationError):
        raise CredentialBroken("Tanda tangan kredensial tidak sah: isinya telah diubah.") from None


def hash_data(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    """What the suite signs: the hash of the proof's options, then the hash of the document."""
    return b"".join(hashlib.sha256(canonical(part)).digest() for part in (options, document))


def canonical(value: Mapping[str, Any]) -> bytes:
    return rfc8785.dumps(dict(value))


def base58(raw: bytes) -> str:
    number, text = int.from_bytes(raw), ""
    while number:
        number, digit = divmod(number, len(ALPHABET))
        text = ALPHABET[digit] + text
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + text


def unbase58(text: str) -> bytes:
    """Decode a multibase `z` signature of 64 octets; refuse any other writing of it."""
    number = 0
    for digit in text[1:]:
        number = number * len(ALPHABET) + ALPHABET.index(digit)
    raw = number.to_bytes(SIGNATURE_BYTES) if number.bit_length() <= SIGNATURE_BYTES * 8 else b""
    if "z" + base58(raw) != text:
        raise ValueError("not canonical base58")
    return raw


def _identifier(text: str) -> Json:
    return {"type": "IdentifierEntry", "identifier": text, "identifierType": "identifier"}


def _achievement(skema: SkemaFact, unit_list: tuple[UnitFact, ...]) -> Json:
    return {
        "id": f"urn:sahih:skema:{quote(skema.number, safe='')}",
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": skema.title,
        "titleEn": skema.title_en,
        "skemaKind": skema.kind,
        "humanCode": skema.number,
        "inLanguage": "id",
        "description": f"Kompeten pada skema sertifikasi {skema.title}.",
        "criteria": {"narrative": "Seluruh unit kompetensi pada skema dinyatakan kompeten."},
        "alignment": [_alignment(unit) for unit in unit_list],
    }


def _alignment(unit: UnitFact) -> Json:
    return {
        "type": ["Alignment"],
        "targetCode": unit.kode,
        "targetName": unit.judul,
        "titleEn": unit.title_en,
        "targetUrl": f"urn:sahih:unit:{quote(unit.kode, safe='')}",
    }


def _read(credential: Mapping[str, Any]) -> CertificateFacts:
    issuer, subject = credential["issuer"], credential["credentialSubject"]
    achievement = subject["achievement"]
    return CertificateFacts(
        holder_name=_text(subject["identifier"][0]["identityHash"]),
        skema=SkemaFact(
            number=_text(achievement["humanCode"]),
            title=_text(achievement["name"]),
            title_en=_text(achievement["titleEn"]),
            kind=_text(achievement["skemaKind"]),
        ),
        unit_list=tuple(
            UnitFact(_text(item["targetCode"]), _text(item["targetName"]), _text(item["titleEn"]))
            for item in achievement["alignment"]
        ),
        certificate_number=_text(subject["licenseNumber"]),
        registration_number=_text(credential["registrationNumber"]),
        blanko_serial=_text(credential["blankoSerial"]),
        lsp=LspFact(_text(issuer["name"]), _text(issuer["otherIdentifier"][0]["identifier"]), _text(issuer["id"])),
        valid_from=date.fromisoformat(credential["validFrom"][:10]),
        valid_until=date.fromisoformat(credential["validUntil"][:10]),
        uji_coba=credential["ujiCoba"] is True,
        verification_url=_text(credential["verificationUrl"]),
        zone=credential["validFrom"][19:],
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
