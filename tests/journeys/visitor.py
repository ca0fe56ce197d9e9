"""One person in one browser: opens pages, presses what is written there, and looks at every page it meets."""

import io
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Response

from sahih.process.contoh.orang import PASSWORD, PIN, totp_secret
from sahih.web.ui.tests.browser import overflow, violations
from tests.journeys.authenticator import fresh_code
from tests.journeys.host import Host

PHONE: dict[str, Any] = {  # Any: keyword arguments of Browser.new_context
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 860}, "device_scale_factor": 2}  # Any: as above
REF = re.compile(r"/(?=[a-z0-9_-]*[0-9])[A-Za-z0-9_-]{10,}(?=/|$)")
PATIENCE = 15_000


@dataclass
class Visitor:
    """What the person sees is `page`; `faults` are what axe, the width and the console complained about."""

    name: str
    host: Host
    page: Page
    email: str = ""
    met: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    has_script: bool = True

    # --- going ----------------------------------------------------------------------------------
    def open(self, path: str) -> None:
        """Type an address."""
        self._arrived(self.page.goto(f"{self.host.url}{path}"))

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Press the button or link with this name and look at where it leads."""
        scope = within or self.page.get_by_role("main")
        target = scope.get_by_role("button", name=name).or_(scope.get_by_role("link", name=name)).first
        with self.page.expect_navigation() as going:
            target.click()
        self._arrived(going.value)

    def take(self, words: str) -> None:
        """Follow the first task or line whose text says so."""
        target = self.page.get_by_role("main").get_by_role("link").filter(has_text=words).first
        with self.page.expect_navigation() as going:
            target.click()
        self._arrived(going.value)

    def _arrived(self, response: Response | None) -> None:
        if response is not None and response.status >= 500:
            self.faults.append(f"{self.kind} answers {response.status}")
        self.look()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.host.url)

    @property
    def kind(self) -> str:
        """The page without what names one case."""
        return REF.sub("/…", self.path.split("?")[0].split("#")[0])

    # --- looking --------------------------------------------------------------------------------
    def look(self) -> None:
        """Once for each kind of page: axe, and nothing wider than the window."""
        self.page.wait_for_load_state("load")
        if self.kind in self.met or not self.has_script:
            return
        self.met.add(self.kind)
        self.examine()

    def examine(self) -> None:
        self.faults += [f"{self.kind}: {rule} ({impact}) {html}" for rule, impact, html in violations(self.page)]
        wider = overflow(self.page)
        if wider:
            self.faults.append(f"{self.kind}: {wider} px wider than the window")

    def says(self, sentence: str) -> bool:
        """Whether the page says so, waiting a little."""
        self.page.get_by_text(sentence).first.wait_for(timeout=PATIENCE)
        return True

    @property
    def title(self) -> str:
        return self.page.get_by_role("heading", level=1).first.inner_text()

    # --- acts everybody does -----------------------------------------------------------------------
    def log_in(self, email: str) -> None:
        """Password, then the code of the authenticator."""
        self.email = email
        self.open("/akun/login/")
        self.page.locator("input[name=login]").fill(email)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.press("Masuk")
        self.page.locator("input[name=code]").fill(fresh_code(totp_secret(email)))
        self.press("Masuk")

    def sign_with_pin(self, pin: str = PIN) -> None:
        """On a page that asks for a signature."""
        self.page.locator("input[name=pin]").fill(pin)
        self.press("Tandatangani dengan PIN")

    def upload(self, field_name: str, name: str, content: bytes) -> None:
        self.page.locator(f"input[type=file][name={field_name}]").set_input_files(
            {"name": name, "mimeType": mime_of(name), "buffer": content}
        )

    def portrait(self, folder: Path | None, name: str, *, top: Locator | None = None) -> None:
        """The page as it stands, from `top` on, at both widths, for the docs."""
        if folder is None:
            return
        before = self.page.viewport_size
        for width, height in ((360, 740), (1280, 860)):
            self.page.set_viewport_size({"width": width, "height": height})
            if top is not None:
                top.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 110)")
            save_small(self.page.screenshot(), folder / f"{name}-{width}.png", width=min(2 * width, 1280))
        if before:
            self.page.set_viewport_size(before)


def save_small(picture: bytes, path: Path, *, width: int) -> None:
    """A page has few colours; a palette keeps the repository small."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(picture)) as opened:
        size = (width, round(opened.height * width / opened.width))
        small = opened.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    small.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


def mime_of(name: str) -> str:
    kinds = {
        "pdf": "application/pdf",
        "jpg": "image/jpeg",
        "yaml": "application/yaml",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    return kinds[name.rpartition(".")[2]]


@contextmanager
def visiting(browser: Browser, host: Host, name: str, **context: Any) -> Iterator[Visitor]:  # Any: new_context's own
    """A browser context of one's own; what was found wrong fails the test at its end."""
    settings = {**DESK, "locale": "id-ID", "timezone_id": "Asia/Jakarta", "reduced_motion": "reduce", **context}
    opened = browser.new_context(**settings)
    opened.set_default_timeout(PATIENCE)
    visitor = Visitor(name, host, opened.new_page(), has_script=settings.get("java_script_enabled", True))
    visitor.page.on("pageerror", lambda error: visitor.faults.append(f"{visitor.path}: {error}"))
    visitor.page.on("console", lambda said: _hear(visitor, said.type, said.text))
    try:
        yield visitor
    finally:
        opened.close()


def _hear(visitor: Visitor, kind: str, text: str) -> None:
    """A refused form answers 422, an autosave that the form itself overtook 409; Chromium calls them errors, we do not."""
    if kind == "error" and not re.search(r"status of (409|422)", text):
        visitor.faults.append(f"{visitor.path}: console: {text}")


def wait_for(claim: Any, *, seconds: float) -> Any:  # Any: what the claim finds
    """What the claim finds, as soon as it finds something."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = claim()
        if found:
            return found
        time.sleep(0.3)
    raise AssertionError("waited in vain")
