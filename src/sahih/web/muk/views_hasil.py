"""How the items of a MUK were answered: what nobody or everybody answers rightly is looked at again (FX9)."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused, first_denial
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import may_read_items
from sahih.materials.perangkat.queries import get_muk
from sahih.process.kaji_ulang.improving import note_item_results
from sahih.process.kaji_ulang.policies import may_note_results
from sahih.process.kaji_ulang.queries import ENOUGH, LONGEST_BATCH, batches_of, counts_in, name_of_batch, results_of
from sahih.web.gate import LspRequest, needs
from sahih.web.muk.hasil import MOST_BYTES, Baris, beside, chapters_of, decoded, from_table, questions_of, typed
from sahih.web.muk.mutu import result_words
from sahih.web.muk.pages import title_of
from sahih.web.turning import back_with
from sahih.web.ui.words import tanggal


@needs("mutu.improve")
def hasil(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Type or paste, look at what will open an improvement, record."""
    row, day = get_muk(request.actor, ref), local_date(now(), request.lsp.zone)
    verdict = first_denial(may_note_results(request.actor, row), may_read_items(request.actor, row, day=day))
    if not verdict:
        return back_with(request, reverse("muk:muk", args=[slug, ref]), verdict.reason)
    rows = questions_of(row)
    if request.method != "POST":
        return _page(request, row, rows)
    batch = request.POST.get("pelaksanaan", "")
    rows = beside(
        typed(rows, {name: str(value) for name, value in request.POST.items()}), results_of(row, but_for=batch)
    )
    if request.POST.get("langkah") == "baca":
        return _read(request, row, rows)
    is_final = request.POST.get("langkah") == "catat"
    problems = _problems(rows) or _of_batch(request, row, rows, batch, is_final=is_final)
    if problems or not is_final:
        return _page(request, row, rows, problems=problems, table=request.POST.get("tabel", ""), status=422 if problems else 200)  # fmt: skip
    return _record(request, row, rows)


def _problems(rows: Sequence[Baris]) -> list[dict[str, str]]:
    if not any(one.is_said for one in rows):
        return _plain(_("Isi dulu jumlah jawaban paling sedikit satu butir."))
    return [
        {"message": f"{one.code} {_('kelompok')} {one.kelompok} {_('butir')} {one.number}: {one.problem}", "anchor": f"benar-{one.ref}"}
        for one in rows
        if one.problem
    ]  # fmt: skip


def _of_batch(
    request: LspRequest, muk: Muk, rows: Sequence[Baris], batch: str, *, is_final: bool
) -> list[dict[str, str]]:
    """A batch has a name; the counts of one that was recorded are replaced only by who says so."""
    if not name_of_batch(batch):
        return [
            {"message": _("Tuliskan pelaksanaannya: nomor jadwal atau tanggal asesmennya."), "anchor": "pelaksanaan"}
        ]
    if is_final and not request.POST.get("ganti") and _replaced(muk, rows, batch):
        said = _("Hasil “%s” sudah dicatat dengan angka lain. Tulis pelaksanaan yang berbeda bila ini asesmen lain, atau centang bahwa angkanya diganti.")  # fmt: skip
        return [{"message": said % name_of_batch(batch), "anchor": "pelaksanaan"}]
    return []


def _replaced(muk: Muk, rows: Sequence[Baris], batch: str) -> int:
    """How many counts of this batch would become others."""
    known = counts_in(muk, batch)
    return sum(one.ref in known and known[one.ref] != one.hasil for one in rows if one.is_said and not one.problem)


def _plain(*said: str) -> list[dict[str, str]]:
    return [{"message": one} for one in said]


def _record(request: LspRequest, row: Muk, rows: Sequence[Baris]) -> HttpResponse:
    results = {one.ref: one.hasil for one in rows if one.is_said}
    try:
        opened = note_item_results(
            row, results, batch=request.POST.get("pelaksanaan", ""), actor=request.actor, at=now()
        )
    except Refused as refusal:
        return _page(request, row, rows, problems=_plain(str(refusal.reason)), status=422)
    said = ngettext("Hasil dicatat; %d perbaikan dibuka.", "Hasil dicatat; %d perbaikan dibuka.", len(opened))
    messages.success(request, said % len(opened))
    return redirect("muk:muk", request.lsp.slug, row.ref)


def _read(request: LspRequest, row: Muk, rows: Sequence[Baris]) -> HttpResponse:
    """What the table says goes into the boxes; lines that were not understood stay where they were pasted."""
    pasted, file = request.POST.get("tabel", ""), request.FILES.get("berkas")
    try:
        text = decoded(file.read(MOST_BYTES + 1)) if file is not None else pasted
        read = from_table(rows, text)
    except Refused as refusal:
        return _page(request, row, rows, problems=_plain(str(refusal.reason)), table=pasted, status=422)
    told = ngettext("%d butir terbaca dari tabel.", "%d butir terbaca dari tabel.", read.count) % read.count
    return _page(request, row, read.rows, problems=_plain(*read.problems), table=read.left, told=told, status=422 if read.problems else 200)  # fmt: skip


def _page(
    request: LspRequest, row: Muk, rows: Sequence[Baris], *,
    problems: Sequence[Mapping[str, str]] = (), table: str = "", told: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    opens, is_checked = sum(one.opens for one in rows), request.method == "POST"
    batch = request.POST.get("pelaksanaan", "") if is_checked else tanggal(local_date(now(), request.lsp.zone))
    seen = {
        "muk": row, "title": title_of(row), "chapters": list(chapters_of(rows)), "table": table, "told": told, "enough": ENOUGH,
        "problems": problems, "is_checked": is_checked, "opens": opens,
        "before": [result_words(one) for one in results_of(row)], "batch": batch, "batches": batches_of(row), "longest": LONGEST_BATCH,
        "replaces": _replaced(row, rows, batch) if is_checked else 0, "is_replacing": bool(request.POST.get("ganti")),
    }  # fmt: skip
    return render(request, "muk/hasil.html", seen, status=status)
