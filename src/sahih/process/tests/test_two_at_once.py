"""Two people in the same moment: one does it, the other reads a sentence (A3, D3, PL1, PL2)."""

import datetime as dt
from collections.abc import Callable

import pytest

from sahih.documents.models import Lembar
from sahih.documents.sheets import content_of
from sahih.institution.accounts.models import Membership
from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.models import Lsp
from sahih.kernel.clock import local_date
from sahih.kernel.tenancy import tenant
from sahih.materials.lingkup.models import LingkupAsesor
from sahih.materials.perangkat.models import Butir
from sahih.process.asesmen.actions import correct_sheet
from sahih.process.biaya import actions as biaya
from sahih.process.biaya.models import Tagihan
from sahih.process.contoh import jawaban
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.kisah import Kisah
from sahih.process.jadwal import actions as jadwal
from sahih.process.jadwal.models import Jadwal, Penugasan
from sahih.process.kaji_ulang.improving import note_finding, note_item_results
from sahih.process.kaji_ulang.models import Perbaikan, Sumber
from sahih.process.kaji_ulang.queries import Hasil
from sahih.process.keputusan.actions import compose_rapat
from sahih.process.permohonan import actions as permohonan
from sahih.process.permohonan.models import Permohonan
from sahih.process.sertifikat.actions import open_request
from sahih.process.sertifikat.models import Permintaan
from sahih.process.tests.jalan import behind, both, walked
from tests.scenes import Scene, Scenes


@pytest.fixture
def kisah(transactional_db: None, request: pytest.FixtureRequest, scenes: Scenes) -> Kisah:
    """Committed, so that the second connection sees it."""
    return scenes.fill(Scene(request.param, asesi=1))


@pytest.mark.parametrize("kisah", ["apply"], indirect=True)
def test_pl1_of_two_admins_who_decide_the_second_is_told(kisah: Kisah) -> None:
    admin, at = kisah.rumah["admin"], kisah.at(2)
    case = kisah._fresh(kisah.kasus[0])
    with tenant(kisah.rumah.lsp.pk):
        posted = jawaban.judgement(content_of(case.apl01))
    admin.does(permohonan.save_review, case, posted, at=at, partial=True)

    def decide(seen: Permohonan) -> object:
        return admin.signs([seen.apl01], permohonan.decide_permohonan, seen, at=at)

    copies = [kisah._fresh(kisah.kasus[0]) for _ in range(2)]
    first, second = both(lambda: decide(copies[0]), lambda: decide(copies[1]))

    assert first == "ok"
    assert "Muat ulang laman ini" in second or "berubah sejak" in second


@pytest.mark.parametrize("kisah", ["review"], indirect=True)
def test_pl2_of_two_bills_for_one_application_the_second_is_refused(kisah: Kisah) -> None:
    copies = [kisah._fresh(kisah.kasus[0]) for _ in range(2)]

    def bill(seen: Permohonan) -> object:
        return kisah.rumah["keuangan"].does(biaya.bill, [seen], at=kisah.at(3))

    first, second = both(lambda: bill(copies[0]), lambda: bill(copies[1]))

    assert (first, "sudah ditagih" in second) == ("ok", True)
    with tenant(kisah.rumah.lsp.pk):
        assert Tagihan.objects.count() == 1


@pytest.mark.parametrize("kisah", ["open_house"], indirect=True)
def test_two_clicks_at_once_open_one_application(kisah: Kisah) -> None:
    at = kisah.at(1)
    who = kisah.rumah.cast.add("pelamar", "Putri", at=at)

    def apply() -> object:
        return who.does(
            permohonan.open_permohonan, kisah.rumah.versi, mode="jarak_jauh", medium="nirkertas", uji_coba=True, at=at
        )

    assert both(apply, apply) == ["ok", "ok"]
    with tenant(kisah.rumah.lsp.pk):
        assert Permohonan.objects.count() == 1


@pytest.mark.parametrize("kisah", ["open_house"], indirect=True)
def test_fx9_two_clicks_on_one_finding_and_on_one_count_open_one_improvement_each(kisah: Kisah) -> None:
    house, at = kisah.rumah, kisah.at(1)
    muk = contoh.validated(house, at=at)
    with tenant(house.lsp.pk):
        results = {Butir.objects.filter(muk=muk).order_by("id")[0].ref: Hasil(10, 0)}

    def find() -> object:
        noted = {"source": Sumber.LAIN, "found_on": at.date(), "butir": None}
        return house["mutu"].does(note_finding, muk, "Gambar buram.", at=at, **noted)

    def count() -> object:
        return house["mutu"].does(note_item_results, muk, results, batch="J-1", at=at)

    assert behind(find, find) == "Temuan yang sama sudah tercatat dan belum dijawab."
    assert behind(count, count) == "ok"
    with tenant(house.lsp.pk):
        assert Perbaikan.objects.filter(muk=muk).count() == 2


@pytest.mark.parametrize("kisah", ["decide"], indirect=True)
def test_ct2_of_two_tabs_that_open_one_request_both_find_it(kisah: Kisah) -> None:
    """One letter, one number: the second tab sees what the first has made."""
    found: list[int] = []

    def ask() -> None:
        found.append(kisah.rumah["admin"].does(open_request, kisah._rapat(kisah.rapat), at=kisah.at(22)).pk)

    assert both(ask, ask) == ["ok", "ok"]
    with tenant(kisah.rumah.lsp.pk):
        assert set(found) == set(Permintaan.objects.values_list("pk", flat=True))
        assert Lembar.objects.filter(code="SURAT.BLANKO").count() == 1


@pytest.mark.parametrize("kisah", ["self_assess"], indirect=True)
def test_of_two_schedules_for_one_asesi_the_second_is_refused(kisah: Kisah) -> None:
    copies = [kisah._fresh(kisah.kasus[0]) for _ in range(2)]

    first, second = both(*(lambda seen=seen, day=day: plan(kisah, seen, day) for day, seen in enumerate(copies, 12)))

    assert (first, "sudah ada di jadwal lain" in second) == ("ok", True)


def plan(kisah: Kisah, case: Permohonan, day: int) -> Jadwal:
    planned: Jadwal = kisah.rumah["admin"].does(
        jadwal.plan_jadwal, [case], day=local_date(kisah.start) + dt.timedelta(days=day), starts=dt.time(9), ends=dt.time(15),
        tuk=kisah.rumah.tuk, meeting_link="https://rapat.contoh.example/a", at=kisah.at(7),
    )  # fmt: skip
    return planned


@pytest.mark.parametrize("kisah", ["self_assess"], indirect=True)
def test_a3_two_lsps_that_offer_one_asesor_the_same_date_get_one_duty(kisah: Kisah) -> None:
    """The exclusion holds over all LSPs, and the sentence names no other."""
    other = walked("self_assess", asesi=1)
    asesor = Asesor.objects.select_related("person").get(pk=kisah.rumah.asesor["asesor"].pk)
    ready = [_offer_of(kisah, asesor), _offer_of(other, asesor)]

    first, second = both(*ready)

    assert (first, second) == ("ok", f"{asesor.person.name} sudah bertugas di tempat lain pada tanggal itu.")
    live = 0
    for lsp in Lsp.objects.all():
        assert lsp.name not in second
        with tenant(lsp.pk):
            live += Penugasan.objects.filter(is_live=True).count()
    assert live == 1


def _offer_of(kisah: Kisah, asesor: Asesor) -> Callable[[], object]:
    """An offer that passes this LSP's own gate: the asesor is looked at as if at home here."""
    here = kisah.rumah
    planned = plan(kisah, kisah._fresh(kisah.kasus[0]), 12)
    seen = Asesor.objects.select_related("person").get(pk=asesor.pk)
    seen.home_lsp_id = here.lsp.pk
    day = local_date(kisah.start)
    with tenant(here.lsp.pk):
        LingkupAsesor.objects.get_or_create(
            lsp_id=here.lsp.pk, asesor=seen, skema=here.versi.skema, valid_from=day,
            defaults={"basis": "sertifikat", "certificate_no": "T"},
        )  # fmt: skip
        Membership.objects.get_or_create(
            lsp_id=here.lsp.pk, person=seen.person, role="asesor", defaults={"valid_from": day, "sk_number": "SK-1"}
        )
    return lambda: here["admin"].does(jadwal.offer_duty, kisah._jadwal(planned), seen, at=kisah.at(7))


@pytest.mark.parametrize("kisah", ["report"], indirect=True)
def test_fx13_a_correction_and_a_committee_in_one_moment_leave_one_of_them(kisah: Kisah) -> None:
    """What lies before a committee stands: whoever comes second reads why."""
    asesmen, seen = kisah._asesmen(kisah.kasus[0]), kisah._jadwal(kisah.jadwal[0])
    seats = [(kisah.rumah[f"komite{n}"].user.person, "") for n in (1, 2, 3)]
    at = kisah.at(16)

    def compose() -> object:
        admin, meets_at = kisah.rumah["admin"], kisah.at(20, 13)
        return admin.does(compose_rapat, seen, seats, meets_at=meets_at, place="Daring", at=at)

    def correct() -> object:
        return kisah.rumah["asesor"].does(correct_sheet, asesmen, "FR.IA.01", reason="Tertukar.", at=at)

    first, second = both(compose, correct)

    assert first == "ok"
    assert "Komite teknis sudah disusun" in second or "Tidak ada asesmen dengan rekomendasi" in second
