"""The pages of plans: begin, fill, sign in turn, hand back, and what each sees (PL5, PL10)."""

import datetime as dt

import pytest
from django.test import Client

from sahih.documents.sheets import content_of
from sahih.kernel.tenancy import tenant
from sahih.materials.muk.models import Rencana
from sahih.materials.skema.actions import revise_versi
from sahih.materials.skema.models import SkemaVersi
from sahih.materials.tests.builders import publish
from sahih.process.contoh import jawaban, rencana
from sahih.process.contoh.rumah import Rumah
from sahih.web.tests.panggung import browser_of, sign_in


def base(house: Rumah) -> str:
    return f"/l/{house.lsp.slug}/rencana/"


def text(browser: Client, address: str) -> str:
    answer = browser.get(address, follow=True)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def the_plan(house: Rumah) -> Rencana:
    with tenant(house.lsp.pk):
        return rencana.fresh(house, Rencana.objects.latest("id"))


def test_asesor_begins_fills_and_signs_and_the_plan_goes_its_way(house: Rumah, at: dt.datetime) -> None:
    """PL5, end to end through the pages: asesor, second asesor, manager."""
    browser = browser_of(house["asesor"])
    assert "Belum ada rencana." in text(browser, base(house))
    browser.post(f"{base(house)}susun/{house.versi.ref}/", {"potensi": "3"})
    row = the_plan(house)
    with tenant(house.lsp.pk):
        posted = jawaban.mapa01(content_of(row.mapa01), tools=["CL"])
    page = f"{base(house)}{row.ref}/"

    filled = browser.post(f"{page}isi/mapa-01/", posted)
    assert (filled.status_code, filled["Location"]) == (302, f"{page}isi/mapa-02/")
    for key in ("asesor", "asesor2", "manajer"):
        assert "Giliran Anda" in text(browser_of(house[key]), page)
        assert sign_in(browser_of(house[key]), f"{page}tanda-tangan/", house[key]).status_code == 302

    assert the_plan(house).status == "berlaku"
    assert "1 dari 5 potensi punya rencana" in text(browser, base(house))


def test_signing_with_a_gap_leads_back_to_it(house: Rumah, at: dt.datetime) -> None:
    browser = browser_of(house["asesor"])
    browser.post(f"{base(house)}susun/{house.versi.ref}/", {"potensi": "2"})
    page = f"{base(house)}{the_plan(house).ref}/"

    answer = browser.get(f"{page}tanda-tangan/")

    assert (answer.status_code, answer["Location"]) == (302, f"{page}isi/mapa-01/")


def test_autosave_keeps_one_answer_and_a_tool_joins_the_map(house: Rumah, at: dt.datetime) -> None:
    browser = browser_of(house["asesor"])
    browser.post(f"{base(house)}susun/{house.versi.ref}/", {"potensi": "3"})
    row = the_plan(house)
    with tenant(house.lsp.pk):
        unit = content_of(row.mapa01)["rows"]["unit"][0]["key"]

    answer = browser.post(f"{base(house)}{row.ref}/isi/mapa-01/simpan/", {f"unit/{unit}/perangkat": ["CL"]})

    assert answer.status_code == 200
    assert "FR.IA.01" in text(browser, f"{base(house)}{row.ref}/")


def test_copy_from_another_potensi_is_offered_and_works(house: Rumah, at: dt.datetime) -> None:
    source = rencana.drafted(house, at=at)
    browser = browser_of(house["asesor"])
    assert f'<option value="{source.ref}">' in text(browser, base(house))

    browser.post(f"{base(house)}susun/{house.versi.ref}/", {"potensi": "4", "salin": source.ref})

    with tenant(house.lsp.pk):
        units = content_of(the_plan(house).mapa01)["rows"]["unit"]
    assert [one["answers"]["perangkat"] for one in units] == [["CL"]] * len(units)


def test_plan_of_the_former_version_is_a_beginning_for_the_next(house: Rumah, at: dt.datetime) -> None:
    """K5: a new version has no plan yet; nobody writes the same plan again."""
    source = rencana.in_force(house, at=at, potensi="1")
    with tenant(house.lsp.pk):
        manajer = house["manajer"].actor(at)
        publish(revise_versi(house.versi, actor=manajer, at=at), actor=manajer, at=at)
        second = SkemaVersi.objects.get(skema=house.versi.skema, version=2)
    browser = browser_of(house["asesor"])
    assert f'<option value="{source.ref}">Salin dari potensi 1 versi 1</option>' in text(browser, base(house))

    browser.post(f"{base(house)}susun/{second.ref}/", {"potensi": "1", "salin": source.ref})

    plan = the_plan(house)
    with tenant(house.lsp.pk):
        units = content_of(plan.mapa01)["rows"]["unit"]
    assert plan.versi_id == second.pk
    assert [one["answers"]["perangkat"] for one in units] == [["CL"]] * len(units)


def test_validator_hands_back_and_the_penyusun_reads_why(house: Rumah, at: dt.datetime) -> None:
    row = rencana.submitted(house, at=at)
    page = f"{base(house)}{row.ref}/"

    answer = browser_of(house["asesor2"]).post(f"{page}kembalikan/", {"note": "Lengkapi bukti unit pertama."})

    assert answer.status_code == 302
    seen = text(browser_of(house["asesor"]), page)
    assert "Lengkapi bukti unit pertama." in seen
    assert seen.count("digantikan oleh lembar perbaikan") == 2
    assert text(browser_of(house["asesor"]), f"{page}lembar/{row.mapa01.ref}/")


@pytest.mark.parametrize(
    ("state", "key", "words"),
    [
        ("drafted", "asesor", "Lanjutkan rencana asesmen"),
        ("submitted", "asesor2", "Validasi rencana asesmen"),
        ("validated", "manajer", "Konfirmasi rencana asesmen"),
    ],
)
def test_whose_turn_it_is_finds_it_among_the_tasks(
    house: Rumah, at: dt.datetime, state: str, key: str, words: str
) -> None:  # fmt: skip
    getattr(rencana, state)(house, at=at)
    task_list = f"/l/{house.lsp.slug}/kerja/"

    assert words in text(browser_of(house[key]), task_list)
    for other in {"asesor", "asesor2", "manajer"} - {key}:
        assert words not in text(browser_of(house[other]), task_list)
    if key != "manajer":
        assert words in text(browser_of(house[key]), f"/l/{house.lsp.slug}/asesmen/")


def test_penyusun_who_opens_the_page_of_the_validator_is_told_why_not(house: Rumah, at: dt.datetime) -> None:
    row = rencana.submitted(house, at=at)

    assert "Anda penyusun rencana ini" in text(browser_of(house["asesor"]), f"{base(house)}{row.ref}/")
