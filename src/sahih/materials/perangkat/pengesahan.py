"""What the Lembar Pengesahan says of a MUK as it stands: its parts, its hash, its gaps, what it answers."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.documents.content import Content, Context
from sahih.documents.sheets import content_of
from sahih.documents.vocabulary import Row
from sahih.kernel.holds import Hold, open_holds
from sahih.materials.muk.queries import header_of
from sahih.materials.perangkat.content import salt_of, spec_of
from sahih.materials.perangkat.enums import Instrumen
from sahih.materials.perangkat.format import BagianSpec, MukSpec, signed_sha256
from sahih.materials.perangkat.models import Muk
from sahih.materials.peta.gaps import Celah, real_gaps, summary_of
from sahih.materials.peta.queries import gaps_of_muk
from sahih.materials.skema.models import Skema

CODE = "PENGESAHAN.MUK"
# FX9: what a review found in the materials of a skema waits here for the MUK that answers it.
PERBAIKAN = "perbaikan_muk"


@dataclass(frozen=True)
class Keadaan:
    """The content with its keys, its hash, and what it lacks today."""

    spec: MukSpec
    sha256: str
    celah: Sequence[Celah]
    perbaikan: Sequence[Hold]


def keadaan_of(muk: Muk) -> Keadaan:
    spec = spec_of(muk, keys=True)
    sha256 = signed_sha256(spec, salt=salt_of(muk))
    return Keadaan(spec, sha256, real_gaps(gaps_of_muk(muk)), open_improvements(muk.versi.skema))


def open_improvements(skema: Skema) -> list[Hold]:
    """What the next MUK of this skema has to answer (FX9)."""
    return [one for one in open_holds(skema) if one.kind == PERBAIKAN]


@dataclass(frozen=True)
class Alasan:
    """Why a gap was accepted, and under which plans; under all of them where none is named."""

    words: str
    potensi: frozenset[str]

    def answers(self, celah: Celah) -> bool:
        return not self.potensi or self.potensi >= set(celah.plans)


def key_of(celah: Celah) -> str:
    """A gap by what it is, in the letters of a path; spelt so that no signed reason is orphaned by a new name in the code."""
    spelt = f"(<Jenis.{celah.jenis.value.upper()}: {celah.jenis.value!r}>, {celah.kelompok!r}, {celah.unit!r}, {celah.subject!r})"
    return "c" + hashlib.sha256(spelt.encode()).hexdigest()[:12]


def reasons_of(muk: Muk) -> Mapping[str, Alasan]:
    """Why each gap was accepted, by its key, as the sheet of this MUK was signed; nothing while there is none."""
    if muk.pengesahan is None:
        return {}
    return {key: one for key, one in _rows_of(content_of(muk.pengesahan)).items() if one.words}


def _rows_of(content: Content) -> dict[str, Alasan]:
    """The gaps of a sheet; one that was signed before its rows named the plans answers for all of them."""
    return {
        row["key"]: Alasan(
            str(row["answers"].get("alasan", "")).strip(), frozenset(filter(None, row["cells"].get("potensi", "").split(",")))
        )
        for row in content["rows"]["celah"]
    }  # fmt: skip


def unanswered(content: Content, keadaan: Keadaan) -> list[Celah]:
    """The gaps of today that this sheet does not know, or knows of other plans only."""
    return _beyond(_rows_of(content), keadaan.celah)


def unreasoned(muk: Muk, found: Iterable[Celah]) -> list[Celah]:
    """Those of these gaps that nobody signed a reason for when this MUK was validated (PL10, PL11)."""
    return _beyond(reasons_of(muk), real_gaps(found))


def _beyond(known: Mapping[str, Alasan], found: Iterable[Celah]) -> list[Celah]:
    return [one for one in found if (said := known.get(key_of(one))) is None or not said.answers(one)]


def sheet_context(muk: Muk, keadaan: Keadaan, *, day: dt.date) -> Context:
    """The facts of the sheet; a year is offered until the content is looked at again."""
    header = header_of(muk.versi)
    items = sum(len(one.butir) for one in keadaan.spec.bagian)
    return Context(
        header=type(header)(skema_jenis=header.skema_jenis, skema_judul=header.skema_judul, skema_nomor=header.skema_nomor, tanggal=day.isoformat()),
        rows={
            "instrumen": tuple(_part(number, one) for number, one in enumerate(keadaan.spec.bagian, 1)),
            "celah": tuple(Row(key_of(one), {"nomor": str(number), "celah": one.words, "potensi": ",".join(one.plans)}) for number, one in enumerate(keadaan.celah, 1)),
            "perbaikan": tuple(Row(f"h{one.ref}", {"nomor": str(number), "perbaikan": one.reason}) for number, one in enumerate(keadaan.perbaikan, 1)),
        },
        prefill={"ditinjau": a_year_after(day).isoformat()},
        computed={
            "judul": f"MUK {muk.number}. {muk.title}", "butir": str(items), "lulus": str(muk.pass_mark),
            "celah": summary_of(keadaan.celah), "sidik": keadaan.sha256,
        },
    )  # fmt: skip


def a_year_after(day: dt.date) -> dt.date:
    return (day + dt.timedelta(days=1)).replace(year=day.year + 1) - dt.timedelta(days=1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)  # fmt: skip


def _part(number: int, one: BagianSpec) -> Row:
    cells = {
        "nomor": str(number), "instrumen": Instrumen(one.instrumen).label, "kelompok": str(one.kelompok), "butir": str(len(one.butir)),
        "waktu": ", ".join(_minutes(one)) or "-",
    }  # fmt: skip
    return Row(f"{one.kelompok}-{one.instrumen}", cells)


def _minutes(one: BagianSpec) -> Iterator[str]:
    for minutes in (one.minutes, one.present_minutes):
        if minutes:
            yield _("%d menit") % minutes


def reasons_in(content: Content) -> str:
    """Each gap with its reason, as the row of the MUK keeps them."""
    rows = content["rows"]["celah"]
    return "\n".join(f"{row['cells']['celah']}: {row['answers'].get('alasan', '')}" for row in rows)


def review_day(content: Content) -> dt.date:
    return dt.date.fromisoformat(str(content["fields"]["ditinjau"]))
