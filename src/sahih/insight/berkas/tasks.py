"""The archive's making, and its end."""

import datetime as dt

from django.db import transaction
from procrastinate.contrib.django import app

from sahih.insight.berkas.actions import advance_arsip, expire_arsip
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date, now
from sahih.kernel.jobs import job
from sahih.kernel.tenancy import tenant
from sahih.process.arsip.models import Arsip


@job("berkas.pack", attempts=3)
def pack(arsip_id: int, *, actor: Actor, at: dt.datetime) -> None:
    """The next sheets of one archive, each run a transaction of its own, so that progress is seen; a run too many finds it made."""
    arsip = Arsip.objects.get(pk=arsip_id)
    if arsip.can("finish") and advance_arsip(arsip, actor=actor, at=at):
        pack.defer(arsip_id=arsip.pk, once=arsip.ref)


@app.periodic(cron="47 2 * * *")
@app.task(name="berkas.expire", queueing_lock="berkas.expire")
def expire(timestamp: int) -> None:
    """Each night: destroy the archives whose day has passed."""
    at = now()
    for lsp in Lsp.objects.all():
        with transaction.atomic(), tenant(lsp.pk):
            overdue = Arsip.objects.filter(status=Arsip.Status.SIAP, file__keep_until__lt=local_date(at, lsp.zone))
            for arsip in overdue.select_related("file__key"):
                expire_arsip(arsip, actor=Actor.system(lsp.pk), at=at)
