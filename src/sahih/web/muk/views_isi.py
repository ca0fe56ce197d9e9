"""One instrument of one kelompok: its head, its items, and many items at once from lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused, Unseen, Verdict, require
from sahih.materials.perangkat.actions import (
    ChangedMeanwhile,
    Gone,
    LinesChanged,
    drop_bagian,
    read_items,
    save_bagian,
    write_lines,
)
from sahih.materials.perangkat.content import Rows, head_spec, rows_of
from sahih.materials.perangkat.format import RefSpec
from sahih.materials.perangkat.lines import NOTHING_SEEN, Lines, box_seen, boxes_seen, line_items, touched
from sahih.materials.perangkat.models import Bagian, Muk
from sahih.materials.perangkat.policies import READERS, may_fill_muk, may_read_items
from sahih.materials.perangkat.queries import get_muk
from sahih.materials.skema.models import Kelompok
from sahih.web.answers import act_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.muk.bentuk import BY_SLUG, Bentuk
from sahih.web.muk.forms import BagianForm, head_of
from sahih.web.muk.pages import badge_of, items_of, title_of
from sahih.web.muk.pohon import Pilihan, Pohon, pohon_of
from sahih.web.turning import back_with

Typed = Mapping[RefSpec, Sequence[str]]
Seen = Mapping[RefSpec, str]


@dataclass(frozen=True)
class Tempat:
    """Where one is: the MUK, the kelompok, the instrument; the row is there once something of it was saved."""

    muk: Muk
    kelompok: Kelompok
    bentuk: Bentuk
    row: Bagian | None
    may_fill: Verdict
    slug: str

    def href(self, name: str) -> str:
        return reverse(f"muk:{name}", args=[self.slug, self.muk.ref, self.kelompok.number, self.bentuk.slug])

    @property
    def over(self) -> str:
        words = _("Kelompok %d") % self.kelompok.number
        return f"{title_of(self.muk)} · {words} {self.kelompok.title}".strip()

    @property
    def opened(self) -> Bagian:
        if self.row is None:
            raise Unseen
        return self.row


def tempat_of(request: LspRequest, ref: str, kelompok: int, instrumen: str) -> Tempat:
    """What the address names, for whoever may read items; there is nothing else to see."""
    row, day = get_muk(request.actor, ref), local_date(now(), request.lsp.zone)
    require(may_read_items(request.actor, row, day=day))
    bentuk = BY_SLUG.get(instrumen)
    group = Kelompok.objects.filter(versi=row.versi_id, number=kelompok).first()
    if bentuk is None or group is None:
        raise Unseen
    found = Bagian.objects.filter(muk=row, kelompok=group, instrumen=bentuk.code.value)
    own = found.select_related("kelompok", "versi__skema", "muk__versi__skema", "muk__key", "muk__penyusun").first()
    return Tempat(row, group, bentuk, own, may_fill_muk(request.actor, row, day=day), request.lsp.slug)


def begun(place: Tempat) -> Bagian:
    """The row to write in; whoever comes too late for it is told."""
    if place.row is None:
        raise Gone.instrument()
    return place.row


@needs(roles=READERS)
def bagian(request: LspRequest, slug: str, ref: str, kelompok: int, instrumen: str) -> HttpResponse:
    """The head and the items; saving the head begins an instrument that was not there."""
    place = tempat_of(request, ref, kelompok, instrumen)
    form = BagianForm(place.bentuk, request.POST or None, initial=head_of(place.row, place.bentuk))
    status = 422
    if request.method == "POST" and form.is_valid():
        try:
            save_bagian(
                place.muk, form.spec(kelompok), seen=request.POST.get("_version", ""), actor=request.actor, at=now()
            )
        except ChangedMeanwhile as refusal:
            status = 409
            form.add_error(None, str(refusal.reason))
            form.tell_stored(head_of(place.row, place.bentuk))
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("Disimpan. Sekarang tulis butirnya."))
            return redirect(request.get_full_path())
    if place.row and not place.may_fill:
        read_items(place.muk, part=f"{place.bentuk.code} kelompok {kelompok}", actor=request.actor, at=now())
    rows = rows_of(place.muk, keys=False, bagian=place.row) if place.row else None
    seen = {
        "place": place, "form": form, "badge": badge_of(place.muk), "heads": _heads(place),
        "version": _head_version(request, place, form, status),
        "items": items_of(rows, place.row, place.bentuk) if rows and place.row else (), "href": _addresses(place),
    }  # fmt: skip
    return render(request, "muk/bagian.html", seen, status=status if form.errors else 200)


def _head_version(request: LspRequest, place: Tempat, form: BagianForm, status: int) -> str:
    """What the page was opened on; once it has told what another tab stored, that."""
    if form.errors and status == 422:
        return request.POST.get("_version", "")
    return head_spec(place.row).head_digest if place.row else ""


def _addresses(place: Tempat) -> dict[str, str]:
    return {name: place.href(name) for name in ("bagian", "tambah", "baris", "hapus_bagian")}


def _heads(place: Tempat) -> list[tuple[object, object]]:
    """The head as it is read by whoever does not write it."""
    said = head_of(place.row, place.bentuk)
    return [(one.label, said[one.name]) for one in place.bentuk.heads if said.get(one.name)]


@require_POST
@needs(roles=(Role.ASESOR,))
def hapus_bagian(request: LspRequest, slug: str, ref: str, kelompok: int, instrumen: str) -> HttpResponse:
    """Take the instrument out of the draft, with its items."""
    place = tempat_of(request, ref, kelompok, instrumen)
    return act_answer(
        request, lambda: drop_bagian(begun(place), actor=request.actor, at=now()),
        done=_("Instrumen dan butirnya dikeluarkan dari MUK ini."), to=reverse("muk:muk", args=[slug, ref]),
    )  # fmt: skip


@dataclass(frozen=True)
class Kotak:
    """The box of one KUK: what stands in it, and how many items beside it do not fit a box."""

    kuk: Pilihan
    name: str
    text: str
    others: int
    # What another tab stored there meanwhile.
    stored: str = ""
    is_overtaken: bool = False


def boxes_of(
    rows: Rows, bagian: Bagian, unit: Pohon, typed: Typed, clash: Sequence[RefSpec] = ()
) -> list[Kotak]:  # fmt: skip
    """What stands in each box, or what was typed there and not kept."""
    shown = line_items(rows, bagian)
    counts: dict[RefSpec, int] = {}
    for items in rows.butir_by_bagian.get(bagian.pk, ()):
        for ref in rows.refs_by_butir.get(items.pk, ()):
            counts[ref] = counts.get(ref, 0) + 1
    return [
        Kotak(
            one, f"kuk|{one.value}", "\n".join(typed[one.ref] if one.ref in typed else [row.text for row in shown.get(one.ref, ())]),
            counts.get(one.ref, 0) - len(shown.get(one.ref, ())), "\n".join(row.text for row in shown.get(one.ref, ())), one.ref in clash,
        )
        for one in unit.kuk
    ]  # fmt: skip


def _typed_boxes(unit: Pohon, typed: Typed) -> list[Kotak]:
    """The boxes of an instrument that is no more: only what was typed."""
    return [Kotak(one, f"kuk|{one.value}", "\n".join(typed.get(one.ref, ())), 0) for one in unit.kuk]


def typed_in(request: LspRequest, pohon: list[Pohon]) -> dict[RefSpec, list[str]]:
    """The boxes that this page posted; one that was not posted says nothing."""
    boxes = {f"kuk|{one.value}": one.ref for unit in pohon for one in unit.kuk}
    return {ref: request.POST.get(name, "").splitlines() for name, ref in boxes.items() if name in request.POST}


def version_of(pohon: list[Pohon], seen: Seen) -> str:
    """What the page remembers of its boxes, in their order; an empty box too is remembered as empty."""
    return " ".join(seen.get(one.ref, NOTHING_SEEN) for unit in pohon for one in unit.kuk)


def seen_in(request: LspRequest, pohon: list[Pohon]) -> dict[RefSpec, str]:
    refs = [one.ref for unit in pohon for one in unit.kuk]
    return dict(zip(refs, request.POST.get("_version", "").split(" "), strict=False))


@needs(roles=(Role.ASESOR,))
def baris(request: LspRequest, slug: str, ref: str, kelompok: int, instrumen: str) -> HttpResponse:
    """A box for each KUK, one item a line."""
    place = tempat_of(request, ref, kelompok, instrumen)
    if not place.may_fill:
        return back_with(request, place.href("bagian"), place.may_fill.reason)
    pohon = pohon_of(place.muk, kelompok)
    if request.method == "POST":
        return _keep_lines(request, place, pohon)
    return _lines_page(request, place, pohon, {})


def _lines_page(
    request: LspRequest, place: Tempat, pohon: list[Pohon], typed: Typed, *,
    note: str = "", seen: Seen | None = None, clash: Sequence[RefSpec] = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    """What is stored, and in its place what was typed and not kept; `seen` is what that was typed upon."""
    if place.row is None:
        units, version = [(unit, _typed_boxes(unit, typed)) for unit in pohon], ""
    else:
        rows = rows_of(place.muk, keys=False, bagian=place.row)
        units = [(unit, boxes_of(rows, place.row, unit, typed, clash)) for unit in pohon]
        version = version_of(pohon, {**boxes_seen(rows, place.row), **{ref: one for ref, one in (seen or {}).items() if ref in typed and ref not in clash}})  # fmt: skip
    key = f"{request.user.ref}-{place.row.ref if place.row else ''}-baris"
    shown = {
        "place": place, "units": units, "back": place.href("bagian"), "draft_key": key, "note": note, "version": version,
    }  # fmt: skip
    return render(request, "muk/baris.html", shown, status=status)


def _keep_lines(request: LspRequest, place: Tempat, pohon: list[Pohon]) -> HttpResponse:
    seen = seen_in(request, pohon)
    typed = touched(typed_in(request, pohon), seen)
    try:
        found = write_lines(begun(place), typed, seen=seen, actor=request.actor, at=now())
    except LinesChanged as refusal:
        return _lines_page(request, place, pohon, typed, note=str(refusal.reason), seen=seen, clash=refusal.refs, status=409)  # fmt: skip
    except Refused as refusal:
        return _lines_page(request, place, pohon, typed, note=str(refusal.reason), seen=seen, status=422)
    count = len(found.added) + len(found.changed)
    messages.success(request, ngettext("%d butir disimpan.", "%d butir disimpan.", count) % count)
    if told := kept_words(found):
        messages.warning(request, told)
    return redirect(place.href("bagian"))


def kept_words(found: Lines) -> str:
    """What stays as it was although its line is gone or says something else."""
    numbers = ", ".join(str(one.number) for one in found.kept)
    return (
        _(
            "Butir nomor %s punya kunci, gambar, pilihan, dimensi atau tanda lain dan tetap seperti semula; ubah atau hapus di halamannya sendiri."
        )
        % numbers
        if numbers
        else ""
    )


@needs(roles=(Role.ASESOR,))
def simpan_baris(request: LspRequest, slug: str, ref: str, kelompok: int, instrumen: str) -> HttpResponse:
    """Keep the boxes that changed."""
    if request.method != "POST":
        return redirect("muk:baris", slug, ref, kelompok, instrumen)
    place = tempat_of(request, ref, kelompok, instrumen)
    at, pohon = now(), pohon_of(place.muk, kelompok)
    seen = seen_in(request, pohon)
    typed = touched(typed_in(request, pohon), seen)
    try:
        found = write_lines(begun(place), typed, seen=seen, actor=request.actor, at=at)
    except LinesChanged as refusal:
        return JsonResponse({"message": str(refusal.reason)}, status=409)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal.reason)}, status=422)
    shown = line_items(rows_of(place.muk, keys=False, bagian=place.opened), place.opened)
    after = {ref: box_seen(lines, shown.get(ref, ())) for ref, lines in typed.items()}
    said = {"version": version_of(pohon, seen | after), "received_at": localtime(at).strftime("%H.%M")}
    return JsonResponse(said | ({"message": told} if (told := kept_words(found)) else {}))
