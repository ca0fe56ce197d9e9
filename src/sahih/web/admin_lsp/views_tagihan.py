"""Invoices: one payer, one or many applications; the proof is looked at by a person."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sahih.insight.antrean.kantor import grouped
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, get_or_unseen
from sahih.process.biaya.actions import bill, cancel_tagihan, reject_proof, verify_payment
from sahih.process.biaya.models import BuktiBayar, Tagihan
from sahih.process.biaya.policies import may_bill, may_verify
from sahih.process.biaya.queries import baris_of, get_tagihan, latest_proof, unbilled, visible_tagihan
from sahih.process.permohonan.models import Permohonan
from sahih.web.admin_lsp.fields import ReasonForm
from sahih.web.admin_lsp.paging import newest_first
from sahih.web.answers import FormPage, act_answer, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.sheets import file_response
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Badge, Cell, Fact, Link, Table, Tone
from sahih.web.ui.tones import tone_of
from sahih.web.ui.words import rupiah, tanggal

OFFICE = ("biaya.bill", "biaya.verify")
SEEN = "bukti"
COLUMNS = ("Nomor", "Ditagih kepada", "Jumlah", "Jatuh tempo", "Keadaan")


@needs(*OFFICE)
def daftar(request: LspRequest, slug: str) -> HttpResponse:
    """Every invoice, newest change first."""
    visible, status = visible_tagihan(request.actor), request.GET.get("status", "")
    rows = visible.filter(status=status) if status in Tagihan.Status.values else visible
    page = newest_first(rows, by="changed_at", after=request.GET.get("sesudah", ""))
    filters = [Link(_("Semua"), "?", is_current=not status)]
    filters += [Link(str(one.label), f"?status={one}", one == status) for one in Tagihan.Status]
    return render(request, "admin_lsp/daftar.html", {
        "title": _("Tagihan"),
        "filters": filters,
        "acts": [Link(_("Buat tagihan"), reverse("admin_lsp:tagihan_baru", args=[slug]))] if may_bill(request.actor) else [],
        "table": Table(_("Tagihan"), COLUMNS, [_cells(one, slug) for one in page.rows]),
        "next": f"?status={status}&sesudah={page.next_key}" if page.next_key else "",
        "start": "" if page.is_first else f"?status={status}",
        "empty_title": _("Tidak ada tagihan di sini"),
        "empty_text": _("Tagihan dibuat dari permohonan yang diterima."),
    })  # fmt: skip


def _cells(one: Tagihan, slug: str) -> tuple[Cell, ...]:
    return (
        Cell(one.number, reverse("admin_lsp:tagihan_rinci", args=[slug, one.ref])),
        Cell(payer(one)),
        Cell(rupiah(one.total), is_number=True),
        Cell(tanggal(one.due_on)),
        Cell(one.get_status_display(), tone=state_tone(one)),
    )


def state_tone(tagihan: Tagihan) -> Tone:
    """An invoice that is out waits for its payer; a skema that is out is ready: one word, two colours."""
    return Tone.WAIT if tagihan.status == Tagihan.Status.TERBIT else tone_of(tagihan.status)


def payer(tagihan: Tagihan) -> str:
    return str(tagihan.perusahaan or tagihan.person)


class BillForm(forms.Form):
    """The applications of one payer that go on one invoice."""

    permohonan = forms.MultipleChoiceField(
        label="Permohonan pada tagihan ini", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih sedikitnya satu permohonan."},
    )  # fmt: skip

    def __init__(self, *args: Any, group: list[Permohonan], **kwargs: Any) -> None:  # reason: Django's own signature
        super().__init__(*args, **kwargs)
        self.group = group
        choice_field = self.fields["permohonan"]
        assert isinstance(choice_field, forms.MultipleChoiceField)
        choice_field.choices = [
            (one.ref, f"{one.asesi.name} · {one.versi.title} · {rupiah(one.versi.fee or 0)}") for one in group
        ]
        choice_field.initial = [one.ref for one in group]

    def chosen(self) -> list[Permohonan]:
        refs = set(self.cleaned_data["permohonan"])
        return [one for one in self.group if one.ref in refs]


@needs("biaya.bill")
def baru(request: LspRequest, slug: str) -> HttpResponse:
    """One form a payer: a company for many, or an asesi for themself."""
    groups = list(grouped(unbilled(), lambda one: one.perusahaan_id or -one.asesi_id))
    posted = request.POST.get("payer", "")
    billing = [_billing(request, group, is_posted=posted in {one.ref for one in group}) for group in groups]
    chosen = next((one for one in billing if one["form"].is_bound), None)
    if chosen is not None and chosen["form"].is_valid():
        try:
            tagihan = bill(chosen["form"].chosen(), actor=request.actor, at=now())
        except Refused as refusal:
            chosen["form"].add_error(None, str(refusal.reason))
        else:
            return _billed(request, tagihan, slug)
    status = 422 if chosen is not None or posted else 200
    stale = (
        _("Permohonan itu sudah ditagih petugas lain. Daftar di bawah adalah keadaan terbaru.")
        if posted and chosen is None
        else ""
    )
    return render(
        request, "admin_lsp/tagihan_baru.html", {"billing": billing, "slug": slug, "stale": stale}, status=status
    )


def _billing(
    request: LspRequest, group: list[Permohonan], *, is_posted: bool
) -> dict[str, Any]:  # reason: a template's view
    first = group[0]
    form = BillForm(request.POST if is_posted else None, group=group, auto_id=f"id_{first.ref}_%s")
    return {
        "form": form,
        "key": first.ref,
        "payer": first.perusahaan.name if first.perusahaan else first.asesi.name,
        "total": rupiah(sum(one.versi.fee or 0 for one in group)),
        "count": ngettext("%d orang", "%d orang", len(group)) % len(group),
    }


def _billed(request: LspRequest, tagihan: Tagihan, slug: str) -> HttpResponse:
    free = _("Skema ini tanpa biaya: permohonan langsung lanjut ke asesmen mandiri.")
    sent = _("Tagihan %s dibuat. Pembayar diberi tahu; berikutnya menunggu bukti pembayarannya.") % tagihan.number
    to = reverse("admin_lsp:tagihan_rinci", args=[slug, tagihan.ref])
    return act_answer(request, lambda: None, done=free if tagihan.total == 0 else sent, to=to)


@needs(*OFFICE)
def rinci(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One invoice: its lines, every proof that was sent, and the acts that are open."""
    tagihan = get_tagihan(request.actor, ref)
    rows = list(baris_of(tagihan))
    mark_trial(request, is_trial=any(row.permohonan.uji_coba for row in rows))
    return render(request, "admin_lsp/tagihan.html", {
        "tagihan": tagihan,
        "badge": Badge(tagihan.get_status_display(), state_tone(tagihan)),
        "facts": _facts(tagihan),
        "table": Table(_("Isi tagihan"), ("Uraian", "Jumlah"), [_line(row, slug) for row in rows]),
        "proofs": [_proof_view(one, tagihan, slug) for one in tagihan.bukti_set.select_related("file").order_by("-id")],
        "may_verify": may_verify(request.actor, tagihan),
        "may_cancel": may_bill(request.actor) and tagihan.can("cancel"),
        **_letters(request, tagihan),
        "slug": slug,
    })  # fmt: skip


def _letters(request: LspRequest, tagihan: Tagihan) -> dict[str, list[Link]]:
    """The invoice and the receipt as letters: those that are there, and those that may be written."""
    slug = request.lsp.slug
    rows = list(tagihan.surat_set.exclude(status="batal").select_related("lembar").order_by("id"))
    kinds = {"TAGIHAN": True, "KUITANSI": tagihan.status == Tagihan.Status.LUNAS}
    missing = [code for code, fits in kinds.items() if fits and all(one.code != code for one in rows)]
    may = request.actor.may("biaya.verify")
    return {
        "letters": [Link(one.lembar.title, reverse("surat:rinci", args=[slug, one.ref])) for one in rows],
        "drafts": [
            Link(_("Susun %s") % code.lower(), reverse("surat:susun_tagihan", args=[slug, tagihan.ref, code.lower()]))
            for code in missing
            if may
        ],
    }


def _line(row: Any, slug: str) -> tuple[Cell, Cell]:  # reason: a row with its joins
    href = reverse("admin_lsp:permohonan_rinci", args=[slug, row.permohonan.ref])
    return Cell(row.text, href), Cell(rupiah(row.amount), is_number=True)


def _facts(tagihan: Tagihan) -> list[Fact]:
    return [
        Fact(_("Ditagih kepada"), payer(tagihan)),
        Fact(_("Jumlah"), rupiah(tagihan.total), is_number=True),
        Fact(_("Terbit"), tanggal(tagihan.issued_at)),
        Fact(_("Jatuh tempo"), tanggal(tagihan.due_on)),
    ]


def _proof_view(one: BuktiBayar, tagihan: Tagihan, slug: str) -> dict[str, object]:
    state = {None: Badge(_("Menunggu diperiksa"), tone_of("menunggu")), True: Badge(_("Sah"), tone_of("sah"))}
    facts = [
        Fact(_("Pengirim"), one.sender),
        Fact(_("Jumlah dibayar"), rupiah(one.amount), is_number=True),
        Fact(_("Tanggal bayar"), tanggal(one.paid_on)),
    ]
    if one.note:
        facts.append(Fact(_("Catatan petugas"), one.note))
    short = one.accepted is None and one.amount < tagihan.total
    return {
        "facts": facts,
        "badge": state.get(one.accepted, Badge(_("Dikembalikan"), tone_of("dikembalikan"))),
        "href": reverse("admin_lsp:tagihan_bukti", args=[slug, tagihan.ref, one.ref]),
        "name": one.file.name,
        "warning": _("Jumlah ini kurang dari tagihan. Kembalikan, atau tulis alasan menerimanya.") if short else "",
    }


@needs(*OFFICE)
def bukti(request: LspRequest, slug: str, ref: str, bukti_ref: str) -> HttpResponse:
    """A proof of payment as it was sent."""
    tagihan = get_tagihan(request.actor, ref)
    one: BuktiBayar = get_or_unseen(tagihan.bukti_set.select_related("file__key"), ref=bukti_ref)
    return file_response(one.file)


class VerifyForm(ReasonForm):
    """Accepting needs a reason only where the amount is short."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # reason: Django's own signature
        super().__init__(
            *args, label=_("Catatan"), help_text=_("Wajib diisi bila jumlahnya kurang dari tagihan."), **kwargs
        )
        self.fields["reason"].required = False


@needs("biaya.verify")
def sahkan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Accept the proof that lies there; every application on the invoice goes on."""
    tagihan = get_tagihan(request.actor, ref)
    back = reverse("admin_lsp:tagihan_rinci", args=[slug, ref])
    page = FormPage(
        _("Sahkan pembayaran"), _("Pembayaran sah"), back, over=f"{tagihan.number} · {payer(tagihan)}",
        lead=_("Cocokkan bukti dengan rekening LSP lebih dulu. Setelah sah, asesi mengisi FR.APL.02."), more=_proof_shown(tagihan, slug),
    )  # fmt: skip
    return form_answer(
        request, VerifyForm(request.POST or None), page, to=back, done=_("Pembayaran sah. Asesi kini mengisi FR.APL.02."),
        save=lambda data: verify_payment(
            tagihan, seen=request.POST.get(SEEN, ""), actor=request.actor, at=now(), note=data["reason"]
        ),
    )  # fmt: skip


def _proof_shown(tagihan: Tagihan, slug: str) -> dict[str, object]:
    """The newest proof with its file; the page carries its name, so that what is judged is what was shown."""
    facts, proof = [Fact(_("Tagihan"), rupiah(tagihan.total), is_number=True)], latest_proof(tagihan)
    if proof is None:
        return {"facts": facts}
    told = f"{rupiah(proof.amount)} · {proof.sender} · {tanggal(proof.paid_on)}"
    href = reverse("admin_lsp:tagihan_bukti", args=[slug, tagihan.ref, proof.ref])
    return {"facts": [*facts, Fact(_("Bukti"), told, href=href)], "hidden": {SEEN: proof.ref}}


@needs("biaya.verify")
def tolak(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Send the proof back with what must be sent instead."""
    tagihan = get_tagihan(request.actor, ref)
    back = reverse("admin_lsp:tagihan_rinci", args=[slug, ref])
    form = ReasonForm(
        request.POST or None,
        label=_("Mengapa belum sah, dan apa yang harus dikirim"),
        help_text=_("Pembayar membaca kalimat ini apa adanya."),
    )
    page = FormPage(
        _("Kembalikan bukti"), _("Kembalikan bukti"), back, over=f"{tagihan.number} · {payer(tagihan)}",
        more=_proof_shown(tagihan, slug),
    )  # fmt: skip
    return form_answer(
        request, form, page, to=back, done=_("Bukti dikembalikan. Pembayar diberi tahu dan dapat mengirim ulang."),
        save=lambda data: reject_proof(
            tagihan, seen=request.POST.get(SEEN, ""), note=data["reason"], actor=request.actor, at=now()
        ),
    )  # fmt: skip


@needs("biaya.bill")
def batal(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Void an unpaid invoice."""
    tagihan = get_tagihan(request.actor, ref)
    back = reverse("admin_lsp:tagihan_rinci", args=[slug, ref])
    lead = _("Nomor ini tidak dipakai lagi; permohonannya dapat ditagih ulang.")
    page = FormPage(_("Batalkan tagihan"), _("Batalkan tagihan"), back, over=tagihan.number, lead=lead, kind="danger")
    return form_answer(
        request, ReasonForm(request.POST or None), page, to=back, done=_("Tagihan dibatalkan. Permohonannya dapat ditagih ulang."),
        save=lambda data: cancel_tagihan(tagihan, reason=data["reason"], actor=request.actor, at=now()),
    )  # fmt: skip
