"""Validations as an actor may see them, what FR.VA takes from MUK and team, and what stands beside it as reading."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from sahih.documents.content import Content, Context, Value
from sahih.documents.filling import begin, slots
from sahih.documents.fr import FORMS
from sahih.documents.fr.va.rules import BLANK_ON_PAPER, rows_wanted
from sahih.documents.fr.va.rules import rows as va_rows
from sahih.documents.models import Lembar
from sahih.documents.sheets import chain_of, content_of
from sahih.documents.vocabulary import Row
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import people_with
from sahih.institution.accounts.roles import Role
from sahih.institution.asesor.models import Asesor
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date
from sahih.kernel.policy import get_or_unseen
from sahih.materials.muk.queries import header_of
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import READERS
from sahih.process.kaji_ulang.models import Perbaikan
from sahih.process.kaji_ulang.queries import va_people
from sahih.process.validasi.models import AnggotaTim, Kesimpulan, Peran, Periode, Validasi

CODE = "FR.VA"
# The field's role on the form; who signs are the members of the team.
ROLE = "penyelia"
MANAGERS = (Role.MANAJER_MUTU, Role.MANAJER_SERTIFIKASI)
# As many as the paper has lines for.
MOST: Mapping[Peran, int] = {Peran.ASESOR: 3, Peran.MANAJER: 1}
LINES: Mapping[Peran, Sequence[str]] = {
    Peran.LEAD: ("lead_asesor",), Peran.ASESOR: ("asesor_1", "asesor_2", "asesor_3"), Peran.MANAJER: ("manajer",),
}  # fmt: skip
LONGEST_NAME = 120
# What a team has looked at and let be used.
FIT = (Kesimpulan.LAYAK, Kesimpulan.LAYAK_PERBAIKAN)
# Where the sheet names the team beside its table.
NAMED = ("tim_1", "tim_2", *(f"relevan/{line}/nama" for lines in LINES.values() for line in lines))


@dataclass(frozen=True)
class Calon:
    """Somebody who is named for a team, with their task in it."""

    person: Person
    peran: Peran


@dataclass(frozen=True)
class Acara:
    """When, at which moment of the assessments, and where the team meets."""

    periode: Periode
    day: dt.date
    place: str


def visible_validasi(actor: Actor) -> QuerySet[Validasi]:
    """Whoever knows of the MUK."""
    rows = Validasi.objects.select_related(
        "muk__versi__skema", "muk__penyusun", "muk__validator", "muk__key", "lembar__key", "opened_by"
    )
    return rows if actor.has(*READERS) else rows.none()


def get_validasi(actor: Actor, ref: str) -> Validasi:
    found: Validasi = get_or_unseen(visible_validasi(actor), ref=ref)
    return found


def validasi_of(muk: Muk) -> QuerySet[Validasi]:
    """The history of one MUK, the newest first."""
    return Validasi.objects.filter(muk=muk).select_related("lembar").order_by("-opened_at", "-id")


def team_of(validasi: Validasi) -> list[Calon]:
    """The lead first, the others as they were named."""
    return [Calon(one.person, Peran(one.peran)) for one in members_of(validasi)]


def get_anggota(validasi: Validasi, ref: str) -> AnggotaTim:
    found: AnggotaTim = get_or_unseen(_members(validasi), ref=ref)
    return found


def members_of(validasi: Validasi) -> list[AnggotaTim]:
    """The rows of the team, in the order of `team_of`."""
    return sorted(_members(validasi), key=lambda one: one.peran != Peran.LEAD)


def in_order(team: Iterable[Calon]) -> list[Calon]:
    return sorted(team, key=lambda one: one.peran != Peran.LEAD)


def _members(validasi: Validasi) -> QuerySet[AnggotaTim]:
    return validasi.anggota_set.filter(left_at=None).select_related("person").order_by("id")


def left_of(validasi: Validasi) -> QuerySet[AnggotaTim]:
    """Who sat in the team and was replaced, the last first."""
    return validasi.anggota_set.exclude(left_at=None).select_related("person").order_by("-left_at", "-id")


def exchanged(team: Sequence[Calon], old: Person, new: Person) -> list[Calon]:
    """The same team with another person on one of its seats."""
    return [replace(one, person=new) if one.person == old else one for one in team]


def lead_of(validasi: Validasi) -> Person:
    return _members(validasi).get(peran=Peran.LEAD).person


def waiting_members(validasi: Validasi) -> list[Person]:
    """Who has not signed the sheet as it stands."""
    signed = set(validasi.lembar.signatures.values_list("person_id", flat=True))
    return [one.person for one in team_of(validasi) if one.person.pk not in signed]


def candidates(*, day: dt.date) -> dict[Peran, list[Person]]:
    """Who may be named for what; whether they hold that day is asked when the team is named."""
    asesor = list(people_with(Role.ASESOR, day=day))
    managers = {one.pk: one for role in MANAGERS for one in people_with(role, day=day)}
    return {
        Peran.LEAD: asesor,
        Peran.ASESOR: asesor,
        Peran.MANAJER: sorted(managers.values(), key=lambda one: one.name),
    }


def va_context(validasi: Validasi, sheet: Lembar | None = None) -> Context:
    """The facts of the sheet, or of one before it, as of now; its plan grows with what is written."""
    acara = Acara(Periode(validasi.periode), validasi.day, validasi.place)
    lines = rows_wanted(content_of(sheet or validasi.lembar))
    facts = facts_of(validasi.muk, team_of(validasi), acara, lines=lines)
    return replace(facts, choices=va_people(validasi.day))


def facts_of(muk: Muk, team: Sequence[Calon], acara: Acara, *, lines: int = BLANK_ON_PAPER) -> Context:
    """Team and MUK are imposed, the rest is offered."""
    return Context(
        header=header_of(muk.versi),
        rows=va_rows(lines) | {"tim": _team_rows(team), "muk": (_muk_row(muk),)},
        prefill=_offered(team, acara),
    )


def _team_rows(team: Sequence[Calon]) -> tuple[Row, ...]:
    known = dict(Asesor.objects.filter(person__in=[one.person for one in team]).values_list("person_id", "met"))
    return tuple(
        Row(str(number), {"nomor": str(number), "nama": one.person.name, "tugas": one.peran.label, "reg": known.get(one.person.pk, "-")})
        for number, one in enumerate(team, 1)
    )  # fmt: skip


def _muk_row(muk: Muk) -> Row:
    cells = {
        "muk": f"MUK {muk.number}. {muk.title}", "penyusun": muk.penyusun.name,
        "validator": muk.validator.name if muk.validator else "-", "sidik": muk.content_sha256,
    }  # fmt: skip
    return Row("muk", cells)


def renamed(content: Content, validasi: Validasi, before: Sequence[Calon], after: Sequence[Calon]) -> Content:
    """The sheet with its new team: the table is imposed, and where an old name was written the new one stands."""
    acara = Acara(Periode(validasi.periode), validasi.day, validasi.place)
    was, will = _offered(before, acara), _offered(after, acara)
    new = begin(FORMS[CODE], facts_of(validasi.muk, after, acara, lines=rows_wanted(content)), content)
    for slot in slots(FORMS[CODE], new):
        if slot.path in NAMED and isinstance(slot.value, str):
            same = slot.value == was.get(slot.path)
            slot.put(will[slot.path] if same else _with_names(slot.value, before, after))
    return new


def _with_names(text: str, before: Sequence[Calon], after: Sequence[Calon]) -> str:
    """What the lead wrote themselves, name by name; a longer name of who stays holds a shorter one and is none."""
    stay = {one.person.name for one in after}
    for old, new in ((old.person.name, new.person.name) for old, new in zip(before, after, strict=True) if old != new):
        whole = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")
        parts = re.split(r"([,;\n])", text)
        text = "".join(
            one if any(old in name and name in one for name in stay) else whole.sub(new, one) for one in parts
        )
    return text[:LONGEST_NAME]


def _offered(team: Sequence[Calon], acara: Acara) -> dict[str, Value]:
    lead, others = team[0].person.name, ", ".join(one.person.name for one in team[1:])
    named = {
        f"relevan/{line}/nama": one.person.name
        for peran, lines in LINES.items()
        for line, one in zip(lines, [one for one in team if one.peran == peran], strict=False)
    }
    return {
        "tim_1": lead, "tim_2": others[:LONGEST_NAME], "hari_tanggal": acara.day.isoformat(), "tempat": acara.place,
        "periode": acara.periode.value, "persiapan/validasi/tujuan": ["penjaminan_mutu", "kualitas_perangkat"],
        "persiapan/validasi/konteks": ["internal"], "persiapan/validasi/pendekatan": ["perangkat"],
        "acuan/validasi/acuan": ["standar"], "acuan/validasi/dokumen": ["skema", "skkni", "perangkat"],
        **named,
    }  # fmt: skip


def looked_on(muk: Muk) -> dt.date | None:
    """The day on which a team last found it fit; one whose sheet is being corrected still stands (FX13)."""
    rows = Validasi.objects.filter(muk=muk, finished_at__isnull=False, outcome__in=FIT)
    return rows.exclude(status=Validasi.Status.BATAL).order_by("-day", "-id").values_list("day", flat=True).first()


def next_review(muk: Muk) -> dt.date | None:
    """When the MUK is looked at again: as long after the last look as its makers signed for the first one.

    The day that they signed stays on their sheet and in its row; a team that finds the MUK fit has looked.
    """
    if muk.review_on is None or muk.validated_at is None:
        return muk.review_on
    looked = looked_on(muk)
    interval = muk.review_on - local_date(muk.validated_at, muk.lsp.zone)
    return max(muk.review_on, looked + interval) if looked else muk.review_on


def open_after_unfit(muk: Muk) -> QuerySet[Perbaikan]:
    """What the last validation that found this MUK unfit still wants answered."""
    last = validasi_of(muk).filter(status=Validasi.Status.SELESAI).first()
    if last is None or last.outcome != Kesimpulan.TIDAK_LAYAK:
        return Perbaikan.objects.none()
    return improvements_from(last).filter(answered_at=None)


def improvements_from(validasi: Validasi) -> QuerySet[Perbaikan]:
    """What it wants improved; a correction leaves on the former sheet what both ask for (FX13)."""
    return Perbaikan.objects.filter(lembar__in=chain_of(validasi.lembar), withdrawn_at=None)


def perbaikan_of(muk: Muk) -> QuerySet[Perbaikan]:
    """What was wanted of this MUK by whomever, the open ones first."""
    rows = Perbaikan.objects.filter(muk=muk, withdrawn_at=None).select_related("lembar", "butir__bagian__kelompok", "noted_by", "hold", "answered_by")  # fmt: skip
    return rows.order_by("answered_at", "due_on", "opened_at", "id")
