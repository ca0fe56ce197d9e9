"""Applications: the list, one of them, its review, its way back."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sahih.documents.content import Content, RowContent
from sahih.documents.fr.apl_01 import FR_APL_01
from sahih.documents.screen import render_screen
from sahih.documents.sheets import Conflict, content_of, current_part
from sahih.documents.vocabulary import Problem
from sahih.insight.berkas.policies import may_export
from sahih.insight.perjalanan.keadaan import TAHAP_WORDS, count_by_tahap, in_tahap, keadaan_of
from sahih.insight.perjalanan.queries import Perjalanan, perjalanan_list, perjalanan_of
from sahih.institution.accounts.actions import see_identity
from sahih.institution.accounts.models import IdentityCheck
from sahih.institution.accounts.policies import may_see_identity
from sahih.institution.relasi.policies import may_declare
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Refused, get_or_unseen
from sahih.process.biaya.policies import may_bill
from sahih.process.biaya.queries import tagihan_of, unbilled
from sahih.process.jadwal.queries import peserta_of
from sahih.process.permohonan.actions import decide_permohonan, give_back, save_review, withdraw_permohonan
from sahih.process.permohonan.models import Bukti, Permohonan
from sahih.process.permohonan.policies import gate_accept, may_review, may_withdraw
from sahih.process.permohonan.queries import apl01_context, get_permohonan, live_bukti, nik_told, visible_permohonan
from sahih.process.visibilitas.policies import is_planned, may_study
from sahih.process.visibilitas.queries import studies_of
from sahih.web.admin_lsp.fields import ReasonForm
from sahih.web.admin_lsp.paging import newest_first
from sahih.web.admin_lsp.views_berkas import READERS, cover_of, may_read_records
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.places import listed
from sahih.web.sheets import autosave_answer, conflict_answer, file_response, pdf_response, posted_lists, revision_in
from sahih.web.signing import Signable, sign_page
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Cell, Fact, Link, Table
from sahih.web.ui.tones import badge_of
from sahih.web.ui.words import tanggal

COLUMNS = ("Nama", "Skema", "Perusahaan", "Berubah", "Keadaan")


@needs(*READERS)
def daftar(request: LspRequest, slug: str) -> HttpResponse:
    """Every application of the LSP, newest change first, by state."""
    status, name = request.GET.get("status", ""), request.GET.get("cari", "").strip()
    visible = visible_permohonan(request.actor)
    found = visible.filter(asesi__name__icontains=name) if name else visible
    rows = in_tahap(found, status) if status in TAHAP_WORDS else found
    today = local_date(now())
    page = newest_first(rows, by="changed_at", after=request.GET.get("sesudah", ""))
    return render(request, "admin_lsp/daftar.html", {
        "title": _("Permohonan"),
        "filters": _filters(found, status, name),
        "search": {"value": name, "label": _("Cari nama"), "keep": {"status": status}},
        "table": Table(_("Permohonan"), COLUMNS, [_cells(one, slug, day=today) for one in perjalanan_list(page.rows)]),
        "next": _query(status=status, cari=name, sesudah=page.next_key) if page.next_key else "",
        "start": "" if page.is_first else _query(status=status, cari=name),
        "empty_title": _("Tidak ada permohonan di sini"),
        "empty_text": _("Permohonan muncul setelah asesi mulai mengisi FR.APL.01. Undang asesi atau perusahaan untuk memulai."),
        "acts": [Link(_("Undang"), reverse("admin_lsp:undangan", args=[slug]), note="plain")] if request.actor.may("permohonan.invite") else [],
    })  # fmt: skip


def _filters(found: QuerySet[Permohonan], status: str, name: str) -> list[Link]:
    counts = count_by_tahap(found)
    links = [Link(_("Semua"), _query(cari=name), is_current=not status)]
    shown = [one for one in TAHAP_WORDS if counts.get(one) or one == status]
    return links + [Link(str(TAHAP_WORDS[one]), _query(status=one, cari=name), one == status, counts.get(one, 0)) for one in shown]  # fmt: skip


def _query(**kept: str) -> str:
    return f"?{urlencode({key: value for key, value in kept.items() if value})}"


def _cells(road: Perjalanan, slug: str, *, day: dt.date) -> tuple[Cell, ...]:
    one, badge = road.permohonan, badge_of(keadaan_of(road, day=day))
    trial = _(" · uji coba") if one.uji_coba else ""
    return (
        Cell(one.asesi.name or _("Belum bernama"), reverse("admin_lsp:permohonan_rinci", args=[slug, one.ref])),
        Cell(one.versi.title + trial),
        Cell(one.perusahaan.name if one.perusahaan else "–"),
        Cell(tanggal(one.changed_at)),
        Cell(badge.text, tone=badge.tone),
    )


@needs(*READERS)
def rinci(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One application: where it stands, its papers, what may be done."""
    permohonan = get_permohonan(request.actor, ref)
    mark_trial(request, is_trial=permohonan.uji_coba)
    return render(request, "admin_lsp/permohonan.html", {
        "permohonan": permohonan,
        "badge": badge_of(keadaan_of(perjalanan_of(permohonan), day=local_date(now()))),
        "facts": _facts(permohonan, slug),
        "bukti_list": [_bukti_link(one, permohonan, slug) for one in live_bukti(permohonan)],
        "sheets": _sheet_links(permohonan, slug),
        "may_review": may_review(request.actor, permohonan),
        "is_billable": may_bill(request.actor) and unbilled().filter(pk=permohonan.pk).exists(),
        "may_withdraw": may_withdraw(request.actor, permohonan),
        "may_study": may_study(request.actor, permohonan, is_planned=is_planned(permohonan)),
        "may_see_identity": may_see_identity(request.actor, permohonan.asesi, day=local_date(now())),
        "may_read_sop": may_read_records(request.actor),
        "papers": cover_of(permohonan, slug, request.actor),
        "may_export": may_export(request.actor),
        "may_declare": may_declare(request.actor, permohonan.asesi),
        "identity": IdentityCheck.objects.filter(person=permohonan.asesi, valid_until__gte=now()).select_related("checked_by").first(),
        "slug": slug,
    })  # fmt: skip


def _facts(permohonan: Permohonan, slug: str) -> list[Fact]:
    facts = [
        Fact(_("Skema"), permohonan.versi.title),
        Fact(_("Cara asesmen"), f"{permohonan.get_mode_display()}, {permohonan.get_medium_display()}"),
        Fact(_("Pengirim"), permohonan.perusahaan.name if permohonan.perusahaan else _("Mendaftar sendiri")),
        Fact(_("Diajukan"), tanggal(permohonan.submitted_at) if permohonan.submitted_at else _("Belum")),
    ]
    tagihan, peserta = tagihan_of(permohonan), peserta_of(permohonan)
    if tagihan:
        href = reverse("admin_lsp:tagihan_rinci", args=[slug, tagihan.ref])
        facts.append(Fact(_("Tagihan"), f"{tagihan.number} · {tagihan.get_status_display()}", href=href))
    if peserta:
        href = reverse("admin_lsp:jadwal_rinci", args=[slug, peserta.jadwal.ref])
        facts.append(Fact(_("Jadwal"), f"{tanggal(peserta.jadwal.day)} · {peserta.jadwal.tuk.name}", href=href))
    if permohonan.note:
        facts.append(Fact(_("Catatan"), permohonan.note))
    return facts


def _sheet_links(permohonan: Permohonan, slug: str) -> list[Link]:
    codes = {"apl01": permohonan.apl01, "apl02": permohonan.apl02}
    return [
        Link(f"{sheet.code} {sheet.title}", reverse("admin_lsp:permohonan_lembar", args=[slug, permohonan.ref, name]),
             note=_("Terkunci") if sheet.locked_at else _("Belum lengkap ditandatangani"))
        for name, sheet in codes.items() if sheet
    ] + [
        Link(f"{one.lembar.title} · {one.get_way_display()}", reverse("admin_lsp:visibilitas_lembar", args=[slug, one.ref]),
             note=_("Berlaku") if one.is_live else _("Digantikan"))
        for one in studies_of(permohonan)
    ]  # fmt: skip


def _bukti_link(one: Bukti, permohonan: Permohonan, slug: str) -> Link:
    href = reverse("admin_lsp:permohonan_bukti", args=[slug, permohonan.ref, one.ref])
    return Link(one.label, href, note=f"{one.file.name} · {one.file.size // 1024 + 1} kB")


@needs(*READERS)
def bukti(request: LspRequest, slug: str, ref: str, bukti_ref: str) -> HttpResponse:
    """A paper of the case; opening it is an entry of its own."""
    permohonan = get_permohonan(request.actor, ref)
    one: Bukti = get_or_unseen(permohonan.bukti_set.select_related("file__key"), ref=bukti_ref)
    return file_response(one.file)


@needs(*READERS)
def lembar(request: LspRequest, slug: str, ref: str, name: str) -> HttpResponse:
    """FR.APL.01 or FR.APL.02 as PDF."""
    permohonan = get_permohonan(request.actor, ref)
    sheet = permohonan.apl01 if name == "apl01" else permohonan.apl02
    if sheet is None:
        raise Refused(_("FR.APL.02 belum dibuka; pembayaran belum sah."))
    return pdf_response(sheet, lsp=request.lsp, actor=request.actor)


@needs("permohonan.review")
def tinjau(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Judge each requirement beside its papers; a refused recommendation comes back with what was ticked."""
    permohonan = get_permohonan(request.actor, ref)
    verdict = may_review(request.actor, permohonan)
    if not verdict:
        messages.error(request, str(verdict.reason))
        return redirect("admin_lsp:permohonan_rinci", slug, ref)
    mark_trial(request, is_trial=permohonan.uji_coba)
    if request.method != "POST":
        return _review_page(request, permohonan, slug, content=content_of(permohonan.apl01))
    try:
        filled, _part = save_review(
            permohonan,
            posted_lists(request),
            actor=request.actor,
            at=now(),
            partial=False,
            revision=revision_in(request),
        )
    except Conflict as conflict:
        return _review_page(
            request, permohonan, slug, content=content_of(permohonan.apl01),
            problems=[Problem("", str(conflict.reason))], typed=posted_lists(request), status=409,
        )  # fmt: skip
    problems = filled.problems or _unfit(permohonan, filled.content)
    if problems:
        return _review_page(
            request, permohonan, slug, content=filled.content, problems=problems, typed=filled.typed, status=422
        )
    return redirect("admin_lsp:permohonan_putuskan", slug, ref)


def _unfit(permohonan: Permohonan, content: Content) -> list[Problem]:
    """What keeps *Diterima* from being signed, told while it can still be changed."""
    return gate_accept(permohonan, content) if content["fields"].get("rekomendasi") == "diterima" else []


def _review_page(
    request: LspRequest, permohonan: Permohonan, slug: str, *, content: Content,
    problems: Sequence[Problem] = (), typed: Mapping[str, Sequence[str]] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    part, told = current_part(permohonan.apl01), nik_told(permohonan.asesi, content)
    body = render_screen(FR_APL_01, content, apl01_context(permohonan), role="admin", problems=problems, typed=typed)
    return render(request, "admin_lsp/tinjau.html", {
        "permohonan": permohonan, "body": body, "part": part, "slug": slug,
        "groups": _papers_by_requirement(permohonan, content, slug),
        "others": [_bukti_link(one, permohonan, slug) for one in live_bukti(permohonan) if one.is_affiliation],
        "nik_warning": told.error or told.warning,
        "problems": [{"message": one.message, "anchor": one.path} for one in listed(problems, content)],
    }, status=status)  # fmt: skip


def _papers_by_requirement(permohonan: Permohonan, content: Content, slug: str) -> list[dict[str, object]]:
    """Each requirement with its papers, in the order of the form."""
    links = {one.ref: _bukti_link(one, permohonan, slug) for one in live_bukti(permohonan)}
    return [
        {"title": row["cells"]["syarat"], "anchor": f"{source}/{row['key']}",
         "links": [link for ref, link in links.items() if ref in _files_of(row)]}
        for source in ("syarat_dasar", "syarat_administratif")
        for row in content["rows"].get(source, [])
    ]  # fmt: skip


def _files_of(row: RowContent) -> list[str]:
    files = row["answers"].get("berkas")
    return files if isinstance(files, list) else []


@needs("permohonan.review")
@require_POST
def simpan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """What the review page's script saves as one ticks."""
    permohonan = get_permohonan(request.actor, ref)
    try:
        _filled, part = save_review(
            permohonan, posted_lists(request), actor=request.actor, at=now(), revision=revision_in(request)
        )
    except Conflict as conflict:
        return conflict_answer(conflict)
    return autosave_answer(permohonan.apl01, part, role="admin")


@needs("permohonan.review")
def putuskan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Read the judged form once more and sign it."""
    permohonan = get_permohonan(request.actor, ref)
    verdict = may_review(request.actor, permohonan)
    if not verdict:
        messages.error(request, str(verdict.reason))
        return redirect("admin_lsp:permohonan_rinci", slug, ref)
    mark_trial(request, is_trial=permohonan.uji_coba)
    accepted = content_of(permohonan.apl01)["fields"].get("rekomendasi") == "diterima"
    return sign_page(request, Signable(
        title=_("Tandatangani penerimaan") if accepted else _("Tandatangani penolakan"),
        intro=f"{permohonan.asesi.name} · {permohonan.versi.title}",
        meaning="Menerima permohonan sertifikasi" if accepted else "Menolak permohonan sertifikasi",
        sheets=[(permohonan.apl01, current_part(permohonan.apl01))],
        finish=lambda proof: decide_permohonan(permohonan, proof=proof, actor=request.actor, at=now()),
        back=reverse("admin_lsp:permohonan_rinci", args=[slug, ref]),
        done=_("Permohonan diterima. Berikutnya: buat tagihannya.") if accepted else _("Permohonan tidak diterima. Asesi diberi tahu alasannya."),
    ))  # fmt: skip


@needs("permohonan.review")
def kembalikan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Give back with a note of what is missing (SOP 1.2.4)."""
    permohonan = get_permohonan(request.actor, ref)
    back = reverse("admin_lsp:permohonan_rinci", args=[slug, ref])
    form = ReasonForm(
        request.POST or None, label=_("Yang perlu dilengkapi"), help_text=_("Asesi membaca kalimat ini apa adanya.")
    )
    page = FormPage(_("Kembalikan untuk dilengkapi"), _("Kembalikan"), back, over=permohonan.asesi.name)
    return form_answer(
        request, form, page, to=back, done=_("Permohonan dikembalikan. Asesi diberi tahu dan dapat mengirim ulang."),
        save=lambda data: give_back(permohonan, note=data["reason"], actor=request.actor, at=now()),
    )  # fmt: skip


@needs("permohonan.review")
def batalkan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Record that the asesi withdrew."""
    permohonan = get_permohonan(request.actor, ref)
    back = reverse("admin_lsp:permohonan_rinci", args=[slug, ref])
    lead = _("Permohonan berakhir di sini dan tidak dapat dibuka lagi.")
    page = FormPage(
        _("Batalkan permohonan"), _("Batalkan permohonan"), back, over=permohonan.asesi.name, lead=lead, kind="danger"
    )
    return form_answer(
        request, ReasonForm(request.POST or None), page, to=back, done=_("Permohonan dibatalkan."),
        save=lambda data: withdraw_permohonan(permohonan, reason=data["reason"], actor=request.actor, at=now()),
    )  # fmt: skip


class IdentityForm(forms.Form):
    """How face and card were compared."""

    how = forms.ChoiceField(
        label="Cara memeriksa", widget=forms.RadioSelect,
        choices=[("KTP asli, bertatap muka", "KTP asli, bertatap muka"), ("KTP asli, lewat video", "KTP asli, lewat video")],
    )  # fmt: skip
    sure = forms.BooleanField(
        label="Saya membandingkan sendiri wajah orang ini dengan foto pada KTP-nya, dan keduanya orang yang sama."
    )


@needs(*READERS)
def identitas(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """A person of the LSP stands for the identity of an asesi; strengthens their sessions for hours."""
    permohonan = get_permohonan(request.actor, ref)
    back = reverse("admin_lsp:permohonan_rinci", args=[slug, ref])
    lead = _("Sesudah ini asesi dapat menandatangani dengan PIN selama 12 jam, juga dari ponsel tanpa kunci sandi.")
    page = FormPage(_("Periksa identitas"), _("Catat pemeriksaan"), back, over=permohonan.asesi.name, lead=lead)
    return form_answer(
        request, IdentityForm(request.POST or None), page, to=back, done=_("Identitas tercatat diperiksa oleh Anda."),
        save=lambda data: see_identity(permohonan.asesi, how=data["how"], actor=request.actor, at=now()),
    )  # fmt: skip
