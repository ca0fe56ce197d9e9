"""Enter document control, keep the LSP's own master, confirm a print, write a wording and put it in force."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sahih.documents.canonical import digest
from sahih.documents.fr import FORMS
from sahih.documents.ketentuan import events
from sahih.documents.ketentuan.models import FormulirLsp, Kendali, Konfirmasi, Logo, NaskahDraf, NaskahVersi
from sahih.documents.ketentuan.policies import may_adopt, may_confirm, may_set
from sahih.documents.ketentuan.queries import berlaku_of, definition_of, draft_of, kendali_of, naskah_of
from sahih.documents.logo import prepared
from sahih.documents.surat import LETTERS
from sahih.documents.surat.naskah import Naskah, parse_naskah, plain_naskah
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.numbering import require_pattern
from sahih.kernel.policy import Refused, Unseen, require
from sahih.kernel.vault.inspection import inspect, inspect_form
from sahih.kernel.vault.store import store


class Overtaken(Refused):
    """Somebody else saved the same thing a moment ago."""

    def __init__(self) -> None:
        super().__init__(_("Baru saja disimpan dari tab atau oleh orang lain. Muat ulang untuk melihat yang terbaru."))


def require_known(code: str) -> None:
    if code not in FORMS and code not in LETTERS:
        raise Unseen


@action("kendali.enter")
def enter_kendali(
    code: str, *, actor: Actor, at: dt.datetime, doc_no: str = "", edition: str = "",
    effective_on: dt.date | None = None, alias: str = "", note: str = "", number_code: str = "", number_pattern: str = "",
) -> Kendali:  # fmt: skip
    """A new version of the document control; sheets opened from now on bear it, older ones keep theirs."""
    require(may_set(actor))
    require_known(code)
    if number_pattern:
        require_pattern(number_pattern)
    former = kendali_of(code)
    facts: dict[str, Any] = {
        "doc_no": doc_no, "edition": edition, "effective_on": effective_on, "alias": alias, "note": note,
        "number_code": number_code, "number_pattern": number_pattern,
    }  # fmt: skip
    version = former.version + 1 if former else 1
    try:
        with transaction.atomic():
            row = Kendali.objects.create(code=code, version=version, made_at=at, made_by=actor.self_id, **facts)
    except IntegrityError as error:
        raise Overtaken from error
    told = {"code": code, "version": version} | facts | {"effective_on": str(effective_on or "")}
    record(events.ENTERED, row, new=told)
    return row


@action("formulir.send")
def send_formulir(code: str, content: bytes, *, name: str, actor: Actor, at: dt.datetime) -> FormulirLsp:
    """Keep the LSP's own master of a form, PDF or Word, to be laid beside our print."""
    require(may_set(actor))
    require_known(code)
    found = inspect_form(content, name=name)
    file = store([found.content], name=found.name, mime=found.mime, kind="formulir_lsp", at=at)
    row = FormulirLsp.objects.create(code=code, file=file, sent_at=at, sent_by=actor.self_id)
    record(events.SENT, row, new={"code": code, "sha256": file.sha256})
    return row


@action("formulir.confirm")
def confirm_formulir(
    code: str, *, name: str, print_sha256: str, actor: Actor, at: dt.datetime, note: str = ""
) -> Konfirmasi:
    """The Ketua says that this print is the LSP's form; what was compared is named by its hashes."""
    require(may_confirm(actor))
    require_known(code)
    now = berlaku_of(code)
    assert now is not None
    row = Konfirmasi.objects.create(
        code=code, definition_sha256=definition_of(code), print_sha256=print_sha256, kendali=now.kendali,
        naskah=now.naskah, formulir=now.formulir, note=note, confirmed_at=at, confirmed_by=actor.self_id, name=name,
    )  # fmt: skip
    told = {
        "code": code, "definition": row.definition_sha256, "print": print_sha256,
        "kendali": now.kendali.version if now.kendali else 0, "naskah": now.naskah.version if now.naskah else 0,
        "formulir": now.formulir.file.sha256 if now.formulir else "",
    }  # fmt: skip
    record(events.CONFIRMED, row, new=told, reason=note)
    return row


@action("naskah.save")
def save_naskah(code: str, naskah: Naskah, *, actor: Actor, at: dt.datetime, revision: int | None = None) -> NaskahDraf:
    """Keep a wording while it is written, mistakes and all; with a revision given, a newer one is never overwritten."""
    require(may_set(actor))
    if code not in LETTERS:
        raise Unseen
    row = NaskahDraf.objects.select_for_update().filter(code=code).first()
    if revision is not None and revision != (row.revision if row else 0):
        raise Overtaken
    row = row or NaskahDraf(lsp_id=actor.here, code=code, revision=0)
    row.content, row.revision, row.saved_at, row.saved_by = plain_naskah(naskah), row.revision + 1, at, actor.self_id
    row.save()
    record(events.SAVED, row, new={"code": code, "revision": row.revision})
    return row


@action("naskah.discard")
def discard_naskah(code: str, *, actor: Actor) -> None:
    """Throw the draft away; what is in force stays."""
    require(may_set(actor))
    row = draft_of(code)
    if row is None:
        raise Refused(_("Tidak ada draf naskah untuk surat ini."))
    record(events.DISCARDED, row, old={"code": code, "revision": row.revision})
    row.delete()


@action("naskah.adopt")
def adopt_naskah(code: str, *, actor: Actor, at: dt.datetime) -> NaskahVersi:
    """Put the draft in force: letters opened from now on say it; those already opened keep their words."""
    draft = draft_of(code)
    require(may_adopt(actor, draft))
    assert draft is not None
    row = _put_in_force(code, draft.content, actor=actor, at=at)
    draft.delete()
    return row


@action("naskah.adopt_ours")
def adopt_ours(code: str, *, actor: Actor, at: dt.datetime) -> NaskahVersi:
    """Put the product's own wording in force, now and as it will be mended."""
    require(may_set(actor))
    if code not in LETTERS:
        raise Unseen
    return _put_in_force(code, None, actor=actor, at=at)


def _put_in_force(
    code: str, content: Mapping[str, Any] | None, *, actor: Actor, at: dt.datetime
) -> NaskahVersi:  # Any: JSON of a Naskah
    former = naskah_of(code)
    version = former.version + 1 if former else 1
    said = {**content, "version": version} if content is not None else None
    sha256 = digest(said if said is not None else plain_naskah(LETTERS[code].naskah))
    try:
        with transaction.atomic():
            row = NaskahVersi.objects.create(
                code=code, version=version, content=said, sha256=sha256, adopted_at=at, adopted_by=actor.self_id
            )
    except IntegrityError as error:
        raise Overtaken from error
    record(events.ADOPTED, row, new={"code": code, "version": version, "sha256": sha256})
    return row


@action("naskah.import")
def import_naskah(wordings: Mapping[str, object], *, actor: Actor, at: dt.datetime) -> list[NaskahDraf]:
    """Take the wordings of a file as drafts, all or none; each is read and put in force on its own page."""
    require(may_set(actor))
    read: dict[str, Naskah] = {}
    for code, data in wordings.items():
        naskah, problems = parse_naskah(data)
        if code not in LETTERS or naskah is None:
            why = problems[0].message if problems else _("Kode surat ini tidak dikenal.")
            raise Refused(f"{code}: {why}")
        read[code] = naskah
    if not read:
        raise Refused(_("Berkas ini tidak memuat naskah."))
    return [save_naskah(code, naskah, actor=actor, at=at) for code, naskah in read.items()]


@action("kop.set_logo")
def set_logo(content: bytes, *, name: str, actor: Actor, at: dt.datetime) -> Logo:
    """Put a picture into the kop of every paper printed from now on."""
    require(may_set(actor))
    picture = prepared(inspect(content, name=name))
    file = store([picture.png], name="logo.png", mime="image/png", kind="logo", at=at)
    row = Logo.objects.create(file=file, width=picture.width, height=picture.height, set_at=at)
    record(events.LOGO_SET, row, new={"sha256": file.sha256})
    return row


@action("kop.drop_logo")
def drop_logo(*, actor: Actor, at: dt.datetime) -> Logo:
    """Print the kop without a picture."""
    require(may_set(actor))
    row = Logo.objects.create(set_at=at)
    record(events.LOGO_SET, row, new={"sha256": ""})
    return row
