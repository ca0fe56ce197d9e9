"""A way to sign, set up on one page in the order that suits a phone, and back to the sheet that waits."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.internal.flows import activate_totp
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.internal.flows import add_authenticator
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sahih.institution.accounts.actions import set_pin
from sahih.institution.accounts.models import Pin
from sahih.institution.accounts.policies import may_set_pin
from sahih.institution.accounts.proofs import ways_to_sign
from sahih.institution.accounts.totp import Kode
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused
from sahih.web.akun.views import PinForm
from sahih.web.gate import ActorRequest, after_pin, factor_verdict, personal, proved_at, surest_actor
from sahih.web.signing import SIGN_LATER

KUNCI, KODE, PIN = "kunci", "kode", "pin"


class KodeForm(ActivateTOTPForm):  # type: ignore[misc]  # reason: allauth is untyped
    """The first code of a new authenticator; its secret lasts while one walks to the app and back."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:  # Any: a form's own arguments
        # allauth's own form makes a new secret whenever the page is shown, and a phone reloads it on the way back.
        self.user = user
        forms.Form.__init__(self, *args, **kwargs)
        self.secret = totp.get_totp_secret(regenerate=False)
        code = self.fields["code"]
        code.label = gettext_lazy("Kode enam angka dari aplikasi")
        code.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


@dataclass(frozen=True)
class Had:
    """What this account and this session have already."""

    passkey: bool
    totp: bool
    pin: bool
    is_strong: bool

    @property
    def is_ready(self) -> bool:
        """A sheet can be signed now."""
        return self.passkey or (self.pin and self.is_strong)


def had_by(request: ActorRequest) -> Had:
    kinds = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    return Had(
        passkey=Authenticator.Type.WEBAUTHN.value in kinds,
        totp=Authenticator.Type.TOTP.value in kinds,
        pin=Pin.objects.filter(user=request.user).exists(),
        is_strong=bool(may_set_pin(surest_actor(request))),
    )


@personal
@require_http_methods(["GET", "POST"])
def siapkan(request: ActorRequest) -> HttpResponse:
    """Passkey, else authenticator and PIN; each step is posted to this page and leads to the next."""
    steps: dict[str, Callable[[ActorRequest], HttpResponse]] = {KUNCI: _add_passkey, KODE: _add_totp, PIN: _set_pin}
    step = steps.get(request.POST.get("langkah", ""))
    return step(request) if step else _page(request)


@after_pin
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]  # reason: allauth is untyped
def _add_passkey(request: ActorRequest) -> HttpResponse:
    form = AddWebAuthnForm(request.POST, user=request.user)
    try:
        is_valid = form.is_valid()
    except (ValueError, KeyError, TypeError):
        is_valid = False
    if not is_valid:
        return _page(request, refused=_("Kunci sandi tidak jadi dibuat. Coba lagi, atau pakai langkah 2."), status=422)
    add_authenticator(request, name=form.cleaned_data["name"], credential=form.cleaned_data["credential"])
    return _onward(request, _("Kunci sandi terpasang. Tekan “Tandatangani dengan kunci sandi”."))


@after_pin
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]  # reason: as above
def _add_totp(request: ActorRequest) -> HttpResponse:
    if had_by(request).totp:
        return redirect("akun:siapkan")
    form = KodeForm(request.POST, user=request.user)
    if not form.is_valid():
        return _page(request, kode=form, status=422)
    added, _codes = activate_totp(request, form)
    # The code just typed proves the new factor in this session; it is spent with that.
    Kode(added).validate_code(form.cleaned_data["code"])
    post_authentication(request, added, reauthenticated=True)
    messages.success(request, _("Aplikasi autentikator terpasang. Tinggal satu langkah: buat PIN."))
    return redirect("akun:siapkan")


def _set_pin(request: ActorRequest) -> HttpResponse:
    form = PinForm(request.POST)
    if form.is_valid():
        try:
            set_pin(
                request.user,
                form.cleaned_data["pin"],
                proved_at=proved_at(request),
                actor=surest_actor(request),
                at=now(),
            )
        except Refused as refusal:
            form.add_error("pin", str(refusal.reason))
        else:
            return _onward(request, _("PIN disimpan. Ketik PIN itu untuk menandatangani."))
    return _page(request, pin=form, status=422)


def _onward(request: ActorRequest, said: str) -> HttpResponse:
    """Back to the sheet that waits, or to this page, which says that all is ready."""
    # One sentence, not three: what allauth says beside it is shown on this page or in the letter.
    for _said in messages.get_messages(request):
        pass
    messages.success(request, said)
    return redirect(request.session.get(SIGN_LATER) or "akun:siapkan")


def _page(
    request: ActorRequest, *, kode: KodeForm | None = None, pin: PinForm | None = None, refused: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    had = had_by(request)
    context: dict[str, object] = {
        "had": had,
        "has_way": bool(ways_to_sign(request.user)),
        "sign_later": request.session.get(SIGN_LATER),
        "pin_form": pin or PinForm(),
        "refused": refused,
    }
    if not factor_verdict(request):
        return render(request, "akun/siapkan.html", context | {"asks_pin": True}, status=status)
    if not had.passkey:
        context["creation"] = webauthn.begin_registration(request.user, passwordless=True)
    if not had.totp:
        context |= _totp_context(request, kode or KodeForm(user=request.user))
    return render(request, "akun/siapkan.html", context, status=status)


def _totp_context(request: ActorRequest, form: KodeForm) -> dict[str, object]:
    adapter = get_adapter()
    url = adapter.build_totp_url(request.user, form.secret)
    picture = f"data:image/svg+xml;base64,{b64encode(adapter.build_totp_svg(url).encode()).decode()}"
    return {"kode_form": form, "secret": form.secret, "totp_url": url, "totp_svg": picture}
