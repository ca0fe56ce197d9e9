"""What an asesi can reach holds no form that is not theirs to sign, no draft, and nobody else (FX14)."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from sahih.documents.fr import FORMS
from sahih.documents.tests.test_pdf import text_of
from sahih.process.asesmen import actions as act
from sahih.web.asesi.perjalanan import is_for_asesi
from sahih.web.asesi.tests.conftest import Stage
from sahih.web.tests.panggung import Panggung, browser_of

LINK = re.compile(r'(?:href|action)="(/saya/[^"#]*)"')
DRAFT = "RAHASIA-ASESOR-7781"


def reach(browser: Client) -> Iterator[tuple[str, str]]:
    """Every page and print that links lead to from the asesi's own home, as text."""
    seen, waiting = set[str](), ["/saya/"]
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        answer = browser.get(url.replace("&amp;", "&"))
        if answer.status_code != 200:
            continue
        if answer["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            waiting += [one for one in LINK.findall(page) if one not in seen]
            yield url, page
        elif answer["Content-Type"] == "application/pdf":
            yield url, text_of(b"".join(answer))


def leaks(stage: Panggung, *secrets: str) -> dict[str, list[str]]:
    pages = dict(reach(browser_of(stage.kisah.kasus[0].who)))
    assert len(pages) > 5, sorted(pages)
    found = {url: [one for one in secrets if one in page] for url, page in pages.items()}
    return {url: said for url, said in found.items() if said}


def test_fx14_draft_of_the_asesor_is_nowhere_before_they_sign(until: Stage) -> None:
    stage = until("agree")
    asesor, at = stage.kisah.rumah["asesor"], stage.move(12, 9)
    asesor.does(act.start_asesmen, stage.asesmen(), at=at)
    asesor.does(act.save_ia01, stage.asesmen(), {"umpan_balik": [DRAFT]}, at=at)

    assert leaks(stage, DRAFT) == {}


def test_fx14_reports_and_other_asesi_are_nowhere(until: Stage) -> None:
    """The report, the review of the process and the name of the other one are made, so that they could leak."""
    stage = until("report", asesi=2)
    stage.move(16)
    other = stage.kisah.kasus[1].who.name

    assert (
        leaks(stage, "Semua langkah berjalan sesuai rencana.", "Tambahkan waktu untuk pertanyaan lisan.", other) == {}
    )


@pytest.mark.parametrize("code", FORMS)
def test_fx14_asesi_meets_the_forms_that_they_sign_and_no_other(code: str) -> None:
    """An answer key is signed by no asesi: whoever adds one has it kept from them without a further word."""
    signs = any(box.role == "asesi" for box in FORMS[code].signatures)

    assert is_for_asesi(code) == signs
