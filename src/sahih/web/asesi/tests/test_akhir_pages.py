"""An appeal and the handing over of a certificate, through their pages (FX11, B2, B5, CT10, FX20)."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from sahih.process.banding.models import Banding
from sahih.process.contoh import jawaban
from sahih.process.tests.jalan import drain
from sahih.web.asesi.tests.conftest import Stage
from sahih.web.asesi.tests.test_look import Look, look
from sahih.web.tests.panggung import Panggung, browser_of, sign_in
from sahih.web.ui.tests.conftest import chromium

__all__ = ("Browser", "chromium", "look")


def first(stage: Panggung) -> tuple[Any, Any, str]:
    kasus = stage.kisah.kasus[0]
    return kasus, browser_of(kasus.who), f"/saya/permohonan/{kasus.permohonan.ref}/"


@pytest.fixture
def contested(until: Stage) -> Panggung:
    """One who is not yet competent, decreed."""
    stage = until("open_house")
    stage.kisah.first_number = 5
    for step in stage.kisah.steps()[1:]:
        step()
        if step.__name__ == "decide":
            return stage
    raise LookupError


def test_fx11_appeal_on_the_phone_ends_with_a_receipt_and_an_outcome(contested: Panggung, look: Look) -> None:
    """B2, B5: terms before, number and time after, each state in sight; the office has its clock."""
    kasus, client, url = first(contested)
    contested.move(21, 16)

    door = client.get(f"{url}banding/").content.decode()
    look(client, f"{url}banding/")
    begun = client.post(f"{url}banding/")
    look(client, f"{url}banding/isi/")
    gap = client.post(f"{url}banding/isi/", jawaban.AK04 | {"alasan": [""]})
    filled = client.post(f"{url}banding/isi/", jawaban.AK04)
    look(client, filled["Location"])
    filed = sign_in(client, filled["Location"], kasus.who)
    receipt = client.get(f"{url}banding/").content.decode()
    look(client, f"{url}banding/")

    assert "paling lambat 14 hari kerja setelah SK" in door
    assert "tetap diterima dan dicatat terlambat" in door
    assert (begun.status_code, gap.status_code, filled.status_code, filed.status_code) == (302, 422, 302, 302)
    assert "BDG-UJI" in receipt
    assert "Tepat waktu" in receipt
    assert client.get(f"{url}lembar/ak04/").status_code == 200
    outcome_of(contested, client, url, look)


def outcome_of(stage: Panggung, client: Any, url: str, look: Look) -> None:
    office, base = stage.browser("mutu"), f"{stage.base}/banding/"
    stage.move(22, 9)
    tasks = office.get(f"{stage.base}/kerja/").content.decode()
    with stage.inside():
        ref = Banding.objects.get().ref
    for page in (base, f"{base}{ref}/"):
        look(office, page)
    taken = office.post(f"{base}{ref}/terima/", follow=True).content.decode()
    look(office, f"{base}{ref}/tutup/")
    empty = office.post(f"{base}{ref}/tutup/", {"reason": ""})
    closed = office.post(f"{base}{ref}/tutup/", {"reason": "Keputusan tetap; unit dapat diulang."})

    assert "Nyatakan banding diterima" in tasks
    assert "Banding dicatat diterima" in taken
    assert (empty.status_code, closed.status_code) == (422, 302)
    assert "Keputusan tetap; unit dapat diulang." in client.get(f"{url}banding/").content.decode()


def test_ct10_fx20_certificate_is_taken_only_after_receipt_and_commitment(until: Stage, look: Look) -> None:
    stage = until("issue")
    drain()
    kasus, client, url = first(stage)
    stage.move(28)

    journey = client.get(url).content.decode()
    page = client.get(f"{url}sertifikat/").content.decode()
    early = client.get(f"{url}sertifikat/unduh/")
    look(client, f"{url}sertifikat/serah/")
    signed = sign_in(client, f"{url}sertifikat/serah/", kasus.who)
    taken = client.get(f"{url}sertifikat/unduh/")

    assert "Tandatangani tanda terima dan komitmen" in journey
    assert "Surat pernyataan komitmen belum ditandatangani" in page
    assert "Unduh sertifikat (PDF)" not in page
    assert (early.status_code, signed.status_code, taken.status_code) == (403, 302, 200)
    assert taken["Content-Type"] == "application/pdf"
    assert client.get(f"{url}lembar/komitmen/").status_code == 200
    courier_of(stage, client, url, look)


def courier_of(stage: Panggung, client: Any, url: str, look: Look) -> None:
    admin = stage.browser("admin")
    with stage.inside():
        paper = stage.kisah.kasus[0].permohonan.peserta_set.get().asesmen.keputusan.sertifikat
    place = f"{stage.base}/sertifikat/{paper.ref}/"
    for page in (place, f"{place}kirim/"):
        look(admin, page)
    sent = admin.post(f"{place}kirim/", {"courier": "Pos", "resi": "R-77", "sent_on": "2026-11-20"})

    assert sent.status_code == 302
    assert "R-77" in client.get(f"{url}sertifikat/").content.decode()
    assert admin.get(f"{place}lembar/tanda-terima/")["Content-Type"] == "application/pdf"
