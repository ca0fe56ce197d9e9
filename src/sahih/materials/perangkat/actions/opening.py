"""Begin a MUK, and put a whole content in the place of what it holds."""

import datetime as dt

from django.db.models import F, Max
from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.keys import new_data_key
from sahih.kernel.policy import Refused, require
from sahih.kernel.workflow import lock
from sahih.materials.berkas.parts import as_pasted, reason_of
from sahih.materials.perangkat import events
from sahih.materials.perangkat.carrying import carried
from sahih.materials.perangkat.content import spec_of
from sahih.materials.perangkat.format import MukSpec, MukTitle, content_sha256, without_keys
from sahih.materials.perangkat.importing.acuan import acuan_of
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import may_draft_muk, may_fill_muk, may_see_keys
from sahih.materials.perangkat.writing import write_content
from sahih.materials.skema.content import content_of
from sahih.materials.skema.models import SkemaVersi

# Within this a second press is the same wish.
TWICE = dt.timedelta(minutes=1)


class AlreadyBegun(Refused):
    """The form was sent twice: this MUK was begun by the first."""

    def __init__(self, muk: Muk) -> None:
        super().__init__(_("MUK ini baru saja dimulai dengan judul yang sama."))
        self.muk = muk


_TITLE: TypeAdapter[str] = TypeAdapter(MukTitle)


def today(actor: Actor, at: dt.datetime) -> dt.date:
    return local_date(at, Lsp.objects.get(pk=actor.here).zone)


def spoken_title(title: str) -> str:
    """The title as the file format takes it: one that it does not take could never be signed."""
    try:
        return _TITLE.validate_python(as_pasted(title))
    except ValidationError as error:
        reasons = "; ".join(reason_of(one) for one in error.errors(include_url=False))
        raise Refused(_("Beri MUK ini judul yang lain, misalnya “Paket A”: %s.") % reasons) from error


@action("muk.open")
def open_muk(
    versi: SkemaVersi, *, title: str, like: Muk | None = None, actor: Actor, at: dt.datetime
) -> Muk:  # fmt: skip
    """Begin a MUK, empty or with the content of another one of the same skema, whose successor it then is."""
    require(may_draft_muk(actor, versi, day=today(actor, at)))
    title = spoken_title(title)
    if like is not None:
        if like.versi.skema_id != versi.skema_id:
            raise Refused(_("MUK itu milik skema lain; isinya tidak dapat disalin ke skema ini."))
        # A copy brings the keys along (FX14).
        require(may_see_keys(actor, like, day=today(actor, at)))
    lock(versi)
    _require_first(versi, title, like, actor=actor, at=at)
    latest = Muk.objects.filter(versi=versi).aggregate(last=Max("number"))["last"] or 0
    muk = Muk.objects.create(
        versi=versi, number=latest + 1, title=title, key=new_data_key(), penyusun_id=actor.self_id,
        replaces=like, opened_at=at, changed_at=at,
    )  # fmt: skip
    if like is not None:
        _take_over(muk, like, at=at)
    record(events.OPENED, muk, new={"versi": versi.ref, "number": muk.number, "like": like.ref if like else ""})
    return muk


def _require_first(versi: SkemaVersi, title: str, like: Muk | None, *, actor: Actor, at: dt.datetime) -> None:
    """A form that is sent twice begins one MUK."""
    untouched = Muk.objects.filter(versi=versi, penyusun_id=actor.self_id, title=title, replaces=like, status=Muk.Status.DRAF, changed_at=F("opened_at"))  # fmt: skip
    if twin := untouched.filter(opened_at__gt=at - TWICE).first():
        raise AlreadyBegun(twin)


def _take_over(muk: Muk, like: Muk, *, at: dt.datetime) -> None:
    """Copy what the version has a place for, keys and pictures included; the rest is listed on the draft (K5).

    It opens every key of the other MUK, and so leaves the entry of such a reading (FX14).
    """
    spec = spec_of(like, keys=True)
    count = sum(one.kunci is not None for part in spec.bagian for one in part.butir)
    record(events.KEYS_SEEN, like, new={"items": count, "why": f"MUK baru {muk.ref}"})
    alihan = carried(spec, acuan_of(content_of(like.versi)), acuan_of(content_of(muk.versi)))
    write_content(muk, alihan.spec.model_copy(update={"title": muk.title}), at=at)
    muk.carried = "\n".join(alihan.lines)
    muk.save(update_fields=["carried"])


@action("muk.replace_content")
def replace_content(muk: Muk, spec: MukSpec, *, source: str, actor: Actor, at: dt.datetime) -> Muk:
    """Put a whole content in the place of what the draft holds; every import ends here, whole or not at all."""
    locked = lock(muk)
    require(may_fill_muk(actor, locked, day=today(actor, at)))
    write_content(locked, spec, at=at)
    items = sum(len(one.butir) for one in spec.bagian)
    # FX14: the trail is read by people who may not see the keys, so its hash says nothing of them.
    shown = content_sha256(without_keys(spec))
    record(events.REPLACED, locked, new={"source": source[:200], "items": items, "sha256": shown})
    muk.refresh_from_db()
    return muk
