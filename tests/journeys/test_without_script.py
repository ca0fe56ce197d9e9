"""Nothing is lost where a script, or the session, is missing."""

import pytest
from playwright.sync_api import expect

from tests.journeys import applying
from tests.journeys.applying import leave, type_code
from tests.journeys.conftest import Enter, Town
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.journey

PLAIN, LATE = "rini.astuti@contoh.example", "tono.prasetyo@contoh.example"


def test_application_without_javascript_is_filled_and_signed(town: Town, enter: Enter) -> None:
    asesi = applicant(town, enter, "Rini Astuti", PLAIN, java_script_enabled=False)
    sheet = asesi.path
    applying.arm(asesi)

    asesi.open(sheet)
    applying.fill_apl01(asesi, nik="9901014203900015")
    asesi.press("Lanjut")
    asesi.sign_with_pin()

    assert asesi.says("Permohonan dikirim")


def test_session_that_ends_while_typing_loses_nothing(town: Town, enter: Enter) -> None:
    asesi = applicant(town, enter, "Tono Prasetyo", LATE)
    page = asesi.page
    page.locator("#tempat_lahir").fill("Gresik")
    asesi.says("tersimpan di LSP")
    leave_in_another_tab(asesi)

    page.locator("#alamat_rumah").fill("Jl. Kenanga 3, Manyar, Gresik")
    expect(page.get_by_text("Sesi Anda berakhir")).to_be_visible()
    page.get_by_role("link", name="Masuk lagi").click()
    page.locator("input[name=login]").fill(LATE)
    asesi.press("Masuk")
    type_code(asesi)
    page.get_by_role("button", name="Pulihkan isian").click()

    expect(page.locator("#alamat_rumah")).to_have_value("Jl. Kenanga 3, Manyar, Gresik")
    expect(page.locator("#tempat_lahir")).to_have_value("Gresik")


def applicant(town: Town, enter: Enter, name: str, address: str, **context: bool) -> Visitor:
    """Invited, joined, with FR.APL.01 open on a phone."""
    applying.invite(enter("perusahaan"), town, name=name, address=address)
    asesi = enter(name, **PHONE, **context)
    applying.join(asesi, address=address)
    applying.begin(asesi)
    return asesi


def leave_in_another_tab(asesi: Visitor) -> None:
    first, asesi.page = asesi.page, asesi.page.context.new_page()
    leave(asesi)
    asesi.page.close()
    asesi.page = first
