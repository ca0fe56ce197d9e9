"""A file for a MUK: kept, looked at, taken over whole; and a MUK handed out as a file, which is audited as a reading of its keys."""

import datetime as dt
import hashlib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sahih.institution.accounts.models import Person
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import ZONES
from sahih.kernel.policy import Refused, require
from sahih.kernel.refs import new_ref
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.vault.store import destroy, note_read, read, store
from sahih.kernel.workflow import lock
from sahih.materials.berkas.packages import plain_name
from sahih.materials.perangkat import events
from sahih.materials.perangkat.actions.opening import replace_content, today
from sahih.materials.perangkat.content import salt_of, spec_of
from sahih.materials.perangkat.format import MukSpec, content_sha256
from sahih.materials.perangkat.importing.acuan import Acuan, acuan_of
from sahih.materials.perangkat.importing.bacaan import Bacaan
from sahih.materials.perangkat.importing.choosing import Cara, Pilihan, chosen, target
from sahih.materials.perangkat.importing.exporting import Kepala, to_xlsx, to_yaml, to_zip
from sahih.materials.perangkat.importing.pairing import Kehilangan, lost
from sahih.materials.perangkat.importing.pictures import ENDING, shown
from sahih.materials.perangkat.importing.uploads import kind_of, read_upload
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import may_fill_muk, may_forget_import, may_read_items, may_see_keys
from sahih.materials.perangkat.writing import PICTURE, keep_picture, pictures_in
from sahih.materials.skema.content import content_of
from sahih.materials.standar.queries import IMPORT as STANDAR_IMPORT

IMPORT = "muk_impor"
KEPT = dt.timedelta(days=30)


class Changed(Refused):
    """The MUK is no longer what it was when the preview was opened."""


class Taken(Refused):
    """The very content stands in the MUK already: the same button pressed twice, or in two tabs."""


@dataclass(frozen=True)
class Pratinjau:
    """A kept file as it is read today, beside what the MUK holds."""

    bacaan: Bacaan
    acuan: Acuan
    now: MukSpec
    base: str
    """The hash of what the MUK holds, so that taking over notices a change made elsewhere."""


@dataclass(frozen=True)
class Ambil:
    """How many items the MUK had and has, and how many of them went."""

    before: int
    now: int
    gone: int


@action("muk.keep_import")
def keep_import(muk: Muk, *, content: bytes, name: str, actor: Actor, at: dt.datetime) -> StoredFile:
    """Keep a file that can be read for its preview; the same file once more is the same row."""
    locked = lock(muk)
    day = today(actor, at)
    require(may_fill_muk(actor, locked, day=day))
    read_upload(content, acuan=acuan_of(content_of(locked.versi)), known=_known())
    digest = hashlib.sha256(content).hexdigest()
    kept = imports_of(locked).filter(sha256=digest).first()
    if kept is None:
        kept = _keep(locked, content, name=plain_name(name), mime=kind_of(content), day=day, at=at)
    elif kept.name != plain_name(name):
        # The name under which it was handed in last is the one that this person knows.
        kept.name = plain_name(name)
        kept.save(update_fields=["name"])
    record(events.IMPORT_KEPT, locked, new={"name": kept.name, "sha256": digest})
    return kept


@action("muk.open_import")
def open_import(muk: Muk, file: StoredFile, *, actor: Actor, at: dt.datetime) -> Pratinjau:
    """Read a kept file for its preview; nothing of the MUK changes. The file may hold keys: the reading is noted."""
    require(may_fill_muk(actor, muk, day=today(actor, at)))
    note_read(file)
    return _preview(muk, file)


@action("muk.take_import")
def take_import(
    muk: Muk, file: StoredFile, *, pilihan: Pilihan, base: str, actor: Actor, at: dt.datetime
) -> Ambil:  # fmt: skip
    """Put the file in the place of what the draft holds, or beside it: with all that was confirmed, or not at all."""
    locked = lock(muk)
    require(may_fill_muk(actor, locked, day=today(actor, at)))
    if pilihan.cara not in Cara.values:
        raise Refused(_("Pilih dulu: ganti seluruh isi, atau tambahkan yang belum ada."))
    seen = _preview(locked, file)
    coming = chosen(seen.bacaan.spec, pilihan, seen.acuan)
    spec = target(seen.now, coming, pilihan.cara, is_titled=seen.bacaan.is_titled)
    if content_sha256(spec) == seen.base:
        raise Taken(_("Isi berkas ini sudah ada di MUK; tidak ada yang berubah."))
    if seen.base != base:
        raise Changed(_("Isi MUK berubah sejak pratinjau ini dibuka, mungkin di tab lain. Periksa perbandingannya sekali lagi, lalu ambil alih."))  # fmt: skip
    loss = lost(seen.now, coming)
    if pilihan.cara == Cara.GANTI:
        _agree(loss, pilihan)
        _keep_former(locked, seen.now, actor=actor, at=at)
    _keep_pictures(locked, spec, seen.bacaan, at=at)
    replace_content(muk, spec, source=file.name, actor=actor, at=at)
    return Ambil(
        loss.before, sum(len(one.butir) for one in spec.bagian), loss.gone if pilihan.cara == Cara.GANTI else 0
    )


def _agree(loss: Kehilangan, pilihan: Pilihan) -> None:
    if loss.needs_consent and not pilihan.is_loss_agreed:
        raise Refused(loss_words(loss) + " " + _("Centang bahwa butir itu boleh hilang, atau pilih menambahkan."))


def loss_words(loss: Kehilangan) -> str:
    """What goes when all is replaced, in numbers."""
    return _("%(before)d butir sekarang; %(gone)d akan dihapus karena tidak ada di berkas, di antaranya %(tied)d yang terkait KUK dan %(keyed)d yang berkunci.") % vars(loss)  # fmt: skip


def _keep_former(muk: Muk, former: MukSpec, *, actor: Actor, at: dt.datetime) -> None:
    """What a file takes the place of is kept like a file that was handed in, with its keys, so that it can be taken back."""
    if not any(one.butir for one in former.bagian):
        return
    kepala = kepala_of(actor, at, has_keys=True)
    name = _("isi sebelum diganti %(at)s.yaml") % {"at": f"{kepala.at:%Y-%m-%d %H.%M}"}
    # FX14: the trail bears the hash of each kept file; the last line keeps the keys from being tried out against it.
    content = to_yaml(former, kepala) + f"# {new_ref()}\n".encode()
    kept = _keep(muk, content, name=name, mime="application/yaml", day=today(actor, at), at=at)
    record(events.IMPORT_KEPT, muk, new={"name": kept.name, "sha256": kept.sha256})


def _keep(
    muk: Muk, content: bytes, *, name: str, mime: str, day: dt.date, at: dt.datetime
) -> StoredFile:  # fmt: skip
    """In the vault under a key of its own, to be destroyed after its days."""
    kept = store([content], name=name, mime=mime, kind=IMPORT, at=at, owner_id=muk.pk, sensitive=True)
    kept.keep_until = day + KEPT
    kept.save(update_fields=["keep_until"])
    return kept


@action("muk.forget_import")
def forget_import(file: StoredFile, *, actor: Actor, at: dt.datetime) -> None:
    """Destroy a kept file whose day has passed; the row stays and says so."""
    require(may_forget_import(actor, file, day=today(actor, at)))
    destroy(file, reason="Masa simpan berkas impor lewat.", at=at)
    record(events.IMPORT_FORGOTTEN, file, new={"name": file.name, "sha256": file.sha256})


@action("muk.export")
def export_muk(muk: Muk, *, kind: str, with_keys: bool, actor: Actor, at: dt.datetime) -> bytes:
    """The content as a file of one kind; it says who made it and when. With keys it is a reading of all keys (FX14)."""
    day = today(actor, at)
    require(may_read_items(actor, muk, day=day))
    if with_keys:
        require(may_see_keys(actor, muk, day=day))
    spec = spec_of(muk, keys=with_keys)
    record(events.EXPORTED, muk, new={"kind": kind, "with_keys": with_keys})
    if with_keys:
        count = sum(one.kunci is not None for part in spec.bagian for one in part.butir)
        record(events.KEYS_SEEN, muk, new={"items": count, "why": f"ekspor {kind}"})
    kepala = kepala_of(actor, at, has_keys=with_keys)
    acuan = acuan_of(content_of(muk.versi))
    match kind:
        case "yaml":
            # Where the keys are, and nowhere else: with the salt the signed hash can be checked, or keys tried out.
            return to_yaml(spec, kepala, salt=salt_of(muk) if with_keys and muk.content_sha256 else None)
        case "xlsx":
            return to_xlsx(spec, acuan, kepala)
        case "zip":
            copies = {sha: shown(read(file), file.mime) for sha, file in pictures_in(spec).items()}
            pictures = {sha: (one.content, ENDING[one.mime]) for sha, one in copies.items()}
            return to_zip(spec, acuan, kepala, pictures=pictures)
    raise Refused(_("Pilih YAML, Excel, atau ZIP."))


def kepala_of(actor: Actor, at: dt.datetime, *, has_keys: bool) -> Kepala:
    """Who and when, in the time of the LSP."""
    name = Person.objects.filter(pk=actor.self_id).values_list("name", flat=True).first() or "Sahih"
    return Kepala(name, at.astimezone(ZONES[Lsp.objects.get(pk=actor.here).zone]), has_keys=has_keys)


def overdue_imports(day: dt.date) -> QuerySet[StoredFile]:
    """The kept files whose day has passed, whatever became of their MUK; those of standards too."""
    rows = StoredFile.objects.filter(kind__in=(IMPORT, STANDAR_IMPORT), keep_until__lt=day, key__destroyed_at=None)
    return rows.select_related("key").order_by("pk")


def imports_of(muk: Muk) -> QuerySet[StoredFile]:
    """The files kept for this MUK that can still be opened, newest first."""
    rows = StoredFile.objects.filter(kind=IMPORT, owner_id=muk.pk, key__destroyed_at=None)
    return rows.select_related("key").order_by("-received_at", "-pk")


def _preview(muk: Muk, file: StoredFile) -> Pratinjau:
    acuan, now = acuan_of(content_of(muk.versi)), spec_of(muk, keys=True)
    bacaan = read_upload(read(file), acuan=acuan, known=_known())
    return Pratinjau(bacaan, acuan, now, content_sha256(now))


def _known() -> AbstractSet[str]:
    """The pictures of items that this LSP has already."""
    rows = StoredFile.objects.filter(kind=PICTURE, key__destroyed_at=None)
    return frozenset(rows.values_list("sha256", flat=True))


def _keep_pictures(muk: Muk, spec: MukSpec, bacaan: Bacaan, *, at: dt.datetime) -> None:
    """Into the vault under the key of the MUK, each once."""
    there = pictures_in(spec)
    wanted = {one.picture.sha256 for part in spec.bagian for one in part.butir if one.picture}
    for sha, gambar in bacaan.gambar.items():
        if sha in wanted and sha not in there:
            keep_picture(muk, gambar, at=at)
