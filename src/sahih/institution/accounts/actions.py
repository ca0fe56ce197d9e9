"""Appoint, invite, give rights, set the PIN: every write about people."""

import datetime as dt
import hashlib
import secrets

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from sahih.institution.accounts import events
from sahih.institution.accounts.models import IdentityCheck, Invitation, Membership, Person, Pin, RoleRight, User
from sahih.institution.accounts.nik import check_nik
from sahih.institution.accounts.policies import (
    may_accept,
    may_appoint,
    may_correct_nik,
    may_invite,
    may_manage_people,
    may_replace_pin,
    may_see_identity,
    may_set_pin,
    may_set_right,
    may_take_role,
)
from sahih.institution.accounts.proofs import check_pin
from sahih.institution.accounts.roles import KNOWN_BY_NIK, STAFF, Role
from sahih.institution.lsp.models import Perusahaan
from sahih.kernel import outbox
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.clock import local_date
from sahih.kernel.keys import encrypt, index_of
from sahih.kernel.policy import Refused, require

INVITATION_DAYS = 14
IDENTITY_HOURS = 12


class AlreadyUsed(Refused):
    """The invitation was accepted before, has expired, or never existed."""


@action("people.register")
def register_account(
    *, name: str, email: str | None, phone: str | None, actor: Actor, at: dt.datetime, password: str | None = None
) -> User:
    """A person and their account, without any role yet."""
    person = Person.objects.create(name=name)
    user = User(person=person, email=email or None, phone=phone or None)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    record(events.ACCOUNT_MADE, user)
    return user


@action("people.appoint")
def appoint(
    person: Person,
    role: Role,
    *,
    actor: Actor,
    at: dt.datetime,
    sk_number: str = "",
    nik: str = "",
    valid_from: dt.date | None = None,
    valid_until: dt.date | None = None,
    perusahaan: Perusahaan | None = None,
    title: str = "",
) -> Membership:
    """Give a role by SK; staff without an SK number are refused, and who judges without a NIK (D2)."""
    day = local_date(at)
    require(may_manage_people(actor))
    _identify(person, role, nik, actor=actor)
    require(may_appoint(actor, person, role, day=day))
    if role in STAFF and not sk_number:
        raise Refused(_("Isi nomor SK pengangkatan."))
    membership, _created = Membership.objects.update_or_create(
        lsp_id=actor.here,
        person=person,
        role=role,
        defaults={
            "sk_number": sk_number, "sk_on": day if sk_number else None, "title": title,
            "valid_from": valid_from or day, "valid_until": valid_until, "perusahaan": perusahaan,
        },
    )  # fmt: skip
    record(
        events.APPOINTED,
        membership,
        new={
            "role": role,
            "sk_number": sk_number,
            "valid_from": str(membership.valid_from),
            "valid_until": str(valid_until or ""),
        },
    )
    return membership


def _identify(person: Person, role: Role, nik: str, *, actor: Actor) -> None:
    if nik:
        require(may_correct_nik(person, nik, lsp_id=actor.here))
        set_nik(person, nik, actor=actor)
    elif role in KNOWN_BY_NIK and not person.nik_index:
        raise Refused(
            _("Isi NIK: %s dikenali dari NIK-nya, agar penilai dan pemutus tidak pernah orang yang sama.") % role.label
        )


@action("people.release")
def release(membership: Membership, *, actor: Actor, at: dt.datetime) -> None:
    """End a role yesterday; what was done under it stays done."""
    require(may_manage_people(actor))
    yesterday = local_date(at) - dt.timedelta(days=1)
    membership.valid_until = max(yesterday, membership.valid_from)
    membership.save(update_fields=["valid_until"])
    record(events.RELEASED, membership, new={"role": membership.role, "valid_until": str(membership.valid_until)})


@action("people.set_right")
def set_right(right: str, role: Role, *, granted: bool, actor: Actor) -> None:
    """Depart from the default, or return to it."""
    require(may_set_right(actor, right, role))
    row, _created = RoleRight.objects.update_or_create(
        lsp_id=actor.here, right=right, role=role, defaults={"granted": granted}
    )
    record(events.RIGHT_SET, row, new={"right": right, "role": role, "granted": granted})


@action("people.invite")
def invite(
    *,
    name: str,
    contact: str,
    role: Role,
    link: str,
    actor: Actor,
    at: dt.datetime,
    perusahaan: Perusahaan | None = None,
    skema_ref: str = "",
) -> tuple[Invitation, str]:
    """Send a personal link; `link` holds {token}. The token itself is nowhere stored."""
    require(may_invite(actor, perusahaan_id=perusahaan.pk if perusahaan else None))
    if role not in {Role.ASESI, Role.PERUSAHAAN}:
        raise Refused(_("Undangan hanya untuk asesi dan wakil perusahaan; personel diangkat dengan SK."))
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        name=name, contact=contact, role=role, perusahaan=perusahaan, skema_ref=skema_ref,
        token_hash=hash_token(token), invited_by_id=actor.self_id, invited_at=at,
        expires_at=at + dt.timedelta(days=INVITATION_DAYS),
    )  # fmt: skip
    outbox.write(
        to=contact,
        subject=_("Undangan sertifikasi kompetensi"),
        body=_("%(name)s, Anda diundang mengikuti sertifikasi kompetensi.\n\nBuka: %(link)s\n\nTautan ini milik Anda sendiri dan berlaku %(days)d hari.")
        % {"name": name, "link": link.format(token=token), "days": INVITATION_DAYS},
    )  # fmt: skip
    record(events.INVITED, invitation, new={"role": role, "name": name})
    return invitation, token


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@action("people.revoke_invitation")
def revoke_invitation(invitation: Invitation, *, reason: str, actor: Actor, at: dt.datetime) -> Invitation:
    """Take a link back before it is used; it never works again."""
    require(may_invite(actor, perusahaan_id=invitation.perusahaan_id))
    if not reason.strip():
        raise Refused(_("Tuliskan alasan undangan ini ditarik."))
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if fresh.accepted_at or fresh.revoked_at:
        raise AlreadyUsed(_("Undangan ini sudah diterima atau sudah ditarik."))
    fresh.revoked_at = at
    fresh.save(update_fields=["revoked_at"])
    record(events.INVITATION_REVOKED, fresh, new={"role": fresh.role}, reason=reason)
    return fresh


@action("people.accept_invitation")
def accept_invitation(invitation: Invitation, *, user: User, actor: Actor, at: dt.datetime) -> Membership:
    """Take the role that the link offers; a link works once, for the one whose contact it was sent to."""
    fresh = Invitation.objects.select_for_update().filter(pk=invitation.pk, accepted_at=None, revoked_at=None).first()
    if fresh is None or fresh.expires_at < at:
        raise AlreadyUsed(_("Undangan ini sudah dipakai, ditarik, atau kedaluwarsa. Minta undangan baru kepada LSP."))
    require(may_accept(user, fresh))
    require(may_take_role(user.person, Role(fresh.role), day=local_date(at)))
    fresh.accepted_at, fresh.accepted_by = at, user.person
    fresh.save(update_fields=["accepted_at", "accepted_by"])
    membership = _membership_by(fresh, user.person, day=local_date(at))
    record(events.INVITATION_ACCEPTED, fresh, new={"role": fresh.role})
    return membership


def _membership_by(invitation: Invitation, person: Person, *, day: dt.date) -> Membership:
    """A new one, or the one that had ended: who was released and is asked again comes back.

    The last day counts as ended: whoever came and was released today would lose at midnight what they accept now.
    """
    company = invitation.perusahaan if invitation.role == Role.PERUSAHAAN else None
    membership, _created = Membership.objects.get_or_create(
        lsp_id=invitation.lsp_id, person=person, role=invitation.role, defaults={"valid_from": day, "perusahaan": company}
    )  # fmt: skip
    has_ended = membership.valid_until is not None and membership.valid_until <= day
    if membership.perusahaan != company and not has_ended:
        raise Refused(_("Anda masih mewakili perusahaan lain di LSP ini. Minta LSP mengakhirinya dulu."))
    if has_ended:
        membership.valid_from, membership.valid_until, membership.perusahaan = day, None, company
        membership.save(update_fields=["valid_from", "valid_until", "perusahaan"])
    return membership


@action("people.set_nik")
def set_nik(person: Person, nik: str, *, actor: Actor) -> None:
    """Keep the NIK encrypted and findable; refuses only what cannot exist (N2)."""
    problem = check_nik(nik).error
    if problem:
        raise Refused(problem)
    person.nik_cipher = encrypt(nik.encode(), purpose="nik")
    person.nik_index = index_of(nik, purpose="nik")
    person.save(update_fields=["nik_cipher", "nik_index"])
    record(events.NIK_SET, person)


@action("people.set_pin")
def set_pin(
    user: User, pin: str, *, actor: Actor, at: dt.datetime, old_pin: str = "", proved_at: dt.datetime | None = None
) -> None:
    """Six digits, not all alike and not a run; needs a strong session, and to replace one, the old PIN or a fresh proof."""
    if actor.user_id != user.pk:
        raise Refused(_("PIN dibuat oleh pemilik akunnya sendiri."))
    require(may_set_pin(actor))
    if Pin.objects.filter(user=user).exists():
        if old_pin:
            check_pin(user, old_pin, at=at)
        else:
            require(may_replace_pin(proved_at=proved_at, at=at))
    if len(pin) != 6 or not pin.isdigit() or len(set(pin)) < 3 or pin in "0123456789876543210":
        raise Refused(_("PIN enam angka yang tidak mudah ditebak: bukan angka kembar, bukan urutan."))
    Pin.objects.update_or_create(
        user=user, defaults={"hashed": make_password(pin), "set_at": at, "misses": 0, "locked_until": None}
    )
    record(events.PIN_SET, user)


@action("people.see_identity")
def see_identity(person: Person, *, how: str, actor: Actor, at: dt.datetime) -> IdentityCheck:
    """Record that a person of the LSP compared face and card; strengthens the asesi's sessions for hours."""
    require(may_see_identity(actor, person, day=local_date(at)))
    check = IdentityCheck.objects.create(
        person=person, checked_by_id=actor.self_id, checked_at=at,
        valid_until=at + dt.timedelta(hours=IDENTITY_HOURS), how=how,
    )  # fmt: skip
    record(events.IDENTITY_SEEN, check, new={"how": how})
    return check
