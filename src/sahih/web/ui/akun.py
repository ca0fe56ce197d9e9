"""What the pages of accounts need beside their forms: their own menu, and the look of a button by its tags."""

from collections.abc import Collection

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from sahih.web.ui.parts import Link, Tone

PAGES = (
    ("account_email", _("E-mail")),
    ("account_change_phone", _("Nomor HP")),
    ("account_change_password", _("Kata sandi")),
    ("mfa_index", _("Dua langkah")),
    ("usersessions_list", _("Perangkat")),
)

# allauth names what a button is for; the shell knows three weights.
_DANGER = frozenset({"danger", "delete"})
_PLAIN = frozenset({"outline", "secondary", "tool", "cancel", "minor", "panel", "resend"})
_TONES = {
    "success": Tone.OK,
    "verified": Tone.OK,
    "current": Tone.OK,
    "primary": Tone.INFO,
    "warning": Tone.WAIT,
    "danger": Tone.NO,
}


def account_links(request: HttpRequest) -> list[Link]:
    """The pages of one's own account that this installation has."""
    return [
        Link(str(label), href, is_current=request.path.startswith(href))
        for name, label in PAGES
        if (href := _address(name))
    ]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def button_kind(tags: Collection[str]) -> str:
    """The classes of a button that allauth describes by tags."""
    given = set(tags or ())
    if given & _DANGER:
        return "danger small" if "tool" in given else "danger"
    if given & _PLAIN:
        return "plain small" if "tool" in given else "plain"
    return ""


def badge_tone(tags: Collection[str]) -> str:
    """The tone of a badge that allauth describes by tags."""
    return next((tone for tag, tone in _TONES.items() if tag in (tags or ())), Tone.NEUTRAL)
