"""A sheet that was signed on paper: typed from it by one person, closed by another who saw the scan (L12).

It has one part and one electronic act, the confirmation. What the asesi and the asesor signed stands on
the scan, whose hash is part of the content: nothing here pretends that they signed on a screen.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sahih.documents.content import Content, Context
from sahih.documents.filling import Filled, fill, open_problems
from sahih.documents.models import Lembar, LembarPart, Tandatangan
from sahih.documents.sheets import (
    KONFIRMASI,
    Conflict,
    Gaps,
    answers_in,
    content_of,
    current_part,
    keep_content,
    lock_lembar,
    open_lembar,
    unsigned_part,
)
from sahih.documents.signing import Signer, SigningProof, put_signature
from sahih.documents.vocabulary import Formulir, Problem
from sahih.kernel.keys import DataKey


@dataclass(frozen=True)
class Kertas:
    """The paper that a sheet was typed from."""

    sha256: str
    pages: int
    typed_by: str


def open_kertas(formulir: Formulir, context: Context, *, key: DataKey, uji_coba: bool, at: dt.datetime) -> Lembar:
    """A sheet whose signatures stand on paper; it waits for what will be typed."""
    return open_lembar(formulir, context, key=key, uji_coba=uji_coba, at=at, only=KONFIRMASI)


def is_kertas(lembar: Lembar) -> bool:
    return current_part(lembar).role == KONFIRMASI


def roles_of(formulir: Formulir) -> tuple[str, ...]:
    """Whose answers are typed, in the order of signing."""
    return tuple(one.role for one in formulir.signatures)


def enter_kertas(
    lembar: Lembar,
    formulir: Formulir,
    posted: Mapping[str, Sequence[str]],
    context: Context,
    *,
    as_role: str,
    at: dt.datetime,
    partial: bool,
    revision: int | None = None,
) -> tuple[Filled, LembarPart]:
    """Keep what one role wrote on the paper, typed by somebody else."""
    part = unsigned_part(lembar, KONFIRMASI)
    if revision is not None and revision != part.revision:
        raise Conflict(part.revision)
    filled = fill(formulir, posted, context, previous=content_of(lembar), partial=partial, as_role=as_role)
    return filled, keep_content(part, filled.content, at=at)


def problems_of_kertas(lembar: Lembar, formulir: Formulir) -> list[Problem]:
    """What is still missing, whoever wrote it on the paper."""
    content = answers_in(content_of(lembar))
    found = [one for role in roles_of(formulir) for one in open_problems(formulir, content, role)]
    return list({(one.path, one.message): one for one in found}.values())


def bind_kertas(lembar: Lembar, formulir: Formulir, paper: Kertas, *, at: dt.datetime) -> LembarPart:
    """Write into the sheet which scan it was typed from, and by whom: the confirmation covers both."""
    if problems := problems_of_kertas(lembar, formulir):
        raise Gaps(problems)
    part, content = unsigned_part(lembar, KONFIRMASI), content_of(lembar)
    content["form"] |= {"pindaian": paper.sha256, "pindaian_halaman": paper.pages, "dientri": paper.typed_by}
    return keep_content(part, content, at=at)


def paper_of(content: Content) -> Kertas | None:
    """The paper behind a content; None where it was signed on a screen."""
    form = content.get("form", {})
    if "pindaian" not in form:
        return None
    return Kertas(str(form["pindaian"]), int(form["pindaian_halaman"]), str(form["dientri"]))


def close_kertas(lembar: Lembar, *, signer: Signer, proof: SigningProof, at: dt.datetime) -> Tandatangan:
    """The confirmation: what was typed is what the scan shows. It locks the sheet."""
    part = unsigned_part(lembar, KONFIRMASI)
    signature = put_signature(lembar, part, signer=signer, proof=proof, at=at)
    part.locked_at = at
    part.save(update_fields=["locked_at"])
    lock_lembar(lembar, part, at=at)
    return signature
