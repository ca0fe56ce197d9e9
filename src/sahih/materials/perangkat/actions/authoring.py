"""Write a draft item by item: what its penyusun does on the pages of one instrument."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _

from sahih.documents.vocabulary import Problem
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import Refused, require
from sahih.kernel.vault.inspection import inspect
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.workflow import lock
from sahih.materials.perangkat import events
from sahih.materials.perangkat.actions.opening import spoken_title, today
from sahih.materials.perangkat.content import butir_spec, head_spec, rows_of
from sahih.materials.perangkat.enums import Instrumen
from sahih.materials.perangkat.format import BagianSpec, ButirSpec, PictureSpec, RefSpec
from sahih.materials.perangkat.importing.acuan import said
from sahih.materials.perangkat.importing.pictures import reencoded
from sahih.materials.perangkat.lines import PERTANYAAN_IA10, Lines, changes_of, overtaken
from sahih.materials.perangkat.models import Bagian, Butir, ButirAspek, ButirKuk, Kunci, Muk
from sahih.materials.perangkat.policies import may_fill_muk
from sahih.materials.perangkat.writing import (
    ContentRefused,
    Places,
    bagian_columns,
    butir_columns,
    keep_picture,
    pictures_in,
    places_of,
    reasons_against,
    write_butir,
    write_parts,
)

# No two items have one number, at no moment of a shift: it goes by way of numbers that nobody has.
FAR = 10_000


class ChangedMeanwhile(Refused):
    """The item was changed elsewhere since this page was opened; what was typed stands on the page."""


class Gone(ChangedMeanwhile):
    """The item, or the whole instrument, was taken out since this page was opened."""

    @classmethod
    def item(cls) -> "Gone":
        return cls(_("Butir ini sudah dihapus dari tab lain sejak laman ini dibuka."))

    @classmethod
    def instrument(cls) -> "Gone":
        return cls(
            _("Instrumen ini sudah dikeluarkan dari MUK ini, dari tab lain. Buka MUK-nya untuk memulainya lagi.")
        )


class AlreadyThere(Refused):
    """The form was sent twice: the last item says exactly this."""

    def __init__(self, butir: Butir) -> None:
        super().__init__(_("Butir ini sudah tersimpan sebagai nomor %d.") % butir.number)
        self.butir = butir


class LinesChanged(ChangedMeanwhile):
    """Some boxes were changed here and elsewhere; nothing of this page was written."""

    def __init__(self, refs: Sequence[RefSpec]) -> None:
        named = ", ".join(f"{one.unit} KUK {one.kuk}" for one in refs)
        super().__init__(_("Kotak %s diubah dari tab lain sejak laman ini dibuka. Isian Anda ada di bawah, dengan yang tersimpan di sampingnya; gabungkan, lalu simpan lagi.") % named)  # fmt: skip
        self.refs = tuple(refs)


@dataclass(frozen=True)
class Picture:
    """A picture as it was handed in, with the words for whoever does not see it."""

    content: bytes
    name: str
    alt: str


def _held(muk: Muk, *, actor: Actor, at: dt.datetime) -> Muk:
    """The draft under its lock, for its penyusun: two tabs write in turn."""
    locked = lock(muk)
    require(may_fill_muk(actor, locked, day=today(actor, at)))
    locked.changed_at = at
    locked.save(update_fields=["changed_at"])
    return locked


def _butir(butir: Butir) -> Butir:
    """The item as it is under the lock of its MUK."""
    row = Butir.objects.select_related("bagian__kelompok", "bagian__versi", "picture").filter(pk=butir.pk).first()
    if row is None:
        raise Gone.item()
    return row


def _bagian(bagian: Bagian) -> Bagian:
    """The instrument as it is under the lock of its MUK."""
    row = Bagian.objects.select_related("kelompok", "versi").filter(pk=bagian.pk).first()
    if row is None:
        raise Gone.instrument()
    return row


def name_seen(muk: Muk) -> str:
    """What a page that shows title and pass mark remembers of them."""
    return f"{muk.pass_mark} {muk.title}"


@action("muk.name")
def name_muk(muk: Muk, *, title: str, pass_mark: int, seen: str, actor: Actor, at: dt.datetime) -> Muk:
    """Title and pass mark; a hundred means that every question is answered rightly (FX15). `seen` is what the page showed."""
    locked = _held(muk, actor=actor, at=at)
    if name_seen(locked) != seen:
        facts = {"title": locked.title, "mark": locked.pass_mark}
        raise ChangedMeanwhile(_("Judul atau nilai lulus diubah dari tab lain; sekarang “%(title)s”, nilai lulus %(mark)d. Isian Anda ada di bawah; simpan sekali lagi untuk memakainya.") % facts)  # fmt: skip
    title = spoken_title(title)
    if not 1 <= pass_mark <= 100:
        raise Refused(_("Nilai lulus antara 1 dan 100."))
    old = {"title": locked.title, "pass_mark": locked.pass_mark}
    locked.title, locked.pass_mark = title, pass_mark
    locked.save(update_fields=["title", "pass_mark"])
    record(events.NAMED, locked, old=old, new={"title": locked.title, "pass_mark": pass_mark})
    return locked


@action("muk.save_bagian")
def save_bagian(muk: Muk, spec: BagianSpec, *, seen: str, actor: Actor, at: dt.datetime) -> Bagian:
    """The head of one instrument for one kelompok; the first save begins it. Its items stay as they are.

    `seen` is the digest of the head that the page showed, empty where it was not begun.
    """
    locked = _held(muk, actor=actor, at=at)
    places = places_of(locked.versi)
    if spec.kelompok not in places.kelompok:
        raise Refused(_("Skema ini tidak punya kelompok pekerjaan itu."))
    columns, kelompok = bagian_columns(spec, places), places.kelompok[spec.kelompok]
    _require_seen(locked, spec, seen)
    row, is_new = Bagian.objects.update_or_create(
        muk=locked, versi_id=locked.versi_id, instrumen=spec.instrumen, kelompok_id=kelompok, defaults=columns
    )
    if is_new and Instrumen(spec.instrumen) == Instrumen.IA10:
        fixed = [ButirSpec(text=one) for one in PERTANYAAN_IA10]
        write_butir(locked, row, fixed, places, {}, first=1)
    record(events.BAGIAN_SAVED, row, new={"instrumen": spec.instrumen, "kelompok": spec.kelompok})
    return row


def _require_seen(muk: Muk, spec: BagianSpec, seen: str) -> None:
    """No head that another tab wrote since is overwritten unseen; the same words twice are no quarrel."""
    found = Bagian.objects.filter(muk=muk, instrumen=spec.instrumen, kelompok__number=spec.kelompok)
    row = found.select_related("kelompok").first()
    if row is None and seen:
        raise Gone.instrument()
    if row is not None and head_spec(row).head_digest not in (seen, spec.head_digest):
        raise ChangedMeanwhile(
            _("Kepala instrumen ini diubah dari tab lain sejak laman ini dibuka. Isian Anda ada di bawah; gabungkan, lalu simpan sekali lagi.")
        )  # fmt: skip


@action("muk.drop_bagian")
def drop_bagian(bagian: Bagian, *, actor: Actor, at: dt.datetime) -> None:
    """Take one instrument out of the draft, with its items."""
    locked = _held(bagian.muk, actor=actor, at=at)
    bagian = _bagian(bagian)
    items = Butir.objects.filter(bagian=bagian)
    new = {"instrumen": bagian.instrumen, "kelompok": bagian.kelompok.number, "items": items.count()}
    record(events.BAGIAN_DROPPED, locked, old=new)
    _erase(list(items))
    bagian.delete()


def _erase(items: Sequence[Butir]) -> None:
    for model in (Kunci, ButirAspek, ButirKuk):
        model.objects.filter(butir__in=items).delete()
    Butir.objects.filter(pk__in=[one.pk for one in items]).delete()


@action("muk.add_butir")
def add_butir(
    bagian: Bagian, spec: ButirSpec, *, picture: Picture | None = None, actor: Actor, at: dt.datetime
) -> Butir:  # fmt: skip
    """A new item at the end."""
    locked = _held(bagian.muk, actor=actor, at=at)
    bagian = _bagian(bagian)
    spec = _with_picture(spec, picture, locked, at=at)
    _require_no_twin(locked, bagian, spec)
    places, pictures = _checked(bagian, spec)
    (row,) = write_butir(locked, bagian, [spec], places, pictures, first=_last(bagian) + 1)
    record(events.BUTIR_ADDED, row, new=_where(bagian, row))
    return row


def _require_no_twin(muk: Muk, bagian: Bagian, spec: ButirSpec) -> None:
    """A form that is sent twice makes one item."""
    last = Butir.objects.filter(bagian=bagian).select_related("bagian", "picture").order_by("-number").first()
    if last is None or last.text != spec.text:
        return
    there = stored_spec(muk, last)
    if set(there.refs) == set(spec.refs) and there == spec.model_copy(update={"refs": there.refs}):
        raise AlreadyThere(last)


@action("muk.save_butir")
def save_butir(
    butir: Butir, spec: ButirSpec, *, seen: str, picture: Picture | None = None, actor: Actor, at: dt.datetime
) -> Butir:  # fmt: skip
    """Put an item in the place of what it was; `seen` is the digest of what the page showed."""
    locked = _held(butir.muk, actor=actor, at=at)
    row = _butir(butir)
    if stored_spec(locked, row).digest != seen:
        raise ChangedMeanwhile(
            _("Butir ini diubah dari tab lain sejak laman ini dibuka. Isian Anda ada di bawah; simpan sekali lagi untuk memakainya.")
        )  # fmt: skip
    spec = _with_picture(spec, picture, locked, at=at)
    places, pictures = _checked(row.bagian, spec)
    for model in (Kunci, ButirAspek, ButirKuk):
        model.objects.filter(butir=row).delete()
    for name, value in butir_columns(spec, row.bagian.instrumen, pictures).items():
        setattr(row, name, value)
    row.save()
    write_parts(locked, [(row, spec)], places)
    record(events.BUTIR_SAVED, row, new=_where(row.bagian, row))
    return row


def stored_spec(muk: Muk, butir: Butir) -> ButirSpec:
    """The item with its key: only for who may write it."""
    return butir_spec(butir, butir.bagian.instrumen, rows_of(muk, keys=True, bagian=butir.bagian), muk.key)


def _with_picture(spec: ButirSpec, picture: Picture | None, muk: Muk, *, at: dt.datetime) -> ButirSpec:
    """The picture in the vault, under the key of the MUK; not without words for who does not see it."""
    if picture is None:
        return spec
    if not picture.alt.strip():
        raise Refused(_("Tuliskan apa yang terlihat pada gambar, bagi yang tidak dapat melihatnya."))
    found = inspect(picture.content, name=picture.name)
    if not found.mime.startswith("image/"):
        raise Refused(_("Gambar butir berupa JPEG atau PNG."))
    gambar = reencoded(found.content)
    if gambar is None:
        raise Refused(_("Gambar ini rusak atau terlalu besar. Simpan sebagai PNG atau JPEG paling besar 10 MB, lalu pasang lagi."))  # fmt: skip
    file = keep_picture(muk, gambar, at=at)
    return spec.model_copy(update={"picture": PictureSpec(sha256=file.sha256, alt=picture.alt.strip()[:300])})


def _checked(bagian: Bagian, spec: ButirSpec) -> tuple[Places, dict[str, StoredFile]]:
    places, pictures = places_of(bagian.versi), pictures_in(spec)
    part = BagianSpec.model_validate({"instrumen": bagian.instrumen, "kelompok": bagian.kelompok.number})
    if reasons := list(reasons_against(spec, part, places, pictures)):
        raise ContentRefused([Problem("", one[:1].upper() + one[1:]) for one in reasons])
    return places, pictures


def _last(bagian: Bagian) -> int:
    return Butir.objects.filter(bagian=bagian).order_by("-number").values_list("number", flat=True).first() or 0


def _where(bagian: Bagian, row: Butir) -> dict[str, object]:
    return {"instrumen": bagian.instrumen, "kelompok": bagian.kelompok.number, "number": row.number}


@action("muk.move_butir")
def move_butir(butir: Butir, *, to: int, actor: Actor, at: dt.datetime) -> Butir:
    """Give an item another place; those between close up."""
    _held(butir.muk, actor=actor, at=at)
    row = _butir(butir)
    siblings, last = Butir.objects.filter(bagian=row.bagian_id), _last(row.bagian)
    to = min(max(to, 1), last)
    old = row.number
    low, high, by = (to, old - 1, 1) if to < old else (old + 1, to, -1)
    siblings.filter(pk=row.pk).update(number=2 * FAR)
    siblings.filter(number__range=(low, high)).update(number=F("number") + FAR + by)
    siblings.filter(number__range=(FAR, 2 * FAR - 1)).update(number=F("number") - FAR)
    siblings.filter(pk=row.pk).update(number=to)
    row.number = to
    record(events.BUTIR_MOVED, row, old={"number": old}, new={"number": to})
    return row


@action("muk.regroup_butir")
def regroup_butir(
    butir: Butir, *, kelompok: int, may_drop_ties: bool, actor: Actor, at: dt.datetime
) -> Butir:  # fmt: skip
    """The item to the end of the same instrument in another kelompok; KUK that are not of that kelompok go only where that was agreed to."""
    locked = _held(butir.muk, actor=actor, at=at)
    row, old = _butir(butir), _butir(butir).bagian
    places, stored = places_of(locked.versi), stored_spec(locked, row)
    if kelompok not in places.kelompok or kelompok == old.kelompok.number:
        raise Refused(_("Pilih kelompok pekerjaan lain dari skema ini."))
    leaving = [ref for ref in stored.refs if places.unit_kelompok[ref.unit] != kelompok]
    if leaving and not may_drop_ties:
        raise Refused(_("%(kuk)s bukan bagian kelompok pekerjaan %(kelompok)d. Centang bahwa kaitan itu boleh lepas, lalu pindahkan.") % {"kuk": ", ".join(map(said, leaving)), "kelompok": kelompok})  # fmt: skip
    new, _is_new = Bagian.objects.get_or_create(
        muk=locked, versi_id=locked.versi_id, instrumen=old.instrumen, kelompok_id=places.kelompok[kelompok]
    )
    for model in (ButirAspek, ButirKuk):
        model.objects.filter(butir=row).delete()
    row.bagian, row.number = new, _last(new) + 1
    row.save(update_fields=["bagian", "number"])
    write_parts(locked, [(row, stored.model_copy(update={"refs": tuple(ref for ref in stored.refs if ref not in leaving), "kunci": None}))], places)  # fmt: skip
    _close_up(old)
    was = {"instrumen": old.instrumen, "kelompok": old.kelompok.number}
    record(
        events.BUTIR_REGROUPED,
        row,
        old=was,
        new={"kelompok": kelompok, "number": row.number, "ties_dropped": len(leaving)},
    )
    return row


@action("muk.drop_butir")
def drop_butir(butir: Butir, *, actor: Actor, at: dt.datetime) -> None:
    """Take an item out; those after it close up."""
    _held(butir.muk, actor=actor, at=at)
    row = _butir(butir)
    record(events.BUTIR_DROPPED, row, old=_where(row.bagian, row))
    _erase([row])
    _close_up(row.bagian)


def _close_up(bagian: Bagian) -> None:
    rows = list(Butir.objects.filter(bagian=bagian).order_by("number"))
    for number, row in enumerate(rows, 1):
        row.number = number
    # Upwards and one by one each number is free when it is taken.
    for row in rows:
        Butir.objects.filter(pk=row.pk).exclude(number=row.number).update(number=row.number)


@action("muk.write_lines")
def write_lines(
    bagian: Bagian, typed: Mapping[RefSpec, Sequence[str]], *, seen: Mapping[RefSpec, str], actor: Actor, at: dt.datetime
) -> Lines:  # fmt: skip
    """Many items at once: for each KUK its lines, one item a line. Saying the same again changes nothing.

    `seen` is what the page remembers of each box: one that was changed elsewhere since is not overwritten unseen.
    """
    locked = _held(bagian.muk, actor=actor, at=at)
    bagian = _bagian(bagian)
    rows = rows_of(locked, keys=False, bagian=bagian)
    if clash := overtaken(rows, bagian, typed, seen):
        raise LinesChanged(clash)
    keyed = set(Kunci.objects.filter(butir__bagian=bagian).values_list("butir_id", flat=True))
    found = changes_of(rows, bagian, typed, keyed=keyed)
    for spec in found.added:
        _checked(bagian, spec)
    for row, text in found.changed:
        row.text = ButirSpec(text=text).text
    Butir.objects.bulk_update([row for row, _text in found.changed], ["text"])
    write_butir(locked, bagian, found.added, places_of(locked.versi), {}, first=_last(bagian) + 1)
    if found.dropped:
        _erase(found.dropped)
        _close_up(bagian)
    counts = {"added": len(found.added), "changed": len(found.changed), "dropped": len(found.dropped)}
    record(events.LINES_WRITTEN, bagian, new={"instrumen": bagian.instrumen, **counts})
    return found
