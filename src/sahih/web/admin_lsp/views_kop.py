"""The logo in the kop."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sahih.documents.ketentuan.actions import drop_logo, set_logo
from sahih.documents.logo import logo_of
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, Unseen
from sahih.web.answers import act_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import file_response
from sahih.web.ui.parts import Upload
from sahih.web.uploads import first_file


@needs("lsp.configure")
def kop(request: LspRequest, slug: str) -> HttpResponse:
    """See the logo, send another."""
    errors: list[str] = []
    if request.method == "POST":
        try:
            content, name = first_file(request, "berkas")
            set_logo(content, name=name, actor=request.actor, at=now())
        except Refused as refusal:
            errors.append(str(refusal.reason))
        else:
            messages.success(request, _("Logo tersimpan dan tercetak pada kop mulai sekarang."))
            return redirect("admin_lsp:kop", slug)
    upload = Upload(
        "berkas", _("Logo LSP"), _("PNG atau JPEG, paling sedikit 48 piksel. Dicetak setinggi 19 mm di atas dasar putih."),
        accept="image/png,image/jpeg", errors=errors,
    )  # fmt: skip
    seen = {"upload": upload, "slug": slug, "logo": logo_of(), "lsp": request.lsp}
    return render(request, "admin_lsp/kop.html", seen, status=422 if errors else 200)


@needs("lsp.configure")
def gambar(request: LspRequest, slug: str) -> HttpResponse:
    """The logo itself."""
    row = logo_of()
    if row is None or row.file is None:
        raise Unseen
    return file_response(row.file)


@needs("lsp.configure")
@require_POST
def hapus(request: LspRequest, slug: str) -> HttpResponse:
    """Print without a logo."""
    return act_answer(
        request, lambda: drop_logo(actor=request.actor, at=now()), done=_("Kop dicetak tanpa logo."),
        to=reverse("admin_lsp:kop", args=[slug]),
    )  # fmt: skip
