"""The result of an assessment as its asesi reads it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.documents.content import Content
from sahih.materials.skema.models import Unit
from sahih.process.asesmen.models import Asesmen, HasilUnit
from sahih.process.keputusan.models import Keputusan
from sahih.process.permohonan.models import Permohonan
from sahih.web.ui.parts import Cell, Fact, Seal, Table, Tone
from sahih.web.ui.words import tanggal


@dataclass(frozen=True)
class Result:
    """One word, the facts of the decision, a line per unit, and what the asesor advised."""

    seal: Seal
    facts: Sequence[Fact]
    units: Table
    advice: str
    is_kompeten: bool


def result_of(case: Permohonan, decision: Keputusan, content: Content | None, session: Asesmen) -> Result:
    is_kompeten = decision.outcome == "K"
    word, tone = (_("Kompeten"), Tone.OK) if is_kompeten else (_("Belum kompeten"), Tone.WAIT)
    day = decision.rapat.decreed_on
    sk = decision.rapat.sk_hasil
    facts = [Fact(_("Skema"), case.versi.title), Fact(_("Nomor SK"), sk.number if sk else "–", is_number=True)]
    facts += [Fact(_("Ditetapkan"), tanggal(day))] if day else []
    facts += [Fact(_("Alasan"), decision.reason)] if decision.reason else []
    advice = str(content["fields"].get("tindak_lanjut", "")) if content else ""
    return Result(Seal(word, tone), facts, _units(case, session), advice, is_kompeten)


def _units(case: Permohonan, session: Asesmen) -> Table:
    found = dict(HasilUnit.objects.filter(asesmen=session, superseded_at=None).values_list("unit_code", "result"))
    rows = [_row(unit, found.get(unit.code, "")) for unit in Unit.objects.filter(versi=case.versi).order_by("number")]
    return Table(_("Hasil tiap unit menurut rekaman asesor"), (_("Unit"), _("Hasil")), rows)


def _row(unit: Unit, result: str) -> tuple[Cell, ...]:
    tone = {"K": Tone.OK, "BK": Tone.WAIT}.get(result, Tone.NEUTRAL)
    return Cell(f"{unit.code} {unit.title}"), Cell(result or "–", tone=tone)
