"""The plan of an asesi, or of several at once, and whether FR.AK.07 is needed (SOP 2.2, 2.5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahih.documents.sheets import content_of
from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused
from sahih.materials.muk.models import Rencana
from sahih.materials.muk.queries import Kolom, columns_of, get_rencana, instruments_of, named_instruments
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import covers
from sahih.materials.perangkat.queries import get_muk, usable_for
from sahih.materials.peta.counting import Peta
from sahih.materials.peta.queries import map_of
from sahih.materials.skema.models import SkemaVersi
from sahih.process.asesmen.actions import choose_muk, choose_rencana, open_ak07, skip_ak07
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.perangkat import is_unknown_to, left_out, muk_stands
from sahih.process.asesmen.planned import can_be_filled
from sahih.process.asesmen.policies import may_choose_muk, may_choose_rencana, may_open_ak07, may_skip_ak07
from sahih.process.asesmen.queries import asesmen_of_jadwal, get_asesmen
from sahih.process.jadwal.queries import get_jadwal
from sahih.web.answers import act_answer
from sahih.web.asesor.stages import AK07
from sahih.web.gate import LspRequest, needs
from sahih.web.turning import back_with
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Badge, Tone


@dataclass(frozen=True)
class Pilihan:
    """One potensi as it may be chosen; without a plan that can be used, the sentence says why."""

    potensi: str
    words: str
    ref: str
    opens: str
    reason: str


@dataclass(frozen=True)
class Calon:
    """One asesi, with what FR.APL.01 hints about how they came to the competency."""

    ref: str
    name: str
    hint: str
    chosen: str


@dataclass(frozen=True)
class Kecocokan:
    """Whether a MUK serves one plan; where it does not, how much is missing and where it is seen."""

    potensi: str
    words: str
    badge: Badge
    href: str


@dataclass(frozen=True)
class PilihanMuk:
    """A MUK that may be used, beside every plan that may; `known` says why this asesi is not assessed with it."""

    muk: Muk
    fits: Sequence[Kecocokan]
    known: str = ""


def muk_choices(
    versi: SkemaVersi, plans: Sequence[Rencana], waiting: Sequence[Asesmen], *, slug: str
) -> list[PilihanMuk]:  # fmt: skip
    """Each MUK against each plan, from one reading of its map (PL6, PL11); of one asesi also whether they know it."""
    asesi = waiting[0].peserta.permohonan.asesi if len(waiting) == 1 else None
    return [
        PilihanMuk(
            muk,
            [_kecocokan(muk, one, peta, slug=slug) for one in plans],
            known=str(is_unknown_to(muk, asesi).reason) if asesi else "",
        )
        for muk, peta in ((one, map_of(one)) for one in usable_for(versi))
    ]


def _kecocokan(muk: Muk, plan: Rencana, peta: Peta, *, slug: str) -> Kecocokan:
    where = f"{reverse('peta:rencana', args=[slug, plan.ref])}?{urlencode({'muk': muk.ref})}"
    if not (verdict := covers(muk, instruments_of(plan))):
        return Kecocokan(plan.potensi, str(verdict.reason), Badge(_("tidak cocok"), Tone.NO), where)
    if lacking := left_out(muk, plan, peta):
        said = ngettext("%d celah tanpa alasan yang disahkan", "%d celah tanpa alasan yang disahkan", len(lacking))
        return Kecocokan(plan.potensi, said % len(lacking), Badge(_("tidak cocok"), Tone.NO), where)
    return Kecocokan(plan.potensi, "", Badge(_("cocok"), Tone.OK), "")


def _pilihan(one: Kolom) -> Pilihan:
    plan = one.in_force
    if plan is None:
        return Pilihan(one.potensi, one.words, "", "", _("Belum ada rencana yang berlaku untuk potensi ini."))
    codes = named_instruments(plan)
    verdict = can_be_filled(codes)
    said = "" if verdict else str(verdict.reason)
    return Pilihan(one.potensi, one.words, "" if said else plan.ref, ", ".join(codes), said)


def calon_of(found: Asesmen) -> Calon:
    """Education and work as the asesi wrote them: a hint, never a choice made for the asesor."""
    said = content_of(found.peserta.permohonan.apl01)["fields"]
    words = (str(said.get(key, "")) for key in ("pendidikan", "jabatan", "perusahaan"))
    chosen = _("dipilih: potensi %s") % found.rencana.potensi if found.rencana else ""
    return Calon(found.ref, found.peserta.permohonan.asesi.name, " · ".join(filter(None, words)), chosen)


@needs(roles=(Role.ASESOR,))
def rencana(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Choose the plan of one asesi's potensi."""
    found = get_asesmen(request.actor, ref)
    mark_trial(request, is_trial=found.peserta.permohonan.uji_coba)
    return _choosing(
        request, [found], versi=found.peserta.permohonan.versi, back=reverse("asesor:asesmen", args=[slug, ref])
    )


@needs(roles=(Role.ASESOR,))
def rencana_jadwal(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The same plan for several asesi of a schedule in one act."""
    jadwal = get_jadwal(request.actor, ref)
    mark_trial(request, is_trial=jadwal.uji_coba)
    waiting = [one for one in asesmen_of_jadwal(jadwal) if may_choose_rencana(request.actor, one)]
    return _choosing(request, waiting, versi=jadwal.versi, back=reverse("asesor:jadwal", args=[slug, ref]))


def _choosing(request: LspRequest, waiting: Sequence[Asesmen], *, versi: SkemaVersi, back: str) -> HttpResponse:
    verdict = may_choose_rencana(request.actor, waiting[0]) if waiting else None
    if request.method == "POST":
        return _choose(request, waiting, back=back)
    if not verdict:
        reason = verdict.reason if verdict is not None else _("Tidak ada asesi yang menunggu rencana.")
        return back_with(request, back, reason)
    columns = columns_of(versi)
    plans = [one.in_force for one in columns if one.in_force and can_be_filled(named_instruments(one.in_force))]
    seen = {
        "pilihan_list": [_pilihan(one) for one in columns],
        "calon_list": [calon_of(one) for one in waiting],
        "muk_list": muk_choices(versi, plans, waiting, slug=request.lsp.slug),
        "versi": versi,
        "back": back,
    }
    return render(request, "asesor/rencana.html", seen)


def _choose(request: LspRequest, waiting: Sequence[Asesmen], *, back: str) -> HttpResponse:
    wanted = set(request.POST.getlist("asesi"))
    chosen = [one for one in waiting if one.ref in wanted]
    done = ngettext("Rencana dipilih untuk %d asesi.", "Rencana dipilih untuk %d asesi.", len(chosen)) % len(chosen)

    def act() -> object:
        return choose_rencana(chosen, _plan(request), muk=_muk(request), actor=request.actor, at=now())

    return act_answer(request, act, done=done, to=back)


def _plan(request: LspRequest) -> Rencana:
    ref = request.POST.get("rencana", "")
    if not ref:
        raise Refused(_("Pilih salah satu rencana."))
    return get_rencana(request.actor, ref)


def _muk(request: LspRequest) -> Muk | None:
    ref = request.POST.get("muk", "")
    return get_muk(request.actor, ref) if ref else None


@needs(roles=(Role.ASESOR,))
def ganti_muk(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Another MUK under the same plan, where the chosen one may no longer be used (PL10)."""
    found = get_asesmen(request.actor, ref)
    mark_trial(request, is_trial=found.peserta.permohonan.uji_coba)
    back, plan = reverse("asesor:asesmen", args=[slug, ref]), found.rencana
    if request.method == "POST":
        return act_answer(request, lambda: choose_muk(found, _named_muk(request), actor=request.actor, at=now()), done=_("MUK diganti. Rencana dan yang sudah ditandatangani tetap berlaku."), to=back)  # fmt: skip
    verdict = may_choose_muk(request.actor, found)
    if not verdict or plan is None:
        return back_with(request, back, verdict.reason)
    seen = {
        "versi": plan.versi, "rencana": plan, "back": back, "name": found.peserta.permohonan.asesi.name,
        "reason": muk_stands(found).reason, "muk_list": muk_choices(plan.versi, [plan], [found], slug=slug),
    }  # fmt: skip
    return render(request, "asesor/ganti_muk.html", seen)


def _named_muk(request: LspRequest) -> Muk:
    found = _muk(request)
    if found is None:
        raise Refused(_("Pilih salah satu MUK."))
    return found


@needs(roles=(Role.ASESOR,))
def penyesuaian(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Is FR.AK.07 needed? Either answer is an act of the asesor's own (PL8)."""
    found = get_asesmen(request.actor, ref)
    mark_trial(request, is_trial=found.peserta.permohonan.uji_coba)
    back = reverse("asesor:asesmen", args=[slug, ref])
    if request.method != "POST":
        seen = {
            "asesmen": found, "name": found.peserta.permohonan.asesi.name, "back": back,
            "skip": may_skip_ak07(request.actor, found), "open": may_open_ak07(request.actor, found),
        }  # fmt: skip
        return render(request, "asesor/penyesuaian.html", seen)
    if request.POST.get("putusan") == "tidak":
        return act_answer(
            request, lambda: skip_ak07(found, actor=request.actor, at=now()),
            done=_("Tercatat: tidak diperlukan penyesuaian. FR.AK.01 menyusul."), to=back,
        )  # fmt: skip
    try:
        open_ak07(found, actor=request.actor, at=now())
    except Refused as refusal:
        return back_with(request, back, refusal.reason)
    return redirect("asesor:isi", slug, ref, AK07)
