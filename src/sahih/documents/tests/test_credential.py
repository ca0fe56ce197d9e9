import copy
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from sahih.documents.credential import (
    CertificateFacts,
    CredentialBroken,
    Json,
    base58,
    canonical,
    credential_of,
    facts_of,
    hash_data,
    key_id,
    secure,
    unbase58,
    verify_proof,
    years_later,
)
from sahih.documents.tests.certificates import FACTS, GENUINE, ISSUED_AT, STRANGER, real

PUBLIC = GENUINE.credential_key.public_key()
SECURED = GENUINE.credential()

# W3C, Data Integrity ECDSA Cryptosuites v1.0, test vectors for ecdsa-jcs-2019 with P-256.
W3C_DOCUMENT = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
W3C_KEY = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"
W3C_OPTIONS = {
    "type": "DataIntegrityProof",
    "cryptosuite": "ecdsa-jcs-2019",
    "created": "2023-02-24T23:36:38Z",
    "verificationMethod": f"did:key:{W3C_KEY}#{W3C_KEY}",
    "proofPurpose": "assertionMethod",
    "@context": W3C_DOCUMENT["@context"],
}
W3C_HASH = (
    "fe5799489119c7fe3c528715e72bd39d2ec6b4ab345978df32e9a9312648ec25"
    "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19"
)
W3C_PROOF = "z5ptCet75SaEgzG4v4zJhbJtfNi74Wv7Fq15hhKouJQQjEPQvPZKaYxcMXAMLPQS2FXrkCWokNJkFVkwxNzZfD5oT"
W3C_SECRET = 0xC9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721


def test_hash_of_the_w3c_vector_is_the_published_one() -> None:
    assert hash_data(W3C_DOCUMENT, W3C_OPTIONS).hex() == W3C_HASH


def test_proof_of_the_w3c_vector_holds() -> None:
    public = ec.derive_private_key(W3C_SECRET, ec.SECP256R1()).public_key()

    verify_proof(W3C_DOCUMENT | {"proof": W3C_OPTIONS | {"proofValue": W3C_PROOF}}, public)


def test_w3c_vector_with_another_name_is_refused() -> None:
    public = ec.derive_private_key(W3C_SECRET, ec.SECP256R1()).public_key()

    with pytest.raises(CredentialBroken):
        verify_proof(W3C_DOCUMENT | {"name": "Other", "proof": W3C_OPTIONS | {"proofValue": W3C_PROOF}}, public)


@pytest.mark.parametrize("facts", [FACTS, real(), replace(FACTS, unit_list=()), replace(FACTS, zone="+09:00")])
def test_facts_come_back_from_the_proved_credential(facts: CertificateFacts) -> None:
    credential = json.loads(canonical(GENUINE.credential(facts)))

    verify_proof(credential, PUBLIC)
    assert facts_of(credential) == facts
    assert key_id(credential) == "kunci-1"


def test_proof_of_equal_facts_is_equal() -> None:
    assert secure(credential_of(FACTS), key=GENUINE.credential_key, kid="kunci-1", at=ISSUED_AT) == SECURED


def test_proof_by_another_key_is_refused() -> None:
    with pytest.raises(CredentialBroken):
        verify_proof(STRANGER.credential(), PUBLIC)


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every single value in the JSON."""
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from leaves(item, (*path, key))
    else:
        yield path


def changed(document: Json, path: tuple[str | int, ...]) -> Json:
    copied = copy.deepcopy(document)
    *way, last = path
    target: Any = copied
    for key in way:
        target = target[key]
    target[last] = not target[last] if isinstance(target[last], bool) else f"{target[last]}x"
    return copied


@pytest.mark.parametrize("path", list(leaves(SECURED)), ids=lambda path: ".".join(map(str, path)))
def test_any_value_changed_breaks_the_proof(path: tuple[str | int, ...]) -> None:
    with pytest.raises(CredentialBroken):
        verify_proof(changed(SECURED, path), PUBLIC)


@pytest.mark.parametrize("extra", [{"nik": "3525010101900001"}, {"validFrom": "2026-11-20"}, {"credentialSubject": []}])
def test_credential_saying_more_or_other_is_no_certificate(extra: Json) -> None:
    with pytest.raises(CredentialBroken):
        facts_of(SECURED | extra)


def test_key_of_another_controller_is_refused() -> None:
    foreign = copy.deepcopy(SECURED)
    foreign["proof"]["verificationMethod"] = "https://other.example/l/x#kunci-1"

    with pytest.raises(CredentialBroken, match="bukan milik penerbitnya"):
        key_id(foreign)


@pytest.mark.parametrize("credential", [{}, {"proof": None}, {"proof": []}, {"proof": {"proofValue": 1}}])
def test_credential_without_a_proof_is_refused(credential: Json) -> None:
    with pytest.raises(CredentialBroken):
        key_id(credential)
    with pytest.raises(CredentialBroken):
        verify_proof(credential, PUBLIC)


def test_facts_hold_no_identity_beyond_the_name() -> None:
    """No NIK, birth data or photo can enter: there is no field for them."""
    names = {field.name for field in fields(FACTS) if not is_dataclass(getattr(FACTS, field.name))}

    assert names == {
        "holder_name", "unit_list", "certificate_number", "registration_number", "blanko_serial",
        "valid_from", "valid_until", "uji_coba", "verification_url", "zone",
    }  # fmt: skip


def test_credential_does_not_tell_how_the_assessment_was_held() -> None:
    """CT9: certificates of remote and of face-to-face assessments are alike."""
    words = canonical(SECURED).decode().lower()

    assert [word for word in ("daring", "jarak jauh", "remote", "online", "tatap muka") if word in words] == []


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        (date(2026, 11, 20), 3, date(2029, 11, 20)),
        (date(2024, 2, 29), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2025, 12, 31), 1, date(2026, 12, 31)),
    ],
)
def test_expiry_is_the_same_day_years_later(start: date, years: int, end: date) -> None:
    """CT11."""
    assert years_later(start, years) == end


@given(raw=st.binary(min_size=64, max_size=64))
def test_base58_of_a_signature_comes_back(raw: bytes) -> None:
    assert unbase58("z" + base58(raw)) == raw


@pytest.mark.parametrize("text", ["", "z", "z0", "u5ptCet", "z" + "z" * 100, W3C_PROOF[1:], "zz" + W3C_PROOF[1:]])
def test_other_writings_of_a_signature_are_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- two built-in reasons, one kind
        unbase58(text)
