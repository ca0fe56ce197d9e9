"""Meetings of the committee: whom to seat, the papers in their order, the end of the vote."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sahih.documents.models import Lembar
from sahih.institution.accounts.models import Person
from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.models import Lsp
from sahih.kernel.clock import ZONES, local_date, now
from sahih.kernel.policy import Refused, Unseen
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.queries import get_jadwal
from sahih.process.kaji_ulang.queries import decision_waits, kaji_of
from sahih.process.keputusan.actions import close_votes, compose_rapat, recompose_rapat
from sahih.process.keputusan.models import Rapat
from sahih.process.keputusan.policies import bars_to_sit, before_meeting, gate_decide, may_prepare, open_votes
from sahih.process.keputusan.queries import (
    committee_candidates,
    former_members_of,
    get_rapat,
    keputusan_of_rapat,
    members_of,
    recompose_reasons,
    replaced_letters,
    tally_of,
    visible_rapat,
)
from sahih.process.sertifikat.models import Permintaan
from sahih.web.admin_lsp.fields import day_field, hour_field
from sahih.web.admin_lsp.paging import newest_first
from sahih.web.answers import FormPage, act_answer, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import pdf_response
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Badge, Cell, Fact, Step, Table, Task, Tone
from sahih.web.ui.tones import tone_of
from sahih.web.ui.words import tanggal, tanggal_panjang

READERS = ("keputusan.prepare", "keputusan.read")
COLUMNS = ("Rapat", "Skema", "Asesmen", "Keadaan")
PAPERS = ("sk_komite", "undangan", "berita_acara", "sk_hasil")


@needs(*READERS)
def daftar(request: LspRequest, slug: str) -> HttpResponse:
    """Meetings, the latest first, and above them the dates that still need one."""
    page = newest_first(visible_rapat(request.actor), by="changed_at", after=request.GET.get("sesudah", ""))
    return render(request, "admin_lsp/rapat_daftar.html", {
        "waiting": [_waiting(one, slug) for one in _without_meeting()] if may_prepare(request.actor) else [],
        "table": Table(_("Rapat"), COLUMNS, [_cells(one, slug, request.lsp) for one in page.rows]),
        "next": f"?sesudah={page.next_key}" if page.next_key else "",
        "start": "" if page.is_first else "?",
    })  # fmt: skip


def _without_meeting() -> list[Jadwal]:
    rows = Jadwal.objects.filter(status=Jadwal.Status.SELESAI, rapat=None).select_related("versi", "tuk")
    return list(rows.order_by("day", "id"))


def _waiting(one: Jadwal, slug: str) -> Task:
    why = f"{tanggal(one.day)} · {one.tuk.name}"
    if kaji_of(one) is None:
        what = _("Susun kaji ulang — %s") % one.versi.title
        return Task(what, reverse("admin_lsp:kaji_susun", args=[slug, one.ref]), why)
    if waits := decision_waits(one):
        return Task(_("Kaji ulang berjalan — %s") % one.versi.title, reverse("penyelia:home", args=[slug]), waits[0])
    what = _("Susun rapat komite — %s") % one.versi.title
    return Task(what, reverse("admin_lsp:rapat_susun", args=[slug, one.ref]), why)


def _cells(one: Rapat, slug: str, lsp: Lsp) -> tuple[Cell, ...]:
    meets = one.meets_at.astimezone(ZONES[lsp.zone])
    trial = _(" · uji coba") if one.uji_coba else ""
    return (
        Cell(f"{tanggal(meets.date())} {meets:%H.%M}", reverse("admin_lsp:rapat_rinci", args=[slug, one.ref])),
        Cell(one.jadwal.versi.title + trial),
        Cell(tanggal(one.jadwal.day)),
        Cell(one.get_status_display(), tone=tone_of(one.status)),
    )


class ComposeForm(forms.Form):
    """Who sits, who leads, when and where."""

    members = forms.MultipleChoiceField(
        label="Anggota komite",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih anggota komite."},
    )
    chair = forms.ChoiceField(label="Ketua komite")
    day = day_field("Tanggal rapat")
    hour = hour_field("Pukul", initial="09:00")
    place = forms.CharField(label="Tempat atau tautan rapat", max_length=240)

    def __init__(
        self, *args: Any, able: list[Person], lsp: Lsp, **kwargs: Any
    ) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        self.able = {one.ref: one for one in able}
        choices = [(one.ref, one.name) for one in able]
        for name in ("members", "chair"):
            picker = self.fields[name]
            assert isinstance(picker, forms.ChoiceField)
            picker.choices = choices
        self.fields["members"].initial = [one.ref for one in able]
        self.fields["members"].help_text = (
            _("Paling sedikit %d orang; jumlah ganjil menghindari suara seri.") % lsp.quorum
        )
        self.fields["hour"].help_text = lsp.zone
        self.zone = ZONES[lsp.zone]

    def clean(self) -> dict[str, Any] | None:  # reason: Django's own signature
        given = super().clean() or {}
        if given.get("members") and given.get("chair") and given["chair"] not in given["members"]:
            self.add_error("chair", _("Ketua komite harus termasuk anggota yang dipilih."))
        return given

    def seats(self) -> list[tuple[Person, str]]:
        """The chair first, each with their register number where they have one."""
        refs = sorted(self.cleaned_data["members"], key=lambda ref: ref != self.cleaned_data["chair"])
        people = [self.able[ref] for ref in refs]
        met = dict(Asesor.objects.filter(person__in=people).values_list("person_id", "met"))
        return [(one, met.get(one.pk, "")) for one in people]

    def meets_at(self) -> dt.datetime:
        return dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"], tzinfo=self.zone)


class RecomposeForm(ComposeForm):
    """The same once more, and why."""

    reason = forms.CharField(
        label="Mengapa disusun ulang", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: anggota sakit, suara tetap seri, tanggal rapat terlewat. Tersimpan pada jejak.",
    )  # fmt: skip


def _candidates(jadwal: Jadwal, day: dt.date) -> tuple[list[Person], list[dict[str, object]]]:
    """Who may sit, and for the others every reason why not (D2)."""
    people = [(one, bars_to_sit(one, jadwal)) for one in committee_candidates(day=day)]
    return [one for one, bars in people if not bars], [{"name": one.name, "gaps": bars} for one, bars in people if bars]


@needs("keputusan.prepare")
def susun(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Seat a committee."""
    jadwal = get_jadwal(request.actor, ref)
    mark_trial(request, is_trial=jadwal.uji_coba)
    at = now()
    today = local_date(at, request.lsp.zone)
    able, barred = _candidates(jadwal, today)
    form = ComposeForm(request.POST or None, able=able, lsp=request.lsp)
    page = FormPage(
        _("Susun rapat komite"), _("Simpan dan buat SK komite"), reverse("admin_lsp:rapat", args=[slug]),
        over=f"{jadwal.versi.title} · {tanggal_panjang(jadwal.day)}", template="admin_lsp/rapat_susun.html",
        more={"gaps": gate_decide(jadwal, request.lsp, day=today), "barred": barred},
    )  # fmt: skip
    made: list[Rapat] = []
    answer = form_answer(
        request, form, page, to=page.back, done=_("Komite tersusun. Berikutnya Ketua LSP menandatangani SK komite teknis."),
        save=lambda data: made.append(compose_rapat(
            jadwal, form.seats(), meets_at=form.meets_at(), place=data["place"], actor=request.actor, at=at)),
    )  # fmt: skip
    return redirect("admin_lsp:rapat_rinci", slug, made[0].ref) if made else answer


@needs("keputusan.prepare")
def susun_ulang(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Other members or another day: the way back while the votes are open."""
    rapat = get_rapat(request.actor, ref)
    mark_trial(request, is_trial=rapat.uji_coba)
    back = reverse("admin_lsp:rapat_rinci", args=[slug, ref])
    if not rapat.can("recompose"):
        messages.warning(
            request, _("Pemungutan suara rapat ini sudah ditutup; komite dan keputusannya tidak disusun ulang.")
        )
        return redirect(back)
    at = now()
    able, barred = _candidates(rapat.jadwal, local_date(at, request.lsp.zone))
    sitting = [one.person.ref for one in members_of(rapat)]
    form = RecomposeForm(
        request.POST or None, able=able, lsp=request.lsp,
        initial={"members": sitting, "chair": sitting[0] if sitting else "", "place": rapat.place},
    )  # fmt: skip
    page = FormPage(
        _("Susun ulang rapat komite"), _("Susun ulang dan buat SK komite baru"), back,
        over=f"{rapat.jadwal.versi.title} · {tanggal_panjang(rapat.jadwal.day)}",
        lead=_("Surat yang sudah ditandatangani digantikan surat baru yang menyebut nomornya. Suara yang sudah masuk tetap tersimpan, tetapi tiap anggota memberi suara lagi."),
        template="admin_lsp/rapat_susun.html", more={"barred": barred},
    )  # fmt: skip
    return form_answer(
        request, form, page, to=back, done=_("Rapat disusun ulang. Ketua LSP menandatangani SK komite yang baru."),
        save=lambda data: recompose_rapat(
            rapat, form.seats(), meets_at=form.meets_at(), place=data["place"], reason=data["reason"], actor=request.actor, at=at),
    )  # fmt: skip


@needs(*READERS)
def rinci(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One meeting: its papers in order, its members, the votes as they stand."""
    rapat = get_rapat(request.actor, ref)
    mark_trial(request, is_trial=rapat.uji_coba)
    closing = may_prepare(request.actor) and rapat.can("close_votes")
    return render(request, "admin_lsp/rapat.html", {
        "rapat": rapat, "slug": slug, "title": rapat.jadwal.versi.title,
        "facts": _facts(rapat, request.lsp),
        "steps": _paper_steps(rapat, slug),
        "table": Table(_("Keputusan"), ("Asesi", "Rekomendasi asesor", "Suara K : BK", "Hasil"), _decisions(rapat, request.lsp)),
        "open_votes": open_votes(rapat, request.lsp) if closing else [],
        "may_close": closing,
        "may_recompose": may_prepare(request.actor) and rapat.can("recompose"),
        "former": _former(rapat, request.lsp),
        "next_word": _next_word(rapat, request.lsp, at=now()),
    })  # fmt: skip


_NEXT = {
    Rapat.Status.DISUSUN: "Menunggu tanda tangan Ketua LSP pada SK komite teknis.",
    Rapat.Status.DITETAPKAN: "Menunggu tanda tangan Ketua LSP pada undangan rapat.",
    Rapat.Status.DIUNDANG: "Anggota memberi suara pada hari rapat; sesudah lengkap, tutup pemungutan suara.",
    Rapat.Status.DIPUTUSKAN: "Menunggu tanda tangan semua anggota pada berita acara.",
    Rapat.Status.BA_SAH: "Menunggu tanda tangan Ketua LSP pada SK hasil keputusan.",
    Rapat.Status.SK_TERBIT: "SK terbit. Berikutnya ajukan nomor blangko kepada BNSP.",
}
_AFTER = {
    Permintaan.Status.DISUSUN: "SK terbit. Surat permohonan nomor blangko menunggu tanda tangan Ketua LSP.",
    Permintaan.Status.DIAJUKAN: "SK terbit dan nomor blangko diajukan. Menunggu jawaban BNSP.",
    Permintaan.Status.DIJAWAB: "Selesai: SK terbit dan nomor dari BNSP sudah masuk.",
}


def _next_word(rapat: Rapat, lsp: Lsp, *, at: dt.datetime) -> str:
    waits_for_ketua = rapat.status in {Rapat.Status.DISUSUN, Rapat.Status.DITETAPKAN}
    request = Permintaan.objects.filter(rapat=rapat).first()
    if request is not None:
        return _AFTER[Permintaan.Status(request.status)]
    late = before_meeting(rapat, lsp, at=at)
    return str(late.reason) if waits_for_ketua and not late else _NEXT[Rapat.Status(rapat.status)]


def _former(rapat: Rapat, lsp: Lsp) -> list[Fact]:
    """Earlier committees and the letters that went out for them."""
    by_day: dict[str, list[str]] = {}
    for one in former_members_of(rapat):
        assert one.left_at is not None
        left = one.left_at.astimezone(ZONES[lsp.zone])
        by_day.setdefault(f"{tanggal(left.date())} {left:%H.%M}", []).append(f"{one.person.name} ({one.position})")
    reasons = [_("Alasan: %s") % one for one in recompose_reasons(rapat)]
    seats = [
        Fact(_("Diganti %s") % left, ". ".join([", ".join(names), *reasons[at : at + 1]]))
        for at, (left, names) in enumerate(by_day.items())
    ]
    letters = [
        Fact(one.title, one.number, href=reverse("admin_lsp:rapat_lama", args=[lsp.slug, rapat.ref, one.ref]))
        for one in replaced_letters(rapat)
    ]
    return seats + letters


@needs(*READERS)
def surat_lama(request: LspRequest, slug: str, ref: str, sheet_ref: str) -> HttpResponse:
    """A letter of an earlier committee as PDF."""
    found = [one for one in replaced_letters(get_rapat(request.actor, ref)) if one.ref == sheet_ref]
    if not found:
        raise Unseen
    return pdf_response(found[0], lsp=request.lsp, actor=request.actor)


def _facts(rapat: Rapat, lsp: Lsp) -> list[Fact]:
    meets = rapat.meets_at.astimezone(ZONES[lsp.zone])
    members = ", ".join(f"{one.person.name} ({one.position})" for one in members_of(rapat))
    return [
        Fact(_("Waktu"), f"{tanggal_panjang(meets.date())}, {meets:%H.%M} {lsp.zone}"),
        Fact(_("Tempat"), rapat.place),
        Fact(
            _("Asesmen"),
            tanggal(rapat.jadwal.day),
            href=reverse("admin_lsp:jadwal_rinci", args=[lsp.slug, rapat.jadwal.ref]),
        ),
        Fact(_("Komite"), members),
    ]


def _paper_steps(rapat: Rapat, slug: str) -> list[Step]:
    """The four papers: each needs the one before (D3)."""
    titles = {
        "sk_komite": _("SK komite teknis"),
        "undangan": _("Undangan rapat"),
        "berita_acara": _("Berita acara"),
        "sk_hasil": _("SK hasil keputusan"),
    }
    return [
        _paper_step(
            titles[name], _standing(rapat, name), reverse("admin_lsp:rapat_surat", args=[slug, rapat.ref, name])
        )
        for name in PAPERS
    ]


def _standing(rapat: Rapat, name: str) -> Lembar | None:
    """A void letter, and the invitation of a committee that was replaced, is none of this meeting's papers."""
    sheet: Lembar | None = getattr(rapat, name)
    is_former = name == "undangan" and rapat.status == Rapat.Status.DISUSUN
    return None if sheet is None or sheet.void_reason or is_former else sheet


def _paper_step(title: str, sheet: Lembar | None, href: str) -> Step:
    if sheet is None:
        return Step(title)
    if sheet.locked_at is None:
        return Step(title, _("%s · menunggu tanda tangan") % sheet.number, "now", href)
    return Step(title, f"{sheet.number} · {tanggal(sheet.locked_at)}", "done", href)


def _decisions(rapat: Rapat, lsp: Lsp) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for one in keputusan_of_rapat(rapat):
        count = tally_of(one, lsp)
        said = (
            Badge(one.get_outcome_display(), tone_of("kompeten" if one.outcome == "K" else "belum_kompeten"))
            if one.outcome
            else Badge(_("Dibahas"), Tone.NEUTRAL)
        )
        rows.append((
            Cell(one.asesmen.peserta.permohonan.asesi.name),
            Cell(one.asesmen.get_recommendation_display()),
            Cell(f"{count.kompeten} : {count.belum}", is_number=True),
            Cell(said.text, tone=said.tone),
        ))  # fmt: skip
    return rows


@needs(*READERS)
def surat(request: LspRequest, slug: str, ref: str, name: str) -> HttpResponse:
    """One of the four papers as PDF."""
    rapat = get_rapat(request.actor, ref)
    sheet = getattr(rapat, name) if name in PAPERS else None
    if sheet is None:
        raise Refused(_("Surat ini belum disusun; menunggu surat sebelumnya."))
    return pdf_response(sheet, lsp=request.lsp, actor=request.actor)


@needs("keputusan.prepare")
@require_POST
def tutup(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Set the outcomes from the votes; a missing or tied vote is named instead."""
    rapat = get_rapat(request.actor, ref)
    return act_answer(
        request, lambda: close_votes(rapat, actor=request.actor, at=now()), to=reverse("admin_lsp:rapat_rinci", args=[slug, ref]),
        done=_("Pemungutan suara ditutup. Berikutnya anggota menandatangani berita acara."),
    )  # fmt: skip
