"""The asesi's own forms as fillable sheets: what keeps them, and where they go when complete."""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from sahih.documents.content import Content
from sahih.documents.filling import Filled
from sahih.documents.models import LembarPart
from sahih.institution.lsp.models import Lsp
from sahih.institution.lsp.policies import needs_affiliation
from sahih.kernel.clock import now
from sahih.process.permohonan.actions import save_apl01, save_apl02
from sahih.process.permohonan.models import Bukti, Permohonan
from sahih.process.permohonan.policies import apl01_progress, submit_problems
from sahih.process.permohonan.queries import apl01_context, apl02_context, live_bukti
from sahih.web.asesi.berkas import size_words, taking_files
from sahih.web.filling import Fillable, Posted, Save
from sahih.web.gate import ActorRequest
from sahih.web.ui.parts import Link, Upload
from sahih.web.ui.words import tanggal

Errors = Sequence[str]


def sheet_apl01(request: ActorRequest, case: Permohonan, *, errors: Errors = ()) -> Fillable:
    return Fillable(
        lembar=case.apl01, context=taking_files(apl01_context(case), list(live_bukti(case))), role="asesi", save=_keep_apl01(request, case),
        count=lambda content: apl01_progress(case, content, lsp_in(request)),
        whose=case.versi.title, back=reverse("asesi:permohonan", args=[case.ref]),
        next=reverse("asesi:apl01_sign", args=[case.ref]), next_label=_("Lanjut"),
        template="asesi/isi.html", aside=_beside(request, case, "apl01", errors=errors),
    )  # fmt: skip


def sheet_apl02(request: ActorRequest, case: Permohonan, *, errors: Errors = ()) -> Fillable:
    assert case.apl02 is not None
    return Fillable(
        lembar=case.apl02, context=taking_files(apl02_context(case), list(live_bukti(case))), role="asesi",
        save=functools.partial(save_apl02, case, actor=request.actor, at=now()),
        whose=case.versi.title, back=reverse("asesi:permohonan", args=[case.ref]),
        next=reverse("asesi:apl02_sign", args=[case.ref]), next_label=_("Lanjut"),
        template="asesi/isi.html", aside=_beside(request, case, "apl02", errors=errors),
    )  # fmt: skip


def _keep_apl01(request: ActorRequest, case: Permohonan) -> Save:
    """Keeping the whole page also says which papers are still missing, before the signature would."""

    def keep(posted: Posted, *, partial: bool, revision: int | None) -> tuple[Filled, LembarPart]:
        filled, part = save_apl01(case, posted, actor=request.actor, at=now(), partial=partial, revision=revision)
        if partial:
            return filled, part
        papers = submit_problems(case, filled.content, lsp_in(request))
        return replace(filled, problems=[*filled.problems, *papers]), part

    return keep


def lsp_in(request: ActorRequest) -> Lsp:
    """The LSP in which `own` found the thing."""
    assert request.lsp is not None
    return request.lsp


def _beside(
    request: ActorRequest, case: Permohonan, code: str, *, errors: Errors
) -> Callable[[Content], Mapping[str, object]]:
    """What the page shows beside the sheet: the papers, the LSP's note, where the autosave goes."""
    lsp, files = lsp_in(request), list(live_bukti(case))
    upload = Upload(
        "berkas", _("Berkas"), _("PDF, JPEG, atau PNG, paling besar 20 MB."), errors=errors,
        files=[_file_link(case, one) for one in files],
    )  # fmt: skip
    shown = {
        "case": case,
        "upload": upload,
        "is_open": bool(errors),
        "affiliation": lsp.parent or lsp.name if code == "apl01" and needs_affiliation(lsp) else "",
        "save_url": reverse(f"asesi:{code}_save", args=[case.ref]),
        "removable": files if code == "apl01" else (),
        "returned": case.note if case.status == Permohonan.Status.DIKEMBALIKAN else "",
    }
    return lambda _content: shown


def _file_link(case: Permohonan, one: Bukti) -> Link:
    about = _("bukti keanggotaan") if one.is_affiliation else one.file.name
    return Link(
        one.label,
        reverse("asesi:bukti", args=[case.ref, one.ref]),
        note=f"{about} · {size_words(one.file.size)} · {tanggal(one.added_at)}",
    )
