"""Filling a sheet on a page: show it, keep it as it grows, hand it on; a second tab overwrites nothing unseen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sahih.documents.content import Content, Context
from sahih.documents.filling import Filled, Progress, Slot, progress, slots
from sahih.documents.models import Lembar, LembarPart
from sahih.documents.screen import render_screen
from sahih.documents.sheets import Conflict, answers_in, content_of, current_part
from sahih.documents.vocabulary import Formulir, Problem
from sahih.documents.wording import shown
from sahih.kernel.policy import Refused
from sahih.web.gate import ActorRequest
from sahih.web.places import listed
from sahih.web.sheets import autosave_answer, conflict_answer, form_of, posted_lists, revision_in

Posted = Mapping[str, Sequence[str]]


class Save(Protocol):
    """An action with its subject, its actor and its clock already given."""

    def __call__(self, posted: Posted, *, partial: bool, revision: int | None) -> tuple[Filled, LembarPart]: ...


@dataclass(frozen=True)
class Fillable:
    """A sheet that waits for one role: how it is kept, and where it goes when it is complete."""

    lembar: Lembar
    context: Context
    role: str
    save: Save
    whose: str
    back: str
    next: str
    next_label: str
    intro: str = ""
    template: str = "sheet/isi.html"
    aside: Callable[[Content], Mapping[str, object]] = field(default=lambda _content: {})
    # Where more is owed than answers, as papers are.
    count: Callable[[Content], Progress] | None = None

    @property
    def formulir(self) -> Formulir:
        return form_of(self.lembar)

    def progress(self, content: Content) -> Progress:
        return self.count(content) if self.count else progress(self.formulir, content, self.role)


@dataclass(frozen=True)
class Said:
    """What a refused page tells beside the sheet."""

    status: int = 200
    note: str = ""
    problems: Sequence[Problem] = ()
    # The one field that has to be seen again, where the act was about nothing else.
    at: str = ""
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)


def fill_page(request: ActorRequest, sheet: Fillable, *, posted: Posted | None = None) -> HttpResponse:
    """Show; or keep the whole page and go on to the signature, or say what is missing."""
    if request.method != "POST":
        return sheet_page(request, sheet, Said())
    posted = posted_lists(request) if posted is None else posted
    try:
        filled, _part = keep_page(sheet, posted, revision=revision_in(request))
    except Conflict as conflict:
        return sheet_page(request, sheet, overtaken(sheet, posted, conflict))
    except Refused as refusal:
        return sheet_page(request, sheet, Said(422, note=str(refusal.reason)))
    if filled.problems:
        return sheet_page(request, sheet, Said(422, problems=filled.problems, typed=filled.typed))
    return redirect(sheet.next)


def keep_page(sheet: Fillable, posted: Posted, *, revision: int | None) -> tuple[Filled, LembarPart]:
    """Save; a newer revision that says nothing else than this page is the page's own autosave on its way."""
    try:
        return sheet.save(posted, partial=False, revision=revision)
    except Conflict as conflict:
        stored = answers_in(content_of(sheet.lembar))
        if differences(sheet, stored, posted):
            raise
        # A choice that this page does not post was made elsewhere since: it stays.
        unsaid = {one.path: _listed(one) for one in _own(sheet, stored) if one.path not in posted}
        return sheet.save({**unsaid, **posted}, partial=False, revision=conflict.revision)


def overtaken(sheet: Fillable, posted: Posted, conflict: Conflict) -> Said:
    """Both versions on one page: what this tab typed stands in the fields, what is stored stands beside them."""
    other = differences(sheet, answers_in(content_of(sheet.lembar)), posted)
    return Said(409, note=str(conflict.reason), problems=other, typed={one.path: posted[one.path] for one in other})


def differences(sheet: Fillable, stored: Content, posted: Posted) -> list[Problem]:
    """Where this page and the stored sheet say different things; a box that was not posted says nothing."""
    own = (slot for slot in _own(sheet, stored) if slot.path in posted)
    return [
        Problem(slot.path, _stored_words(slot, stored))
        for slot in own
        if _words(posted[slot.path]) != _words(_listed(slot))
    ]


def _own(sheet: Fillable, stored: Content) -> Iterator[Slot]:
    return (one for one in slots(sheet.formulir, stored) if one.field.by == sheet.role and one.field.kind != "computed")


def _listed(slot: Slot) -> list[str]:
    return slot.value if isinstance(slot.value, list) else [] if slot.value is None else [str(slot.value)]


def _words(values: Sequence[str]) -> list[str]:
    return sorted(" ".join(value.split()) for value in values if value.strip())


def _stored_words(slot: Slot, stored: Content) -> str:
    said = shown(slot.field, slot.value, slot.options, stored) or _("kosong")
    return _("Tersimpan dari tempat lain: %s. Isian Anda di sini belum menggantinya.") % said


def autosave(sheet: Fillable, request: ActorRequest) -> JsonResponse:
    """Keep what changed; what cannot be taken keeps nothing and stays on the device with its sentence."""
    try:
        with transaction.atomic():
            filled, part = sheet.save(posted_lists(request), partial=True, revision=revision_in(request))
            if filled.problems:
                transaction.set_rollback(True)
    except Conflict as conflict:
        return conflict_answer(conflict)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal.reason)}, status=422)
    if filled.problems:
        content = content_of(sheet.lembar)
        return JsonResponse({"message": listed(filled.problems, content)[0].message}, status=422)
    return autosave_answer(sheet.lembar, part, role=sheet.role, count=sheet.count)


def sheet_page(request: ActorRequest, sheet: Fillable, said: Said) -> HttpResponse:
    part, content = current_part(sheet.lembar), answers_in(content_of(sheet.lembar))
    body = render_screen(
        sheet.formulir, content, sheet.context, role=sheet.role, problems=said.problems, typed=said.typed
    )
    seen = {
        "sheet": sheet,
        "body": body,
        "said": said,
        "part": part,
        "listed": listed(said.problems, content),
        "progress": sheet.progress(content),
        "received": localtime(part.saved_at).strftime("%H.%M") if part.revision > 1 else "",
        "draft_key": f"{request.user.ref}-{sheet.lembar.ref}-{sheet.role}",
        **sheet.aside(content),
    }
    return render(request, sheet.template, seen, status=said.status)
