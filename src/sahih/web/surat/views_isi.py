"""Fill the part of a letter or record that somebody types, with photos at the row they prove."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.filling import slots
from sahih.documents.sheets import answers_in, content_of
from sahih.documents.vocabulary import Problem
from sahih.insight.persuratan.queries import JENIS
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, get_or_unseen
from sahih.process.surat.actions import add_foto, facts_of, save_surat
from sahih.process.surat.models import Surat
from sahih.process.surat.policies import may_write
from sahih.process.surat.queries import get_surat
from sahih.web.filling import Fillable, Said, autosave, fill_page, keep_page, sheet_page
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import file_response, posted_lists, revision_in
from sahih.web.surat.pintu import RIGHTS, ROLES, about_words
from sahih.web.ui.frame import mark_trial
from sahih.web.uploads import first_file

PREFIX = "unggah:"


def fillable(surat: Surat, lsp: Lsp, *, actor: Actor, at: dt.datetime) -> Fillable:
    jenis = JENIS[surat.code]
    return Fillable(
        lembar=surat.lembar,
        context=replace(facts_of(jenis, surat, lsp, at=at), uploads=frozenset({"foto"})),
        role=jenis.writer,
        save=lambda posted, *, partial, revision: save_surat(
            jenis, surat, posted, actor=actor, at=at, partial=partial, revision=revision
        ),
        whose=about_words(surat),
        back=reverse("surat:rinci", args=[lsp.slug, surat.ref]),
        next=reverse("surat:rinci", args=[lsp.slug, surat.ref]),
        next_label=_("Simpan dan lanjut"),
        template="surat/isi.html",
    )


@needs(*RIGHTS, roles=ROLES)
def isi(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The page to fill; a photo that comes at a row is kept and named there."""
    surat = get_surat(request.actor, ref)
    mark_trial(request, is_trial=surat.uji_coba)
    if not may_write(request.actor, JENIS[surat.code], surat):
        return redirect("surat:rinci", slug, ref)
    sheet = fillable(surat, request.lsp, actor=request.actor, at=now())
    if request.method != "POST":
        return fill_page(request, sheet)
    posted, problems = _take_foto(request, surat)
    if not problems and "unggah" not in request.POST:
        return fill_page(request, fillable(surat, request.lsp, actor=request.actor, at=now()), posted=posted)
    sheet = fillable(surat, request.lsp, actor=request.actor, at=now())
    try:
        filled, _part = keep_page(sheet, posted, revision=revision_in(request))
    except Refused as refusal:
        return sheet_page(request, sheet, Said(422, note=str(refusal.reason)))
    wrong = [one for one in filled.problems if one.path in filled.typed]
    if problems or wrong:
        return sheet_page(request, sheet, Said(422, problems=[*problems, *wrong], typed=filled.typed))
    return redirect(f"{reverse('surat:isi', args=[slug, ref])}#{request.POST['unggah']}")


def _take_foto(request: LspRequest, surat: Surat) -> tuple[Mapping[str, Sequence[str]], list[Problem]]:
    """Keep every photo that came at a row; a bad one costs nothing but itself."""
    posted, problems, jenis = posted_lists(request), list[Problem](), JENIS[surat.code]
    content = answers_in(content_of(surat.lembar))
    for slot in [one for one in slots(jenis.form, content) if one.field.kind == "files"]:
        if f"{PREFIX}{slot.path}" not in request.FILES and request.POST.get("unggah") != slot.path:
            continue
        label = slot.row["cells"].get("perlengkapan", "") if slot.row else ""
        try:
            found, name = first_file(request, f"{PREFIX}{slot.path}")
            row = add_foto(jenis, surat, found, name=name, label=label[:80], actor=request.actor, at=now())
        except Refused as refusal:
            problems.append(Problem(slot.path, str(refusal.reason)))
        else:
            stored = list(slot.value) if isinstance(slot.value, list) else []
            posted[slot.path] = [*posted.get(slot.path, stored), row.ref]
    return posted, problems


@needs(*RIGHTS, roles=ROLES)
def simpan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Keep what changed."""
    surat = get_surat(request.actor, ref)
    if request.method != "POST" or not may_write(request.actor, JENIS[surat.code], surat):
        return redirect("surat:rinci", slug, ref)
    return autosave(fillable(surat, request.lsp, actor=request.actor, at=now()), request)


@needs(*RIGHTS, roles=ROLES)
def foto(request: LspRequest, slug: str, ref: str, bukti_ref: str) -> HttpResponse:
    """One photo, for whoever may read the record."""
    found = get_or_unseen(get_surat(request.actor, ref).foto_set.select_related("file__key"), ref=bukti_ref)
    return file_response(found.file)
