"""Verification: by number, by the QR's address, by the file itself; and the proof of one signature."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sahih.documents.verification.verify import SIZE_LIMIT, verify_certificate
from sahih.insight.verifikasi.queries import signature_by
from sahih.kernel.clock import local_date, now
from sahih.kernel.policy import Unseen
from sahih.process.sertifikat.models import SertifikatPublik
from sahih.process.sertifikat.queries import find_public
from sahih.process.sertifikat.trust import current_trust
from sahih.web.gate import ActorRequest, public
from sahih.web.publik.jawaban import answer_for, answer_for_file, signature_facts
from sahih.web.publik.limit import is_too_often
from sahih.web.ui.parts import Upload

LONGEST = 60


@public
@require_GET
def verifikasi(request: ActorRequest) -> HttpResponse:
    """The form; with `nomor` its answer."""
    wanted = request.GET.get("nomor", "").strip()[:LONGEST]
    if not wanted:
        return _form(request)
    if is_too_often(request, what="verifikasi"):
        return _too_often(request, wanted)
    row = find_public(wanted)
    return _result(request, row) if row else _form(request, wanted, is_missing=True, status=404)


@public
@require_GET
def sertifikat(request: ActorRequest, ref: str) -> HttpResponse:
    """The address in a certificate's QR code."""
    if is_too_often(request, what="verifikasi"):
        return _too_often(request, "")
    row = SertifikatPublik.objects.filter(ref=ref).first()
    return _result(request, row) if row else _form(request, is_missing=True, status=404)


@public
@require_http_methods(["GET", "POST"])
def berkas(request: ActorRequest) -> HttpResponse:
    """Examine a certificate's file; it is read, judged and forgotten."""
    if request.method != "POST":
        return _form(request)
    if is_too_often(request, what="verifikasi"):
        return _too_often(request, "")
    file = request.FILES.get("berkas")
    if file is None or not file.size:
        return _form(request, errors=[_("Pilih berkas sertifikat dulu; berkas yang terkirim kosong.")], status=422)
    if file.size > SIZE_LIMIT:
        return _form(
            request, errors=[_("Berkas ini terlalu besar untuk sebuah sertifikat (paling besar 30 MB).")], status=422
        )
    return _examined(request, file.read(), str(file.name))


def _examined(request: ActorRequest, content: bytes, name: str) -> HttpResponse:
    at = now()
    report = verify_certificate(content, current_trust(), on=local_date(at))
    row = find_public(report.facts.certificate_number) if report.facts else None
    answer = answer_for_file(report, row, at=at, day=local_date(at))
    return _page(request, {"answer": answer, "file_name": name}, status=200 if report.ok else 422)


@public
@require_GET
def tanda_tangan(request: ActorRequest, ref: str) -> HttpResponse:
    """What one signature covers; never whose it is. Each look is an entry in the audit, so it is counted too."""
    if is_too_often(request, what="verifikasi"):
        return _too_often(request, "")
    proof = signature_by(ref)
    if proof is None:
        raise Unseen
    return render(request, "publik/tanda_tangan.html", {"proof": proof, "facts": signature_facts(proof)})


def _result(request: ActorRequest, row: SertifikatPublik) -> HttpResponse:
    at = now()
    return _page(request, {"answer": answer_for(row, at=at, day=local_date(at)), "row": row})


def _page(request: ActorRequest, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    context |= {"host": request.get_host(), "public_url": settings.SAHIH_PUBLIC_URL}
    answer = render(request, "publik/hasil.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _form(
    request: ActorRequest,
    wanted: str = "",
    *,
    is_missing: bool = False,
    errors: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    upload = Upload(
        "berkas",
        _("Berkas sertifikat (PDF)"),
        _("Berkas asli dari LSP, bukan hasil pindai."),
        "application/pdf",
        errors or [],
    )
    context = {"wanted": wanted, "is_missing": is_missing, "upload": upload, "host": request.get_host()}
    return render(request, "publik/verifikasi.html", context, status=status)


def _too_often(request: ActorRequest, wanted: str) -> HttpResponse:
    said = _("Terlalu banyak pemeriksaan dari alamat Anda. Tunggu satu menit, lalu coba lagi.")
    upload = Upload("berkas", _("Berkas sertifikat (PDF)"), accept="application/pdf")
    context = {"wanted": wanted, "upload": upload, "limit": said, "host": request.get_host()}
    answer = render(request, "publik/verifikasi.html", context, status=429)
    answer["Retry-After"] = "60"
    return answer
