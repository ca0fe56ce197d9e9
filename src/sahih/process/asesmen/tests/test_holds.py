"""What a running or finished assessment no longer lets the schedule undo, and who is free again."""

from collections.abc import Iterator

import pytest

from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.policies import is_no_asesi
from sahih.process.contoh.kisah import Kisah
from sahih.process.jadwal.actions import leave_jadwal, replace_asesor
from sahih.process.jadwal.models import Peserta
from sahih.process.jadwal.queries import unplanned
from sahih.process.permohonan.actions import withdraw_permohonan
from tests.scenes import Scene, Scenes


@pytest.fixture
def reported(scenes: Scenes, db: None) -> Iterator[Kisah]:
    """Two asesi assessed on the first schedule; on the second one absent, one refuses, one withdrew."""
    with scenes.enter(Scene("report", asesi=1, others=True)) as kisah:
        yield kisah


def peserta_of(kisah: Kisah, fate: str) -> Peserta:
    kasus = next(one for one in kisah.kasus if one.fate == fate)
    with tenant(kisah.rumah.lsp.pk):
        return Peserta.objects.select_related("jadwal", "permohonan__versi").get(permohonan=kasus.permohonan)


def test_absent_asesi_may_be_planned_anew_without_paying_again(reported: Kisah) -> None:
    admin, at = reported.rumah["admin"], reported.at(16)
    absent = peserta_of(reported, "tidak hadir")

    admin.does(leave_jadwal, absent, reason="Tidak hadir; minta tanggal lain.", at=at)

    with tenant(reported.rumah.lsp.pk):
        assert absent.permohonan in unplanned()


@pytest.mark.parametrize("fate", ["tidak hadir", "mundur"])
def test_fx14_who_was_absent_or_withdrew_reads_no_items_until_a_decree_or_a_cancelled_application(
    reported: Kisah, fate: str
) -> None:
    """17024 7.4: they may be planned anew under the same items."""
    gone, who = peserta_of(reported, fate), next(one.who for one in reported.kasus if one.fate == fate)
    skema, verdicts = gone.permohonan.versi.skema_id, []

    with tenant(reported.rumah.lsp.pk):
        verdicts.append(bool(is_no_asesi(who.actor(reported.at(16)), skema)))
    reported.rumah["admin"].does(leave_jadwal, gone, reason="Minta tanggal lain.", at=reported.at(16))
    with tenant(reported.rumah.lsp.pk):
        verdicts.append(bool(is_no_asesi(who.actor(reported.at(16)), skema)))
    who.does(withdraw_permohonan, gone.permohonan, reason="Tidak jadi.", at=reported.at(16))
    with tenant(reported.rumah.lsp.pk):
        verdicts.append(bool(is_no_asesi(who.actor(reported.at(16)), skema)))

    assert verdicts == [False, False, True]


def test_assessed_asesi_stays_on_the_schedule(reported: Kisah) -> None:
    admin, at = reported.rumah["admin"], reported.at(16)

    with pytest.raises(Refused, match="sudah dinilai"):
        admin.does(leave_jadwal, peserta_of(reported, "menolak"), reason="Coba lagi.", at=at)


def test_asesor_of_a_running_session_is_not_replaced(scenes: Scenes, db: None) -> None:
    with scenes.enter(Scene("assess", asesi=1)) as kisah, pytest.raises(Refused, match="sudah berlangsung"):
        kisah.rumah["admin"].does(replace_asesor, kisah.jadwal[0], reason="Sakit.", at=kisah.at(12, 14))
