"""An asesi with neither passkey nor authenticator app: a person looks at face and card, then a PIN per sheet (X1, X3).

Every step is a plain form that a browser without a script sends.
"""

import re

from allauth.mfa.models import Authenticator
from django.test import Client

from sahih.documents.models import Tandatangan
from sahih.documents.prints import render_lembar
from sahih.documents.tests.test_pdf import text_of
from sahih.institution.accounts.actions import see_identity
from sahih.institution.lsp.queries import kop
from sahih.process.asesmen import actions as act
from sahih.process.contoh.orang import PIN
from sahih.process.tests.jalan import judged
from sahih.web.asesi.tests.conftest import Stage
from sahih.web.tests.panggung import SHOWN, Panggung

WAYS = re.compile(r'name="way" value="(\w+)"')


def poor_phone(stage: Panggung) -> Client:
    """Logged in by one factor on a phone that can do no more."""
    user = stage.kisah.kasus[0].who.user
    Authenticator.objects.filter(user=user).delete()
    browser = Client()
    browser.force_login(user)
    return browser


def sign_by_pin(browser: Client, url: str) -> int:
    """Read the page, type six digits, send."""
    shown = SHOWN.search(browser.get(url).content.decode())
    assert shown is not None, url
    status: int = browser.post(url, {"shown": shown[1], "way": "pin", "pin": PIN}).status_code
    return status


def test_x1_pin_signs_every_sheet_once_a_person_has_looked(until: Stage) -> None:
    """Before that it signs nothing and says how; afterwards its level is recorded and told as it is."""
    stage = until("schedule")
    kisah, kasus, at = stage.kisah, stage.kisah.kasus[0], stage.move(11, 9)
    asesor = kisah.rumah["asesor"]
    asesmen = stage.asesmen()
    assert asesmen.peserta.permohonan.apl02 is not None
    asesor.does(act.save_review, asesmen, {"rekomendasi": ["dapat"]}, at=at, partial=False)
    asesor.signs([asesmen.peserta.permohonan.apl02], act.sign_review, asesmen, at=at)
    kisah._prepare(kasus, asesor, at=at)
    filled = {"bukti": ["observasi"], "setuju/kerahasiaan": ["ya"]}
    asesor.does(act.save_ak01, stage.asesmen(), filled, at=at, partial=False)
    asesor.signs([stage.sheet("ak01")], act.sign_ak01_asesor, stage.asesmen(), at=at)
    browser, url = poor_phone(stage), f"/saya/permohonan/{kasus.permohonan.ref}/"
    browser.post(f"{url}ak01/", {"setuju/banding": ["ya"], "setuju/mengikuti": ["ya"]})

    weak = browser.get(f"{url}ak01/tandatangan/").content.decode()
    refused = sign_by_pin(browser, f"{url}ak01/tandatangan/")
    asesor.does(see_identity, kasus.who.user.person, how="KTP asli", at=at)
    consent = sign_by_pin(browser, f"{url}ak01/tandatangan/")
    judged(kisah, at=stage.move(12, 9))
    asesor.does(see_identity, kasus.who.user.person, how="KTP melalui panggilan video", at=stage.move(12, 9, 5))
    results = sign_by_pin(browser, f"{url}tandatangan/?pilih=ia01&pilih=ak02")

    with stage.inside():
        own = Tandatangan.objects.filter(person_id=kasus.who.user.person_id, lembar__code__in=["FR.AK.01", "FR.IA.01", "FR.AK.02"])  # fmt: skip
        known = {(one.lembar.code, one.method, one.level) for one in own.select_related("lembar")}
        proof, sheet = own.order_by("-id")[0], stage.sheet("ak02")
        pdf = render_lembar(sheet, list(sheet.signatures.order_by("signed_at", "id")), kop=kop(kisah.rumah.lsp), zone="WIB")  # fmt: skip
    told = Client().get(f"/verifikasi/tanda-tangan/{proof.ref}/").content.decode()
    assert (WAYS.findall(weak), "petugas LSP memeriksa KTP dan wajah" in weak, refused) == (["pin"], True, 422)
    assert (consent, results) == (302, 302)
    assert known == {(code, "pin", 1) for code in ("FR.AK.01", "FR.IA.01", "FR.AK.02")}
    assert ("1 dari 3 (PIN dalam sesi kuat)" in told, "PIN sesi kuat" in text_of(pdf.pdf)) == (True, True)
