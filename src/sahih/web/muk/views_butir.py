"""One item: write it, change it, move it, take it out, and its picture."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from pydantic import ValidationError

from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused, Unseen, require
from sahih.kernel.vault.store import read
from sahih.materials.perangkat.actions import (
    AlreadyThere,
    ChangedMeanwhile,
    Gone,
    Picture,
    add_butir,
    drop_butir,
    move_butir,
    open_butir,
    regroup_butir,
    save_butir,
    stored_spec,
)
from sahih.materials.perangkat.format import ButirSpec
from sahih.materials.perangkat.importing.acuan import said
from sahih.materials.perangkat.importing.pictures import shown
from sahih.materials.perangkat.models import Butir
from sahih.materials.perangkat.policies import READERS, may_fill_muk, may_read_items
from sahih.materials.perangkat.queries import get_butir, get_muk
from sahih.web.answers import act_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.muk.bentuk import BENTUK, Bentuk
from sahih.web.muk.forms import ButirForm, typed_of
from sahih.web.muk.pages import title_of
from sahih.web.muk.pohon import Pohon, pohon_of, refs_in, value_of
from sahih.web.muk.views_isi import Tempat, begun, tempat_of
from sahih.web.sheets import small_response
from sahih.web.turning import back_with
from sahih.web.uploads import first_file


@dataclass(frozen=True)
class Halaman:
    """The page of one item, new or stored."""

    over: str
    title: str
    back: str
    bentuk: Bentuk
    pohon: list[Pohon]
    form: ButirForm
    ticked: set[str]
    whole: set[str] = field(default_factory=set)
    seen: str = ""
    place: str = ""
    action: str = ""
    draft_key: str = ""
    picture: str = ""
    note: str = ""
    is_keyed: bool = False
    others: tuple[tuple[int, str], ...] = ()
    """The other kelompok, by number and name, that it could go to; `ties` are the KUK it would lose there."""
    ties: str = ""
    moving: str = ""

    @property
    def unfolded(self) -> set[str]:
        """The units whose branch stands open: those with a tick, or the only one."""
        ticked = {value.split("|")[0] for value in self.ticked | self.whole}
        return ticked or ({self.pohon[0].code} if len(self.pohon) == 1 else set())


def show(request: LspRequest, page: Halaman, *, status: int = 200) -> HttpResponse:
    return render(request, "muk/butir.html", {"page": page, "form": page.form}, status=status)


def _ticked(posted: QueryDict | Mapping[str, object]) -> tuple[set[str], set[str]]:
    return (
        (set(posted.getlist("kuk")), set(posted.getlist("elemen"))) if isinstance(posted, QueryDict) else (set(), set())
    )


def _picture(request: LspRequest, form: ButirForm) -> Picture | None:
    if "picture" not in request.FILES:
        return None
    content, name = first_file(request, "picture")
    return Picture(content, name, form.cleaned_data["picture_alt"])


@needs(roles=(Role.ASESOR,))
def tambah(request: LspRequest, slug: str, ref: str, kelompok: int, instrumen: str) -> HttpResponse:
    """A new item; one may go on to the next at once."""
    place = tempat_of(request, ref, kelompok, instrumen)
    if not place.may_fill:
        return back_with(request, place.href("bagian"), place.may_fill.reason)
    if place.row is None and request.method != "POST":
        raise Unseen
    form = ButirForm(place.bentuk, request.POST or None, request.FILES or None)
    page = _new_page(request, place, form)
    if request.method != "POST":
        return show(request, page)
    if form.is_valid():
        try:
            spec = form.spec(refs_in(page.pohon, page.ticked, page.whole), shown=None)
            made = add_butir(begun(place), spec, picture=_picture(request, form), actor=request.actor, at=now())
        except AlreadyThere as twice:
            return _added(request, place, twice.butir)
        except (Refused, ValidationError) as refusal:
            form.add_error(None, words_of(refusal))
        else:
            return _added(request, place, made)
    return show(request, page, status=422)


def _added(request: LspRequest, place: Tempat, made: Butir) -> HttpResponse:
    messages.success(request, _("Butir nomor %d disimpan.") % made.number)
    return redirect(request.path if "lagi" in request.POST else place.href("bagian"))


def _new_page(request: LspRequest, place: Tempat, form: ButirForm, *, action: str = "", note: str = "") -> Halaman:
    ticked, whole = _ticked(request.POST)
    wanted = request.GET.get("kuk", "")
    return Halaman(
        place.over, _("Butir baru %s") % place.bentuk.code, place.href("bagian"), place.bentuk, pohon_of(place.muk, place.kelompok.number),
        form, ticked | ({wanted} if wanted else set()), whole, action=action, note=note,
    )  # fmt: skip


def _shown(request: LspRequest, ref: str, butir_ref: str) -> Butir:
    """The item; whoever may write it and comes too late is told that it is gone."""
    row = get_muk(request.actor, ref)
    try:
        return get_butir(row, butir_ref)
    except Unseen:
        if request.method != "POST" or not may_fill_muk(request.actor, row, day=local_date(now(), request.lsp.zone)):
            raise
        raise Gone.item() from None


def _afresh(request: LspRequest, ref: str, gone: Gone) -> HttpResponse:
    """What was typed about an item that is no more stands on the page of a new one."""
    named = re.fullmatch(r"([0-9]{1,2})/([a-z0-9-]{1,12})", request.POST.get("_tempat", ""))
    if named is None:
        return back_with(request, reverse("muk:muk", args=[request.lsp.slug, ref]), gone.reason)
    place = tempat_of(request, ref, int(named[1]), named[2])
    note = _("%s Isian Anda ada di bawah; simpan untuk menjadikannya butir baru.") % gone.reason
    form = ButirForm(place.bentuk, request.POST)
    return show(request, _new_page(request, place, form, action=place.href("tambah"), note=note), status=409)


def words_of(refusal: Refused | ValidationError) -> str:
    """A sentence, where what was typed holds characters that print as nothing."""
    if isinstance(refusal, Refused):
        return str(refusal.reason)
    return _("Isian memuat huruf tak tampak atau terlalu panjang. Ketik ulang atau tempel sebagai teks biasa.")


def _page_of(
    request: LspRequest, row: Butir, stored: ButirSpec, form: ButirForm, *, posted: bool, seen: str
) -> Halaman:  # fmt: skip
    bentuk, kelompok = BENTUK[row.bagian.instrumen], row.bagian.kelompok.number
    ticked, whole = _ticked(request.POST) if posted else ({value_of(ref) for ref in stored.refs}, set())
    own = [request.lsp.slug, row.muk.ref]
    return Halaman(
        title_of(row.muk), _("%(code)s kelompok %(kelompok)d, butir %(number)d") % {"code": bentuk.code, "kelompok": kelompok, "number": row.number},
        reverse("muk:bagian", args=[*own, kelompok, bentuk.slug]), bentuk, pohon_of(row.muk, kelompok), form, ticked, whole,
        seen, f"{kelompok}/{bentuk.slug}", draft_key=f"{request.user.ref}-{row.ref}-butir",
        picture=reverse("muk:gambar", args=[*own, row.ref]) if row.picture_id else "", is_keyed=stored.kunci is not None, moving=reverse("muk:pindah", args=[*own, row.ref]),
        others=tuple(row.muk.versi.kelompok_set.exclude(number=kelompok).order_by("number").values_list("number", "title")),
        ties=", ".join(said(ref) for ref in stored.refs),
    )  # fmt: skip


@needs(roles=(Role.ASESOR,))
def butir(request: LspRequest, slug: str, ref: str, butir_ref: str) -> HttpResponse:
    """Change an item; what another tab changed meanwhile is told, and what was typed stays."""
    try:
        row = _shown(request, ref, butir_ref)
        stored = open_butir(row, actor=request.actor, at=now())
        if request.method == "POST":
            return _keep(request, row, stored)
    except Gone as gone:
        return _afresh(request, ref, gone)
    except Refused as refusal:
        return back_with(request, reverse("muk:muk", args=[slug, ref]), refusal.reason)
    form = ButirForm(BENTUK[row.bagian.instrumen], initial=typed_of(stored))
    return show(request, _page_of(request, row, stored, form, posted=False, seen=stored.digest))


def _keep(request: LspRequest, row: Butir, stored: ButirSpec) -> HttpResponse:
    """Save what was posted; raises Gone where there is no longer an item to save it in."""
    form, seen = ButirForm(BENTUK[row.bagian.instrumen], request.POST, request.FILES), request.POST.get("_version", "")
    if not form.is_valid():
        return show(request, _page_of(request, row, stored, form, posted=True, seen=seen), status=422)
    page = _page_of(request, row, stored, form, posted=True, seen=stored.digest)
    try:
        spec = form.spec(refs_in(page.pohon, page.ticked, page.whole), shown=stored.picture)
        save_butir(row, spec, seen=seen, picture=_picture(request, form), actor=request.actor, at=now())
    except Gone:
        raise
    except ChangedMeanwhile as refusal:
        return show(request, replace(page, note=str(refusal.reason)), status=409)
    except (Refused, ValidationError) as refusal:
        form.add_error(None, words_of(refusal))
        return show(request, page, status=422)
    messages.success(request, _("Butir nomor %d disimpan.") % row.number)
    return redirect(page.back)


@needs(roles=(Role.ASESOR,))
def simpan(request: LspRequest, slug: str, ref: str, butir_ref: str) -> HttpResponse:
    """Keep what changed of a stored item; its key is kept by the button alone, never on the device."""
    if request.method != "POST":
        return redirect("muk:butir", slug, ref, butir_ref)
    at = now()
    try:
        row = _shown(request, ref, butir_ref)
        stored = open_butir(row, actor=request.actor, at=at)
        spec = _patched(request, row, stored)
        saved = save_butir(row, spec, seen=request.POST.get("_version", ""), actor=request.actor, at=at)
    except ChangedMeanwhile as refusal:
        return JsonResponse({"message": str(refusal.reason)}, status=409)
    except (Refused, ValidationError) as refusal:
        return JsonResponse({"message": words_of(refusal)}, status=422)
    return JsonResponse({"version": stored_spec(row.muk, saved).digest, "received_at": localtime(at).strftime("%H.%M")})


def _patched(request: LspRequest, row: Butir, stored: ButirSpec) -> ButirSpec:
    """The stored item with the fields that this save posted."""
    bentuk, pohon = BENTUK[row.bagian.instrumen], pohon_of(row.muk, row.bagian.kelompok.number)
    posted, typed = request.POST, dict(typed_of(stored))
    for name in typed.keys() & posted.keys():
        typed[name] = posted.get(name, "")
    form = ButirForm(bentuk, {name: value for name, value in typed.items() if value not in ("", False)})
    if not form.is_valid():
        raise Refused("; ".join(str(one) for errors in form.errors.values() for one in errors))
    refs = stored.refs
    if {"kuk", "elemen"} & posted.keys():
        ticked = set(posted.getlist("kuk")) if "kuk" in posted else {value_of(ref) for ref in stored.refs}
        refs = refs_in(pohon, ticked, posted.getlist("elemen"))
    spec = form.spec(refs, shown=stored.picture)
    if stored.kunci and _words(spec) != _words(stored):
        raise Refused(_("Soal ini berkunci: perubahannya tinggal di perangkat ini sampai disimpan bersama kuncinya dengan tombol Simpan butir."))  # fmt: skip
    return spec


def _words(spec: ButirSpec) -> tuple[object, ...]:
    """What a key was made for: it must not pass, by itself, to other words (FX14)."""
    return spec.text, spec.scope, spec.options


def _act_on(
    request: LspRequest, ref: str, butir_ref: str, act: Callable[[Butir], object], *, done: str, stays: bool
) -> HttpResponse:  # fmt: skip
    """One button of the list of items; back to the item where it `stays`, else to the list."""
    slug = request.lsp.slug
    try:
        row = _shown(request, ref, butir_ref)
    except Gone as gone:
        return back_with(request, reverse("muk:muk", args=[slug, ref]), gone.reason)
    page = reverse("muk:bagian", args=[slug, ref, row.bagian.kelompok.number, BENTUK[row.bagian.instrumen].slug])
    return act_answer(request, lambda: act(row), done=done, to=f"{page}#butir-{row.ref}" if stays else page)


@require_POST
@needs(roles=(Role.ASESOR,))
def naik(request: LspRequest, slug: str, ref: str, butir_ref: str) -> HttpResponse:
    def act(row: Butir) -> object:
        return move_butir(row, to=row.number - 1, actor=request.actor, at=now())

    return _act_on(request, ref, butir_ref, act, done=_("Butir dipindahkan ke atas."), stays=True)


@require_POST
@needs(roles=(Role.ASESOR,))
def turun(request: LspRequest, slug: str, ref: str, butir_ref: str) -> HttpResponse:
    def act(row: Butir) -> object:
        return move_butir(row, to=row.number + 1, actor=request.actor, at=now())

    return _act_on(request, ref, butir_ref, act, done=_("Butir dipindahkan ke bawah."), stays=True)


@require_POST
@needs(roles=(Role.ASESOR,))
def pindah(request: LspRequest, slug: str, ref: str, butir_ref: str) -> HttpResponse:
    """To the same instrument in another kelompok; its page stays open, so that KUK can be chosen there."""
    chosen = request.POST.get("kelompok", "")
    try:
        row = _shown(request, ref, butir_ref)
        moved = regroup_butir(
            row, kelompok=int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 4 else 0,
            may_drop_ties="lepas" in request.POST, actor=request.actor, at=now(),
        )  # fmt: skip
    except Gone as gone:
        return back_with(request, reverse("muk:muk", args=[slug, ref]), gone.reason)
    except Refused as refusal:
        return back_with(request, reverse("muk:butir", args=[slug, ref, butir_ref]), refusal.reason)
    messages.success(request, _("Butir dipindahkan ke kelompok %(kelompok)s sebagai nomor %(number)d. Periksa KUK-nya.") % {"kelompok": chosen, "number": moved.number})  # fmt: skip
    return redirect("muk:butir", slug, ref, butir_ref)


@require_POST
@needs(roles=(Role.ASESOR,))
def hapus(request: LspRequest, slug: str, ref: str, butir_ref: str) -> HttpResponse:
    def act(row: Butir) -> object:
        return drop_butir(row, actor=request.actor, at=now())

    return _act_on(request, ref, butir_ref, act, done=_("Butir dihapus."), stays=False)


@needs(roles=READERS)
def gambar(request: LspRequest, slug: str, ref: str, butir_ref: str) -> HttpResponse:
    """The picture of an item, for whoever may read the item."""
    row = get_butir(get_muk(request.actor, ref), butir_ref)
    require(may_read_items(request.actor, row.muk, day=local_date(now(), request.lsp.zone)))
    if row.picture is None:
        raise Unseen
    copy = shown(read(row.picture), row.picture.mime)
    return small_response(copy.content, copy.mime, stem=row.picture.ref)
