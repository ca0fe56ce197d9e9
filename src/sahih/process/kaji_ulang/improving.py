"""Improvements of the materials: opened with a hold on the skema, let go when a MUK or a person answers (FX9)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.documents.models import Lembar
from sahih.documents.sheets import content_of
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.holds import lift_hold, place_hold
from sahih.kernel.policy import require
from sahih.materials.perangkat.models import Butir, Muk
from sahih.materials.perangkat.pengesahan import PERBAIKAN
from sahih.materials.skema.models import SkemaVersi
from sahih.process.kaji_ulang import events
from sahih.process.kaji_ulang.models import Perbaikan
from sahih.process.kaji_ulang.policies import may_note_results

# Fewer answers say nothing about a question.
ENOUGH = 10


@dataclass(frozen=True)
class Hasil:
    """How often an item was answered rightly and wrongly."""

    right: int
    wrong: int

    @property
    def is_one_sided(self) -> bool:
        return self.right + self.wrong >= ENOUGH and 0 in (self.right, self.wrong)


def open_improvement(
    versi: SkemaVersi, what: str, *, at: dt.datetime, lembar: Lembar | None = None, muk: Muk | None = None,
    owner: str = "", due: dt.date | None = None, form: str = "",
) -> Perbaikan:  # fmt: skip
    """The next MUK of the skema is held until it answers this."""
    hold = place_hold(versi.skema, kind=PERBAIKAN, reason=what, at=at)
    row = Perbaikan.objects.create(
        versi=versi, lembar=lembar, muk=muk, hold=hold, what=what, owner=owner, due_on=due, opened_at=at
    )
    record(events.IMPROVEMENT_OPENED, row, new={"form": form})
    return row


def let_go(row: Perbaikan, *, at: dt.datetime) -> None:
    """Answered by hand or withdrawn: no MUK waits for it any more."""
    if row.hold is not None and row.hold.lifted_at is None:
        lift_hold(row.hold, at=at)


def answer_by_muk(muk: Muk, *, at: dt.datetime) -> None:
    """What the validated MUK answered on its signed sheet is answered, and names it."""
    assert muk.pengesahan is not None
    said = {
        row["key"]: str(row["answers"].get("jawaban", "")) for row in content_of(muk.pengesahan)["rows"]["perbaikan"]
    }
    rows = Perbaikan.objects.select_related("hold").filter(versi__skema=muk.versi.skema_id, answered_at=None)
    for row in rows.filter(hold__ref__in=[key.removeprefix("h") for key in said]):
        assert row.hold is not None
        row.answer = _("Dijawab %(muk)s: %(words)s") % {"muk": muk, "words": said[f"h{row.hold.ref}"]}
        row.answered_at, row.answered_by = at, muk.penyusun
        row.save(update_fields=["answer", "answered_at", "answered_by"])
        record(events.IMPROVEMENT_CLOSED, row, reason=row.answer)


@action("perbaikan.note_results")
def note_item_results(
    muk: Muk, results: Mapping[str, Hasil], *, actor: Actor, at: dt.datetime
) -> list[Perbaikan]:  # fmt: skip
    """An item that everybody answered rightly, or nobody did, measures nothing: it is looked at again, once."""
    require(may_note_results(actor))
    record(events.RESULTS_NOTED, muk, new={"items": len(results)})
    known = set(Perbaikan.objects.filter(muk=muk, withdrawn_at=None).values_list("what", flat=True))
    found = [what for what in _one_sided(muk, results) if what not in known]
    return [open_improvement(muk.versi, what, muk=muk, at=at, form="butir") for what in found]


def _one_sided(muk: Muk, results: Mapping[str, Hasil]) -> Iterator[str]:
    wanted = [ref for ref, one in results.items() if one.is_one_sided]
    rows = Butir.objects.filter(muk=muk, ref__in=wanted).select_related("bagian__kelompok").order_by("id")
    for row in rows:
        words = _("benar oleh semua asesi") if results[row.ref].right else _("salah oleh semua asesi")
        yield _("%(muk)s, %(code)s kelompok %(kelompok)d butir %(number)d dijawab %(words)s; tinjau butir ini.") % {
            "muk": muk, "code": row.bagian.instrumen, "kelompok": row.bagian.kelompok.number, "number": row.number, "words": words,
        }  # fmt: skip
