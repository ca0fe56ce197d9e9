"""The official forms in the frame, blank and filled, as each role meets them. Never in production."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sahih.documents.filling import begin, progress
from sahih.documents.fr import EXAMPLES, FORMS, example
from sahih.documents.screen import render_screen
from sahih.web.ui.context import is_development


def galeri_lembar(request: HttpRequest, code: str, role: str, state: str) -> HttpResponse:
    """One form; `state` is kosong (to fill), terisi (to change) or terkunci (to read)."""
    if not is_development() or code not in FORMS or role not in EXAMPLES[code].posted:
        raise Http404
    formulir = FORMS[code]
    context, filled = example(formulir)
    content = begin(formulir, context) if state == "kosong" else filled
    body = render_screen(formulir, content, context, role=role, readonly=state == "terkunci")
    done = progress(formulir, content, role)
    shown = {"formulir": formulir, "body": body, "whose": "Siti Contoh", "progress": done}
    return render(request, "ui/galeri_lembar.html", shown)
