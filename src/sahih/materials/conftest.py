"""Two LSP, the manager of skema in one of them, and a carried file."""

import datetime as dt
from collections.abc import Iterator

import pytest

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.tenancy import tenant
from sahih.materials.data import skema_bytes
from sahih.materials.skema.actions import complete_versi, import_skema
from sahih.materials.skema.completion import Completion
from sahih.materials.skema.models import SkemaVersi, Unit
from sahih.materials.tests.builders import make_lsp, manager_of


@pytest.fixture
def lsp(db: None) -> Lsp:
    return make_lsp("rintisan", 123)


@pytest.fixture
def other_lsp(db: None) -> Lsp:
    return make_lsp("seberang", 124)


@pytest.fixture
def inside(lsp: Lsp) -> Iterator[Lsp]:
    with tenant(lsp.pk):
        yield lsp


@pytest.fixture
def manager(lsp: Lsp) -> Actor:
    return manager_of(lsp)


@pytest.fixture
def draft(inside: Lsp, manager: Actor, noon: dt.datetime) -> SkemaVersi:
    return import_skema(skema_bytes("petugas_k3"), actor=manager, at=noon).versi


@pytest.fixture
def completion(draft: SkemaVersi) -> Completion:
    """All that the file of petugas_k3 leaves open."""
    codes = Unit.objects.filter(versi=draft).values_list("code", flat=True)
    return Completion(
        title_en="Occupational Safety and Health Officer", sector="K3L", fee=1_500_000, level=0, kbli="71209",
        kbji="3257", remote_category="technical_hybrid", basic_rule="all", kind_confirmed=True,
        unit_titles_en={code: f"Unit {code}" for code in codes},
    )  # fmt: skip


@pytest.fixture
def complete_draft(draft: SkemaVersi, completion: Completion, manager: Actor) -> SkemaVersi:
    return complete_versi(draft, completion, actor=manager)
