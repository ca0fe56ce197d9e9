"""Every page of the office opens, for whom it should and for nobody else."""

import datetime as dt

import pytest
from django.urls import reverse

from sahih.institution.accounts.roles import Role
from sahih.process.jadwal.actions import plan_jadwal
from sahih.process.jadwal.models import Jadwal
from sahih.web.admin_lsp.tests.dunia import Dunia

OFFICE = (Role.ADMIN, Role.KETUA, Role.MANAJER_SERTIFIKASI, Role.KEUANGAN, Role.PENGELOLA_SI)

PLAIN = (
    "kerja", "permohonan", "tagihan", "tagihan_baru", "jadwal", "jadwal_baru", "rapat", "sertifikat", "skema", "skema_impor", "personel",
    "angkat", "pengaturan", "profil", "hak", "izin", "izin_baru", "tuk", "tuk_baru", "asesor", "asesor_baru", "undangan", "undang_asesi",
    "undang_wakil", "perusahaan_baru", "jejak",
)  # fmt: skip


@pytest.mark.parametrize("name", PLAIN)
def test_page_without_rows_opens_for_the_office(dunia: Dunia, name: str) -> None:
    dunia.user("Oki Office", *OFFICE)

    answer = dunia.client("Oki Office").get(reverse(f"admin_lsp:{name}", args=["rintisan"]))

    assert answer.status_code == 200


@pytest.mark.parametrize("name", PLAIN)
def test_page_for_an_asesi_is_refused(dunia: Dunia, name: str) -> None:
    dunia.user("Rini Asesi", Role.ASESI)

    answer = dunia.client("Rini Asesi").get(reverse(f"admin_lsp:{name}", args=["rintisan"]))

    assert answer.status_code == 403


@pytest.mark.parametrize("name", PLAIN)
def test_page_of_another_lsp_does_not_exist(dunia: Dunia, seberang: Dunia, name: str) -> None:
    client = seberang.client("Sari Seberang")

    answer = client.get(reverse(f"admin_lsp:{name}", args=["rintisan"]))

    assert answer.status_code == 404


def test_pages_about_one_thing_open_for_the_office_and_not_next_door(dunia: Dunia, seberang: Dunia) -> None:
    dunia.user("Oki Office", *OFFICE)
    versi = dunia.skema()
    waiting, ready = dunia.diajukan(versi, "Rini Asesi"), dunia.siap(versi, "Siti Siap")
    asesor = dunia.asesor("Adi Asesor", versi)
    jadwal = plan(dunia, [ready])
    again = dunia.siap(versi, "Tuti Tunggu")
    here, next_door = dunia.client("Oki Office"), seberang.client("Sari Seberang")
    bukti = waiting.bukti_set.get()
    pages = {
        reverse(f"admin_lsp:{name}", args=["rintisan", *refs])
        for name, *refs in (
            ("permohonan_rinci", waiting.ref), ("permohonan_tinjau", waiting.ref), ("permohonan_kembalikan", waiting.ref),
            ("permohonan_batalkan", waiting.ref), ("permohonan_identitas", waiting.ref), ("permohonan_rinci", ready.ref),
            ("permohonan_bukti", waiting.ref, bukti.ref), ("permohonan_lembar", waiting.ref, "apl01"),
            ("jadwal_rinci", jadwal.ref), ("jadwal_asesor", jadwal.ref), ("jadwal_ganti", jadwal.ref), ("jadwal_batal", jadwal.ref),
            ("jadwal_susun", again.ref), ("jadwal_lepas", jadwal.peserta_set.get().ref), ("rapat_susun", jadwal.ref),
            ("skema_versi", versi.ref), ("skema_lengkapi", versi.ref), ("skema_unduh", versi.ref), ("skema_tarik", versi.ref),
            ("hak_ubah", "biaya.verify"), ("asesor_lingkup", asesor.ref), ("asesor_perbarui", asesor.ref),
        )
    }  # fmt: skip

    answers = {page: (here.get(page).status_code, next_door.get(page).status_code) for page in pages}

    assert answers == dict.fromkeys(pages, (200, 404))


def plan(dunia: Dunia, cases: list) -> Jadwal:  # type: ignore[type-arg]
    return plan_jadwal(
        cases, day=dunia.at.date() + dt.timedelta(days=3), starts=dt.time(8), ends=dt.time(16), tuk=dunia.tuk(),
        actor=dunia.actor("Ayu Admin"), at=dunia.at,
    )  # fmt: skip
