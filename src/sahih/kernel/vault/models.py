"""A file kept encrypted, known by the hash of what was received."""

from django.db import models

from sahih.kernel.keys import DataKey
from sahih.kernel.tenancy import TenantModel


class StoredFile(TenantModel):
    """One file as received; its bytes lie encrypted in the storage under `path`."""

    name = models.CharField(max_length=200)
    mime = models.CharField(max_length=80)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=120, unique=True)
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32)
    sensitive = models.BooleanField(default=False)
    owner_id = models.BigIntegerField(null=True)
    received_at = models.DateTimeField()
    keep_until = models.DateField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["lsp", "sha256"], name="storedfile_by_hash"),)
