"""One kind of letter: what it says, what must be there first, who drafts, signs and receives it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sahih.documents.content import Context
from sahih.documents.fr import FORMS
from sahih.documents.surat import LETTERS
from sahih.documents.vocabulary import Formulir
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict
from sahih.process.surat.models import Surat


def _nothing(_surat: Surat, _lsp: Lsp, *, actor: Actor, at: dt.datetime) -> None:
    """Most letters change nothing but themselves."""


def _no_outcome(_surat: Surat) -> str:
    return ""


@dataclass(frozen=True)
class Jenis:
    """`needs` lists every reason why it may not be drafted or signed now; `finish` runs with the last signature, `undo` when it is called back."""

    code: str
    series: str
    context: Callable[..., Context]
    needs: Callable[..., list[str]]
    may_draft: Callable[[Actor, Surat], Verdict]
    signers: Mapping[str, Callable[[Actor, Surat], Verdict]]
    writer: str = ""
    receives: Callable[[Actor, Surat], Verdict] | None = None
    finish: Callable[..., None] = _nothing
    undo: Callable[..., None] = _nothing
    outcome: Callable[[Surat], str] = _no_outcome

    @property
    def is_letter(self) -> bool:
        return self.code in LETTERS

    @property
    def form(self) -> Formulir:
        return LETTERS[self.code].form if self.is_letter else FORMS[self.code]
