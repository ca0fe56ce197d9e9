"""The whole file of one asesi: its cover, and taking it out of the house."""

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.models import Lembar
from sahih.insight.berkas.actions import ask_arsip, fetch_arsip
from sahih.insight.berkas.policies import may_export
from sahih.insight.berkas.queries import arsip_of, get_arsip
from sahih.insight.berkas.tasks import pack
from sahih.kernel.actor import Actor
from sahih.kernel.clock import now
from sahih.kernel.policy import require
from sahih.kernel.vault.store import stream
from sahih.process.arsip.models import Arsip
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import get_permohonan
from sahih.web.gate import LspRequest, needs
from sahih.web.streaming import FileStream
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Badge, Tone
from sahih.web.ui.sampul import Kelengkapan, kelengkapan_of, sampul_response
from sahih.web.ui.words import pukul, tanggal

READERS = ("permohonan.read", "permohonan.review")
OF_APPLICATION = {"FR.APL.01": "apl01", "FR.APL.02": "apl02"}


def may_read_records(actor: Actor) -> bool:
    """Who reads assessments or decisions reads each sheet of them; the others read the application's."""
    return actor.may("asesmen.read") or actor.may("keputusan.read")


def cover_of(permohonan: Permohonan, slug: str, actor: Actor) -> Kelengkapan:
    """Forms 6.6 as the progress of the case; each paper that is there and that this person may read is a link."""
    reads_all = may_read_records(actor)

    def address(code: str, sheet: Lembar | None) -> str:
        if sheet is not None and reads_all:
            return reverse("sop:lembar", args=[slug, permohonan.ref, sheet.ref])
        name = OF_APPLICATION.get(code) if sheet is not None else None
        return reverse("admin_lsp:permohonan_lembar", args=[slug, permohonan.ref, name]) if name else ""

    pdf = reverse("admin_lsp:permohonan_sampul", args=[slug, permohonan.ref])
    return kelengkapan_of(permohonan, address=address, pdf=pdf)


@needs(*READERS)
def sampul(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The cover sheet of the case as it stands now."""
    return sampul_response(get_permohonan(request.actor, ref), lsp=request.lsp, at=now())


@needs("audit.read")
def arsip(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The archive as a job: asked for here, found again here, and how far it is."""
    permohonan = get_permohonan(request.actor, ref)
    mark_trial(request, is_trial=permohonan.uji_coba)
    if request.method == "POST":
        ask_arsip(permohonan, actor=request.actor, at=now())
        messages.success(request, _("Berkas lengkap sedang disusun. Laman ini boleh ditinggalkan."))
        return redirect("admin_lsp:permohonan_berkas", slug, ref)
    require(may_export(request.actor))
    return render(
        request, "admin_lsp/arsip.html", {"permohonan": permohonan, "slug": slug, "arsip": _state(permohonan)}
    )


@dataclass(frozen=True)
class ArsipState:
    """What the page says of the newest archive, decided here so that the template decides nothing."""

    badge: Badge
    text: str
    done: int = 0
    total: int = 0
    is_running: bool = False
    ref: str = ""
    ask: str = ""


def _state(permohonan: Permohonan) -> ArsipState:
    found = arsip_of(permohonan)
    if found is None or found.status == Arsip.Status.DIMUSNAHKAN:
        gone = (
            _("Arsip sebelumnya sudah dimusnahkan pada akhir masa simpannya.") if found else _("Belum pernah disusun.")
        )
        return ArsipState(Badge(_("Belum ada"), Tone.NEUTRAL), gone, ask=_("Susun berkas lengkap"))
    if found.status == Arsip.Status.SIAP and found.file is not None and found.file.keep_until is not None:
        told = {
            "day": tanggal(found.changed_at),
            "hour": pukul(found.changed_at),
            "until": tanggal(found.file.keep_until),
        }
        text = (
            _(
                "Disusun %(day)s pukul %(hour)s, disimpan sampai %(until)s. Yang ditandatangani sesudahnya belum termasuk."
            )
            % told
        )
        return ArsipState(
            Badge(_("Siap diunduh"), Tone.OK), text, found.done, found.total, ref=found.ref, ask=_("Susun ulang")
        )
    if found.status == Arsip.Status.GAGAL:
        return ArsipState(Badge(_("Gagal disusun"), Tone.NO), found.reason, ask=_("Coba lagi"))
    if not pack.waits(once=found.ref):
        text = _(
            "Penyusunan terhenti karena kesalahan pada sistem. Coba lagi; bila berulang, hubungi pengelola sistem."
        )
        return ArsipState(Badge(_("Terhenti"), Tone.NO), text, found.done, found.total, ask=_("Coba lagi"))
    text = (
        _("%(done)d dari %(total)d lembar dicetak") % {"done": found.done, "total": found.total}
        if found.total
        else _("Menunggu giliran")
    )
    return ArsipState(Badge(_("Sedang disusun"), Tone.WAIT), text, found.done, found.total, is_running=True)


@needs("audit.read")
def unduh(request: LspRequest, slug: str, ref: str, arsip_ref: str) -> HttpResponse:
    """The archive that was made; who took it is an entry."""
    permohonan = get_permohonan(request.actor, ref)
    file = fetch_arsip(get_arsip(request.actor, permohonan, arsip_ref), actor=request.actor, at=now())
    response = FileStream(stream(file), size=file.size, mime=file.mime)
    response["Content-Disposition"] = f'attachment; filename="berkas-{permohonan.ref}.zip"'
    response["Cache-Control"] = "private, no-store"
    return cast("HttpResponse", response)  # reason: as `file_response`
