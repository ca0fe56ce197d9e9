"""The pages of standards and of scheme authoring as a person meets them: no axe violation, nothing wider than a phone."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.urls import reverse
from playwright.sync_api import Browser

from sahih.institution.accounts.roles import Role
from sahih.materials.data import skema_bytes
from sahih.materials.skema.actions import draft_skema, edit_versi, import_skema, revise_versi
from sahih.materials.skema.content import content_of, spec_of
from sahih.materials.skema.susunan_draf import with_units
from sahih.materials.standar.actions import import_standar, keep_import, revoke_standar, save_unit
from sahih.materials.standar.tests.examples import YAML
from sahih.materials.standar.tests.test_tempel import BESIDE, HEAD, READ, TAIL
from sahih.web.admin_lsp.tests.dunia import Dunia
from sahih.web.admin_lsp.tests.test_looks import look
from sahih.web.ui.tests.browser import ORIGIN, WIDTHS, Site, page_of, running_loop

pytestmark = [pytest.mark.enable_socket, pytest.mark.journey]


@pytest.fixture
def pages(dunia: Dunia) -> dict[str, str]:
    dunia.user("Maya Manajer", Role.MANAJER_SERTIFIKASI)
    actor = dunia.actor("Maya Manajer")
    standar = import_standar(YAML.encode(), actor=actor, at=dunia.at).standar
    old = import_standar(YAML.replace("77", "55").replace("UJI00", "UJI99").encode(), actor=actor, at=dunia.at).standar
    revoke_standar(old, on=dt.date(2026, 1, 2), decree="Kepmenaker 1/2026", actor=actor)
    one = dunia.skema()
    other = import_skema(skema_bytes("ahli_k3_umum"), actor=actor, at=dunia.at).versi
    edit_versi(other, {"title": "Ahli K3 Muda", "fee": 5}, actor=actor)
    next_one = revise_versi(one, actor=actor, at=dunia.at)
    edit_versi(next_one, {"title": "Petugas K3 Madya", "fee": 5}, actor=actor)
    unit = standar.unit_set.order_by("id")[0]
    juru = draft_skema(number="SKM/9", title="Juru ruang", kind="Klaster", actor=actor, at=dunia.at)
    edit_versi(juru, with_units(spec_of(content_of(juru)), [unit]), actor=actor)
    save_unit(standar, unit.spec().model_copy(update={"title": "Menyiapkan ruang"}), actor=actor, at=dunia.at)
    over = YAML.replace("  units:", "  status: digantikan\n  status_on: 2026-03-01\n  status_decree: K\n  units:", 1)
    file = keep_import(over.replace("Cermat]", "Sigap]").encode(), name="s.yaml", actor=actor, at=dunia.at)
    named = {
        "standar_daftar": (), "standar_baru": (), "standar_impor": (), "standar_pratinjau": (file.ref,), "standar": (standar.ref,), "standar_unit": (unit.ref,),
        "standar_unit_ubah": (unit.ref,), "standar_keadaan": (old.ref,), "standar_tempel": (standar.ref,),
        "standar_unit_baru": (standar.ref,), "skema_baru": (), "susun_kepala": (other.ref,), "susun_persyaratan": (other.ref,),
        "susun_rekaman": (other.ref,), "susun_unit": (other.ref,), "susun_kelompok": (other.ref,), "peta_kelompok": (one.ref,),
        "perbedaan": (next_one.ref,), "pembaruan": (juru.ref,), "skema_versi": (other.ref,), "skema_tinjau": (next_one.ref,),
    }  # fmt: skip
    paths = {name: reverse(f"admin_lsp:{name}", args=["rintisan", *refs]) for name, refs in named.items()}
    return paths | {
        "susun_unit_cari": f"{paths['susun_unit']}?cari=ruang",
        "standar_cari": f"{paths['standar_daftar']}?cari=ruang",
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_at_any_width_has_no_violation_and_no_overflow(
    chromium: Browser, dunia: Dunia, pages: dict[str, str], width: int, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    found = look(chromium, Site(dunia.client("Maya Manajer")), pages, width)

    assert found == {name: (200, 1, [], 0) for name in pages}


def test_units_move_by_keyboard_and_by_drag_and_are_saved_together(
    chromium: Browser, dunia: Dunia, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    dunia.user("Maya Manajer", Role.MANAJER_SERTIFIKASI)
    draft = import_skema(skema_bytes("petugas_k3"), actor=dunia.actor("Maya Manajer"), at=dunia.at).versi
    path = reverse("admin_lsp:susun_kelompok", args=["rintisan", draft.ref])
    first, second, last = "M.71KKK00.001.1", "M.71KKK00.002.1", "M.71KKK01.013.1"

    with page_of(chromium, Site(dunia.client("Maya Manajer")), height=2600) as page:
        page.goto(ORIGIN + path)
        page.locator(f'[data-unit="{first}"] button', has_text="Turun").press("Enter")
        said = page.locator("[data-tata-kata]").inner_text()
        # By its words: a button or a list in the row is not a handle.
        page.locator(f'[data-unit="{last}"] strong').drag_to(page.locator(f'[data-unit="{second}"] strong'))
        page.get_by_role("button", name="Simpan", exact=True).click()
        page.wait_for_url("**/versi/*/")

    assert said == f"{first}: Kelompok 1, urutan 2 dari 2. Belum disimpan."
    with running_loop(None):
        groups = spec_of(content_of(draft)).work_groups.groups
    assert groups[0].units == (last, second, first)
    assert len(groups) == 2


def test_unit_typed_before_the_session_ended_is_offered_again(
    chromium: Browser, dunia: Dunia, settings: LazySettings
) -> None:
    """A whole pasted unit was lost to a log-in; the draft goes only when a page says that the unit was taken."""
    settings.ALLOWED_HOSTS = ["*"]
    dunia.user("Maya Manajer", Role.MANAJER_SERTIFIKASI)
    standar = import_standar(YAML.encode(), actor=dunia.actor("Maya Manajer"), at=dunia.at).standar
    path = ORIGIN + reverse("admin_lsp:standar_unit_baru", args=["rintisan", standar.ref])
    client = dunia.client("Maya Manajer")
    inside = client.cookies["sessionid"].value

    with page_of(chromium, Site(client)) as page:
        page.goto(path)
        page.get_by_label("Kode unit").fill("A.01UJI00.009.1")
        page.get_by_label("Judul unit").fill("Unit yang panjang")
        client.cookies["sessionid"] = "berakhir"
        page.get_by_role("button", name="Simpan unit").click()
        page.wait_for_url("**/akun/login/**")

        client.cookies["sessionid"] = inside
        page.goto(path)
        page.get_by_role("button", name="Pulihkan isian").click()
        restored = page.get_by_label("Judul unit").input_value()
        page.get_by_role("button", name="Simpan unit").click()
        page.wait_for_url(f"**/standar/{standar.ref}/")
        left = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('sahih:draft:'))")

    assert (restored, left) == ("Unit yang panjang", [])


def test_pasted_unit_survives_the_end_of_a_session(chromium: Browser, dunia: Dunia, settings: LazySettings) -> None:
    """It was read on one page and is sent to another, where the log-in leads back to."""
    settings.ALLOWED_HOSTS = ["*"]
    dunia.user("Maya Manajer", Role.MANAJER_SERTIFIKASI)
    standar = import_standar(YAML.encode(), actor=dunia.actor("Maya Manajer"), at=dunia.at).standar
    paste, unit = (ORIGIN + reverse(f"admin_lsp:{name}", args=["rintisan", standar.ref]) for name in ("standar_tempel", "standar_unit_baru"))  # fmt: skip
    client = dunia.client("Maya Manajer")
    inside = client.cookies["sessionid"].value

    with page_of(chromium, Site(client)) as page:
        page.goto(paste)
        page.get_by_label("Teks satu unit").fill(HEAD.replace("001.1", "007.1") + BESIDE + TAIL)
        page.get_by_role("button", name="Baca").click()
        page.get_by_label("Belum terbaca").fill("")
        client.cookies["sessionid"] = "berakhir"
        page.get_by_role("button", name="Simpan unit").click()
        page.wait_for_url("**/akun/login/**")

        client.cookies["sessionid"] = inside
        page.goto(unit)
        page.get_by_role("button", name="Pulihkan isian").click()
        restored = page.get_by_label("Elemen dan KUK").input_value()

    assert restored == READ
