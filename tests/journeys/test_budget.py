"""What the pages weigh on the wire: a phone on 3G pays for each kilobyte."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from tests.journeys.conftest import Enter, Town
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.journey

FIRST_VISIT, LATER = 60_000, 15_000


@dataclass
class Scale:
    """The bytes that came over the wire, headers included."""

    bytes: int = 0


@contextmanager
def weighed(visitor: Visitor) -> Iterator[Scale]:
    scale, network = Scale(), visitor.page.context.new_cdp_session(visitor.page)
    network.on(
        "Network.loadingFinished", lambda event: setattr(scale, "bytes", scale.bytes + int(event["encodedDataLength"]))
    )
    network.send("Network.enable")
    yield scale
    visitor.page.wait_for_load_state("networkidle")
    network.detach()


@pytest.mark.parametrize("path", ["/", "/verifikasi/", "/akun/login/"])
def test_first_visit_weighs_at_most_sixty_kilobytes(enter: Enter, path: str) -> None:
    stranger = enter("orang asing", **PHONE)

    with weighed(stranger) as scale:
        stranger.open(path)

    assert 0 < scale.bytes <= FIRST_VISIT


def test_pages_after_the_first_weigh_at_most_fifteen_kilobytes(town: Town, enter: Enter) -> None:
    admin = enter("admin", **PHONE)
    paths = [
        f"{town.base}/{place}/"
        for place in ("kerja", "permohonan", "tagihan", "jadwal", "rapat", "sertifikat", "skema")
    ]

    weights = {}
    for path in paths:
        with weighed(admin) as scale:
            admin.open(path)
        weights[path] = scale.bytes

    assert {path: weight for path, weight in weights.items() if not 0 < weight <= LATER} == {}
