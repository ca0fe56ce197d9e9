"""The kernel's own jobs."""

import datetime as dt

from django.db import transaction
from procrastinate.contrib.django import app

from sahih.kernel.actor import Actor
from sahih.kernel.clock import now
from sahih.kernel.jobs import job
from sahih.kernel.ledger.log import sequence
from sahih.kernel.outbox import Message, deliver
from sahih.kernel.sealing import seal_everything
from sahih.kernel.vault.sweeping import SETTLED, sweep_orphans


@job("outbox.send")
def send_message(message_id: int, *, actor: Actor, at: dt.datetime) -> None:
    """Send once; a second run finds the instant and stops."""
    message = Message.objects.select_for_update().filter(pk=message_id, sent_at=None).first()
    if message is None:
        return
    deliver(message)
    # The text may hold a log-in code or a personal link; once it is on its way, nobody needs it here.
    message.sent_at, message.body = at, ""
    message.save(update_fields=["sent_at", "body"])


@app.periodic(cron="* * * * *")
@app.task(name="kernel.seal", queueing_lock="kernel.seal")
def seal(timestamp: int) -> None:
    """Each minute: seal the audit, place what was noted, sign a checkpoint."""
    at = now()
    seal_everything(at=at)
    with transaction.atomic():
        sequence(at=at)


@app.periodic(cron="23 2 * * *")
@app.task(name="vault.sweep", queueing_lock="vault.sweep")
def sweep_vault(timestamp: int) -> None:
    """Each night: take away what killed writes left in the vault."""
    # The disk's own time, which the demonstration's clock does not move: a file of this minute must never look old.
    untouched_since = dt.datetime.now(dt.UTC) - SETTLED
    sweep_orphans(untouched_since=untouched_since, actor=Actor.system(), at=now())
