"""Receipt and commitment before the certificate (CT10, FX20, gate 8)."""

import datetime as dt
from typing import Any

import pytest

from sahih.insight.berkas.collect import case_of, sheets_of
from sahih.kernel.holds import lift_hold, place_hold
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.contoh import akhir
from sahih.process.contoh.kisah import Kisah
from sahih.process.penyerahan import actions as act
from sahih.process.penyerahan.models import Penyerahan
from sahih.process.penyerahan.policies import hand_over_gaps
from sahih.process.sertifikat.actions import issue_sertifikat
from sahih.process.sertifikat.models import Sertifikat
from sahih.process.tests.jalan import sentence_of

UNTIL = "request_numbers"
ASESI = 1
COMMITMENT = "Surat pernyataan komitmen belum ditandatangani pemegang sertifikat."
RECEIPT = "Tanda terima sertifikat belum ditandatangani pemegang sertifikat."


def sertifikat() -> Sertifikat:
    return Sertifikat.objects.select_related(
        "keputusan__asesmen__peserta__permohonan__asesi__user", "keputusan__asesmen__peserta__permohonan__versi__skema"
    ).get()


def issue(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        one = sertifikat()
    kisah.rumah["manajer"].does(issue_sertifikat, one, at=kisah.at(27))


def gaps(kisah: Kisah) -> list[str]:
    with tenant(kisah.rumah.lsp.pk):
        return [str(one) for one in hand_over_gaps(sertifikat())]


def row_of(kisah: Kisah) -> Penyerahan:
    with tenant(kisah.rumah.lsp.pk):
        return Penyerahan.objects.select_related("komitmen__key", "tanda_terima__key", "sertifikat").get()


def deliver(kisah: Kisah, *, who: str = "admin", **changes: Any) -> Any:
    how = {"courier": "Pos", "resi": "R-1", "sent_on": dt.date(2026, 11, 20)} | changes
    return kisah.rumah[who].does(act.record_delivery, row_of(kisah), at=kisah.at(29), **how)


def test_ct10_fx20_gate_8_names_all_that_is_missing_and_opens_when_both_are_signed(kisah: Kisah) -> None:
    before = gaps(kisah)
    issue(kisah)
    issued = gaps(kisah)

    akhir.sign_for(kisah, kisah.kasus[0])

    assert before == ["Sertifikat belum diterbitkan dengan nomor dari BNSP."]
    assert issued == [COMMITMENT, RECEIPT]
    assert gaps(kisah) == []
    row = row_of(kisah)
    assert row.komitmen.locked_at == row.tanda_terima.locked_at == row.signed_at


def test_b7_gate_8_stays_shut_while_something_holds_the_decision(kisah: Kisah) -> None:
    issue(kisah)
    akhir.sign_for(kisah, kisah.kasus[0])
    with tenant(kisah.rumah.lsp.pk):
        hold = place_hold(sertifikat().keputusan, kind="banding", reason="Banding belum selesai.", at=kisah.at(28))
        held = [str(one) for one in hand_over_gaps(sertifikat())]
        lift_hold(hold, at=kisah.at(28))

    assert (held, gaps(kisah)) == (["Banding belum selesai."], [])


def test_fx20_certificate_from_before_the_upgrade_needs_no_receipt(kisah: Kisah) -> None:
    issue(kisah)
    with tenant(kisah.rumah.lsp.pk):
        Penyerahan.objects.all().delete()

    assert gaps(kisah) == []


def test_ct10_only_the_holder_signs_and_only_once(kisah: Kisah) -> None:
    issue(kisah)
    row = row_of(kisah)
    for who in ("admin", "ketua", "perusahaan"):
        with pytest.raises(Refused):
            kisah.rumah[who].signs([row.komitmen, row.tanda_terima], act.sign_penyerahan, row, at=kisah.at(28))

    akhir.sign_for(kisah, kisah.kasus[0])

    with pytest.raises(Refused):
        kisah.kasus[0].who.signs([row.komitmen, row.tanda_terima], act.sign_penyerahan, row, at=kisah.at(28))


def test_ct10_print_goes_by_courier_only_to_who_has_signed(kisah: Kisah) -> None:
    issue(kisah)
    with pytest.raises(Refused) as unsigned:
        deliver(kisah)
    akhir.sign_for(kisah, kisah.kasus[0])

    with pytest.raises(Refused):
        deliver(kisah, who="asesor")
    with pytest.raises(Refused):
        deliver(kisah, receiver="", received_on=dt.date(2026, 11, 21))
    with pytest.raises(Refused):
        deliver(kisah, receiver="Satpam", received_on=dt.date(2026, 11, 19))
    row = deliver(kisah, receiver="Satpam", received_on=dt.date(2026, 11, 21))

    assert COMMITMENT in sentence_of(unsigned.value)
    assert (row.courier, row.resi, row.receiver, row.received_on) == ("Pos", "R-1", "Satpam", dt.date(2026, 11, 21))


def test_fx20_both_sheets_stand_in_the_file_of_the_case(kisah: Kisah) -> None:
    issue(kisah)
    akhir.sign_for(kisah, kisah.kasus[0])

    with tenant(kisah.rumah.lsp.pk):
        codes = [one.code for one in sheets_of(case_of(kisah._fresh(kisah.kasus[0])))]

    assert codes[-2:] == ["KOMITMEN", "TANDA.TERIMA"]
