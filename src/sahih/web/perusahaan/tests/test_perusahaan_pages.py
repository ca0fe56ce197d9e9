"""A company's page: its people without their papers, its invoices, its invitations."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sahih.institution.accounts.models import Invitation
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.actions import enter_perusahaan
from sahih.kernel.tenancy import tenant
from sahih.process.biaya import actions as biaya
from sahih.process.biaya.models import Tagihan
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.permohonan.models import Permohonan
from sahih.process.tests.jalan import drain
from sahih.web.tests.panggung import Panggung, browser_of
from tests.scenes import Scenes

Until = Callable[..., Panggung]


@pytest.fixture(autouse=True)
def _addresses(db: None, settings: LazySettings) -> None:
    settings.SAHIH_CLOCK_MOVABLE = True
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def until(scenes: Scenes) -> Iterator[Until]:
    """One more asesi than the company sends: the last pays alone."""
    with ExitStack() as stack:
        yield lambda step, *, asesi: stack.enter_context(Panggung.entered(scenes, step, asesi=asesi + 1))


def company(stage: Panggung) -> tuple[Client, str]:
    return stage.browser("perusahaan"), f"{stage.base}/perusahaan/"


@pytest.mark.parametrize("count", [1, 3])
def test_home_shows_states_only_in_a_fixed_number_of_queries(until: Until, count: int) -> None:
    stage = until("apply", asesi=count)
    client, url = company(stage)
    client.get(url)

    with CaptureQueriesContext(connection) as asked:
        page = client.get(url).content.decode()

    assert page.count("LSP meninjau permohonan Anda") == count
    assert "ktp.pdf" not in page
    assert stage.kisah.kasus[-1].who.name not in page
    assert len(asked) == 28


def test_invitations_go_out_a_line_a_worker(until: Until) -> None:
    stage = until("open_house", asesi=0)
    client, url = company(stage)
    skema = stage.kisah.rumah.versi.skema.ref

    answer = client.post(
        f"{url}undang/", {"skema": skema, "pekerja": "Siti Aminah, siti@pabrik.example\n\nBudi, S.T., 0812 3456 7890"}
    )

    assert answer.status_code == 302
    with tenant(stage.lsp_id):
        rows = list(
            Invitation.objects.order_by("id").values_list("name", "contact", "role", "perusahaan__name", "skema_ref")
        )
    name = stage.kisah.rumah.perusahaan.name
    assert rows == [
        ("Siti Aminah", "siti@pabrik.example", "asesi", name, skema),
        ("Budi, S.T.", "+6281234567890", "asesi", name, skema),
    ]


def test_bad_line_is_named_by_its_number_and_nothing_is_sent(until: Until) -> None:
    stage = until("open_house", asesi=0)
    client, url = company(stage)
    typed = "Siti Aminah, siti@pabrik.example\nBudi tanpa alamat"

    answer = client.post(f"{url}undang/", {"skema": stage.kisah.rumah.versi.skema.ref, "pekerja": typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Baris 2 (Budi tanpa alamat)" in page
    assert "Siti Aminah, siti@pabrik.example" in page
    with tenant(stage.lsp_id):
        assert not Invitation.objects.exists()


def test_others_find_no_company_page(until: Until) -> None:
    stage = until("apply", asesi=1)
    _client, url = company(stage)

    assert Client().get(url).status_code == 302
    assert stage.browser("admin").get(url).status_code == 403
    assert browser_of(stage.kisah.kasus[0].who).get(url).status_code == 403


def billed(stage: Panggung) -> Tagihan:
    kisah: Kisah = stage.kisah
    cases: list[Permohonan] = [kisah._fresh(one) for one in kisah.kasus[:-1]]
    return kisah.rumah["admin"].does(biaya.bill, cases, at=stage.move(3))


def test_one_invoice_for_two_is_paid_with_one_proof(until: Until) -> None:
    stage = until("review", asesi=2)
    bill, (client, url) = billed(stage), company(stage)
    stage.move(4)
    file = SimpleUploadedFile("transfer.jpg", jawaban.photo(1))

    home = client.get(url).content.decode()
    sent = client.post(
        f"{url}tagihan/{bill.ref}/",
        {"jumlah": "2700000", "tanggal": "2026-10-24", "pengirim": "PT Kimia", "berkas": file},
    )

    assert f"Bayar tagihan {bill.number}" in home
    assert "Rp2.700.000" in home
    assert sent.status_code == 302
    assert client.get(f"{url}tagihan/{bill.ref}/bukti/")["Content-Type"] == "image/jpeg"


def test_invoice_of_another_company_does_not_exist(until: Until) -> None:
    stage = until("review", asesi=1)
    bill, rumah = billed(stage), stage.kisah.rumah
    with tenant(stage.lsp_id):
        other = enter_perusahaan(name="PT Lain", email="hrd@lain.example", actor=rumah["admin"].actor(stage.move(4)))
    rival = rumah.cast.add("pesaing", "Tono Pesaing", Role.PERUSAHAAN, at=stage.move(4), perusahaan=other)

    answer = browser_of(rival).get(f"{stage.base}/perusahaan/tagihan/{bill.ref}/")

    assert answer.status_code == 404


def test_company_never_learns_the_outcome_of_its_worker(until: Until) -> None:
    """U2: who pays has no consent to K or BK; a certificate says K, so its issue says nothing either."""
    stage = until("decide", asesi=1)
    client, url = company(stage)
    decided = client.get(url).content.decode()
    stage.kisah.request_numbers()
    stage.kisah.issue()
    drain()

    issued = client.get(url).content.decode()

    rows = [page.partition("<tbody")[2].partition("</tbody>")[0] for page in (decided, issued)]
    assert rows[0] == rows[1]
    assert "Hasil disampaikan kepada asesi" in rows[1]
    for word in ("Kompeten", "kompeten", "ertifikat"):
        assert word not in rows[1]
