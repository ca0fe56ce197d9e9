"""The units of a draft and their kelompok pekerjaan; the map of them; what differs from another version."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahih.institution.accounts.roles import STAFF
from sahih.kernel.policy import Refused
from sahih.materials.berkas.parts import as_pasted
from sahih.materials.skema.actions import edit_versi
from sahih.materials.skema.beda import beda
from sahih.materials.skema.content import content_of, spec_of
from sahih.materials.skema.enums import RemotePart
from sahih.materials.skema.format import KelompokSpec, SkemaSpec, content_sha256
from sahih.materials.skema.models import SkemaVersi
from sahih.materials.skema.queries import get_versi, other_versi, tree
from sahih.materials.skema.susunan_draf import moved, regrouped, with_units, without_unit
from sahih.materials.standar.enums import StandarStatus
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.queries import find_unit, get_standar, listed_standar, units_of, words_of
from sahih.web.admin_lsp.views_standar import more_words
from sahih.web.admin_lsp.views_susun import draft_of, version_of
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.parts import Link

MOST_FOUND = 40


@needs("skema.manage")
def unit(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Find units in the standards, by word or standard by standard; take them over, put one out again."""
    one, spec = draft_of(request, ref)
    if request.method == "POST":
        return _unit_changed(request, one, spec, slug=slug)
    asked = request.GET.get("cari", "").strip()[:200]
    shelf = listed_standar(request.actor)
    chosen = next(
        (row for row, _count in shelf if row.ref == request.GET.get("standar", "") or _is_called(row, asked)), None
    )
    found = units_of(chosen) if chosen else list(find_unit(request.actor, asked)[: MOST_FOUND + 1]) if asked else []
    is_more = chosen is None and len(found) > MOST_FOUND
    found = found[:MOST_FOUND] if is_more else found
    taken = {row.code for row in spec.units}
    return render(request, "admin_lsp/susun_unit.html", {
        "versi": one, "slug": slug, "units": spec.units, "asked": asked, "chosen": chosen,
        "shelf": [Link(str(row), f"?standar={row.ref}", row == chosen, note=ngettext("%d unit", "%d unit", count) % count) for row, count in shelf if count],
        "search": {"value": asked, "label": _("Kode, judul, atau kata dalam KUK")},
        "more": more_words(MOST_FOUND) if is_more else "",
        "found": [(row, row.code in taken, _bar(row)) for row in found],
    })  # fmt: skip


def _is_called(standar: Standar, asked: str) -> bool:
    """Whether somebody searched for the standard itself: by its name, or number and year."""
    words = words_of(asked)
    return words != "" and words in {words_of(str(standar)), words_of(f"{standar.number} {standar.year}")}


def _bar(found: StandarUnit) -> str:
    """Why a unit is not for a new version (K3); it can be seen, not picked."""
    standar = found.standar
    if standar.status == StandarStatus.BERLAKU:
        return ""
    return _("%(standar)s %(status)s") % {"standar": standar, "status": standar.get_status_display().lower()}


def _unit_changed(request: LspRequest, one: SkemaVersi, spec: SkemaSpec, *, slug: str) -> HttpResponse:
    # What is added or put out is worked out on this reading; two at once must not undo each other.
    seen = content_sha256(spec)
    whole, picked = request.POST.get("semua", ""), request.POST.getlist("pilih")
    try:
        if code := request.POST.get("keluarkan", ""):
            edit_versi(one, without_unit(spec, code), seen=seen, actor=request.actor)
            messages.success(request, _("Unit %s dikeluarkan dari draf.") % code)
        elif whole or picked:
            rows = units_of(get_standar(request.actor, whole)) if whole else find_unit(request.actor, "").filter(ref__in=picked)  # fmt: skip
            found = [row for row in rows if not _bar(row)]
            edit_versi(one, with_units(spec, found), seen=seen, actor=request.actor)
            messages.success(request, _("%d unit diambil dari standar.") % len(found))
        else:
            messages.error(request, _("Centang unit yang diambil dulu."))
            return redirect(request.get_full_path())
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    return redirect("admin_lsp:susun_unit", slug, one.ref)


@needs("skema.manage")
def kelompok(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Kelompok pekerjaan by drag, by keyboard, or by buttons that the server answers."""
    one, spec = draft_of(request, ref)
    if request.method != "POST":
        return _kelompok_page(
            request, one, spec, spec.work_groups.groups, slug=slug, confirmed=spec.work_groups.confirmed
        )
    groups = _posted(request, spec)
    move = request.POST.get("pindah", "")
    if move:
        code, _colon, to = move.partition(":")
        groups = moved(groups, code, request.POST.get(f"ke_{code}", "") if to == "ke" else to)
    confirmed = request.POST.get("confirmed") == "on"
    try:
        changes = regrouped(spec, groups, confirmed=confirmed)
        edit_versi(one, changes, seen=request.POST.get("_version", ""), actor=request.actor)
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
        return _kelompok_page(request, one, spec, groups, slug=slug, confirmed=confirmed, status=422)
    if move:
        return redirect(reverse("admin_lsp:susun_kelompok", args=[slug, ref]) + f"#unit-{code}")
    messages.success(request, _("Kelompok pekerjaan tersimpan."))
    return redirect("admin_lsp:skema_versi", slug, ref)


def _posted(request: LspRequest, spec: SkemaSpec) -> list[KelompokSpec]:
    """The order of the boxes is the order of the units; a unit that no box names stays in the last kelompok."""
    known, rows, seen = {unit.code for unit in spec.units}, list[list[str]](), set[str]()
    for value in request.POST.getlist("tata"):
        if value.startswith("kelompok"):
            rows.append([])
        elif value in known - seen and rows:
            rows[-1].append(value)
            seen.add(value)
    left = [unit.code for unit in spec.units if unit.code not in seen]
    if left:
        rows = rows or [[]]
        rows[-1].extend(left)
    return [_group(request, number, codes) for number, codes in enumerate(rows, 1)]


def _group(request: LspRequest, number: int, codes: Sequence[str]) -> KelompokSpec:
    """As it was typed; the action judges it."""
    titles, remotes = request.POST.getlist("judul"), request.POST.getlist("jauh")
    title = as_pasted(titles[number - 1]).strip() if number <= len(titles) else ""
    remote = remotes[number - 1] if number <= len(remotes) and remotes[number - 1] in RemotePart.values else None
    values: dict[str, Any] = {
        "number": number,
        "units": tuple(codes),
        "title": title or None,
        "remote": remote,
    }  # reason: not yet judged
    return KelompokSpec.model_construct(None, **values)


def _kelompok_page(
    request: LspRequest, one: SkemaVersi, spec: SkemaSpec, groups: Sequence[KelompokSpec], *, slug: str, confirmed: bool, status: int = 200
) -> HttpResponse:  # fmt: skip
    by_code = {row.code: row for row in spec.units}
    shown = [(group, [by_code[code] for code in group.units]) for group in groups]
    numbers = [(str(number), _("Kelompok %d") % number) for number in range(1, len(shown) + 1)]
    return render(request, "admin_lsp/susun_kelompok.html", {
        "versi": one, "slug": slug, "version": version_of(one), "groups": shown, "confirmed": confirmed, "note": spec.work_groups.note,
        "targets": [("", _("Pindah ke …")), *numbers, ("baru", _("Kelompok baru"))], "parts": [("", _("Belum dipastikan")), *RemotePart.choices],
    }, status=status)  # fmt: skip


@needs("skema.manage", roles=tuple(STAFF))
def peta(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Peta kelompok pekerjaan, for the screen and for paper."""
    one = get_versi(request.actor, ref)
    remotes = {row.number: row.get_remote_display() for row in content_of(one).kelompok_list}
    groups = [(group, remotes.get(group.nomor, "")) for group in tree(one)]
    return render(request, "admin_lsp/peta_kelompok.html", {"versi": one, "slug": slug, "groups": groups})


@needs("skema.manage", roles=tuple(STAFF))
def perbedaan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Word by word, what this version changes against another of the same skema."""
    one = get_versi(request.actor, ref)
    others = other_versi(request.actor, one)
    asked = request.GET.get("dengan", "")
    with_what = next((row for row in others if row.ref == asked), others[0] if others else None)
    babs = beda(spec_of(content_of(with_what)), spec_of(content_of(one))) if with_what else ()
    links = [Link(_("Versi %d") % row.version, f"?dengan={row.ref}", row == with_what) for row in others]
    return render(request, "admin_lsp/perbedaan.html", {
        "versi": one, "slug": slug, "with_what": with_what, "babs": babs, "links": links,
    })  # fmt: skip
