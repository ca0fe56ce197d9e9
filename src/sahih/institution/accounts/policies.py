"""Who may appoint, invite and set rights; what can never be combined."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.institution.accounts.kontak import contacts_of, masked, normal_contact
from sahih.institution.accounts.models import Invitation, Membership, Person, User
from sahih.institution.accounts.proofs import pin_stands_alone
from sahih.institution.accounts.queries import has_other_nik, is_staff_anywhere, selves_of, valid_on
from sahih.institution.accounts.roles import FORBIDDEN_PAIRS, RIGHTS, STAFF, Role
from sahih.kernel.actor import Actor, Level
from sahih.kernel.policy import ALLOW, Verdict, allow_if, deny, first_denial, policy

# How long a second factor or a look at the card stands for the old PIN.
FRESH = dt.timedelta(minutes=15)


@policy("people.manage")
def may_manage_people(actor: Actor) -> Verdict:
    return allow_if(actor.may("people.manage"), _("Pengangkatan personel hanya oleh yang diberi hak oleh Ketua LSP."))


@policy("people.read")
def may_read_people(actor: Actor) -> Verdict:
    return allow_if(actor.may("people.read"), _("Data personel hanya untuk yang diberi hak oleh LSP."))


@policy("people.appoint")
def may_appoint(actor: Actor, person: Person, role: Role, *, day: dt.date) -> Verdict:
    """The right to appoint somebody else, and no role that the person's others exclude."""
    return first_denial(
        may_manage_people(actor),
        allow_if(not _is_self(actor, person), _("Peran untuk diri sendiri diberikan oleh orang lain yang berhak.")),
        may_take_role(person, role, day=day),
    )


def _is_self(actor: Actor, person: Person) -> bool:
    """By NIK too: a second account is the same human being (D2)."""
    return actor.person_id is not None and selves_of([person]).filter(pk=actor.person_id).exists()


def _roles_of(person: Person, *, day: dt.date) -> set[str]:
    held = Membership.objects.filter(valid_on(day), person__in=selves_of([person]))
    return set(held.values_list("role", flat=True))


@policy("people.correct_nik")
def may_correct_nik(person: Person, nik: str, *, lsp_id: int) -> Verdict:
    """The office mends a slip of its own; a number that another LSP's SK rests on stays (D2)."""
    return allow_if(
        not has_other_nik(person, nik) or not is_staff_anywhere(person, but_for=[lsp_id]),
        _(
            "NIK ini berbeda dari yang sudah tercatat untuk akun itu dan tidak dapat diganti dari sini. Periksa KTP-nya."
        ),
    )


@policy("people.claim_nik")
def may_claim_nik(person: Person, nik: str) -> Verdict:
    """An application never changes the number by which an LSP knows its personnel (D2)."""
    return allow_if(
        not has_other_nik(person, nik) or not is_staff_anywhere(person),
        _("NIK pada FR.APL.01 berbeda dari NIK yang tercatat saat orang ini diangkat dengan SK. Periksa KTP-nya, lalu kembalikan permohonan untuk diperbaiki."),
    )  # fmt: skip


def may_take_role(person: Person, role: Role, *, day: dt.date) -> Verdict:
    """No role that the person's others exclude, by SK or by invitation."""
    held = _roles_of(person, day=day)
    for first, second, why in FORBIDDEN_PAIRS:
        if (role == first and second in held) or (role == second and first in held):
            return deny(why)
    return ALLOW


@policy("people.set_right")
def may_set_right(actor: Actor, right: str, role: Role) -> Verdict:
    """A.IV.4 lets the LSP set the rights, within what independence forbids for ever."""
    known = RIGHTS.get(right)
    return first_denial(
        may_manage_people(actor),
        allow_if(known is not None, _("Hak ini tidak dikenal.")),
        allow_if(
            known is not None and role in known.grantable,
            _("Hak ini tidak boleh diberikan kepada peran itu: penilai, pemutus, dan yang dinilai harus terpisah."),
        ),
    )


@policy("people.invite")
def may_invite(actor: Actor, *, perusahaan_id: int | None = None) -> Verdict:
    """The LSP's office, or a company for its own people."""
    if actor.has(Role.PERUSAHAAN) and perusahaan_id is not None:
        own = Membership.objects.filter(
            person_id=actor.self_id, role=Role.PERUSAHAAN, perusahaan_id=perusahaan_id
        ).exists()
        return allow_if(own, _("Perusahaan hanya mengundang orangnya sendiri."))
    return allow_if(actor.may("permohonan.invite"), _("Undangan dibuat oleh Admin LSP atau perusahaan pengirim."))


@policy("people.accept_invitation")
def may_accept(user: User, invitation: Invitation) -> Verdict:
    """A link that was passed on, or read over a shoulder, gives its role to nobody but the one who was asked."""
    return allow_if(
        normal_contact(invitation.contact) in contacts_of(user),
        _("Undangan ini dikirim ke %s, dan akun Anda belum memakai alamat itu. Masuk dengan alamat itu, tambahkan pada akun Anda, atau minta LSP mengundang alamat Anda.")
        % masked(normal_contact(invitation.contact)),
    )  # fmt: skip


@policy("people.see_identity")
def may_see_identity(actor: Actor, person: Person, *, day: dt.date) -> Verdict:
    """The person who looks at a face and a card stands for it; it never takes the place of a colleague's second factor."""
    return first_denial(
        allow_if(
            actor.person_id is not None and actor.has(Role.ADMIN, Role.ASESOR, Role.PROCTOR),
            _("Pemeriksaan identitas dilakukan oleh Admin LSP, Asesor, atau Proctor."),
        ),
        allow_if(actor.person_id != person.pk, _("Identitas sendiri diperiksa oleh orang lain.")),
        allow_if(not STAFF & _roles_of(person, day=day), _("Personel LSP masuk dengan faktor keduanya sendiri.")),
    )


@policy("people.set_pin")
def may_set_pin(actor: Actor) -> Verdict:
    return allow_if(
        actor.level >= Level.STRONG,
        _("PIN dibuat setelah masuk dengan faktor kedua, atau setelah petugas LSP memeriksa identitas Anda."),
    )


@policy("people.replace_pin")
def may_replace_pin(*, proved_at: dt.datetime | None, at: dt.datetime) -> Verdict:
    """Without the old PIN only by whoever proved themself just now: a session may lie open on a table for hours."""
    return allow_if(
        proved_at is not None and at - proved_at <= FRESH,
        _("Ketik PIN lama. Lupa? Masuk ulang dengan faktor kedua, atau minta petugas LSP memeriksa identitas Anda, lalu ganti PIN dalam 15 menit."),
    )  # fmt: skip


@policy("people.add_factor")
def may_add_factor(user: User, *, proved_at: dt.datetime | None, at: dt.datetime) -> Verdict:
    """Beside a PIN that stands alone only by its owner: a key of the finder's own would soon replace the PIN."""
    return allow_if(
        not pin_stands_alone(user) or (proved_at is not None and at - proved_at <= FRESH),
        _("Ketik PIN tanda tangan Anda dulu. Lupa? Minta petugas LSP memeriksa KTP dan wajah Anda, lalu coba lagi dalam 15 menit."),
    )  # fmt: skip
