"""The page on which anything is signed: read the frozen sheet, prove it is you, done.

One flow for every act: `Signable` says what is signed and which action finishes it. With a passkey
the browser fetches the act's hash as challenge; with PIN or authenticator code one POST does it all.
What was shown is what is signed: the page carries the hashes it showed.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sahih.documents.models import Lembar, LembarPart, SigningAct, Tandatangan
from sahih.documents.sheets import Gaps, current_part
from sahih.documents.signing import SigningProof, StaleAct, propose
from sahih.institution.accounts.proofs import (
    NotProved,
    count_miss,
    passkey_options,
    prove_by_passkey,
    prove_by_pin,
    prove_by_totp,
    ways_to_sign,
)
from sahih.kernel.actor import Level
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused
from sahih.web.gate import ActorRequest
from sahih.web.sheets import show
from sahih.web.ui.parts import Link

SESSION_KEY = "signing_act"
SIGN_LATER = "sign_later"
MOST_IN_ACT = 25


@dataclass(frozen=True)
class Signable:
    """What is about to be signed, what signing it means, and what it finishes."""

    title: str
    meaning: str
    sheets: Sequence[tuple[Lembar, LembarPart]]
    finish: Callable[[SigningProof], object]
    back: str
    done: str
    intro: str = ""
    # Pages that stand beside what is signed, such as the scan of a paper.
    pictures: Sequence[Link] = ()
    # Brings the facts of this moment into the sheets; called when they are about to be read, never when signed.
    present: Callable[[], object] | None = None
    # Where who does not agree says so instead (FX13, B6).
    refuse: str = ""
    # Whose each sheet is, by the sheet's ref: told where one act covers several.
    whose: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_batch(self) -> bool:
        return len(self.sheets) > 1

    @property
    def digest(self) -> str:
        """One hash over everything shown, to notice a change between showing and signing."""
        shown = "".join(f"{lembar.ref}:{part.role}:{part.sha256}\n" for lembar, part in self.sheets)
        return hashlib.sha256(shown.encode()).hexdigest()


@dataclass(frozen=True)
class Line:
    """One sheet of a list to be signed: whose it is, where it is read, and what keeps it from being signed now."""

    ref: str
    whose: str
    lembar: Lembar
    href: str
    bar: str = ""


@dataclass(frozen=True)
class SignableList:
    """The same act over many sheets; `finish` and `present` take the refs of the lines that stayed ticked."""

    title: str
    meaning: str
    lines: Sequence[Line]
    finish: Callable[[Sequence[str], SigningProof], object]
    back: str
    done: str
    intro: str = ""
    present: Callable[[Sequence[str]], object] | None = None

    def over(self, refs: Sequence[str]) -> Signable | None:
        """One act over the lines named, as far as they may be signed; None over nothing."""
        ticked = [one for one in self.lines if one.ref in refs and not one.bar][:MOST_IN_ACT]
        names, present = [one.ref for one in ticked], self.present
        if not ticked:
            return None
        return Signable(
            title=self.title, meaning=self.meaning, back=self.back, done=self.done,
            intro=_("%d lembar dalam satu tanda tangan; buka tiap lembar sebelum menandatangani.") % len(ticked),
            sheets=[(one.lembar, current_part(one.lembar)) for one in ticked],
            finish=lambda proof: self.finish(names, proof), whose={one.lembar.ref: one.whose for one in ticked},
            present=(lambda: present(names)) if present else None,
        )  # fmt: skip


def sign_list_page(request: ActorRequest, many: SignableList) -> HttpResponse:
    """First the list, where each sheet can be opened and unticked; then one act over those that stayed ticked."""
    chosen = many.over(request.GET.getlist("pilih"))
    if chosen is not None:
        return sign_page(request, chosen)
    told = _("Centang dulu lembar yang akan ditandatangani.") if "mulai" in request.GET else ""
    can_sign = any(not one.bar for one in many.lines)
    return render(request, "sheet/daftar.html", {"many": many, "told": told, "can_sign": can_sign})


def sign_page(request: ActorRequest, signable: Signable) -> HttpResponse:
    """Show, hand out the challenge, or finish; refusals come back on the same page with their sentence."""
    if request.method != "POST":
        return _page(request, signable)
    if "opsi" in request.GET:
        return _options(request, signable)
    try:
        signable.finish(_proof(request, signable))
    except (Refused, Gaps) as refusal:
        tried = request.POST.get("way", "") if isinstance(refusal, NotProved) else ""
        if tried == Tandatangan.Method.PIN:
            count_miss(request.user, at=now())
        problems = getattr(refusal, "problems", ())
        return _page(request, signable, error=str(refusal.reason), tried=tried, problems=problems, status=422)
    messages.success(request, signable.done)
    return redirect(signable.back)


def _options_url(request: ActorRequest) -> str:
    """Where the passkey's script asks for the challenge: this very page, with what was ticked."""
    asked = request.GET.copy()
    asked["opsi"] = "1"
    return f"?{asked.urlencode()}"


def _options(request: ActorRequest, signable: Signable) -> HttpResponse:
    act = propose(signable.sheets, meaning=signable.meaning, actor=request.actor, at=now())
    request.session[SESSION_KEY] = act.ref
    return HttpResponse(json.dumps(passkey_options(act, request.user), default=_plain), content_type="application/json")


def _plain(value: Any) -> Any:  # reason: fido2's mappings and enums
    return dict(value) if hasattr(value, "keys") else str(value)


def _proof(request: ActorRequest, signable: Signable) -> SigningProof:
    if request.POST.get("shown") != signable.digest:
        raise StaleAct(_("Isi lembar berubah sejak laman ini dibuka. Baca lagi, lalu tandatangani."))
    way, at = request.POST.get("way", ""), now()
    if way == Tandatangan.Method.PASSKEY:
        act = SigningAct.objects.filter(ref=request.session.pop(SESSION_KEY, "")).first()
        if act is None:
            raise StaleAct(_("Tanda tangan ini kedaluwarsa. Tekan tombolnya sekali lagi."))
        return prove_by_passkey(act, _assertion(request), user=request.user)
    act = propose(signable.sheets, meaning=signable.meaning, actor=request.actor, at=at)
    if way == Tandatangan.Method.TOTP:
        # Password and code are guessed no faster here than where one logs in again.
        if not ratelimit.consume(request, action="reauthenticate", user=request.user):
            raise NotProved(_("Terlalu banyak percobaan. Tunggu satu menit, lalu coba lagi."))
        password, code = request.POST.get("password", ""), request.POST.get("code", "")
        return prove_by_totp(act, password=password, code=code, user=request.user)
    return prove_by_pin(act, request.POST.get("pin", ""), user=request.user, actor=request.actor, at=at)


def _assertion(request: ActorRequest) -> dict[str, Any]:
    try:
        parsed = json.loads(request.POST.get("assertion", ""))
    except ValueError as error:
        raise NotProved(_("Jawaban kunci sandi tidak terbaca. Coba lagi.")) from error
    return parsed if isinstance(parsed, dict) else {}


def _page(
    request: ActorRequest,
    signable: Signable,
    *,
    error: str = "",
    tried: str = "",
    problems: Sequence[Any] = (),
    status: int = 200,
) -> HttpResponse:
    """`tried` is the way of signing at which the error is told; it then has the focus."""
    signable = _as_of_now(signable)
    ways = ways_to_sign(request.user)
    # A PIN alone signs nothing until this session is strong.
    is_weak = ways == [Tandatangan.Method.PIN] and request.actor.level < Level.STRONG
    _remember_the_way_back(request, is_able=bool(ways) and not is_weak)
    return render(
        request,
        "sheet/sign.html",
        {
            "signable": signable,
            "sheets": [
                show(lembar, part, whose=signable.whose.get(lembar.ref, "")) for lembar, part in signable.sheets
            ],
            "options_url": _options_url(request),
            "has_passkey": Tandatangan.Method.PASSKEY in ways,
            "has_totp": Tandatangan.Method.TOTP in ways,
            "has_pin": Tandatangan.Method.PIN in ways,
            "has_none": not ways,
            "is_weak": is_weak,
            "error": error,
            "tried": tried,
            "problems": problems,
        },
        status=status,
    )


def _as_of_now(signable: Signable) -> Signable:
    """What the page shows is what is signed: the sheets are brought up to date before they are read."""
    if signable.present is None:
        return signable
    signable.present()
    return replace(signable, sheets=[(lembar, current_part(lembar)) for lembar, _part in signable.sheets])


def _remember_the_way_back(request: ActorRequest, *, is_able: bool) -> None:
    """Who must first set up a way to sign finds the sheet again from there."""
    if is_able:
        request.session.pop(SIGN_LATER, None)
    else:
        request.session[SIGN_LATER] = request.get_full_path()
