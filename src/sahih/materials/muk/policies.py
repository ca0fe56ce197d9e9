"""Who plans, who validates, who confirms; and which plan an assessment may use (PL5, PL10)."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import same_human
from sahih.institution.accounts.roles import Role
from sahih.institution.asesor.policies import certificate_in_force
from sahih.institution.asesor.queries import asesor_of
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if, deny, first_denial, policy
from sahih.materials.lingkup.queries import is_competent
from sahih.materials.muk.models import Rencana
from sahih.materials.skema.enums import UNPUBLISHED
from sahih.materials.skema.models import Skema, SkemaVersi

Status = Rencana.Status


def is_qualified(actor: Actor, skema: Skema, *, day: dt.date) -> Verdict:
    """An asesor of this LSP with MET, a certificate in force that day and competence in the skema (A5, A6)."""
    asesor = asesor_of(actor)
    if asesor is None or not actor.has(Role.ASESOR):
        return deny(_("Rencana asesmen dan MUK disusun dan divalidasi oleh asesor LSP ini."))
    return first_denial(
        allow_if(bool(certificate_in_force(asesor, day)), _("Sertifikat asesor Anda tidak berlaku hari ini. Perbarui dulu melalui LSP.")),
        allow_if(is_competent(asesor, skema, day), _("Kompetensi teknis Anda tidak mencakup skema ini hari ini. Minta LSP mencatat lingkup Anda (Pengaturan, Asesor).")),
    )  # fmt: skip


@policy("rencana.draft")
def may_draft(actor: Actor, versi: SkemaVersi, *, day: dt.date) -> Verdict:
    """A version under which people are assessed; a retired one too, for their applications keep it (K5)."""
    return first_denial(
        allow_if(versi.status not in UNPUBLISHED, _("Skema ini belum terbit; rencana disusun setelah skema terbit.")),
        is_qualified(actor, versi.skema, day=day),
    )


@policy("rencana.fill")
def may_fill(actor: Actor, rencana: Rencana, *, day: dt.date) -> Verdict:
    """Its penyusun, while it is a draft; a signed or validated plan changes no more."""
    return first_denial(
        allow_if(rencana.status == Status.DRAF, _("Rencana ini sudah ditandatangani penyusunnya dan tidak dapat diubah.")),
        allow_if(actor.person_id == rencana.penyusun_id, _("Rencana ini sedang disusun oleh %s.") % rencana.penyusun.name),
        is_qualified(actor, rencana.versi.skema, day=day),
    )  # fmt: skip


@policy("rencana.validate")
def may_validate(actor: Actor, rencana: Rencana, *, day: dt.date) -> Verdict:
    """Another human being than the penyusun, as able as they (PL5, PL10)."""
    return first_denial(
        allow_if(rencana.status == Status.DISUSUN, _("Rencana ini tidak sedang menunggu validator.")),
        is_qualified(actor, rencana.versi.skema, day=day),
        _is_other(actor, rencana.penyusun),
    )


@policy("rencana.approve")
def may_approve(actor: Actor, rencana: Rencana) -> Verdict:
    """The manajer sertifikasi confirms what others planned; they may have validated it, never planned it (PL5)."""
    return first_denial(
        allow_if(
            rencana.status == Status.DIVALIDASI, _("Rencana ini tidak sedang menunggu konfirmasi Manajer Sertifikasi.")
        ),
        allow_if(actor.has(Role.MANAJER_SERTIFIKASI), _("Rencana dikonfirmasi oleh Manajer Sertifikasi.")),
        _is_other(actor, rencana.penyusun),
    )


@policy("rencana.give_back")
def may_give_back(actor: Actor, rencana: Rencana, *, day: dt.date) -> Verdict:
    """Whoever would sign next may hand it back instead."""
    if rencana.status == Status.DIVALIDASI:
        return may_approve(actor, rencana)
    return may_validate(actor, rencana, day=day)


@policy("rencana.retire")
def may_retire(actor: Actor, rencana: Rencana) -> Verdict:
    """A draft by who drafts it, any other by who manages the skema."""
    own_draft = rencana.status == Status.DRAF and actor.person_id == rencana.penyusun_id
    return first_denial(
        allow_if(rencana.can("retire"), _("Rencana ini sudah ditarik.")),
        allow_if(own_draft or actor.may("skema.manage"), _("Rencana ditarik oleh yang mengelola skema.")),
    )


def may_be_used(rencana: Rencana, versi: SkemaVersi) -> Verdict:
    """PL10: an assessment uses a validated plan of the asesi's own version (FX2), and no other."""
    return first_denial(
        allow_if(rencana.versi_id == versi.pk, _("Rencana ini untuk versi skema lain.")),
        allow_if(rencana.status == Status.BERLAKU, _("Rencana ini belum tervalidasi atau sudah ditarik; pilih rencana yang berlaku.")),
    )  # fmt: skip


def _is_other(actor: Actor, person: Person) -> Verdict:
    own = Person.objects.filter(pk=actor.self_id).first()
    return allow_if(
        own is not None and not same_human(own, person), _("Anda penyusun rencana ini; orang lain yang memeriksanya.")
    )
