"""From a file that nobody has seen to a skema that is open for applications, all of it on pages."""

import pytest

from sahih.process.contoh.rumah import SECTOR
from tests.journeys import materials, muk, planning
from tests.journeys.conftest import Enter, Town

pytestmark = pytest.mark.journey


def test_unseen_file_becomes_a_skema_with_a_validated_muk_that_takes_applications(town: Town, enter: Enter) -> None:
    """K1, K7, PL5, PL10: read, grouped, reviewed, planned, written, validated by a second person."""
    manajer, asesor = enter("manajer"), enter("asesor")

    versi = materials.take_over(manajer, town, SECTOR)
    materials.complete(manajer, versi)
    materials.publish(manajer, enter("mutu"), versi)
    materials.cover(manajer, town, town.day)
    planning.plan(enter, town, materials.TITLE)
    muk.make(enter, town, materials.TITLE, groups=2)

    assert asesor.page.get_by_role("link", name="Ajukan untuk divalidasi").count() == 0
    outsider = enter("orang luar")
    outsider.open(f"{town.base}/")
    assert outsider.page.get_by_text(materials.TITLE).count() > 0
