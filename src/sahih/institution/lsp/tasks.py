"""Work of the LSP's office that waits for nobody."""

import datetime as dt

from sahih.documents.events import LembarLocked
from sahih.documents.models import Lembar
from sahih.documents.prints import print_lembar
from sahih.institution.lsp.models import Lsp
from sahih.institution.lsp.queries import kop
from sahih.kernel.actor import Actor
from sahih.kernel.jobs import job


@job("lembar.print")
def print_locked(lembar_id: int, *, actor: Actor, at: dt.datetime) -> None:
    """Print a sheet that was just locked; found again when it runs twice."""
    lembar = Lembar.objects.select_related("key").get(pk=lembar_id)
    lsp = Lsp.objects.get(pk=actor.here)
    print_lembar(lembar, kop=kop(lsp), zone=lsp.zone, actor=actor, at=at)


def on_lembar_locked(event: object) -> None:
    assert isinstance(event, LembarLocked)
    print_locked.defer(lembar_id=event.lembar_id)
