"""One asesi: the step now, the papers, and the ends that are not a result."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.fr import FORMS
from sahih.documents.models import Lembar
from sahih.documents.refusing import standing_refusals
from sahih.documents.sheets import newest, problems_of
from sahih.institution.accounts.actions import see_identity
from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Unseen, get_or_unseen
from sahih.process.asesmen.actions import mark_absent, refuse_signature, withdraw_asesmen
from sahih.process.asesmen.correctable import may_correct, may_drop_correction
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.perangkat import muk_stands
from sahih.process.asesmen.planned import warnings_of
from sahih.process.asesmen.policies import (
    may_choose_muk,
    may_choose_rencana,
    may_open_ak07,
    may_refuse,
    may_skip_ak07,
    session_gaps,
)
from sahih.process.asesmen.queries import called, get_asesmen, heard, sheets_asked
from sahih.process.permohonan.policies import is_on_paper
from sahih.process.permohonan.queries import live_bukti
from sahih.web.answers import FormPage, form_answer
from sahih.web.asesor.forms import ABSENT, IDENTITY, REFUSED, WITHDRAWN, IdentityForm, NoteForm
from sahih.web.asesor.sheets import before_ak02, bukti_links, fillable, kind_of, sheet_of, signable
from sahih.web.asesor.stages import (
    ADJUST,
    AK01,
    AK02,
    AK07,
    IA01,
    OWN_PAGES,
    PLAN,
    PRESENCE,
    road_of,
    signers_of,
    stage_of,
)
from sahih.web.asesor.views_umpan_balik import feedback_card
from sahih.web.filling import autosave, fill_page
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import file_response, form_of, pdf_response, show, version_of, versions_of
from sahih.web.signing import sign_page
from sahih.web.turning import back_with
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Fact, Link
from sahih.web.ui.sampul import Kelengkapan, kelengkapan_of, sampul_response
from sahih.web.ui.words import tanggal_panjang

RULES = "tata-tertib"
SIGNED_BY_ASESI = {AK07: "FR.AK.07", RULES: "TATA.TERTIB", AK01: "FR.AK.01", IA01: "FR.IA.01", AK02: "FR.AK.02"}
CORRECTABLE = {name: code for name, code in SIGNED_BY_ASESI.items() if name != RULES}
PAPERS = ("apl-01", "apl-02", "mapa-01", "mapa-02", AK07, "ak-01", RULES, "ia-01", "ak-02", "ak-03")
COVERED = {
    "FR.APL.01": "apl-01", "FR.APL.02": "apl-02", "FR.MAPA.01": "mapa-01", "FR.MAPA.02": "mapa-02", "FR.AK.07": AK07,
    "FR.AK.01": "ak-01", "FR.IA.01": IA01, "FR.AK.02": AK02, "FR.AK.03": "ak-03",
}  # fmt: skip
OF_GROUP = {"FR.AK.05": "asesor:laporan", "FR.AK.06": "asesor:tinjauan"}


@needs("asesmen.read", roles=(Role.ASESOR,))
def asesmen(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The page of one asesi."""
    found = get_asesmen(request.actor, ref)
    mark_trial(request, is_trial=found.peserta.permohonan.uji_coba)
    jadwal = found.peserta.jadwal
    signed, today = signers_of([found]), local_date(now(), jadwal.zone)
    stage = stage_of(found, signed, today=today)
    seen = {
        "asesmen": found, "name": found.peserta.permohonan.asesi.name, "jadwal": jadwal, "stage": stage,
        "steps": road_of(found, signed, stage=stage), "act": act_of(request, found, stage.act),
        "is_paper": is_on_paper(found.peserta.permohonan),
        "gaps": session_gaps(found, request.lsp, at=now()) if stage.act == PRESENCE else [],
        "facts": asesi_facts(found), "papers": papers_of(found, slug), "bukti_list": bukti_links(found, slug),
        "can_end": found.can("withdraw"), "can_miss": found.can("mark_absent"),
        "warnings": [*warnings_of(found), *muk_warning(found, stage.act)], "may_choose_muk": bool(may_choose_muk(request.actor, found)),
        "may_adjust": found.status != found.Status.DISIAPKAN and bool(may_open_ak07(request.actor, found)),
        "may_drop": found.ak07 is not None and bool(may_skip_ak07(request.actor, found)),
        "may_replan": found.rencana is not None and bool(may_choose_rencana(request.actor, found)),
        "feedback": feedback_card(request.actor, found, slug),
        "refusable": refusable_of(request, found), "droppable": droppable_of(request, found),
        "papers_state": cover_of(found, slug),
    }  # fmt: skip
    return render(request, "asesor/asesmen.html", seen)


def muk_warning(found: Asesmen, act: str) -> list[str]:
    """A MUK that was found unfit or withdrawn is told from that moment on; with the presence it is one of the gaps."""
    ended = not (found.can("withdraw") or found.can("mark_absent"))
    verdict = muk_stands(found)
    return [] if verdict or ended or act == PRESENCE else [str(verdict.reason)]


def act_of(request: LspRequest, found: Asesmen, act: str) -> Link | None:
    """The one act of the asesor now."""
    if not act:
        return None
    is_own = act in OWN_PAGES
    args = [request.lsp.slug, found.ref] + ([] if is_own else [act])
    words = {
        "apl-02": _("Tinjau FR.APL.02"),
        PLAN: _("Pilih rencana asesmen"),
        ADJUST: _("Putuskan FR.AK.07"),
        AK07: _("Isi FR.AK.07"),
        "ak-01": _("Isi FR.AK.01"),
        IA01: _("Isi FR.IA.01"),
        AK02: _("Isi FR.AK.02"),
        PRESENCE: _("Hadir, buka asesmen"),
    }
    return Link(words[act], reverse(f"asesor:{act if is_own else 'isi'}", args=args), is_current=act == PRESENCE)


def asesi_facts(found: Asesmen) -> list[Fact]:
    case, jadwal = found.peserta.permohonan, found.peserta.jadwal
    facts = [
        Fact(_("Skema"), case.versi.title),
        *([Fact(_("Rencana"), _("potensi %s") % found.rencana.potensi)] if found.rencana else []),
        *(
            [Fact(_("MUK"), found.muk, href=reverse("muk:asesmen", args=[found.lsp.slug, found.ref]))]
            if found.muk
            else []
        ),
        Fact(_("Hari"), tanggal_panjang(jadwal.day)),
        Fact(_("Waktu"), f"{jadwal.starts:%H.%M}–{jadwal.ends:%H.%M} {jadwal.zone}"),
        Fact(_("TUK"), jadwal.tuk.name),
    ]
    if found.note:
        facts.append(Fact(_("Keterangan"), found.note))
    told = standing_refusals(sheets_asked(found))
    return facts + [Fact(_("Menolak %s") % called(one.row.lembar), one.words) for one in told]


def papers_of(found: Asesmen, slug: str) -> list[Link]:
    """The sheets that exist, to read."""
    existing = ((name, paper_of(found, name)) for name in PAPERS)
    return [
        Link(
            f"{sheet.code} {sheet.title}", reverse("asesor:lembar", args=[slug, found.ref, name]), note=_state_of(sheet)
        )
        for name, sheet in existing
        if sheet is not None
    ]


def cover_of(found: Asesmen, slug: str) -> Kelengkapan:
    """Forms 6.6 as the progress of this assessment; a sheet that the asesor may read is a link."""

    def address(code: str, sheet: Lembar | None) -> str:
        if sheet is not None and code in COVERED:
            return reverse("asesor:lembar", args=[slug, found.ref, COVERED[code]])
        group = OF_GROUP.get(code) if sheet is not None else None
        return reverse(group, args=[slug, found.peserta.jadwal.ref]) if group else ""

    pdf = reverse("asesor:sampul", args=[slug, found.ref])
    return kelengkapan_of(found.peserta.permohonan, address=address, pdf=pdf)


@needs("asesmen.read", roles=(Role.ASESOR,))
def sampul(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The cover sheet of the case as it stands now."""
    return sampul_response(get_asesmen(request.actor, ref).peserta.permohonan, lsp=request.lsp, at=now())


def refusable_of(request: LspRequest, found: Asesmen) -> list[Link]:
    """The sheets that wait for the asesi, who may say no to each."""
    return [
        Link(_("Asesi menolak menandatangani %s") % (_("tata tertib") if name == RULES else code), reverse("asesor:asesi_menolak", args=[request.lsp.slug, found.ref, name]))
        for name, code in SIGNED_BY_ASESI.items()
        if may_refuse(request.actor, found, code)
    ]  # fmt: skip


def droppable_of(request: LspRequest, found: Asesmen) -> list[Link]:
    """The corrections that were begun and that nobody has signed."""
    return [
        Link(_("Batalkan koreksi %s") % code, reverse("asesor:koreksi_batal", args=[request.lsp.slug, found.ref, name]))
        for name, code in CORRECTABLE.items()
        if may_drop_correction(request.actor, found, code)
    ]


def _state_of(sheet: Lembar) -> str:
    if sheet.void_reason:
        return _("ditutup tanpa tanda tangan")
    return _("terkunci") if sheet.locked_at else _("terbuka")


def paper_of(found: Asesmen, name: str) -> Lembar | None:
    case = found.peserta.permohonan
    # What the asesi says of the assessment is read by nobody before it is signed.
    spoken = heard(found)
    plan = found.rencana
    sheets = {
        "apl-01": case.apl01, "apl-02": case.apl02, "mapa-01": plan.mapa01 if plan else None,
        "mapa-02": plan.mapa02 if plan else None, AK07: found.ak07, "ak-01": found.ak01,
        RULES: found.tata_tertib, IA01: found.ia01, AK02: found.ak02,
        "ak-03": spoken,
    }  # fmt: skip
    return sheets.get(name)


@needs("asesmen.read", roles=(Role.ASESOR,))
def bukti(request: LspRequest, slug: str, ref: str, bukti_ref: str) -> HttpResponse:
    """One piece of evidence; reading it is noted."""
    found = get_asesmen(request.actor, ref)
    return file_response(get_or_unseen(live_bukti(found.peserta.permohonan), ref=bukti_ref).file)


@needs("asesmen.read", roles=(Role.ASESOR,))
def lembar(request: LspRequest, slug: str, ref: str, sheet: str) -> HttpResponse:
    """A sheet as it stands, with its signatures."""
    found = get_asesmen(request.actor, ref)
    mark_trial(request, is_trial=found.peserta.permohonan.uji_coba)
    here = reverse("asesor:lembar", args=[slug, ref, sheet])
    current = _existing(paper_of(found, sheet))
    last = _last_of(current)
    paper = version_of(current, request, last=last)
    may = may_correct(request.actor, found, paper.code) if paper.pk == current.pk else None
    seen = {
        "sheet": show(paper), "signatures": paper.signatures.order_by("signed_at", "id"),
        "whose": found.peserta.permohonan.asesi.name, "back": reverse("asesor:asesmen", args=[slug, ref]),
        "pdf": f"{reverse('asesor:pdf', args=[slug, ref, sheet])}?lembar={paper.ref}",
        "versions": versions_of(paper, here, last=last), "refusals": standing_refusals([paper]),
        "correct": reverse("asesor:koreksi", args=[slug, ref, sheet]) if may else "",
    }  # fmt: skip
    return render(request, "sheet/baca.html", seen)


@needs("asesmen.read", roles=(Role.ASESOR,))
def pdf(request: LspRequest, slug: str, ref: str, sheet: str) -> HttpResponse:
    found = get_asesmen(request.actor, ref)
    current = _existing(paper_of(found, sheet))
    return pdf_response(version_of(current, request, last=_last_of(current)), lsp=request.lsp, actor=request.actor)


def _last_of(current: Lembar) -> Lembar:
    """Up to an unsigned correction, but of what the asesi says only what they have signed."""
    own_word = form_of(current).signatures[0].role == "asesi"
    return current if own_word else newest(current) or current


def _existing(paper: Lembar | None) -> Lembar:
    if paper is None:
        raise Unseen
    return paper


@needs(roles=(Role.ASESOR,))
def isi(request: LspRequest, slug: str, ref: str, sheet: str) -> HttpResponse:
    """Fill one of the sheets; a sheet that is not the asesor's to fill is shown to read."""
    found, kind = get_asesmen(request.actor, ref), kind_of(sheet)
    mark_trial(request, is_trial=found.peserta.permohonan.uji_coba)
    sheet_of(found, kind)
    verdict = kind.may(request.actor, found)
    if not verdict and request.method != "POST":
        return back_with(request, reverse("asesor:lembar", args=[slug, ref, sheet]), verdict.reason)
    return fill_page(request, fillable(found, kind, request.lsp, actor=request.actor, at=now()))


@needs(roles=(Role.ASESOR,))
def simpan(request: LspRequest, slug: str, ref: str, sheet: str) -> HttpResponse:
    """Keep what changed on one of the sheets."""
    found, kind = get_asesmen(request.actor, ref), kind_of(sheet)
    if request.method != "POST":
        return redirect("asesor:isi", slug, ref, sheet)
    return autosave(fillable(found, kind, request.lsp, actor=request.actor, at=now()), request)


@needs(roles=(Role.ASESOR,))
def tanda_tangan(request: LspRequest, slug: str, ref: str, sheet: str) -> HttpResponse:
    """Sign one of the sheets; with gaps one is led back to the first of them."""
    found, kind = get_asesmen(request.actor, ref), kind_of(sheet)
    mark_trial(request, is_trial=found.peserta.permohonan.uji_coba)
    paper, verdict = sheet_of(found, kind), kind.may(request.actor, found)
    if request.method != "POST":
        if not verdict:
            return back_with(request, reverse("asesor:asesmen", args=[slug, ref]), verdict.reason)
        if kind.slug == AK02 and (before := before_ak02(found, slug)):
            return back_with(request, before.href, before.note)
        if problems := problems_of(paper, FORMS[paper.code], "asesor") or kind.gaps(found):
            return back_with(request, reverse("asesor:isi", args=[slug, ref, sheet]), problems[0].message)
    return sign_page(request, signable(found, kind, request.lsp, actor=request.actor, at=now()))


def _note_page(request: LspRequest, found: Asesmen, page: FormPage, act: Callable[[str], object], *, done: str, form: type[forms.Form] = NoteForm, key: str = "note") -> HttpResponse:  # fmt: skip
    """Ask for a note, then do the one thing it explains."""
    mark_trial(request, is_trial=found.peserta.permohonan.uji_coba)

    def save(said: dict[str, Any]) -> object:  # reason: a form's cleaned data
        return act(said[key])

    return form_answer(request, form(request.POST or None), page, save=save, done=done, to=page.back)


@needs("jadwal.plan", roles=(Role.ASESOR,))
def tidak_hadir(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The asesi did not come."""
    found = get_asesmen(request.actor, ref)
    page = ABSENT.about(found, reverse("asesor:asesmen", args=[slug, ref]))
    return _note_page(
        request, found, page, lambda note: mark_absent(found, reason=note, actor=request.actor, at=now()),
        done=_("Ketidakhadiran tercatat dan masuk FR.AK.05."),
    )  # fmt: skip


@needs("jadwal.plan", roles=(Role.ASESOR,))
def mundur(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The asesi withdraws."""
    found = get_asesmen(request.actor, ref)
    page = WITHDRAWN.about(found, reverse("asesor:asesmen", args=[slug, ref]))
    return _note_page(
        request, found, page, lambda note: withdraw_asesmen(found, reason=note, actor=request.actor, at=now()),
        done=_("Pengunduran diri tercatat dan masuk FR.AK.05."),
    )  # fmt: skip


@needs(roles=(Role.ASESOR,))
def menolak(request: LspRequest, slug: str, ref: str, sheet: str) -> HttpResponse:
    """The asesi does not sign; a state with the words that the asesor heard (FX13)."""
    found = get_asesmen(request.actor, ref)
    if sheet not in SIGNED_BY_ASESI:
        raise Unseen
    page = REFUSED.about(found, reverse("asesor:asesmen", args=[slug, ref]))
    return _note_page(
        request, found, page,
        lambda note: refuse_signature(found, note=note, code=SIGNED_BY_ASESI[sheet], actor=request.actor, at=now()),
        done=_("Penolakan tercatat dan masuk kotak penolakan FR.AK.05 dengan sendirinya."),
    )  # fmt: skip


@needs(roles=(Role.ASESOR,))
def identitas(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Face and card were compared; the asesi may now sign by PIN from their phone."""
    found = get_asesmen(request.actor, ref)
    page = IDENTITY.about(found, reverse("asesor:asesmen", args=[slug, ref]))
    return _note_page(
        request, found, page,
        lambda how: see_identity(found.peserta.permohonan.asesi, how=how, actor=request.actor, at=now()),
        done=_("Identitas asesi tercatat diperiksa oleh Anda."), form=IdentityForm, key="how",
    )  # fmt: skip
