"""An improvement as every page tells it: where it comes from, and how it stands."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.process.kaji_ulang.models import Perbaikan
from sahih.web.ui.parts import Badge, Tone
from sahih.web.ui.words import tanggal


def source_of(one: Perbaikan) -> str:
    """The sheet, the source that was named, or the MUK whose items were counted."""
    if one.lembar is not None:
        return one.lembar.code
    if not one.source:
        return _("hasil butir")
    words = str(one.get_source_display())
    return f"{words}, {tanggal(one.found_on)}" if one.found_on else words


def state_of(one: Perbaikan, *, day: dt.date) -> Badge:
    if one.answered_at:
        return Badge(_("dijawab"), Tone.OK)
    if one.withdrawn_at:
        return Badge(_("ditarik"))
    late = one.due_on is not None and one.due_on < day
    return Badge(_("terlambat"), Tone.NO) if late else Badge(_("terbuka"), Tone.WAIT)
