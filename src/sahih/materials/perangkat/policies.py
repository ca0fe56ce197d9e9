"""Who writes a MUK, who validates it, who reads it and its keys (PL5, PL10, FX14)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import same_human
from sahih.institution.accounts.roles import Role
from sahih.kernel.actor import Actor
from sahih.kernel.events import asked
from sahih.kernel.holds import Hold, open_holds
from sahih.kernel.policy import ALLOW, Verdict, allow_if, deny, first_denial, policy
from sahih.kernel.vault.models import StoredFile
from sahih.materials.muk.policies import is_qualified
from sahih.materials.perangkat.enums import PRINTED, TOLD
from sahih.materials.perangkat.events import ItemsAsked
from sahih.materials.perangkat.models import Bagian, Muk
from sahih.materials.skema.enums import UNPUBLISHED
from sahih.materials.skema.models import SkemaVersi

Status = Muk.Status
# Who knows of a MUK at all; an asesi never does.
READERS = (Role.ASESOR, Role.MANAJER_SERTIFIKASI, Role.MANAJER_MUTU, Role.KETUA)
# FX9: the team of a validation found this MUK unfit; the hold is theirs to lift, by a later FR.VA.
TIDAK_LAYAK = "muk_tidak_layak"


@policy("muk.draft")
def may_draft_muk(actor: Actor, versi: SkemaVersi, *, day: dt.date) -> Verdict:
    """As a plan: an asesor able in the skema, for a version under which people are assessed."""
    return first_denial(
        allow_if(versi.status not in UNPUBLISHED, _("Skema ini belum terbit; MUK disusun setelah skema terbit.")),
        is_qualified(actor, versi.skema, day=day),
        is_no_asesi(actor, versi.skema_id),
    )


@policy("muk.fill")
def may_fill_muk(actor: Actor, muk: Muk, *, day: dt.date) -> Verdict:
    """Its penyusun, while it is a draft; a MUK that was handed in changes no more (PL10)."""
    return first_denial(
        allow_if(muk.status == Status.DRAF, _("MUK ini sudah ditandatangani penyusunnya dan tidak dapat diubah.")),
        allow_if(actor.person_id == muk.penyusun_id, _("MUK ini sedang disusun oleh %s.") % muk.penyusun.name),
        is_qualified(actor, muk.versi.skema, day=day),
        is_no_asesi(actor, muk.versi.skema_id),
    )


@policy("muk.validate")
def may_validate_muk(actor: Actor, muk: Muk, *, day: dt.date) -> Verdict:
    """Another human being than the penyusun, by NIK too, as able as they that day (SE.007 A.IV.6, D2)."""
    return first_denial(
        allow_if(muk.status == Status.DISUSUN, _("MUK ini tidak sedang menunggu validator.")),
        is_qualified(actor, muk.versi.skema, day=day),
        _is_other(actor, muk.penyusun),
        is_no_asesi(actor, muk.versi.skema_id),
    )


@policy("muk.take_back")
def may_take_back_muk(actor: Actor, muk: Muk) -> Verdict:
    """Its penyusun, whose signature it is, until the validator has signed; able or not, for it only undoes."""
    own = actor.person_id is not None and actor.person_id == muk.penyusun_id
    return first_denial(
        allow_if(own, _("MUK ini ditarik kembali oleh penyusunnya, %s.") % muk.penyusun.name),
        allow_if(muk.can("take_back"), _("MUK ini tidak sedang menunggu validator; yang sudah disahkan tidak ditarik kembali. Susun MUK baru dari isinya.")),
        is_no_asesi(actor, muk.versi.skema_id),
    )  # fmt: skip


@policy("muk.retire")
def may_retire_muk(actor: Actor, muk: Muk) -> Verdict:
    """A draft by who writes it, any other by who manages the skema."""
    own_draft = muk.status == Status.DRAF and actor.person_id == muk.penyusun_id
    return first_denial(
        allow_if(muk.can("retire"), _("MUK ini sudah ditarik.")),
        allow_if(own_draft or actor.may("skema.manage"), _("MUK ditarik oleh yang mengelola skema.")),
    )


@policy("muk.read_items")
def may_read_items(actor: Actor, muk: Muk, *, day: dt.date) -> Verdict:
    """FX14, 17024 7.4: what is not validated is read by those who make, check and manage it; the rest by asesor able in it too."""
    if not (verdict := is_no_asesi(actor, muk.versi.skema_id)):
        return verdict
    if may_see_keys(actor, muk, day=day):
        return ALLOW
    if muk.validated_at is None:
        return deny(_("Butir MUK yang belum tervalidasi hanya dibaca penyusun, validator dan Manajer Sertifikasi."))
    if actor.is_system or actor.has(*(role for role in READERS if role != Role.ASESOR)):
        return ALLOW
    able = is_qualified(actor, muk.versi.skema, day=day) if actor.has(Role.ASESOR) else deny("")
    return allow_if(able, _("Butir MUK dibaca oleh asesor dengan kompetensi skema ini dan oleh pengelola sertifikasi."))


@policy("muk.see_keys")
def may_see_keys(actor: Actor, muk: Muk, *, day: dt.date) -> Verdict:
    """Penyusun, validator, whoever may validate it now, and the manajer sertifikasi; an asesor by way of their assessment."""
    own = actor.person_id is not None and actor.person_id in (muk.penyusun_id, muk.validator_id)
    return first_denial(
        allow_if(
            own or actor.has(Role.MANAJER_SERTIFIKASI) or bool(may_validate_muk(actor, muk, day=day)),
            _("Kunci MUK hanya dibuka oleh penyusun, validator, Manajer Sertifikasi, dan asesor dari asesmen yang memakainya."),
        ),
        is_no_asesi(actor, muk.versi.skema_id),
    )  # fmt: skip


def is_no_asesi(actor: Actor, skema_id: int) -> Verdict:
    """17024 7.4: who is assessed against a skema reads nothing of its instruments, whatever else they are here (FX14)."""
    return ALLOW if actor.person_id is None else is_open_to(actor.person_id, skema_id)


def is_open_to(person_id: int, skema_id: int) -> Verdict:
    """Who is assessed is known further up the road, so the question is put as an event; by NIK, under any account."""
    return asked(ItemsAsked(person_id=person_id, skema_id=skema_id))


@policy("muk.forget_import")
def may_forget_import(actor: Actor, file: StoredFile, *, day: dt.date) -> Verdict:
    """What an LSP handed in is kept for the days that it was told, and destroyed by nobody's hand (UU PDP 16)."""
    return first_denial(
        allow_if(actor.is_system, _("Berkas impor dihapus sendiri oleh sistem pada akhir masa simpannya.")),
        allow_if(file.keep_until is not None and file.keep_until < day, _("Masa simpan berkas ini belum lewat.")),
    )


def unfit_holds(muk: Muk) -> list[Hold]:
    """What keeps this MUK from being chosen since a team found it unfit."""
    return [one for one in open_holds(muk) if one.kind == TIDAK_LAYAK]


def may_be_used(muk: Muk, versi: SkemaVersi) -> Verdict:
    """PL10: an assessment uses a validated MUK of the asesi's own version (FX2), and no other; none that is unfit (FX9)."""
    unfit = unfit_holds(muk)
    return first_denial(
        allow_if(muk.versi_id == versi.pk, _("MUK ini untuk versi skema lain.")),
        allow_if(
            muk.status == Status.TERVALIDASI,
            _("MUK ini belum tervalidasi atau sudah ditarik; pilih MUK yang tervalidasi."),
        ),
        allow_if(not unfit, unfit[0].reason if unfit else ""),
    )


def covers(muk: Muk, planned: Mapping[str, Sequence[str]]) -> Verdict:
    """PL6: what the plan opens, kelompok by kelompok, has content in this MUK; FR.IA.10 is printed whole on its form."""
    is_told = Q(instrumen__in=TOLD) & (~Q(skenario="") | ~Q(keluaran=""))
    is_written = Q(butir_set__isnull=False) | is_told
    found = Bagian.objects.filter(is_written, muk=muk).values_list("kelompok__number", "instrumen").distinct()
    there = {(str(number), code) for number, code in found}
    lacking = [
        f"{code} ({group})"
        for group, codes in planned.items()
        for code in codes
        if code not in PRINTED and (group, code) not in there
    ]
    return allow_if(
        not lacking, _("MUK ini tidak punya isi untuk instrumen yang direncanakan: %s.") % ", ".join(lacking)
    )


def _is_other(actor: Actor, person: Person) -> Verdict:
    own = Person.objects.filter(pk=actor.self_id).first()
    return allow_if(
        own is not None and not same_human(own, person), _("Anda penyusun MUK ini; orang lain yang memvalidasinya.")
    )
