"""The invoice of one application, and the proof of its payment."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sahih.insight.perjalanan.queries import own_permohonan
from sahih.kernel.policy import Refused, Unseen
from sahih.process.biaya.models import Tagihan
from sahih.process.biaya.policies import may_send_proof
from sahih.process.biaya.queries import latest_proof, tagihan_of
from sahih.process.permohonan.models import Permohonan
from sahih.web.asesi.lembar import lsp_in
from sahih.web.gate import ActorRequest, own
from sahih.web.payment import ProofForm, bill_badge, bill_facts, bill_lines, proof_form, take_proof
from sahih.web.sheets import file_response
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Upload


@own(own_permohonan)
@require_http_methods(["GET", "POST"])
def tagihan(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """See what is to be paid; send the proof, or a better one."""
    mark_trial(request, is_trial=case.uji_coba)
    bill = _bill(case)
    if request.method != "POST":
        return _page(request, case, bill, proof_form(bill), [])
    done, form, errors = take_proof(request, bill, back=reverse("asesi:tagihan", args=[case.ref]))
    return done or _page(request, case, bill, form, errors)


@own(own_permohonan)
def bukti(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """The proof that was sent last, to its sender."""
    bill = _bill(case)
    proof = latest_proof(bill)
    if proof is None:
        raise Unseen
    if bill.person_id != request.actor.person_id:
        raise Refused(_("Bukti pembayaran perusahaan hanya dilihat perusahaan dan LSP."))
    return file_response(proof.file)


def _bill(case: Permohonan) -> Tagihan:
    bill = tagihan_of(case)
    if bill is None:
        raise Unseen
    return bill


def _page(request: ActorRequest, case: Permohonan, bill: Tagihan, form: ProofForm, errors: list[str]) -> HttpResponse:
    proof = latest_proof(bill) if bill.person_id else None
    context = {
        "case": case,
        "bill": bill,
        "facts": bill_facts(bill),
        "badge": bill_badge(bill),
        "lines": bill_lines(bill) if bill.person_id else (),
        "account": lsp_in(request).bank_account,
        "proof": proof,
        "verdict": may_send_proof(request.actor, bill),
        "form": form,
        "upload": Upload(
            "berkas", _("Bukti pembayaran"), _("Foto atau PDF bukti transfer, paling besar 20 MB."), errors=errors
        ),
    }
    return render(request, "asesi/tagihan.html", context, status=422 if errors else 200)
