"""Open a personal link: say who invites, make the account or log in, accept."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sahih.insight.perjalanan.queries import invitation_by
from sahih.institution.accounts.actions import AlreadyUsed, accept_invitation
from sahih.institution.accounts.kontak import masked, normal_contact
from sahih.institution.accounts.models import Invitation
from sahih.institution.accounts.policies import may_accept
from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.web.akun.masuk import DaftarForm, send_code
from sahih.web.gate import ActorRequest, actor_for, public


@public
@require_http_methods(["GET", "POST"])
def undangan(request: ActorRequest, token: str) -> HttpResponse:
    """A link that is used, late or unknown is told in one sentence."""
    invitation = invitation_by(token)
    if invitation is None or not invitation.is_open(now()):
        return _closed(request, invitation)
    if request.user.is_authenticated:
        return _accept(request, invitation)
    return _join(request, invitation)


def _closed(request: ActorRequest, invitation: Invitation | None) -> HttpResponse:
    is_mine = (
        invitation is not None and request.user.is_authenticated and invitation.accepted_by_id == request.user.person_id
    )
    if is_mine and invitation is not None:
        return redirect(_after(invitation))
    status = 404 if invitation is None else 410
    return render(request, "akun/undangan_tutup.html", {"invitation": invitation}, status=status)


def _join(request: ActorRequest, invitation: Invitation) -> HttpResponse:
    form = DaftarForm(request.POST or None, initial={"nama": invitation.name})
    # Whoever holds the link learns no address from it: the one who was asked writes their own.
    form.fields["kontak"].help_text = _(
        "Undangan ini dikirim ke %s. Tulis alamat itu lengkap; kode masuk dikirim ke sana."
    ) % masked(normal_contact(invitation.contact))
    if (
        request.method == "POST"
        and form.is_valid()
        and form.cleaned_data["kontak"].text != normal_contact(invitation.contact)
    ):
        form.add_error(
            "kontak",
            _("Undangan ini dikirim ke %s. Tulis alamat itu, atau minta LSP mengundang alamat Anda.")
            % masked(invitation.contact),
        )
    if request.method == "POST" and form.is_valid():
        try:
            return send_code(
                request, name=form.cleaned_data["nama"], kontak=form.cleaned_data["kontak"], then=request.path
            )
        except ValidationError as limit:
            form.add_error(None, limit)
    context = {"invitation": invitation, "form": form}
    return render(request, "akun/undangan.html", context, status=422 if form.is_bound else 200)


def _accept(request: ActorRequest, invitation: Invitation) -> HttpResponse:
    verdict = may_accept(request.user, invitation)
    if request.method != "POST" or not verdict:
        context = {"invitation": invitation, "person": request.user.person, "verdict": verdict}
        return render(request, "akun/undangan.html", context, status=422 if request.method == "POST" else 200)
    with tenant(invitation.lsp_id):
        try:
            accept_invitation(invitation, user=request.user, actor=actor_for(request, invitation.lsp), at=now())
        except AlreadyUsed:
            return _closed(request, invitation)
        except Refused as refusal:
            messages.error(request, str(refusal.reason))
            return redirect("asesi:beranda")
    messages.success(request, _("Undangan diterima. Lanjutkan di halaman ini."))
    return redirect(_after(invitation))


def _after(invitation: Invitation) -> str:
    """An asesi goes on to the skema they were invited for, a company to its page."""
    slug = invitation.lsp.slug
    if invitation.role == Role.PERUSAHAAN:
        return reverse("perusahaan:beranda", args=[slug])
    if invitation.skema_ref:
        return reverse("publik:ajukan", args=[slug, invitation.skema_ref])
    return reverse("publik:lsp", args=[slug])
