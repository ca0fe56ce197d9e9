"""A correction is a new sheet that names the old one; begun and not signed, it can be dropped again (FX13)."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.documents.content import Content, Context
from sahih.documents.filling import begin
from sahih.documents.models import Lembar
from sahih.documents.sheets import chain_of, content_of, in_force, newest, open_lembar, void_lembar
from sahih.documents.vocabulary import Formulir
from sahih.kernel.audit import AuditKind, record
from sahih.kernel.policy import Refused

CORRECTED = AuditKind("lembar.corrected", ("code", "by"))
DROPPED = AuditKind("lembar.correction_dropped", ("code", "stands"))
STANDS_AGAIN = AuditKind("lembar.stands_again", ("code",))


def correct_lembar(old: Lembar, formulir: Formulir, context: Context, *, reason: str, at: dt.datetime) -> Lembar:
    """A new sheet that begins with the old answers and names it (FX13).

    The old one keeps its bytes, signatures and prints; where it still waited for somebody it is closed. A copy
    of a paper is corrected by a copy of a paper.
    """
    held = _held(old)
    if not reason.strip():
        raise Refused(_("Tuliskan apa yang keliru dan mengapa dikoreksi."))
    if held.void_reason or not held.signatures.exists():
        raise Refused(_("Lembar ini belum ditandatangani; ubah saja isinya."))
    last = newest(held)
    assert last is not None
    if not _stands(held, last):
        raise Refused(_("Lembar ini sudah digantikan. Koreksi lembar yang terbaru."))
    if not held.locked_at:
        void_lembar(held, reason=_("Digantikan koreksi: %s") % reason)
    new = open_lembar(
        formulir, context, key=held.key, uji_coba=held.uji_coba, at=at, corrects=last, reason=reason,
        only=held.parts.get(ordinal=1).role, like=held,
    )  # fmt: skip
    record(CORRECTED, held, new={"code": held.code, "by": new.ref}, reason=reason)
    return new


def _stands(held: Lembar, last: Lembar) -> bool:
    """Whether every sheet after it was closed, one that somebody of several had signed too."""
    chain = chain_of(last)
    return all(one.void_reason and not one.locked_at for one in chain[chain.index(held) + 1 :])


def is_correcting(lembar: Lembar | None) -> bool:
    """Whether this is a correction that was begun and nobody has signed yet."""
    begun = lembar is not None and bool(lembar.correction_reason) and not lembar.void_reason
    return begun and lembar is not None and not lembar.signatures.exists()


def still_says(former: Lembar | None, formulir: Formulir, facts: Context) -> bool:
    """Whether a locked sheet would say the same with the facts of this moment."""
    if former is None or not former.locked_at:
        return False
    content = content_of(former)
    return _told(begin(formulir, facts, content)) == _told(content)


def _told(content: Content) -> dict[str, object]:
    """What a sheet says, whichever version of its form asked: rows that nobody gave say nothing."""
    rows = {source: lines for source, lines in content["rows"].items() if lines}
    return {**content, "form": content["form"]["code"], "rows": rows}


def drop_correction(new: Lembar, *, reason: str) -> Lembar:
    """Close a correction that nobody signed; the sheet before it stands again, as it was."""
    held = _held(new)
    if not reason.strip():
        raise Refused(_("Tuliskan mengapa koreksinya dibatalkan."))
    if not is_correcting(held):
        raise Refused(_("Tidak ada koreksi yang belum ditandatangani pada lembar ini."))
    void_lembar(held, reason=reason)
    before = in_force(held)
    if before.void_reason and not before.locked_at:  # it was closed because this correction took its place
        before.void_reason = ""
        before.save(update_fields=["void_reason"])
        record(STANDS_AGAIN, before, new={"code": before.code}, reason=reason)
    record(DROPPED, held, new={"code": held.code, "stands": before.ref}, reason=reason)
    return before


def _held(lembar: Lembar) -> Lembar:
    return Lembar.objects.select_for_update(of=("self",)).select_related("key").get(pk=lembar.pk)
