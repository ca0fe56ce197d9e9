"""The map of a MUK while it is written, the items behind a cell, and the map that a plan draws over a MUK."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.kernel.policy import Unseen
from sahih.materials.muk.models import Rencana
from sahih.materials.muk.queries import get_rencana, instruments_of
from sahih.materials.perangkat.enums import Dimensi, Jenis, Metode, Saat
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import READERS, is_no_asesi
from sahih.materials.perangkat.queries import get_muk, visible_muk
from sahih.materials.peta.counting import AspekRow, ButirRow, KukRow, Peta, Sumbu, matching
from sahih.materials.peta.gaps import Celah, summary_of
from sahih.materials.peta.queries import gaps_of_muk, gaps_of_plan, map_of, map_of_plan, plans_for
from sahih.web.gate import LspRequest, needs
from sahih.web.peta.kisi import Kisi
from sahih.web.peta.lingkup import choices_of, lingkup_of, nearby, overview
from sahih.web.peta.tempat import Mending, item_href, mend_href
from sahih.web.turning import back_with
from sahih.web.ui.parts import Cell, Fact, Table


@dataclass(frozen=True)
class Lihat:
    """One map with its gaps, and where its page, its items and its mending are."""

    muk: Muk
    peta: Peta
    gaps: list[Celah]
    base: str
    plans: Sequence[Rencana]

    def seen(self, request: LspRequest) -> dict[str, Any]:  # reason: what a template reads
        slug = request.lsp.slug
        where = Mending(slug, self.muk, self.plans)
        here = lingkup_of(self.peta, {key: str(value) for key, value in request.GET.items()})
        kisi = Kisi(
            self.peta, here.sudut, here.bare_only, lambda row: reverse("peta:butir", args=[slug, self.muk.ref, row.ref])
        )
        near, more = nearby(self.gaps, here)
        return {
            "muk": self.muk, "summary": summary_of(self.gaps), "here": here, "choices": choices_of(self.peta, here),
            "overview": overview(self.peta, self.gaps, base=self.base), "tables": kisi.tables(here.rows),
            "gaps": [(one, *where.of(one)) for one in near if not one.is_note], "more": more,
            "notes": [(one, mend_href(slug, self.muk, one)) for one in near if one.is_note],
        }  # fmt: skip


@needs(roles=READERS)
def muk(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Live while the MUK is written; afterwards what was validated."""
    found = get_muk(request.actor, ref)
    if not (verdict := is_no_asesi(request.actor, found.versi.skema_id)):
        return back_with(request, reverse("muk:muk", args=[slug, ref]), verdict.reason)
    peta = map_of(found)
    page = Lihat(found, peta, gaps_of_muk(found, peta), reverse("peta:muk", args=[slug, ref]), plans_for(found.versi))
    over = f"{found.versi.title} · {found.title}"
    return render(request, "peta/peta.html", page.seen(request) | {"over": over, "title": _("Peta bukti")})


@needs(roles=READERS)
def butir(request: LspRequest, slug: str, ref: str, row_ref: str) -> HttpResponse:
    """What measures one KUK or aspek, all of it or one cell; the words of an item are read at its place (FX14)."""
    found = get_muk(request.actor, ref)
    if not (verdict := is_no_asesi(request.actor, found.versi.skema_id)):
        return back_with(request, reverse("muk:muk", args=[slug, ref]), verdict.reason)
    peta = map_of(found)
    rows: tuple[KukRow | AspekRow, ...] = (*peta.kuk, *peta.aspek)
    row = next((one for one in rows if one.ref == row_ref), None)
    if row is None:
        raise Unseen
    items = peta.at_kuk(row.key) if isinstance(row, KukRow) else peta.at_aspek(row.key)
    axes = {axis.value: request.GET[axis] for axis in Sumbu if axis in request.GET}
    shown = matching(items, **axes)
    seen = {
        "muk": found, "title": _title(row), "facts": _facts(row, axes), "is_part": len(shown) < len(items), "all": len(items),
        "table": _items_table(shown, slug, found), "text": row.text,
        "back": f"{reverse('peta:muk', args=[slug, ref])}?kelompok={row.kelompok}&unit={row.unit}",
    }  # fmt: skip
    return render(request, "peta/butir.html", seen)


def _title(row: KukRow | AspekRow) -> str:
    if isinstance(row, KukRow):
        return _("KUK %(nomor)s unit %(unit)s") % {"nomor": row.nomor, "unit": row.unit}
    noun = _("Aspek kritis") if row.kind == "kritis" else _("Sikap kerja")
    return f"{noun} {row.number} {_('unit')} {row.unit}"


def _facts(row: KukRow | AspekRow, axes: dict[str, str]) -> list[Fact]:
    words = {"metode": dict(Metode.choices), "dimensi": dict(Dimensi.choices), "jenis": dict(Jenis.choices)}
    facts = [Fact(_("Kelompok pekerjaan"), str(row.kelompok))]
    if isinstance(row, KukRow):
        facts += [Fact(_("Unit"), row.unit_title), Fact(_("Elemen"), f"{row.elemen} {row.elemen_title}")]
    names = {"metode": _("Metode"), "dimensi": _("Dimensi"), "jenis": _("Jenis bukti"), "instrumen": _("Instrumen")}
    return facts + [
        Fact(names[axis], words.get(axis, {}).get(value, value) or _("tanpa dimensi")) for axis, value in axes.items()
    ]


def _items_table(items: list[ButirRow], slug: str, found: Muk) -> Table:
    columns = (_("Butir"), _("Metode"), _("Dimensi"), _("Jenis bukti"), _("Saat"))
    rows = [
        (
            Cell(_("%(code)s kelompok %(kelompok)d no. %(n)d") % {"code": one.instrumen, "kelompok": one.kelompok, "n": one.number}, item_href(slug, found, one)),
            Cell(Metode(one.metode).label),
            Cell(one.dimensi or _("tanpa dimensi")),
            Cell(Jenis(one.jenis).label),
            Cell(Saat(one.saat).label if one.saat else "–"),
        )
        for one in items
    ]  # fmt: skip
    return Table(_("Butir yang mengukurnya"), columns, rows)


@needs(roles=READERS)
def rencana(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """What FR.MAPA.01 and FR.MAPA.02 plan, against a MUK of the same skema version (PL6, FX3)."""
    plan = get_rencana(request.actor, ref)
    if not (verdict := is_no_asesi(request.actor, plan.versi.skema_id)):
        return back_with(request, reverse("rencana:rencana", args=[slug, ref]), verdict.reason)
    muk_list = list(visible_muk(request.actor).filter(versi=plan.versi).exclude(status="ditarik").order_by("number"))
    chosen = next((one for one in muk_list if one.ref == request.GET.get("muk")), None)
    chosen = chosen or next((one for one in muk_list if one.status == "tervalidasi"), next(iter(muk_list), None))
    base = reverse("peta:rencana", args=[slug, ref])
    seen = {
        "over": plan.versi.title, "title": _("Peta bukti rencana potensi %s") % plan.potensi, "rencana": plan,
        "muk_list": [(one.ref, f"{one} ({one.get_status_display()})", one == chosen) for one in muk_list],
        "opened": [Fact(_("Kelompok %s") % group, ", ".join(codes)) for group, codes in instruments_of(plan).items()],
    }  # fmt: skip
    if chosen is None:
        return render(request, "peta/tanpa_muk.html", seen)
    peta = map_of_plan(plan, chosen)
    page = Lihat(chosen, peta, gaps_of_plan(plan, chosen, peta.whole), base, [plan])
    return render(request, "peta/peta.html", page.seen(request) | seen)
