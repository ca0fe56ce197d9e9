"""What an asesi can reach holds no form that is not theirs to sign, no draft, and nobody else (FX14)."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from sahih.documents.fr import FORMS
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.content import spec_of
from sahih.materials.perangkat.models import Butir
from sahih.process.asesmen import actions as act
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.muk import MARK
from sahih.web.asesi.perjalanan import is_for_asesi
from sahih.web.asesi.tests.conftest import Stage
from sahih.web.tests.bodies import SPACE, words_of
from sahih.web.tests.panggung import Panggung, browser_of

LINK = re.compile(r'(?:href|action)="(/saya/[^"#]*)"')
DRAFT = "RAHASIA-ASESOR-7781"


def reach(browser: Client) -> Iterator[tuple[str, str]]:
    """Everything that links lead to from the asesi's own home, as text without white space."""
    seen, waiting = set[str](), ["/saya/"]
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        answer = browser.get(url.replace("&amp;", "&"))
        if answer.status_code != 200:
            continue
        content = b"".join(answer)
        if answer["Content-Type"].startswith("text/html"):
            waiting += [one for one in LINK.findall(content.decode()) if one not in seen]
        yield url, words_of(content)


def leaks(stage: Panggung, *secrets: str) -> dict[str, list[str]]:
    pages = dict(reach(browser_of(stage.kisah.kasus[0].who)))
    assert len(pages) > 5, sorted(pages)
    found = {url: [one for one in secrets if SPACE.sub("", one) in page] for url, page in pages.items()}
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


@pytest.mark.parametrize("step", ["agree", "assess", "issue"])
def test_fx14_no_key_of_the_muk_is_in_any_answer_of_an_asesis_road(until: Stage, step: str) -> None:
    """17024 7.4: pages, prints and JSON that links lead to, and every address of the MUK that an asesi may guess."""
    stage = until(step)
    house, muk = stage.kisah.rumah, stage.kisah.muk
    with tenant(house.lsp.pk):
        spec = spec_of(contoh.fresh(house, muk), keys=True)
        refs = list(Butir.objects.filter(muk=muk).values_list("ref", flat=True)[:3])
    kunci = [one.kunci for part in spec.bagian for one in part.butir if one.kunci]
    secrets = {text for one in kunci for text in (one.answer, one.rubric) if text}
    assert len(secrets) > 10
    assert all(one.startswith(MARK) for one in secrets)

    assert leaks(stage, MARK, *secrets) == {}

    browser, base = browser_of(stage.kisah.kasus[0].who), f"/l/{house.lsp.slug}/muk/"
    own = [
        "",
        "kunci/",
        "cetak/",
        "tanda-tangan/",
        "kelompok/1/ia-05/",
        "kelompok/1/ia-05/baris/",
        *(f"butir/{ref}/" for ref in refs),
    ]
    guessed = [base, f"{base}asesmen/{stage.asesmen().ref}/", *(f"{base}{muk.ref}/{path}" for path in own)]
    answers = [browser.get(url) for url in guessed]
    assert {one.status_code for one in answers} <= {403, 404}
    assert [url for url, one in zip(guessed, answers, strict=True) if MARK in one.content.decode()] == []


@pytest.mark.parametrize("code", FORMS)
def test_fx14_asesi_meets_the_forms_that_they_sign_and_no_other(code: str) -> None:
    """An answer key is signed by no asesi: whoever adds one has it kept from them without a further word."""
    signs = any(box.role == "asesi" for box in FORMS[code].signatures)

    assert is_for_asesi(code) == signs
