"""A finding of the penyelia, and the asesor's answer to it (SOP 3.4.2)."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import now
from sahih.process.kaji_ulang.actions import answer_finding
from sahih.process.kaji_ulang.queries import get_temuan
from sahih.web.answers import FormPage, form_answer
from sahih.web.asesor.forms import NoteForm
from sahih.web.gate import LspRequest, needs
from sahih.web.ui.frame import mark_trial
from sahih.web.ui.parts import Fact
from sahih.web.ui.words import tanggal


@needs(roles=(Role.ASESOR,))
def temuan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """Read the finding and answer it; a sheet that was wrong is corrected by a new one that names it."""
    found = get_temuan(request.actor, ref)
    jadwal = found.kaji.jadwal
    mark_trial(request, is_trial=jadwal.uji_coba)
    who = found.asesmen.peserta.permohonan.asesi.name if found.asesmen else _("Seluruh jadwal")
    facts = [
        Fact(_("Tentang"), who),
        Fact(_("Lembar"), found.form or "—"),
        Fact(_("Dicatat"), tanggal(found.found_at)),
    ]
    if found.answered_at:
        facts.append(Fact(_("Jawaban Anda"), found.answer))
    page = FormPage(
        _("Jawab temuan kaji ulang"), _("Kirim jawaban"), reverse("asesor:jadwal", args=[slug, jadwal.ref]),
        over=jadwal.versi.title, lead=found.text, template="asesor/formulir.html", more={"facts": facts},
    )  # fmt: skip
    return form_answer(
        request, NoteForm(request.POST or None), page, to=page.back,
        save=lambda said: answer_finding(found, said["note"], actor=request.actor, at=now()),
        done=_("Jawaban terkirim kepada penyelia."),
    )  # fmt: skip
