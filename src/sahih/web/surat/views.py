"""Letters that wait for one's signature, each letter to read, and what may be done with it."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sahih.documents.sheets import current_part, problems_of
from sahih.insight.persuratan.queries import JENIS, waiting_letters
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen
from sahih.process.surat.actions import answer_surat, present_surat, receive_surat, send_surat, sign_surat, void_surat
from sahih.process.surat.models import Surat
from sahih.process.surat.policies import may_receive, may_sign_surat, may_void, may_write
from sahih.process.surat.queries import get_surat, visible_surat
from sahih.web.answers import FormPage, act_answer, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import pdf_response, show
from sahih.web.signing import Signable, sign_page
from sahih.web.surat.pintu import RIGHTS, ROLES, about_words, name_of
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Badge, Cell, Link, Table, Task
from sahih.web.ui.tones import tone_of
from sahih.web.ui.words import tanggal
from sahih.web.uploads import first_file

RECENT, MOST_IN_BATCH = 30, 40


@needs(*RIGHTS, roles=ROLES)
def home(request: LspRequest, slug: str) -> HttpResponse:
    """What waits for this person's signature, and the letters they may see, the newest first."""
    waiting = list(waiting_letters(request.actor))
    rows = visible_surat(request.actor).order_by("-changed_at", "-id")[:RECENT]
    return render(request, "surat/home.html", {
        "waiting": [Task(name_of(one), reverse("surat:rinci", args=[slug, one.ref]), about_words(one)) for one in waiting],
        "refs": [(one.ref, name_of(one), about_words(one)) for one in waiting], "many": len(waiting) > 1,
        "table": Table(_("Surat terakhir"), (_("Surat"), _("Tentang"), _("Keadaan"), _("Berubah")), [_cells(one, slug) for one in rows]),
        "links": _links(request, slug),
    })  # fmt: skip


def _cells(one: Surat, slug: str) -> tuple[Cell, ...]:
    return (
        Cell(name_of(one), reverse("surat:rinci", args=[slug, one.ref])),
        Cell(about_words(one)),
        Cell(one.get_status_display(), tone=tone_of(one.status)),
        Cell(tanggal(one.changed_at)),
    )


def _links(request: LspRequest, slug: str) -> list[Link]:
    if not request.actor.may("jadwal.plan"):
        return []
    return [
        Link(_("SK persyaratan TUK"), reverse("surat:skema", args=[slug])),
        Link(_("Peminjaman asesor"), reverse("surat:peminjaman", args=[slug])),
    ]


@needs(*RIGHTS, roles=ROLES)
def pilih(request: LspRequest, slug: str) -> HttpResponse:
    """From the ticked lines to the page that shows and signs them all."""
    chosen = request.GET.getlist("surat")[:MOST_IN_BATCH]
    if not chosen:
        messages.warning(request, _("Centang dulu surat yang akan ditandatangani."))
        return redirect("surat:home", slug)
    return redirect("surat:tanda_tangan", slug, "/".join(chosen))


@needs(*RIGHTS, roles=ROLES)
def tanda_tangan(request: LspRequest, slug: str, refs: str) -> HttpResponse:
    """Read every letter of the act with its hash, then sign them at once."""
    names, at = list(dict.fromkeys(filter(None, refs.split("/"))))[:MOST_IN_BATCH], now()
    letters = [get_surat(request.actor, ref) for ref in names]
    if not letters:
        raise Unseen
    mark_trial(request, is_trial=any(one.uji_coba for one in letters))
    back = reverse("surat:rinci", args=[slug, names[0]]) if len(names) == 1 else reverse("surat:home", args=[slug])
    if request.method != "POST" and (reason := _refusal(request, letters, at=at)):
        messages.warning(request, reason)
        return redirect(back)
    return sign_page(request, _signable(request, letters, back=back, at=at))


def _refusal(request: LspRequest, letters: list[Surat], *, at: dt.datetime) -> str:
    """Why one of them cannot be signed now."""
    for one in letters:
        jenis = JENIS[one.code]
        verdict = may_sign_surat(request.actor, jenis, one, request.lsp, at=at)
        if not verdict:
            return str(verdict.reason)
        problems = (
            problems_of(one.lembar, jenis.form, jenis.writer)
            if jenis.writer and not one.lembar.signatures.exists()
            else []
        )
        if problems:
            return _("%(name)s belum lengkap: %(gap)s") % {"name": name_of(one), "gap": problems[0].message}
    return ""


def _signable(request: LspRequest, letters: list[Surat], *, back: str, at: dt.datetime) -> Signable:
    pairs = [(JENIS[one.code], one) for one in letters]

    def present() -> None:
        for jenis, one in pairs:
            present_surat(jenis, one, actor=request.actor, at=at)

    title = name_of(letters[0]) if len(letters) == 1 else _("%d surat") % len(letters)
    many = _("%d surat dalam satu tanda tangan; sidik isi tiap surat tercantum di bawahnya.") % len(letters)
    return Signable(
        title=_("Tandatangani %s") % title,
        meaning=_("Menandatangani %s") % ", ".join(dict.fromkeys(name_of(one) for one in letters)),
        sheets=[(one.lembar, current_part(one.lembar)) for one in letters],
        present=present,
        finish=lambda proof: sign_surat(pairs, proof=proof, actor=request.actor, at=at),
        back=back,
        done=_("Ditandatangani. Surat yang sudah lengkap tanda tangannya kini berlaku."),
        intro=many if len(letters) > 1 else about_words(letters[0]),
    )


@needs(*RIGHTS, roles=ROLES)
def rinci(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One letter: what it says, who signed, what is next."""
    surat = get_surat(request.actor, ref)
    mark_trial(request, is_trial=surat.uji_coba)
    jenis, actor = JENIS[surat.code], request.actor
    sign = may_sign_surat(actor, jenis, surat, request.lsp, at=now())
    turn = surat.status == Surat.Status.DISUSUN and bool(jenis.signers[current_part(surat.lembar).role](actor, surat))
    return render(request, "surat/rinci.html", {
        "surat": surat, "slug": slug, "name": name_of(surat), "about": about_words(surat), "sheet": show(surat.lembar),
        "badge": Badge(surat.get_status_display(), tone_of(surat.status)), "outcome": surat.get_outcome_display(),
        "signatures": surat.lembar.signatures.order_by("signed_at", "id"), "foto": surat.foto_set.order_by("id"),
        "may_write": bool(may_write(actor, jenis, surat)), "may_sign": bool(sign), "refusal": sign.reason if turn and not sign else "",
        "may_receive": bool(may_receive(actor, jenis, surat)), "may_void": bool(may_void(actor, surat)),
        "may_send": surat.can("send") and bool(jenis.may_draft(actor, surat)) and jenis.receives is None,
        "may_answer": _may_answer(request, surat), "back": _back(surat, slug),
    })  # fmt: skip


def _may_answer(request: LspRequest, surat: Surat) -> bool:
    waits = surat.code == "PINJAM.ASESOR" and surat.can("receive")
    return waits and bool(JENIS[surat.code].may_draft(request.actor, surat))


def _back(surat: Surat, slug: str) -> str:
    return (
        reverse("surat:jadwal", args=[slug, surat.jadwal.ref]) if surat.jadwal else reverse("surat:home", args=[slug])
    )


@needs(*RIGHTS, roles=ROLES)
def pdf(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    return pdf_response(get_surat(request.actor, ref).lembar, lsp=request.lsp, actor=request.actor)


@require_POST
@needs(*RIGHTS, roles=ROLES)
def terima(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Mark a letter as received (E18, SOP 1.6.6)."""
    surat = get_surat(request.actor, ref)
    return act_answer(
        request, lambda: receive_surat(JENIS[surat.code], surat, actor=request.actor, at=now()),
        done=_("Surat ditandai diterima."), to=_back(surat, slug),
    )  # fmt: skip


@require_POST
@needs(*RIGHTS, roles=ROLES)
def kirim(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Note that a letter went out."""
    surat = get_surat(request.actor, ref)
    return act_answer(
        request, lambda: send_surat(surat, JENIS[surat.code], actor=request.actor, at=now()),
        done=_("Pengiriman surat tercatat."), to=reverse("surat:rinci", args=[slug, ref]),
    )  # fmt: skip


class VoidForm(forms.Form):
    """Why a letter is called back."""

    reason = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


@needs("jadwal.plan")
def batal(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Call a letter back; its successor will name it."""
    surat = get_surat(request.actor, ref)
    mark_trial(request, is_trial=surat.uji_coba)
    lead = _(
        "Nomornya tidak dipakai lagi. Surat yang sudah ditandatangani tetap terbaca, dan penggantinya menyebut nomor ini."
    )
    back = reverse("surat:rinci", args=[slug, ref])
    page = FormPage(_("Batalkan surat"), _("Batalkan surat"), back, over=about_words(surat), lead=lead, kind="danger")
    return form_answer(
        request, VoidForm(request.POST or None), page, to=_back(surat, slug), done=_("Surat dibatalkan. Susun penggantinya bila perlu."),
        save=lambda said: void_surat(JENIS[surat.code], surat, reason=said["reason"], actor=request.actor, at=now()),
    )  # fmt: skip


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
    )


class ReplyForm(forms.Form):
    """What the home LSP answered."""

    jawaban = forms.ChoiceField(
        label="Jawaban LSP asal",
        choices=[("setuju", "Menyetujui"), ("tolak", "Belum dapat menyetujui")],
        widget=forms.RadioSelect,
    )
    mulai = _day("Berlaku mulai")
    akhir = _day("Berlaku sampai")
    berkas = forms.FileField(label="Surat balasan (PDF atau foto)", required=False)


@needs("jadwal.plan")
def balasan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Record the reply: the asesor may be chosen within skema and dates from now on (A2)."""
    surat = get_surat(request.actor, ref)
    lead = _("Unggah surat balasannya. Asesor hanya dapat ditugaskan untuk skema dan tanggal yang disetujui di sini.")
    back = reverse("surat:rinci", args=[slug, ref])
    page = FormPage(_("Catat surat balasan"), _("Simpan balasan"), back, over=about_words(surat), lead=lead)

    def save(said: dict[str, Any]) -> object:  # reason: cleaned data
        content, name = first_file(request, "berkas")
        return answer_surat(
            surat, content, name=name, agreed=said["jawaban"] == "setuju", valid_from=said["mulai"], valid_until=said["akhir"],
            jenis=JENIS[surat.code], actor=request.actor, at=now(),
        )  # fmt: skip

    initial = {"mulai": surat.valid_from, "akhir": surat.valid_until}
    form = ReplyForm(request.POST or None, request.FILES or None, initial=initial)
    return form_answer(request, form, page, to=back, done=_("Balasan tercatat."), save=save)
