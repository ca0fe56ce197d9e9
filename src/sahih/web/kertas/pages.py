"""What the pages of paper show: each asesi's sheets, what is next, and which pages a scan has."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.filling import slots
from sahih.documents.fr import FORMS
from sahih.documents.kertas import roles_of
from sahih.documents.sheets import content_of
from sahih.institution.lsp.models import Lsp
from sahih.kernel.workflow import state_label
from sahih.process.asesmen.models import Asesmen
from sahih.process.jadwal.models import Jadwal
from sahih.process.kertas.models import LembarKertas
from sahih.process.kertas.queries import CONTEXTS, kertas_of, paper_asesmen
from sahih.web.ui.parts import Badge, Fact, Link, Tone

Status = LembarKertas.Status
TONES = {
    Status.MENUNGGU: Tone.NEUTRAL,
    Status.DIPINDAI: Tone.WAIT,
    Status.DIENTRI: Tone.WAIT,
    Status.DIKEMBALIKAN: Tone.NO,
    Status.SAH: Tone.OK,
    Status.DIGANTIKAN: Tone.NEUTRAL,
    Status.BATAL: Tone.NEUTRAL,
}
WHO = {"asesor": "asesor", "asesi": "asesi"}


@dataclass(frozen=True)
class Sheet:
    """One sheet of one asesi; `href` is empty before its blank was printed."""

    code: str
    badge: Badge
    href: str = ""


@dataclass(frozen=True)
class Line:
    """One asesi of the schedule."""

    asesmen: Asesmen
    name: str
    sheets: Sequence[Sheet]


def lines_of(jadwal: Jadwal, lsp: Lsp) -> list[Line]:
    return [
        Line(one, one.peserta.permohonan.asesi.name, [_sheet(code, kertas_of(one).get(code), lsp) for code in CONTEXTS])
        for one in paper_asesmen(jadwal)
    ]


def _sheet(code: str, kertas: LembarKertas | None, lsp: Lsp) -> Sheet:
    if kertas is None:
        return Sheet(code, Badge(_("Belum dicetak")))
    return Sheet(code, badge_of(kertas), reverse("kertas:lembar", args=[lsp.slug, kertas.ref]))


def badge_of(kertas: LembarKertas) -> Badge:
    return Badge(state_label(kertas), TONES[Status(kertas.status)])


def facts_of(kertas: LembarKertas) -> list[Fact]:
    case = kertas.asesmen.peserta.permohonan
    facts = [
        Fact(_("Asesi"), case.asesi.name),
        Fact(_("Skema"), case.versi.title),
        Fact(_("Kode lembar"), grouped(kertas.ref)),
        Fact(_("Halaman"), kertas.pages, is_number=True),
    ]
    if kertas.entered_by:
        facts.append(Fact(_("Dientri oleh"), kertas.entered_by.name))
    if kertas.confirmed_by:
        facts.append(Fact(_("Dikonfirmasi oleh"), kertas.confirmed_by.name))
    if kertas.refusal:
        facts.append(Fact(_("Asesi tidak menandatangani"), kertas.refusal))
    return facts


def grouped(ref: str) -> str:
    """As it stands beside the code on the paper."""
    return "-".join(ref.upper()[at : at + 4] for at in range(0, len(ref), 4))


def pictures_of(kertas: LembarKertas, slug: str) -> list[Link]:
    """Each scanned page, drawn here, so that it stands beside what was typed in any browser."""
    if kertas.scan is None:
        return []
    return [
        Link(
            _("%(form)s, halaman %(n)d dari %(all)d") % {"form": kertas.code, "n": number, "all": kertas.pages},
            reverse("kertas:halaman", args=[slug, kertas.ref, number]),
        )
        for number in range(1, kertas.pages + 1)
    ]


def typing_roles(kertas: LembarKertas) -> list[str]:
    """Whose answers stand on this form, in the order of signing; one who only signs has no page."""
    form = FORMS[kertas.code]
    if kertas.lembar is None:
        return list(roles_of(form))[:1]
    asked = {slot.field.by for slot in slots(form, content_of(kertas.lembar)) if slot.field.kind != "computed"}
    return [role for role in roles_of(form) if role in asked]


def versions_of(kertas: LembarKertas, slug: str) -> list[Link]:
    """The copies that this one replaces, and those that replaced it or were meant to."""

    def link(one: LembarKertas, words: str) -> Link:
        return Link(words, reverse("kertas:lembar", args=[slug, one.ref]), note=state_label(one))

    later = kertas.corrections.order_by("id")
    former = [link(kertas.corrects, _("Salinan yang digantikan"))] if kertas.corrects else []
    return [*former, *(link(one, _("Koreksi atas salinan ini")) for one in later)]
