"""What a person decides about a draft before it is taken over: the KUK of each item without one, and how much to take."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.kernel.policy import Refused
from sahih.materials.perangkat.content import ORDER
from sahih.materials.perangkat.format import BagianSpec, ButirSpec, MukSpec, RefSpec
from sahih.materials.perangkat.importing.acuan import Acuan, said
from sahih.materials.perangkat.importing.bacaan import Alamat
from sahih.materials.perangkat.importing.pairing import carried


class Cara(models.TextChoices):
    """How much of a draft is taken over."""

    SISIP = (
        "sisip",
        gettext_lazy(
            "Tambahkan butir dari berkas di bawah butir yang sudah ada; kepala instrumen dan butir lama tetap"
        ),
    )
    TAMBAH = "tambah", gettext_lazy("Tambahkan hanya instrumen yang belum ada di MUK ini")
    GANTI = "ganti", gettext_lazy("Ganti seluruh isi MUK dengan isi berkas")


@dataclass(frozen=True)
class Pilihan:
    """The way of taking over, and the KUK that a person named per item, in the words of `said`."""

    cara: str = ""
    kuk: Mapping[str, str] = field(default_factory=dict)
    is_loss_agreed: bool = False
    """Said beside the count of what goes: without it no item with KUK or key is replaced."""


def chosen(spec: MukSpec, pilihan: Pilihan, acuan: Acuan) -> MukSpec:
    """The draft with the KUK that were confirmed; a word that names none is refused."""
    known = {said(one.ref): one for one in acuan.isi}
    refs: dict[str, RefSpec] = {}
    for address, text in pilihan.kuk.items():
        words = text.split(" – ")[0].strip()
        if not words:
            continue
        if words not in known:
            raise Refused(_("“%s” bukan KUK dari skema ini. Pilih dari daftar yang muncul saat mengetik.") % text[:80])
        refs[address] = known[words].ref
    return spec.model_copy(update={"bagian": tuple(_with_refs(part, refs, acuan) for part in spec.bagian)})


def _with_refs(part: BagianSpec, refs: Mapping[str, RefSpec], acuan: Acuan) -> BagianSpec:
    butir = []
    for number, one in enumerate(part.butir, 1):
        ref = refs.get(str(Alamat(part.instrumen, part.kelompok, number)))
        if ref is not None and acuan.unit_kelompok[ref.unit] != part.kelompok:
            raise Refused(_("%(kuk)s bukan bagian kelompok pekerjaan %(kelompok)d.") % {"kuk": said(ref), "kelompok": part.kelompok})  # fmt: skip
        butir.append(one if ref is None or one.refs else one.model_copy(update={"refs": (ref,)}))
    return part.model_copy(update={"butir": tuple(butir)})


def target(now: MukSpec, coming: MukSpec, cara: str, *, is_titled: bool) -> MukSpec:
    """What the MUK will hold; what a file does not name, the title too, stays with the items that are the same."""
    if cara == Cara.SISIP:
        return now.model_copy(update={"bagian": tuple(_beneath(now, coming))})
    if cara == Cara.TAMBAH:
        there = {(one.instrumen, one.kelompok) for one in now.bagian if one.butir}
        kept = [one for one in now.bagian if one.butir or (one.instrumen, one.kelompok) not in _names(coming)]
        fresh = [one for one in coming.bagian if (one.instrumen, one.kelompok) not in there]
        both = sorted((*kept, *fresh), key=lambda one: (one.kelompok, ORDER[one.instrumen]))
        return now.model_copy(update={"bagian": tuple(both)})
    coming = carried(now, coming)
    if is_titled:
        return coming
    return coming.model_copy(update={"title": now.title, "pass_mark": now.pass_mark})


def _beneath(now: MukSpec, coming: MukSpec) -> list[BagianSpec]:
    """Each instrument with its own items first, then those of the file that it does not have word for word."""
    more = {(one.instrumen, one.kelompok): one for one in coming.bagian}
    grown = []
    for one in now.bagian:
        known = {_folded(each) for each in one.butir}
        file = more.pop((one.instrumen, one.kelompok), None)
        fresh = [each for each in file.butir if _folded(each) not in known] if file else []
        grown.append(one.model_copy(update={"butir": (*one.butir, *fresh)}))
    return sorted((*grown, *more.values()), key=lambda one: (one.kelompok, ORDER[one.instrumen]))


def _folded(one: ButirSpec) -> tuple[str, ...]:
    """Two items are one where the asesi reads the same: question, choices and picture."""
    words = (one.text, *one.options)
    return (*(" ".join(text.lower().split()) for text in words), one.picture.sha256 if one.picture else "")


def _names(spec: MukSpec) -> set[tuple[str, int]]:
    return {(one.instrumen, one.kelompok) for one in spec.bagian}
