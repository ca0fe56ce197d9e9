"""Who appeals against what, and who may handle it (B3, B4, B6)."""

from django.utils.translation import gettext as _

from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Verdict, allow_if, first_denial, policy
from sahih.process.banding.models import Banding
from sahih.process.jadwal.models import Penugasan
from sahih.process.keputusan.models import Anggota, Keputusan


@policy("banding.open")
def may_appeal(actor: Actor, keputusan: Keputusan) -> Verdict:
    """B4: the asesi on their own decision, at once after the decree; what is late is taken too (B5)."""
    return first_denial(
        allow_if(
            actor.person_id == keputusan.asesmen.peserta.permohonan.asesi_id,
            _("Banding diajukan oleh asesi sendiri atas keputusannya."),
        ),
        allow_if(
            keputusan.status == Keputusan.Status.DITETAPKAN,
            _("Banding terbuka setelah keputusan ditetapkan dengan SK."),
        ),
    )


@policy("banding.file")
def may_file(actor: Actor, banding: Banding) -> Verdict:
    return first_denial(
        may_appeal(actor, banding.keputusan),
        allow_if(
            banding.status == Banding.Status.DRAF,
            _("Banding ini sudah diajukan; satu keputusan hanya dibanding sekali (B6)."),
        ),
    )


@policy("banding.handle")
def may_handle(actor: Actor, banding: Banding) -> Verdict:
    """B3: somebody who took no part in what is contested."""
    return first_denial(
        allow_if(actor.may("banding.handle"), _("Banding ditangani oleh petugas yang diberi hak.")),
        allow_if(
            actor.person_id not in involved_ids(banding.keputusan),
            _("Anda terlibat dalam asesmen atau keputusan ini; banding ditangani orang lain."),
        ),
    )


def involved_ids(keputusan: Keputusan) -> set[int]:
    """The asesi, every asesor who held the duty, and every member who sat, also before the committee changed."""
    peserta = keputusan.asesmen.peserta
    duties = Penugasan.objects.filter(jadwal_id=peserta.jadwal_id, spt__isnull=False)
    seats = Anggota.objects.filter(rapat_id=keputusan.rapat_id)
    return {
        peserta.permohonan.asesi_id,
        *duties.values_list("asesor__person_id", flat=True),
        *seats.values_list("person_id", flat=True),
    }


def terms(lsp: Lsp) -> list[str]:
    """B2, B5: what an appellant is told before they write a word."""
    return [
        _("Ajukan paling lambat %d hari kerja setelah SK hasil keputusan. Yang lewat waktu tetap diterima dan dicatat terlambat.") % lsp.banding_within,
        _("LSP menyatakan menerima paling lambat %d hari kerja setelah Anda mengajukan.") % lsp.banding_answer_within,
        _("LSP memutuskan paling lambat %d hari kerja setelah Anda mengajukan.") % lsp.banding_decide_within,
        _("Satu keputusan dibanding sekali. Banding ditangani orang yang tidak terlibat, dan tidak merugikan Anda."),
    ]  # fmt: skip
