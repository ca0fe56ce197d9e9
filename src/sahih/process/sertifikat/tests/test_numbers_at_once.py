"""Two who take one of BNSP's numbers in the same moment: one has it, the other reads which line it was (CT5, CT6)."""

import pytest

from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah import Kisah
from sahih.process.sertifikat import actions as act
from sahih.process.sertifikat.models import NomorBatal, NomorTerpakai, Sertifikat
from sahih.process.sertifikat.numbers import digest_of
from sahih.process.sertifikat.tests.test_reserved_numbers import Rows, _ask, proposed, send
from sahih.process.tests.jalan import both, walked
from tests.scenes import Scene, Scenes


@pytest.fixture
def two(transactional_db: None, scenes: Scenes) -> tuple[Kisah, Kisah]:
    """Two LSPs that have both asked BNSP, committed so that each connection sees them."""
    stories = scenes.fill(Scene("decide", asesi=1)), walked("decide", asesi=1)
    for one in stories:
        _ask(one)
    return stories


def test_ct6_two_lsps_that_import_one_number_at_once_get_one_certificate(two: tuple[Kisah, Kisah]) -> None:
    """Neither look saw the other's row; the database did, and the one who lost is told the line."""
    told: list[tuple[int, str, str]] = []

    def take(story: Kisah, rows: Rows) -> None:
        try:
            send(story, act.import_numbers, rows)
        except act.BadNumbers as bad:
            told.extend((one.line, one.field, one.message) for one in bad.problems)
            raise

    # The same three marked numbers were free for both when they were proposed, but for the licence in one.
    ready = [(story, proposed(story)) for story in two]
    first, second = both(*(lambda story=story, rows=rows: take(story, rows) for story, rows in ready))

    number, blanko = ready[0][1][0][1], ready[0][1][0][3]
    assert (first, second.startswith("2 hal")) == ("ok", True)
    assert sorted(told) == [
        (2, "Nomor Blangko", f"“{blanko}” sudah dipakai sertifikat lain"),
        (2, "Nomor Sertifikat", f"“{number}” sudah dipakai sertifikat lain"),
    ]
    count = 0
    for story in two:
        with tenant(story.rumah.lsp.pk):
            count += Sertifikat.objects.count()
    assert (count, NomorTerpakai.objects.filter(digest=digest_of(blanko)).count()) == (1, 1)


def test_ct6_void_and_issue_at_once_end_with_one_of_them(two: tuple[Kisah, Kisah]) -> None:
    """Never both: a certificate that is out with a void number."""
    story = two[0]
    [paper] = send(story, act.import_numbers, proposed(story))
    house, at = story.rumah, story.at(28)

    results = both(
        lambda: house["admin"].does(act.void_number, paper.blanko, reason="Rusak.", at=at),
        lambda: _issue(story, paper.pk),
    )

    with tenant(house.lsp.pk):
        is_out = Sertifikat.objects.get(pk=paper.pk).status == "berlaku"
        is_void = NomorBatal.objects.filter(number=paper.blanko).exists()
    assert (is_out, is_void) in {(True, False), (False, True)}
    assert results[0] == "ok"


def _issue(story: Kisah, pk: int) -> None:
    with tenant(story.rumah.lsp.pk):
        story.rumah["manajer"].does(act.issue_sertifikat, Sertifikat.objects.get(pk=pk), at=story.at(28))
