"""Assessments as an actor may see them, and what their forms need to know."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from sahih.documents.content import Content, Context
from sahih.documents.correcting import is_correcting, still_says
from sahih.documents.fr import FORMS
from sahih.documents.fr.ak_01.rules import evidence_of
from sahih.documents.fr.ak_02.rules import PLANNED, VATM, columns_of
from sahih.documents.fr.ak_02.rules import computed as ak02_computed
from sahih.documents.fr.ak_05.rules import AsesiResult, Instead
from sahih.documents.fr.ak_05.rules import computed as ak05_computed
from sahih.documents.fr.ak_05.rules import rows as ak05_rows
from sahih.documents.fr.ak_06.definition import DIMENSI
from sahih.documents.fr.ak_06.rules import first_review
from sahih.documents.fr.ak_07.definition import RENCANA
from sahih.documents.models import Lembar, Penolakan
from sahih.documents.refusing import standing_refusals
from sahih.documents.sheets import KONFIRMASI, chain_of, content_of, is_signed_by, part_content, replaced
from sahih.documents.susunan import elemen_key, rows_of
from sahih.documents.vocabulary import Row
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date
from sahih.kernel.policy import get_or_unseen
from sahih.materials.perangkat.queries import susunan_with
from sahih.materials.skema.queries import row_sources
from sahih.process.asesmen.models import Asesmen, Laporan, Tinjauan, Vatm
from sahih.process.asesmen.planned import planned, planned_by_unit
from sahih.process.asesmen.vatm import Nilai
from sahih.process.asesmen.vatm import blocked as blocked_elemen
from sahih.process.jadwal.models import Jadwal, Penugasan
from sahih.process.jadwal.queries import jadwal_header
from sahih.process.permohonan.queries import apl02_context, name_on_forms
from sahih.process.surat.queries import letter_facts

INSTEAD: dict[str, Instead] = {
    Asesmen.Status.TIDAK_HADIR: "tidak_hadir",
    Asesmen.Status.MUNDUR: "mengundurkan_diri",
    Asesmen.Status.TIDAK_DILANJUTKAN: "mengundurkan_diri",
}


def visible_asesmen(actor: Actor) -> QuerySet[Asesmen]:
    """The office reads all, an asesor those of their live duties, an asesi their own."""
    everything = Asesmen.objects.select_related(
        "peserta__jadwal__versi__skema", "peserta__jadwal__tuk", "peserta__permohonan__asesi", "peserta__permohonan__key",
        "peserta__permohonan__versi__skema", "peserta__permohonan__apl01__key", "peserta__permohonan__apl02__key",
        "muk__versi__skema", "muk__key", "muk__penyusun", "rencana__mapa01__key", "rencana__mapa02__key", "rencana__versi__skema", "ak07__key", "ak07_taken_back__key", "ak01__key",
        "tata_tertib__key", "ia01__key", "ak02__key", "ak03__key",
    )  # fmt: skip
    if actor.may("asesmen.read"):
        return everything
    duties = Penugasan.objects.filter(asesor__person_id=actor.self_id, is_live=True).values("jadwal_id")
    return everything.filter(Q(peserta__jadwal_id__in=duties) | Q(peserta__permohonan__asesi_id=actor.self_id))


def get_asesmen(actor: Actor, ref: str) -> Asesmen:
    found: Asesmen = get_or_unseen(visible_asesmen(actor), ref=ref)
    return found


def asesmen_of_jadwal(jadwal: Jadwal) -> list[Asesmen]:
    """All assessments of one schedule in the order of the list of participants."""
    rows = Asesmen.objects.filter(peserta__jadwal=jadwal, peserta__is_live=True).select_related(
        "peserta__permohonan__asesi",
        "peserta__permohonan__versi__skema",
        "peserta__permohonan__apl01__key",
        "ak03__key",
        "rencana__mapa02__key",
        "ak07__key",
        "ak07_taken_back__key",
        "tata_tertib__key",
        "ak02__key",
        "ia01__key",
        "ak01__key",
    )
    return list(rows.order_by("peserta__permohonan__asesi__name", "id"))


def review_context(asesmen: Asesmen) -> Context:
    return apl02_context(asesmen.peserta.permohonan)


def asesi_name(asesmen: Asesmen) -> str:
    return name_on_forms(asesmen.peserta.permohonan)


def session_context(asesmen: Asesmen) -> Context:
    """The identity rows of the session, and the evidence that plan and adjustment name: FR.AK.01 (PL9, FX3)."""
    evidence: list[str] = evidence_of(planned(asesmen))
    return Context(header=jadwal_header(asesmen.peserta.jadwal, asesi=asesi_name(asesmen)), prefill={"bukti": evidence})


def ak07_context(asesmen: Asesmen) -> Context:
    """Part A, and part B where this LSP's print has it; the results begin from what the plan says (forms 4.5)."""
    base = replace(session_context(asesmen), prefill={})
    if asesmen.lsp.ak07_two_part:
        base = replace(base, rows={"rencana": RENCANA})
    plan = asesmen.rencana
    return base if plan is None else replace(base, prefill={"potensi": plan.potensi})


def rules_context(asesmen: Asesmen, lsp: Lsp, *, at: dt.datetime) -> Context:
    """Whom, when and where the rules of the session speak of."""
    name = asesi_name(asesmen)
    return Context(
        header=jadwal_header(asesmen.peserta.jadwal, asesi=name),
        computed=letter_facts(lsp, number="", at=at) | {"nama_asesi": name},
    )


def ia01_context(asesmen: Asesmen) -> Context:
    """One row per KUK of the version that the application froze (FX2), with the benchmarks of its MUK (forms 5.1)."""
    base = session_context(asesmen)
    if asesmen.muk is not None:
        return replace(base, rows={"kuk": rows_of(susunan_with(asesmen.muk))["kuk"]}, prefill={})
    return replace(base, rows={"kuk": row_sources(asesmen.peserta.permohonan.versi)["kuk"]}, prefill={})


def sheets_by_code(asesmen: Asesmen) -> dict[str, Lembar | None]:
    """The sheets of the assessment that asesor and asesi sign, as they stand now."""
    return {code: getattr(asesmen, place.field) for code, place in PLACES.items()}


def sheets_asked(asesmen: Asesmen) -> list[Lembar]:
    """Every sheet that the asesi was asked to sign, or to take back before both had signed it."""
    found = (*sheets_by_code(asesmen).values(), asesmen.tata_tertib, asesmen.ak07_taken_back)
    return [one for one in found if one is not None]


def signed_content(lembar: Lembar | None, role: str) -> Content | None:
    """What this role signed, here or on paper; None while it has not."""
    if lembar is None:
        return None
    row = lembar.signatures.filter(role__in=(role, KONFIRMASI)).select_related("part__lembar__key").first()
    return part_content(row.part) if row else None


def closed_codes(asesmen: Asesmen) -> set[str]:
    """The instruments that their asesor has closed."""
    return {"FR.IA.01"} if asesmen.ia01 is not None and is_signed_by(asesmen.ia01, "asesor") else set()


def closed_records(asesmen: Asesmen) -> dict[str, Content]:
    """The instruments that the asesor has closed: the only evidence FR.AK.02 counts (FX7)."""
    ia01 = signed_content(asesmen.ia01, "asesor")
    return {"FR.IA.01": ia01} if ia01 else {}


def ak02_context(asesmen: Asesmen) -> Context:
    """Ticks and results computed from the closed records, against what was planned for each unit (FX5–FX7)."""
    base, plan = session_context(asesmen), planned_by_unit(asesmen)
    sources, blocked = row_sources(asesmen.peserta.permohonan.versi), blocked_elemen(vatm_of(asesmen))
    reasons: dict[str, list[str]] = {}
    for key, words in blocked.items():
        reasons.setdefault(key.rsplit("-", 1)[0], []).extend(words)
    rows = tuple(replace(row, cells={**row.cells, **_unprinted(row.key, plan, reasons)}) for row in sources["unit"])
    held = [row.key for row in sources["kuk"] if elemen_key(row.cells["unit"], row.cells["elemen_nomor"]) in blocked]
    computed = ak02_computed(closed_records(asesmen), plan, blocked=held)
    return replace(base, rows={"unit": rows}, prefill={}, computed=computed)


def ak03_context(asesmen: Asesmen) -> Context:
    """FR.AK.03 takes the identity of the session and nothing else: the words are the asesi's."""
    return replace(session_context(asesmen), prefill={})


@dataclass(frozen=True)
class Place:
    """Where a sheet of an assessment stands, and the facts that a new one takes from elsewhere."""

    field: str
    context: Callable[[Asesmen], Context]


PLACES: Mapping[str, Place] = {
    "FR.AK.07": Place("ak07", ak07_context),
    "FR.AK.01": Place("ak01", session_context),
    "FR.IA.01": Place("ia01", ia01_context),
    "FR.AK.02": Place("ak02", ak02_context),
    "FR.AK.03": Place("ak03", ak03_context),
}
# What was signed on the ground of which: it is made anew with it (FX13).
RESTING_ON: Mapping[str, Sequence[str]] = {"FR.AK.07": ("FR.AK.01", "FR.AK.02"), "FR.IA.01": ("FR.AK.02",)}


def begun_with(asesmen: Asesmen, code: str) -> list[str]:
    """The corrections that one act began: this sheet's, and those of what rests on it."""
    sheets = sheets_by_code(asesmen)
    first = sheets[code]
    return [
        one
        for one in (code, *RESTING_ON.get(code, ()))
        if (sheet := sheets[one]) and first and sheet.corrects_id and sheet.opened_at == first.opened_at
    ]


def overtaken_by(asesmen: Asesmen, code: str) -> list[str]:
    """The sheets that changed since what would stand again was signed on their ground."""
    sheets, names = sheets_by_code(asesmen), begun_with(asesmen, code)
    own, found = sheets[code], []
    for base, resting in RESTING_ON.items():
        former = [replaced(sheet) for one in names if one in resting and (sheet := sheets[one])]
        since = [one.signatures.aggregate(at=Max("signed_at"))["at"] for one in former if one is not None]
        sheet = sheets[base]
        if base in names or sheet is None or own is None or not former:
            continue
        began_this = sheet.corrects_id is not None and sheet.opened_at == own.opened_at
        if began_this or any(at is not None and sheet.opened_at > at for at in since):
            found.append(base)
    return found


def _unprinted(unit: str, plan: Mapping[str, Sequence[str]], reasons: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The cells of FR.AK.02 that say why a unit waits; a sheet without reasons has none."""
    cells = {PLANNED: ",".join(columns_of(plan[unit]))} if unit in plan else {}
    return cells | ({VATM: "; ".join(reasons[unit])} if unit in reasons else {})


def vatm_of(asesmen: Asesmen) -> list[Nilai]:
    """Every answer about the evidence, oldest first; one query."""
    rows = Vatm.objects.filter(asesmen=asesmen).select_related("bukti").order_by("id")
    return [
        Nilai(
            bukti=row.bukti.ref if row.bukti else row.code, name=row.bukti.label if row.bukti else row.code,
            elemen=row.elemen, valid=row.valid, asli=row.asli, terkini=row.terkini, memadai=row.memadai,
            note=row.note, remedy=row.remedy,
        )
        for row in rows
    ]  # fmt: skip


def results_of_jadwal(jadwal: Jadwal) -> list[AsesiResult]:
    """How each assessment of the schedule ended so far (FX8)."""
    return [_result(asesmen) for asesmen in asesmen_of_jadwal(jadwal)]


def refusal_lines(jadwal: Jadwal) -> list[str]:
    """What FR.AK.05 tells of who would not sign: name, form, words, and who wrote them down (FX13)."""
    found = asesmen_of_jadwal(jadwal)
    names = {sheet.pk: asesi_name(one) for one in found for sheet in sheets_asked(one)}
    told = standing_refusals(sheet for one in found for sheet in sheets_asked(one))
    return [f"{names[one.row.lembar_id]}, {called(one.row.lembar)}: {one.words} ({_told_by(one.row)})" for one in told]


def called(sheet: Lembar) -> str:
    """A form by its code, a letter by its title."""
    return sheet.code if sheet.code in FORMS else sheet.title


def _told_by(row: Penolakan) -> str:
    return _("dinyatakan sendiri") if row.is_own_word else _("dicatat oleh %s") % row.recorder


def corrections_of(asesmen: Asesmen) -> list[str]:
    """Which sheets of this assessment were corrected, and why (FX13)."""
    told = (asesmen.ak07, asesmen.ak01, asesmen.ia01, asesmen.ak02)
    sheets = (one for one in told if one is not None and one.correction_reason)
    return [_("%(code)s dikoreksi: %(why)s") % {"code": one.code, "why": one.correction_reason} for one in sheets]


def _result(asesmen: Asesmen) -> AsesiResult:
    ended = asesmen.status == Asesmen.Status.DIREKOMENDASIKAN
    instead = "menolak" if asesmen.refusal and ended else INSTEAD.get(asesmen.status, "")
    return AsesiResult(
        key=asesmen.ref,
        nama=asesi_name(asesmen),
        ak_02=signed_content(asesmen.ak02, "asesor") if ended else None,
        instead=instead,
        corrections=tuple(corrections_of(asesmen)),
    )


def ak05_context(jadwal: Jadwal) -> Context:
    results = results_of_jadwal(jadwal)
    return Context(header=jadwal_header(jadwal), rows={"asesi": ak05_rows(results)}, computed=ak05_computed(results))


def former_report_stands(laporan: Laporan) -> bool:
    """Whether the report before this unsigned correction still tells what is so (FX8)."""
    former = replaced(laporan.lembar) if is_correcting(laporan.lembar) else None
    if former is None or not still_says(former, FORMS["FR.AK.05"], ak05_context(laporan.jadwal)):
        return False
    said = str(content_of(former)["fields"].get("penolakan", ""))
    return all(line in said for line in refusal_lines(laporan.jadwal))


def laporan_of(jadwal: Jadwal) -> Laporan | None:
    return Laporan.objects.filter(jadwal=jadwal).select_related("lembar__key").first()


def heard(asesmen: Asesmen) -> Lembar | None:
    """What the asesi has said and signed; while they correct it, what they said before."""
    return next((one for one in reversed(chain_of(asesmen.ak03)) if one.locked_at), None)


def tinjauan_of(jadwal: Jadwal) -> Tinjauan | None:
    return Tinjauan.objects.filter(jadwal=jadwal).select_related("lembar__key").first()


def dimensions_shown(jadwal: Jadwal) -> dict[str, list[str]]:
    """FX18: which forms, by the tags of their questions, show each dimension; FR.IA.01 has no questions."""
    return {key: [] for key in DIMENSI}


def ak06_context(jadwal: Jadwal, *, first: Lembar | None = None) -> Context:
    """FR.AK.06 over one schedule; codes of forms are offered, and a second review names the first (SOP 3.4.3)."""
    offered = {
        f"dimensi/konsistensi/{key}": ", ".join(codes) for key, codes in dimensions_shown(jadwal).items() if codes
    }
    return Context(header=jadwal_header(jadwal), rows=_named(first, jadwal.zone) if first else {}, prefill=offered)


def _named(first: Lembar, zone: str) -> dict[str, tuple[Row, ...]]:
    signed = first.signatures.order_by("signed_at", "id").first()
    if signed is None:  # it is being corrected; the second review waits for it
        return {}
    return first_review(
        first.ref, by=signed.name, on=local_date(signed.signed_at, zone).isoformat(), sha256=signed.sha256
    )
