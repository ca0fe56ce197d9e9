"""The asesi's part of an assessment: consent, what was observed, what is recommended, what was decided."""

import functools
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sahih.documents.filling import Filled
from sahih.documents.models import Lembar, LembarPart
from sahih.documents.sheets import current_part
from sahih.insight.perjalanan.queries import Perjalanan, own_permohonan, perjalanan_of
from sahih.kernel.clock import now
from sahih.kernel.policy import Refused, Unseen, require
from sahih.process.asesmen.actions import (
    accept_ak01,
    accept_rules,
    present_rules,
    refuse_signature,
    sign_ak01_asesi,
    sign_ak02_asesi,
    sign_ak07_asesi,
    sign_ia01_asesi,
    sign_results,
)
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.policies import (
    may_accept_rules,
    may_refuse,
    may_sign_ak01_asesi,
    may_sign_ak07_asesi,
    may_sign_asesi,
)
from sahih.process.asesmen.queries import session_context, signed_content
from sahih.process.permohonan.models import Permohonan
from sahih.web.asesi.hasil import result_of
from sahih.web.filling import Fillable, Posted, autosave, fill_page
from sahih.web.gate import ActorRequest, own
from sahih.web.sheets import show
from sahih.web.signing import Line, Signable, SignableList, sign_list_page, sign_page
from sahih.web.ui.frame import mark_trial

Finish = Callable[..., Asesmen]
SEEN = {"ia01": gettext_lazy("Yang dilihat asesor"), "ak02": gettext_lazy("Rekomendasi asesor")}
SLUGS = {"FR.AK.07": "ak07", "TATA.TERTIB": "tata-tertib", "FR.AK.01": "ak01", "FR.IA.01": "ia01", "FR.AK.02": "ak02"}


class RefuseForm(forms.Form):
    """Why the asesi does not sign, in their own words."""

    alasan = forms.CharField(
        label=gettext_lazy("Alasan Anda"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Disampaikan apa adanya dalam laporan asesor (FR.AK.05) dan dibaca komite teknis."),
    )  # fmt: skip


@own(own_permohonan)
@require_http_methods(["GET", "POST"])
def menolak(request: ActorRequest, case: Permohonan, code: str) -> HttpResponse:
    """Not to sign is a right: the asesi says why, and what follows is told beforehand (B6)."""
    _passed, session = _road(request, case)
    form_code = {slug: one for one, slug in SLUGS.items()}.get(code)
    if form_code is None:
        raise Unseen
    require(may_refuse(request.actor, session, form_code))
    form = RefuseForm(request.POST or None)
    if form.is_valid():
        try:
            refuse_signature(session, note=form.cleaned_data["alasan"], code=form_code, actor=request.actor, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("Penolakan Anda tercatat dan disebut dalam laporan asesor."))
            return redirect("asesi:permohonan", ref=case.ref)
    seen = {
        "case": case,
        "code": code,
        "form": form,
        "form_code": NAMED.get(form_code, form_code),
        "follows": FOLLOWS[form_code],
    }
    return render(request, "asesi/menolak.html", seen, status=422 if form.errors else 200)


NAMED = {"TATA.TERTIB": gettext_lazy("tata tertib")}
FOLLOWS = {
    "FR.AK.07": gettext_lazy("Penyesuaian ini tidak dijalankan. Asesor menyepakati yang lain dengan Anda, atau melanjutkan tanpa penyesuaian; alasan Anda tetap disebut dalam laporannya."),
    "TATA.TERTIB": gettext_lazy("Tanpa persetujuan tata tertib asesmen tidak dibuka. Anda dapat berubah pikiran dan menyetujuinya, selama asesmen belum dicatat mundur atau tidak hadir."),
    "FR.AK.01": gettext_lazy("Tanpa persetujuan FR.AK.01 asesmen tidak dibuka. Anda dapat berubah pikiran dan menandatanganinya, selama asesmen belum dicatat mundur atau tidak hadir."),
    "FR.IA.01": gettext_lazy("Penilaian dilanjutkan; FR.AK.02 tetap dapat Anda baca. Anda masih dapat menandatangani FR.IA.01 kemudian."),
    "FR.AK.02": gettext_lazy("Rekomendasi tetap sampai ke komite teknis, bersama alasan Anda. Hak banding Anda tetap ada setelah keputusan."),
}  # fmt: skip


def _road(request: ActorRequest, case: Permohonan) -> tuple[Perjalanan, Asesmen]:
    mark_trial(request, is_trial=case.uji_coba)
    road = perjalanan_of(case)
    if road.asesmen is None:
        raise Unseen
    return road, road.asesmen


def _consent(request: ActorRequest, case: Permohonan, session: Asesmen) -> Fillable:
    assert session.ak01 is not None

    def keep(posted: Posted, *, partial: bool, revision: int | None) -> tuple[Filled, LembarPart]:
        del revision
        return accept_ak01(session, posted, actor=request.actor, at=now(), partial=partial)

    return Fillable(
        lembar=session.ak01, context=session_context(session), role="asesi", save=keep, whose=case.versi.title,
        back=reverse("asesi:permohonan", args=[case.ref]), next=reverse("asesi:ak01_sign", args=[case.ref]),
        next_label=_("Lanjut"), template="asesi/isi.html",
        aside=lambda _content: {"case": case, "save_url": reverse("asesi:ak01_save", args=[case.ref])},
    )  # fmt: skip


@own(own_permohonan)
@require_http_methods(["GET", "POST"])
def ak01(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """Read the consent, accept its statements; or read it when it is signed or not yet one's turn."""
    road, session = _road(request, case)
    if may_sign_ak01_asesi(request.actor, session):
        return fill_page(request, _consent(request, case, session))
    if session.ak01 is None or not (session.ak01.locked_at or road.awaits(session.ak01_id)):
        raise Refused(_("FR.AK.01 terbuka setelah asesor meninjau FR.APL.02 Anda dan menandatanganinya."))
    return render(request, "asesi/lembar.html", {"case": case, "code": "ak01", "sheet": show(session.ak01)})


@own(own_permohonan)
@require_POST
def ak01_save(request: ActorRequest, case: Permohonan) -> HttpResponse:
    _passed, session = _road(request, case)
    require(may_sign_ak01_asesi(request.actor, session))
    return autosave(_consent(request, case, session), request)


@own(own_permohonan)
def ak01_sign(request: ActorRequest, case: Permohonan) -> HttpResponse:
    _passed, session = _road(request, case)
    require(may_sign_ak01_asesi(request.actor, session))
    return _sign(
        request, case, session, session.ak01, title=_("Tandatangani FR.AK.01"), meaning="Menyetujui pelaksanaan asesmen",
        done=_("Persetujuan ditandatangani. Asesor membuka asesmen pada hari dan jam jadwal."), finish=sign_ak01_asesi,
    )  # fmt: skip


@own(own_permohonan)
def tata_tertib(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """The rules of the session: read on the phone, accepted by signing (SOP 3.3.8)."""
    _passed, session = _road(request, case)
    sheet = session.tata_tertib
    if sheet is None:
        raise Unseen
    if not may_accept_rules(request.actor, session):
        return render(request, "asesi/lembar.html", {"case": case, "code": "tata-tertib", "sheet": show(sheet)})
    at = now()
    return sign_page(request, Signable(
        title=_("Setujui tata tertib asesmen"), meaning="Menyatakan telah membaca dan akan menaati tata tertib",
        sheets=[(sheet, current_part(sheet))], done=_("Tata tertib disetujui. Asesor dapat membuka asesmen pada harinya."),
        present=lambda: present_rules(session, actor=request.actor, at=at),
        finish=lambda proof: accept_rules(session, proof=proof, actor=request.actor, at=at),
        refuse=reverse("asesi:menolak", args=[case.ref, "tata-tertib"]),
        back=reverse("asesi:permohonan", args=[case.ref]),
    ))  # fmt: skip


@own(own_permohonan)
def ak07(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """What is adjusted for this asesi; they agree, or tell the asesor what is missing (PL8)."""
    road, session = _road(request, case)
    sheet = session.ak07
    if sheet is None or not (sheet.locked_at or road.awaits(sheet.pk)):
        raise Refused(_("FR.AK.07 terbuka bagi Anda setelah asesor mengisi dan menandatanganinya."))
    if sheet.locked_at or not may_sign_ak07_asesi(request.actor, session):
        return render(request, "asesi/lembar.html", {"case": case, "code": "ak07", "sheet": show(sheet)})
    return _sign(
        request, case, session, sheet, title=_("Tandatangani FR.AK.07"), meaning="Menyetujui penyesuaian yang disepakati",
        done=_("Penyesuaian disetujui. Asesor melanjutkan."), finish=sign_ak07_asesi,
        intro=_("Ada yang kurang? Sampaikan kepada asesor agar diperbaiki, atau tolak dengan alasan Anda."),
    )  # fmt: skip


@own(own_permohonan)
def ia01(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """What the asesor saw, KUK by KUK; the signature says it was seen."""
    road, session = _road(request, case)
    return _read_and_sign(
        request, case, road, session, session.ia01, code="ia01", title=_("Tandatangani FR.IA.01"),
        meaning="Menyatakan telah melihat hasil observasi",
        done=_("FR.IA.01 ditandatangani. Berikutnya asesor menyampaikan rekomendasinya."), finish=sign_ia01_asesi,
    )  # fmt: skip


@own(own_permohonan)
def ak02(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """What the asesor recommends; who does not agree says so, here or to the asesor (B6)."""
    road, session = _road(request, case)
    return _read_and_sign(
        request, case, road, session, session.ak02, code="ak02", title=_("Tandatangani FR.AK.02"),
        meaning="Menyatakan telah melihat rekaman asesmen",
        done=_("FR.AK.02 ditandatangani. Komite teknis memutuskan; Anda mendapat kabar."), finish=sign_ak02_asesi,
        intro=_("Tanda tangan Anda menyatakan sudah melihat, bukan menyetujui hasilnya."),
    )  # fmt: skip


@own(own_permohonan)
def bersama(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """FR.IA.01 and FR.AK.02 in one signature; either may be unticked, and each is read on its own page."""
    road, session = _road(request, case)
    require(may_sign_asesi(request.actor, session))
    sheets = {code: sheet for code, sheet in (("ia01", session.ia01), ("ak02", session.ak02)) if sheet}
    ends = {("ia01",): sign_ia01_asesi, ("ak02",): sign_ak02_asesi, ("ia01", "ak02"): sign_results}
    at = now()
    return sign_list_page(request, SignableList(
        title=_("Tandatangani hasil asesmen"), meaning="Menyatakan telah melihat hasil observasi dan rekaman asesmen",
        lines=[
            Line(code, str(SEEN[code]), sheet, reverse(f"asesi:{code}", args=[case.ref]))
            for code, sheet in sheets.items() if road.awaits(sheet.pk)
        ],
        finish=lambda codes, proof: ends[tuple(codes)](session, proof=proof, actor=request.actor, at=at),
        back=reverse("asesi:permohonan", args=[case.ref]), done=_("Ditandatangani. Berikutnya komite teknis memutuskan; Anda mendapat kabar."),
        intro=_("Tanda tangan Anda menyatakan sudah melihat, bukan menyetujui hasilnya. Tidak setuju? Buka lembarnya dan tolak dengan alasan."),
    ))  # fmt: skip


def _read_and_sign(
    request: ActorRequest, case: Permohonan, road: Perjalanan, session: Asesmen, sheet: Lembar | None, *,
    code: str, title: str, meaning: str, done: str, finish: Finish, intro: str = "",
) -> HttpResponse:  # fmt: skip
    """The page of a signature while it is the asesi's turn, a page to read after it."""
    if sheet is None or not (sheet.locked_at or road.awaits(sheet.pk)):
        raise Refused(_("Lembar ini terbuka setelah asesor menandatanganinya."))
    if sheet.locked_at or not may_sign_asesi(request.actor, session):
        return render(request, "asesi/lembar.html", {"case": case, "code": code, "sheet": show(sheet)})
    return _sign(request, case, session, sheet, title=title, meaning=meaning, done=done, finish=finish, intro=intro)


def _sign(
    request: ActorRequest, case: Permohonan, session: Asesmen, sheet: Lembar | None, *,
    title: str, meaning: str, done: str, finish: Finish, intro: str = "",
) -> HttpResponse:  # fmt: skip
    assert sheet is not None
    act = functools.partial(finish, session, actor=request.actor, at=now())
    return sign_page(request, Signable(
        title=title, meaning=meaning, intro=intro, sheets=[(sheet, current_part(sheet))], done=done,
        back=reverse("asesi:permohonan", args=[case.ref]), finish=lambda proof: act(proof=proof),
        refuse=reverse("asesi:menolak", args=[case.ref, SLUGS[sheet.code]]) if sheet.code in SLUGS else "",
    ))  # fmt: skip


@own(own_permohonan)
def hasil(request: ActorRequest, case: Permohonan) -> HttpResponse:
    """The decision, with the result of each unit; and for BK what may be done next."""
    road, session = _road(request, case)
    if road.keputusan is None:
        raise Refused(_("Keputusan belum ditetapkan. Komite teknis memutuskan setelah rekomendasi asesor."))
    content = signed_content(session.ak02, "asesor")
    return render(
        request, "asesi/hasil.html", {"case": case, "result": result_of(case, road.keputusan, content, session)}
    )
