"""One sheet of paper: its scan, what is typed from it, and the other pair of eyes."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sahih.documents.pindaian import page_picture
from sahih.documents.sheets import current_part
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen, require
from sahih.kernel.vault.inspection import Inspected
from sahih.kernel.vault.store import note_read, read
from sahih.process.kertas.actions import (
    begin_kertas,
    confirm_kertas,
    correct_kertas,
    drop_kertas_correction,
    file_scan,
    give_back,
    hand_in,
    save_kertas,
)
from sahih.process.kertas.models import LembarKertas
from sahih.process.kertas.policies import may_confirm, may_correct_kertas, may_drop_kertas, may_enter, may_handle
from sahih.process.kertas.queries import CONTEXTS, get_kertas
from sahih.web.answers import FormPage, act_answer, form_answer
from sahih.web.correcting import begin_answer, drop_answer
from sahih.web.filling import Fillable, autosave, fill_page
from sahih.web.gate import LspRequest, needs
from sahih.web.kertas.pages import badge_of, facts_of, pictures_of, typing_roles, versions_of
from sahih.web.kertas.views import READERS
from sahih.web.sheets import file_response, show
from sahih.web.signing import Signable, sign_page
from sahih.web.turning import back_with
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Link, Upload
from sahih.web.uploads import first_file

Status = LembarKertas.Status


class NoteForm(forms.Form):
    """What is to be mended."""

    note = forms.CharField(
        label=gettext_lazy("Yang perlu diperbaiki"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class HandInForm(forms.Form):
    """The last word of whoever typed."""

    refusal = forms.CharField(
        label=gettext_lazy("Asesi tidak menandatangani (alasannya, bila begitu)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


def _home(kertas: LembarKertas, slug: str) -> str:
    return reverse("kertas:lembar", args=[slug, kertas.ref])


def _found(request: LspRequest, ref: str) -> LembarKertas:
    kertas = get_kertas(request.actor, ref)
    mark_trial(request, is_trial=kertas.asesmen.peserta.permohonan.uji_coba)
    return kertas


@needs("asesmen.read", roles=READERS)
def lembar(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Scan and typed copy side by side, and the one act that comes next."""
    kertas = _found(request, ref)
    is_open = kertas.status in {Status.DIPINDAI, Status.DIKEMBALIKAN}
    upload = Upload(
        "pindaian", _("Pindaian lembar ini"), is_required=True,
        help=_("Satu PDF berisi %d halaman berurutan; satu foto bila lembarnya satu halaman.") % kertas.pages,
    )  # fmt: skip
    entering = may_enter(request.actor, kertas)
    seen = {
        "kertas": kertas, "badge": badge_of(kertas), "facts": facts_of(kertas), "upload": upload,
        "pictures": pictures_of(kertas, slug), "copy": show(kertas.lembar) if kertas.lembar else None,
        "may_file": bool(may_handle(request.actor, kertas.asesmen)) and kertas.can("file"),
        "entering": entering if is_open else None, "steps": typing_links(kertas, slug) if entering else [],
        "confirming": may_confirm(request.actor, kertas) if kertas.status == Status.DIENTRI else None,
        "jadwal": kertas.asesmen.peserta.jadwal, "versions": versions_of(kertas, slug),
        "correct": bool(may_correct_kertas(request.actor, kertas)), "drop": bool(may_drop_kertas(request.actor, kertas)),
    }  # fmt: skip
    return render(request, "kertas/lembar.html", seen)


def typing_links(kertas: LembarKertas, slug: str) -> list[Link]:
    """The pages to type on, once the copy is open."""
    if kertas.lembar is None:
        return []
    return [
        Link(_("Isian %s") % role, reverse("kertas:isi", args=[slug, kertas.ref, role]))
        for role in typing_roles(kertas)
    ]


@require_POST
@needs("asesmen.read", roles=READERS)
def unggah(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """File the scan of this sheet alone, also where a code cannot be read."""
    kertas = _found(request, ref)

    def file() -> object:
        content, name = first_file(request, "pindaian")
        return file_scan([kertas.asesmen], content, name=name, chosen=kertas, actor=request.actor, at=now())

    return act_answer(
        request, file, done=_("Pindaian tersimpan. Sekarang isiannya dapat diketik."), to=_home(kertas, slug)
    )


@needs("asesmen.read", roles=READERS)
def pindaian(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The scan as it was received; reading it is noted."""
    kertas = _found(request, ref)
    if kertas.scan is None:
        raise Unseen
    return file_response(kertas.scan)


@needs("asesmen.read", roles=READERS)
def halaman(request: LspRequest, slug: str, ref: str, number: int) -> HttpResponse:
    """One scanned page as a picture."""
    kertas = _found(request, ref)
    if kertas.scan is None or not 1 <= number <= kertas.pages:
        raise Unseen
    scan = Inspected(content=read(kertas.scan), mime=kertas.scan.mime, name=kertas.scan.name)
    if scan.mime != "application/pdf":
        return file_response(kertas.scan)
    note_read(kertas.scan)
    answer = HttpResponse(page_picture(scan, number), content_type="image/png")
    answer["Cache-Control"] = "private, max-age=600"
    return answer


@require_POST
@needs("asesmen.read", roles=READERS)
def mulai(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Open the copy and go to its first page."""
    kertas = _found(request, ref)
    return act_answer(
        request, lambda: begin_kertas(kertas, actor=request.actor, at=now()),
        done=_("Ketik apa yang tertulis di kertas, tidak lebih."), to=_home(kertas, slug),
    )  # fmt: skip


def _fillable(request: LspRequest, kertas: LembarKertas, role: str) -> Fillable:
    slug, roles = request.lsp.slug, typing_roles(kertas)
    if kertas.lembar is None or role not in roles:
        raise Unseen
    rest = roles[roles.index(role) + 1 :]
    after = reverse("kertas:isi", args=[slug, kertas.ref, rest[0]]) if rest else reverse("kertas:serahkan", args=[slug, kertas.ref])  # fmt: skip
    return Fillable(
        lembar=kertas.lembar,
        context=CONTEXTS[kertas.code](kertas.asesmen),
        role=role,
        save=lambda posted, *, partial, revision: save_kertas(
            kertas, posted, as_role=role, actor=request.actor, at=now(), partial=partial, revision=revision
        ),
        whose=kertas.asesmen.peserta.permohonan.asesi.name,
        back=_home(kertas, slug),
        next=after,
        next_label=_("Lanjut ke isian %s") % rest[0] if rest else _("Lanjut"),
        intro=_("Ketik apa yang ditulis %s di kertas, tidak lebih dan tidak kurang.") % role,
        template="kertas/isi.html",
        aside=lambda _content: {"pictures": pictures_of(kertas, slug)},
    )


@needs("asesmen.read", roles=READERS)
def isi(request: LspRequest, slug: str, ref: str, role: str) -> HttpResponse:
    """Type what one role wrote."""
    kertas = _found(request, ref)
    verdict = may_enter(request.actor, kertas)
    if not verdict and request.method != "POST":
        return back_with(request, _home(kertas, slug), verdict.reason)
    return fill_page(request, _fillable(request, kertas, role))


@needs("asesmen.read", roles=READERS)
def simpan(request: LspRequest, slug: str, ref: str, role: str) -> HttpResponse:
    """Keep what changed."""
    if request.method != "POST":
        return redirect("kertas:isi", slug, ref, role)
    return autosave(_fillable(request, _found(request, ref), role), request)


@needs("asesmen.read", roles=READERS)
def serahkan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Hand on what was typed to another human being."""
    kertas = _found(request, ref)
    page = FormPage(
        title=_("Serahkan untuk dikonfirmasi"), button=_("Serahkan"), back=_home(kertas, slug), template="asesor/formulir.html",
        over=f"{kertas.code} · {kertas.asesmen.peserta.permohonan.asesi.name}",
        lead=_("Orang lain membandingkan isian ini dengan pindaiannya. Sampai dikembalikan, isinya tidak dapat diubah."),
    )  # fmt: skip
    posted = request.POST if request.method == "POST" else None
    form = HandInForm(posted) if kertas.code == "FR.AK.02" else forms.Form(posted)

    def save(said: dict[str, Any]) -> object:  # reason: a form's cleaned data
        return hand_in(kertas, refusal=said.get("refusal", ""), actor=request.actor, at=now())

    return form_answer(
        request, form, page, save=save, done=_("Diserahkan; menunggu konfirmasi orang lain."), to=page.back
    )


@needs("asesmen.read", roles=READERS)
def kembalikan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """What was typed is not what the scan shows."""
    kertas = _found(request, ref)
    page = FormPage(
        title=_("Kembalikan untuk diperbaiki"), button=_("Kembalikan"), back=_home(kertas, slug),
        template="asesor/formulir.html", over=f"{kertas.code} · {kertas.asesmen.peserta.permohonan.asesi.name}",
        lead=_("Sebutkan isian yang tidak sama dengan kertasnya, atau halaman yang harus dipindai ulang."),
    )  # fmt: skip

    def save(said: dict[str, Any]) -> object:  # reason: a form's cleaned data
        return give_back(kertas, note=said["note"], actor=request.actor, at=now())

    return form_answer(
        request, NoteForm(request.POST or None), page, save=save, done=_("Lembar dikembalikan."), to=page.back
    )


@needs("asesmen.read", roles=READERS)
def konfirmasi(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Read both, then vouch for it with one's own signature."""
    kertas = _found(request, ref)
    verdict = may_confirm(request.actor, kertas)
    if kertas.lembar is None or (not verdict and request.method != "POST"):
        return back_with(request, _home(kertas, slug), verdict.reason)
    signable = Signable(
        title=_("Konfirmasi isian %s") % kertas.code,
        meaning="Menyatakan isian sama dengan pindaian lembar kertas",
        sheets=[(kertas.lembar, current_part(kertas.lembar))],
        finish=lambda proof: confirm_kertas(kertas, proof=proof, actor=request.actor, at=now()),
        back=_home(kertas, slug),
        done=_("Dikonfirmasi. Isian ini kini menjadi rekaman asesmen."),
        intro=_(
            "Anda menyatakan bahwa isian di bawah sama dengan pindaian lembar kertasnya. Bandingkan dulu keduanya."
        ),
        pictures=pictures_of(kertas, slug),
    )
    return sign_page(request, signable)


@needs("asesmen.read", roles=READERS)
def koreksi(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """A confirmed sheet is wrong: type it anew, from its scan or from a new one (FX13)."""
    kertas = _found(request, ref)
    require(may_correct_kertas(request.actor, kertas))
    lead = _("Salinan lama tetap tersimpan dengan pindaian dan konfirmasinya. Salah ketik diketik ulang dari pindaian yang sama; bila kertasnya yang keliru, cetak blanko baru dan pindai lagi.")  # fmt: skip
    return begin_answer(
        request, kertas.code, lambda reason: correct_kertas(kertas, reason=reason, actor=request.actor, at=now()),
        whose=kertas.asesmen.peserta.permohonan.asesi.name, back=_home(kertas, slug), lead=lead,
        to=reverse("kertas:jadwal", args=[slug, kertas.asesmen.peserta.jadwal.ref]),
    )  # fmt: skip


@needs("asesmen.read", roles=READERS)
def koreksi_batal(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """The former copy stands again."""
    kertas = _found(request, ref)
    require(may_drop_kertas(request.actor, kertas))
    return drop_answer(
        request, kertas.code, lambda reason: drop_kertas_correction(kertas, reason=reason, actor=request.actor, at=now()),
        whose=kertas.asesmen.peserta.permohonan.asesi.name, back=_home(kertas, slug),
    )  # fmt: skip
