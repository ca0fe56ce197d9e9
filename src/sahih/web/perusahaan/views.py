"""What a company sees: who it sent and how far they are, what it owes, and how to send more."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sahih.institution.accounts.actions import invite
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Perusahaan
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, Unseen
from sahih.process.biaya.models import Tagihan
from sahih.process.biaya.policies import may_send_proof
from sahih.process.biaya.queries import get_tagihan, latest_proof
from sahih.web.gate import LspRequest, needs
from sahih.web.payment import ProofForm, bill_badge, bill_facts, bill_lines, proof_form, take_proof
from sahih.web.perusahaan.daftar import Line, UndangForm, company_of, home_of
from sahih.web.sheets import file_response
from sahih.web.ui.parts import Upload


def _company(request: LspRequest) -> Perusahaan:
    found = company_of(request.actor)
    if found is None:
        raise Unseen
    return found


@needs(roles=(Role.PERUSAHAAN,))
def beranda(request: LspRequest, slug: str) -> HttpResponse:
    """Invoices that wait, people and their state; no papers of theirs."""
    del slug
    company = _company(request)
    context = {"company": company, "home": home_of(request.actor, request.lsp, company), "lsp": request.lsp}
    return render(request, "perusahaan/beranda.html", context)


@needs(roles=(Role.PERUSAHAAN,))
@require_http_methods(["GET", "POST"])
def undang(request: LspRequest, slug: str) -> HttpResponse:
    """A worker a line; either all lines are sent or none."""
    company = _company(request)
    form = UndangForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _invite_all(request, company, form.cleaned_data["pekerja"], form.cleaned_data["skema"])
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(
                request,
                _("%d undangan dikirim. Tiap orang menerima tautannya sendiri.") % len(form.cleaned_data["pekerja"]),
            )
            return redirect("perusahaan:beranda", slug=slug)
    context = {"company": company, "form": form, "lsp": request.lsp}
    return render(request, "perusahaan/undang.html", context, status=422 if form.errors else 200)


def _invite_all(request: LspRequest, company: Perusahaan, lines: list[Line], skema_ref: str) -> None:
    link = f"{settings.SAHIH_PUBLIC_URL}/undangan/{{token}}/"
    with transaction.atomic():
        for line in lines:
            invite(
                name=line.name, contact=line.contact, role=Role.ASESI, link=link, perusahaan=company, skema_ref=skema_ref,
                actor=request.actor, at=now(),
            )  # fmt: skip


@needs(roles=(Role.PERUSAHAAN,))
@require_http_methods(["GET", "POST"])
def tagihan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """One invoice for many; the proof is sent here."""
    bill = _bill(request, ref)
    if request.method != "POST":
        return _page(request, bill, proof_form(bill), [])
    done, form, errors = take_proof(request, bill, back=reverse("perusahaan:tagihan", args=[slug, bill.ref]))
    return done or _page(request, bill, form, errors)


def _bill(request: LspRequest, ref: str) -> Tagihan:
    bill = get_tagihan(request.actor, ref)
    if bill.perusahaan_id != _company(request).pk:
        raise Unseen
    return bill


@needs(roles=(Role.PERUSAHAAN,))
def bukti(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The proof that was sent last."""
    del slug
    proof = latest_proof(_bill(request, ref))
    if proof is None:
        raise Unseen
    return file_response(proof.file)


def _page(request: LspRequest, bill: Tagihan, form: ProofForm, errors: list[str]) -> HttpResponse:
    context = {
        "bill": bill,
        "lsp": request.lsp,
        "facts": bill_facts(bill),
        "badge": bill_badge(bill),
        "lines": bill_lines(bill),
        "account": request.lsp.bank_account,
        "proof": latest_proof(bill),
        "verdict": may_send_proof(request.actor, bill),
        "form": form,
        "upload": Upload(
            "berkas", _("Bukti pembayaran"), _("Foto atau PDF bukti transfer, paling besar 20 MB."), errors=errors
        ),
    }
    return render(request, "perusahaan/tagihan.html", context, status=422 if errors else 200)
