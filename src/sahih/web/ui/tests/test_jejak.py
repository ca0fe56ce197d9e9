"""The trail speaks in words: every kind that can be written has its own."""

from django.urls import get_resolver

from sahih.kernel.audit import KINDS
from sahih.web.ui.jejak import AREAS, WORDS, area_word, kind_word


def in_the_program() -> set[str]:
    """Everything the pages can lead to; kinds that tests make up have an area of their own."""
    assert get_resolver("sahih.web.urls").url_patterns
    return {name for name in KINDS if not name.startswith("test.")}


def test_every_kind_of_entry_has_a_word_and_no_word_has_lost_its_kind() -> None:
    assert set(WORDS) == in_the_program()
    assert set(AREAS) == {name.split(".")[0] for name in in_the_program()}


def test_no_two_kinds_read_alike() -> None:
    assert len({str(word) for word in WORDS.values()}) == len(WORDS)
    assert len({str(word) for word in AREAS.values()}) == len(AREAS)


def test_kind_of_an_older_release_is_shown_as_it_was_written() -> None:
    assert kind_word("permohonan.submit") == "Permohonan diajukan"
    assert kind_word("gudang.moved") == "gudang.moved"
    assert area_word("gudang") == "gudang"
