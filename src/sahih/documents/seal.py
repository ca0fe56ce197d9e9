"""The organisation's seal: a PAdES B-B signature (P-256) over a file that was just rendered.

The seal is made so that only its signature value is free: everything else in the CMS follows from the file
and the certificate. Checking therefore rebuilds the CMS and compares bytes, which leaves no room for a
change that other readers would pass over (unsigned attributes, looser encodings, other certificates).
"""

import hashlib
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from asn1crypto import algos, cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

FIELD: Final = "Segel"
RESERVED_BYTES: Final = 4096
SIGNATURE_ALGORITHM: Final = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
NAME_LIMIT: Final = 64  # X.520 upper bound of a common name and of an organisation's name
BYTE_RANGE: Final = re.compile(rb"/ByteRange \[0 (\d{1,9}) (\d{1,9}) (\d{1,9})\] *")
NEVER: Final = datetime.min.replace(tzinfo=UTC)  # a seal beside a file says no time of its own
SEALED_AT: Final = re.compile(rb"/M \(D(?::|\\072)(\d{14})Z\)")


class SealBroken(Exception):
    """The seal is missing, does not cover the file, or is not the issuer's; the message is a sentence."""


@dataclass(frozen=True)
class Seal:
    """What a file says about its own seal, before anybody believed it."""

    digest: bytes
    cms: bytes
    signature: bytes
    certificate: bytes
    at: datetime


class _QuietUpdate(IncrementalPdfFileWriter):
    """pyHanko's incremental update without its clock and its randomness, so that a seal can be repeated."""

    def _update_meta(self) -> None:
        return

    @classmethod
    def _handle_id(cls, prev: Any) -> Any:  # Any: pyHanko's reader and array
        prev.stream.seek(0)
        fresh = generic.ByteStringObject(hashlib.sha256(prev.stream.read()).digest()[:16])
        kept = prev.trailer["/ID"][0] if "/ID" in prev.trailer else fresh
        return generic.ArrayObject([kept, fresh])


def make_seal_certificate(
    key: ec.EllipticCurvePrivateKey, lsp_name: str, not_before: datetime, not_after: datetime
) -> bytes:
    """A self-signed organisation certificate (DER); equal arguments give equal bytes."""
    public = key.public_key()
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, lsp_name[:NAME_LIMIT]),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Segel {lsp_name}"[:NAME_LIMIT]),
        ]
    )
    identity = x509.SubjectKeyIdentifier.from_public_key(public)
    seed = identity.digest + f"{lsp_name}|{not_before:%Y%m%d%H%M%S}|{not_after:%Y%m%d%H%M%S}".encode()
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=public)
        .serial_number(int.from_bytes(hashlib.sha256(seed).digest()[:16]) >> 1 | 1)
        .not_valid_before(not_before)
        .not_valid_after(not_after)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(identity, critical=False)
        .sign(key, hashes.SHA256(), ecdsa_deterministic=True)
    )
    return certificate.public_bytes(serialization.Encoding.DER)


def seal(pdf: bytes, *, key: ec.EllipticCurvePrivateKey, certificate: bytes, at: datetime) -> bytes:
    """Seal the whole file in an unseen field; nothing may be added afterwards."""
    writer = _QuietUpdate(io.BytesIO(pdf))
    steps = PdfCMSEmbedder(
        new_field_spec=SigFieldSpec(FIELD, readable_field_name="Segel elektronik penerbit")
    ).write_cms(FIELD, writer)
    next(steps)
    steps.send(SigObjSetup(sig_placeholder=_signature_object(certificate, at)))
    prepared, output = steps.send(SigIOSetup(md_algorithm="sha256", in_place=True))
    attributes = _signed_attributes(prepared.document_digest, certificate)
    signature = key.sign(attributes.dump(), SIGNATURE_ALGORITHM)
    steps.send(_cms(attributes, certificate, signature))
    sealed: bytes = output.getvalue()
    return sealed


def seal_detached(content: bytes, *, key: ec.EllipticCurvePrivateKey, certificate: bytes) -> bytes:
    """A CMS beside a file that stays as it is (`openssl cms -verify` reads both); equal arguments give equal bytes."""
    attributes = _signed_attributes(hashlib.sha256(content).digest(), certificate)
    return _cms(attributes, certificate, key.sign(attributes.dump(), SIGNATURE_ALGORITHM))


def check_detached(content: bytes, contents: bytes, *, known: Collection[bytes]) -> bytes:
    """The certificate, of those known, whose key sealed exactly these bytes; raise when there is none."""
    signature, certificate = _parse(contents)
    if certificate not in known:
        raise SealBroken("Segel dibuat oleh pihak yang bukan penerbit yang dikenal.")
    digest = hashlib.sha256(content).digest()
    check_seal(Seal(digest, contents, signature, certificate, at=NEVER), certificate)
    return certificate


def read_seal(pdf: bytes) -> Seal:
    """Find the seal that covers the file to its last byte; says nothing yet about who made it."""
    start, end = _gap(pdf)
    contents = _contents(pdf[start:end])
    digest = hashlib.sha256(pdf[:start])
    digest.update(pdf[end:])
    parsed = _parse(contents)
    return Seal(digest.digest(), contents, parsed[0], parsed[1], _sealed_at(pdf[:start], pdf[end:]))


def check_seal(found: Seal, certificate: bytes) -> None:
    """Raise unless exactly this certificate's key sealed exactly these bytes."""
    if found.certificate != certificate:
        raise SealBroken("Segel dibuat dengan sertifikat yang bukan milik penerbit ini.")
    attributes = _signed_attributes(found.digest, certificate)
    if _cms(attributes, certificate, found.signature) != found.cms:
        raise SealBroken("Isi berkas tidak sama dengan yang disegel: berkas telah diubah.")
    key = x509.load_der_x509_certificate(certificate).public_key()
    try:
        if not isinstance(key, ec.EllipticCurvePublicKey) or not _is_canonical(found.signature):
            raise SealBroken("Segel tidak memakai bentuk tanda tangan yang sah.")
        key.verify(found.signature, attributes.dump(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise SealBroken("Tanda tangan segel tidak sah: berkas atau segelnya telah diubah.") from None


def check_seal_date(found: Seal) -> None:
    """Raise unless the certificate was valid when the file was sealed; later expiry changes nothing."""
    certificate = x509.load_der_x509_certificate(found.certificate)
    if not certificate.not_valid_before_utc <= found.at <= certificate.not_valid_after_utc:
        raise SealBroken("Segel dibuat di luar masa berlaku sertifikat segel penerbit.")


def sealed_by(certificate: bytes) -> str:
    """The organisation named in a seal certificate."""
    names = x509.load_der_x509_certificate(certificate).subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return str(names[0].value) if names else ""


def _signature_object(certificate: bytes, at: datetime) -> SignatureObject:
    return SignatureObject(
        timestamp=at.astimezone(UTC),
        name=sealed_by(certificate),
        subfilter=SigSeedSubFilter.PADES,
        bytes_reserved=2 * RESERVED_BYTES,
    )


def _signed_attributes(digest: bytes, certificate: bytes) -> cms.CMSAttributes:
    """PAdES B-B: the time stands in the PDF's /M, which the digest covers, and not among the attributes."""
    proof_of_certificate = tsp.SigningCertificateV2(
        {"certs": [tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(certificate).digest()})]}
    )
    return cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [digest]}),
            cms.CMSAttribute({"type": "signing_certificate_v2", "values": [proof_of_certificate]}),
        ]
    )


def _cms(attributes: cms.CMSAttributes, certificate: bytes, signature: bytes) -> bytes:
    own = asn1_x509.Certificate.load(certificate)
    sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {
                            "issuer": own.issuer,
                            "serial_number": own.serial_number,
                        }
                    )
                }
            ),
            "digest_algorithm": sha256,
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": signature,
        }
    )
    signed = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [sha256],
            "encap_content_info": {"content_type": "data"},
            "certificates": [own],
            "signer_infos": [signer],
        }
    )
    content: bytes = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    return content


def _gap(pdf: bytes) -> tuple[int, int]:
    """The two ends of the hex string that the seal leaves out; all other bytes must be covered."""
    ranges = BYTE_RANGE.findall(pdf)
    if not ranges:
        raise SealBroken("Berkas ini tidak bersegel elektronik.")
    first, second, length = map(int, ranges[-1])
    if second + length != len(pdf) or not 0 < first < second:
        raise SealBroken("Segel tidak mencakup seluruh berkas: ada bagian yang ditambah atau hilang.")
    return first, second


def _contents(gap: bytes) -> bytes:
    """The CMS from its hex string: upper case, zero padding, nothing else."""
    if not re.fullmatch(rb"<(?:[0-9A-F]{2})+>", gap):
        raise SealBroken("Isi segel tidak dalam bentuk baku: berkas telah diubah.")
    raw = bytes.fromhex(gap[1:-1].decode("ascii"))
    # DER: 0x30, then 0x82 and two octets of length, as any CMS of 256 to 65,535 octets begins.
    length = 4 + int.from_bytes(raw[2:4])
    if raw[:2] != b"\x30\x82" or any(raw[length:]) or len(raw) < length:
        raise SealBroken("Isi segel rusak: berkas telah diubah.")
    return raw[:length]


def _parse(contents: bytes) -> tuple[bytes, bytes]:
    """Signature value and certificate; every other octet is checked later by rebuilding."""
    try:
        signed = cms.ContentInfo.load(contents, strict=True)["content"]
        signature = signed["signer_infos"][0]["signature"].native
        certificate = signed["certificates"][0].chosen.dump()
        x509.load_der_x509_certificate(certificate)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        raise SealBroken("Isi segel tidak terbaca: berkas telah diubah.") from None
    if not isinstance(signature, bytes) or not isinstance(certificate, bytes):
        raise SealBroken("Isi segel tidak terbaca: berkas telah diubah.")
    return signature, certificate


def _is_canonical(signature: bytes) -> bool:
    try:
        return encode_dss_signature(*decode_dss_signature(signature)) == signature
    except ValueError:
        return False


def _sealed_at(before: bytes, after: bytes) -> datetime:
    """The time in the signature dictionary, which stands around the gap."""
    for part in (before[-2000:], after):
        if found := SEALED_AT.search(part):
            try:
                return datetime.strptime(found[1].decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            except ValueError:
                break
    raise SealBroken("Waktu penyegelan tidak tercatat dalam berkas.")
