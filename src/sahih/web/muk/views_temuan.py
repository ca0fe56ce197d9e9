"""A finding about a MUK, from FR.IA.11 or elsewhere: the next MUK answers it (FX9)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.institution.accounts.roles import Role
from sahih.kernel.clock import local_date, now
from sahih.materials.perangkat.models import Butir
from sahih.materials.perangkat.queries import get_muk
from sahih.process.kaji_ulang.improving import note_finding
from sahih.process.kaji_ulang.models import Sumber
from sahih.process.kaji_ulang.policies import may_note_finding
from sahih.web.answers import FormPage, form_answer
from sahih.web.gate import LspRequest, needs
from sahih.web.muk.forms_mutu import TemuanForm
from sahih.web.muk.pages import title_of
from sahih.web.turning import back_with


@needs("mutu.improve", roles=(Role.ASESOR,))
def temuan(request: LspRequest, slug: str, ref: str) -> HttpResponse:
    """What was found, where, by which source, on which day."""
    row, day = get_muk(request.actor, ref), local_date(now(), request.lsp.zone)
    back, verdict = reverse("muk:muk", args=[slug, ref]), may_note_finding(request.actor, row, day=day)
    if not verdict:
        return back_with(request, back, verdict.reason)
    items = Butir.objects.filter(muk=row).select_related("bagian__kelompok")
    form = TemuanForm(request.POST or None, items=items.order_by("bagian__instrumen", "bagian__kelompok__number", "number"), initial={"found_on": day, "source": Sumber.IA11})  # fmt: skip
    page = FormPage(
        _("Catat temuan"), _("Catat temuan"), back, over=title_of(row), template="asesor/formulir.html",
        lead=_("Temuan menjadi perbaikan: MUK berikutnya dari skema ini harus menjawabnya sebelum disahkan."),
    )  # fmt: skip

    def save(said: dict[str, Any]) -> object:  # reason: a form's cleaned data
        return note_finding(
            row, said["text"], source=Sumber(said["source"]), found_on=said["found_on"], butir=form.items.get(said["butir"]),
            actor=request.actor, at=now(),
        )  # fmt: skip

    return form_answer(request, form, page, save=save, done=_("Temuan dicatat. MUK berikutnya menjawabnya."), to=back)
