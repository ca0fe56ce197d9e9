"""The office's pages as a person meets them: no axe violation, nothing wider than a phone."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.urls import reverse
from playwright.sync_api import Browser

from sahih.institution.accounts.roles import Role
from sahih.institution.perizinan.actions import enter_permit
from sahih.kernel.actor import Actor
from sahih.materials.lingkup.actions import cover_by_permit
from sahih.process.biaya.actions import bill, send_proof
from sahih.process.jadwal.actions import plan_jadwal
from sahih.process.sertifikat.actions import freeze_sertifikat, issue_sertifikat, void_number
from sahih.process.sertifikat.models import Sertifikat
from sahih.web.admin_lsp.tests.dunia import PNG, Dunia
from sahih.web.tests.stage import Stage
from sahih.web.ui.tests.browser import ORIGIN, WIDTHS, Site, overflow, page_of, violations

pytestmark = [pytest.mark.enable_socket, pytest.mark.journey]

SHOTS = os.environ.get("SAHIH_SHOTS", "")


@pytest.fixture
def pages(dunia: Dunia) -> dict[str, str]:
    """An office in full swing, and its pages by name."""
    versi, company, system = dunia.skema(), dunia.perusahaan(), Actor.system(dunia.lsp.pk)
    dunia.user("Ayu Admin", Role.ADMIN, Role.KETUA, Role.MANAJER_SERTIFIKASI)
    alone, sent = dunia.diajukan(versi, "Rini Wulandari"), dunia.diajukan(versi, "Bambang Setiawan", perusahaan=company)
    dunia.diajukan(versi, "Siti Nurhaliza binti Abdurrahman", perusahaan=company)
    dunia.diterima(versi, "Dewi Lestari", perusahaan=company)
    billed = bill([dunia.diterima(versi, "Eko Prasetyo")], actor=dunia.actor("Ayu Admin"), at=dunia.at)
    send_proof(
        billed,
        PNG,
        name="bukti.png",
        sender="Eko",
        amount=1_000_000,
        paid_on=dt.date(2026, 1, 1),
        actor=dunia.actor("Eko Prasetyo"),
        at=dunia.at,
    )
    dunia.siap(versi, "Tuti Tunggu")
    planned = plan_jadwal(
        [dunia.siap(versi, "Fajar Nugroho")], day=dunia.at.date() + dt.timedelta(days=3), starts=dt.time(8), ends=dt.time(16),
        tuk=dunia.tuk(), actor=dunia.actor("Ayu Admin"), at=dunia.at,
    )  # fmt: skip
    adi = dunia.asesor("Adi Asesor", versi)
    dunia.user("Kiki Komite", Role.KOMITE)
    permit = enter_permit(
        kind="nirkertas",
        decision_no="KEP.12/BNSP/2026",
        decided_on=dt.date(2026, 1, 2),
        valid_from=dt.date(2026, 1, 5),
        valid_until=dt.date(2027, 3, 14),
        actor=system,
    )
    cover_by_permit(permit, versi.skema, actor=system)
    named = {
        "kerja": (), "permohonan": (), "tagihan": (), "tagihan_baru": (), "jadwal": (), "jadwal_baru": (), "rapat": (), "sertifikat": (),
        "skema": (), "skema_impor": (), "personel": (), "angkat": (), "pengaturan": (), "profil": (), "hak": (), "izin": (), "tuk": (),
        "asesor": (), "undangan": (), "undang_asesi": (), "jejak": (), "permohonan_rinci": (alone.ref,), "permohonan_tinjau": (sent.ref,),
        "permohonan_kembalikan": (alone.ref,), "permohonan_identitas": (alone.ref,), "tagihan_rinci": (billed.ref,), "tagihan_sahkan": (billed.ref,),
        "jadwal_rinci": (planned.ref,), "jadwal_asesor": (planned.ref,), "jadwal_susun": (dunia.siap(versi, "Gita Gunawan").ref,),
        "visibilitas": (dunia.siap(versi, "Hana Hasan", studied=False).ref,), "rapat_susun": (planned.ref,), "nomor_batal": (), "permohonan_relasi": (alone.ref,),
        "lingkup_asesor_akhiri": (adi.lingkup_set.get().ref,), "skema_versi": (versi.ref,), "skema_lengkapi": (versi.ref,), "hak_ubah": ("keputusan.vote",),
        "formulir": (), "formulir_rinci": ("FR.APL.01",), "formulir_dokumen": ("SK.HASIL",), "naskah": ("SPT.ASESOR",), "naskah_impor": (), "kop": (),
    }  # fmt: skip
    return {name: reverse(f"admin_lsp:{name}", args=["rintisan", *refs]) for name, refs in named.items()}


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_at_any_width_has_no_violation_and_no_overflow(
    chromium: Browser, dunia: Dunia, pages: dict[str, str], width: int, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert look(chromium, Site(dunia.client("Ayu Admin")), pages, width) == {name: (200, 1, [], 0) for name in pages}


def look(chromium: Browser, site: Site, pages: dict[str, str], width: int) -> dict[str, object]:
    """What each page answers: status, number of main headings, violations, pixels too wide."""
    found: dict[str, object] = {}
    with page_of(chromium, site, width=width) as page:
        for name, path in pages.items():
            answer = page.goto(ORIGIN + path)
            found[name] = (
                answer.status if answer else 0,
                page.locator("h1").count(),
                violations(page),
                overflow(page),
            )
            if SHOTS:
                page.screenshot(path=str(Path(SHOTS) / f"{name}_{width}.png"), full_page=True)
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_after_the_decision_have_no_violation_and_no_overflow(
    chromium: Browser, until: Stage, width: int, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    panggung = until("request_numbers", asesi=2)
    panggung.move(27)
    base, kisah = panggung.base, panggung.kisah
    pages = {
        "rapat_penuh": f"{base}/rapat/",
        "rapat_rinci": f"{base}/rapat/{kisah.rapat.ref}/",
        "sertifikat_penuh": f"{base}/sertifikat/",
        "permintaan": f"{base}/sertifikat/permintaan/{kisah.permintaan.ref}/",
        "kerja_manajer": f"{base}/kerja/",
    }

    found = look(chromium, Site(panggung.browser("manajer")), pages, width)

    assert found == {name: (200, 1, [], 0) for name in pages}


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_a_certificate_have_no_violation_and_no_overflow(
    chromium: Browser, until: Stage, width: int, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    panggung = until("issue", asesi=2)
    kisah, at = panggung.kisah, panggung.move(28)
    with panggung.inside():
        paper, waiting = Sertifikat.objects.order_by("id")
    kisah.rumah["manajer"].does(issue_sertifikat, paper, at=at)
    kisah.rumah["ketua"].does(freeze_sertifikat, paper, reason="Logo LSP dipakai pada iklan yang menyesatkan.", at=at)
    kisah.rumah["admin"].does(void_number, waiting.blanko, reason="Rusak saat dicetak.", at=at)
    one, other = f"{panggung.base}/sertifikat/{paper.ref}/", f"{panggung.base}/sertifikat/{waiting.ref}/"

    pages = {"sertifikat_rinci": one, "sertifikat_berlakukan": f"{one}berlakukan/", "sertifikat_cabut": f"{one}cabut/"}
    found = look(chromium, Site(panggung.browser("ketua")), pages, width)
    request = f"{panggung.base}/sertifikat/permintaan/{kisah.permintaan.ref}/"
    stuck = {
        "sertifikat_menunggu": other,
        "nomor_batal_penuh": f"{panggung.base}/sertifikat/nomor-batal/",
        "permintaan_pengganti": request,
    }
    found |= look(chromium, Site(panggung.browser("admin")), stuck, width)

    assert found == {name: (200, 1, [], 0) for name in (*pages, *stuck)}
