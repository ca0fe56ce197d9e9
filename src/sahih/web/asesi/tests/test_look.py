"""Every page of a person's road in a browser: nothing for axe to find, nothing wider than a phone, nothing heavy."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Browser, expect

from sahih.documents.sheets import content_of
from sahih.kernel.tenancy import tenant
from sahih.process.contoh import jawaban
from sahih.process.permohonan.models import Permohonan
from sahih.process.sertifikat.models import Sertifikat, SertifikatPublik
from sahih.process.sertifikat.tasks import issue
from sahih.process.tests.jalan import judged
from sahih.web.asesi.tests.conftest import Stage
from sahih.web.tests.panggung import browser_of
from sahih.web.ui.tests.browser import ORIGIN, WIDTHS, Site, overflow, page_of, violations
from sahih.web.ui.tests.conftest import chromium

__all__ = ("chromium",)
HEAVIEST = 60_000
SHOTS = os.environ.get("SAHIH_SHOTS", "")
Look = Callable[[Client, str], None]


@pytest.fixture
def look(chromium: Browser, settings: LazySettings) -> Look:
    settings.ALLOWED_HOSTS = ["*"]

    def at(client: Client, url: str) -> None:
        for width in WIDTHS:
            site = Site(client)
            with page_of(chromium, site, width=width) as page:
                page.goto(ORIGIN + url)
                if SHOTS:
                    page.screenshot(
                        path=str(Path(SHOTS) / f"asesi{re.sub('[^a-z0-9]+', '-', url)}-{width}.png"), full_page=True
                    )
                assert (url, width, violations(page), overflow(page)) == (url, width, [], 0)
            assert sum(site.sizes.values()) < HEAVIEST

    return at


def test_public_pages(until: Stage, look: Look) -> None:
    stage = until("open_house")

    for url in ("/", f"{stage.base}/", "/verifikasi/", "/verifikasi/?nomor=123", "/akun/daftar/"):
        look(Client(), url)


def test_pages_of_a_beginner(until: Stage, look: Look) -> None:
    stage = until("open_house")
    rumah = stage.kisah.rumah
    client = browser_of(rumah.cast.add("pendatang", "Wahyu Nugroho", at=stage.move(1)))
    apply = f"{stage.base}/ajukan/{rumah.versi.skema.ref}/"
    look(client, apply)
    filling = client.post(apply, {"cara": "jarak_jauh:nirkertas:uji"})["Location"]
    client.post(filling, {"berkas": SimpleUploadedFile("ktp.pdf", jawaban.paper("KTP")), "unggah": "1"})

    for url in (filling, filling.removesuffix("apl01/"), "/saya/", "/akun/keamanan/"):
        look(client, url)


def test_pages_of_the_self_assessment_and_its_signature(until: Stage, look: Look) -> None:
    stage = until("pay")
    kasus = stage.kisah.kasus[0]
    url = f"/saya/permohonan/{kasus.permohonan.ref}/"

    for page in ("", "apl02/", "apl02/tandatangan/", "tagihan/", "lembar/apl01/", "batalkan/"):
        look(browser_of(kasus.who), url + page)


def test_pages_of_the_batch_and_of_a_refusal(until: Stage, look: Look) -> None:
    stage = until("agree")
    kasus = stage.kisah.kasus[0]
    judged(stage.kisah, at=stage.move(12, 9))
    url = f"/saya/permohonan/{kasus.permohonan.ref}/"

    for page in ("", "tandatangan/", "tandatangan/?pilih=ia01&pilih=ak02", "menolak/ia01/"):
        look(browser_of(kasus.who), url + page)


def test_pages_of_date_result_and_certificate(until: Stage, look: Look) -> None:
    stage = until("issue")
    kasus = stage.kisah.kasus[0]
    with tenant(stage.lsp_id):
        waiting = list(Sertifikat.objects.filter(status=Sertifikat.Status.BERNOMOR))
    for one in waiting:
        issue.run(lsp_id=stage.lsp_id, sertifikat_id=one.pk)
    url = f"/saya/permohonan/{kasus.permohonan.ref}/"

    for page in ("", "jadwal/", "lembar/ia01/", "hasil/", "sertifikat/"):
        look(browser_of(kasus.who), url + page)
    look(Client(), f"/verifikasi/{SertifikatPublik.objects.get().ref}/")


def test_pages_of_a_company(until: Stage, look: Look) -> None:
    stage = until("apply", asesi=3)

    for page in ("", "undang/"):
        look(stage.browser("perusahaan"), f"{stage.base}/perusahaan/{page}")


def test_typing_reaches_the_lsp_by_itself_on_a_phone(until: Stage, chromium: Browser, settings: LazySettings) -> None:
    """What is typed is called received when the LSP has it; the whole page then goes on without a conflict."""
    settings.ALLOWED_HOSTS = ["*"]
    stage = until("open_house")
    rumah = stage.kisah.rumah
    client = browser_of(rumah.cast.add("pendatang", "Wahyu Nugroho", at=stage.move(1)))
    apply = f"{stage.base}/ajukan/{rumah.versi.skema.ref}/"
    filling = client.post(apply, {"cara": "jarak_jauh:nirkertas:uji"})["Location"]

    with page_of(chromium, Site(client), width=360) as page:
        page.goto(ORIGIN + filling)
        page.get_by_label("Jabatan").fill("Operator")
        expect(page.locator("[data-saved]")).to_contain_text("tersimpan di LSP")
        page.get_by_role("button", name="Simpan").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Isi permohonan Anda")

    with tenant(stage.lsp_id):
        case = Permohonan.objects.select_related("apl01__key").get()
        assert content_of(case.apl01)["fields"]["jabatan"] == "Operator"
