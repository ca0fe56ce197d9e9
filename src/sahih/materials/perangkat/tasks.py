"""What happens to kept files by itself."""

from django.db import transaction
from procrastinate.contrib.django import app

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date, now
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.actions import forget_import
from sahih.materials.perangkat.actions.files import overdue_imports


@app.periodic(cron="11 3 * * *")
@app.task(name="muk.forget_imports", queueing_lock="muk.forget_imports")
def forget_imports(timestamp: int) -> None:
    """Each night: destroy the files that were kept for a preview and whose day has passed."""
    at = now()
    for lsp in Lsp.objects.all():
        with transaction.atomic(), tenant(lsp.pk):
            for file in overdue_imports(local_date(at, lsp.zone)):
                forget_import(file, actor=Actor.system(lsp.pk), at=at)
