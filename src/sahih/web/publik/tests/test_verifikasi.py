"""Verification by number, by code and by file; keys, log, signatures (CT12, L11)."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sahih.documents.models import Tandatangan
from sahih.documents.verification.trust import parse_trust
from sahih.documents.verification.verify import verify_certificate
from sahih.kernel.ledger.log import sequence
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.store import read
from sahih.process.contoh.akhir import sign_for
from sahih.process.sertifikat.models import Sertifikat, SertifikatPublik
from sahih.web.publik.tests.conftest import Row
from sahih.web.tests.panggung import Panggung, browser_of


@pytest.mark.parametrize(
    "typed", ["71102 3257 4 0000123 2026", "71102  3257 4 0000123  2026 ", "K3L 2037 00012 2026", "k3l.2037.00012.2026"]
)
def test_number_is_found_however_it_is_typed(row: Row, typed: str) -> None:
    """CT12: the minimum, the warning, and that this is not BNSP's register."""
    row()

    answer = Client().get("/verifikasi/", {"nomor": typed})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<h1>Berlaku</h1>" in page
    assert "Siti Contoh" in page
    assert "Ini basis data LSP Katiga Contoh, bukan BNSP." in page
    assert "Pastikan alamat laman ini" in page
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"status": "dibekukan"}, "Dibekukan"),
        ({"status": "dicabut"}, "Dicabut"),
        ({"status": "digantikan"}, "Digantikan"),
        ({"valid_until": dt.date(2026, 11, 2)}, "Kedaluwarsa"),
        ({"uji_coba": True}, "CONTOH – TIDAK BERLAKU"),
        ({"uji_coba": True, "status": "dicabut"}, "CONTOH – TIDAK BERLAKU"),
    ],
)
def test_state_is_one_word_and_a_trial_is_never_valid(row: Row, facts: dict[str, object], word: str) -> None:
    found = row(**facts)

    page = Client().get(f"/verifikasi/{found.ref}/").content.decode()

    assert f"<h1>{word}</h1>" in page
    assert "<h1>Berlaku</h1>" not in page


def test_unknown_number_is_not_found_here_and_never_called_false(row: Row) -> None:
    row()

    answer = Client().get("/verifikasi/", {"nomor": "99999 9999 9 9999999 2026"})

    page = answer.content.decode()
    assert answer.status_code == 404
    assert "tidak ditemukan di LSP ini" in page
    assert "palsu" not in page.lower()
    assert "bnsp.go.id" in page


def test_name_of_a_holder_finds_nothing(row: Row) -> None:
    """CT12: verification answers a number, it is no register of people."""
    row()

    assert Client().get("/verifikasi/", {"nomor": "Siti Contoh"}).status_code == 404


def test_too_many_questions_are_told_to_wait(row: Row) -> None:
    found, client = row(), Client()
    for _question in range(30):
        client.get(f"/verifikasi/{found.ref}/")

    answer = client.get(f"/verifikasi/{found.ref}/")

    assert answer.status_code == 429
    assert "Tunggu satu menit" in answer.content.decode()
    assert answer["Retry-After"] == "60"


def send(
    content: bytes, name: str = "sertifikat.pdf"
) -> Any:  # Any: the client's response has no name outside the stubs
    return Client().post("/verifikasi/berkas/", {"berkas": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("content", [b"", b"bukan pdf", b"%PDF-1.7 rusak"])
def test_file_that_is_no_certificate_is_answered_in_a_sentence(content: bytes) -> None:
    answer = send(content)

    assert answer.status_code == 422
    assert "palsu" not in answer.content.decode().lower()


def certificate(stage: Panggung) -> bytes:
    with tenant(stage.lsp_id):
        paper = Sertifikat.objects.select_related("pdf__key").get().pdf
        assert paper is not None
        return read(paper)


def test_certificate_of_a_rehearsal_by_code_by_number_by_file_and_offline(issued: Panggung) -> None:
    """L11 everywhere: the code's address, the number, the file, the keys of this host."""
    pdf, public = certificate(issued), SertifikatPublik.objects.get()

    by_code = Client().get(f"/verifikasi/{public.ref}/").content.decode()
    by_file = send(pdf).content.decode()
    changed = send(pdf[:900] + bytes([pdf[900] ^ 1]) + pdf[901:])
    keys = Client().get("/.well-known/sahih-keys.json")
    report = verify_certificate(pdf, parse_trust(keys.content))

    assert "<h1>CONTOH – TIDAK BERLAKU</h1>" in by_code
    assert "<h1>CONTOH – TIDAK BERLAKU</h1>" in by_file
    assert "Sertifikat tercatat dalam buku catatan penerbit." in by_file
    assert changed.status_code == 422
    assert "Berkas ini tidak dapat dipastikan" in changed.content.decode()
    assert report.ok
    assert json.loads(keys.content)["sahih"] == 1


def test_holder_takes_the_very_file(issued: Panggung) -> None:
    """CT10, FX20: once both receipts are signed."""
    kasus = issued.kisah.kasus[0]
    client, url = browser_of(kasus.who), f"/saya/permohonan/{kasus.permohonan.ref}/"
    sign_for(issued.kisah, kasus)

    page = client.get(f"{url}sertifikat/").content.decode()
    taken = client.get(f"{url}sertifikat/unduh/")
    journey = client.get(url).content.decode()

    assert SertifikatPublik.objects.get().number in page
    assert taken.getvalue() == certificate(issued)
    assert taken["Content-Disposition"].startswith("attachment;")
    assert "Sertifikat Anda terbit" in journey


def test_signature_is_proved_without_a_name(issued: Panggung) -> None:
    with tenant(issued.lsp_id):
        signature = Tandatangan.objects.filter(role="asesi")[0]

    page = Client().get(f"/verifikasi/tanda-tangan/{signature.ref}/").content.decode()

    assert signature.sha256 in page
    assert signature.name not in page
    assert "CONTOH – TIDAK BERLAKU" in page
    assert Client().get("/verifikasi/tanda-tangan/tidakada/").status_code == 404


def test_log_is_public_and_a_part_of_a_tile_is_kept_briefly(issued: Panggung, noon: dt.datetime) -> None:
    with tenant(issued.lsp_id):
        head = sequence(at=noon)
    assert head is not None

    checkpoint, tile = Client().get("/log/checkpoint"), Client().get("/log/tile/0/0")

    assert checkpoint.content.decode() == head.note
    assert checkpoint["Cache-Control"] == "public, max-age=60"
    assert len(tile.content) % 32 == 0
    assert Client().get("/log/tile/9/9").status_code == 404
