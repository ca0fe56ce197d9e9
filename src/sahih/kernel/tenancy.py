"""One LSP at a time: the context, the manager that raises without it, and the abstract tables.

PostgreSQL repeats the same rule as row level security (`sahih.kernel.rls`), so that code which
slips past the manager still meets no row of another LSP.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection, models, transaction
from psycopg.pq import TransactionStatus

from sahih.kernel.refs import new_ref

M = TypeVar("M", bound=models.Model)

_lsp: ContextVar[int | None] = ContextVar("lsp", default=None)
_crossing: ContextVar[bool] = ContextVar("crossing", default=False)


class NoTenant(RuntimeError):
    """A tenant table was asked for while no LSP is active."""


def active_lsp() -> int:
    lsp_id = _lsp.get()
    if lsp_id is None:
        raise NoTenant("Tidak ada LSP yang aktif.")
    return lsp_id


def active_lsp_or_none() -> int | None:
    return _lsp.get()


def is_crossing() -> bool:
    return _crossing.get()


@contextmanager
def tenant(lsp_id: int) -> Iterator[None]:
    """Work inside one LSP; opens a transaction where none is open, for the setting lives in it."""
    with _ensure_transaction(), _local("app.lsp", str(lsp_id)):
        token = _lsp.set(lsp_id)
        try:
            yield
        finally:
            _lsp.reset(token)


@contextmanager
def person_scope(person_id: int | None) -> Iterator[None]:
    """Let the rows that belong to this person be read beside those of the active LSP."""
    with _ensure_transaction(), _local("app.person", "" if person_id is None else str(person_id)):
        yield


@contextmanager
def cross_tenant(*, reason: str) -> Iterator[None]:
    """Read over all LSPs; the reason goes into the audit. Writing still needs a tenant."""
    # A plain import would close a circle: the audit table itself is read per tenant.
    from sahih.kernel.audit import CROSSED, record  # noqa: PLC0415 -- audit needs tenancy

    with _ensure_transaction():
        record(CROSSED, reason=reason)
        with _local("app.cross", "on"):
            token = _crossing.set(True)
            try:
                yield
            finally:
                _crossing.reset(token)


@contextmanager
def _ensure_transaction() -> Iterator[None]:
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        yield


@contextmanager
def _local(name: str, value: str) -> Iterator[None]:
    before = _set(name, value)
    try:
        yield
    finally:
        # A broken transaction takes the setting with it; touching it would hide the first error.
        if _is_sound():
            _set(name, before)


def _is_sound() -> bool:
    link = connection.connection
    return bool(link) and link.info.transaction_status != TransactionStatus.INERROR and not connection.needs_rollback


def _set(name: str, value: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), ''), set_config(%s, %s, true)", [name, name, value])
        row = cursor.fetchone()
    assert row is not None
    return str(row[0])


class TenantQuerySet(models.QuerySet[M]):
    """Fills the LSP of new rows from the active one."""

    def create(self, **values: Any) -> M:  # reason: Django's own signature
        if "lsp" not in values and "lsp_id" not in values:
            values["lsp_id"] = active_lsp()
        return super().create(**values)


class TenantManager(models.Manager[M]):
    """Raises when no LSP is active, filters to it otherwise."""

    def get_queryset(self) -> TenantQuerySet[M]:
        queryset: TenantQuerySet[M] = TenantQuerySet(self.model, using=self._db)
        if is_crossing():
            return queryset
        return queryset.filter(lsp_id=active_lsp())


class RefModel(models.Model):
    """A row that a URL may name."""

    id = models.BigAutoField(primary_key=True)
    ref = models.CharField(max_length=16, unique=True, editable=False, default=new_ref)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.ref}"


class TenantModel(RefModel):
    """A row that belongs to one LSP."""

    lsp = models.ForeignKey("institution.Lsp", on_delete=models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        abstract = True
