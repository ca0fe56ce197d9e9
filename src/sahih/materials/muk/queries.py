"""Plans as an actor may see them, and what their two sheets take from the skema."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from sahih.documents.content import Content, Context, Header, Value
from sahih.documents.filling import slots
from sahih.documents.fr import FORMS
from sahih.documents.fr.mapa_01.rules import tools_by_kelompok
from sahih.documents.fr.mapa_02.rules import instruments, offered
from sahih.documents.fr.mapa_02.rules import rows as map_rows
from sahih.documents.fr.terms import INSTRUMEN
from sahih.documents.models import Lembar
from sahih.documents.sheets import content_of
from sahih.institution.accounts.roles import STAFF
from sahih.kernel.actor import Actor
from sahih.kernel.policy import get_or_unseen
from sahih.materials.muk.models import POTENSI_WORDS, Rencana
from sahih.materials.skema.models import SkemaVersi
from sahih.materials.skema.queries import row_sources, tree

IN_MAKING = (Rencana.Status.DRAF, Rencana.Status.DISUSUN, Rencana.Status.DIVALIDASI)


def visible_rencana(actor: Actor) -> QuerySet[Rencana]:
    """The people of the LSP; never an asesi, for a plan is part of the MUK (FX14)."""
    rows = Rencana.objects.select_related(
        "versi__skema", "mapa01__key", "mapa02__key", "penyusun", "validator", "key"
    )  # fmt: skip
    return rows if actor.is_system or actor.has(*STAFF) else rows.none()


def get_rencana(actor: Actor, ref: str) -> Rencana:
    found: Rencana = get_or_unseen(visible_rencana(actor), ref=ref)
    return found


def in_force_for(versi: SkemaVersi) -> QuerySet[Rencana]:
    """The validated plans of a version, in the order of potensi (PL10)."""
    rows = Rencana.objects.filter(versi=versi, status=Rencana.Status.BERLAKU)
    return rows.select_related("mapa02__key", "versi__skema").order_by("potensi")


@dataclass(frozen=True)
class Kolom:
    """One potensi of one version: the plan in force, the one being made, or neither."""

    potensi: str
    words: str
    in_force: Rencana | None
    in_making: Rencana | None


def columns_of(versi: SkemaVersi) -> list[Kolom]:
    """All five potensi of a version; one query."""
    return columns_by_versi([versi])[versi.pk]


def columns_by_versi(versi_list: Sequence[SkemaVersi]) -> dict[int, list[Kolom]]:
    """The same of many versions, in one query too."""
    live: dict[int, list[Rencana]] = {one.pk: [] for one in versi_list}
    rows = Rencana.objects.filter(versi__in=live).exclude(status=Rencana.Status.DITARIK)
    for row in rows.select_related("penyusun", "validator"):
        live[row.versi_id].append(row)
    return {pk: _columns(found) for pk, found in live.items()}


def _columns(live: Sequence[Rencana]) -> list[Kolom]:
    return [
        Kolom(
            potensi=potensi,
            words=words,
            in_force=next((one for one in live if one.potensi == potensi and one.status == "berlaku"), None),
            in_making=next((one for one in live if one.potensi == potensi and one.status in IN_MAKING), None),
        )
        for potensi, words in POTENSI_WORDS.items()
    ]


def header_of(versi: SkemaVersi) -> Header:
    return Header(
        skema_jenis=versi.kind.lower(), skema_judul=versi.title, skema_nomor=versi.skema.number
    )  # fmt: skip


def mapa01_context(versi: SkemaVersi, potensi: str) -> Context:
    """The units, and a first text that the penyusun goes over: what is decided is ticked by nobody else."""
    rows = row_sources(versi)["unit"]
    standards = "; ".join(dict.fromkeys(row.cells["standar"] for row in rows if row.cells["standar"]))
    start: dict[str, Value] = {"potensi": potensi, "tujuan": ["sertifikasi"]}
    if standards:
        start["tolok_ukur/standar/uraian"] = standards[:400]
    for row in rows:
        title = row.cells["unit_judul"]
        start[f"unit/{row.key}/bukti"] = f"Hasil observasi: {title}\nHasil tanya jawab tentang: {title}"
    return Context(header=header_of(versi), rows={"unit": rows}, prefill=start)


def mapa02_context(versi: SkemaVersi, *, plan: Content | None = None, potensi: str = "") -> Context:
    """Twelve rows a kelompok; at the beginning what the plan offers."""
    rows = {"instrumen": map_rows(tree(versi))}
    base = Context(header=header_of(versi), rows=rows)
    return replace(base, prefill=offered(tools_by_kelompok(plan), potensi)) if plan else base


# What belongs to one plan alone and is not copied into another.
_OWN = ("potensi", "konfirmasi/")


def copied(source: Content) -> Mapping[str, Value]:
    """The answers of another potensi's FR.MAPA.01, but for its potensi and who confirmed it."""
    found = ((slot.path, slot.value) for slot in slots(FORMS["FR.MAPA.01"], source) if slot.field.kind != "computed")
    return {path: value for path, value in found if value is not None and not path.startswith(_OWN)}


def instruments_of(rencana: Rencana) -> dict[str, list[str]]:
    """PL6, FX3: per kelompok pekerjaan the instruments that this plan opens, and no others."""
    content = content_of(rencana.mapa02)
    groups = dict.fromkeys(row["cells"]["kelompok"] for row in content["rows"]["instrumen"])
    return {group: instruments(content, rencana.potensi, group) for group in groups}


def named_instruments(rencana: Rencana) -> list[str]:
    """All instruments of the plan once, in the order of the paper."""
    named = {code for codes in instruments_of(rencana).values() for code in codes}
    return [code for code in INSTRUMEN if code in named]


def former_sheets(sheet: Lembar) -> list[Lembar]:
    """The sheets that this one corrects, the latest first; all stay readable (FX13)."""
    found: list[Lembar] = []
    while sheet.corrects is not None:
        sheet = sheet.corrects
        found.append(sheet)
    return found
