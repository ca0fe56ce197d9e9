"""What the page of a MUK tells of its quality: its validations, what is to be improved, and what may be noted."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.kernel.actor import Actor
from sahih.kernel.policy import Words
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import may_read_items, unfit_holds
from sahih.materials.peta.gaps import real_gaps, summary_of
from sahih.materials.peta.queries import gaps_of_muk
from sahih.process.kaji_ulang.models import Perbaikan
from sahih.process.kaji_ulang.policies import may_note_finding, may_note_results
from sahih.process.kaji_ulang.queries import JumlahButir, results_of
from sahih.process.validasi.models import Kesimpulan, Validasi
from sahih.process.validasi.policies import may_open_validasi
from sahih.process.validasi.queries import perbaikan_of, validasi_of
from sahih.web.ui.parts import Badge, Link, Tone
from sahih.web.ui.perbaikan import source_of, state_of
from sahih.web.ui.tones import tone_of
from sahih.web.ui.words import tanggal

TONES: Mapping[str, Tone] = {
    Kesimpulan.LAYAK: Tone.OK, Kesimpulan.LAYAK_PERBAIKAN: Tone.WAIT, Kesimpulan.TIDAK_LAYAK: Tone.NO,
}  # fmt: skip
MOST_SHOWN = 20


@dataclass(frozen=True)
class BarisPerbaikan:
    """One improvement on the page of its MUK."""

    what: str
    why: str
    answer: str
    badge: Badge


@dataclass(frozen=True)
class Mutu:
    """The part of the page below the instruments."""

    validasi: Sequence[tuple[Link, Badge]]
    perbaikan: Sequence[BarisPerbaikan]
    unfit: Words
    may_open: bool
    may_note: bool
    may_count: bool


def mutu_of(actor: Actor, muk: Muk, slug: str, *, day: dt.date) -> Mutu | None:
    """Nothing of a MUK that was never in use."""
    if muk.validated_at is None:
        return None
    held, reads = unfit_holds(muk), bool(may_read_items(actor, muk, day=day))
    return Mutu(
        validasi=[_history(one, slug, reads=reads) for one in validasi_of(muk)],
        perbaikan=lines_of(perbaikan_of(muk)[:MOST_SHOWN], day=day) if reads else (),
        unfit=_unfit(held[0].reason, reads=reads) if held else "",
        may_open=bool(may_open_validasi(actor, muk)),
        may_note=bool(may_note_finding(actor, muk, day=day)),
        may_count=bool(may_note_results(actor, muk)),
    )


def _unfit(reason: str, *, reads: bool) -> Words:
    """What the team wrote speaks of items."""
    return reason if reads else _("Tim validasi menyatakan MUK ini tidak layak.")


def _history(one: Validasi, slug: str, *, reads: bool) -> tuple[Link, Badge]:
    """A line of the list; it leads nowhere for those whom the page would refuse (17024 7.4)."""
    note = f"{one.get_periode_display()} · {one.place}"
    href = reverse("muk:validasi", args=[slug, one.ref]) if reads else ""
    return Link(_("FR.VA %s") % tanggal(one.day), href, note=note), outcome_badge(one)


def outcome_badge(one: Validasi) -> Badge:
    """What the team found, or how far it is."""
    if one.status == Validasi.Status.SELESAI:
        return Badge(one.get_outcome_display(), TONES[one.outcome])
    return Badge(one.get_status_display(), tone_of(one.status))


def lines_of(rows: Iterable[Perbaikan], *, day: dt.date) -> list[BarisPerbaikan]:
    return [BarisPerbaikan(one.what, _why(one), one.answer, state_of(one, day=day)) for one in rows]


def _why(one: Perbaikan) -> str:
    due = _("sampai %s") % tanggal(one.due_on) if one.due_on else ""
    noted = one.noted_by.name if one.noted_by else ""
    return " · ".join(filter(None, (source_of(one), one.owner or noted, due)))


@dataclass(frozen=True)
class Bacaan:
    """What is known of the MUK while its FR.VA is filled."""

    summary: str
    celah: Sequence[str]
    perbaikan: Sequence[BarisPerbaikan]
    hasil: Sequence[str]


def bacaan_of(muk: Muk, *, day: dt.date) -> Bacaan:
    """Gaps of the evidence map, open improvements, and how its items were answered; never a key (FX14)."""
    gaps = real_gaps(gaps_of_muk(muk))
    wanted = perbaikan_of(muk).filter(answered_at=None)[:MOST_SHOWN]
    return Bacaan(
        summary=summary_of(gaps), celah=[one.words for one in gaps[:MOST_SHOWN]], perbaikan=lines_of(wanted, day=day),
        hasil=[result_words(one) for one in results_of(muk)],
    )  # fmt: skip


def result_words(one: JumlahButir) -> str:
    return _("%(code)s kelompok %(kelompok)d butir %(number)d: %(right)d benar, %(wrong)d salah dalam %(batches)d pelaksanaan") % {
        "code": one.butir.bagian.instrumen, "kelompok": one.butir.bagian.kelompok.number, "number": one.butir.number,
        "right": one.hasil.right, "wrong": one.hasil.wrong, "batches": one.batches,
    }  # fmt: skip
