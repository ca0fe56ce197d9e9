"""Improvements of the materials: opened with a hold on the skema, let go when a MUK or a person answers (FX9)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.documents.models import Lembar
from sahih.documents.sheets import chain_of, content_of
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.holds import lift_hold, place_hold
from sahih.kernel.policy import Refused, require
from sahih.kernel.reasons import says_something
from sahih.kernel.workflow import lock
from sahih.materials.perangkat.models import Butir, Muk
from sahih.materials.perangkat.pengesahan import PERBAIKAN
from sahih.materials.skema.models import SkemaVersi
from sahih.process.kaji_ulang import events
from sahih.process.kaji_ulang.models import HasilButir, Perbaikan, Sumber
from sahih.process.kaji_ulang.policies import may_note_finding, may_note_results
from sahih.process.kaji_ulang.queries import LONGEST_BATCH, Hasil, counts_in, findings_in, name_of_batch, results_of


@dataclass(frozen=True)
class Asal:
    """Where a finding comes from that stands on no sheet of ours: source, day, the item it concerns, who noted it."""

    source: str = ""
    found_on: dt.date | None = None
    butir: Butir | None = None
    noted_by_id: int | None = None


def open_improvement(
    versi: SkemaVersi, what: str, *, at: dt.datetime, lembar: Lembar | None = None, muk: Muk | None = None,
    owner: str = "", due: dt.date | None = None, form: str = "", asal: Asal | None = None,
) -> Perbaikan:  # fmt: skip
    """The next MUK of the skema is held until it answers this."""
    hold, asal = place_hold(versi.skema, kind=PERBAIKAN, reason=what, at=at), asal or Asal()
    row = Perbaikan.objects.create(
        versi=versi, lembar=lembar, muk=muk, hold=hold, what=what, owner=owner, due_on=due, opened_at=at,
        source=asal.source, found_on=asal.found_on, butir=asal.butir, noted_by_id=asal.noted_by_id,
    )  # fmt: skip
    record(events.IMPROVEMENT_OPENED, row, new={"form": form})
    return row


@action("perbaikan.note_finding")
def note_finding(
    muk: Muk, text: str, *, source: Sumber, found_on: dt.date, butir: Butir | None, actor: Actor, at: dt.datetime
) -> Perbaikan:
    """Somebody who used or reviewed the MUK found something: the next MUK answers it (FX9)."""
    day = local_date(at, Lsp.objects.get(pk=actor.here).zone)
    require(may_note_finding(actor, lock(muk), day=day))  # two clicks: the second finds the first one's finding
    if not says_something(text):
        raise Refused(_("Tuliskan temuannya: apa yang kurang dan mengapa."))
    if found_on > day:
        raise Refused(_("Tanggal temuan belum tiba."))
    if butir is not None and butir.muk_id != muk.pk:
        raise Refused(_("Butir itu bukan butir MUK ini."))
    what = f"{_place_of(muk, butir) if butir else muk}: {text.strip()}"
    if Perbaikan.objects.filter(muk=muk, what=what, answered_at=None, withdrawn_at=None).exists():
        raise Refused(_("Temuan yang sama sudah tercatat dan belum dijawab."))
    asal = Asal(source, found_on, butir, actor.self_id)
    return open_improvement(muk.versi, what, muk=muk, at=at, form=source.value, asal=asal)


def keep_improvements(
    versi: SkemaVersi, sheets: Sequence[tuple[Lembar, str]], *, at: dt.datetime, muk: Muk | None = None
) -> None:
    """FX9: each recommendation once, however many signed sheets repeat it; what a correction no longer asks is withdrawn.

    A sheet comes with the role that signed it. Of two that say the same the first tells owner and day.
    """
    former, said = [one.pk for sheet, _role in sheets for one in chain_of(sheet)], set[str]()
    known = {one.what: one for one in Perbaikan.objects.filter(lembar_id__in=former, withdrawn_at=None)}
    for sheet, role in sheets:
        for what, owner, due in findings_in(sheet, role):
            if what not in said and what not in known:
                open_improvement(versi, what, lembar=sheet, muk=muk, owner=owner, due=due, form=sheet.code, at=at)
            said.add(what)
    for row in (one for what, one in known.items() if what not in said and one.answered_at is None):
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        let_go(row, at=at)
        record(events.IMPROVEMENT_WITHDRAWN, row)


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
    muk: Muk, results: Mapping[str, Hasil], *, batch: str, actor: Actor, at: dt.datetime
) -> list[Perbaikan]:  # fmt: skip
    """An item that everybody answered rightly, or nobody did, measures nothing: it is looked at again, once.

    All batches are judged together; the same batch counted again replaces what it said of these items.
    """
    require(may_note_results(actor, lock(muk)))  # two clicks: the second finds what the first opened
    batch = name_of_batch(batch)
    if not batch:
        raise Refused(_("Tuliskan pelaksanaannya: nomor jadwal atau tanggal asesmennya."))
    if len(batch) > LONGEST_BATCH:
        raise Refused(_("Nama pelaksanaan paling panjang %d huruf.") % LONGEST_BATCH)
    items = {one.ref: one for one in Butir.objects.filter(muk=muk, ref__in=results)}
    said = counts_in(muk, batch)
    counted = {
        ref: one for ref, one in results.items() if ref in items and (one.count or ref in said) and said.get(ref) != one
    }
    if any(one.right < 0 or one.wrong < 0 for one in counted.values()):
        raise Refused(_("Jumlah jawaban tidak kurang dari nol."))
    HasilButir.objects.bulk_create(
        HasilButir(lsp_id=muk.lsp_id, muk=muk, butir=items[ref], batch=batch, right_count=one.right, wrong_count=one.wrong, noted_by_id=actor.self_id, noted_at=at)
        for ref, one in counted.items()
    )  # fmt: skip
    record(events.RESULTS_NOTED, muk, new={"items": len(counted), "batch": batch})
    known = set(Perbaikan.objects.filter(muk=muk, withdrawn_at=None).values_list("what", flat=True))
    total = {one.butir.ref: one.hasil for one in results_of(muk) if one.butir.ref in counted}
    found = [what for what in _one_sided(muk, total) if what not in known]
    return [open_improvement(muk.versi, what, muk=muk, at=at, form="butir") for what in found]


def _one_sided(muk: Muk, results: Mapping[str, Hasil]) -> Iterator[str]:
    wanted = [ref for ref, one in results.items() if one.is_one_sided]
    rows = Butir.objects.filter(muk=muk, ref__in=wanted).select_related("bagian__kelompok").order_by("id")
    for row in rows:
        words = _("benar oleh semua asesi") if results[row.ref].right else _("salah oleh semua asesi")
        yield _("%(place)s dijawab %(words)s; tinjau butir ini.") % {"place": _place_of(muk, row), "words": words}


def _place_of(muk: Muk, butir: Butir) -> str:
    return _("%(muk)s, %(code)s kelompok %(kelompok)d butir %(number)d") % {
        "muk": muk, "code": butir.bagian.instrumen, "kelompok": butir.bagian.kelompok.number, "number": butir.number,
    }  # fmt: skip
