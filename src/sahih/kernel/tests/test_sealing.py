"""The audit's seals: every entry in exactly one, and a changed row noticed."""

import datetime as dt

import pytest
from django.db import connection

from sahih.institution.lsp.actions import found_lsp
from sahih.institution.lsp.models import Lsp
from sahih.institution.tuk.actions import enter_tuk
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditEntry
from sahih.kernel.ledger.log import sequence
from sahih.kernel.sealing import AuditSeal, broken_seals, digest_of, seal_everything
from sahih.kernel.tenancy import tenant


@pytest.fixture
def lsp(db: None) -> Lsp:
    return found_lsp(
        actor=Actor.system(), slug="segel", name="LSP Segel", kind="P3", licence="BNSP-LSP-0101-ID", address="-", city="Solo",
        licensed_from=dt.date(2024, 1, 1), licensed_until=dt.date(2029, 1, 1), phone="-", email="a@contoh.example", code="SGL",
    )  # fmt: skip


def test_every_entry_stands_in_exactly_one_seal(lsp: Lsp, noon: dt.datetime) -> None:
    with tenant(lsp.pk):
        enter_tuk(name="TUK A", kind="Mandiri", address="-", actor=Actor.system(lsp.pk))
    first = seal_everything(at=noon)
    with tenant(lsp.pk):
        enter_tuk(name="TUK B", kind="Mandiri", address="-", actor=Actor.system(lsp.pk))

    second = seal_everything(at=noon)

    with tenant(lsp.pk):
        sealed = [pk for ids in AuditSeal.objects.values_list("entries", flat=True) for pk in ids]
        assert sorted(sealed) == list(AuditEntry.objects.order_by("id").values_list("pk", flat=True))
    assert (first, second, seal_everything(at=noon)) == (2, 1, 0)
    assert sequence(at=noon) is not None


def test_changed_entry_breaks_its_seal(lsp: Lsp, noon: dt.datetime) -> None:
    with tenant(lsp.pk):
        enter_tuk(name="TUK A", kind="Mandiri", address="-", actor=Actor.system(lsp.pk))
    seal_everything(at=noon)

    with tenant(lsp.pk):
        entry = AuditEntry.objects.get()
        sound = digest_of([entry])
        entry.reason = "diubah"
        assert digest_of([entry]) != sound
        assert broken_seals() == []


def test_seal_of_another_lsp_is_invisible(lsp: Lsp, noon: dt.datetime) -> None:
    with tenant(lsp.pk):
        enter_tuk(name="TUK A", kind="Mandiri", address="-", actor=Actor.system(lsp.pk))
    seal_everything(at=noon)

    with tenant(lsp.pk + 1), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kernel_auditseal")
        row = cursor.fetchone()

    assert row == (0,)
