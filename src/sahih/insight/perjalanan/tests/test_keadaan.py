"""One word for each stop of the road, from one place, for everybody who may see it."""

import datetime as dt
from dataclasses import replace

import pytest

from sahih.insight.perjalanan.keadaan import (
    TAHAP_WORDS,
    WORDS,
    Keadaan,
    count_by_tahap,
    in_tahap,
    keadaan_of,
    keadaan_without_outcome,
)
from sahih.insight.perjalanan.queries import Perjalanan, perjalanan_list
from sahih.kernel.tenancy import tenant
from sahih.process.biaya.models import Tagihan
from sahih.process.contoh.kisah import Kisah
from sahih.process.jadwal.models import Peserta
from sahih.process.keputusan.models import Keputusan
from sahih.process.permohonan.models import Permohonan
from sahih.process.sertifikat.models import Sertifikat
from sahih.process.tests.jalan import START, drain
from sahih.web.ui.parts import Tone
from sahih.web.ui.tones import badge_of

TODAY = START.date()


def test_word_follows_the_whole_road_and_its_other_ends(db: None) -> None:
    """L13: the main asesi step by step; absent, refused, replaced, withdrawn and without permit at the end."""
    kisah = Kisah(start=START, asesi=1)
    said: dict[str, str] = {}
    for step in kisah.steps():
        step()
        if kisah.kasus:
            said[step.__name__] = _keadaan(kisah)[0].word
    drain()

    assert said | {"issue": _keadaan(kisah)[0].word} == {
        "apply": "Ditinjau LSP",
        "review": "Menunggu tagihan",
        "pay": "Menunggu asesmen mandiri",
        "self_assess": "Menunggu jadwal",
        "plan": "Menunggu jadwal",
        "schedule": "Terjadwal",
        "agree": "Siap diases",
        "assess": "Menunggu keputusan",
        "report": "Menunggu keputusan",
        "decide": "Kompeten, menunggu sertifikat",
        "appeal": "Kompeten, menunggu sertifikat",
        "request_numbers": "Kompeten, menunggu sertifikat",
        "issue": "Sertifikat contoh terbit",
    }
    assert [one.word for one in _keadaan(kisah)[1:]] == [
        "Tidak hadir", "Menunggu keputusan", "Menunggu keputusan", "Mengundurkan diri", "Siap diases",
    ]  # fmt: skip
    assert _tahap(kisah) == {"selesai": 3, "keputusan": 2, "asesmen": 1}


def _roads(kisah: Kisah) -> list[Perjalanan]:
    return perjalanan_list([kisah._fresh(one) for one in kisah.kasus])


def _keadaan(kisah: Kisah) -> list[Keadaan]:
    with tenant(kisah.rumah.lsp.pk):
        return [keadaan_of(road, day=TODAY) for road in _roads(kisah)]


def _tahap(kisah: Kisah) -> dict[str, int]:
    with tenant(kisah.rumah.lsp.pk):
        found = count_by_tahap(Permohonan.objects.all())
        assert found == {one: in_tahap(Permohonan.objects.all(), one).count() for one in found}
        return found


def at_bill(status: str) -> Perjalanan:
    return Perjalanan(Permohonan(status=Permohonan.Status.DITERIMA), Tagihan(status=status))


def decided(outcome: str) -> Perjalanan:
    return Perjalanan(Permohonan(status=Permohonan.Status.SIAP), keputusan=Keputusan(outcome=outcome))


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("terbit", "Menunggu pembayaran"),
        ("diperiksa", "Pembayaran diperiksa"),
        ("bukti_ditolak", "Bukti bayar perlu diganti"),
        ("batal", "Menunggu tagihan"),
    ],
)
def test_accepted_application_says_where_its_bill_stands(status: str, word: str) -> None:
    assert keadaan_of(at_bill(status), day=TODAY).word == word


@pytest.mark.parametrize(
    ("confirmed", "wish", "word"),
    [
        (None, "", "Jadwal perlu disetujui"),
        (None, "Pekan depan", "Minta tanggal lain"),
        (START, "", "Terjadwal"),
    ],
)
def test_seat_says_whether_its_date_is_agreed(confirmed: dt.datetime | None, wish: str, word: str) -> None:
    case, seat = Permohonan(status=Permohonan.Status.SIAP), Peserta(confirmed_at=confirmed, wish=wish)

    assert keadaan_of(Perjalanan(case, peserta=seat), day=TODAY).word == word


@pytest.mark.parametrize(
    ("status", "is_trial", "until", "word"),
    [
        ("berlaku", True, TODAY, "Sertifikat contoh terbit"),
        ("berlaku", False, TODAY, "Sertifikat berlaku"),
        ("berlaku", False, TODAY - dt.timedelta(days=1), "Sertifikat kedaluwarsa"),
        ("dibekukan", False, TODAY, "Sertifikat dibekukan"),
        ("dicabut", True, TODAY, "Sertifikat dicabut"),
        ("digantikan", False, TODAY, "Sertifikat digantikan"),
    ],
)
def test_certificate_says_whether_it_holds(status: str, is_trial: bool, until: dt.date, word: str) -> None:
    paper = Sertifikat(status=status, uji_coba=is_trial, valid_until=until)

    assert keadaan_of(replace(decided("K"), sertifikat=paper), day=TODAY).word == word


def test_company_learns_of_a_decision_and_never_which() -> None:
    """Outcomes are the asesi's: the company that pays reads that there is one."""
    roads = [decided("K"), decided("BK")]

    assert [keadaan_of(one, day=TODAY).word for one in roads] == ["Kompeten, menunggu sertifikat", "Belum kompeten"]
    assert {keadaan_without_outcome(one).word for one in roads} == {"Keputusan ditetapkan"}


def test_every_stop_has_a_word_of_its_own_and_every_stage_its_own() -> None:
    assert set(WORDS) == set(Keadaan)
    assert len({one.word for one in Keadaan}) == len(Keadaan)
    assert len({str(word) for word in TAHAP_WORDS.values()}) == len(TAHAP_WORDS)


def test_only_what_asks_nothing_of_anybody_has_no_colour() -> None:
    plain = {one for one in Keadaan if badge_of(one).tone == Tone.NEUTRAL}

    assert plain == {Keadaan.DRAF, Keadaan.CONTOH, Keadaan.DIGANTIKAN}
