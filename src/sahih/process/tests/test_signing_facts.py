"""A signature covers exactly what its signer read: facts that moved meanwhile are read again (X1).

The whole road is walked. Before each signature under a form that takes facts from elsewhere, the same
signature is tried with one of those facts moved after the page was opened, and with the page opened anew.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db.models import Model

from sahih.documents.models import Lembar, Tandatangan
from sahih.documents.sheets import current_part, part_content
from sahih.documents.signing import StaleAct, propose
from sahih.institution.accounts.models import Person
from sahih.institution.tuk.models import Tuk
from sahih.kernel.tenancy import tenant
from sahih.materials.skema.models import Skema
from sahih.process.asesmen import actions as asesmen
from sahih.process.contoh.orang import Pemeran
from sahih.process.permohonan import actions as permohonan
from sahih.process.tests.jalan import sentence_of, undone, walked

MOVED = "Dipindah di Tengah Jalan"
# What moves under each form, and how the form is opened to be signed.
FACTS: dict[str, tuple[type[Model], dict[str, str]]] = {
    "FR.APL.01": (Skema, {"number": MOVED}),
    "FR.APL.02": (Skema, {"number": MOVED}),
    "FR.AK.01": (Tuk, {"name": MOVED}),
    "FR.IA.01": (Tuk, {"name": MOVED}),
    "FR.AK.02": (Person, {"name": MOVED}),
    "FR.AK.05": (Person, {"name": MOVED}),
}
FIRST = {"FR.APL.01": "asesi", "FR.APL.02": "asesi"}
SIGNS: Callable[..., Any] = Pemeran.signs


def open_page(who: Pemeran, sheet: Lembar, subject: Any, *, at: dt.datetime) -> None:
    """What the page of the signature does when it is opened."""
    if sheet.code in FIRST:
        who.does(permohonan.present_sheet, subject, at=at)
    elif sheet.code == "FR.AK.05":
        who.does(asesmen.present_laporan, subject, at=at)
    else:
        who.does(asesmen.present_sheet, subject, sheet, at=at)


def again(row: Any) -> Any:
    return type(row)._default_manager.get(pk=row.pk)


def move(code: str) -> None:
    model, change = FACTS[code]
    model._default_manager.update(**change)


class Probe:
    """Tries each signature of a form's first signer before the story makes it."""

    def __init__(self) -> None:
        self.refused: dict[str, str] = {}
        self.covered: dict[str, bool] = {}

    def signs(
        self, who: Pemeran, sheets: Sequence[Lembar], finish: Callable[..., Any], subject: Any, *, at: dt.datetime
    ) -> Any:
        code = sheets[0].code
        if code in FACTS and code not in self.covered:
            with tenant(who.lsp.pk):
                self.refused[code] = self.stale(who, sheets[0], finish, subject, at=at)
                self.covered[code] = self.fresh(who, sheets[0], finish, subject, at=at)
        return SIGNS(who, sheets, finish, subject, at=at)

    def stale(self, who: Pemeran, sheet: Lembar, finish: Callable[..., Any], subject: Any, *, at: dt.datetime) -> str:
        """Opened, proved, and only then did the fact move."""
        with undone():
            open_page(who, sheet, again(subject), at=at)
            actor = who.actor(at)
            proof = who.passkey.prove(propose([(sheet, current_part(sheet))], meaning="x", actor=actor, at=at))
            move(sheet.code)
            with pytest.raises(StaleAct) as refusal:
                finish(again(subject), proof=proof, actor=actor, at=at)
            return sentence_of(refusal.value)

    def fresh(self, who: Pemeran, sheet: Lembar, finish: Callable[..., Any], subject: Any, *, at: dt.datetime) -> bool:
        """Moved, then opened: what is signed says what the page said."""
        with undone():
            move(sheet.code)
            open_page(who, sheet, again(subject), at=at)
            shown = current_part(sheet).sha256
            SIGNS(who, [sheet], finish, again(subject), at=at)
            signed = Tandatangan.objects.filter(lembar=sheet).select_related("part__lembar__key").latest("id")
            return signed.sha256 == shown and MOVED in str(part_content(signed.part))


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch, db: None) -> Probe:
    seen = Probe()
    monkeypatch.setattr(Pemeran, "signs", lambda who, sheets, finish, *args, at: _route(seen, who, sheets, finish, *args, at=at))  # fmt: skip
    walked("report", asesi=1)
    return seen


def _route(
    seen: Probe, who: Pemeran, sheets: Sequence[Lembar], finish: Callable[..., Any], *args: Any, at: dt.datetime
) -> Any:
    if len(args) == 1 and not isinstance(args[0], list):
        return seen.signs(who, sheets, finish, args[0], at=at)
    return SIGNS(who, sheets, finish, *args, at=at)


def test_x1_facts_that_moved_are_read_again_before_any_form_is_signed(probe: Probe) -> None:
    said = "Isi lembar berubah sejak dibuka. Baca lagi, lalu tandatangani."

    assert probe.refused == dict.fromkeys(FACTS, said)
    assert probe.covered == dict.fromkeys(FACTS, True)
