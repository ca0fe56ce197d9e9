"""What a running or finished assessment no longer lets the schedule undo, and who is free again."""

from collections.abc import Iterator

import pytest

from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah import Kisah
from sahih.process.jadwal.actions import leave_jadwal, replace_asesor
from sahih.process.jadwal.models import Peserta
from sahih.process.jadwal.queries import unplanned
from tests.scenes import Scene, Scenes


@pytest.fixture
def reported(scenes: Scenes, db: None) -> Iterator[Kisah]:
    """Two asesi assessed on the first schedule; on the second one absent, one refuses, one withdrew."""
    with scenes.enter(Scene("report", asesi=1, others=True)) as kisah:
        yield kisah


def peserta_of(kisah: Kisah, fate: str) -> Peserta:
    kasus = next(one for one in kisah.kasus if one.fate == fate)
    with tenant(kisah.rumah.lsp.pk):
        return Peserta.objects.select_related("jadwal", "permohonan").get(permohonan=kasus.permohonan)


def test_absent_asesi_may_be_planned_anew_without_paying_again(reported: Kisah) -> None:
    admin, at = reported.rumah["admin"], reported.at(16)
    absent = peserta_of(reported, "tidak hadir")

    admin.does(leave_jadwal, absent, reason="Tidak hadir; minta tanggal lain.", at=at)

    with tenant(reported.rumah.lsp.pk):
        assert absent.permohonan in unplanned()


def test_assessed_asesi_stays_on_the_schedule(reported: Kisah) -> None:
    admin, at = reported.rumah["admin"], reported.at(16)

    with pytest.raises(Refused, match="sudah dinilai"):
        admin.does(leave_jadwal, peserta_of(reported, "menolak"), reason="Coba lagi.", at=at)


def test_asesor_of_a_running_session_is_not_replaced(scenes: Scenes, db: None) -> None:
    with scenes.enter(Scene("assess", asesi=1)) as kisah, pytest.raises(Refused, match="sudah berlangsung"):
        kisah.rumah["admin"].does(replace_asesor, kisah.jadwal[0], reason="Sakit.", at=kisah.at(12, 14))
