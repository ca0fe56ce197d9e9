"""The certificate: see it, take it, show it."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.sheets import current_part
from sahih.insight.perjalanan.queries import own_permohonan, perjalanan_of
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, require
from sahih.process.penyerahan.actions import present_penyerahan, sign_penyerahan
from sahih.process.penyerahan.models import Penyerahan
from sahih.process.penyerahan.policies import hand_over_gaps, may_sign_receipt
from sahih.process.penyerahan.queries import get_penyerahan, penyerahan_of
from sahih.process.permohonan.models import Permohonan
from sahih.process.sertifikat.models import Sertifikat, SertifikatPublik
from sahih.web.gate import ActorRequest, own
from sahih.web.sheets import file_response
from sahih.web.signing import Signable, sign_page
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Fact
from sahih.web.ui.words import tanggal


def _paper(request: ActorRequest, case: Permohonan) -> Sertifikat:
    mark_trial(request, is_trial=case.uji_coba)
    found = perjalanan_of(case).sertifikat
    if found is None:
        raise Refused(_("Sertifikat belum terbit. Anda mendapat kabar begitu terbit."))
    return found


@own(own_permohonan)
def sertifikat(request: ActorRequest, case: Permohonan) -> HttpResponse:
    paper = _paper(request, case)
    public = SertifikatPublik.objects.filter(number=paper.number).first()
    link = settings.SAHIH_PUBLIC_URL + reverse("publik:sertifikat", args=[public.ref]) if public else ""
    facts = [
        Fact(_("Nama"), case.asesi.name),
        Fact(_("Kompetensi"), case.versi.title),
        Fact(_("No. sertifikat"), paper.number, is_number=True),
        Fact(_("No. registrasi"), paper.registration, is_number=True),
        Fact(_("Berlaku"), f"{tanggal(paper.issued_on)} – {tanggal(paper.valid_until)}"),
        Fact(_("Keadaan"), _("CONTOH – TIDAK BERLAKU") if paper.uji_coba else paper.get_status_display()),
    ]
    row = penyerahan_of(paper)
    facts += _courier(row) if row else []
    return render(request, "asesi/sertifikat.html", {
        "case": case, "paper": paper, "facts": facts, "link": link, "gaps": hand_over_gaps(paper),
        "to_sign": row is not None and bool(may_sign_receipt(request.actor, row)),
    })  # fmt: skip


def _courier(row: Penyerahan) -> list[Fact]:
    """The printed one on its way (SOP 4.5)."""
    if row.sent_on is None:
        return []
    sent = Fact(_("Dikirim"), f"{tanggal(row.sent_on)} · {row.courier} {row.resi}")
    return [sent, Fact(_("Diterima"), f"{tanggal(row.received_on)} · {row.receiver}")] if row.received_on else [sent]


@own(own_permohonan)
def serah(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """Commitment and receipt, read and signed in one act; the certificate follows (CT10, FX20)."""
    row = penyerahan_of(_paper(request, case))
    if row is None or row.signed_at is not None:
        return redirect("asesi:sertifikat", ref=case.ref)
    row = get_penyerahan(request.actor, row.ref)
    require(may_sign_receipt(request.actor, row))
    return sign_page(request, Signable(
        title=_("Tanda terima dan komitmen"), meaning="Menerima sertifikat dan berkomitmen sebagai pemegangnya",
        intro=_("Baca keduanya. Satu tanda tangan berlaku untuk kedua lembar; sesudah itu sertifikat dapat diunduh."),
        sheets=[(one, current_part(one)) for one in (row.komitmen, row.tanda_terima)],
        present=lambda: present_penyerahan(row, actor=request.actor, at=now()),
        back=reverse("asesi:sertifikat", args=[case.ref]),
        finish=lambda proof: sign_penyerahan(row, proof=proof, actor=request.actor, at=now()),
        done=_("Terima kasih. Sertifikat Anda siap diunduh."),
    ))  # fmt: skip


@own(own_permohonan)
def unduh(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """The very file whose seal and credential prove it."""
    paper = _paper(request, case)
    if gaps := hand_over_gaps(paper):
        raise Refused(" ".join(gaps))
    assert paper.pdf is not None
    response = file_response(paper.pdf)
    number = "-".join(paper.number.split())
    response["Content-Disposition"] = f'attachment; filename="sertifikat-{number}.pdf"'
    return response
