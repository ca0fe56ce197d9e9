"""Who decides about the LSP's own papers."""

from django.utils.translation import gettext as _

from sahih.documents.ketentuan.models import NaskahDraf
from sahih.documents.surat import LETTERS
from sahih.documents.surat.naskah import read_naskah
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if, first_denial, policy


@policy("ketentuan.set")
def may_set(actor: Actor) -> Verdict:
    """Document control, wording and logo are settings of the LSP."""
    return allow_if(actor.may("lsp.configure"), _("Formulir dan surat diatur oleh yang diberi hak oleh Ketua LSP."))


@policy("formulir.confirm")
def may_confirm(actor: Actor) -> Verdict:
    """That a print is the LSP's form is said by whoever answers for the LSP's papers."""
    return allow_if(
        actor.may("formulir.confirm"), _("Kesesuaian cetakan dengan formulir LSP dikonfirmasi oleh Ketua LSP.")
    )


@policy("naskah.adopt")
def may_adopt(actor: Actor, draft: NaskahDraf | None) -> Verdict:
    """A wording with a wrong place never comes into force."""
    problems = read_naskah(LETTERS[draft.code], draft.content)[1] if draft else []
    return first_denial(
        may_set(actor),
        allow_if(draft is not None, _("Tidak ada draf naskah untuk surat ini.")),
        allow_if(not problems, _("Naskah masih memuat %d kesalahan. Perbaiki yang bertanda, lalu berlakukan.") % len(problems)),
    )  # fmt: skip
