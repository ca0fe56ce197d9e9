"""Take a file over, complete what it lacked, publish, retire: every write about skema."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Verdict, allow_if, require
from sahih.kernel.workflow import lock, transition
from sahih.materials.skema import events
from sahih.materials.skema.beda import beda
from sahih.materials.skema.completion import Completion, apply_completion, completed_spec
from sahih.materials.skema.content import content_of, spec_of
from sahih.materials.skema.enums import UNPUBLISHED, Status
from sahih.materials.skema.format import SkemaSpec, content_sha256, dump_skema, load_skema
from sahih.materials.skema.models import PenyusunSkema, Skema, SkemaVersi
from sahih.materials.skema.policies import (
    may_ask_changes,
    may_complete,
    may_give_back,
    may_manage_skema,
    may_publish,
    may_retire,
    may_review,
)
from sahih.materials.skema.rewriting import rewrite_versi
from sahih.materials.skema.susunan_draf import Changes, blank_spec, edited_spec
from sahih.materials.skema.writing import sha256_of_file, write_versi

# What the audit keeps of one edit; the versions themselves hold the rest.
MOST_ENTRIES, LONGEST_ENTRY = 60, 400
# As much as the page takes in one note.
LONGEST_NOTE = 1000


@dataclass(frozen=True)
class Imported:
    """What an import made; the version that was there before when the file says nothing new."""

    versi: SkemaVersi
    is_new: bool


@action("skema.import")
def import_skema(content: bytes, *, actor: Actor, at: dt.datetime) -> Imported:
    """Take a file over as the next draft version; raises FileRefused before anything is written."""
    require(may_manage_skema(actor))
    spec = load_skema(content)
    skema = _locked_skema(spec)
    latest = SkemaVersi.objects.filter(skema=skema).select_related("skema").order_by("-version").first()
    digest = sha256_of_file(content)
    if latest is not None and _says_the_same(latest, spec):
        record(events.IMPORT_REPEATED, latest, new=_entry(spec, latest.version, digest))
        return Imported(latest, is_new=False)
    _name_as(skema, spec)
    version = latest.version + 1 if latest else 1
    versi = write_versi(skema, spec, version=version, source_sha256=digest, at=at)
    _note_penyusun(versi, actor)
    record(events.IMPORTED, versi, new=_entry(spec, version, digest))
    return Imported(versi, is_new=True)


def _locked_skema(spec: SkemaSpec) -> Skema:
    """The skema of this number, held until the import ends: two imports make two versions, in turn."""
    skema, _made = Skema.objects.get_or_create(number=spec.number, defaults={"title": spec.title, "kind": spec.kind})
    return Skema.objects.select_for_update().get(pk=skema.pk)


def _says_the_same(latest: SkemaVersi, spec: SkemaSpec) -> bool:
    """As the file it came from, or as it reads now that a page completed it."""
    digest = content_sha256(spec)
    return latest.imported_sha256 == digest or content_sha256(spec_of(content_of(latest))) == digest


def _name_as(skema: Skema, spec: SkemaSpec) -> None:
    """Lists call a skema as its published version does; as its draft does only where nothing was published yet."""
    if not SkemaVersi.objects.filter(skema=skema, published_at__isnull=False).exists():
        skema.title, skema.kind = spec.title, spec.kind
        skema.save(update_fields=["title", "kind"])


def _note_penyusun(versi: SkemaVersi, actor: Actor) -> None:
    """Remember who wrote in this draft (K7); the system itself is nobody."""
    if actor.person_id is not None:
        PenyusunSkema.objects.get_or_create(versi=versi, person_id=actor.person_id)


def _entry(spec: SkemaSpec, version: int, digest: str) -> dict[str, object]:
    return {"number": spec.number, "version": version, "source_sha256": digest}


@action("skema.complete")
def complete_versi(versi: SkemaVersi, completion: Completion, *, seen: str = "", actor: Actor) -> SkemaVersi:
    """Fill what the file lacked; checked by the same rules as the file, saved whole or not at all (`seen` as below)."""
    draft = lock(versi)
    require(may_complete(actor, draft))
    content = content_of(draft)
    require(_is_fresh(spec_of(content), seen))
    old, new = apply_completion(content, completed_spec(content, completion))
    _note_penyusun(draft, actor)
    record(events.COMPLETED, draft, old=old, new=new)
    draft.refresh_from_db()
    return draft


@action("skema.draft")
def draft_skema(*, number: str, title: str, kind: str, actor: Actor, at: dt.datetime) -> SkemaVersi:
    """Begin a skema on pages: a first draft without units yet."""
    require(may_manage_skema(actor))
    spec = blank_spec(number=number, title=title, kind=kind)
    skema = _locked_skema(spec)
    taken = SkemaVersi.objects.filter(skema=skema).exists()
    require(allow_if(not taken, _("Nomor %s sudah dipakai skema lain. Buka skema itu dan buat versi berikutnya.") % spec.number))  # fmt: skip
    return _drafted(skema, spec, version=1, former=None, actor=actor, at=at)


@action("skema.revise")
def revise_versi(versi: SkemaVersi, *, actor: Actor, at: dt.datetime) -> SkemaVersi:
    """A new draft that begins with what this version says."""
    require(may_manage_skema(actor))
    skema = Skema.objects.select_for_update().get(pk=versi.skema_id)
    latest = SkemaVersi.objects.filter(skema=skema).order_by("-version")[0]
    reason = _("Versi %d belum terbit. Sunting atau tarik dulu yang itu.") % latest.version
    require(allow_if(latest.status not in UNPUBLISHED, reason))
    return _drafted(skema, spec_of(content_of(versi)), version=latest.version + 1, former=versi, actor=actor, at=at)


def _drafted(
    skema: Skema, spec: SkemaSpec, *, version: int, former: SkemaVersi | None, actor: Actor, at: dt.datetime
) -> SkemaVersi:
    digest = sha256_of_file(dump_skema(spec))
    versi = write_versi(skema, spec, version=version, source_sha256=digest, at=at)
    _note_penyusun(versi, actor)
    entry: dict[str, object] = {"number": spec.number, "version": version, "units": len(spec.units)}
    record(events.DRAFTED, versi, new=entry | {"from": former.version if former else None})
    return versi


@action("skema.edit")
def edit_versi(versi: SkemaVersi, changes: Changes, *, seen: str = "", actor: Actor) -> SkemaVersi:
    """Change any part of a draft; checked by the rules of the file, saved whole or not at all.

    `seen` is the hash of what the page was opened upon: whoever comes late is told, and takes nothing back unknowingly.
    """
    draft = lock(versi)
    require(may_complete(actor, draft))
    content = content_of(draft)
    before, after = spec_of(content), edited_spec(content, changes)
    require(_is_fresh(before, seen))
    if after.number != before.number:
        _renumber(draft.skema, after.number)
    rewrite_versi(content, before, after)
    _name_as(draft.skema, after)
    _note_penyusun(draft, actor)
    told = [str(row)[:LONGEST_ENTRY] for bab in beda(before, after) for row in bab.rows][:MOST_ENTRIES]
    record(events.EDITED, draft, new={"changes": told, "content_sha256": content_sha256(after)})
    draft.refresh_from_db()
    return draft


def _is_fresh(before: SkemaSpec, seen: str) -> Verdict:
    is_fresh = seen in ("", content_sha256(before))
    return allow_if(is_fresh, _("Draf ini diubah dari tab lain atau oleh orang lain sejak halaman ini dibuka. Yang Anda ketik masih di sini: bandingkan dengan draf sekarang, lalu simpan lagi untuk memakai isi halaman ini."))  # fmt: skip


def _renumber(skema: Skema, number: str) -> None:
    """Before anything was published under it, a skema may get the number that it is given later."""
    used = SkemaVersi.objects.filter(skema=skema, published_at__isnull=False).exists()
    require(allow_if(not used, _("Nomor skema yang pernah terbit tidak berubah.")))
    taken = Skema.objects.filter(number=number).exclude(pk=skema.pk).exists()
    require(allow_if(not taken, _("Nomor %s sudah dipakai skema lain.") % number))
    old, skema.number = skema.number, number
    skema.save(update_fields=["number"])
    record(events.RENUMBERED, skema, old={"number": old}, new={"number": number})


@action("skema.review")
def review_versi(
    versi: SkemaVersi, *, note: str = "", seen: str | None = None, actor: Actor, at: dt.datetime
) -> SkemaVersi:
    """Somebody who did not write it has read the draft; from here on it changes no more.

    `seen` is the hash of what was read: nobody vouches for what an author wrote after that (K7).
    """
    draft = lock(versi)
    require(may_review(actor, draft, on=local_date(at, draft.lsp.zone)))
    is_read = seen is None or seen == content_sha256(spec_of(content_of(draft)))
    require(allow_if(is_read, _("Draf ini diubah sejak Anda membacanya. Baca dulu perubahannya, lalu nyatakan lagi.")))
    with transition(versi, "review", reason=note) as reviewed:
        reviewed.reviewed_by_id, reviewed.reviewed_at, reviewed.review_note = actor.person_id, at, note
    return reviewed


@action("skema.ask_changes")
def ask_changes(versi: SkemaVersi, *, note: str, actor: Actor) -> SkemaVersi:
    """What a reviewer wants mended before the draft is reviewed; it stands on the draft until then."""
    draft = lock(versi)
    require(may_ask_changes(actor, draft))
    require(allow_if(note.strip(), _("Tulis yang perlu diperbaiki.")))
    # Beneath what was asked before; the audit keeps what no longer fits.
    draft.review_note = f"{draft.review_note}\n{note.strip()}"[-LONGEST_NOTE:].strip()
    draft.save(update_fields=["review_note"])
    record(events.CHANGES_ASKED, draft, reason=note.strip())
    return draft


@action("skema.give_back")
def give_back_versi(versi: SkemaVersi, *, reason: str, actor: Actor) -> SkemaVersi:
    """What the review found, or what came to mind after it, is mended in the draft and reviewed again."""
    require(may_give_back(actor, lock(versi)))
    with transition(versi, "give_back", reason=reason) as draft:
        draft.reviewed_by, draft.reviewed_at, draft.review_note = None, None, reason
    return draft


@action("skema.publish")
def publish_versi(versi: SkemaVersi, *, actor: Actor, at: dt.datetime) -> SkemaVersi:
    """Open a reviewed version; the version published before it is retired in the same breath."""
    draft = lock(versi)
    require(may_publish(actor, draft, on=local_date(at, draft.lsp.zone)))
    for former in SkemaVersi.objects.filter(skema=draft.skema_id, status=Status.TERBIT).exclude(pk=draft.pk):
        _retire(former, at=at, reason=_("Digantikan versi %(version)d.") % {"version": draft.version})
    with transition(versi, "publish") as published:
        published.published_at = at
    Skema.objects.filter(pk=draft.skema_id).update(title=draft.title, kind=draft.kind)
    return published


@action("skema.retire")
def retire_versi(versi: SkemaVersi, *, reason: str, actor: Actor, at: dt.datetime) -> SkemaVersi:
    """Close a version to new applications; those made under it keep it (K5)."""
    require(may_retire(actor, lock(versi)))
    return _retire(versi, at=at, reason=reason)


def _retire(versi: SkemaVersi, *, at: dt.datetime, reason: str) -> SkemaVersi:
    with transition(versi, "retire", reason=reason) as retired:
        retired.retired_at = at
    return retired
