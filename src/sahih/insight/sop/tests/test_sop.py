"""The SOP of one asesi as it went: who, when, which record, how long, what is missing (SOP 003, forms 3)."""

import datetime as dt
import io
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pytest_django import DjangoDbBlocker

from sahih.insight.sop.peta import CLOSES, NOT_YET, STEP_OF, main_step
from sahih.insight.sop.queries import JejakSop, jejak_list, jejak_of, readable_case, readable_jadwal
from sahih.insight.sop.tabel import HEAD, rows_of, spreadsheet
from sahih.institution.lsp.models import Lsp
from sahih.institution.sop.langkah import BY_NOMOR, LANGKAH
from sahih.kernel.policy import Unseen
from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah import Kisah
from sahih.process.penyerahan.policies import hand_over_gaps
from sahih.process.sertifikat.models import Sertifikat
from sahih.process.tests.jalan import drain, undone
from sahih.process.visibilitas.models import Visibilitas
from sahih.process.visibilitas.policies import study_gaps
from tests.scenes import Scene, Scenes


@pytest.fixture(scope="module")
def road(scenes: Scenes, django_db_blocker: DjangoDbBlocker) -> Iterator[Kisah]:
    """Two asesi at the end of the road, certificates made and not yet signed for."""
    with django_db_blocker.unblock(), scenes.enter(Scene("issue")) as kisah:
        drain()
        yield kisah


@pytest.fixture
def kisah(road: Kisah) -> Iterator[Kisah]:
    with undone():
        yield road


def jejak(kisah: Kisah, index: int = 0, *, day: int = 28) -> JejakSop:
    with tenant(kisah.rumah.lsp.pk):
        lsp = Lsp.objects.get(pk=kisah.rumah.lsp.pk)
        return jejak_of(kisah._fresh(kisah.kasus[index]), lsp, at=kisah.at(day))


def states(found: JejakSop) -> dict[str, str]:
    return {one.nomor: one.state for one in found.langkah}


def test_every_step_1_1_to_4_6_stands_in_order_and_every_map_names_known_steps() -> None:
    names = [one.nomor for one in LANGKAH]
    known = set(names) | {nomor for one in LANGKAH for nomor, _title in one.rincian}

    assert names == [
        f"{process}.{n}" for process, count in ((1, 6), (2, 7), (3, 4), (4, 6)) for n in range(1, count + 1)
    ]
    assert {main_step(one) for one in (*CLOSES, *NOT_YET)} <= set(BY_NOMOR)
    assert {one for one in STEP_OF.values() if one not in known} == set()
    assert {one for rows in NOT_YET.values() for one in rows} <= known


def test_finished_road_shows_each_step_with_who_and_when(kisah: Kisah) -> None:
    found = jejak(kisah)

    done = {nomor for nomor, state in states(found).items() if state == "selesai"}
    assert {
        "1.1",
        "1.2",
        "1.3",
        "1.4",
        "1.5",
        "1.6",
        "2.1",
        "2.4",
        "2.6",
        "2.7",
        "3.1",
        "3.2",
        "3.3",
        "4.1",
        "4.2",
        "4.3",
        "4.4",
    } <= done
    study = next(one for one in found.langkah if one.nomor == "1.3")
    record = study.catatan[0]
    assert (record.who, record.at, record.lembar and record.lembar.code) == (
        "Ratih Wulandari", kisah.at(6, 16), "KAJI.VISIBILITAS",
    )  # fmt: skip
    decree = next(one for one in found.langkah if one.nomor == "4.3")
    assert decree.since is not None
    assert dt.timedelta(hours=16) < decree.since < dt.timedelta(hours=18)


def test_what_is_missing_is_the_very_sentence_of_the_gate(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        paper = Sertifikat.objects.order_by("id")[0]
        gate = hand_over_gaps(paper)

    step = next(one for one in jejak(kisah).langkah if one.nomor == "4.5")

    assert (step.state, list(step.kurang)) == ("berjalan", gate)


def test_e17_unstudied_asesi_is_told_by_the_gate_of_the_date(kisah: Kisah) -> None:
    other = Kisah(start=kisah.start, asesi=1, others=False)
    other.rumah, other.first_number = kisah.rumah, 91
    for step in (other.apply, other.review, other.pay, other._self_assess_all):
        step()

    found = jejak(other)

    with tenant(kisah.rumah.lsp.pk):
        assert not Visibilitas.objects.filter(permohonan=other.kasus[0].permohonan).exists()
        gate = study_gaps([other._fresh(other.kasus[0])])
    study = next(one for one in found.langkah if one.nomor == "1.3")
    assert (study.state, list(study.kurang)) == ("berjalan", gate)


def test_what_the_system_cannot_record_is_named_plainly(kisah: Kisah) -> None:
    session = next(one for one in jejak(kisah).langkah if one.nomor == "3.1")

    assert set(session.absent) == {"3.1.1", "3.1.2", "3.1.4", "3.1.5"}


def test_lsp_reads_its_own_numbers_beside_ours(kisah: Kisah) -> None:
    names = {one.nomor: (one.sebutan.nomor, one.sebutan.judul) for one in jejak(kisah).langkah}

    assert names["1.3"] == ("B.4", "Kajian kelayakan cara uji")
    assert names["1.4"] == ("1.4", BY_NOMOR["1.4"].judul)


def test_schedule_as_a_spreadsheet_has_a_line_for_each_step_and_asesi(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        lsp = Lsp.objects.get(pk=kisah.rumah.lsp.pk)
        found = jejak_list(kisah._jadwal(kisah.jadwal[0]), lsp, at=kisah.at(28))
    lines = rows_of(found, lsp)

    sheet = load_workbook(io.BytesIO(spreadsheet([HEAD, *lines]))).worksheets[0]

    assert sheet.max_row == 1 + 2 * len(LANGKAH)
    assert [cell.value for cell in sheet[1]] == list(HEAD)


def test_office_and_observer_read_all_a_member_their_meetings_others_nothing(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        counts = {
            who: readable_jadwal(kisah.rumah[who].actor(kisah.at(28))).count()
            for who in ("admin", "komite1", "perusahaan")
        }
        with pytest.raises(Unseen):
            readable_case(kisah.rumah["asesi02"].actor(kisah.at(28)), kisah.kasus[0].permohonan.ref)

    assert counts == {"admin": 1, "komite1": 1, "perusahaan": 0}


def test_matrix_asks_the_same_of_each_asesi_and_no_more(kisah: Kisah) -> None:
    """The steps of a schedule cost what its asesi cost, each at most this; read in one page of few asesi."""
    with tenant(kisah.rumah.lsp.pk):
        jadwal, lsp = kisah._jadwal(kisah.jadwal[0]), Lsp.objects.get(pk=kisah.rumah.lsp.pk)
        counts = []
        for left_out in (1, 0):
            with undone():
                jadwal.peserta_set.filter(
                    pk__in=list(jadwal.peserta_set.values_list("pk", flat=True)[:left_out])
                ).update(is_live=False)
                with CaptureQueriesContext(connection) as found:
                    assert len(jejak_list(jadwal, lsp, at=kisah.at(28))) == 2 - left_out
                counts.append(len(found))

    assert counts == [56, 111]
