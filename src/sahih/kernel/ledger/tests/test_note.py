import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from sahih.kernel.ledger.note import Head, NoteError, Verifier, open_note, parse_verifier, sign_head, verifier

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(32))
ORIGIN = "cek.example/log"
HEAD = Head(ORIGIN, 301, bytes(range(32)))
NOTE = sign_head(HEAD, KEY)
KNOWN = [verifier(ORIGIN, KEY)]


@pytest.mark.parametrize(
    "published",
    [
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
    ],
)
def test_verifier_of_a_published_log_is_read_and_written_alike(published: str) -> None:
    assert str(parse_verifier(published)) == published


def test_note_signed_by_a_known_key_gives_its_head() -> None:
    assert open_note(NOTE, KNOWN) == HEAD


def test_note_with_a_strangers_signature_beside_ours_gives_its_head() -> None:
    cosigned = NOTE + sign_head(Head("witness.example", 1, bytes(32)), STRANGER).split("\n\n")[1]

    assert open_note(cosigned, KNOWN) == HEAD


@pytest.mark.parametrize("known", [[], [verifier(ORIGIN, STRANGER)], [verifier("other.example", KEY)]])
def test_note_without_a_known_key_is_refused(known: list[Verifier]) -> None:
    with pytest.raises(NoteError):
        open_note(NOTE, known)


@given(place=st.integers(0, len(NOTE) - 1), letter=st.characters(max_codepoint=255))
@settings(max_examples=300, deadline=None)
def test_note_with_one_letter_changed_is_refused(place: int, letter: str) -> None:
    changed = NOTE[:place] + letter + NOTE[place + 1 :]
    if changed == NOTE:
        return

    with pytest.raises(NoteError):
        open_note(changed, KNOWN)


@pytest.mark.parametrize("note", ["", "\n\n", "a\n1\n\n", f"{ORIGIN}\n01\nAAAA\n\n— x y\n", NOTE[:-1], NOTE + "x\n"])
def test_malformed_note_is_refused(note: str) -> None:
    with pytest.raises(NoteError):
        open_note(note, KNOWN)


@pytest.mark.parametrize("text", ["", "a+b", "a+00000000+AAAA", str(KNOWN[0]).replace("cek", "cok")])
def test_malformed_verifier_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        parse_verifier(text)


def test_log_name_with_a_space_is_refused() -> None:
    with pytest.raises(NoteError):
        verifier("two words", KEY)
