"""One transaction per request, inside the LSP that the address names, for the person who is logged in."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.audit import DENIED, current_actor, record
from sahih.kernel.policy import Refused, Unseen
from sahih.kernel.tenancy import person_scope, tenant
from sahih.web.gate import actor_for, lsp_of_path
from sahih.web.ui.errors import forbidden, not_found

# Parts of an address that open something: our invitations, the log-in's own links.
SECRET_PARTS = frozenset({"token", "key", "uidb36"})


class TenantMiddleware:
    """Opens the transaction and the LSP; a crashed view leaves nothing behind, a denied one an entry."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = secrets.token_hex(8)  # type: ignore[attr-defined]  # reason: read through ActorRequest
        with transaction.atomic():
            with _scope(request):
                response = self.get_response(request)
            # Exceptions reach this place as answers; without this a crashed view would commit.
            if response.status_code >= 500 or getattr(request, "denied_reason", None):
                transaction.set_rollback(True)
        _note_denial(request)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What policies and getters raise becomes a page with its sentence."""
        if isinstance(exception, Unseen):
            return not_found(request, Http404())
        if isinstance(exception, Refused):
            request.denied_reason = str(exception.reason)  # type: ignore[attr-defined]  # reason: as above
            return forbidden(request, exception)
        return None


@contextmanager
def _scope(request: HttpRequest) -> Iterator[None]:
    lsp = lsp_of_path(request.path_info)
    request.lsp = lsp  # type: ignore[attr-defined]  # reason: as above
    with ExitStack() as stack:
        if lsp is not None:
            stack.enter_context(tenant(lsp.pk))
        person_id = getattr(request.user, "person_id", None)
        if person_id is not None:
            stack.enter_context(person_scope(person_id))
        actor = request.actor = actor_for(request, lsp)  # type: ignore[attr-defined]  # reason: as above
        # What a page notes outside an action, such as the reading of a file, bears its reader too.
        stack.callback(current_actor.reset, current_actor.set(actor))
        yield


def path_without_secrets(request: HttpRequest) -> str:
    """The address without what opens something for whoever reads it: the audit is kept for years, a link is a key."""
    path, match = request.path, request.resolver_match
    for name, value in (match.kwargs if match else {}).items():
        if name in SECRET_PARTS and value:
            path = path.replace(str(value), "…")
    return path


def _note_denial(request: HttpRequest) -> None:
    """Entries for denied access survive the rollback of the denied act."""
    reason = getattr(request, "denied_reason", None)
    if reason is None:
        return
    actor: Actor = request.actor  # type: ignore[attr-defined]  # reason: as above
    lsp: Lsp | None = request.lsp  # type: ignore[attr-defined]  # reason: as above
    token = current_actor.set(actor)
    try:
        with transaction.atomic(), ExitStack() as stack:
            if lsp is not None:
                stack.enter_context(tenant(lsp.pk))
            record(DENIED, new={"path": path_without_secrets(request)}, reason=reason)
    finally:
        current_actor.reset(token)
