"""How pages answer: a page with a form, an act of one button, a list with pages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sahih.documents.sheets import Gaps
from sahih.kernel.policy import Refused
from sahih.materials.berkas.reading import Problem as FileProblem
from sahih.web.gate import ActorRequest, LspRequest
from sahih.web.ui.parts import Cell


@dataclass(frozen=True)
class FormPage:
    """A page that asks for something: its words, its way back, and the template that lays it out."""

    title: str
    button: str
    back: str
    over: str = ""
    lead: str = ""
    kind: str = ""
    template: str = "admin_lsp/formulir.html"
    more: Mapping[str, object] = field(default_factory=dict)


def form_answer(
    request: ActorRequest,
    form: BaseForm,
    page: FormPage,
    *,
    save: Callable[[dict[str, Any]], object],
    done: str,
    to: str,
) -> HttpResponse:
    """Show, keep what was refused with its sentence (422), or save and go on; `save` makes the one call."""
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal_sentences(refusal))
        else:
            messages.success(request, done)
            return redirect(to)
    return render(request, page.template, {"page": page, "form": form, **page.more}, status=422 if form.errors else 200)


def act_answer(request: LspRequest, act: Callable[[], object], *, done: str, to: str) -> HttpResponse:
    """One button: do it, or say on the page one came from why not."""
    try:
        act()
    except Refused as refusal:
        for sentence in refusal_sentences(refusal):
            messages.error(request, sentence)
    else:
        messages.success(request, done)
    return redirect(to)


def refusal_sentences(refusal: Refused) -> list[str]:
    """The reason, and every gap that it counts."""
    gaps = refusal.problems if isinstance(refusal, Gaps) else ()
    return [str(refusal.reason), *(problem.message for problem in gaps)]


def problem_rows(problems: Iterable[FileProblem]) -> list[tuple[Cell, ...]]:
    """What to mend in a file, by place; each says that it is a line, also where a narrow page hides the heads."""
    return [(Cell(_("Baris %d") % one.line), Cell(one.field), Cell(one.reason)) for one in problems]


def uploaded(request: LspRequest, name: str, *, limit: int) -> tuple[bytes, str]:
    """The bytes and the name of one posted file, cut just past the limit so that its reader can refuse it."""
    file = request.FILES.get(name)
    if file is None:
        raise Refused(_("Pilih berkasnya dulu."))
    return file.read(limit + 1), str(file.name)
