"""The small modules in a real browser: autosave with its three truths, keys on KUK rows, confirming, signing."""

import base64
import json
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from playwright.sync_api import Browser, Page, Request, expect

from sahih.documents.filling import fill, gaps_of
from sahih.documents.fr import FORMS, example
from sahih.web.ui.tests.browser import ORIGIN, Fulfil, Site, page_of

pytestmark = pytest.mark.enable_socket

SAVE = "/galeri/simpan/"
GALERI = f"{ORIGIN}/galeri/"


def answering(said: Mapping[str, str | int | list[str]], *, status: int = 200) -> Callable[[Request], Fulfil]:
    return lambda _request: {"status": status, "content_type": "application/json", "body": json.dumps(said)}


def type_name(page: Page, name: str = "Ayu Lestari") -> None:
    page.goto(GALERI)
    page.fill("#contoh_nama", name)


def draft(page: Page) -> dict[str, list[str]]:
    stored = page.evaluate("localStorage.getItem('sahih:draft:galeri')")
    return dict(json.loads(stored)["fields"]) if stored else {}


def test_autosave_when_server_answers_shows_its_time_and_drops_the_draft(chromium: Browser, site: Site) -> None:
    sent: list[dict[str, list[str]]] = []

    def receive(request: Request) -> Fulfil:
        sent.append(parse_qs(request.post_data or "", keep_blank_values=True))
        return answering({"received_at": "09.43", "version": "2"})(request)

    site.answers[SAVE] = receive
    with page_of(chromium, site) as page:
        type_name(page)

        expect(page.locator("[data-saved]")).to_have_text("tersimpan di LSP pukul 09.43")
        assert draft(page) == {}

        page.check("#contoh_bukti_1")
        page.uncheck("#contoh_bukti_1")
        expect(page.locator("[data-saved]")).to_have_text("tersimpan di LSP pukul 09.43")

    assert sent[0] == {"_version": [""], "nama": ["Ayu Lestari"]}
    assert sent[-1] == {"_version": ["2"], "bukti": [""]}


def test_autosave_without_network_keeps_on_the_device_and_sends_later(chromium: Browser, site: Site) -> None:
    tries: list[str] = []

    def away_once(request: Request) -> Fulfil | None:
        tries.append(request.post_data or "")
        return None if len(tries) == 1 else answering({"received_at": "09.44"})(request)

    site.answers[SAVE] = away_once
    with page_of(chromium, site) as page:
        type_name(page)

        expect(page.locator("[data-saved]")).to_have_text("tersimpan di perangkat ini, menunggu jaringan")
        assert draft(page) == {"nama": ["Ayu Lestari"]}
        expect(page.locator("[data-saved]")).to_have_text("tersimpan di LSP pukul 09.44")

    assert tries[0] == tries[1]


def test_autosave_after_the_session_ended_keeps_the_draft_and_offers_it_on_return(
    chromium: Browser, site: Site
) -> None:
    site.answers[SAVE] = lambda _request: {"status": 200, "content_type": "text/html", "body": "<h1>Masuk</h1>"}
    with page_of(chromium, site) as page:
        type_name(page)

        expect(page.get_by_text("Sesi Anda berakhir")).to_be_visible()
        assert page.get_by_text("Masuk lagi", exact=True).get_attribute("href") == "/akun/login/?next=%2Fgaleri%2F"

        site.answers[SAVE] = answering({"received_at": "10.01"})
        page.goto(GALERI)
        expect(page.get_by_text("Ada isian yang belum sampai ke LSP")).to_be_visible()
        page.click("[data-draft=restore]")

        expect(page.locator("#contoh_nama")).to_have_value("Ayu Lestari")
        expect(page.locator("[data-saved]")).to_have_text("tersimpan di LSP pukul 10.01")
        assert draft(page) == {}


def test_autosave_beside_an_undecided_draft_does_not_lose_it(chromium: Browser, site: Site) -> None:
    site.answers[SAVE] = answering({}, status=401)
    with page_of(chromium, site) as page:
        type_name(page)
        expect(page.get_by_text("Sesi Anda berakhir")).to_be_visible()
        site.answers[SAVE] = answering({"received_at": "10.02"})
        page.goto(GALERI)

        page.fill("#contoh_surel", "ayu@contoh.id")

        expect(page.locator("[data-saved]")).to_have_text("tersimpan di LSP pukul 10.02")
        assert draft(page) == {"nama": ["Ayu Lestari"]}


def test_autosave_on_conflict_tells_and_stops_sending(chromium: Browser, site: Site) -> None:
    site.answers[SAVE] = answering({"message": "berubah"}, status=409)
    with page_of(chromium, site) as page:
        type_name(page)

        expect(page.get_by_text("Formulir ini sudah berubah di tempat lain")).to_be_visible()
        expect(page.locator("[data-saved]")).to_have_text("berubah di tempat lain")
        assert draft(page) == {"nama": ["Ayu Lestari"]}


def test_autosave_refused_shows_the_reason_until_the_next_change(chromium: Browser, site: Site) -> None:
    site.answers[SAVE] = answering({"message": "Nama memuat tanda yang tidak dapat dicetak."}, status=422)
    with page_of(chromium, site) as page:
        type_name(page)
        expect(page.get_by_text("Nama memuat tanda yang tidak dapat dicetak.")).to_be_visible()

        site.answers[SAVE] = answering({"received_at": "10.05"})
        page.fill("#contoh_nama", "Ayu")

        expect(page.get_by_text("Nama memuat tanda yang tidak dapat dicetak.")).to_be_hidden()
        expect(page.locator("[data-saved]")).to_have_text("tersimpan di LSP pukul 10.05")


def test_head_of_a_sheet_follows_what_was_received(chromium: Browser, site: Site) -> None:
    site.answers[SAVE] = answering({"received_at": "10.06", "done": 4, "total": 9, "first_gap": "pendidikan"})
    with page_of(chromium, site) as page:
        page.goto(f"{GALERI}lembar/FR.APL.01/asesi/kosong/")
        page.locator("form[data-autosave] input[type=text]").first.fill("Siti Contoh")

        expect(page.locator("[data-progress-text]")).to_have_text("4 dari 9 isian")
        assert page.locator("[data-sheet-head] progress").evaluate("one => [one.value, one.max]") == [4, 9]
        assert page.locator("a[data-next-gap]").get_attribute("href") == "#pendidikan"


def test_answer_that_asks_for_another_opens_its_box_and_takes_it_back(chromium: Browser, site: Site) -> None:
    """FR.AK.07: Ya opens the means without a reload; Tidak closes what is empty, never what was filled."""
    formulir, (context, _filled) = FORMS["FR.AK.07"], example(FORMS["FR.AK.07"])
    posted: dict[str, list[str]] = {}

    def receive(request: Request) -> Fulfil:
        posted.update(parse_qs(request.post_data or "", keep_blank_values=True))
        content = fill(formulir, posted, context, partial=True, as_role="asesor").content
        asked = [one.path for one in gaps_of(formulir, content, "asesor") if not one.field.required]
        return answering({"received_at": "10.07", "asked": asked})(request)

    site.answers[SAVE] = receive
    with page_of(chromium, site) as page:
        page.goto(f"{GALERI}lembar/FR.AK.07/asesor/kosong/")
        row = page.locator("[data-row^=karakteristik]").first
        box = row.locator("details")
        expect(box).not_to_have_attribute("open", "")

        row.locator(".yn input[value=ya]").check()
        expect(box).to_have_attribute("open", "")
        expect(box.locator("fieldset")).to_have_attribute("data-gap", "")
        row.locator(".yn input[value=tidak]").check()
        expect(box).not_to_have_attribute("open", "")

        row.locator(".yn input[value=ya]").check()
        box.locator("input[type=checkbox]").first.check()
        row.locator(".yn input[value=tidak]").check()
        expect(page.locator("[data-saved]")).to_have_text("tersimpan di LSP pukul 10.07")
        expect(box).to_have_attribute("open", "")


def test_logout_asks_and_then_takes_drafts_from_the_device(chromium: Browser, site: Site) -> None:
    with page_of(chromium, site) as page:
        page.goto(GALERI)
        page.evaluate("localStorage.setItem('sahih:draft:lain', JSON.stringify({at: Date.now(), fields: {}}))")

        page.click(".menu > summary")
        page.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")
        answers = iter([False, True])
        page.on("dialog", lambda dialog: dialog.accept() if next(answers) else dialog.dismiss())
        page.click("[data-logout] button")
        kept = page.evaluate("localStorage.length")
        page.click("[data-logout] button")

        assert (kept, page.evaluate("localStorage.length")) == (1, 0)


def test_keys_on_a_kuk_row_answer_and_move_without_changing_others(chromium: Browser, site: Site) -> None:
    with page_of(chromium, site) as page:
        page.goto(f"{GALERI}asesor/")
        page.focus("[name='kuk-1.2'][value=ya]")

        page.keyboard.press("t")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Y")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("c")
        page.keyboard.type("ty")

        answers = page.eval_on_selector_all("input:checked", "all => all.map(one => `${one.name}=${one.value}`)")
        assert answers == ["kuk-1.1=tidak", "kuk-1.2=tidak", "kuk-1.3=ya", "kuk-1.4=ya"]
        assert page.input_value("#catatan-14") == "ty"


def test_next_gap_jumps_to_the_empty_row_and_its_tint_goes_with_the_answer(chromium: Browser, site: Site) -> None:
    with page_of(chromium, site) as page:
        page.goto(f"{GALERI}asesor/")

        page.click("[data-next-gap]")
        page.keyboard.press("y")

        assert page.evaluate("document.activeElement.name") == "kuk-1.3"
        assert page.locator(".kuk.gap").count() == 0


# A dialog tells that it closed a moment later; its listeners have run by the second frame.
CLOSED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_dangerous_act_waits_for_the_second_word(chromium: Browser, site: Site) -> None:
    with page_of(chromium, site) as page:
        page.goto(GALERI)
        page.evaluate(
            "window.acts = 0; document.querySelector('[data-confirm]').addEventListener('click', () => window.acts++)"
        )

        page.click("[data-confirm]")
        page.click("#cabut button[value='']")
        page.evaluate(CLOSED)
        after_cancel = page.evaluate("window.acts")
        page.click("[data-confirm]")
        page.click("#cabut button[value=ya]")
        page.evaluate(CLOSED)

        assert (after_cancel, page.evaluate("window.acts")) == (0, 1)


def test_copy_button_copies_and_says_so(chromium: Browser, site: Site) -> None:
    with page_of(chromium, site) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=ORIGIN)
        page.goto(GALERI)

        page.click("[data-copy]")

        expect(page.locator("[data-copy]")).to_have_text("Tersalin")
        assert page.evaluate("navigator.clipboard.readText()") == "71102 3257 4 0000123 2026"


def test_passkey_signs_the_challenge_of_the_server(chromium: Browser, site: Site) -> None:
    options = {
        "publicKey": {
            "challenge": "c2hhLTI1Ng",
            "rpId": "sahih.test",
            "userVerification": "required",
            "allowCredentials": [],
        }
    }
    posted: list[str] = []

    def sign_page(request: Request) -> Fulfil:
        posted.append(request.post_data or "")
        return {"status": 200, "content_type": "text/html", "body": "<p>Lembar terkunci</p>"}

    site.answers["/galeri/opsi/"] = lambda _request: {"content_type": "application/json", "body": json.dumps(options)}
    site.answers["/galeri/tanda-tangan/"] = sign_page
    with page_of(chromium, site) as page:
        add_software_passkey(page)
        page.goto(f"{GALERI}asesi/")

        page.click("form[data-passkey-sign] button")
        expect(page.get_by_text("Lembar terkunci")).to_be_visible()

    assertion = json.loads(parse_qs(posted[0])["assertion"][0])
    client_data = json.loads(base64url(assertion["response"]["clientDataJSON"]))
    assert (client_data["type"], client_data["challenge"]) == ("webauthn.get", "c2hhLTI1Ng")


def test_passkey_cancelled_says_that_nothing_was_signed(chromium: Browser, site: Site) -> None:
    options = {"publicKey": {"challenge": "c2hhLTI1Ng", "rpId": "lain.test"}}
    site.answers["/galeri/opsi/"] = lambda _request: {"content_type": "application/json", "body": json.dumps(options)}
    with page_of(chromium, site) as page:
        page.goto(f"{GALERI}asesi/")

        page.click("form[data-passkey-sign] button")

        expect(page.locator("[data-passkey-error]")).to_contain_text(
            "Perangkat ini tidak dapat menandatangani sekarang"
        )


def add_software_passkey(page: Page) -> None:
    """A platform authenticator in Chromium, holding one resident key for the site."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    kind = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    authenticator = session.send(
        "WebAuthn.addVirtualAuthenticator", {"options": {**kind, "automaticPresenceSimulation": True}}
    )
    credential = {
        "credentialId": "AAEC",
        "isResidentCredential": True,
        "rpId": "sahih.test",
        "userHandle": "AQ==",
        "signCount": 0,
        "privateKey": new_private_key(),
    }
    session.send(
        "WebAuthn.addCredential", {"authenticatorId": authenticator["authenticatorId"], "credential": credential}
    )


def new_private_key() -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    return base64.b64encode(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())).decode()


def base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
