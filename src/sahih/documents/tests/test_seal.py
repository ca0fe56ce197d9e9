import io
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from sahih.documents.pdf import render
from sahih.documents.seal import (
    BYTE_RANGE,
    NAME_LIMIT,
    SealBroken,
    check_seal,
    check_seal_date,
    make_seal_certificate,
    read_seal,
    seal,
    sealed_by,
)
from sahih.documents.tests.certificates import GENUINE, ISSUED_AT, KEYS_FROM, KEYS_UNTIL, STRANGER

KEY = GENUINE.seal_key.key
CERTIFICATE = GENUINE.seal_key.certificate
PLAIN = render("surat.typ", {"date": "2026-11-20", "title": ["SURAT"], "blocks": []}).pdf
SEALED = seal(PLAIN, key=KEY, certificate=CERTIFICATE, at=ISSUED_AT)


def status_by_another_reader(pdf: bytes) -> PdfSignatureStatus:
    reader = PdfFileReader(io.BytesIO(pdf))
    certificate = x509_for_pyhanko(CERTIFICATE)
    context = ValidationContext(trust_roots=[certificate], moment=ISSUED_AT, allow_fetching=False)
    return validate_pdf_signature(reader.embedded_signatures[0], context)


def x509_for_pyhanko(der: bytes) -> object:
    from asn1crypto import x509 as asn1_x509  # noqa: PLC0415 -- only this oracle needs it

    return asn1_x509.Certificate.load(der)


def test_seal_is_intact_and_whole_for_another_reader() -> None:
    status = status_by_another_reader(SEALED)

    assert (status.intact, status.valid) == (True, True)
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def test_seal_of_equal_bytes_is_equal() -> None:
    assert seal(PLAIN, key=KEY, certificate=CERTIFICATE, at=ISSUED_AT) == SEALED


def test_seal_leaves_the_print_untouched_before_it() -> None:
    assert SEALED.startswith(PLAIN)


def test_seal_tells_when_and_by_whom() -> None:
    found = read_seal(SEALED)

    check_seal(found, CERTIFICATE)
    assert (found.at, sealed_by(found.certificate)) == (ISSUED_AT, "LSP Contoh Kimia Gresik")


def test_seal_by_another_key_under_the_same_name_is_refused() -> None:
    forged = seal(PLAIN, key=STRANGER.seal_key.key, certificate=STRANGER.seal_key.certificate, at=ISSUED_AT)

    with pytest.raises(SealBroken, match="bukan milik penerbit"):
        check_seal(read_seal(forged), CERTIFICATE)


def test_seal_with_our_certificate_but_another_key_is_refused() -> None:
    forged = seal(PLAIN, key=STRANGER.seal_key.key, certificate=CERTIFICATE, at=ISSUED_AT)

    with pytest.raises(SealBroken, match="Tanda tangan segel"):
        check_seal(read_seal(forged), CERTIFICATE)


def test_update_that_claims_to_be_covered_is_refused() -> None:
    """A stranger appends an update and a second /ByteRange that reaches over it, around our own CMS."""
    first, second, length = map(int, BYTE_RANGE.findall(SEALED)[-1])
    tail = b"%% pemalsuan\n"
    claim = b"/ByteRange [0 %d %d %d]\n"
    size = len(SEALED) + len(tail) + len(claim % (first, second, length)) - second

    with pytest.raises(SealBroken, match="telah diubah"):
        check_seal(read_seal(SEALED + tail + claim % (first, second, size)), CERTIFICATE)


@pytest.mark.parametrize("tail", [b"\n", b" ", b"%%EOF\n", b"\0" * 10, PLAIN])
def test_anything_after_the_end_is_refused(tail: bytes) -> None:
    with pytest.raises(SealBroken, match="tidak mencakup"):
        read_seal(SEALED + tail)


def test_lower_case_hex_is_refused() -> None:
    """Other readers take it; we do not, since nothing of the file may be free."""
    start = SEALED.rindex(b"/Contents <") + len(b"/Contents <")
    place = next(at for at in range(start, len(SEALED)) if SEALED[at : at + 1] in b"ABCDEF")

    with pytest.raises(SealBroken, match="bentuk baku"):
        read_seal(SEALED[:place] + SEALED[place : place + 1].lower() + SEALED[place + 1 :])


def test_padding_that_is_not_zero_is_refused() -> None:
    end = SEALED.rindex(b">\n/ByteRange")

    with pytest.raises(SealBroken):
        read_seal(SEALED[: end - 1] + b"1" + SEALED[end:])


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", PLAIN])
def test_file_without_a_seal_is_refused(pdf: bytes) -> None:
    with pytest.raises(SealBroken, match="tidak bersegel"):
        read_seal(pdf)


@pytest.mark.parametrize("at", [KEYS_FROM - timedelta(seconds=1), KEYS_UNTIL + timedelta(seconds=1)])
def test_seal_outside_the_certificates_time_is_refused(at: datetime) -> None:
    found = read_seal(seal(PLAIN, key=KEY, certificate=CERTIFICATE, at=at))

    with pytest.raises(SealBroken, match="di luar masa berlaku"):
        check_seal_date(found)


def test_certificate_names_the_organisation_and_may_only_sign() -> None:
    certificate = x509.load_der_x509_certificate(CERTIFICATE)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value

    assert certificate.subject == certificate.issuer
    assert (usage.digital_signature, usage.key_cert_sign) == (True, False)
    assert certificate.not_valid_after_utc == KEYS_UNTIL
    certificate.verify_directly_issued_by(certificate)


def test_certificate_of_a_long_name_is_cut_to_what_x520_allows() -> None:
    der = make_seal_certificate(KEY, "LSP " + "Panjang " * 20, KEYS_FROM, datetime(2030, 1, 1, tzinfo=UTC))

    assert len(sealed_by(der)) == NAME_LIMIT
