"""One item: write it, change it, move it, take it out, and its picture."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
from sahih.materials.perangkat.actions import (
    ChangedMeanwhile,
    Picture,
    add_butir,
    drop_butir,
    move_butir,
    open_butir,
    save_butir,
    stored_spec,
)
from sahih.materials.perangkat.format import ButirSpec
from sahih.materials.perangkat.models import Butir
from sahih.materials.perangkat.policies import READERS, may_read_items
from sahih.materials.perangkat.queries import get_butir, get_muk
from sahih.web.answers import act_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.muk.bentuk import BENTUK, Bentuk
from sahih.web.muk.forms import ButirForm, typed_of
from sahih.web.muk.pages import title_of
from sahih.web.muk.pohon import Pohon, pohon_of, refs_in, value_of
from sahih.web.muk.views_isi import tempat_of
from sahih.web.sheets import file_response
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
    draft_key: str = ""
    picture: str = ""
    note: str = ""

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


def _picture(request: LspRequest) -> Picture | None:
    if "picture" not in request.FILES:
        return None
    content, name = first_file(request, "picture")
    return Picture(content, name, request.POST.get("picture_alt", ""))


@needs(roles=(Role.ASESOR,))
def tambah(request: LspRequest, slug: str, ref: str, kelompok: int, instrumen: str) -> HttpResponse:
    """A new item; one may go on to the next at once."""
    place = tempat_of(request, ref, kelompok, instrumen)
    if not place.may_fill:
        return back_with(request, place.href("bagian"), place.may_fill.reason)
    row, pohon = place.opened, pohon_of(place.muk, kelompok)
    ticked, whole = _ticked(request.POST)
    wanted = request.GET.get("kuk", "")
    form = ButirForm(place.bentuk, request.POST or None, request.FILES or None)
    page = Halaman(
        place.over, _("Butir baru %s") % place.bentuk.code, place.href("bagian"), place.bentuk, pohon, form,
        ticked | ({wanted} if wanted else set()), whole,
    )  # fmt: skip
    if request.method != "POST":
        return show(request, page)
    if form.is_valid():
        try:
            spec = form.spec(refs_in(pohon, ticked, whole), shown=None)
            made = add_butir(row, spec, picture=_picture(request), actor=request.actor, at=now())
        except (Refused, ValidationError) as refusal:
            form.add_error(None, words_of(refusal))
        else:
            messages.success(request, _("Butir nomor %d disimpan.") % made.number)
            return redirect(request.path if "lagi" in request.POST else place.href("bagian"))
    return show(request, page, status=422)


def words_of(refusal: Refused | ValidationError) -> str:
    """A sentence, where what was typed holds characters that print as nothing."""
    if isinstance(refusal, Refused):
        return str(refusal.reason)
    return _("Isian memuat huruf tak tampak atau terlalu panjang. Ketik ulang atau tempel sebagai teks biasa.")


def _page_of(
    request: LspRequest, row: Butir, stored: ButirSpec, form: ButirForm, *, posted: bool, seen: str, note: str = ""
) -> Halaman:  # fmt: skip
    bentuk, kelompok = BENTUK[row.bagian.instrumen], row.bagian.kelompok.number
    ticked, whole = _ticked(request.POST) if posted else ({value_of(ref) for ref in stored.refs}, set())
    own = [request.lsp.slug, row.muk.ref]
    return Halaman(
        title_of(row.muk), _("%(code)s kelompok %(kelompok)d, butir %(number)d") % {"code": bentuk.code, "kelompok": kelompok, "number": row.number},
        reverse("muk:bagian", args=[*own, kelompok, bentuk.slug]), bentuk, pohon_of(row.muk, kelompok), form, ticked, whole,
        seen, f"{request.user.ref}-{row.ref}-butir", reverse("muk:gambar", args=[*own, row.ref]) if row.picture_id else "", note,
    )  # fmt: skip


@needs(roles=(Role.ASESOR,))
def butir(request: LspRequest, slug: str, ref: str, butir_ref: str) -> HttpResponse:
    """Change an item; what another tab changed meanwhile is told, and what was typed stays."""
    row = get_butir(get_muk(request.actor, ref), butir_ref)
    bentuk = BENTUK[row.bagian.instrumen]
    try:
        stored = open_butir(row, actor=request.actor, at=now())
    except Refused as refusal:
        return back_with(request, reverse("muk:muk", args=[slug, ref]), refusal.reason)
    if request.method != "POST":
        form = ButirForm(bentuk, initial=typed_of(stored))
        return show(request, _page_of(request, row, stored, form, posted=False, seen=stored.digest))
    form, seen = ButirForm(bentuk, request.POST, request.FILES), request.POST.get("_version", "")
    if not form.is_valid():
        return show(request, _page_of(request, row, stored, form, posted=True, seen=seen), status=422)
    page = _page_of(request, row, stored, form, posted=True, seen=stored.digest)
    try:
        spec = form.spec(refs_in(page.pohon, page.ticked, page.whole), shown=stored.picture)
        save_butir(row, spec, seen=seen, picture=_picture(request), actor=request.actor, at=now())
    except ChangedMeanwhile as refusal:
        return show(request, _page_of(request, row, stored, form, posted=True, seen=stored.digest, note=str(refusal.reason)), status=409)  # fmt: skip
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
    row, at = get_butir(get_muk(request.actor, ref), butir_ref), now()
    try:
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
    return form.spec(refs, shown=stored.picture)


def _act_on(request: LspRequest, ref: str, butir_ref: str) -> tuple[Butir, str]:
    row = get_butir(get_muk(request.actor, ref), butir_ref)
    page = reverse(
        "muk:bagian", args=[request.lsp.slug, ref, row.bagian.kelompok.number, BENTUK[row.bagian.instrumen].slug]
    )
    return row, page


@require_POST
@needs(roles=(Role.ASESOR,))
def naik(request: LspRequest, slug: str, ref: str, butir_ref: str) -> HttpResponse:
    row, page = _act_on(request, ref, butir_ref)
    act = lambda: move_butir(row, to=row.number - 1, actor=request.actor, at=now())  # noqa: E731 -- one call, given on
    return act_answer(request, act, done=_("Butir dipindahkan ke atas."), to=f"{page}#butir-{row.ref}")


@require_POST
@needs(roles=(Role.ASESOR,))
def turun(request: LspRequest, slug: str, ref: str, butir_ref: str) -> HttpResponse:
    row, page = _act_on(request, ref, butir_ref)
    act = lambda: move_butir(row, to=row.number + 1, actor=request.actor, at=now())  # noqa: E731 -- one call, given on
    return act_answer(request, act, done=_("Butir dipindahkan ke bawah."), to=f"{page}#butir-{row.ref}")


@require_POST
@needs(roles=(Role.ASESOR,))
def hapus(request: LspRequest, slug: str, ref: str, butir_ref: str) -> HttpResponse:
    row, page = _act_on(request, ref, butir_ref)
    return act_answer(
        request, lambda: drop_butir(row, actor=request.actor, at=now()), done=_("Butir dihapus."), to=page
    )


@needs(roles=READERS)
def gambar(request: LspRequest, slug: str, ref: str, butir_ref: str) -> HttpResponse:
    """The picture of an item, for whoever may read the item."""
    row = get_butir(get_muk(request.actor, ref), butir_ref)
    require(may_read_items(request.actor, row.muk, day=local_date(now(), request.lsp.zone)))
    if row.picture is None:
        raise Unseen
    return file_response(row.picture)
