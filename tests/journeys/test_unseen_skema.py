"""From a file that nobody has seen to a skema that a stranger applies for, all of it on pages."""

import pytest

from sahih.process.contoh.rumah import SECTOR
from tests.journeys import applying, materials, muk, planning
from tests.journeys.conftest import Enter, Town
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey


def test_unseen_file_becomes_a_skema_with_a_validated_muk_that_takes_applications(town: Town, enter: Enter) -> None:
    """K1, K7, PL5, PL10, PL11: read, grouped, reviewed, planned, written beside its map, validated by a second person."""
    manajer, asesor = enter("manajer"), enter("asesor")

    versi = materials.take_over(manajer, town, SECTOR)
    materials.complete(manajer, versi)
    materials.publish(manajer, enter("mutu"), versi)
    materials.cover(manajer, town, town.day)
    planning.plan(enter, town, materials.TITLE)
    begun = muk.begin(asesor, town, materials.TITLE)
    bare = muk.map_of(asesor, begun)
    muk.write(asesor, begun, groups=2)
    written = muk.map_of(asesor, begun)
    asesor.open(begun)
    muk.stand_for(asesor, enter("asesor2"), town, begun)

    assert ("3 KUK belum terukur" in bare.summary, len(kuk_in(bare)), bare.cells) == (True, 3, 0)
    assert ("KUK belum terukur" in written.summary, kuk_in(written), written.cells) == (False, [], 3)
    assert asesor.page.get_by_role("link", name="Ajukan untuk divalidasi").count() == 0
    apply(enter("orang luar"), town)


def kuk_in(seen: muk.OnMap) -> list[str]:
    return [one for one in seen.gaps if one.startswith("KUK ")]


def apply(stranger: Visitor, town: Town) -> None:
    """From the public page, by an account made on the way, to FR.APL.01 of this very skema."""
    stranger.open(f"{town.base}/")
    stranger.press(f"Ajukan permohonan {materials.TITLE}")
    stranger.page.get_by_label("Nama").fill("Guntur Wibowo")
    stranger.page.get_by_label("E-mail atau nomor HP").fill("guntur.wibowo@contoh.example")
    stranger.press("Kirim kode")
    applying.type_code(stranger)
    stranger.page.locator("input[name=cara]:not([disabled])").first.check()
    stranger.press("Mulai permohonan")
    assert (stranger.path.endswith("/apl01/"), stranger.page.get_by_text(materials.TITLE).count() > 0) == (True, True)
