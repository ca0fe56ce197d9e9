"""What guards an account and what invites into an LSP, at both widths: no axe violation, nothing wider than the phone."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from playwright.sync_api import Browser

from sahih.institution.accounts.actions import register_account, set_pin
from sahih.institution.accounts.models import Invitation, User
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor, Level
from sahih.kernel.clock import now
from sahih.kernel.tenancy import tenant
from sahih.web.akun.tests.test_masuk import _addresses, admin, invited, lsp, siti, strong
from sahih.web.akun.tests.test_undangan_pin import aged
from sahih.web.ui.tests.browser import ORIGIN, WIDTHS, Site, overflow, page_of, violations
from sahih.web.ui.tests.conftest import chromium

__all__ = ("_addresses", "admin", "chromium", "lsp", "siti")

pytestmark = pytest.mark.enable_socket

SHOTS = os.environ.get("SAHIH_SHOTS", "")


@pytest.fixture(autouse=True)
def _any_host(settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["*"]


@pytest.mark.parametrize("width", WIDTHS)
def test_pin_and_invitation_pages_have_no_violation_and_no_overflow(
    chromium: Browser, lsp: Lsp, admin: Actor, siti: User, width: int
) -> None:
    set_pin(siti, "482915", actor=Actor(user_id=siti.pk, level=Level.STRONG), at=now() - dt.timedelta(days=3))
    own, foreign = invited(lsp, admin), invited(lsp, admin, contact="orang@pabrik.example")
    with tenant(lsp.pk):
        ref = Invitation.objects.order_by("id")[0].ref
    alone = register_account(name="Rini", email="rini@pabrik.example", phone=None, actor=Actor.system(), at=now())
    set_pin(alone, "482915", actor=Actor(user_id=alone.pk, level=Level.STRONG), at=now())
    office = strong(User.objects.get(person_id=admin.self_id))
    visits = {
        "keamanan": (aged(siti, minutes=20), "/akun/keamanan/"),
        "siapkan_pin_saja": (strong(alone), "/akun/tanda-tangan/"),
        "buktikan": (strong(alone), "/akun/keamanan/buktikan/?next=/akun/tanda-tangan/"),
        "undangan_tamu": (Client(), own),
        "undangan_sendiri": (strong(siti), own),
        "undangan_orang": (strong(siti), foreign),
        "undangan_daftar": (office, "/l/rintisan/pengaturan/undangan/"),
        "undangan_tarik": (office, f"/l/rintisan/pengaturan/undangan/{ref}/tarik/"),
    }

    found = {}
    for name, (client, path) in visits.items():
        with page_of(chromium, Site(client), width=width) as page:
            page.goto(ORIGIN + path)
            found[name] = (page.locator("h1").count(), violations(page), overflow(page))
            if SHOTS:
                page.screenshot(path=str(Path(SHOTS) / f"{name}_{width}.png"), full_page=True)

    assert found == {name: (1, [], 0) for name in visits}
