"""A filled sheet on a page: to read, to fill, to fetch as PDF."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sahih.documents.content import Content, Context
from sahih.documents.filling import Progress, gaps_of, progress
from sahih.documents.fr import FORMS
from sahih.documents.kepala import SKEMA, TUK
from sahih.documents.models import Lembar, LembarPart
from sahih.documents.prints import print_lembar
from sahih.documents.screen import render_screen
from sahih.documents.sheets import Conflict, answers_in, chain_of, content_of, in_force
from sahih.documents.surat import LETTERS
from sahih.documents.surat.naskah import SuratContent, say_blocks
from sahih.documents.vocabulary import Formulir
from sahih.institution.lsp.models import Lsp
from sahih.institution.lsp.queries import kop
from sahih.kernel.actor import Actor
from sahih.kernel.clock import now
from sahih.kernel.policy import Unseen
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.vault.store import note_read, stream
from sahih.web.naming import file_name, stem_of
from sahih.web.streaming import FileStream
from sahih.web.ui.parts import Fact, Link
from sahih.web.ui.words import tanggal

PASSIVE = {"application/pdf", "image/jpeg", "image/png"}


@dataclass(frozen=True)
class SheetView:
    """What `sheet/*.html` shows of one sheet."""

    lembar: Lembar
    body: SafeString
    sha256: str
    whose: str = ""


def show(lembar: Lembar, part: LembarPart | None = None, *, whose: str = "") -> SheetView:
    """The sheet as text, for reading and for signing."""
    content = content_of(lembar)
    sha256 = part.sha256 if part else lembar.sha256
    return SheetView(lembar=lembar, body=_body(lembar, content), sha256=sha256, whose=whose)


def _body(lembar: Lembar, content: Content) -> SafeString:
    if lembar.code in LETTERS:
        letter = cast("SuratContent", content)  # reason: letters are kept with their wording
        return render_to_string("sheet/surat.html", say_blocks(LETTERS[lembar.code], letter))
    facts = render_to_string("ui/facts.html", {"facts": identity_facts(content["header"])})
    return facts + render_screen(FORMS[lembar.code], content, Context(), role="", readonly=True)


def identity_facts(header: Mapping[str, Any]) -> list[Fact]:  # reason: JSON of the sheet
    """Every fact of the identity table: it is signed with the rest, so it is read with the rest (X1)."""
    asesor = ", ".join(" ".join(filter(None, (one["nama"], one["reg"]))) for one in header["asesor"])
    hours = "–".join(filter(None, (header["mulai"], header["selesai"])))
    told = (
        (_("Skema sertifikasi"), SKEMA.get(header["skema_jenis"], ""), header["skema_judul"]),
        (_("Nomor skema"), header["skema_nomor"]),
        (_("TUK"), TUK.get(header["tuk_jenis"], ""), header["tuk_nama"]),
        (_("Asesor"), asesor),
        (_("Asesi"), header["asesi"]),
        (_day_words(header), tanggal(dt.date.fromisoformat(header["tanggal"])) if header["tanggal"] else "", hours),
    )
    facts = ((label, " · ".join(filter(None, words))) for label, *words in told)
    return [Fact(label, value) for label, value in facts if value]


def _day_words(header: Mapping[str, Any]) -> str:  # reason: as above
    """A sheet about nobody and no place, such as that of a MUK, has a day of its own."""
    is_assessed = any(header[name] for name in ("asesi", "asesor", "tuk_nama", "mulai"))
    return _("Tanggal asesmen") if is_assessed else _("Tanggal lembar")


@dataclass(frozen=True)
class Versions:
    """The sheets that a sheet replaces, and the one that replaced it (FX13)."""

    reason: str
    former: Sequence[Link]
    newer: Link | None = None
    # Corrections that were begun and given up: closed without a signature.
    dropped: Sequence[Link] = ()


def version_of(current: Lembar, request: HttpRequest, *, last: Lembar | None = None) -> Lembar:
    """The sheet that `?lembar=` names: this one or a former one, whose address is the same; up to `last`, which may be an unsigned correction."""
    wanted = request.GET.get("lembar", current.ref)
    found = next((one for one in chain_of(last or current) if one.ref == wanted), None)
    if found is None:
        raise Unseen
    return found


def versions_of(sheet: Lembar, here: str, *, last: Lembar | None = None) -> Versions:
    """Old and new name each other; `here` is the address at which each is read, up to `last`."""
    whole = chain_of(last or sheet)
    dropped = [one for one in whole if in_force(one) != one]
    place = whole.index(sheet)
    former = [_version_link(one, here) for one in reversed(whole[:place]) if one not in dropped]
    newer = next((one for one in whole[place + 1 :] if one not in dropped and sheet not in dropped), None)
    return Versions(
        sheet.correction_reason, former, _version_link(newer, here) if newer else None,
        [_version_link(one, here) for one in dropped if one != sheet],
    )  # fmt: skip


def _version_link(sheet: Lembar, here: str) -> Link:
    day = tanggal(sheet.locked_at or sheet.opened_at)
    return Link(_("%(code)s tanggal %(day)s") % {"code": sheet.code, "day": day}, f"{here}?lembar={sheet.ref}")


def form_of(lembar: Lembar) -> Formulir:
    """The definition of a sheet, be it a form or a letter."""
    return LETTERS[lembar.code].form if lembar.code in LETTERS else FORMS[lembar.code]


def autosave_answer(
    lembar: Lembar, part: LembarPart, *, role: str, count: Callable[[Content], Progress] | None = None
) -> JsonResponse:
    """What the page's script is told after a save: the new revision, when, how far, and what an answer now asks for."""
    formulir, content = form_of(lembar), answers_in(content_of(lembar))
    done = count(content) if count else progress(formulir, content, role)
    return JsonResponse(
        {
            "version": str(part.revision),
            "received_at": localtime(part.saved_at).strftime("%H.%M"),
            "done": done.done,
            "total": done.total,
            "first_gap": done.first_gap,
            # The form's rules are functions, so the page cannot know them: it is told which box they open.
            "asked": [slot.path for slot in gaps_of(formulir, content, role) if not slot.field.required],
        }
    )


def conflict_answer(conflict: Conflict) -> JsonResponse:
    return JsonResponse({"message": str(conflict.reason), "version": str(conflict.revision)}, status=409)


def posted_lists(request: HttpRequest) -> dict[str, list[str]]:
    """Every posted name with all its values, as the form engine reads them."""
    return {name: [str(value) for value in values] for name, values in request.POST.lists()}


def revision_in(request: HttpRequest) -> int | None:
    raw = request.POST.get("_version", "")
    return int(raw) if raw.isdigit() else None


def pdf_response(lembar: Lembar, *, lsp: Lsp, actor: Actor) -> HttpResponse:
    """The print of the sheet as it stands, made if need be."""
    printed = print_lembar(lembar, kop=kop(lsp), zone=lsp.zone, actor=actor, at=now())
    # The beginning of its reference tells the sheets of two people apart, and names neither of them.
    name = file_name(lembar.code, lembar.number or lembar.ref[:6], lembar.title, ending="pdf")
    return file_response(printed.file, name=name)


def file_response(file: StoredFile, *, name: str = "") -> HttpResponse:
    """A file of the vault, after the caller's policy said yes; reading a sensitive one is noted."""
    if file.sensitive:
        note_read(file)
    mime = file.mime if file.mime in PASSIVE else "application/octet-stream"
    response = FileStream(stream(file), size=file.size, mime=mime)
    _guard(response, name or file_name(stem_of(file.name), ending=_ending(mime)))
    return cast("HttpResponse", response)  # reason: views and gates speak of one kind of answer; none reads its content


def small_response(content: bytes, mime: str, *, stem: str) -> HttpResponse:
    """What was made of a kept file for this answer; the policy was asked as above."""
    response = HttpResponse(content, content_type=mime)
    _guard(response, file_name(stem, ending=_ending(mime)))
    return response


def _guard(response: HttpResponseBase, name: str) -> None:
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"


def _ending(mime: str) -> str:
    return {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}.get(mime, "bin")
