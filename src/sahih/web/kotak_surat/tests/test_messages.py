"""The mailbox reads what its backend wrote, letters and text messages alike."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.http import Http404
from django.test import RequestFactory
from django.test.utils import override_settings

from sahih.web.kotak_surat.messages import Letter, read_letters
from sahih.web.kotak_surat.views import kotak_surat

pytestmark = pytest.mark.urls("sahih.web.ui.tests.urls")
NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def send(folder: Path, *messages: EmailMessage) -> None:
    with override_settings(SAHIH_MAILBOX=folder):
        get_connection("sahih.web.kotak_surat.backend.MailboxBackend").send_messages(list(messages))


def letter_to(recipient: str, body: str, *, at: datetime = NOON) -> EmailMessage:
    headers = {"Date": at.strftime("%a, %d %b %Y %H:%M:%S +0000")}
    return EmailMessage("Undangan asesmen", body, "lsp@contoh.id", [recipient], headers=headers)


def test_letters_from_two_files_are_read_newest_first(tmp_path: Path) -> None:
    send(
        tmp_path,
        letter_to("rini@contoh.id", "pertama"),
        letter_to("budi@contoh.id", "kedua", at=NOON + timedelta(hours=1)),
    )
    send(tmp_path, letter_to("62812@sms.invalid", "Kode: 123456", at=NOON + timedelta(hours=2)))

    letters = read_letters(tmp_path)

    assert [(one.channel, one.recipient, one.body) for one in letters] == [
        ("SMS", "+62812", "Kode: 123456"),
        ("E-mail", "budi@contoh.id", "kedua"),
        ("E-mail", "rini@contoh.id", "pertama"),
    ]


def test_letter_with_accents_and_attachment_is_read_whole(tmp_path: Path) -> None:
    message = letter_to("rini@contoh.id", "Sertifikat – terlampir\n\nhttps://sahih.test/undangan/abc/")
    message.attach("SPT.pdf", b"%PDF-1.7", "application/pdf")
    send(tmp_path, message)

    letters = read_letters(tmp_path)

    body = "Sertifikat – terlampir\n\nhttps://sahih.test/undangan/abc/"
    assert letters == [
        Letter("E-mail", "lsp@contoh.id", "rini@contoh.id", "Undangan asesmen", body, NOON, ("SPT.pdf",))
    ]


def test_letters_of_a_missing_folder_are_none(tmp_path: Path) -> None:
    assert read_letters(tmp_path / "belum-ada") == []


def test_mailbox_page_links_addresses_and_escapes_markup(tmp_path: Path, rf: RequestFactory) -> None:
    send(tmp_path, letter_to("rini@contoh.id", "Buka https://sahih.test/undangan/abc/ <script>alert(1)</script>"))

    with override_settings(SAHIH_MAILBOX=tmp_path, SAHIH_ENV="development"):
        page = kotak_surat(rf.get("/kotak-surat/")).content.decode()

    assert 'href="https://sahih.test/undangan/abc/"' in page
    assert "<script>alert" not in page


def test_mailbox_page_in_production_does_not_exist(tmp_path: Path, rf: RequestFactory) -> None:
    with override_settings(SAHIH_MAILBOX=tmp_path, SAHIH_ENV="production"), pytest.raises(Http404):
        kotak_surat(rf.get("/kotak-surat/"))
