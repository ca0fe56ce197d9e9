"""How one field of a sheet looks, for who answers it and for who only reads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sahih.documents.content import Choice
from sahih.documents.markup import NONE, QUIET, Pattern, safe, together
from sahih.documents.vocabulary import Field, Option

BAD, GAP, ASKED, CHECKED, SELECTED, INVALID, SR, OPEN_WRAP, SHUT_WRAP = (
    SafeString(text)
    for text in (
        " bad", " data-gap", " data-gap data-asked", " checked", " selected", ' aria-invalid="true"', ' class="sr"',
        "<div>", "</div>",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pick:
    """One option that is offered."""

    value: str
    label: SafeString
    name: SafeString
    note: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """What is the same of a field in every row, for one reader."""

    field: Field
    label: SafeString
    is_open: bool
    draw: Callable[["View"], SafeString]
    picks: Sequence[Pick]
    optional: SafeString
    short: bool
    folds: bool
    tucks: bool


@dataclass(slots=True)
class View:
    """One field as it is drawn; everything is decided."""

    face: Face
    path: SafeString
    within: str
    chosen: Sequence[str]
    picks: Sequence[Pick]
    shown: str
    error: str
    gap: bool
    short: bool
    optional: bool
    is_folded: bool
    type: str


HELP = Pattern('<p class="help" id="{path}-bantuan">{text}</p>')
ERROR = Pattern('<p class="err" id="{path}-salah">{text}</p>')
TOLD = Pattern(' aria-describedby="{names}"')
LONGEST = Pattern(' maxlength="{longest}"')
COMPLETE = Pattern(' autocomplete="{name}"')
WITHIN = Pattern('<span class="sr"> {within}</span>')
OPTIONAL = Pattern(' <span class="optional">{text}</span>')
FACT = Pattern('<p class="fakta"><span class="quiet">{label}</span> <strong>{shown}</strong></p>\n')
INPUT = Pattern("""
    <div class="field{bad}"{gap}>
    <label for="{path}">{label}{within}{optional}</label>
    <input id="{path}" name="{path}" type="{type}" value="{value}"{longest}{numeric}{complete}{list}{invalid}{told}>
    {offers}{notes}</div>""")
LIST = Pattern(' list="{path}-saran"')
OFFERS = Pattern('<datalist id="{path}-saran">{options}</datalist>')
OFFER = Pattern('<option value="{value}"></option>')
AREA = Pattern("""
    <div class="field{bad}"{gap}>
    <label for="{path}">{label}{within}{optional}</label>
    <textarea id="{path}" name="{path}" rows="3"{longest}{complete}{invalid}{told}>{value}</textarea>
    {notes}</div>""")
RADIO = Pattern("""
    <fieldset class="field{bad}" id="{path}"{gap}{told}><legend{quiet}>{label} {within}</legend>
    <div class="{box}">{options}</div>{notes}</fieldset>""")
RADIO_OPTION = Pattern('<label><input type="radio" name="{path}" value="{value}"{on}> {label}</label>')
SELECT = Pattern("""
    <div class="field{bad}"{gap}><label for="{path}">{label}</label>
    <select id="{path}" name="{path}"{invalid}{told}><option value="">{pick}</option>{options}</select>
    {notes}</div>""")
SELECT_OPTION = Pattern('<option value="{value}"{on}>{label}</option>')
CHECKS = Pattern("""
    <fieldset class="field{bad}" id="{path}"{gap}{told}><legend>{label}{within}</legend>
    <input type="hidden" name="{path}" value=""><div class="{box}">{options}</div>{notes}</fieldset>""")
CHECK = Pattern('<label{nowrap}><input type="checkbox" name="{path}" value="{value}"{on}> {label}</label>')
AGREE = Pattern('<div class="field{bad}"{gap}><input type="hidden" name="{path}" value="">{options}{notes}</div>')
AGREE_OPTION = Pattern("""
    <label class="choice">
    <input type="checkbox" id="{path}" name="{path}" value="{value}"{on}{told}> <span>{label}</span></label>""")
FOLD = Pattern('{wrap}<details class="field"><summary>{label}</summary>{inner}</details>{end}')
PAPERS = Pattern("""
    <fieldset class="field paper{bad}" id="{path}"{gap}{told}><legend>{label}{within}</legend>
    <input type="hidden" name="{path}" value=""><div class="choices given">{given}</div>
    <div class="row gap-2" data-no-autosave>
    <input type="file" id="unggah:{path}" name="unggah:{path}" accept="{kinds}" aria-label="{ask}" data-upload-now>
    <button class="btn plain small" type="submit" name="unggah" value="{path}">{send}<span class="sr"> {label} {number}</span></button>
    <span class="quiet" role="status" data-uploading="{sending}"></span></div>
    {rest}{notes}</fieldset>""")
PAPER = Pattern("""
    <label><input type="checkbox" name="{path}" value="{value}"{on}> <span>{label}{note}</span></label>""")
PAPER_NOTE = Pattern(' <span class="quiet num">{note}</span>')
# More than these would push the next elemen out of sight; they wait behind one tap.
PAPERS_IN_SIGHT = 6
OPEN = SafeString(" open")
OTHER_PAPERS = Pattern('<details{open}><summary>{title}</summary><div class="choices">{papers}</div></details>')


def fact(view: View) -> SafeString:
    return FACT(label=view.face.label, shown=view.shown)


def text_input(view: View) -> SafeString:
    numeric = SafeString(' inputmode="numeric"') if view.face.field.kind == "number" else NONE
    options = together(OFFER(value=one.name) for one in view.picks)
    return INPUT(
        **_written(view),
        type=view.type,
        numeric=numeric,
        list=LIST(path=view.path) if view.picks else NONE,
        offers=OFFERS(path=view.path, options=options) if view.picks else NONE,
    )


def text_area(view: View) -> SafeString:
    return AREA(**_written(view))


def radio(view: View) -> SafeString:
    return RADIO(
        **_state(view),
        within=view.within,
        quiet=SR if view.within else NONE,
        box="yn" if view.short else "choices",
        options=_options(RADIO_OPTION, view),
    )


def select(view: View) -> SafeString:
    options = together(
        SELECT_OPTION(value=one.name, label=one.label, on=SELECTED if one.value in view.chosen else NONE)
        for one in view.picks
    )
    return SELECT(**_state(view), invalid=INVALID if view.error else NONE, pick=_("Pilih …"), options=options)


def checks(view: View) -> SafeString:
    nowrap = SafeString(' class="nowrap"') if view.short else NONE
    options = together(
        CHECK(
            path=view.path,
            value=one.name,
            label=one.label,
            nowrap=nowrap,
            on=CHECKED if one.value in view.chosen else NONE,
        )
        for one in view.picks
    )
    none = QUIET(text=_("Belum ada berkas yang diunggah."))
    return CHECKS(
        **_state(view),
        within=WITHIN(within=view.within),
        box="row gap-2" if view.short else "choices",
        options=options or none,
    )


def agreement(view: View) -> SafeString:
    told = _told(view)
    options = together(
        AGREE_OPTION(
            path=view.path,
            value=one.name,
            told=told,
            label=view.face.field.label,
            on=CHECKED if one.value in view.chosen else NONE,
        )
        for one in view.picks
    )
    return AGREE(**_state(view), options=options)


def papers(view: View) -> SafeString:
    """Files chosen, one to hand in here, and the others of the pool."""
    label, number = view.face.label, view.within
    others = [_paper(view, one) for one in view.picks if one.value not in view.chosen]
    in_sight = OPEN if len(others) <= PAPERS_IN_SIGHT else NONE
    title = _("Pakai berkas yang sudah diunggah")
    rest = OTHER_PAPERS(title=title, papers=together(others), open=in_sight) if others else NONE
    return PAPERS(
        **_state(view),
        within=WITHIN(within=number),
        given=together(_paper(view, one) for one in view.picks if one.value in view.chosen),
        kinds="image/jpeg,image/png,application/pdf",
        ask=SafeString(f"{safe(_('Foto atau pilih berkas untuk'))} {label} {safe(number)}"),
        send=_("Unggah"),
        number=number,
        sending=_("Mengunggah…"),
        rest=rest,
    )


def folded(view: View, inner: SafeString) -> SafeString:
    wrapped = view.face.field.tucked
    return FOLD(
        label=view.face.field.label,
        inner=inner,
        wrap=OPEN_WRAP if wrapped else NONE,
        end=SHUT_WRAP if wrapped else NONE,
    )


def _state(view: View) -> dict[str, str]:
    return {
        "path": view.path,
        "label": view.face.label,
        "bad": BAD if view.error else NONE,
        "gap": (GAP if view.face.field.required else ASKED) if view.gap else NONE,
        "told": _told(view),
        "notes": _notes(view),
    }


def _written(view: View) -> dict[str, str]:
    field = view.face.field
    return {
        **_state(view),
        "value": view.chosen[-1] if view.chosen else NONE,
        "within": WITHIN(within=view.within) if view.within else NONE,
        "optional": view.face.optional if view.optional else NONE,
        "longest": LONGEST(longest=str(field.longest)) if field.longest else NONE,
        "complete": COMPLETE(name=field.autocomplete) if field.autocomplete else NONE,
        "invalid": INVALID if view.error else NONE,
    }


def _told(view: View) -> SafeString:
    names = [f"{view.path}-bantuan"] * bool(view.face.field.hint) + [f"{view.path}-salah"] * bool(view.error)
    return TOLD(names=SafeString(" ".join(names))) if names else NONE


def _notes(view: View) -> SafeString:
    hint = HELP(path=view.path, text=view.face.field.hint) if view.face.field.hint else NONE
    return SafeString(hint + ERROR(path=view.path, text=view.error)) if view.error else hint


def _options(pattern: Pattern, view: View) -> SafeString:
    return together(
        [
            pattern(path=view.path, value=one.name, label=one.label, on=CHECKED if one.value in view.chosen else NONE)
            for one in view.picks
        ]
    )


def _paper(view: View, one: Pick) -> SafeString:
    note = PAPER_NOTE(note=one.note) if one.note else NONE
    on = CHECKED if one.value in view.chosen else NONE
    return PAPER(path=view.path, value=one.name, label=one.label, note=note, on=on)


def optional_mark() -> SafeString:
    return OPTIONAL(text=_("(boleh kosong)"))


def picks_of(offered: Iterable[Option | Choice]) -> list[Pick]:
    return [Pick(one.value, safe(one.label), safe(one.value), getattr(one, "note", "")) for one in offered]


def drawn(view: View) -> SafeString:
    """Draw the field; what nobody answered and this reader does not answer is not there."""
    if not view.face.is_open and not view.shown:
        return NONE
    inner = view.face.draw(view)
    return folded(view, inner) if view.is_folded else inner


DRAW: Mapping[str, Callable[[View], SafeString]] = {
    "paragraph": text_area,
    "many": checks,
    "files": checks,
    "choice": radio,
    "yesno": radio,
}
