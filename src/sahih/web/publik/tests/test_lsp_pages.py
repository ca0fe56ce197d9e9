"""The portal and an LSP's page (SE.007 A.IV.1, L10)."""

import datetime as dt
import html
from collections.abc import Iterator

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from sahih.institution.lsp.models import Lsp
from sahih.kernel.tenancy import tenant
from sahih.materials.skema.models import Skema, SkemaVersi, Syarat
from sahih.web.publik.lsp import ALUR
from sahih.web.tests.panggung import Panggung
from tests.scenes import Scenes


@pytest.fixture
def house(scenes: Scenes) -> Iterator[Panggung]:
    with Panggung.entered(scenes, "open_house") as stage:
        yield stage


def test_portal_lists_the_lsp_and_asks_for_a_number(house: Panggung) -> None:
    page = Client().get("/").content.decode()

    assert house.kisah.rumah.lsp.name in page
    assert f'href="{house.base}/"' in page
    assert 'name="nomor"' in page


def test_lsp_page_says_licence_skema_fee_and_permits(house: Panggung) -> None:
    """L10: which skema holds which permit."""
    page = Client().get(f"{house.base}/").content.decode()

    assert house.kisah.rumah.lsp.licence in page
    assert "Rp1.350.000" in page
    assert "KEP.JARAK_JAUH/CONTOH/2026" in page
    assert "Persyaratan dasar" in page
    assert "Alur layanan" in page


def test_k4_public_reads_of_each_skema_its_requirements_fee_permits_and_the_way(house: Panggung) -> None:
    """SE.007 A.IV.1: what the skema itself says, word for word; of a draft not a word."""
    with tenant(house.lsp_id):
        versi = house.kisah.rumah.versi
        needs = list(Syarat.objects.filter(versi=versi).values_list("kind", "text"))
        permits = [one.decision_no for one in house.kisah.rumah.permits]
        SkemaVersi.objects.create(
            skema=Skema.objects.create(number="DRAF/1", title="Draf", kind="Klaster"), version=1, title="Belum terbit", kind="Klaster",
            standard="-", imported_at=house.kisah.start,
        )  # fmt: skip

    page = html.unescape(Client().get(f"{house.base}/").content.decode())
    offer = page.split('<section class="stack" aria-labelledby="skema">')[1].split("</section>")[0]

    assert {kind for kind, _text in needs} == {"bukti_dasar", "administratif"}
    wanted = [
        *(text for _kind, text in needs),
        versi.title,
        versi.skema.number,
        versi.get_basic_rule_display(),
        "Rp1.350.000",
        *permits,
    ]
    assert [one for one in wanted if one not in offer] == []
    assert [title for title, _text in ALUR if f"<strong>{title}</strong>" not in page] == []
    assert "Belum terbit" not in page


@pytest.mark.parametrize("address", ["/", "/l/katiga-contoh/"])
def test_rehearsal_lsp_says_so_and_a_real_one_does_not(house: Panggung, address: str) -> None:
    """L11: nobody takes the invented LSP for a real one."""
    rehearsal = Client().get(address).content.decode().lower()
    Lsp.objects.update(uji_coba=False)
    real = Client().get(address).content.decode().lower()

    assert ("uji coba" in rehearsal, "uji coba" in real) == (True, False)


def test_favicon_is_our_own_picture(db: None) -> None:
    answer = Client().get("/favicon.ico")

    found = finders.find("sahih/img/favicon.ico")
    assert answer.status_code == 302
    assert answer["Location"].endswith(".ico")
    with Image.open(str(found)) as picture:
        assert (picture.format, picture.size) == ("ICO", (32, 32))


def test_lsp_page_hides_a_draft_and_a_withdrawn_permit(house: Panggung) -> None:
    with tenant(house.lsp_id):
        house.kisah.rumah.permits[0].withdrawn_on = dt.date(2026, 1, 1)
        house.kisah.rumah.permits[0].save()

    page = Client().get(f"{house.base}/").content.decode()

    assert house.kisah.rumah.permits[0].decision_no not in page


def test_lsp_page_asks_a_fixed_number_of_queries(house: Panggung) -> None:
    client = Client()
    client.get(f"{house.base}/")

    with CaptureQueriesContext(connection) as asked:
        client.get(f"{house.base}/")

    assert len(asked) == 10


def test_lsp_that_does_not_exist_is_no_page(db: None) -> None:
    assert Client().get("/l/tidak-ada/").status_code == 404


def test_stranger_who_applies_first_gets_an_account(house: Panggung) -> None:
    url = f"{house.base}/ajukan/{house.kisah.rumah.versi.skema.ref}/"

    answer = Client().get(url)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/akun/daftar/?next=%2Fl%2F")


def test_skema_of_another_lsp_cannot_be_applied_for_here(house: Panggung, noon: dt.datetime) -> None:
    other = Panggung.until("open_house", start=noon - dt.timedelta(days=30))
    url = f"{house.base}/ajukan/{other.kisah.rumah.versi.skema.ref}/"

    assert Client().get(url).status_code == 404
