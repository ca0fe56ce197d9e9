"""Where an item stands, and where a gap is mended: the page of its instrument."""

from django.urls import reverse

from sahih.materials.perangkat.models import Muk
from sahih.materials.peta.counting import ButirRow
from sahih.materials.peta.gaps import Celah


def item_href(slug: str, muk: Muk, one: ButirRow) -> str:
    return f"{_bagian(slug, muk, one.kelompok, one.instrumen)}#butir-{one.ref}"


def mend_href(slug: str, muk: Muk, gap: Celah) -> str:
    """The instrument of that kelompok, which may still have to be begun there."""
    where = _bagian(slug, muk, gap.kelompok, gap.instrumen)
    return f"{where}#butir-{gap.butir}" if gap.butir else where


def _bagian(slug: str, muk: Muk, kelompok: int, instrumen: str) -> str:
    return reverse(
        "muk:bagian", args=[slug, muk.ref, kelompok, instrumen.removeprefix("FR.").lower().replace(".", "-")]
    )
