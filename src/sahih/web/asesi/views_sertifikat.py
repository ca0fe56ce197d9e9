"""The certificate: see it, take it, show it."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.insight.perjalanan.queries import own_permohonan, perjalanan_of
from sahih.kernel.policy import Refused
from sahih.process.permohonan.models import Permohonan
from sahih.process.sertifikat.models import Sertifikat, SertifikatPublik
from sahih.web.gate import ActorRequest, own
from sahih.web.sheets import file_response
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
    return render(request, "asesi/sertifikat.html", {"case": case, "paper": paper, "facts": facts, "link": link})


@own(own_permohonan)
def unduh(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """The very file whose seal and credential prove it."""
    paper = _paper(request, case)
    assert paper.pdf is not None
    response = file_response(paper.pdf)
    number = "-".join(paper.number.split())
    response["Content-Disposition"] = f'attachment; filename="sertifikat-{number}.pdf"'
    return response
