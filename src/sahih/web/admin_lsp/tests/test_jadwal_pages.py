"""A date for a group, an asesor by reasons, a replacement, a cancellation."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sahih.institution.relasi.actions import declare_relasi
from sahih.kernel.actor import Actor
from sahih.process.jadwal.actions import plan_jadwal
from sahih.process.jadwal.models import Jadwal, Penugasan
from sahih.process.permohonan.models import Permohonan
from sahih.web.admin_lsp.tests.dunia import Dunia


def url(name: str, jadwal: Jadwal) -> str:
    return reverse(f"admin_lsp:{name}", args=["rintisan", jadwal.ref])


def typed(dunia: Dunia, *cases: Permohonan, **more: str) -> dict[str, object]:
    """What an admin fills in for a date in three days at a new TUK."""
    day = dunia.at.date() + dt.timedelta(days=3)
    return {
        "asesi": [one.ref for one in cases], "day": day.isoformat(), "starts": "08:00", "ends": "16:00", "tuk": "",
        "tuk_name": "TUK Gresik", "tuk_kind": "Tempat Kerja", "tuk_address": "Jl. Veteran 1", **more,
    }  # fmt: skip


def planned(dunia: Dunia, *cases: Permohonan) -> Jadwal:
    return plan_jadwal(
        cases, day=dunia.at.date() + dt.timedelta(days=3), starts=dt.time(8), ends=dt.time(16), tuk=dunia.tuk(),
        actor=dunia.actor("Ayu Admin"), at=dunia.at,
    )  # fmt: skip


def test_plan_with_new_tuk_leads_to_the_choice_of_an_asesor(dunia: Dunia) -> None:
    case = dunia.siap(dunia.skema(), "Siti Siap")

    answer = dunia.client("Ayu Admin").post(f"/l/rintisan/jadwal/baru/{case.ref}/", typed(dunia, case))

    jadwal = Jadwal.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("jadwal_asesor", jadwal))
    assert (jadwal.tuk.name, jadwal.peserta_set.get().permohonan) == ("TUK Gresik", case)


def test_plan_for_yesterday_is_refused_with_what_was_typed(dunia: Dunia) -> None:
    case = dunia.siap(dunia.skema(), "Siti Siap")
    yesterday = (dunia.at.date() - dt.timedelta(days=1)).isoformat()

    answer = dunia.client("Ayu Admin").post(f"/l/rintisan/jadwal/baru/{case.ref}/", typed(dunia, case, day=yesterday))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tanggal asesmen sudah lewat." in page
    assert 'value="TUK Gresik"' in page
    assert not Jadwal.objects.exists()


def test_plan_that_ends_before_it_starts_says_so_beside_the_hour(dunia: Dunia) -> None:
    case = dunia.siap(dunia.skema(), "Siti Siap")

    answer = dunia.client("Ayu Admin").post(f"/l/rintisan/jadwal/baru/{case.ref}/", typed(dunia, case, ends="07:00"))

    assert answer.status_code == 422
    assert "Jam selesai harus sesudah jam mulai." in answer.content.decode()


def test_candidates_are_all_listed_with_every_reason_against(dunia: Dunia) -> None:
    """A6, A10: who may not take the date is shown with the reason, and the register is mended from there."""
    versi = dunia.skema()
    case = dunia.siap(versi, "Siti Siap")
    dunia.asesor("Adi Asesor", versi)
    near = dunia.asesor("Nia Dekat", versi, serial=2)
    declare_relasi(near.person, asesi=case.asesi, kind="keluarga", actor=Actor.system(dunia.lsp.pk), at=dunia.at)

    page = dunia.client("Ayu Admin").get(url("jadwal_asesor", planned(dunia, case))).content.decode()

    able, barred = page.split("Belum dapat ditugaskan")
    assert "Adi Asesor" in able
    assert "Nia Dekat mempunyai hubungan dengan asesi Siti Siap." in barred


def test_offer_to_a_barred_asesor_is_refused_with_the_reason(dunia: Dunia) -> None:
    versi = dunia.skema()
    case = dunia.siap(versi, "Siti Siap")
    near = dunia.asesor("Nia Dekat", versi)
    declare_relasi(near.person, asesi=case.asesi, kind="keluarga", actor=Actor.system(dunia.lsp.pk), at=dunia.at)
    jadwal = planned(dunia, case)

    answer = dunia.client("Ayu Admin").post(url("jadwal_tawarkan", jadwal), {"asesor": near.ref}, follow=True)

    assert "mempunyai hubungan" in answer.content.decode()
    assert not Penugasan.objects.exists()


def test_asesor_fallen_ill_is_replaced_by_another(dunia: Dunia) -> None:
    versi = dunia.skema()
    case = dunia.siap(versi, "Siti Siap")
    ill, well = dunia.asesor("Adi Sakit", versi), dunia.asesor("Wawan Sehat", versi, serial=2)
    jadwal, client = planned(dunia, case), dunia.client("Ayu Admin")

    client.post(url("jadwal_tawarkan", jadwal), {"asesor": ill.ref})
    ended = client.post(url("jadwal_ganti", jadwal), {"reason": "Sakit, surat dokter terlampir."})
    client.post(url("jadwal_tawarkan", jadwal), {"asesor": well.ref})

    assert ended["Location"] == url("jadwal_asesor", jadwal)
    assert list(Penugasan.objects.order_by("id").values_list("asesor__person__name", "is_live")) == [
        ("Adi Sakit", False),
        ("Wawan Sehat", True),
    ]


def test_cancel_without_reason_is_refused_and_with_reason_frees_everybody(dunia: Dunia) -> None:
    case = dunia.siap(dunia.skema(), "Siti Siap")
    jadwal, client = planned(dunia, case), dunia.client("Ayu Admin")

    empty = client.post(url("jadwal_batal", jadwal), {"reason": " "})
    told = client.post(url("jadwal_batal", jadwal), {"reason": "TUK banjir."})

    assert (empty.status_code, told.status_code) == (422, 302)
    assert "1 orang siap" in client.get("/l/rintisan/jadwal/baru/").content.decode()


def test_asesi_taken_off_a_date_is_ready_for_another(dunia: Dunia) -> None:
    case = dunia.siap(dunia.skema(), "Siti Siap")
    jadwal, client = planned(dunia, case), dunia.client("Ayu Admin")
    peserta = jadwal.peserta_set.get()

    client.post(reverse("admin_lsp:jadwal_lepas", args=["rintisan", peserta.ref]), {"reason": "Minta tanggal lain."})

    assert "1 orang siap" in client.get("/l/rintisan/jadwal/baru/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_with_any_number_of_rows_takes_the_same_queries(dunia: Dunia, count: int) -> None:
    versi = dunia.skema()
    for number in range(count):
        planned(dunia, dunia.siap(versi, f"Asesi {number}"))
    client = dunia.client("Ayu Admin")

    with CaptureQueriesContext(connection) as found:
        answer = client.get("/l/rintisan/jadwal/")

    assert answer.content.decode().count("TUK Gresik") == count
    assert len(found) == 22


FINDING = {"perangkat": ["tidak_perlu"], "asesor": "ya", "kebutuhan": "Kursi roda.", "cara": "tatap_muka", "alasan": "Praktik di TUK."}  # fmt: skip


def test_e17_visibilitas_of_a_group_is_written_once_and_opens_the_date(dunia: Dunia) -> None:
    versi = dunia.skema()
    cases = [dunia.siap(versi, name, studied=False) for name in ("Siti Siap", "Tuti Tunggu")]
    admin = dunia.client("Ayu Admin")

    shut = admin.get(reverse("admin_lsp:jadwal_susun", args=["rintisan", cases[0].ref])).status_code
    tasks = admin.get("/l/rintisan/kerja/").content.decode()
    answer = admin.post(
        reverse("admin_lsp:visibilitas", args=["rintisan", cases[0].ref]),
        FINDING | {"asesi": [one.ref for one in cases]},
    )

    page = admin.get(answer["Location"]).content.decode()
    assert (shut, answer.status_code) == (302, 302)
    assert "Kaji visibilitas" in tasks
    assert page.count("Kursi roda.") == 2
    assert "2 lembar dalam satu tanda tangan" in page


def test_k2_all_remote_finding_is_refused_with_what_was_typed(dunia: Dunia) -> None:
    """The skema of this world is one of practice."""
    case = dunia.siap(dunia.skema(), "Siti Siap", studied=False)
    remote = FINDING | {"perangkat": ["laptop", "jaringan"], "cara": "jarak_jauh", "asesi": [case.ref]}

    answer = dunia.client("Ayu Admin").post(reverse("admin_lsp:visibilitas", args=["rintisan", case.ref]), remote)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "praktik di TUK" in page
    assert "Kursi roda." in page
