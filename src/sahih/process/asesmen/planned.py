"""What the plan opens for one asesi, what FR.AK.07 adds, and where sheets say different things (FX3, PL6, PL8)."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from sahih.documents.content import Content
from sahih.documents.fr.ak_01.definition import BUKTI as BOXES
from sahih.documents.fr.ak_01.rules import evidence_of
from sahih.documents.fr.ak_07.rules import alternatives
from sahih.documents.fr.terms import INSTRUMEN
from sahih.documents.sheets import content_of
from sahih.documents.vocabulary import Problem
from sahih.kernel.policy import Verdict, allow_if
from sahih.materials.muk.models import Rencana
from sahih.materials.muk.queries import instruments_of, named_instruments
from sahih.materials.skema.models import Unit
from sahih.process.asesmen.models import Asesmen

# The instruments that this release can fill; a plan may name others, an assessment not yet.
FILLABLE = ("FR.IA.01",)


def planned(asesmen: Asesmen) -> list[str]:
    """FX3: the map's column of the asesi's potensi and what FR.AK.07 adds; before plans existed, FR.IA.01."""
    if asesmen.rencana is None:
        return list(FILLABLE)
    named = {*named_instruments(asesmen.rencana), *added_by_ak07(asesmen)}
    return [code for code in INSTRUMEN if code in named]


def planned_by_unit(asesmen: Asesmen) -> Mapping[str, Sequence[str]]:
    """The same for each unit by its kelompok pekerjaan; empty where there is no plan."""
    if asesmen.rencana is None:
        return {}
    by_group, added = instruments_of(asesmen.rencana), added_by_ak07(asesmen)
    units = Unit.objects.filter(versi=asesmen.rencana.versi_id).values_list("code", "kelompok__number")
    return {code: [*dict.fromkeys([*by_group.get(str(number), []), *added])] for code, number in units}


def added_by_ak07(asesmen: Asesmen) -> list[str]:
    """What a FR.AK.07 that both have signed adds to the plan."""
    sheet = asesmen.ak07
    if sheet is None or asesmen.rencana is None or not sheet.locked_at:
        return []
    return additions(content_of(sheet), named_instruments(asesmen.rencana))


def additions(adjustment: Content, named: Iterable[str]) -> list[str]:
    """The instruments that the agreed means ask for and the plan does not name; of two alternatives, the one that can be filled."""
    have = set(named)
    missing = [either for either in alternatives(adjustment) if not have & set(either)]
    return [next((code for code in either if code in FILLABLE), either[0]) for either in missing]


def can_be_filled(codes: Iterable[str]) -> Verdict:
    """Names what nobody could fill here; such an assessment would never close."""
    others = [code for code in codes if code not in FILLABLE]
    return allow_if(
        not others,
        _("Instrumen ini belum dapat diisi di sini: %s. Pilih rencana tanpa instrumen itu.") % ", ".join(others),
    )


def adjustment_gaps(asesmen: Asesmen) -> list[Problem]:
    """FX3: FR.AK.07 may not name an instrument that could never be filled."""
    if asesmen.ak07 is None or asesmen.rencana is None:
        return []
    found = additions(content_of(asesmen.ak07), named_instruments(asesmen.rencana))
    if can_be_filled(found):
        return []
    said = _("Sarana pada FR.AK.07 memerlukan instrumen yang belum dapat diisi di sini: %s. Sepakati sarana lain.")
    return [Problem("karakteristik_instrumen", said % ", ".join(code for code in found if code not in FILLABLE))]


def consent_gaps(asesmen: Asesmen) -> list[Problem]:
    """FX3: the evidence that FR.AK.01 lists is the plan's; where it differs, both are named and neither changes."""
    if asesmen.ak01 is None or asesmen.rencana is None:
        return []
    said = content_of(asesmen.ak01)["fields"].get("bukti")
    chosen, wanted = set(said if isinstance(said, list) else []), set(evidence_of(planned(asesmen)))
    if not chosen or chosen == wanted:
        return []
    words = _(
        "Bukti pada FR.AK.01 berbeda dari rencana asesmen. Menurut FR.MAPA.02 dan FR.AK.07: %s. Samakan pilihannya."
    )
    return [Problem("bukti", words % boxes(wanted))]


def boxes(chosen: Iterable[str]) -> str:
    """The evidence in the words of FR.AK.01."""
    keys = set(chosen)
    return ", ".join(one.label for one in BOXES if one.value in keys) or _("belum ada")


def warnings_of(asesmen: Asesmen) -> list[str]:
    """FX3: what differs after signatures is told and left as it is."""
    added, found = added_by_ak07(asesmen), list[str]()
    if added:
        found.append(_("FR.AK.07 menambah %s pada rencana asesmen.") % ", ".join(added))
    if asesmen.ak01 is not None and asesmen.ak01.locked_at and consent_gaps(asesmen):
        found.append(_("FR.AK.01 ditandatangani sebelum penyesuaian itu; buktinya tidak diubah."))
    if asesmen.rencana is not None and asesmen.rencana.status == Rencana.Status.DITARIK:
        found.append(_("Rencana ini sudah ditarik sesudah dipilih; asesmen yang sudah disepakati tetap memakainya."))
    return found


def open_instruments(asesmen: Asesmen, closed: Iterable[str]) -> list[str]:
    """FX5: what is planned and not closed by its asesor, by name."""
    done = set(closed)
    return [code for code in planned(asesmen) if code not in done]
