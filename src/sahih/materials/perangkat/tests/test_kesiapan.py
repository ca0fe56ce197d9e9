"""What a published skema still lacks before somebody is assessed under it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.models import Lsp
from sahih.kernel.clock import local_date
from sahih.materials.lingkup.models import LingkupTuk
from sahih.materials.perangkat.kesiapan import readiness_of
from sahih.materials.skema.models import SkemaVersi
from sahih.materials.skema.queries import missing_counts
from sahih.materials.tests.versions import next_version
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.rumah import Rumah


@pytest.mark.usefixtures("inside")
def test_each_part_is_counted_as_it_is_usable(house: Rumah, at: dt.datetime) -> None:
    """PL10, A5, A6, T2: a plan and a MUK in force, an asesor whose certificate holds, a TUK whose SK holds."""
    day = local_date(at, house.lsp.zone)
    before = readiness_of([house.versi], day=day)[house.versi.pk]
    contoh.validated(house, at=at)
    ready = readiness_of([house.versi], day=day)[house.versi.pk]

    assert (before.muk, ready.muk) == (0, 1)
    assert ready.bars == [name for name in before.bars if name not in {"muk", "rencana"} or not getattr(ready, name)]
    Asesor.objects.update(certified_until=day - dt.timedelta(days=1))
    LingkupTuk.objects.update(valid_until=day - dt.timedelta(days=1), valid_from=day - dt.timedelta(days=9))
    assert {"asesor", "tuk"} <= set(readiness_of([house.versi], day=day)[house.versi.pk].bars)


def test_more_versions_ask_no_more_queries(house: Rumah, inside: Lsp, at: dt.datetime) -> None:
    def queries() -> int:
        rows = list(SkemaVersi.objects.select_related("skema"))
        with CaptureQueriesContext(connection) as seen:
            readiness_of(rows, day=at.date())
            missing_counts(rows)
        return len(seen)

    before = queries()
    next_version(house, at=at)

    assert SkemaVersi.objects.count() > 1
    assert queries() == before
