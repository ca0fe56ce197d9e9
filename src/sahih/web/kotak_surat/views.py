"""The mailbox page, for development and demonstrations only."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sahih.web.kotak_surat.messages import read_letters
from sahih.web.ui.context import is_development


def kotak_surat(request: HttpRequest) -> HttpResponse:
    """Everything that would have been sent, newest first; `?untuk=` keeps one recipient."""
    if not is_development():
        raise Http404
    wanted = request.GET.get("untuk", "").strip()
    letters = [letter for letter in read_letters(Path(settings.SAHIH_MAILBOX)) if wanted in letter.recipient]
    return render(request, "kotak_surat/daftar.html", {"letters": letters, "wanted": wanted})
