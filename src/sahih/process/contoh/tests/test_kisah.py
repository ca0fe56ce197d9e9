"""The whole road in one story, with the jobs run where they were queued."""

import datetime as dt

import pytest

from sahih.documents.models import Lembar
from sahih.documents.verification.verify import verify_certificate
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.store import read
from sahih.materials.muk.queries import named_instruments
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
        opened = {
            one: _instruments(one) for one in Asesmen.objects.select_related("rencana__mapa02", "ia01", "peserta")
        }
        planned = {one: named_instruments(one.rencana) if one.rencana else [] for one in opened if one.present_at}
        ends = dict(Asesmen.objects.values_list("peserta__permohonan__asesi__name", "status"))
    assert [(report.ok, report.facts.uji_coba) for report in reports if report.facts] == [(True, True)] * 2
    assert sorted(ends.values()) == sorted(["direkomendasikan"] * 4 + ["tidak_hadir", "mundur", "disetujui"])
    # FX3, PL6: whoever came is assessed by exactly the instruments of the plan, and nothing opened for the others.
    assert {one: codes for one, codes in opened.items() if codes} == planned


def _instruments(asesmen: Asesmen) -> list[str]:
    """The FR.IA sheets of this asesi under their own key, each form once."""
    sheets = Lembar.objects.filter(key=asesmen.peserta.permohonan.key, code__startswith="FR.IA.")
    return sorted(set(sheets.values_list("code", flat=True)))
