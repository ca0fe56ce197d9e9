"""Gate 3 and the SPT: who may assess whom, where and when (A3–A7, A10, A11)."""

import datetime as dt
from typing import Any

import pytest

from sahih.documents.models import Lembar
from sahih.institution.accounts.models import Person
from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.models import Lsp
from sahih.institution.perizinan.actions import withdraw_permit
from sahih.institution.relasi.actions import declare_relasi
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.lingkup.models import LingkupAsesor
from sahih.process.asesmen.models import Asesmen
from sahih.process.contoh.kisah import Kisah
from sahih.process.jadwal import actions as act
from sahih.process.jadwal.models import Jadwal, Penugasan
from sahih.process.jadwal.policies import gate_assign, group_warning
from sahih.process.tests.jalan import sentence_of

UNTIL = "self_assess"
ASESI = 3


def plan(kisah: Kisah, *indices: Any, day: Any = 12, **changes: Any) -> Any:
    cases = [kisah._fresh(kisah.kasus[index]) for index in indices]
    facts = {
        "day": local_date(kisah.start) + dt.timedelta(days=day), "starts": dt.time(9), "ends": dt.time(15),
        "tuk": kisah.rumah.tuk, "meeting_link": "https://rapat.contoh.example/a",
    } | changes  # fmt: skip
    return kisah.rumah["admin"].does(act.plan_jadwal, cases, at=kisah.at(7), **facts)


def offer(kisah: Kisah, jadwal: Any, key: str = "asesor") -> Any:
    return kisah.rumah["admin"].does(act.offer_duty, kisah._jadwal(jadwal), kisah.rumah.asesor[key], at=kisah.at(7))


def confirm(kisah: Kisah, duty: Any, key: str = "asesor") -> Any:
    return kisah.rumah[key].does(act.confirm_duty, duty, outside_duties="Tidak ada.", at=kisah.at(8))


def gaps(kisah: Kisah, jadwal: Any, key: str = "asesor") -> Any:
    with tenant(kisah.rumah.lsp.pk):
        asesor = Asesor.objects.select_related("person").get(pk=kisah.rumah.asesor[key].pk)
        return gate_assign(asesor, kisah._jadwal(jadwal), Lsp.objects.get(pk=kisah.rumah.lsp.pk))


def test_asesor_whose_papers_hold_passes(kisah: Kisah) -> None:
    assert gaps(kisah, plan(kisah, 0)) == []


def test_a3_second_duty_on_the_same_date_is_refused(kisah: Kisah) -> None:
    offer(kisah, plan(kisah, 0))
    second = plan(kisah, 1, starts=dt.time(16), ends=dt.time(18))

    with pytest.raises(Refused) as refusal:
        offer(kisah, second)

    assert sentence_of(refusal.value) == "Joko Susilo sudah bertugas di tempat lain pada tanggal itu."


def test_a3_duty_of_another_date_or_declined_does_not_count(kisah: Kisah) -> None:
    duty = offer(kisah, plan(kisah, 0))
    offer(kisah, plan(kisah, 1, day=13))
    kisah.rumah["asesor"].does(act.decline_duty, duty, reason="Sakit.", at=kisah.at(8))

    offer(kisah, plan(kisah, 2))

    with tenant(kisah.rumah.lsp.pk):
        assert Penugasan.objects.filter(is_live=True).count() == 2


def test_a4_group_above_the_ceiling_is_refused(kisah: Kisah) -> None:
    Lsp.objects.filter(pk=kisah.rumah.lsp.pk).update(group_limit=2)

    with pytest.raises(Refused) as refusal:
        plan(kisah, 0, 1, 2)

    assert sentence_of(refusal.value) == "Satu jadwal paling banyak 2 asesi (A4)."


def test_a4_ceiling_lowered_after_planning_is_asked_again(kisah: Kisah) -> None:
    jadwal = plan(kisah, 0, 1, 2)
    Lsp.objects.filter(pk=kisah.rumah.lsp.pk).update(group_limit=2)

    assert gaps(kisah, jadwal) == ["Jadwal berisi 3 asesi; seorang asesor menangani 1 sampai 2."]


@pytest.mark.parametrize("limit", [0, 21])
def test_a4_ceiling_of_twenty_may_only_be_lowered(kisah: Kisah, limit: Any) -> None:
    lsp = Lsp.objects.get(pk=kisah.rumah.lsp.pk)
    lsp.group_limit = limit

    with pytest.raises(Exception, match="lsp_group_limit"):
        lsp.full_clean()


@pytest.mark.parametrize(("count", "warned"), [(14, False), (15, True), (20, True)])
def test_a4_fifteen_are_warned_of(count: Any, warned: Any) -> None:
    assert bool(group_warning(count)) == warned


@pytest.mark.parametrize(("margin", "found"), [(0, 0), (-1, 1)])
def test_a5_certificate_counts_to_its_last_day_and_no_longer(kisah: Kisah, margin: Any, found: Any) -> None:
    jadwal = plan(kisah, 0)
    Asesor.objects.filter(pk=kisah.rumah.asesor["asesor"].pk).update(
        certified_until=jadwal.day + dt.timedelta(days=margin)
    )

    assert len(gaps(kisah, jadwal)) == found


def test_a6_asesor_without_competence_in_the_skema_is_refused(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        LingkupAsesor.objects.filter(asesor=kisah.rumah.asesor["asesor"]).delete()

    with pytest.raises(Refused) as refusal:
        offer(kisah, plan(kisah, 0))

    assert "tidak mencakup skema ini" in sentence_of(refusal.value)


def test_a6_technical_certificate_that_ends_before_the_day_is_refused(kisah: Kisah) -> None:
    jadwal = plan(kisah, 0)
    with tenant(kisah.rumah.lsp.pk):
        LingkupAsesor.objects.update(valid_until=jadwal.day - dt.timedelta(days=1))

    assert len(gaps(kisah, jadwal)) == 1


def test_a1_a2_asesor_at_home_elsewhere_is_refused_without_naming_the_other(kisah: Kisah) -> None:
    jadwal = plan(kisah, 0)
    other = Lsp.objects.get(pk=kisah.rumah.lsp.pk)
    other.pk, other.ref, other.slug, other.name, other.licence = (
        None,
        "x" * 16,
        "lain",
        "LSP Seberang",
        "BNSP-LSP-7777-ID",
    )
    other.save()
    Asesor.objects.filter(pk=kisah.rumah.asesor["asesor"].pk).update(home_lsp=other)

    assert gaps(kisah, jadwal) == [
        "Joko Susilo berinduk pada LSP lain; belum ada surat balasan peminjaman yang mencakup skema dan tanggal ini."
    ]


@pytest.mark.parametrize("kind", ["pelatih", "atasan", "keluarga"])
def test_a10_a11_relation_to_an_asesi_bars_the_asesor(kisah: Kisah, kind: str) -> None:
    jadwal, asesor = plan(kisah, 0), kisah.rumah["asesor"]
    asesor.does(declare_relasi, asesor.user.person, asesi=kisah.kasus[0].who.user.person, kind=kind, at=kisah.at(7))

    assert len(gaps(kisah, jadwal)) == 1
    assert "mempunyai hubungan dengan asesi" in gaps(kisah, jadwal)[0]


def test_a11_relation_under_the_asesors_second_account_bars_too(kisah: Kisah) -> None:
    """By NIK, not by account."""
    jadwal, asesor = plan(kisah, 0), kisah.rumah["asesor"]
    twin = Person.objects.create(name="Joko S.", nik_index="n" * 64)
    Person.objects.filter(pk=asesor.user.person.pk).update(nik_index="n" * 64)
    with tenant(kisah.rumah.lsp.pk):
        admin = kisah.rumah["ketua"].actor(kisah.at(7))
        declare_relasi(twin, asesi=kisah.kasus[0].who.user.person, kind="pelatih", actor=admin, at=kisah.at(7))

    assert len(gaps(kisah, jadwal)) == 1


def test_a11_asesor_who_is_the_asesi_by_nik_is_barred(kisah: Kisah) -> None:
    jadwal, asesi = plan(kisah, 0), kisah.kasus[0].who.user.person
    asesi.refresh_from_db()
    Person.objects.filter(pk=kisah.rumah["asesor"].user.person.pk).update(nik_index=asesi.nik_index)

    assert "Joko Susilo mempunyai hubungan dengan asesi Budi Wijaya 01." in gaps(kisah, jadwal)


def test_a7_spt_follows_the_asesors_own_word(kisah: Kisah) -> None:
    jadwal = plan(kisah, 0)
    duty = offer(kisah, jadwal)
    assert duty.spt is None

    with pytest.raises(Refused) as refusal:
        confirm(kisah, duty, "asesor2")
    confirmed = confirm(kisah, duty)

    assert sentence_of(refusal.value) == "Kesediaan dinyatakan oleh asesor yang ditunjuk."
    assert (confirmed.answer, confirmed.outside_duties, confirmed.spt.code) == ("bersedia", "Tidak ada.", "SPT.ASESOR")


def test_a7_gate_is_asked_again_when_the_asesor_confirms(kisah: Kisah) -> None:
    duty = offer(kisah, plan(kisah, 0))
    Asesor.objects.filter(pk=kisah.rumah.asesor["asesor"].pk).update(certified_until=local_date(kisah.at(8)))
    with tenant(kisah.rumah.lsp.pk):
        duty = Penugasan.objects.select_related("asesor__person", "jadwal__versi__skema").get(pk=duty.pk)

    with pytest.raises(Refused) as refusal:
        confirm(kisah, duty)

    assert "Sertifikat asesor" in sentence_of(refusal.value)


def test_a7_no_spt_no_assessment(kisah: Kisah) -> None:
    jadwal = plan(kisah, 0)
    confirm(kisah, offer(kisah, jadwal))

    with tenant(kisah.rumah.lsp.pk):
        assert Asesmen.objects.count() == 0


def sign(kisah: Kisah, duty: Any, *, at: Any, key: str = "ketua") -> Any:
    kisah.rumah[key].signs([duty.spt], act.sign_spt, [duty], at=at)


def test_a7_spt_signed_when_the_session_has_begun_is_refused(kisah: Kisah) -> None:
    duty = confirm(kisah, offer(kisah, plan(kisah, 0)))

    with pytest.raises(Refused) as refusal:
        sign(kisah, duty, at=kisah.at(12, 9))

    assert "sebelum asesmen dimulai" in sentence_of(refusal.value)
    sign(kisah, duty, at=kisah.at(12, 8, 59))


@pytest.mark.parametrize("key", ["admin", "asesor", "manajer"])
def test_a7_spt_is_the_ketuas_to_sign(kisah: Kisah, key: str) -> None:
    duty = confirm(kisah, offer(kisah, plan(kisah, 0)))

    with pytest.raises(Refused) as refusal:
        sign(kisah, duty, at=kisah.at(8, 11), key=key)

    assert sentence_of(refusal.value) == "SPT ditandatangani oleh Ketua LSP."


def test_l9_permit_withdrawn_before_the_spt_stops_it(kisah: Kisah) -> None:
    duty = confirm(kisah, offer(kisah, plan(kisah, 0)))
    with tenant(kisah.rumah.lsp.pk):
        case = kisah.kasus[0].permohonan
        type(case).objects.filter(pk=case.pk).update(under_permit=True)
        for permit in kisah.rumah.permits:
            withdraw_permit(
                permit, on=local_date(kisah.at(8)), reason="Dicabut.", actor=kisah.rumah["ketua"].actor(kisah.at(8))
            )

    with pytest.raises(Refused) as refusal:
        sign(kisah, duty, at=kisah.at(9))

    assert "Belum ada izin" in sentence_of(refusal.value)


def test_replaced_asesor_loses_the_duty_and_the_old_spt_stays(kisah: Kisah) -> None:
    jadwal = plan(kisah, 0)
    duty = confirm(kisah, offer(kisah, jadwal))
    sign(kisah, duty, at=kisah.at(8, 11))

    kisah.rumah["admin"].does(act.replace_asesor, kisah._jadwal(jadwal), reason="Sakit.", at=kisah.at(9))
    successor = offer(kisah, jadwal, "asesor2")

    with tenant(kisah.rumah.lsp.pk):
        assert [one.answer for one in Penugasan.objects.order_by("id")] == ["diganti", "menunggu"]
        assert Lembar.objects.get(pk=duty.spt_id).locked_at is not None
        assert Jadwal.objects.get(pk=jadwal.pk).status == "ditawarkan"
    assert successor.asesor == kisah.rumah.asesor["asesor2"]


def test_asesi_whom_the_drafted_spt_names_is_not_taken_off(kisah: Kisah) -> None:
    """A7: what the Ketua signs must be true when he signs it; the way out is told."""
    jadwal = plan(kisah, 0, 1)
    confirm(kisah, offer(kisah, jadwal))
    with tenant(kisah.rumah.lsp.pk):
        peserta = jadwal.peserta_set.select_related("jadwal", "permohonan").order_by("id").first()

    with pytest.raises(Refused) as refusal:
        kisah.rumah["admin"].does(act.leave_jadwal, peserta, reason="Sakit.", at=kisah.at(8))
    kisah.rumah["admin"].does(act.replace_asesor, kisah._jadwal(jadwal), reason="Asesi berkurang.", at=kisah.at(8))
    kisah.rumah["admin"].does(act.leave_jadwal, peserta, reason="Sakit.", at=kisah.at(8))

    assert "SPT sudah disusun" in sentence_of(refusal.value)
    assert not peserta.is_live


def test_asesi_on_two_live_schedules_is_refused_in_words(kisah: Kisah) -> None:
    plan(kisah, 0)

    with pytest.raises(Refused) as refusal:
        plan(kisah, 0, day=13)

    assert "sudah ada di jadwal lain" in sentence_of(refusal.value)


def test_remote_schedule_without_a_link_is_refused(kisah: Kisah) -> None:
    with pytest.raises(Refused) as refusal:
        plan(kisah, 0, meeting_link="")

    assert "tautan pertemuan" in sentence_of(refusal.value)


def test_schedule_in_the_past_is_refused(kisah: Kisah) -> None:
    with pytest.raises(Refused) as refusal:
        plan(kisah, 0, day=6)

    assert "sudah lewat" in sentence_of(refusal.value)


def test_date_wished_for_by_the_asesi_is_theirs_alone(kisah: Kisah) -> None:
    jadwal = plan(kisah, 0)
    with tenant(kisah.rumah.lsp.pk):
        peserta = jadwal.peserta_set.select_related("permohonan").get()

    with pytest.raises(Refused):
        kisah.kasus[1].who.does(act.wish_other_date, peserta, wish="Minggu depan", at=kisah.at(8))
    kisah.kasus[0].who.does(act.wish_other_date, peserta, wish="Minggu depan", at=kisah.at(8))

    assert peserta.wish == "Minggu depan"
