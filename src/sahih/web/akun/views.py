"""Make an account; see and change what guards it."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sahih.institution.accounts.actions import set_pin
from sahih.institution.accounts.models import Pin
from sahih.institution.accounts.policies import may_replace_pin, may_set_pin
from sahih.institution.accounts.proofs import NotProved, check_pin, count_miss
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused
from sahih.web.akun.masuk import DaftarForm, safe_next, send_code
from sahih.web.gate import PIN_TYPED, ActorRequest, factor_verdict, personal, proved_at, public, surest_actor
from sahih.web.signing import SIGN_LATER


class PinForm(forms.Form):
    """Six digits, twice; before them the old ones, where a PIN is replaced without a fresh proof."""

    old = forms.CharField(
        label=gettext_lazy("PIN lama"), max_length=6,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    pin = forms.CharField(
        label=gettext_lazy("PIN baru"), max_length=6, help_text=gettext_lazy("Enam angka, bukan angka kembar atau urutan."),
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    again = forms.CharField(
        label=gettext_lazy("Ulangi PIN"), max_length=6,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, asks_old: bool = False, **kwargs: Any) -> None:  # Any: a form's own arguments
        super().__init__(*args, **kwargs)
        if not asks_old:
            del self.fields["old"]
            return
        self.fields["old"].error_messages["required"] = str(may_replace_pin(proved_at=None, at=now()).reason)

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("pin"):
            raise ValidationError(_("Kedua PIN tidak sama. Ketik sekali lagi."))
        return again


class PinLamaForm(forms.Form):
    """The PIN as it is, to show that its owner holds the phone."""

    pin = forms.CharField(
        label=gettext_lazy("PIN tanda tangan"), max_length=6,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


@public
@require_http_methods(["GET", "POST"])
def daftar(request: ActorRequest) -> HttpResponse:
    """A name and a contact; the code does the rest, also for those who have an account."""
    then = safe_next(request)
    if request.user.is_authenticated:
        return redirect(then)
    form = DaftarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return send_code(request, name=form.cleaned_data["nama"], kontak=form.cleaned_data["kontak"], then=then)
        except ValidationError as limit:
            form.add_error(None, limit)
    return render(request, "akun/daftar.html", {"form": form, "next": then}, status=422 if form.is_bound else 200)


@personal
def keamanan(request: ActorRequest) -> HttpResponse:
    """Everything that guards the account, and what each thing is good for."""
    return _keamanan(request, PinForm(asks_old=_asks_old(request)))


def _asks_old(request: ActorRequest) -> bool:
    """A PIN stands, and nobody proved lately that it is their owner who replaces it."""
    stands = Pin.objects.filter(user=request.user).exists()
    return stands and not may_replace_pin(proved_at=proved_at(request), at=now())


def _keamanan(request: ActorRequest, form: forms.Form, *, status: int = 200) -> HttpResponse:
    kinds = list(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    sessions = UserSession.objects.filter(user=request.user).order_by("-last_seen_at")
    context = {
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN.value),
        "has_totp": Authenticator.Type.TOTP in kinds,
        "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
        "pin": Pin.objects.filter(user=request.user).first(),
        "pin_verdict": may_set_pin(surest_actor(request)),
        "form": form,
        "asks_old": "old" in form.fields,
        "can_prove": bool(set(kinds) - {Authenticator.Type.RECOVERY_CODES.value}),
        "has_password": request.user.has_usable_password(),
        "sessions": sessions,
        "sign_later": request.session.get(SIGN_LATER),
    }
    return render(request, "akun/keamanan.html", context, status=status)


@personal
@require_POST
def pin(request: ActorRequest) -> HttpResponse:
    """Set or change the PIN; what is refused is said beside the field, and a wrong old PIN counts as a miss."""
    form, at = PinForm(request.POST, asks_old=_asks_old(request)), now()
    if form.is_valid():
        try:
            set_pin(
                request.user, form.cleaned_data["pin"], old_pin=form.cleaned_data.get("old", ""), proved_at=proved_at(request),
                actor=surest_actor(request), at=at,
            )  # fmt: skip
        except NotProved as refusal:
            count_miss(request.user, at=at)
            form.add_error("old", str(refusal.reason))
        except Refused as refusal:
            form.add_error(
                "old" if "old" in form.fields and not form.cleaned_data["old"] else "pin", str(refusal.reason)
            )
        else:
            messages.success(request, _("PIN disimpan. Pakai PIN ini ketika menandatangani lembar."))
            return redirect("akun:keamanan")
    return _keamanan(request, form, status=422)


@personal
@require_http_methods(["GET", "POST"])
def buktikan(request: ActorRequest) -> HttpResponse:
    """The PIN, before a first factor is put beside it; a wrong one counts as a miss."""
    then, at = safe_next(request, default=reverse("akun:keamanan")), now()
    verdict, form = factor_verdict(request), PinLamaForm(request.POST or None)
    if verdict:
        return redirect(then)
    if form.is_valid():
        try:
            check_pin(request.user, form.cleaned_data["pin"], at=at)
        except NotProved as refusal:
            count_miss(request.user, at=at)
            form.add_error("pin", str(refusal.reason))
        else:
            request.session[PIN_TYPED] = at.timestamp()
            return redirect(then)
    context = {"form": form, "next": then, "verdict": verdict}
    return render(request, "akun/buktikan.html", context, status=422 if form.is_bound else 200)


@personal
@require_POST
def end_session(request: ActorRequest, pk: int) -> HttpResponse:
    """Log one device out."""
    get_object_or_404(UserSession, pk=pk, user=request.user).end()
    messages.success(request, _("Perangkat itu dikeluarkan. Untuk masuk lagi ia memerlukan kode."))
    return redirect("akun:keamanan")
