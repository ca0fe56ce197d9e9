"""One certificate of a rehearsal, made by the real actions; and rows of the register in every state."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import cache

from sahih.kernel.tenancy import tenant
from sahih.process.sertifikat.models import Sertifikat, SertifikatPublik
from sahih.process.sertifikat.tasks import issue
from sahih.web.tests.panggung import Panggung
from tests.scenes import Scenes

Row = Callable[..., SertifikatPublik]


@pytest.fixture(autouse=True)
def _addresses(db: None, settings: LazySettings) -> None:
    settings.SAHIH_CLOCK_MOVABLE = True
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    cache.clear()


@pytest.fixture
def issued(scenes: Scenes) -> Iterator[Panggung]:
    """The whole road of one asesi, ending in a certificate."""
    with Panggung.entered(scenes, "issue") as stage:
        with tenant(stage.lsp_id):
            waiting = list(Sertifikat.objects.filter(status=Sertifikat.Status.BERNOMOR))
        for one in waiting:
            issue.run(lsp_id=stage.lsp_id, sertifikat_id=one.pk)
        yield stage


@pytest.fixture
def row(db: None) -> Row:
    """A row of the public register."""

    def make(**changed: object) -> SertifikatPublik:
        facts = {
            "number": "71102 3257 4 0000123 2026", "registration": "K3L 2037 00012 2026", "name": "Siti Contoh",
            "skema": "Petugas K3", "lsp_name": "LSP Katiga Contoh", "licence": "BNSP-LSP-9001-ID", "status": "berlaku",
            "uji_coba": False, "valid_from": dt.date(2026, 11, 1), "valid_until": dt.date(2099, 11, 1),
            "pdf_sha256": "0" * 64, "changed_at": dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
        }  # fmt: skip
        return SertifikatPublik.objects.create(**facts | changed)

    return make
