"""The rehearsal LSP's own papers: document control, a wording in force and one being written, a master, a logo."""

import datetime as dt

from sahih.documents.fr import FORMS
from sahih.documents.ketentuan.actions import (
    adopt_ours,
    confirm_formulir,
    enter_kendali,
    save_naskah,
    send_formulir,
    set_logo,
)
from sahih.documents.surat import LETTERS
from sahih.process.asesmen import actions as asesmen_actions
from sahih.process.asesmen.models import Asesmen
from sahih.process.contoh import jawaban
from sahih.process.contoh.orang import Cast, Pemeran

CONFIRMED = "FR.APL.01"


def own_papers(cast: Cast, *, at: dt.datetime) -> None:
    """What an LSP does before it opens: say what its papers are called, and confirm the first of them."""
    ketua, code = cast["ketua"], cast.lsp.code
    day = at.date() - dt.timedelta(days=30)
    for name in FORMS:
        ketua.does(enter_kendali, name, doc_no=f"{name}/{code}", edition="1/0", effective_on=day, at=at)
    ketua.does(set_logo, jawaban.logo(), name="logo.png", at=at)
    ketua.does(adopt_ours, "SPT.ASESOR", at=at)
    ketua.does(save_naskah, "SK.HASIL", LETTERS["SK.HASIL"].naskah, at=at)
    ketua.does(send_formulir, CONFIRMED, jawaban.paper(f"Formulir {CONFIRMED}"), name=f"{CONFIRMED}.pdf", at=at)
    ketua.does(confirm_formulir, CONFIRMED, name=ketua.name, print_sha256="0" * 64, at=at)


def adopt_rules(cast: Cast, *, at: dt.datetime) -> None:
    """From now on each asesi accepts the tata tertib before the session."""
    cast["ketua"].does(adopt_ours, "TATA.TERTIB", at=at)


def accept_rules(who: Pemeran, asesmen: Asesmen, *, at: dt.datetime) -> None:
    """Where the schedule asks for it."""
    if asesmen.tata_tertib is not None:
        who.does(asesmen_actions.present_rules, asesmen, at=at)
        who.signs([asesmen.tata_tertib], asesmen_actions.accept_rules, asesmen, at=at)
