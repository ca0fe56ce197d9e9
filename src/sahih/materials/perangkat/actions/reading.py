"""Reading what is secret: each look at items of others and at keys leaves an entry (FX14, 17024 7.4)."""

import datetime as dt
from collections.abc import Mapping

from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import require
from sahih.materials.perangkat import events
from sahih.materials.perangkat.actions.authoring import stored_spec
from sahih.materials.perangkat.actions.opening import today
from sahih.materials.perangkat.content import opened
from sahih.materials.perangkat.format import ButirSpec, KunciSpec
from sahih.materials.perangkat.models import Butir, Kunci, Muk
from sahih.materials.perangkat.policies import may_fill_muk, may_read_items, may_see_keys


@action("muk.read_items")
def read_items(muk: Muk, *, part: str = "", actor: Actor, at: dt.datetime) -> None:
    """The items are laid before a reader, all or those of one instrument, without keys."""
    require(may_read_items(actor, muk, day=today(actor, at)))
    record(events.ITEMS_READ, muk, new={"part": part})


@action("muk.see_keys")
def see_keys(muk: Muk, *, why: str = "", actor: Actor, at: dt.datetime) -> Mapping[str, KunciSpec]:
    """All keys of a MUK by the ref of their items; `why` says what for, as a print is."""
    require(may_see_keys(actor, muk, day=today(actor, at)))
    return keys_of(muk, why=why)


def keys_of(muk: Muk, *, why: str = "") -> Mapping[str, KunciSpec]:
    """Open the keys and leave the entry; whoever calls this has asked who may."""
    rows = Kunci.objects.filter(muk=muk).select_related("butir").order_by("id")
    found = {row.butir.ref: opened(row, row.butir, muk.key) for row in rows}
    record(events.KEYS_SEEN, muk, new={"items": len(found), "why": why})
    return found


@action("muk.open_butir")
def open_butir(butir: Butir, *, actor: Actor, at: dt.datetime) -> ButirSpec:
    """One item with its key, for the page on which its penyusun changes it."""
    require(may_fill_muk(actor, butir.muk, day=today(actor, at)))
    spec = stored_spec(butir.muk, butir)
    record(events.BUTIR_OPENED, butir, new={"has_key": spec.kunci is not None})
    return spec
