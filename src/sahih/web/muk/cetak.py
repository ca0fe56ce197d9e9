"""A MUK to read whole and to print; each printed page names its reader, their role and the minute."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from sahih.materials.perangkat.content import rows_of
from sahih.materials.perangkat.format import KunciSpec, RefSpec
from sahih.materials.perangkat.models import Bagian, Butir, Muk
from sahih.web.gate import LspRequest
from sahih.web.muk.bentuk import BENTUK
from sahih.web.muk.forms import LETTERS, head_of
from sahih.web.muk.pages import ref_words, title_of
from sahih.web.ui.pembaca import pembaca_of


@dataclass(frozen=True)
class ButirCetak:
    """One item on paper, with its key where it was opened."""

    row: Butir
    refs: str
    key: str
    answer: str
    rubric: str


@dataclass(frozen=True)
class BagianCetak:
    """One instrument of one kelompok on paper."""

    row: Bagian
    heads: Sequence[tuple[object, object]]
    items: Sequence[ButirCetak]


def printed(request: LspRequest, muk: Muk, *, keys: Mapping[str, KunciSpec], back: str) -> HttpResponse:
    """The page; it is kept by no browser and no proxy."""
    rows = rows_of(muk, keys=False)
    parts = [
        BagianCetak(
            one,
            _heads(one),
            [_item(item, rows.refs_by_butir.get(item.pk, ()), keys) for item in rows.butir_by_bagian.get(one.pk, ())],
        )
        for one in rows.bagian_list
    ]
    seen = {
        "muk": muk, "title": title_of(muk), "parts": parts, "with_keys": bool(keys), "back": back,
        "pembaca": pembaca_of(request),
    }  # fmt: skip
    answer = render(request, "muk/cetak.html", seen)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _heads(row: Bagian) -> list[tuple[object, object]]:
    bentuk = BENTUK[row.instrumen]
    said = head_of(row, bentuk)
    return [(one.label, said[one.name]) for one in bentuk.heads if said.get(one.name)]


def _item(row: Butir, refs: Sequence[RefSpec], keys: Mapping[str, KunciSpec]) -> ButirCetak:
    kunci = keys.get(row.ref) or KunciSpec()
    letter = LETTERS[kunci.option] if kunci.option is not None else ""
    words = ", ".join(ref_words(one) for one in refs)
    return ButirCetak(row, words, letter, kunci.answer or "", kunci.rubric or "")
