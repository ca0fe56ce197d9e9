"""FR.APL.01 and FR.APL.02: fill, keep, add papers, sign."""

from collections.abc import Callable, Mapping, Sequence

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sahih.documents.sheets import Conflict, current_part
from sahih.insight.perjalanan.queries import own_permohonan
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, Unseen, Verdict, require
from sahih.process.permohonan.actions import (
    add_bukti,
    present_sheet,
    remove_bukti,
    submit_apl02,
    submit_permohonan,
)
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.policies import may_fill, may_self_assess, may_submit
from sahih.process.permohonan.queries import live_bukti
from sahih.web.asesi.berkas import Taken, take_papers
from sahih.web.asesi.lembar import sheet_apl01, sheet_apl02
from sahih.web.filling import Fillable, Said, autosave, fill_page, keep_page, overtaken, sheet_page
from sahih.web.gate import ActorRequest, own
from sahih.web.sheets import file_response, posted_lists, revision_in, show
from sahih.web.signing import Signable, sign_page
from sahih.web.ui.frame import mark_trial
from sahih.web.uploads import first_file

Make = Callable[..., Fillable]


class UploadForm(forms.Form):
    """What the file is, and whether it proves membership (L5)."""

    label = forms.CharField(max_length=160, required=False)
    afiliasi = forms.BooleanField(required=False)


@own(own_permohonan)
@require_http_methods(["GET", "POST"])
def apl01(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """Fill the application, or read it when it is no longer the asesi's to change."""
    return _fill(request, case, "apl01", sheet_apl01, may_fill(request.actor, case))


@own(own_permohonan)
@require_http_methods(["GET", "POST"])
def apl02(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """Fill the self-assessment, elemen by elemen."""
    return _fill(request, case, "apl02", sheet_apl02, may_self_assess(request.actor, case))


def _fill(request: ActorRequest, case: Permohonan, code: str, make: Make, verdict: Verdict) -> HttpResponse:
    mark_trial(request, is_trial=case.uji_coba)
    if not verdict:
        return _closed(request, case, code, verdict)
    if request.method != "POST":
        return fill_page(request, make(request, case))
    if "buang" in request.POST:
        return _give_paper_back(request, case, code, make)
    taken = take_papers(request, case, make(request, case).lembar)
    if taken.problems or "unggah" in request.POST:
        return _take_paper(request, case, code, make, taken)
    if "simpan" in request.POST:
        return keep_and_leave(request, case, make, taken.posted)
    return fill_page(request, make(request, case), posted=taken.posted)


def _closed(request: ActorRequest, case: Permohonan, code: str, verdict: Verdict) -> HttpResponse:
    """What was handed in stays readable; what is not yet open says when it will be."""
    sheet = case.apl01 if code == "apl01" else case.apl02
    seen = show(sheet) if sheet else None
    context = {"case": case, "code": code, "sheet": seen, "reason": verdict.reason}
    return render(request, "asesi/lembar.html", context, status=422 if request.method == "POST" else 200)


def keep_and_leave(
    request: ActorRequest, case: Permohonan, make: Make, posted: Mapping[str, Sequence[str]]
) -> HttpResponse:
    """Without a script: keep what is valid and come back another day; what is not valid stays on the page."""
    sheet = make(request, case)
    try:
        filled, _part = keep_page(sheet, posted, revision=revision_in(request))
    except Conflict as conflict:
        return sheet_page(request, sheet, overtaken(sheet, posted, conflict))
    if filled.typed:
        refused = [one for one in filled.problems if one.path in filled.typed]
        return sheet_page(request, sheet, Said(422, problems=refused, typed=filled.typed))
    messages.success(request, _("Isian tersimpan. Lanjutkan kapan saja dari halaman ini."))
    return redirect("asesi:permohonan", ref=case.ref)


def _take_paper(request: ActorRequest, case: Permohonan, code: str, make: Make, taken: Taken) -> HttpResponse:
    """Keep what is typed with the papers at their fields, then the loose one; a bad file costs nothing but itself."""
    sheet = make(request, case)
    try:
        filled, _part = keep_page(sheet, taken.posted, revision=revision_in(request))
    except Conflict as conflict:
        return sheet_page(request, sheet, overtaken(sheet, taken.posted, conflict))
    wrong = [one for one in filled.problems if one.path in filled.typed]
    wanted = request.POST.get("unggah", "")
    is_loose, at = wanted == "1", wanted if any(one.path == wanted for one in taken.problems) else ""
    said = Said(422, problems=[*taken.problems, *wrong], typed=filled.typed, at=at)
    try:
        if is_loose:
            _add(request, case)
    except Refused as refusal:
        return sheet_page(request, make(request, case, errors=[str(refusal.reason)]), said)
    if said.problems:
        return sheet_page(request, make(request, case), said)
    if is_loose:
        messages.success(
            request, _("Berkas diterima. Pilih berkas itu pada persyaratan atau elemen yang dibuktikannya.")
        )
    place = "berkas-anda" if is_loose else wanted
    return redirect(f"{reverse(f'asesi:{code}', args=[case.ref])}#{place}")


def _add(request: ActorRequest, case: Permohonan) -> None:
    form = UploadForm(request.POST)
    form.full_clean()
    content, name = first_file(request, "berkas")
    add_bukti(
        case, content, name=name, label=form.cleaned_data.get("label", ""), actor=request.actor, at=now(),
        is_affiliation=form.cleaned_data.get("afiliasi", False),
    )  # fmt: skip


def _give_paper_back(request: ActorRequest, case: Permohonan, code: str, make: Make) -> HttpResponse:
    """Keep what is typed, then let the paper go."""
    found = live_bukti(case).filter(ref=request.POST["buang"]).first()
    if found is None:
        raise Unseen
    sheet, posted = make(request, case), posted_lists(request)
    try:
        filled, _part = keep_page(sheet, posted, revision=revision_in(request))
    except Conflict as conflict:
        return sheet_page(request, sheet, overtaken(sheet, posted, conflict))
    if filled.typed:
        wrong = [one for one in filled.problems if one.path in filled.typed]
        return sheet_page(request, sheet, Said(422, problems=wrong, typed=filled.typed))
    try:
        remove_bukti(found, actor=request.actor, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, _("Berkas “%s” dikeluarkan dari permohonan.") % found.label)
    return redirect(f"{reverse(f'asesi:{code}', args=[case.ref])}#berkas-anda")


@own(own_permohonan)
@require_POST
def apl01_save(request: ActorRequest, case: Permohonan) -> HttpResponse:
    return autosave(sheet_apl01(request, case), request)


@own(own_permohonan)
@require_POST
def apl02_save(request: ActorRequest, case: Permohonan) -> HttpResponse:
    require(may_self_assess(request.actor, case))
    return autosave(sheet_apl02(request, case), request)


@own(own_permohonan)
def apl01_sign(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """Read the whole application once more and sign it."""
    mark_trial(request, is_trial=case.uji_coba)
    require(may_submit(request.actor, case))
    return sign_page(request, Signable(
        title=_("Tandatangani FR.APL.01"), meaning="Mengajukan permohonan sertifikasi kompetensi",
        intro=_("Periksa sekali lagi. Setelah ditandatangani permohonan dikirim ke LSP."),
        sheets=[(case.apl01, current_part(case.apl01))], back=reverse("asesi:permohonan", args=[case.ref]),
        finish=lambda proof: submit_permohonan(case, proof=proof, actor=request.actor, at=now()),
        present=lambda: present_sheet(case, actor=request.actor, at=now()),
        done=_("Permohonan dikirim. LSP meninjau dan memberi kabar; tidak ada yang perlu dilakukan sekarang."),
    ))  # fmt: skip


@own(own_permohonan)
def apl02_sign(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """Read the self-assessment once more and sign it."""
    mark_trial(request, is_trial=case.uji_coba)
    require(may_self_assess(request.actor, case))
    assert case.apl02 is not None
    return sign_page(request, Signable(
        title=_("Tandatangani FR.APL.02"), meaning="Menyatakan asesmen mandiri",
        intro=_("Elemen yang BK tidak menghalangi Anda; asesor memperhatikannya saat asesmen."),
        sheets=[(case.apl02, current_part(case.apl02))], back=reverse("asesi:permohonan", args=[case.ref]),
        finish=lambda proof: submit_apl02(case, proof=proof, actor=request.actor, at=now()),
        present=lambda: present_sheet(case, actor=request.actor, at=now()),
        done=_("Asesmen mandiri ditandatangani. LSP menyusun jadwal; Anda akan diminta menyetujui tanggalnya."),
    ))  # fmt: skip


@own(own_permohonan)
def bukti(request: ActorRequest, case: Permohonan, bukti_ref: str) -> HttpResponse:
    """One's own paper, as it was received."""
    found = live_bukti(case).filter(ref=bukti_ref).first()
    if found is None:
        raise Unseen
    return file_response(found.file)
