"""Which MUK an assessment uses: validated, of the asesi's own version, and measuring all that the plan opens (PL10)."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import accounts_of
from sahih.kernel.audit import AuditEntry
from sahih.kernel.clock import local_date
from sahih.kernel.events import asked
from sahih.kernel.policy import ALLOW, Refused, Verdict, allow_if, first_denial
from sahih.materials.muk.models import Rencana
from sahih.materials.muk.queries import instruments_of
from sahih.materials.perangkat.events import EXPORTED, ITEMS_READ, KEYS_SEEN
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.pengesahan import unreasoned
from sahih.materials.perangkat.policies import covers, may_be_used, unfit_holds
from sahih.materials.perangkat.queries import usable_for
from sahih.materials.peta.counting import Peta
from sahih.materials.peta.gaps import Celah
from sahih.materials.peta.queries import gaps_of_plan
from sahih.process.asesmen.events import MukMeant
from sahih.process.asesmen.models import Asesmen

NAMED = 3
# The entries of whoever had the items of a MUK, with or without their keys, in front of them.
LOOKS = (ITEMS_READ.name, KEYS_SEEN.name, EXPORTED.name)


def only_muk(rencana: Rencana, asesi: Person) -> Muk:
    """The one MUK that fits the plan and that this asesi does not know; none or several is a sentence that says what to do (FX4)."""
    usable = list(usable_for(rencana.versi))
    fitting = [one for one in usable if muk_fits(one, rencana)]
    unknown = [one for one in fitting if is_unknown_to(one, asesi)]
    if len(unknown) == 1:
        return unknown[0]
    if unknown:
        raise Refused(_("Pilih MUK yang dipakai: skema ini punya %d MUK yang tervalidasi.") % len(unknown))
    if usable:  # whoever asks next says why not
        return (fitting or usable)[0]
    raise Refused(_("Belum ada MUK tervalidasi untuk versi skema ini. Susun dan validasi MUK dulu."))


def muk_fits(muk: Muk, rencana: Rencana, peta: Peta | None = None) -> Verdict:
    """Validated and not unfit, filled where the plan opens, and no KUK left out but by a signed reason."""
    return first_denial(
        may_be_used(muk, rencana.versi), covers(muk, instruments_of(rencana)), leaves_nothing_out(muk, rencana, peta)
    )


def left_out(muk: Muk, rencana: Rencana, peta: Peta | None = None) -> list[Celah]:
    """What the plan opens nothing for and nobody signed a reason for."""
    return unreasoned(muk, gaps_of_plan(rencana, muk, peta))


def leaves_nothing_out(muk: Muk, rencana: Rencana, peta: Peta | None = None) -> Verdict:
    """PL6, PL11: what this plan leaves unmeasured was accepted when the MUK was signed; a plan may be newer than its MUK."""
    found = left_out(muk, rencana, peta)
    words = "; ".join(one.words for one in found[:NAMED])
    more = _("; dan %d lagi") % (len(found) - NAMED) if len(found) > NAMED else ""
    said = _("%(muk)s tidak dapat dipakai dengan rencana potensi %(potensi)s: %(words)s%(more)s. Celah itu tidak beralasan saat MUK disahkan. Pilih MUK atau rencana lain, atau mulai MUK baru dari MUK ini dan beri alasannya saat pengesahan.")  # fmt: skip
    return allow_if(not found, said % {"muk": muk, "potensi": rencana.potensi, "words": words, "more": more})


def is_unknown_to(muk: Muk, asesi: Person) -> Verdict:
    """17024 5.2, 7.4, D2: who wrote, validated or judged a MUK, or read its items, is not assessed with it nor with a copy of it.

    Asked of the human being, under any of their accounts.
    """
    line = list(_line_of(muk))
    ids, own = tuple(row.pk for row in line), accounts_of(asesi.pk)
    signers = [one for row in line for one in (row.penyusun_id, row.validator_id) if one]
    looks = AuditEntry.objects.filter(subject="muk", subject_id__in=ids, kind__in=LOOKS, person_id__in=own)
    judged = asked(MukMeant(muk_ids=ids, asesi_id=asesi.pk))
    said = _("%(asesi)s ikut menyusun, memvalidasi, atau pernah membaca butir %(muk)s, jadi tidak diases dengannya. Pilih MUK lain yang tidak disalin dari MUK ini.")  # fmt: skip
    known = own.filter(pk__in=signers).exists() or not judged or looks.exists()
    return allow_if(not known, said % {"asesi": asesi.name, "muk": muk})


def _line_of(muk: Muk) -> Iterator[Muk]:
    """A MUK and those that its content was copied from, one after another."""
    found: Muk | None = muk
    while found is not None:
        yield found
        found = found.replaces


def muk_stands(asesmen: Asesmen) -> Verdict:
    """PL10, gate 4: the MUK that was chosen may still be used, for this asesi; an older assessment was never asked for one."""
    muk, case = asesmen.muk, asesmen.peserta.permohonan
    return ALLOW if muk is None else first_denial(may_be_used(muk, case.versi), is_unknown_to(muk, case.asesi))


def muk_stood(asesmen: Asesmen, day: dt.date) -> Verdict:
    """The same of a session that was held on this day and is told of later (L12)."""
    muk, zone = asesmen.muk, asesmen.peserta.jadwal.zone
    if muk is None or muk.status != Muk.Status.DITARIK:
        early = [one for one in unfit_holds(muk) if local_date(one.placed_at, zone) <= day] if muk else []
        return allow_if(not early, early[0].reason if early else "")
    withdrawn = muk.retired_at is not None and local_date(muk.retired_at, zone) <= day
    return allow_if(not withdrawn, _("%s sudah ditarik pada hari asesmen.") % muk)
