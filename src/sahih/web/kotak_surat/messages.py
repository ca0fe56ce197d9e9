"""The development mailbox: letters and SMS that stand as files in one folder."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

# The outbox hands text messages to a gateway as mail to this host.
SMS_HOST = "@sms.invalid"
MOST_SHOWN = 200

# Django's file backend writes one file per connection, a line of 79 dashes after each letter.
_SEPARATOR = re.compile(rb"^-{79}\r?\n", re.MULTILINE)


@dataclass(frozen=True)
class Letter:
    """One message as the mailbox shows it."""

    channel: str
    sender: str
    recipient: str
    subject: str
    body: str
    at: datetime
    attachments: tuple[str, ...] = ()


def read_letters(folder: Path) -> list[Letter]:
    """All letters, newest first; a file still being written is shown as far as it goes."""
    if not folder.is_dir():
        return []
    newest = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)[:MOST_SHOWN]
    letters = [letter for path in newest for letter in _letters_in(path)]
    return sorted(letters, key=lambda letter: letter.at, reverse=True)


def _letters_in(path: Path) -> Iterator[Letter]:
    for part in _SEPARATOR.split(path.read_bytes()):
        if part.strip():
            yield _letter(message_from_bytes(part.lstrip(), policy=policy.default), path)


def _letter(message: EmailMessage, path: Path) -> Letter:
    recipient = str(message.get("To", ""))
    is_sms = recipient.endswith(SMS_HOST)
    body = message.get_body(preferencelist=("plain", "html"))
    return Letter(
        channel="SMS" if is_sms else "E-mail",
        sender=str(message.get("From", "")),
        recipient=f"+{recipient.removesuffix(SMS_HOST)}" if is_sms else recipient,
        subject=str(message.get("Subject", "")),
        body=body.get_content().strip() if body else "",
        at=_sent_at(message, path),
        attachments=tuple(part.get_filename() or "berkas" for part in message.iter_attachments()),
    )


def _sent_at(message: EmailMessage, path: Path) -> datetime:
    try:
        sent = parsedate_to_datetime(str(message["Date"]))
    except ValueError:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)
