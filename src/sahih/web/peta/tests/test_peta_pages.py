"""The pages of the maps: gaps with their places, cells that lead to items, one kelompok at a time, VATM by form."""

import datetime as dt
import gzip

import pytest

from sahih.materials.perangkat.models import Butir, ButirKuk
from sahih.materials.peta.tests.banks import fill_bank, large_versi, open_bank
from sahih.materials.tests.builders import make_muk
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.evidence import evidence_of
from sahih.process.asesmen.models import Vatm
from sahih.process.contoh import rencana
from sahih.web.tests.panggung import Panggung
from sahih.web.tests.stage import Stage

LATER = 15_000


@pytest.fixture
def house(until: Stage) -> Panggung:
    return until("open_house")


def text(stage: Panggung, path: str, who: str = "asesor") -> str:
    answer = stage.browser(who).get(f"{stage.base}{path}")
    assert answer.status_code == 200, (path, answer.status_code)
    return str(answer.content.decode())


def test_a_gap_leads_to_its_instrument_and_a_cell_to_its_items(house: Panggung) -> None:
    """PL11, FX18: the summary first, each gap with the place to mend it, each number with what stands behind it."""
    at, rumah = house.move(1), house.kisah.rumah
    with house.inside():
        muk = make_muk(rumah.versi, penyusun=rumah["asesor"].user.person, at=at)
        item = Butir.objects.filter(muk=muk, bagian__instrumen="FR.IA.01").order_by(
            "bagian__kelompok__number", "number"
        )[0]
        kuk = item.kuk_set.get().kuk
        ButirKuk.objects.filter(muk=muk, kuk=kuk).delete()
        asked = Butir.objects.filter(muk=muk, bagian__instrumen="FR.IA.01", kuk_set__isnull=False).order_by("pk")[0]
        row = asked.kuk_set.get().kuk
    here = f"/muk/{muk.ref}/peta/"

    page = text(house, here)

    assert "1 KUK belum terukur" in page
    assert f"{house.base}/muk/{muk.ref}/kelompok/1/ia-01/" in page
    assert text(house, f"{here}butir/{kuk.ref}/").count("Belum ada butir yang mengukurnya.") == 1
    assert f"#butir-{asked.ref}" in text(house, f"{here}butir/{row.ref}/")
    assert asked.text not in text(house, f"{here}butir/{row.ref}/")  # FX14: the words are read at their place


def test_a_large_skema_is_shown_one_kelompok_at_a_time_within_the_budget(house: Panggung, noon: dt.datetime) -> None:
    with house.inside():
        muk = open_bank(large_versi(units=100, at=noon), at=noon)
        fill_bank(muk)

    answer = house.browser("asesor").get(
        f"{house.base}/muk/{muk.ref}/peta/?kelompok=semua&sudut=silang", headers={"accept-encoding": "gzip"}
    )

    page = text(house, f"/muk/{muk.ref}/peta/?kelompok=semua&sudut=silang")
    assert (answer.status_code, answer["Content-Encoding"]) == (200, "gzip")
    # What a later visit may weigh: the page alone, for style and script are kept.
    assert len(answer.content) <= LATER
    assert gzip.decompress(answer.content).decode().count('class="peta-tabel"') == 1
    assert page.count('class="peta-tabel"') == 1
    assert text(house, f"/muk/{muk.ref}/peta/").count('class="peta-tabel"') == 10


def test_the_map_of_a_plan_counts_only_what_the_plan_opens(house: Panggung) -> None:
    """PL6, FX3: FR.IA.08 is planned and has no content; what FR.IA.05 measures is not counted."""
    at, rumah = house.move(1), house.kisah.rumah
    plan = rencana.drafted(rumah, at=at, potensi="2", tools=("CL", "CVP"))
    assert "Belum ada MUK untuk skema ini" in text(house, f"/rencana/{plan.ref}/peta/")
    with house.inside():
        make_muk(rumah.versi, penyusun=rumah["asesor"].user.person, at=at)

    page = text(house, f"/rencana/{plan.ref}/peta/")

    assert "Kelompok 1: FR.IA.08 direncanakan, tetapi MUK ini tidak punya isinya" in page
    assert "Tanya jawab" not in page
    assert "Verifikasi portofolio" in page


def test_a_gap_of_a_validated_muk_tells_the_reason_it_was_signed_with(until: Stage) -> None:
    """PL11: nothing is mended in a frozen MUK; the plan of the story opens FR.IA.01 alone."""
    stage = until("agree")
    with stage.inside():
        muk = stage.asesmen().muk
        assert muk is not None
        sheet = muk.pengesahan
    assert sheet is not None

    page = text(stage, f"/muk/{muk.ref}/peta/")

    assert "dimensi TS hanya ditanyakan di FR.IA.03, yang tidak dibuka rencana" in page
    assert "Diterima saat pengesahan: Ditanyakan lisan saat observasi." in page
    assert f"{stage.base}/muk/{muk.ref}/lembar/{sheet.ref}/" in page
    assert "Perbaiki di" not in page


def test_a_gap_that_the_plan_keeps_closed_leads_to_the_plan(house: Panggung) -> None:
    at, rumah = house.move(1), house.kisah.rumah
    plan = rencana.drafted(rumah, at=at, potensi="2", tools=("CL", "CVP"))
    with house.inside():
        muk = make_muk(rumah.versi, penyusun=rumah["asesor"].user.person, at=at)

    page = text(house, f"/rencana/{plan.ref}/peta/?muk={muk.ref}")

    assert "yang tidak dibuka rencana" in page
    assert f"{house.base}/rencana/{plan.ref}/" in page
    assert "di rencana potensi 2, atau beri alasan saat menandatangani" in page


def test_the_asesor_judges_evidence_by_form_and_the_map_says_so(until: Stage) -> None:
    """E4: a no without a word comes back with 422; with one it holds the KUK and the map shows it."""
    stage = until("agree")
    at = stage.move(12, 9)
    stage.kisah.rumah["asesor"].does(act.start_asesmen, stage.asesmen(), at=at)
    with stage.inside():
        first = evidence_of(stage.asesmen())[0]
    here = f"/asesmen/{stage.asesmen().ref}/peta/"
    posted = {"valid": "ya", "asli": "tidak", "terkini": "ya", "memadai": "ya", "elemen": [first.elemen[0]]}
    address = f"{stage.base}{here}vatm/{first.key}/"

    refused = stage.browser("asesor").post(address, posted)
    done = stage.browser("asesor").post(address, posted | {"note": "Nama lain."})

    assert (refused.status_code, done.status_code) == (422, 302)
    page = text(stage, here)
    assert "2 tertahan karena VATM" in page
    assert "KTP: Asli tidak (Nama lain.)" in page
    with stage.inside():
        assert Vatm.objects.count() == 1
