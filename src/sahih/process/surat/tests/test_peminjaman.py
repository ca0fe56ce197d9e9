"""A2: an asesor of another LSP is chosen within the skema and the dates of a written consent, and nowhere else."""

import datetime as dt
from typing import Any

import pytest

from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.models import Lsp
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.persuratan import JENIS, fresh, sign
from sahih.process.contoh.rumah import build_house
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.policies import gate_assign
from sahih.process.surat.actions import answer_surat, draft_surat, save_surat
from sahih.process.surat.models import Surat
from sahih.process.tests.jalan import sentence_of

UNTIL = "schedule"
ASESI = 1
BARRED = "Nur Aini berinduk pada LSP lain; belum ada surat balasan peminjaman yang mencakup skema dan tanggal ini."


@pytest.fixture
def lent(kisah: Kisah) -> Kisah:
    """The second asesor is at home in another LSP."""
    other = build_house(at=kisah.start)
    Asesor.objects.filter(pk=kisah.rumah.asesor["asesor2"].pk).update(home_lsp=other.lsp)
    return kisah


def asesor(kisah: Kisah) -> Asesor:
    return Asesor.objects.select_related("person", "home_lsp").get(pk=kisah.rumah.asesor["asesor2"].pk)


def gaps(kisah: Kisah, *, later: int = 0) -> list[str]:
    with tenant(kisah.rumah.lsp.pk):
        jadwal = Jadwal.objects.select_related("versi__skema", "tuk").get(pk=kisah.jadwal[0].pk)
        jadwal.day += dt.timedelta(days=later)
        return gate_assign(asesor(kisah), jadwal, Lsp.objects.get(pk=kisah.rumah.lsp.pk))


def ask(kisah: Kisah, **how: Any) -> Surat:
    day = local_date(kisah.start) + dt.timedelta(days=12)
    about = {
        "asesor": asesor(kisah),
        "versi": kisah.rumah.versi,
        "valid_from": day,
        "valid_until": day + dt.timedelta(days=2),
    } | how
    return kisah.rumah["admin"].does(draft_surat, JENIS["PINJAM.ASESOR"], at=kisah.at(10), **about)


def reply(kisah: Kisah, surat: Surat, *, agreed: bool = True, days: int = 2, who: str = "admin") -> None:
    day = local_date(kisah.start) + dt.timedelta(days=12)
    kisah.rumah[who].does(
        answer_surat, fresh(kisah.rumah, surat), jawaban.paper("Balasan"), name="balasan.pdf", agreed=agreed, valid_from=day,
        valid_until=day + dt.timedelta(days=days), jenis=JENIS["PINJAM.ASESOR"], at=kisah.at(11),
    )  # fmt: skip


def signed(kisah: Kisah) -> Surat:
    surat = ask(kisah)
    sign(kisah.rumah, kisah.rumah["ketua"], [surat], at=kisah.at(10))
    return surat


def test_a2_without_a_letter_the_asesor_is_barred(lent: Kisah) -> None:
    assert gaps(lent) == [BARRED]


def test_a2_request_alone_opens_nothing(lent: Kisah) -> None:
    signed(lent)

    assert gaps(lent) == [BARRED]


def test_a2_consent_opens_its_dates_and_no_other(lent: Kisah) -> None:
    reply(lent, signed(lent))

    assert (gaps(lent), gaps(lent, later=2), gaps(lent, later=3)) == ([], [], [BARRED])


def test_a2_refusal_opens_nothing(lent: Kisah) -> None:
    reply(lent, signed(lent), agreed=False)

    assert gaps(lent) == [BARRED]


def test_a2_consent_for_another_skema_opens_nothing(lent: Kisah) -> None:
    surat = signed(lent)
    reply(lent, surat)
    with tenant(lent.rumah.lsp.pk):
        Surat.objects.filter(pk=surat.pk).update(versi=None)

    assert gaps(lent) == [BARRED]


def test_a2_unsigned_request_takes_no_reply(lent: Kisah) -> None:
    with pytest.raises(Refused):
        reply(lent, ask(lent))


def test_a2_reply_is_recorded_by_the_office(lent: Kisah) -> None:
    surat = signed(lent)

    with pytest.raises(Refused) as refusal:
        reply(lent, surat, who="asesor2")

    assert sentence_of(refusal.value) == "Surat ini disusun oleh Admin LSP atau Manajer Sertifikasi."


def test_a2_own_asesor_is_not_borrowed(kisah: Kisah) -> None:
    with pytest.raises(Refused) as refusal:
        ask(kisah)

    assert sentence_of(refusal.value) == "Asesor ini berinduk pada LSP ini sendiri; tidak perlu dipinjam."


def test_a2_home_lsp_writes_its_reply_and_the_ketua_signs_it(kisah: Kisah) -> None:
    rumah, jenis = kisah.rumah, JENIS["BALASAN.PINJAM"]
    surat = rumah["admin"].does(draft_surat, jenis, at=kisah.at(10), asesor=asesor(kisah))
    posted = {
        "kepada": ["LSP Lain"], "nomor_permohonan": ["1/PINJAM"], "tanggal_permohonan": ["2026-10-20"], "jawaban": ["setuju"],
        "skema_pinjam": ["Petugas K3"], "mulai_pinjam": ["2026-11-01"], "akhir_pinjam": ["2026-11-03"],
    }  # fmt: skip

    filled, _part = rumah["admin"].does(save_surat, jenis, fresh(rumah, surat), posted, at=kisah.at(10), partial=False)
    sign(rumah, rumah["ketua"], [surat], at=kisah.at(10))

    assert (filled.problems, fresh(rumah, surat).status) == ([], "ditandatangani")


@pytest.mark.parametrize("days", [3, 365])
def test_a2_consent_to_more_than_was_asked_is_looked_at_again(lent: Kisah, days: int) -> None:
    """A mistyped year would open an asesor whom nobody lent."""
    surat = signed(lent)

    with pytest.raises(Refused) as refusal:
        reply(lent, surat, days=days)

    assert "balasannya di luar itu" in sentence_of(refusal.value)
    assert gaps(lent) == [BARRED]
