"""Where letters are begun: on the page of a schedule, of the requirements of places, of loans, of an invoice."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sahih.insight.persuratan.queries import JENIS, Place, about, places_of, title_of
from sahih.institution.asesor.models import Asesor
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, Unseen, get_or_unseen
from sahih.materials.skema.enums import Mode, Status
from sahih.materials.skema.models import SkemaVersi
from sahih.process.biaya.queries import get_tagihan
from sahih.process.jadwal.queries import asesor_candidates, get_jadwal
from sahih.process.jadwal.tempat import tuk_gaps
from sahih.process.sertifikat.queries import visible_sertifikat
from sahih.process.surat.actions import draft_surat
from sahih.process.surat.jenis import Jenis
from sahih.process.surat.models import Surat
from sahih.process.surat.queries import syarat_of, visible_surat
from sahih.web.gate import LspRequest, needs
from sahih.web.surat.pintu import RIGHTS, ROLES, about_words, jenis_of, name_of, slug_of
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Badge, Task
from sahih.web.ui.tones import tone_of
from sahih.web.ui.words import tanggal_panjang


@dataclass(frozen=True)
class Line:
    """One kind of letter on a page: what is there, and the one act that is next."""

    title: str
    letters: list[Task]
    draft: str = ""
    hidden: Mapping[str, str] = field(default_factory=dict)
    gaps: list[str] = field(default_factory=list)


def _task(one: Surat, slug: str) -> Task:
    badge = Badge(one.get_outcome_display() or one.get_status_display(), tone_of(one.outcome or one.status))
    return Task(name_of(one), reverse("surat:rinci", args=[slug, one.ref]), about_words(one), badge)


@needs(*RIGHTS, roles=ROLES)
def jadwal(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Every letter of a schedule in the order of the SOP: what is there, what is next, one act each."""
    found = get_jadwal(request.actor, ref)
    mark_trial(request, is_trial=found.uji_coba)
    places = places_of(found, request.actor, request.lsp, at=now())
    return render(request, "surat/jadwal.html", {
        "title": tanggal_panjang(found.day), "over": found.versi.title, "gaps": tuk_gaps(found, request.lsp),
        "lines": [_line(one, slug, found.ref) for one in places],
    })  # fmt: skip


def _line(place: Place, slug: str, ref: str) -> Line:
    draft = reverse("surat:susun", args=[slug, ref, slug_of(place.jenis)]) if place.may_draft else ""
    gaps = place.gaps if place.verdict else []
    return Line(title_of(place.jenis), [_task(one, slug) for one in place.letters], draft, gaps=gaps)


@require_POST
@needs(*RIGHTS, roles=ROLES)
def susun(request: LspRequest, slug: str, ref: str, kind: str) -> HttpResponse:
    """Begin one letter of a schedule."""
    found, jenis = get_jadwal(request.actor, ref), jenis_of(kind)
    return _begin(request, jenis, back=reverse("surat:jadwal", args=[slug, ref]), **about(jenis, found))


def _begin(request: LspRequest, jenis: Jenis, *, back: str, **subject: object) -> HttpResponse:
    """Draft it and open it; refused, the page one came from says why."""
    try:
        surat = draft_surat(jenis, actor=request.actor, at=now(), **subject)
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
        return redirect(back)
    messages.success(request, _("%s disusun.") % title_of(jenis))
    return redirect("surat:isi" if jenis.writer else "surat:rinci", request.lsp.slug, surat.ref)


@needs("jadwal.plan")
def skema(request: LspRequest, slug: str) -> HttpResponse:
    """The SK persyaratan TUK of each published version and way of assessment."""
    back = reverse("surat:skema", args=[slug])
    if request.method == "POST":
        versi: SkemaVersi = get_or_unseen(SkemaVersi.objects.select_related("skema"), ref=request.POST.get("versi", ""))
        return _begin(request, JENIS["SK.PERSYARATAN.TUK"], back=back, versi=versi, mode=request.POST.get("mode", ""))
    lines = [
        _requirements(request, versi, mode, slug)
        for versi in SkemaVersi.objects.filter(status=Status.TERBIT).select_related("skema").order_by("title", "id")
        for mode in Mode
    ]
    return render(request, "surat/daftar.html", {
        "title": _("SK persyaratan TUK"), "lines": lines, "button": _("Susun SK baru"),
        "lead": _("Yang harus ada di TUK, per skema dan cara asesmen. Verifikasi TUK memeriksa baris SK yang berlaku."),
    })  # fmt: skip


def _requirements(request: LspRequest, versi: SkemaVersi, mode: Mode, slug: str) -> Line:
    rows = visible_surat(request.actor).filter(code="SK.PERSYARATAN.TUK", versi=versi, mode=mode)
    held = syarat_of(versi, mode)
    gaps = [] if held else [_("Belum ada SK yang berlaku; TUK untuk cara ini belum dapat diverifikasi.")]
    here, hidden = reverse("surat:skema", args=[slug]), {"versi": versi.ref, "mode": str(mode)}
    return Line(
        f"{versi.title} · {mode.label}", [_task(one, slug) for one in rows.order_by("-id")[:3]], here, hidden, gaps
    )


class LoanForm(forms.Form):
    """Whom to borrow, for what, when."""

    asesor = forms.ChoiceField(label="Asesor")
    versi = forms.ChoiceField(label="Skema")
    valid_from = forms.DateField(
        label="Mulai tanggal", widget=forms.DateInput(attrs={"type": "date", "class": "short"})
    )
    valid_until = forms.DateField(
        label="Sampai tanggal", widget=forms.DateInput(attrs={"type": "date", "class": "short"})
    )


@needs("jadwal.plan")
def peminjaman(request: LspRequest, slug: str) -> HttpResponse:
    """Ask another LSP for one of its asesor, or answer such a request for one of ours (A2)."""
    back, form = reverse("surat:peminjaman", args=[slug]), LoanForm(request.POST if "asesor" in request.POST else None)
    others, own = _asesor(request)
    versions = {one.ref: one for one in SkemaVersi.objects.filter(status=Status.TERBIT).select_related("skema")}
    _offer(form, others, versions)
    if request.method == "POST" and "balas" in request.POST:
        ours = own.get(request.POST["balas"])
        if ours is None:
            raise Unseen
        return _begin(request, JENIS["BALASAN.PINJAM"], back=back, asesor=ours)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return _begin(
            request, JENIS["PINJAM.ASESOR"], back=back, asesor=others[said["asesor"]], versi=versions[said["versi"]],
            valid_from=said["valid_from"], valid_until=said["valid_until"],
        )  # fmt: skip
    rows = visible_surat(request.actor).filter(code__in=("PINJAM.ASESOR", "BALASAN.PINJAM")).order_by("-id")[:30]
    seen = {"form": form, "own": list(own.values()), "letters": [_task(one, slug) for one in rows], "others": others}
    return render(request, "surat/peminjaman.html", seen, status=422 if form.errors else 200)


def _asesor(request: LspRequest) -> tuple[dict[str, Asesor], dict[str, Asesor]]:
    found = list(asesor_candidates(request.lsp))
    others = {one.ref: one for one in found if one.home_lsp_id != request.lsp.pk}
    return others, {one.ref: one for one in found if one.home_lsp_id == request.lsp.pk}


def _offer(form: LoanForm, others: Mapping[str, Asesor], versions: Mapping[str, SkemaVersi]) -> None:
    asesor, versi = form.fields["asesor"], form.fields["versi"]
    assert isinstance(asesor, forms.ChoiceField)
    assert isinstance(versi, forms.ChoiceField)
    asesor.choices = [(ref, f"{one.person.name} · {one.met} · {one.home_lsp.name}") for ref, one in others.items()]
    versi.choices = [(ref, one.title) for ref, one in versions.items()]


@require_POST
@needs("biaya.verify")
def susun_tagihan(request: LspRequest, slug: str, ref: str, kind: str) -> HttpResponse:
    """The invoice or the receipt as a letter."""
    jenis = jenis_of(kind)
    if jenis.code not in {"TAGIHAN", "KUITANSI"}:
        raise Unseen
    back = reverse("admin_lsp:tagihan_rinci", args=[slug, ref])
    return _begin(request, jenis, back=back, tagihan=get_tagihan(request.actor, ref))


@require_POST
@needs("sertifikat.request")
def susun_sertifikat(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """What the holder is told about surveilan (SOP 4.6)."""
    found = get_or_unseen(visible_sertifikat(request.actor), ref=ref)
    return _begin(
        request, JENIS["INFO.SURVEILAN"], back=reverse("admin_lsp:sertifikat_rinci", args=[slug, ref]), sertifikat=found
    )
