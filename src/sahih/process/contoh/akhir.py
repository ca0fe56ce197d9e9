"""How the story's cases end after the decree: one appeals, the others sign for their certificates."""

from typing import TYPE_CHECKING

from sahih.kernel.tenancy import tenant
from sahih.process.banding.actions import close_banding, file_banding, open_banding, receive_banding, save_banding
from sahih.process.banding.models import Banding
from sahih.process.contoh import jawaban
from sahih.process.keputusan.models import Keputusan
from sahih.process.penyerahan.actions import record_delivery, sign_penyerahan
from sahih.process.penyerahan.models import Penyerahan

if TYPE_CHECKING:
    from sahih.process.contoh.awal import Kasus
    from sahih.process.contoh.kisah import Kisah

RELATED = (
    "asesmen__peserta__permohonan__asesi__user", "asesmen__peserta__permohonan__versi__skema",
    "asesmen__peserta__permohonan__key", "asesmen__peserta__jadwal__versi__skema", "asesmen__peserta__jadwal__tuk", "rapat",
)  # fmt: skip


def decision_of(kisah: "Kisah", kasus: "Kasus") -> Keputusan:
    with tenant(kisah.rumah.lsp.pk):
        rows = Keputusan.objects.select_related(*RELATED)
        return rows.get(asesmen__peserta__permohonan_id=kasus.permohonan.pk)


def lodge(kisah: "Kisah", kasus: "Kasus", *, day: int = 21) -> Banding:
    """FR.AK.04 on the phone, on the day of the decree (FX11)."""
    who, at = kasus.who, kisah.at(day, 16)
    banding: Banding = who.does(open_banding, decision_of(kisah, kasus), at=at)
    who.does(save_banding, banding, jawaban.AK04, at=at, partial=False)
    filed: Banding = who.signs([banding.lembar], file_banding, banding, at=at)
    return filed


def settle(kisah: "Kisah", banding: Banding) -> None:
    """The office takes the appeal up and keeps its outcome."""
    mutu = kisah.rumah["mutu"]
    mutu.does(receive_banding, banding, at=kisah.at(21, 17))
    outcome = (
        "Banding diperiksa orang yang tidak terlibat. Keputusan tetap; asesi dapat mengulang unit yang belum tercapai."
    )
    mutu.does(close_banding, banding, outcome=outcome, at=kisah.at(22, 7))


def sign_for(kisah: "Kisah", kasus: "Kasus", *, day: int = 28) -> Penyerahan | None:
    """Commitment and receipt in one act, once the certificate is made."""
    with tenant(kisah.rumah.lsp.pk):
        rows = Penyerahan.objects.select_related(
            "komitmen__key", "tanda_terima__key", "sertifikat__keputusan__asesmen__peserta__permohonan"
        )
        row = rows.filter(sertifikat__keputusan__asesmen__peserta__permohonan=kasus.permohonan, signed_at=None).first()
    if row is not None:
        kasus.who.signs([row.komitmen, row.tanda_terima], sign_penyerahan, row, at=kisah.at(day, 9, kasus.number % 60))
    return row


def send(kisah: "Kisah", row: Penyerahan) -> None:
    """The printed certificate of one who asked for it goes by courier."""
    sent = kisah.at(28, 13)
    kisah.rumah["admin"].does(
        record_delivery, row, courier="Kurir Contoh", resi="RESI-0001", sent_on=sent.date(), receiver="Petugas pos pabrik",
        received_on=kisah.at(29).date(), at=kisah.at(29, 15),
    )  # fmt: skip
