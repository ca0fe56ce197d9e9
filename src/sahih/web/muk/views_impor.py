"""Import a file into a draft by way of a preview; hand a MUK out as a file."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused, get_or_unseen
from sahih.kernel.vault.models import StoredFile
from sahih.materials.berkas.packages import MAX_PACKED
from sahih.materials.berkas.reading import FileRefused
from sahih.materials.perangkat.actions import export_muk, keep_import, open_import, take_import
from sahih.materials.perangkat.actions.files import Changed, Taken, imports_of, kepala_of
from sahih.materials.perangkat.importing.acuan import acuan_of
from sahih.materials.perangkat.importing.choosing import Cara, Pilihan
from sahih.materials.perangkat.importing.exporting import template
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import READERS, may_fill_muk, may_read_items, may_see_keys
from sahih.materials.perangkat.queries import get_muk
from sahih.materials.skema.content import content_of
from sahih.web.answers import problem_rows, refusal_sentences, uploaded
from sahih.web.gate import LspRequest, needs
from sahih.web.muk.impor import kuk_said, lists_of, missed_table, offers_of, parts_of, taken_words, ways_of
from sahih.web.muk.pages import title_of
from sahih.web.naming import attachment, file_name
from sahih.web.turning import back_with
from sahih.web.ui.parts import Cell, Link, Table, Upload
from sahih.web.ui.words import tanggal

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIME = {"yaml": "application/yaml; charset=utf-8", "xlsx": XLSX, "zip": "application/zip"}


@needs(roles=(Role.ASESOR,))
def impor(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Choose a file; what can be read goes on to its preview."""
    row = get_muk(request.actor, ref)
    verdict = may_fill_muk(request.actor, row, day=local_date(now(), request.lsp.zone))
    if not verdict and request.method != "POST":
        return back_with(request, reverse("muk:muk", args=[slug, ref]), verdict.reason)
    if request.method != "POST":
        return _upload_page(request, row)
    try:
        content, name = uploaded(request, "berkas", limit=MAX_PACKED)
        kept = keep_import(row, content=content, name=name, actor=request.actor, at=now())
    except (FileRefused, Refused) as refused:
        return _refused_page(request, row, refused)
    return redirect("muk:impor_pratinjau", slug, ref, kept.ref)


def _refused_page(request: LspRequest, row: Muk, refused: FileRefused | Refused) -> HttpResponse:
    """What to mend in the file, line by line where it has lines, above the field for the next one."""
    if isinstance(refused, Refused):
        return _upload_page(request, row, errors=refusal_sentences(refused))
    rows = problem_rows(refused.problems)
    told = _("Berkas YAML ini belum dapat dibaca. Perbaiki yang tertulis di bawah, lalu unggah lagi.")
    return _upload_page(request, row, errors=[told], rows=rows)


def _upload_page(
    request: LspRequest, row: Muk, *, errors: Sequence[str] = (), rows: Sequence[tuple[Cell, ...]] = ()
) -> HttpResponse:
    upload = Upload(
        "berkas", _("Berkas MUK"), accept=".docx,.xlsx,.yaml,.yml,.zip", errors=list(errors), is_required=True,
        help=_("Word (.docx), Excel (.xlsx) dari templat, YAML, atau ZIP hasil ekspor; paling besar %d MB.") % (MAX_PACKED // 1024 // 1024),
    )  # fmt: skip
    before = [
        Link(one.name, reverse("muk:impor_pratinjau", args=[request.lsp.slug, row.ref, one.ref]), note=_kept_words(one))
        for one in imports_of(row)[:10]
    ]
    seen = {
        "muk": row, "title": title_of(row), "upload": upload, "before": before,
        "table": Table(_("Yang perlu diperbaiki"), (_("Tempat"), _("Isian"), _("Masalah")), rows),
    }  # fmt: skip
    return render(request, "muk/impor.html", seen, status=422 if errors else 200)


def _kept_words(file: StoredFile) -> str:
    until = tanggal(file.keep_until) if file.keep_until else "–"
    return _("Diunggah %(at)s, disimpan sampai %(until)s.") % {"at": tanggal(file.received_at), "until": until}


@needs(roles=(Role.ASESOR,))
def impor_pratinjau(request: LspRequest, slug: str, ref: str, file_ref: str) -> HttpResponse:
    """What was read beside what is there; taken over by a button, whole or not at all."""
    row = get_muk(request.actor, ref)
    verdict = may_fill_muk(request.actor, row, day=local_date(now(), request.lsp.zone))
    if not verdict:
        return back_with(request, reverse("muk:muk", args=[slug, ref]), verdict.reason)
    file: StoredFile = get_or_unseen(imports_of(row), ref=file_ref)
    try:
        return _take(request, row, file) if request.method == "POST" else _preview_page(request, row, file)
    except (FileRefused, Refused) as refused:
        # Kept when it could be read, and no longer: the skema or the reader is another one since.
        return _refused_page(request, row, refused)


def _take(request: LspRequest, row: Muk, file: StoredFile) -> HttpResponse:
    back = reverse("muk:muk", args=[request.lsp.slug, row.ref])
    posted = {name: str(value) for name, value in request.POST.items()}
    pilihan = Pilihan(posted.get("cara", ""), kuk_said(posted), is_loss_agreed="setuju" in posted)
    try:
        taken = take_import(row, file, pilihan=pilihan, base=posted.get("base", ""), actor=request.actor, at=now())
    except Taken as same:
        return back_with(request, back, same.reason)
    except Refused as refusal:
        return _preview_page(request, row, file, posted=posted, errors=refusal_sentences(refusal), status=409 if isinstance(refusal, Changed) else 422)  # fmt: skip
    messages.success(request, taken_words(taken, cara=pilihan.cara))
    return redirect(back)


def _preview_page(
    request: LspRequest, row: Muk, file: StoredFile, *,
    posted: Mapping[str, str] | None = None, errors: Sequence[str] = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    at = now()
    seen = open_import(row, file, actor=request.actor, at=at)
    told, shown = posted or {}, may_see_keys(request.actor, row, day=local_date(at, request.lsp.zone))
    items = sum(len(one.butir) for one in seen.bacaan.spec.bagian)
    answer = {
        "muk": row, "title": title_of(row), "file": file, "base": seen.base, "problems": [{"message": one} for one in errors], "items": items,
        "notes": seen.bacaan.catatan, "missed": missed_table(seen.bacaan.terlewat, may_see_keys=bool(shown)),
        "parts": parts_of(seen), "offers": offers_of(seen, told), "lists": lists_of(seen.acuan),
        "ways": ways_of(seen, told.get("cara", Cara.SISIP)), "agreed": "setuju" in told,
        "kept": _kept_words(file), "bagian_count": len(seen.bacaan.spec.bagian),
    }  # fmt: skip
    return render(request, "muk/impor_pratinjau.html", answer, status=status)


@needs(roles=READERS)
def templat(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """An empty workbook with the KUK of this skema version."""
    row = get_muk(request.actor, ref)
    content = template(
        acuan_of(content_of(row.versi)), kepala_of(request.actor, now(), has_keys=False), title=row.title
    )
    return _download(content, file_name("templat-MUK", row.versi.skema.number, row.versi.title, ending="xlsx"), XLSX)


@needs(roles=READERS)
def ekspor(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The MUK as a file; with keys only for those who may read them, and noted as such a reading."""
    row, at = get_muk(request.actor, ref), now()
    day: dt.date = local_date(at, request.lsp.zone)
    verdict = may_read_items(request.actor, row, day=day)
    if not verdict:
        return back_with(request, reverse("muk:muk", args=[slug, ref]), verdict.reason)
    kind, error = request.POST.get("bentuk", ""), ""
    if request.method == "POST":
        try:
            content = export_muk(row, kind=kind, with_keys="kunci" in request.POST, actor=request.actor, at=at)
            return _download(content, _export_name(row, kind, with_keys="kunci" in request.POST), MIME[kind])
        except Refused as refusal:
            error = str(refusal.reason)
    seen = {
        "muk": row,
        "title": title_of(row),
        "keys": may_see_keys(request.actor, row, day=day),
        "error": error,
        "kind": kind,
    }
    return render(request, "muk/ekspor.html", seen, status=422 if error else 200)


def _export_name(row: Muk, kind: str, *, with_keys: bool) -> str:
    """A file with keys says so, so that nobody passes it on by its look."""
    return file_name("MUK", row.number, row.versi.skema.number, row.title, "BERKUNCI" if with_keys else "", ending=kind)


def _download(content: bytes, name: str, mime: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = attachment(name)
    answer["Cache-Control"] = "no-store"
    return answer
