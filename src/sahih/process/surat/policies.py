"""Who may draft, write, sign, receive and void a letter."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.documents.sheets import current_part
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if, deny, first_denial, policy
from sahih.process.surat.jenis import Jenis
from sahih.process.surat.models import Surat


def by_office(actor: Actor, _surat: Surat) -> Verdict:
    return allow_if(actor.may("jadwal.plan"), _("Surat ini disusun oleh Admin LSP atau Manajer Sertifikasi."))


def by_admin(actor: Actor, _surat: Surat) -> Verdict:
    return allow_if(actor.has(Role.ADMIN), _("Bagian ini ditandatangani oleh Admin LSP."))


def by_manajer(actor: Actor, _surat: Surat) -> Verdict:
    return allow_if(actor.has(Role.MANAJER_SERTIFIKASI), _("Bagian ini ditandatangani oleh Manajer Sertifikasi."))


def by_ketua(actor: Actor, _surat: Surat) -> Verdict:
    return allow_if(actor.may("spt.sign"), _("Surat ini ditandatangani oleh Ketua LSP."))


def by_keuangan(actor: Actor, _surat: Surat) -> Verdict:
    return allow_if(actor.may("biaya.verify"), _("Surat ini ditandatangani oleh bagian keuangan."))


def by_addressee(actor: Actor, surat: Surat) -> Verdict:
    """A7: the asesor whom the order names, and nobody else."""
    own = surat.asesor is not None and surat.asesor.person_id == actor.person_id
    return allow_if(own, _("Bagian ini diisi dan ditandatangani oleh asesor yang ditugaskan."))


DIBUAT_DIPERIKSA_DISETUJUI = {"admin": by_admin, "manajer": by_manajer, "ketua": by_ketua}


@policy("surat.write")
def may_write(actor: Actor, jenis: Jenis, surat: Surat) -> Verdict:
    """The part that somebody fills, until the first signature."""
    return first_denial(
        allow_if(jenis.writer, _("Surat ini tidak mempunyai bagian yang diisi.")),
        jenis.may_draft(actor, surat),
        allow_if(
            surat.status == Surat.Status.DISUSUN and not surat.lembar.signatures.exists(),
            _("Surat ini sudah mulai ditandatangani; isinya tidak dapat diubah lagi."),
        ),
    )


@policy("surat.sign")
def may_sign_surat(actor: Actor, jenis: Jenis, surat: Surat, lsp: Lsp, *, at: dt.datetime) -> Verdict:
    """Whoever's turn it is, when all that the letter rests on is there."""
    waits = surat.status == Surat.Status.DISUSUN
    turn = (
        jenis.signers[current_part(surat.lembar).role](actor, surat)
        if waits
        else deny(_("Surat ini tidak menunggu tanda tangan."))
    )
    gaps = jenis.needs(surat, lsp, at=at) if turn else []
    return first_denial(turn, allow_if(not gaps, " ".join(gaps)))


@policy("surat.receive")
def may_receive(actor: Actor, jenis: Jenis, surat: Surat) -> Verdict:
    """E18, SOP 1.6.6: the one it is addressed to."""
    if jenis.receives is None:
        return deny(_("Surat ini tidak mempunyai tanda terima."))
    signed = surat.status in {Surat.Status.DITANDATANGANI, Surat.Status.TERKIRIM}
    return first_denial(
        jenis.receives(actor, surat), allow_if(signed, _("Surat ini belum terbit atau sudah ditandai diterima."))
    )


@policy("surat.void")
def may_void(actor: Actor, surat: Surat) -> Verdict:
    return first_denial(
        by_office(actor, surat), allow_if(surat.status != Surat.Status.BATAL, _("Surat ini sudah dibatalkan."))
    )
