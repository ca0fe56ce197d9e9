"""What an LSP decides about its own papers, in versions: each row is what held from its instant on."""

from django.db import models

from sahih.kernel.tenancy import TenantModel
from sahih.kernel.vault.models import StoredFile


class Kendali(TenantModel):
    """The document control of one form or letter: what the box in its head says and how its letters count."""

    code = models.CharField(max_length=24)
    version = models.PositiveSmallIntegerField()
    doc_no = models.CharField(max_length=60, blank=True)
    edition = models.CharField(max_length=40, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    alias = models.CharField(max_length=24, blank=True)
    note = models.TextField(blank=True)
    number_code = models.CharField(max_length=12, blank=True)
    number_pattern = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "code", "version"], name="kendali_once"),)


class NaskahDraf(TenantModel):
    """A wording that is being written; it says nothing yet."""

    code = models.CharField(max_length=24)
    content = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "code"], name="naskahdraf_once"),)


class NaskahVersi(TenantModel):
    """A wording in force from its instant on; without content, the product's own."""

    code = models.CharField(max_length=24)
    version = models.PositiveSmallIntegerField()
    content = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    adopted_at = models.DateTimeField()
    adopted_by = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "code", "version"], name="naskahversi_once"),)


class FormulirLsp(TenantModel):
    """The LSP's own master of a form, kept to be laid beside our print."""

    code = models.CharField(max_length=24)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    sent_by = models.BigIntegerField()


class Konfirmasi(TenantModel):
    """The Ketua compared one print with the LSP's master and stands for it; it holds for exactly what was compared."""

    code = models.CharField(max_length=24)
    definition_sha256 = models.CharField(max_length=64)
    print_sha256 = models.CharField(max_length=64)
    kendali = models.ForeignKey(Kendali, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    naskah = models.ForeignKey(NaskahVersi, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    formulir = models.ForeignKey(FormulirLsp, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.BigIntegerField()
    name = models.CharField(max_length=120)


class Logo(TenantModel):
    """The picture in the kop from its instant on; without a file, none."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    set_at = models.DateTimeField()
