"""The cover of one asesi's file as a page shows it: how far the papers are, and where each can be read."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from sahih.documents.models import Lembar
from sahih.insight.berkas.collect import case_of
from sahih.insight.berkas.sampul import Baris, Sampul, print_sampul, sampul_of
from sahih.institution.lsp.models import Lsp
from sahih.process.permohonan.models import Permohonan
from sahih.web.ui.parts import Badge, Tone

Address = Callable[[str, Lembar | None], str]


@dataclass(frozen=True)
class PaperLine:
    """One paper: its name, what is known of it, and where it is read; empty for who may not."""

    title: str
    note: str
    badge: Badge
    href: str


@dataclass(frozen=True)
class Group:
    """One part of the cover."""

    title: str
    lines: Sequence[PaperLine]


@dataclass(frozen=True)
class Kelengkapan:
    """How many of the awaited papers are there, part by part; what this case does not use stands apart."""

    done: int
    total: int
    groups: Sequence[Group]
    unused: Sequence[PaperLine]
    pdf: str


def kelengkapan_of(permohonan: Permohonan, *, address: Address, pdf: str) -> Kelengkapan:
    """Counted anew each time; some twenty queries, for one case."""
    return told(sampul_of(case_of(permohonan)), address=address, pdf=pdf)


def told(found: Sampul, *, address: Address, pdf: str) -> Kelengkapan:
    parts = list(found.baris)
    every = [one for _title, lines in parts for one in lines]
    return Kelengkapan(
        done=sum(one.state == "ada" for one in every),
        total=sum(bool(one.state) for one in every),
        groups=[Group(title, _lines(lines, address)) for title, lines in parts if any(one.state for one in lines)],
        unused=[PaperLine(one.title, one.remark, Badge(""), "") for one in every if not one.state],
        pdf=pdf,
    )


def _lines(lines: Iterable[Baris], address: Address) -> list[PaperLine]:
    return [PaperLine(one.title, one.remark, _badge(one), address(one.code, one.lembar)) for one in lines if one.state]


def _badge(one: Baris) -> Badge:
    return Badge(_("Ada"), Tone.OK) if one.state == "ada" else Badge(_("Belum ada"), Tone.WAIT)


def sampul_response(permohonan: Permohonan, *, lsp: Lsp, at: dt.datetime) -> HttpResponse:
    """The cover as it stands at this moment; it is kept nowhere, because the next minute may count more."""
    rendered, _content = print_sampul(sampul_of(case_of(permohonan)), lsp, at=at)
    response = HttpResponse(rendered.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="sampul-{permohonan.ref}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
