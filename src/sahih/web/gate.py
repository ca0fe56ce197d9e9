"""Who may open a page: every view says it in one line, and a test fails any view that does not."""

import datetime as dt
import functools
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Concatenate, ParamSpec, cast

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sahih.institution.accounts.models import IdentityCheck, Membership, Pin, User
from sahih.institution.accounts.policies import may_add_factor
from sahih.institution.accounts.queries import actor_in
from sahih.institution.accounts.roles import STAFF, Role
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor, Level
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused, Unseen, Verdict
from sahih.kernel.tenancy import tenant
from sahih.web.ui.errors import page_of
from sahih.web.ui.frame import lsp_shell, personal_shell

P = ParamSpec("P")
PIN_TYPED = "pin_typed_at"
LSP_PATH = re.compile(r"^/l/([a-z0-9-]+)/")

AUDIENCES: dict[str, tuple[str, tuple[str, ...]]] = {}


class ActorRequest(HttpRequest):
    """What views are given: Django's request with the actor and the LSP resolved."""

    actor: Actor
    lsp: Lsp | None
    user: User
    request_id: str
    shell: Any  # reason: the frame's own type, set by the gate


class LspRequest(ActorRequest):
    """A request under /l/<slug>/."""

    lsp: Lsp


def lsp_of_path(path: str) -> Lsp | None:
    match = LSP_PATH.match(path)
    if match is None:
        return None
    return Lsp.objects.filter(slug=match[1]).first()


def actor_for(request: HttpRequest, lsp: Lsp | None) -> Actor:
    """The actor of this request: anonymous, a person, or a person with their roles in the LSP."""
    request_id = cast("ActorRequest", request).request_id
    user = request.user
    if not isinstance(user, User) or not user.is_authenticated:
        return Actor(request_id=request_id)
    level = session_level(request, user, lsp)
    if lsp is None:
        return Actor(user_id=user.pk, person_id=user.person_id, level=level, request_id=request_id)
    return actor_in(lsp.pk, user=user, day=local_date(now(), lsp.zone), level=level, request_id=request_id)


def session_level(request: HttpRequest, user: User, lsp: Lsp | None) -> Level:
    """Strong by a second factor in this session, or by a person of the LSP who saw face and card."""
    methods = {record.get("method") for record in get_authentication_records(request, user)}
    if "mfa" in methods:
        return Level.STRONG
    seen = lsp is not None and IdentityCheck.objects.filter(person_id=user.person_id, valid_until__gte=now()).exists()
    return Level.STRONG if seen else Level.SINGLE


def surest_actor(request: ActorRequest) -> Actor:
    """The actor on a page of no LSP, as surely known as in the LSP that saw their face and card today."""
    for lsp in own_lsps(request.user):
        with tenant(lsp.pk):
            if session_level(request, request.user, lsp) >= Level.STRONG:
                return replace(request.actor, level=Level.STRONG)
    return request.actor


def proved_at(request: ActorRequest) -> dt.datetime | None:
    """When this person was last surely known: by a second factor in this session, or by somebody of an LSP who looked."""
    found = _second_factors(request)
    for lsp in own_lsps(request.user):
        with tenant(lsp.pk):
            checks = IdentityCheck.objects.filter(person_id=request.user.person_id)
            found += checks.order_by("-checked_at").values_list("checked_at", flat=True)[:1]
    return max(found, default=None)


def _second_factors(request: ActorRequest) -> list[dt.datetime]:
    """Uses of a factor that is older than the PIN or than this session: one enrolled meanwhile proves only who enrolled it."""
    records = get_authentication_records(request, request.user)
    pin = Pin.objects.filter(user=request.user).first()
    begun = [dt.datetime.fromtimestamp(one["at"], dt.UTC) for one in records[:1]]
    known = max([*begun, *([pin.set_at] if pin else [])], default=now())
    old = set(Authenticator.objects.filter(user=request.user, created_at__lte=known).values_list("pk", flat=True))
    used = [one["at"] for one in records if one.get("method") == "mfa" and one.get("id") in old]
    return [dt.datetime.fromtimestamp(at, dt.UTC) for at in used]


def factor_verdict(request: ActorRequest) -> Verdict:
    """Whether this session may put a first factor beside the PIN: the PIN was typed here, or a card was seen, lately."""
    typed = request.session.get(PIN_TYPED)
    found = [dt.datetime.fromtimestamp(typed, dt.UTC)] if typed else []
    found += [seen for seen in [proved_at(request)] if seen]
    return may_add_factor(request.user, proved_at=max(found, default=None), at=now())


def after_pin(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page, ours or allauth's, that adds what an account is known by: first the PIN, where that stands alone."""

    @functools.wraps(view)
    def guarded(request: Any, /, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not factor_verdict(request):
            return redirect(f"{reverse('akun:buktikan')}?{urlencode({'next': request.get_full_path()})}")
        return view(request, *args, **kwargs)

    return guarded


def _mark(view: Callable[..., HttpResponse], audience: str, rights: tuple[str, ...]) -> None:
    AUDIENCES[f"{view.__module__}.{getattr(view, '__qualname__', view)}"] = (audience, rights)


def public(view: Callable[Concatenate[Any, P], HttpResponse]) -> Callable[Concatenate[Any, P], HttpResponse]:
    """Anybody, logged in or not."""
    _mark(view, "publik", ())
    return view


def personal(view: Callable[Concatenate[Any, P], HttpResponse]) -> Callable[Concatenate[Any, P], HttpResponse]:
    """Whoever is logged in, for what is their own over all LSPs."""

    @functools.wraps(view)
    def guarded(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.actor.user_id is None:
            return redirect_to_login(page_of(request))
        request.shell = personal_shell(request)
        return view(request, *args, **kwargs)

    _mark(view, "pribadi", ())
    return guarded


def needs(*rights: str, roles: tuple[Role, ...] = ()) -> Callable[[Callable[Concatenate[Any, P], HttpResponse]], Callable[Concatenate[Any, P], HttpResponse]]:  # fmt: skip
    """Somebody of this LSP with one of the rights or roles; strangers see no such page at all."""

    def decorate(view: Callable[Concatenate[Any, P], HttpResponse]) -> Callable[Concatenate[Any, P], HttpResponse]:
        @functools.wraps(view)
        def guarded(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.actor.user_id is None:
                return redirect_to_login(page_of(request))
            if request.lsp is None or not request.actor.roles:
                raise Unseen
            request.shell = lsp_shell(request)
            if request.actor.has(*STAFF) and request.actor.level < Level.STRONG:
                return ask_second_factor(request)
            if not any(request.actor.may(right) for right in rights) and not request.actor.has(*roles):
                raise Refused(_("Peran Anda di LSP ini tidak mencakup halaman itu."))
            return view(request, *args, **kwargs)

        _mark(view, "lsp", (*rights, *roles))
        return guarded

    return decorate


def ask_second_factor(request: LspRequest) -> HttpResponse:
    """Staff work only in strong sessions; without a second factor they first enrol one."""
    has_one = Authenticator.objects.filter(user=request.user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    messages.warning(
        request,
        _("Masuk ulang dengan faktor kedua Anda.") if has_one else _("Personel LSP memakai faktor kedua. Pasang kunci sandi atau aplikasi autentikator dulu."),
    )  # fmt: skip
    return redirect_to_login(page_of(request), login_url=reverse("mfa_reauthenticate" if has_one else "mfa_index"))


def own(getter: Callable[[Actor, str], Any]) -> Callable[[Callable[Concatenate[Any, Any, P], HttpResponse]], Callable[..., HttpResponse]]:  # fmt: skip
    """A page under /saya/ about one thing of the person: finds the LSP it lives in and works inside it.

    The getter takes (actor, ref) and raises Unseen in an LSP where the thing is not.
    """

    def decorate(view: Callable[Concatenate[Any, Any, P], HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def guarded(request: Any, ref: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.actor.user_id is None:
                return redirect_to_login(page_of(request))
            request.shell = personal_shell(request)
            for lsp in own_lsps(request.user):
                with tenant(lsp.pk):
                    request.lsp, request.actor = lsp, actor_for(request, lsp)
                    try:
                        thing = getter(request.actor, ref)
                    except Unseen:
                        continue
                    return view(request, thing, *args, **kwargs)
            raise Unseen

        _mark(view, "pribadi", ())
        return guarded

    return decorate


def own_lsps(user: User) -> list[Lsp]:
    """The LSPs in which this person has, or had, any part."""
    ids = Membership.own.filter(person_id=user.person_id).values_list("lsp_id", flat=True)
    return list(Lsp.objects.filter(pk__in=set(ids)).order_by("name"))


__all__ = ("ActorRequest", "LspRequest", "needs", "own", "own_lsps", "personal", "proved_at", "public", "surest_actor")
