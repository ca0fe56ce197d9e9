"""The penyelia's reviews: what waits, one schedule with all its papers, findings that go back (SOP 3.4.2)."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sahih.documents.fr import FORMS
from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import now
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.queries import asesmen_of_jadwal
from sahih.process.jadwal.queries import live_duty
from sahih.process.kaji_ulang.actions import give_back, receive_spt_penyelia
from sahih.process.kaji_ulang.models import KajiUlang
from sahih.process.kaji_ulang.policies import (
    may_correct_review,
    may_drop_review_correction,
    may_find,
    may_receive_order,
    may_replace,
    may_review,
)
from sahih.process.kaji_ulang.queries import get_kaji, temuan_of, unsigned, visible_kaji
from sahih.web.answers import FormPage, act_answer, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.penyelia.papers import asesi_papers, finding_lines, group_sheets, link_to, sheet_in
from sahih.web.sheets import pdf_response, show
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Badge, Cell, Fact, Link, Table, Task, Tone
from sahih.web.ui.tones import tone_of
from sahih.web.ui.words import tanggal, tanggal_panjang

READERS = ("keputusan.prepare", "keputusan.read", "spt.sign")
SLUGS = {"fr-ak-06": "FR.AK.06", "fr-va": "FR.VA"}
ABOUT = ("FR.APL.01", "FR.APL.02", "FR.AK.01", "FR.IA.01", "FR.AK.02", "FR.AK.05", "FR.AK.06")


@needs(*READERS, roles=(Role.PENYELIA,))
def home(request: LspRequest, slug: str) -> HttpResponse:
    """What waits for the penyelia, then every review that one may read."""
    rows = list(visible_kaji(request.actor).order_by("-changed_at", "-id")[:50])
    tasks = [task for one in rows for task in _tasks(request, one)]
    mark_trial(request, is_trial=bool(rows) and all(one.jadwal.uji_coba for one in rows))
    columns = (_("Asesmen"), _("Skema"), _("Penyelia"), _("Keadaan"))
    table = Table(_("Kaji ulang"), columns, [_cells(one, slug) for one in rows])
    return render(request, "penyelia/home.html", {"tasks": tasks, "count": len(tasks), "table": table, "today": now()})


def _tasks(request: LspRequest, kaji: KajiUlang) -> list[Task]:
    here = reverse("penyelia:kaji", args=[request.lsp.slug, kaji.ref])
    what = f"{kaji.jadwal.versi.title} · {tanggal_panjang(kaji.jadwal.day)}"
    if may_receive_order(request.actor, kaji):
        assert kaji.spt is not None
        return [Task(_("Terima SPT %s") % kaji.spt.number, here, what, Badge(_("baru"), Tone.INFO))]
    if may_review(request.actor, kaji):
        return [Task(_("Kaji ulang dan tandatangani %s") % _(" dan ").join(unsigned(kaji)), here, what)]
    return []


def _cells(one: KajiUlang, slug: str) -> tuple[Cell, ...]:
    return (
        Cell(tanggal(one.jadwal.day), reverse("penyelia:kaji", args=[slug, one.ref])),
        Cell(one.jadwal.versi.title),
        Cell(one.penyelia.name),
        Cell(one.get_status_display(), tone=tone_of(one.status)),
    )


@needs(*READERS, roles=(Role.PENYELIA,))
def kaji(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One schedule: read everything, fill two sheets, or send it back with a finding."""
    found = get_kaji(request.actor, ref)
    mark_trial(request, is_trial=found.jadwal.uji_coba)
    verdict = may_review(request.actor, found)
    return render(request, "penyelia/kaji.html", {
        "kaji": found, "facts": _facts(found), "verdict": verdict, "is_theirs": request.actor.person_id == found.penyelia_id,
        "badge": Badge(found.get_status_display(), tone_of(found.status)),
        "forms": _form_links(found, slug) if verdict else [],
        "asesi_list": asesi_papers(found, slug), "group": [link_to(found, one, slug) for one in group_sheets(found)],
        "correctable": _correctable(request, found),
        "findings": finding_lines(temuan_of(found)),
        "may_replace": found.can("replace") and may_replace(request.actor, found),
        "may_find": may_find(request.actor, found), "may_receive": may_receive_order(request.actor, found),
    })  # fmt: skip


def _facts(found: KajiUlang) -> list[Fact]:
    duty = live_duty(found.jadwal)
    return [
        Fact(_("Hari asesmen"), tanggal_panjang(found.jadwal.day)),
        Fact(_("TUK"), found.jadwal.tuk.name),
        Fact(_("Asesor"), duty.asesor.person.name if duty else _("belum ada")),
        Fact(_("Penyelia"), found.penyelia.name),
        Fact(_("SPT"), found.spt.number if found.spt else ""),
    ]


def _form_links(found: KajiUlang, slug: str) -> list[Link]:
    waiting = unsigned(found)
    return [
        Link(f"{code} {FORMS[code].title}", reverse("penyelia:isi", args=[slug, found.ref, name]))
        for name, code in SLUGS.items()
        if code in waiting
    ]


def _correctable(request: LspRequest, found: KajiUlang) -> list[Link]:
    """The signed sheets of the review that are still the penyelia's to correct, and corrections to give up."""
    args, links = [request.lsp.slug, found.ref], list[Link]()
    for name, code in SLUGS.items():
        if may_correct_review(request.actor, found, code):
            links.append(Link(_("Koreksi %s") % code, reverse("penyelia:koreksi", args=[*args, name])))
        elif may_drop_review_correction(request.actor, found, code):
            links.append(Link(_("Batalkan koreksi %s") % code, reverse("penyelia:koreksi_batal", args=[*args, name])))
    return links


@require_POST
@needs(roles=(Role.PENYELIA,))
def terima(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Mark the SPT as received."""
    found = get_kaji(request.actor, ref)
    return act_answer(
        request, lambda: receive_spt_penyelia(found, actor=request.actor, at=now()),
        done=_("SPT ditandai diterima. Baca berkas tiap asesi, lalu isi FR.AK.06 dan FR.VA."),
        to=reverse("penyelia:kaji", args=[slug, ref]),
    )  # fmt: skip


class FindingForm(forms.Form):
    """What is missing, on which sheet, of whom."""

    about = forms.ChoiceField(label=gettext_lazy("Tentang"))
    form = forms.ChoiceField(
        label=gettext_lazy("Lembar"), required=False, choices=[("", "—"), *((one, one) for one in ABOUT)]
    )
    text = forms.CharField(
        label=gettext_lazy("Temuan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Dibaca asesor, yang menjawabnya atau membetulkan lembarnya. Lembar yang sudah ditandatangani tidak berubah."),
    )  # fmt: skip

    def __init__(self, *args: Any, group: list[Asesmen], **kwargs: Any) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        picker = self.fields["about"]
        assert isinstance(picker, forms.ChoiceField)
        picker.choices = [("", _("Seluruh jadwal")), *((one.ref, one.peserta.permohonan.asesi.name) for one in group)]
        picker.required = False


@needs(roles=(Role.PENYELIA,))
def temuan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Send the papers back with a finding."""
    found = get_kaji(request.actor, ref)
    mark_trial(request, is_trial=found.jadwal.uji_coba)
    group = asesmen_of_jadwal(found.jadwal)
    by_ref = {one.ref: one for one in group}
    page = FormPage(
        _("Kembalikan kepada asesor"), _("Kirim temuan"), reverse("penyelia:kaji", args=[slug, ref]),
        over=f"{found.jadwal.versi.title} · {tanggal_panjang(found.jadwal.day)}",
        lead=_("Kaji ulang berhenti sampai asesor menjawab setiap temuan."), template="asesor/formulir.html",
    )  # fmt: skip
    return form_answer(
        request, FindingForm(request.POST or None, group=group), page, to=page.back,
        save=lambda said: give_back(
            found, said["text"], form=said["form"], asesmen=by_ref.get(said["about"]), actor=request.actor, at=now()),
        done=_("Temuan terkirim kepada asesor."),
    )  # fmt: skip


@needs(*READERS, roles=(Role.PENYELIA,))
def lembar(request: LspRequest, slug: str, ref: str, sheet_ref: str) -> HttpResponse:
    """One sheet of the schedule on screen."""
    found = get_kaji(request.actor, ref)
    mark_trial(request, is_trial=found.jadwal.uji_coba)
    sheet = sheet_in(found, sheet_ref)
    return render(request, "sheet/baca.html", {
        "sheet": show(sheet), "signatures": sheet.signatures.order_by("signed_at", "id"),
        "whose": f"{found.jadwal.versi.title} · {tanggal_panjang(found.jadwal.day)}",
        "back": reverse("penyelia:kaji", args=[slug, ref]), "pdf": reverse("penyelia:pdf", args=[slug, ref, sheet_ref]),
    })  # fmt: skip


@needs(*READERS, roles=(Role.PENYELIA,))
def pdf(request: LspRequest, slug: str, ref: str, sheet_ref: str) -> HttpResponse:
    sheet = sheet_in(get_kaji(request.actor, ref), sheet_ref)
    return pdf_response(sheet, lsp=request.lsp, actor=request.actor)
