"""Nobody is asesi and asesor of one skema at once, under no account of theirs (17024 4.3, 7.4, FX14, D2)."""

from collections.abc import Callable
from typing import Any

import pytest

from sahih.documents.sheets import content_of
from sahih.institution.accounts.models import Person
from sahih.kernel.keys import index_of
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.policies import may_assess, may_see_muk
from sahih.process.contoh import jawaban
from sahih.process.contoh.awal import Kasus
from sahih.process.contoh.kisah import Kisah
from sahih.process.jadwal import actions as act
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.tests.test_gate_assign import confirm, gaps, offer, plan, sign
from sahih.process.permohonan.actions import decide_permohonan, open_permohonan, save_review, withdraw_permohonan
from sahih.process.permohonan.policies import is_off_duty, may_become_asesi
from sahih.process.permohonan.queries import identity_number
from sahih.process.tests.jalan import sentence_of

UNTIL = "self_assess"
ASESI = 3

BARRED = "Joko Susilo sendiri asesi skema ini, atau bandingnya belum selesai; ia dapat bertugas setelah hasilnya ditetapkan atau permohonannya dibatalkan. Pilih asesor lain."


def apply(kisah: Kisah, key: str = "asesor") -> Any:
    return kisah.rumah[key].does(
        open_permohonan, kisah.rumah.versi, mode="jarak_jauh", medium="nirkertas", uji_coba=True, at=kisah.at(7)
    )  # fmt: skip


def as_one(kisah: Kisah, twin: str, key: str = "asesor") -> None:
    """Two accounts of one human being, as a reviewed card tells."""
    nik = Person.objects.get(pk=kisah.rumah[key].user.person_id).nik_index
    assert nik
    Person.objects.filter(pk=kisah.rumah[twin].user.person_id).update(nik_index=nik)


def page(kisah: Kisah, duty: Any) -> Any:
    """The duty as its page fetches it."""
    with tenant(kisah.rumah.lsp.pk):
        rows = type(duty).objects.select_related(
            "jadwal__versi__skema", "jadwal__tuk", "jadwal__key", "asesor__person", "spt__key"
        )
        return rows.get(pk=duty.pk)  # fmt: skip


@pytest.mark.parametrize("how", [apply, lambda kisah: as_one(kisah, "asesi03")])
def test_fx14_asesor_who_is_an_asesi_of_the_skema_is_given_no_duty_for_it(kisah: Kisah, how: Callable[[Kisah], object]) -> None:  # fmt: skip
    """By their own account, and by one that bears their NIK."""
    jadwal = plan(kisah, 0)
    how(kisah)

    with pytest.raises(Refused) as refusal:
        offer(kisah, jadwal)

    assert (gaps(kisah, jadwal), sentence_of(refusal.value)) == ([BARRED], BARRED)
    assert gaps(kisah, jadwal, "asesor2") == []


def test_asesor_whose_own_application_ended_is_given_duties_again(kisah: Kisah) -> None:
    jadwal, applied = plan(kisah, 0), apply(kisah)

    kisah.rumah["asesor"].does(withdraw_permohonan, applied, reason="Keliru.", at=kisah.at(7))

    assert gaps(kisah, jadwal) == []


def test_fx14_asesor_who_applied_since_the_offer_does_not_take_it(kisah: Kisah) -> None:
    """An offer keeps nobody from applying: they say no to it."""
    duty = offer(kisah, plan(kisah, 0))
    apply(kisah)

    with pytest.raises(Refused) as refusal:
        confirm(kisah, page(kisah, duty))

    assert sentence_of(refusal.value) == BARRED
    kisah.rumah["asesor"].does(act.decline_duty, page(kisah, duty), reason="Saya asesi.", at=kisah.at(8))


def test_fx14_ketua_signs_no_spt_for_an_asesor_who_turned_out_to_be_an_asesi(kisah: Kisah) -> None:
    duty = confirm(kisah, page(kisah, offer(kisah, plan(kisah, 0))))
    as_one(kisah, "asesi03")

    with pytest.raises(Refused, match="Joko Susilo sendiri asesi skema ini"):
        sign(kisah, page(kisah, duty), at=kisah.at(8, 11))


@pytest.mark.parametrize("twin", ["asesor", "perusahaan"])
def test_17024_asesor_on_duty_is_told_when_they_may_apply(kisah: Kisah, twin: str) -> None:
    """4.3: under another account of theirs too; the duty is ended first, or goes to somebody else."""
    jadwal = plan(kisah, 0)
    confirm(kisah, page(kisah, offer(kisah, jadwal)))
    as_one(kisah, twin)

    with pytest.raises(Refused) as refusal:
        apply(kisah, twin)
    kisah.rumah["admin"].does(act.replace_asesor, kisah._jadwal(jadwal), reason="Ingin diases.", at=kisah.at(8))
    opened = apply(kisah, twin)

    assert sentence_of(refusal.value) == (
        f"Anda sedang bertugas sebagai asesor skema ini pada jadwal {jadwal.day:%d-%m-%Y}. Ajukan permohonan setelah laporan jadwal itu "
        "selesai, atau minta Admin LSP mengganti asesornya."
    )
    assert opened.status == "draf"


def test_asesor_whose_schedule_is_reported_may_apply(kisah: Kisah) -> None:
    jadwal = plan(kisah, 0)
    duty = confirm(kisah, page(kisah, offer(kisah, jadwal)))
    sign(kisah, duty, at=kisah.at(8, 11))
    own = kisah.rumah["asesor"].user.person_id
    with tenant(kisah.rumah.lsp.pk):
        on_duty = is_off_duty(own, kisah.rumah.versi)
        Jadwal.objects.filter(pk=jadwal.pk).update(status=Jadwal.Status.SELESAI)

        assert (bool(on_duty), bool(is_off_duty(own, kisah.rumah.versi))) == (False, True)


def test_17024_application_of_an_asesor_on_duty_is_told_to_the_office_by_its_nik(kisah: Kisah) -> None:
    """Until the card was reviewed nobody knew whose account it is; then the duty goes first."""
    confirm(kisah, page(kisah, offer(kisah, plan(kisah, 0))))
    before = verdict(kisah)

    as_one(kisah, "asesi03")

    assert (bool(before), str(verdict(kisah).reason)) == (
        True,
        f"{kisah.kasus[2].permohonan.asesi.name}, menurut NIK-nya, sedang bertugas sebagai asesor skema ini. Ganti dulu asesor jadwalnya atau tunggu laporannya selesai, lalu terima permohonan ini.",
    )  # fmt: skip


def verdict(kisah: Kisah) -> Any:
    with tenant(kisah.rumah.lsp.pk):
        return may_become_asesi(kisah._fresh(kisah.kasus[2]))


def test_fx14_asesor_who_turns_out_to_be_an_asesi_assesses_nobody_and_sees_no_key(kisah: Kisah) -> None:
    duty = confirm(kisah, page(kisah, offer(kisah, plan(kisah, 0))))
    sign(kisah, page(kisah, duty), at=kisah.at(8, 11))
    with tenant(kisah.rumah.lsp.pk):
        actor = kisah.rumah["asesor"].actor(kisah.at(12, 9))
        asesmen = Asesmen.objects.select_related("peserta__jadwal__versi", "peserta__permohonan__versi").get()
        before = may_assess(actor, asesmen)
        as_one(kisah, "asesi03")

        after = [may_assess(actor, asesmen), may_see_muk(actor, asesmen)]

    assert bool(before) is True
    assert {str(one.reason) for one in after} == {
        "Anda sendiri asesi skema ini, atau banding Anda belum selesai; selama itu Anda tidak menilai asesi lain. Batalkan permohonan Anda, atau minta Admin LSP mengganti asesor jadwal ini."
    }  # fmt: skip


def handed_in(kisah: Kisah, key: str) -> Kasus:
    """An application of a new account, up to the hand-in."""
    who = kisah.rumah.cast.add(key, "Joko S.", at=kisah.at(6))
    return Kasus(number=90, who=who, permohonan=apply(kisah, key), fate="kompeten")


def test_17024_draft_of_an_asesor_on_duty_is_not_handed_in(kisah: Kisah) -> None:
    """Opened before anybody knew that both accounts are one human being."""
    confirm(kisah, page(kisah, offer(kisah, plan(kisah, 0))))
    kasus = handed_in(kisah, "kembar")
    as_one(kisah, "kembar")

    with pytest.raises(Refused, match="Anda sedang bertugas sebagai asesor skema ini"):
        kisah._hand_in(kasus, at=kisah.at(8))


def test_17024_office_accepts_no_application_whose_card_is_that_of_an_asesor_on_duty(kisah: Kisah) -> None:
    confirm(kisah, page(kisah, offer(kisah, plan(kisah, 0))))
    kasus, admin = handed_in(kisah, "kembar"), kisah.rumah["admin"]
    kisah._hand_in(kasus, at=kisah.at(7))
    case = kisah._fresh(kasus)
    with tenant(kisah.rumah.lsp.pk):
        content = content_of(case.apl01)
    nik = index_of(identity_number(content), purpose="nik")
    Person.objects.filter(pk=kisah.rumah["asesor"].user.person_id).update(nik_index=nik)
    admin.does(save_review, case, jawaban.judgement(content), at=kisah.at(8), partial=False)

    with pytest.raises(Refused, match="menurut NIK-nya, sedang bertugas sebagai asesor skema ini"):
        admin.signs([case.apl01], decide_permohonan, case, at=kisah.at(8))
    with tenant(kisah.rumah.lsp.pk):
        assert (kisah._fresh(kasus).status, case.apl01.locked_at) == ("diajukan", None)
