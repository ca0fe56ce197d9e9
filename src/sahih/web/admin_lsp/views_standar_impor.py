"""A standard from a file: kept, shown beside what is there, taken whole by one confirmation (K3)."""

import datetime as dt
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, get_or_unseen
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.vault.store import read
from sahih.materials.berkas.reading import MAX_BYTES, FileRefused
from sahih.materials.skema.acuan import Pemakai, versi_on
from sahih.materials.skema.beda import standar_unit_beda
from sahih.materials.skema.enums import UNPUBLISHED
from sahih.materials.standar.actions import Changed, Imported, keep_import, take_import
from sahih.materials.standar.enums import StandarStatus
from sahih.materials.standar.policies import may_add_unit
from sahih.materials.standar.pratinjau import Pratinjau, preview_of, read_file, successor_named, successors_of
from sahih.materials.standar.queries import get_standar, kept_imports
from sahih.materials.standar.sheets import HEAD
from sahih.web.answers import problem_rows, uploaded
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.parts import Cell, Link, Table, Upload
from sahih.web.ui.tones import tone_of
from sahih.web.ui.words import tanggal

TOUCHED = ("Skema", "Keadaan", "Unit", "Akibatnya")


@needs("skema.manage")
def impor(request: LspRequest, slug: str) -> HttpResponse:
    """Choose a YAML or XLSX file; what can be read goes on to its preview."""
    if request.method != "POST":
        return _upload_page(request, slug)
    try:
        content, name = uploaded(request, "berkas", limit=MAX_BYTES)
        kept = keep_import(content, name=name, actor=request.actor, at=now())
    except (FileRefused, Refused) as refused:
        return _refused_page(request, slug, refused)
    return redirect("admin_lsp:standar_pratinjau", slug, kept.ref)


def _refused_page(request: LspRequest, slug: str, refused: FileRefused | Refused) -> HttpResponse:
    """Each problem by line, above the field for the next file."""
    if isinstance(refused, Refused):
        return _upload_page(request, slug, errors=[str(refused.reason)])
    rows = problem_rows(refused.problems)
    told = _("Berkas ini belum dapat dibaca. Perbaiki yang tertulis di bawah, lalu unggah lagi.")
    return _upload_page(request, slug, errors=[told], rows=rows)


def _upload_page(
    request: LspRequest, slug: str, *, errors: Sequence[str] = (), rows: Sequence[tuple[Cell, ...]] = ()
) -> HttpResponse:
    upload = Upload(
        "berkas", _("Berkas standar (YAML atau XLSX)"), accept=".yaml,.yml,.xlsx", errors=list(errors), is_required=True,
        help=_("Paling besar 2 MB. PDF tidak dibaca utuh: buka standarnya, lalu Tempel unit dari PDF."),
    )  # fmt: skip
    before = [
        Link(one.name, reverse("admin_lsp:standar_pratinjau", args=[slug, one.ref]), note=_kept_words(one))
        for one in kept_imports()[:5]
    ]
    table = Table(_("Yang perlu diperbaiki"), (_("Tempat"), _("Isian"), _("Masalah")), rows)
    seen = {"upload": upload, "table": table, "slug": slug, "before": before}
    return render(request, "admin_lsp/standar_impor.html", seen, status=422 if errors else 200)


def _kept_words(file: StoredFile) -> str:
    until = tanggal(file.keep_until) if file.keep_until else "–"
    return _("Diunggah %(at)s, disimpan sampai %(until)s.") % {"at": tanggal(file.received_at), "until": until}


@needs("skema.manage")
def pratinjau(request: LspRequest, slug: str, file_ref: str) -> HttpResponse:
    """What the file does to the standard and to the skema on it; nothing is taken before the button."""
    file: StoredFile = get_or_unseen(kept_imports(), ref=file_ref)
    try:
        seen = preview_of(read_file(read(file)))
    except FileRefused as refused:
        # Kept when it could be read, and no longer: the reader is another one since.
        return _refused_page(request, slug, refused)
    if request.method != "POST":
        return _preview_page(request, slug, file, seen)
    try:
        by = get_standar(request.actor, ref) if (ref := request.POST.get("pengganti", "")) else None
        done = take_import(
            file, seen=request.POST.get("base", ""), replaced_by=by, actor=request.actor, at=now()
        )  # fmt: skip
    except Refused as refusal:
        status = 409 if isinstance(refusal, Changed) else 422
        return _preview_page(request, slug, file, seen, error=str(refusal.reason), status=status)
    said = _("%(added)d unit ditambahkan, %(corrected)d diperbaiki, %(unchanged)d sudah sama.")
    messages.success(request, said % vars(done))
    if told := _state_told(done):
        messages.warning(request, told)
    return redirect("admin_lsp:standar", slug, done.standar.ref)


def _preview_page(
    request: LspRequest, slug: str, file: StoredFile, seen: Pratinjau, *, error: str = "", status: int = 200
) -> HttpResponse:
    spec = seen.spec
    corrected = [(one.after, one.makes_edition, standar_unit_beda(one.latest.spec(), one.after)) for one in seen.corrected]  # fmt: skip
    bar = may_add_unit(request.actor, seen.standar) if seen.standar and seen.added else None
    named = successor_named(spec)
    chosen = request.POST.get("pengganti", named.ref if named else "")
    successors = [(one.ref, str(one), one.ref == chosen) for one in successors_of(spec)] if seen.step == "replace" else []  # fmt: skip
    answer = {
        "slug": slug, "file": file, "seen": seen, "name": f"{spec.kind} {spec.number}/{spec.year}", "facts": spec,
        "problems": [{"message": error}] if error else [], "corrected": corrected, "touched": _touched_table(seen, slug),
        "bar": str(bar.reason) if bar is not None and not bar else "", "ends": _ends(seen), "otherwise": _otherwise(seen),
        "stays": [HEAD[key] for key in seen.stays], "successors": successors, "counts": _counts(seen), "kept": _kept_words(file),
    }  # fmt: skip
    return render(request, "admin_lsp/standar_pratinjau.html", answer, status=status)


def _counts(seen: Pratinjau) -> str:
    numbers = {"added": len(seen.added), "corrected": len(seen.corrected), "unchanged": seen.unchanged}
    return _("%(added)d unit ditambahkan, %(corrected)d diperbaiki, %(unchanged)d sudah sama.") % numbers


def _ends(seen: Pratinjau) -> tuple[str, str] | None:
    """The end of a standard as the file says it: which, since when, by what decree."""
    if not seen.step:
        return None
    spec = seen.spec
    said = {
        "standar": f"{spec.kind} {spec.number}/{spec.year}", "status": StandarStatus(spec.status).label.lower(),
        "day": tanggal(dt.date.fromisoformat(spec.status_on or "")), "decree": spec.status_decree,
    }  # fmt: skip
    title = _("Berkas ini mengakhiri %(standar)s: %(status)s sejak %(day)s") % said
    return title, _("Dasarnya menurut berkas: %(decree)s.") % said


def _otherwise(seen: Pratinjau) -> str:
    """Which state stays though the file says another."""
    if not seen.is_otherwise or seen.standar is None:
        return ""
    said = {"standar": seen.standar, "status": seen.standar.get_status_display().lower()}
    return _("Di sini %(standar)s tercatat %(status)s, sedangkan berkas menyebut keadaan lain. Keadaannya tidak diubah oleh impor; ubah lewat Ubah keadaan bila perlu.") % said  # fmt: skip


def _touched_table(seen: Pratinjau, slug: str) -> Table:
    """The skema on this standard: all of them where it ends, else those that hold a corrected unit."""
    changed = {one.after.code for one in seen.corrected}
    users = versi_on(seen.key, standar=seen.standar) if seen.step or changed else []
    rows = [
        _touched_row(one, changed, slug, ends=bool(seen.step)) for one in users if seen.step or changed & set(one.codes)
    ]
    return Table(_("Skema dan draf yang tersentuh"), TOUCHED, rows)


def _touched_row(one: Pemakai, changed: set[str], slug: str, *, ends: bool) -> tuple[Cell, ...]:
    codes = one.codes if ends else [code for code in one.codes if code in changed]
    return (
        Cell(str(one.versi), reverse("admin_lsp:skema_versi", args=[slug, one.versi.ref])),
        Cell(one.versi.get_status_display(), tone=tone_of(one.versi.status)),
        Cell(ngettext("%d unit", "%d unit", len(codes)) % len(codes)),
        Cell(effect_on(one, ends=ends)),
    )


def effect_on(one: Pemakai, *, ends: bool) -> str:
    """K3, K5: what is published goes on; what is not yet must be mended, or is told."""
    if one.versi.status in UNPUBLISHED:
        return _("Tidak dapat diterbitkan sebelum unitnya diganti atau dikeluarkan.") if ends else _("Isinya tidak berubah sendiri; draf memberi tahu ada isi yang lebih baru.")  # fmt: skip
    return _("Tetap berlaku bersama permohonannya. Versi berikutnya tidak dapat terbit di atas standar ini.") if ends else _("Tetap memakai isi lamanya.")  # fmt: skip


def _state_told(done: Imported) -> str:
    """K3: what the file made of the state of the standard, or why it made nothing of it."""
    said = {
        "standar": done.standar, "status": done.standar.get_status_display().lower(), "decree": done.standar.status_decree,
        "day": tanggal(done.standar.status_on) if done.standar.status_on else "–",
    }  # fmt: skip
    if done.is_ended:
        return _("%(standar)s sekarang %(status)s sejak %(day)s menurut %(decree)s, seperti tertulis di berkas. Skema baru tidak dapat lagi diterbitkan di atasnya; bila keliru, betulkan lewat Ubah keadaan.") % said  # fmt: skip
    if done.is_otherwise:
        return _("Di sini %(standar)s tercatat %(status)s, sedangkan berkas menyebut keadaan lain. Keadaannya tidak diubah; ubah lewat Ubah keadaan bila perlu.") % said  # fmt: skip
    return ""
