"""Leaving a page that cannot be used now, with the sentence that says why."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from sahih.web.gate import LspRequest


def back_with(request: LspRequest, to: str, reason: object) -> HttpResponse:
    """Return to a page and tell there what stands in the way."""
    messages.warning(request, str(reason))
    return redirect(to)
