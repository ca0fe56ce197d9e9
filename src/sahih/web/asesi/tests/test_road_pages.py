"""The rest of an asesi's road on the pages: pay, assess oneself, agree on a date, consent, result, certificate."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sahih.documents.sheets import content_of
from sahih.process.biaya import actions as biaya
from sahih.process.biaya.models import Tagihan
from sahih.process.contoh import jawaban
from sahih.process.jadwal.models import Peserta
from sahih.process.permohonan.actions import open_permohonan, withdraw_permohonan
from sahih.process.permohonan.models import Permohonan
from sahih.web.asesi.tests.conftest import Stage
from sahih.web.tests.panggung import Panggung, browser_of, sign_in


def first(stage: Panggung) -> tuple[Permohonan, Client, str]:
    """The only asesi of the story, their browser, and the address of their application."""
    kasus = stage.kisah.kasus[-1]
    return kasus.permohonan, browser_of(kasus.who), f"/saya/permohonan/{kasus.permohonan.ref}/"


def fresh(stage: Panggung) -> Permohonan:
    with stage.inside():
        return stage.kisah._fresh(stage.kisah.kasus[-1])


PAGES = ["", "apl01/", "apl01/tandatangan/", "apl02/", "tagihan/", "jadwal/", "ak01/", "ia01/", "ak02/", "hasil/", "sertifikat/", "sertifikat/unduh/", "lembar/apl01/", "lembar/apl01/pdf/", "batalkan/"]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_page_of_somebody_else_does_not_exist(story_until_review: Panggung, page: str) -> None:
    _case, _client, url = first(story_until_review)
    stranger = browser_of(story_until_review.kisah.rumah["perusahaan"])
    office = browser_of(story_until_review.kisah.rumah["admin"])

    assert Client().get(url + page).status_code == 302
    assert stranger.get(url + page).status_code == 404
    assert office.get(url + page).status_code == 404


@pytest.fixture
def story_until_review(until: Stage) -> Panggung:
    return until("review")


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_a_fixed_number_of_queries(until: Stage, count: int) -> None:
    stage = until("open_house")
    rumah = stage.kisah.rumah
    who = rumah.cast.add("pendatang", "Wahyu Nugroho", at=stage.move(1))
    client = browser_of(who)
    for _one in range(count):
        case = who.does(
            open_permohonan, rumah.versi, mode="jarak_jauh", medium="nirkertas", uji_coba=True, at=stage.move(1)
        )
        who.does(withdraw_permohonan, case, reason="Pindah kerja", at=stage.move(1))
    client.get("/saya/")

    with CaptureQueriesContext(connection) as asked:
        page = client.get("/saya/").content.decode()

    assert page.count("Permohonan dibatalkan") == count
    assert len(asked) == 27


def billed(stage: Panggung) -> Tagihan:
    """The office bills the accepted application to its asesi."""
    kisah = stage.kisah
    return kisah.rumah["admin"].does(biaya.bill, [fresh(stage)], at=stage.move(3))


def again_of(stage: Panggung, bill: Tagihan) -> Tagihan:
    with stage.inside():
        return Tagihan.objects.get(pk=bill.pk)


def newest(stage: Panggung, bill: Tagihan) -> str:
    with stage.inside():
        return bill.bukti_set.latest("id").ref


def proof(
    name: str = "transfer.jpg", content: bytes | None = None, **changed: str
) -> dict[str, Any]:  # reason: fields and a file
    file = SimpleUploadedFile(name, jawaban.photo(1) if content is None else content)
    given: dict[str, Any] = {"jumlah": "1.350.000", "tanggal": "2026-10-24", "pengirim": "Siti", "berkas": file}
    return given | changed


def test_payment_proof_is_refused_mended_and_verified(story_until_review: Panggung) -> None:
    """SOP 1.2.6: a proof is sent back with a note, a better one goes on."""
    stage = story_until_review
    bill, (_case, client, url) = billed(stage), first(stage)
    stage.move(4)

    empty = client.post(f"{url}tagihan/", proof(content=b""))
    words = client.post(f"{url}tagihan/", proof(jumlah="sejuta"))
    sent = client.post(f"{url}tagihan/", proof())
    stage.kisah.rumah["keuangan"].does(
        biaya.reject_proof,
        again_of(stage, bill),
        seen=newest(stage, bill),
        note="Foto buram, kirim ulang.",
        at=stage.move(5),
    )
    returned = client.get(f"{url}tagihan/").content.decode()
    again = client.post(f"{url}tagihan/", proof())

    assert (empty.status_code, words.status_code) == (422, 422)
    assert "Berkas ini kosong (0 byte)" in empty.content.decode()
    assert "Tulis jumlahnya dengan angka" in words.content.decode()
    assert 'value="Siti"' in words.content.decode()
    assert sent.status_code == 302
    assert "Foto buram, kirim ulang." in returned
    assert again.status_code == 302
    with stage.inside():
        assert again_of(stage, bill).status == "diperiksa"


def test_payment_dated_tomorrow_is_refused(story_until_review: Panggung) -> None:
    billed(story_until_review)
    _case, client, url = first(story_until_review)
    story_until_review.move(4)

    answer = client.post(f"{url}tagihan/", proof(tanggal="2027-01-01"))

    assert answer.status_code == 422
    assert "tidak mungkin sesudah hari ini" in answer.content.decode()


def test_self_assessment_is_kept_signed_and_ready(until: Stage) -> None:
    stage = until("pay")
    _case, client, url = first(stage)
    kasus = stage.kisah.kasus[-1]
    sheet = fresh(stage).apl02
    assert sheet is not None
    with stage.inside():
        posted = jawaban.apl02(content_of(sheet), kasus.files)
    some = dict(list(posted.items())[:1])

    kept = client.post(f"{url}apl02/simpan/", some).json()
    gaps = client.post(f"{url}apl02/", some)
    whole = client.post(f"{url}apl02/", posted)
    signed = sign_in(client, f"{url}apl02/tandatangan/", kasus.who)

    # The first K asks for its evidence at once (PL3), so one more is owed.
    assert (kept["done"], kept["total"]) == (1, 28)
    assert kept["asked"] == [next(iter(some)).replace("/jawaban", "/bukti")]
    assert gaps.status_code == 422
    assert whole.status_code == 302
    assert signed.status_code == 302
    assert fresh(stage).status == "siap"


def test_self_assessment_before_payment_says_when_it_opens(story_until_review: Panggung) -> None:
    """FX1."""
    _case, client, url = first(story_until_review)

    page = client.get(f"{url}apl02/")
    saved = client.post(f"{url}apl02/simpan/", {"x": "y"})

    assert "FR.APL.02 terbuka setelah permohonan diterima dan pembayaran sah." in page.content.decode()
    assert saved.status_code == 403


def test_asesi_asks_for_another_date_and_then_agrees(until: Stage) -> None:
    """E18."""
    stage = until("self_assess")
    stage.offer()
    _case, client, url = first(stage)

    silent = client.post(f"{url}jadwal/", {"lain": "ya", "keinginan": ""})
    wished = client.post(f"{url}jadwal/", {"lain": "ya", "keinginan": "Sesudah tanggal 15."})
    journey = client.get(url).content.decode()
    agreed = client.post(f"{url}jadwal/", {"setuju": "ya"})

    assert silent.status_code == 422
    assert wished.status_code == 302
    assert "LSP mencari tanggal lain" in journey
    assert agreed.status_code == 302
    with stage.inside():
        assert Peserta.objects.get().confirmed_at is not None


def test_result_is_read_after_the_decree_and_not_before(until: Stage) -> None:
    stage = until("report")
    _case, client, url = first(stage)
    before = client.get(f"{url}hasil/")
    stage.kisah.decide()

    after = client.get(f"{url}hasil/").content.decode()

    assert before.status_code == 403
    assert "Keputusan belum ditetapkan." in before.content.decode()
    assert "Kompeten" in after
    assert "M.71KKK00.001.1" in after


def test_stopped_road_shows_no_act(story_until_review: Panggung) -> None:
    _case, client, url = first(story_until_review)
    client.post(f"{url}batalkan/", {"alasan": "Sakit"})

    page = client.get(url).content.decode()

    assert "Permohonan dibatalkan" in page
    assert "Giliran Anda" not in page
