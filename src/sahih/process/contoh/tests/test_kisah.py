"""The whole road in one story, with the jobs run where they were queued."""

import datetime as dt

import pytest

from sahih.documents.verification.verify import verify_certificate
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.store import read
from sahih.process.asesmen.models import Asesmen
from sahih.process.contoh.kisah import Kisah
from sahih.process.sertifikat.models import Sertifikat
from sahih.process.sertifikat.trust import current_trust
from sahih.process.tests.jalan import drain


@pytest.mark.django_db
def test_the_road_ends_in_certificates_that_an_outsider_accepts(noon: dt.datetime) -> None:
    """L11, L13, PL9, A7, D3, D6, CT1–CT6 on one road: two competent, the fates recorded."""
    kisah = Kisah(start=noon - dt.timedelta(days=30), asesi=2)

    kisah.run()
    drain()

    with tenant(kisah.rumah.lsp.pk):
        made = list(Sertifikat.objects.select_related("pdf__key"))
        reports = [verify_certificate(read(one.pdf), current_trust()) for one in made if one.pdf]
        ends = dict(Asesmen.objects.values_list("peserta__permohonan__asesi__name", "status"))
    assert [(report.ok, report.facts.uji_coba) for report in reports if report.facts] == [(True, True)] * 2
    assert sorted(ends.values()) == sorted(["direkomendasikan"] * 4 + ["tidak_hadir", "mundur", "disetujui"])
