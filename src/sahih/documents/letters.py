"""The number of a letter, and its day: that of the signature, not the day on which somebody prepared it (D3)."""

import datetime as dt
from collections.abc import Sequence
from typing import cast

from django.utils.translation import gettext as _

from sahih.documents.content import Content
from sahih.documents.ketentuan.queries import kendali_of
from sahih.documents.models import Lembar, LembarPart, Tandatangan
from sahih.documents.sheets import current_part, part_content, rewrite_lembar, sign_lembar
from sahih.documents.signing import Signer, SigningProof
from sahih.documents.surat import LETTERS
from sahih.documents.surat.naskah import SuratContent
from sahih.documents.wording import long_date
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditKind, record
from sahih.kernel.clock import local_date
from sahih.kernel.numbering import LetterNumber, series, take_number
from sahih.kernel.policy import Refused, Verdict, allow_if, policy, require

LETTER_SIGNER = "ketua"
DATED = AuditKind("surat.dated", ("day",))


@policy("surat.present")
def may_present(actor: Actor) -> Verdict:
    return allow_if(
        actor.may("spt.sign") or actor.may("keputusan.sign"), _("Surat dibuka untuk ditandatangani oleh Ketua LSP.")
    )


def take_letter_number(
    code: str, *, kind: str, pattern: str, uji_coba: bool, at: dt.datetime, zone: str
) -> LetterNumber:
    """The next number of this letter: by the LSP's own code and pattern for it, else by `kind` and the common pattern.

    The series follows the code that is printed, so two letters of one code never bear one number.
    """
    own = kendali_of(code)
    counted = (own.number_code if own else "") or kind
    return take_number(
        series(counted, uji_coba=uji_coba), pattern=(own.number_pattern if own else "") or pattern, at=at, zone=zone
    )


def present_letters(letters: Sequence[Lembar], *, actor: Actor, at: dt.datetime, zone: str) -> None:
    """Date the letters that the signer is about to read with today; what is signed stays as it is."""
    today = local_date(at, zone)
    for letter in letters:
        if letter.locked_at is None and day_of(current_part(letter)) != today:
            date_letter(letter, today, actor=actor, at=at)


def redate(letter: Lembar, day: dt.date, *, as_role: str, at: dt.datetime) -> None:
    """Give an open letter the day on which this role is about to read it."""
    if letter.locked_at is None and day_of(current_part(letter)) != day:
        rewrite_lembar(letter, lambda content: _dated(content, day), as_role=as_role, at=at)


@action("surat.date")
def date_letter(letter: Lembar, day: dt.date, *, actor: Actor, at: dt.datetime) -> None:
    """Give an open letter this day."""
    require(may_present(actor))
    before = day_of(current_part(letter))
    rewrite_lembar(letter, lambda content: _dated(content, day), as_role=LETTER_SIGNER, at=at)
    record(DATED, letter, old={"day": before.isoformat()}, new={"day": day.isoformat()})


def sign_letter(letter: Lembar, *, signer: Signer, proof: SigningProof, at: dt.datetime, zone: str) -> Tandatangan:
    """Sign for the institution; a letter that was opened yesterday is read again, with today's date.

    Raises Refused where the letter bears another day than the one of the signature.
    """
    day = day_of(current_part(letter))
    if day != local_date(at, zone):
        raise Refused(
            _("Surat %(number)s bertanggal %(day)s. Buka lagi suratnya agar bertanggal hari ini, lalu tandatangani.")
            % {"number": letter.number, "day": long_date(day.isoformat())}
        )
    return sign_lembar(letter, LETTERS[letter.code].form, role=LETTER_SIGNER, signer=signer, proof=proof, at=at)


def day_of(part: LembarPart) -> dt.date:
    """The date that the letter bears."""
    return dt.date.fromisoformat(str(_fields(part_content(part))["tanggal_surat"]))


def _fields(content: Content) -> dict[str, object]:
    return cast("dict[str, object]", cast("SuratContent", content)["isi"]["fields"])  # reason: a letter's content


def _dated(content: Content, day: dt.date) -> Content:
    _fields(content)["tanggal_surat"] = day.isoformat()
    return content
