"""A confirmed paper is typed anew, from its scan or a new one; the former copy stays, and may stand again (FX13, L12)."""

from collections.abc import Callable
from typing import Any

import pytest

from sahih.documents.models import Lembar
from sahih.documents.sheets import chain_of, content_of
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.store import read
from sahih.process.asesmen import actions as asesmen_act
from sahih.process.asesmen.models import HasilUnit
from sahih.process.contoh.kisah_kertas import KisahKertas
from sahih.process.kertas import actions as act
from sahih.process.kertas.models import LembarKertas
from sahih.process.kertas.queries import is_scanned
from sahih.process.tests.jalan import sentence_of

UNTIL, STORY, ASESI = "assess", KisahKertas, 1
WHY = "KUK 1.1 di kertas tertulis BK, terketik K."


def correct(kisah: KisahKertas, code: str = "FR.IA.01", *, key: str = "admin", reason: str = WHY) -> LembarKertas:
    paper = kisah.kertas(kisah.kasus[0], code)
    return kisah.rumah[key].does(act.correct_kertas, paper, reason=reason, at=kisah.at(14))


def drop(kisah: KisahKertas, code: str = "FR.IA.01", *, key: str = "admin") -> LembarKertas:
    paper = kisah.kertas(kisah.kasus[0], code)
    return kisah.rumah[key].does(act.drop_kertas_correction, paper, reason="Sudah benar.", at=kisah.at(14, 12))


def refusal_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        attempt()
    return sentence_of(refused.value)


def picture(kisah: KisahKertas) -> dict[str, Any]:
    """Everything that a correction moves."""
    row = kisah._asesmen(kisah.kasus[0])
    with tenant(kisah.rumah.lsp.pk):
        live = HasilUnit.objects.filter(asesmen=row, superseded_at=None)
        papers = LembarKertas.objects.filter(asesmen=row, status="sah").order_by("code")
        return {
            "road": (row.status, row.recommendation, row.refusal, bool(row.recommended_at)),
            "results": sorted(live.values_list("unit_code", "result")),
            "sheets": (row.ak01_id, row.ia01_id, row.ak02_id, row.ak03_id),
            "papers": list(papers.values_list("ref", flat=True)),
            "whole": is_scanned(row),
        }


def test_fx13_corrected_paper_ends_in_another_result_and_both_copies_stay(kisah: KisahKertas) -> None:
    kasus, before = kisah.kasus[0], kisah._asesmen(kisah.kasus[0])
    correct(kisah)
    between = picture(kisah)

    kasus.fate = "belum kompeten"
    for code in ("FR.IA.01", "FR.AK.02"):
        kisah.type_in(kasus, code, at=kisah.at(14, 10))
        kisah.confirm(kasus, code, at=kisah.at(14, 11))

    after = kisah._asesmen(kasus)
    with tenant(kisah.rumah.lsp.pk):
        assert before.ia01_id is not None
        old = Lembar.objects.get(pk=before.ia01_id)
        assert [one.pk for one in chain_of(after.ia01)] == [old.pk, after.ia01_id]
        assert (bool(old.locked_at), old.signatures.count()) == (True, 1)
        gone = LembarKertas.objects.filter(asesmen=after, status="digantikan").order_by("code")
        assert list(gone.values_list("code", flat=True)) == ["FR.AK.02", "FR.IA.01"]
        scans = {one.code: one.scan_id for one in gone}
        assert kisah.kertas(kasus, "FR.IA.01").scan_id == scans["FR.IA.01"]
        assert is_scanned(after)
    assert (between["road"], between["whole"]) == (("berlangsung", "", "", False), False)
    assert (after.status, after.recommendation) == ("direkomendasikan", "BK")


def test_l12_correction_begins_with_what_was_typed_and_wants_another_pair_of_eyes(kisah: KisahKertas) -> None:
    kasus = kisah.kasus[0]
    correct(kisah)
    kisah.rumah["admin"].does(act.begin_kertas, kisah.kertas(kasus, "FR.IA.01"), at=kisah.at(14))
    copy = kisah.kertas(kasus, "FR.IA.01").lembar
    assert copy is not None
    with tenant(kisah.rumah.lsp.pk):
        assert copy.corrects is not None
        same = content_of(copy)["rows"] == content_of(copy.corrects)["rows"]
    kisah.rumah["admin"].does(act.hand_in, kisah.kertas(kasus, "FR.IA.01"), at=kisah.at(14))

    said = refusal_of(lambda: kisah.confirm(kasus, "FR.IA.01", at=kisah.at(14, 11), who="admin"))

    assert (same, said) == (True, "Anda yang mengetik isian ini; konfirmasinya oleh orang lain.")


def test_l12_new_scan_of_the_old_paper_finds_the_correction(kisah: KisahKertas) -> None:
    """The blank was printed before and bears the older code."""
    kasus = kisah.kasus[0]
    old = kisah.kertas(kasus, "FR.IA.01")
    with tenant(kisah.rumah.lsp.pk):
        pages = asesmen_pages(old)
    new = correct(kisah)

    [filed] = kisah.scan(kasus, pages, at=kisah.at(14))

    assert filed.pk == new.pk
    assert filed.scan_id != old.scan_id


def asesmen_pages(paper: LembarKertas) -> bytes:
    assert paper.scan is not None
    return read(paper.scan)


@pytest.mark.parametrize("code", ["FR.IA.01", "FR.AK.02", "FR.AK.03"])
def test_fx13_given_up_paper_correction_leaves_everything_as_it_was(kisah: KisahKertas, code: str) -> None:
    before = picture(kisah)
    correct(kisah, code)
    begun = picture(kisah)

    drop(kisah, code)

    assert begun != before
    assert picture(kisah) == before


def test_pl9_paper_consent_is_not_corrected_after_evidence_was_gathered(kisah: KisahKertas) -> None:
    assert "Bukti sudah dikumpulkan" in refusal_of(lambda: correct(kisah, "FR.AK.01"))


@pytest.mark.parametrize("key", ["ketua", "komite1", "asesi01", "penyelia", "asesor2"])
def test_fx13_only_who_may_type_begins_or_gives_up(kisah: KisahKertas, key: str) -> None:
    begin = refusal_of(lambda: correct(kisah, key=key))
    correct(kisah)

    assert (bool(begin), bool(refusal_of(lambda: drop(kisah, key=key)))) == (True, True)


def test_fx13_paper_wants_a_reason_and_is_not_corrected_twice_at_once(kisah: KisahKertas) -> None:
    without = refusal_of(lambda: correct(kisah, reason=" "))
    never = refusal_of(lambda: drop(kisah))
    correct(kisah)
    twice = refusal_of(lambda: correct(kisah))

    assert without == "Tuliskan apa yang keliru dan mengapa dikoreksi."
    assert never == "Tidak ada koreksi lembar ini yang belum dikonfirmasi."
    assert twice == "Lembar ini belum dikonfirmasi; ubah saja isiannya."


def test_fx13_record_that_waits_for_confirmation_goes_back_with_its_instrument(kisah: KisahKertas) -> None:
    """FX6: its matrix was computed from what is no longer so."""
    kasus = kisah.kasus[0]
    correct(kisah, "FR.AK.02")
    kisah.type_in(kasus, "FR.AK.02", at=kisah.at(14))

    correct(kisah)

    assert kisah.kertas(kasus, "FR.AK.02").status == "dikembalikan"
    said = refusal_of(lambda: kisah.type_in(kasus, "FR.AK.02", at=kisah.at(14)))
    assert said.startswith("Konfirmasikan FR.IA.01 lebih dulu")


def test_fx13_adjustment_of_a_paper_case_waits_for_the_papers_that_rest_on_it(kisah: KisahKertas) -> None:
    asesor, at = kisah.rumah["asesor"], kisah.at(14)

    with pytest.raises(Refused) as refused:
        asesor.does(asesmen_act.correct_sheet, kisah._asesmen(kisah.kasus[0]), "FR.AK.07", reason=WHY, at=at)

    assert sentence_of(refused.value).startswith("FR.AK.01, FR.AK.02 sudah dikonfirmasi dari kertas")
