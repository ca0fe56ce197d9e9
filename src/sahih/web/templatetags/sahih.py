"""Tags and filters of the shell: blocks with a slot, words of states, dates and money as read in Indonesia."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from django import template
from django.forms import BoundField
from django.template import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from sahih.web.ui import akun, words
from sahih.web.ui.fields import FieldView
from sahih.web.ui.parts import Link
from sahih.web.ui.pembaca import pembaca_of
from sahih.web.ui.tones import tone_of

if TYPE_CHECKING:
    from django.http import HttpRequest

register = template.Library()


@register.simple_block_tag
def card(content: SafeString, title: str = "", *, tone: str = "") -> SafeString:
    """A surface for one act or one record, with an optional heading."""
    heading = format_html("<h2>{}</h2>", title) if title else ""
    return format_html('<section class="card pad stack {}">{}{}</section>', tone, heading, content)


@register.simple_block_tag
def note(content: SafeString, tone: str = "", title: str = "") -> SafeString:
    """A remark beside the text; its tone is ok, wait, no or info."""
    heading = format_html('<p class="note-title">{}</p>', title) if title else ""
    return format_html('<div class="note {}">{}{}</div>', tone, heading, content)


@register.simple_block_tag
def dock(content: SafeString) -> SafeString:
    """Acts that stay at the lower edge while a long form is read."""
    return format_html('<div class="dock"><div class="wide row">{}</div></div>', content)


@register.filter
def tone(state: str) -> str:
    """The tone of a stored state."""
    return tone_of(state)


@register.filter
def state_word(state: str) -> str:
    """A stored state as a reader sees it."""
    return words.state_word(state)


@register.filter
def tanggal(day: date | datetime | None) -> str:
    """20 Nov 2026."""
    return words.tanggal(day) if day else ""


@register.filter
def tanggal_panjang(day: date | datetime | None) -> str:
    """Jumat, 20 November 2026."""
    return words.tanggal_panjang(day) if day else ""


@register.filter
def pukul(moment: datetime | None) -> str:
    """09.42 in the zone that is current."""
    return words.pukul(moment) if moment else ""


@register.filter
def rupiah(amount: int | None) -> str:
    """Rp27.000.000."""
    return words.rupiah(amount) if amount is not None else ""


@register.filter
def ribuan(number: int | None) -> str:
    """1.000."""
    return words.ribuan(number) if number is not None else ""


@register.filter
def field_view(field: BoundField) -> FieldView:
    """A form field as the component shows it."""
    return FieldView(field)


@register.filter
def error_problems(form: Any) -> list[words.FormProblem]:  # Any: Form, ModelForm and the formsets' forms
    """Everything to mend in a form, in the order of its fields."""
    return words.form_problems(form)


@register.simple_tag(takes_context=True)
def next_page(context: RequestContext, **changes: str) -> str:
    """The present address with some query parameters changed: filters survive paging."""
    query = cast("HttpRequest", context["request"]).GET.copy()  # cast: a context holds anything
    for name, value in changes.items():
        query[name] = value
    return mark_safe("?" + query.urlencode())  # noqa: S308 -- urlencode quotes everything


@register.inclusion_tag("ui/kaki_cetak.html", takes_context=True)
def kaki_cetak(context: RequestContext, title: str) -> dict[str, object]:
    """The foot of every printed page: what it is, who read it, when."""
    return {"title": title, "pembaca": pembaca_of(context["request"])}


@register.filter
def lookup(mapping: Mapping[str, object], key: str) -> object:
    """The value under a key, or nothing."""
    return mapping.get(key, "")


@register.simple_tag(takes_context=True)
def account_links(context: RequestContext) -> list[Link]:
    """The pages of one's own account."""
    return akun.account_links(context["request"])


@register.filter
def button_kind(tags: Collection[str]) -> str:
    """The classes of a button that allauth describes by tags."""
    return akun.button_kind(tags)


@register.filter
def badge_tone(tags: Collection[str]) -> str:
    """The tone of a badge that allauth describes by tags."""
    return akun.badge_tone(tags)


@register.filter
def device(user_agent: str) -> str:
    """Chrome di Android, rather than the whole user agent."""
    return words.device(user_agent)
