"""L12: without a paperless permit the session is held on paper; scans come back, one types, another confirms."""

import contextlib
import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from sahih.documents.models import Tandatangan
from sahih.documents.sheets import Gaps, content_of
from sahih.kernel.policy import Refused, Unseen
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.store import read
from sahih.materials.perangkat.actions import retire_muk
from sahih.process.asesmen import actions as asesmen_act
from sahih.process.asesmen.evidence import evidence_of
from sahih.process.asesmen.models import HasilUnit
from sahih.process.asesmen.vatm import ASPEK
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.kisah_kertas import KisahKertas
from sahih.process.keputusan.queries import record_states
from sahih.process.kertas import actions as act
from sahih.process.kertas.models import LembarKertas
from sahih.process.tests.jalan import sentence_of, undone

UNTIL, STORY, ASESI = "agree", KisahKertas, 2


def on_the_day(kisah: KisahKertas) -> dt.datetime:
    return kisah.at(13)


def filed(kisah: KisahKertas, index: int = 0) -> bytes:
    """The first asesi's papers, signed by hand and back from the scanner."""
    kasus, at = kisah.kasus[index], on_the_day(kisah)
    pdf = kisah.blanks(kasus, at=at)
    kisah.scan(kasus, pdf, at=at)
    return pdf


def typed(kisah: KisahKertas, code: str = "FR.AK.01") -> LembarKertas:
    filed(kisah)
    kisah.type_in(kisah.kasus[0], code, at=on_the_day(kisah))
    return kisah.kertas(kisah.kasus[0], code)


def refusal_of(kisah: KisahKertas, key: str, act_of: Any, *args: Any, **more: Any) -> str:
    with pytest.raises(Refused) as refusal:
        kisah.rumah[key].does(act_of, *args, at=on_the_day(kisah), **more)
    return sentence_of(refusal.value)


def test_l12_whole_road_on_paper_ends_in_a_recommendation(kisah: KisahKertas) -> None:
    kasus = kisah.kasus[0]

    kisah.kasus = [kasus]
    kisah.assess()

    asesmen = kisah._asesmen(kasus)
    with tenant(kisah.rumah.lsp.pk):
        results = HasilUnit.objects.filter(asesmen=asesmen, result="K").count()
        states = {one.code: one.state for one in record_states(asesmen)}
    assert (asesmen.status, asesmen.recommendation, results) == ("direkomendasikan", "K", 9)
    assert states["PINDAIAN"] == states["FR.IA.01"] == "ada"


def test_l12_confirmed_sheet_bears_one_act_and_the_hash_of_its_scan(kisah: KisahKertas) -> None:
    typed(kisah)

    kertas = kisah.confirm(kisah.kasus[0], "FR.AK.01", at=on_the_day(kisah))

    with tenant(kisah.rumah.lsp.pk):
        assert kertas.lembar is not None
        assert kertas.scan is not None
        kept = content_of(kertas.lembar)["form"]
        acts = list(Tandatangan.objects.filter(lembar=kertas.lembar).values_list("role", "name"))
    assert acts == [("konfirmasi", kisah.rumah["manajer"].name)]
    assert (kept["pindaian"], kept["pindaian_halaman"], kept["dientri"]) == (
        kertas.scan.sha256,
        kertas.pages,
        kisah.rumah["admin"].name,
    )
    assert kisah._asesmen(kisah.kasus[0]).status == "disetujui"


def test_l12_nobody_confirms_what_they_typed(kisah: KisahKertas) -> None:
    kertas = typed(kisah)

    with pytest.raises(Refused) as refusal:
        kisah.confirm(kisah.kasus[0], "FR.AK.01", at=on_the_day(kisah), who="admin")

    assert sentence_of(refusal.value) == "Anda yang mengetik isian ini; konfirmasinya oleh orang lain."
    with tenant(kisah.rumah.lsp.pk), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE process_lembarkertas SET confirmed_by_id = entered_by_id WHERE id = %s", [kertas.pk])


def test_l12_the_asesor_types_but_never_confirms_their_own_assessment(kisah: KisahKertas) -> None:
    filed(kisah)
    kisah.type_in(kisah.kasus[0], "FR.AK.01", at=on_the_day(kisah), who="asesor")

    with pytest.raises(Refused) as refusal:
        kisah.confirm(kisah.kasus[0], "FR.AK.01", at=on_the_day(kisah), who="asesor")

    assert sentence_of(refusal.value).startswith("Isian kertas dikonfirmasi asesor penyelia")


def test_l12_only_the_confirmed_result_drives_the_work(kisah: KisahKertas) -> None:
    typed(kisah)

    asesmen = kisah._asesmen(kisah.kasus[0])

    assert (asesmen.status, asesmen.ak01.locked_at if asesmen.ak01 else "") == ("ditinjau", None)
    with tenant(kisah.rumah.lsp.pk):
        assert {one.code: one.state for one in record_states(asesmen)}["PINDAIAN"] == "belum ada"


def test_l12_what_was_given_back_is_typed_and_confirmed_again(kisah: KisahKertas) -> None:
    kertas, kasus, at = typed(kisah), kisah.kasus[0], on_the_day(kisah)
    kisah.rumah["manajer"].does(act.give_back, kertas, note="Centang banding tidak ada di kertas.", at=at)

    kisah.type_in(kasus, "FR.AK.01", at=at)
    kertas = kisah.confirm(kasus, "FR.AK.01", at=at)

    assert (kertas.status, kertas.note) == ("sah", "")


def test_l12_giving_back_needs_words(kisah: KisahKertas) -> None:
    kertas = typed(kisah)

    assert refusal_of(kisah, "manajer", act.give_back, kertas, note=" ") == "Tuliskan apa yang perlu diperbaiki."


def test_l12_scan_is_kept_as_received_and_sheets_of_one_stack_are_parted(kisah: KisahKertas) -> None:
    kasus, at = kisah.kasus[0], on_the_day(kisah)
    pdf = kisah.blanks(kasus, at=at)

    found = kisah.scan(kasus, pdf, at=at)

    assert sorted((one.code, one.status) for one in found) == [
        ("FR.AK.01", "dipindai"),
        ("FR.AK.02", "dipindai"),
        ("FR.AK.03", "dipindai"),
        ("FR.IA.01", "dipindai"),
    ]
    with tenant(kisah.rumah.lsp.pk):
        assert all(one.scan is not None and read(one.scan).startswith(b"%PDF") for one in found)
        assert len({one.scan.key_id for one in found if one.scan}) == 1  # the key of the case


def test_l12_a_page_of_another_asesi_leaves_everything_as_it_was(kisah: KisahKertas) -> None:
    mine, other = kisah.kasus
    foreign = kisah.blanks(other, at=on_the_day(kisah))
    kisah.blanks(mine, at=on_the_day(kisah))

    told = refusal_of(kisah, "admin", act.file_scan, [kisah._asesmen(mine)], foreign, name="pindaian.pdf")

    assert told == "Halaman 1 dari pindaian ini bukan lembar yang ditunggu di sini."
    assert kisah.kertas(other, "FR.AK.01").status == kisah.kertas(mine, "FR.AK.01").status == "menunggu"


def test_l12_typing_needs_the_scan_and_the_sheet_before_it(kisah: KisahKertas) -> None:
    kasus = kisah.kasus[0]
    kisah.blanks(kasus, at=on_the_day(kisah))
    without = refusal_of(kisah, "admin", act.begin_kertas, kisah.kertas(kasus, "FR.AK.01"))
    filed(kisah)

    early = refusal_of(kisah, "admin", act.begin_kertas, kisah.kertas(kasus, "FR.IA.01"))

    assert without == "Lembar ini tidak sedang menunggu isian."
    assert early == "Konfirmasikan FR.AK.01 lebih dulu; FR.IA.01 menyusul."


def test_l12_a_gap_keeps_the_sheet_from_being_handed_in(kisah: KisahKertas) -> None:
    filed(kisah)
    at, kasus = on_the_day(kisah), kisah.kasus[0]
    kisah.rumah["admin"].does(act.begin_kertas, kisah.kertas(kasus, "FR.AK.01"), at=at)

    with pytest.raises(Gaps) as refusal:
        kisah.rumah["admin"].does(act.hand_in, kisah.kertas(kasus, "FR.AK.01"), at=at)

    assert {"setuju/banding", "setuju/mengikuti", "setuju/kerahasiaan"} <= {one.path for one in refusal.value.problems}


def test_l12_nothing_of_a_paper_session_is_signed_on_a_screen(kisah: KisahKertas) -> None:
    asesmen = kisah._asesmen(kisah.kasus[0])

    told = refusal_of(kisah, "asesor", asesmen_act.save_ak01, asesmen, {})

    assert told.startswith("Asesmen ini memakai kertas")
    assert refusal_of(kisah, "asesor", asesmen_act.start_asesmen, asesmen) == (
        "Langkah ini tidak bisa dilakukan pada keadaan “Menunggu persetujuan asesmen”. Muat ulang laman ini."
    )


CAST = (
    "admin", "keuangan", "manajer", "mutu", "ketua", "pengarah", "si", "komite1", "asesor", "asesor2", "perusahaan",
    "asesi01", "asesi02",
)  # fmt: skip
CLERKS = {"admin", "manajer", "asesor"}


def who_may(kisah: KisahKertas, attempt: Any) -> set[str]:
    """Who of the cast would succeed now; nothing of it stays."""
    found = set()
    for key in CAST:
        with contextlib.suppress(Refused, Unseen), undone():
            attempt(key)
            found.add(key)
    return found


def test_l12_each_act_on_paper_is_open_to_whom_it_should_be(kisah: KisahKertas) -> None:
    kasus, at, does = (
        kisah.kasus[0],
        on_the_day(kisah),
        lambda key, *args, **more: kisah.rumah[key].does(*args, at=on_the_day(kisah), **more),
    )
    asesmen = kisah._asesmen(kasus)
    pdf = kisah.blanks(kasus, at=at)
    posted = {"bukti": ["observasi"], "setuju/kerahasiaan": ["ya"]}
    paper = lambda: kisah.kertas(kasus, "FR.AK.01")  # noqa: E731 -- read anew for each who tries

    assert who_may(kisah, lambda key: does(key, act.print_kertas, [asesmen])) == CLERKS
    assert who_may(kisah, lambda key: does(key, act.file_scan, [asesmen], pdf, name="a.pdf")) == CLERKS
    kisah.scan(kasus, pdf, at=at)
    assert who_may(kisah, lambda key: does(key, act.begin_kertas, paper())) == CLERKS
    does("admin", act.begin_kertas, paper())
    assert who_may(kisah, lambda key: does(key, act.save_kertas, paper(), posted, as_role="asesor")) == CLERKS
    kisah.type_in(kasus, "FR.AK.01", at=at)
    assert who_may(kisah, lambda key: does(key, act.give_back, paper(), note="x")) == {"manajer"}
    assert who_may(kisah, lambda key: kisah.confirm(kasus, "FR.AK.01", at=at, who=key)) == {"manajer"}


def test_fx9_fx13_refusal_to_sign_the_paper_is_told(kisah: KisahKertas) -> None:
    kasus, at = kisah.kasus[0], on_the_day(kisah)
    filed(kisah)
    for code in ("FR.AK.01", "FR.IA.01"):
        kisah.type_in(kasus, code, at=at)
        kisah.confirm(kasus, code, at=at)
    unreviewed = refusal_of(kisah, "admin", act.begin_kertas, kisah.kertas(kasus, "FR.AK.02"))
    assert unreviewed.startswith("Tinjau dulu prosesnya")
    kisah.look_back(kasus, at=at)
    sheet = kisah.rumah["admin"].does(act.begin_kertas, kisah.kertas(kasus, "FR.AK.02"), at=at)
    for role, posted in kisah.written(kasus, sheet).items():
        kisah.rumah["admin"].does(act.save_kertas, kisah.kertas(kasus, "FR.AK.02"), posted, as_role=role, at=at)
    kisah.rumah["admin"].does(act.hand_in, kisah.kertas(kasus, "FR.AK.02"), refusal="Merasa waktunya kurang.", at=at)

    kisah.confirm(kasus, "FR.AK.02", at=at)

    assert kisah._asesmen(kasus).refusal == "Merasa waktunya kurang."


def test_l12_confirmed_paper_is_not_corrected_on_the_screen(kisah: KisahKertas) -> None:
    """The new sheet would wait for signatures that nobody can put, and the recommendation would be gone."""
    kasus = kisah.kasus[0]
    kisah.kasus = [kasus]
    kisah.assess()

    said = refusal_of(kisah, "asesor", asesmen_act.correct_sheet, kisah._asesmen(kasus), "FR.IA.01", reason="Tertukar.")

    assert said.startswith("Asesmen ini memakai kertas")
    assert kisah._asesmen(kasus).recommendation == "K"


def judge(kisah: KisahKertas, *, at: dt.datetime) -> None:
    """The first evidence is not the asesi's own, and nothing mends that."""
    asesmen = kisah._asesmen(kisah.kasus[0])
    with tenant(kisah.rumah.lsp.pk):
        first = evidence_of(asesmen)[0]
    said = dict.fromkeys(ASPEK, True) | {"asli": False}
    kisah.rumah["asesor"].does(
        asesmen_act.judge_evidence, asesmen, first.key, elemen=first.elemen, said=said, note="Nama lain.", at=at
    )


def typed_result(kisah: KisahKertas) -> None:
    """Everything up to FR.AK.02 confirmed, and that typed as competent, not yet handed in."""
    kasus, at = kisah.kasus[0], on_the_day(kisah)
    filed(kisah)
    for code in ("FR.AK.01", "FR.IA.01"):
        kisah.type_in(kasus, code, at=at)
        kisah.confirm(kasus, code, at=at)
    kisah.look_back(kasus, at=at)
    sheet = kisah.rumah["admin"].does(act.begin_kertas, kisah.kertas(kasus, "FR.AK.02"), at=at)
    for role, posted in kisah.written(kasus, sheet).items():
        kertas = kisah.kertas(kasus, "FR.AK.02")
        kisah.rumah["admin"].does(act.save_kertas, kertas, posted, as_role=role, at=at, partial=False)


def test_e4_no_that_was_said_while_the_record_was_typed_is_counted_when_it_is_handed_in(kisah: KisahKertas) -> None:
    typed_result(kisah)
    judge(kisah, at=on_the_day(kisah))

    with pytest.raises(Gaps) as gaps:
        kisah.rumah["admin"].does(act.hand_in, kisah.kertas(kisah.kasus[0], "FR.AK.02"), at=on_the_day(kisah))

    assert any("tidak memenuhi VATM" in one.message for one in gaps.value.problems)


def test_e4_no_that_came_after_the_record_was_handed_in_sends_it_back(kisah: KisahKertas) -> None:
    """What another person is about to confirm says K; what the asesor knows since says otherwise."""
    typed_result(kisah)
    kasus, at = kisah.kasus[0], on_the_day(kisah)
    kisah.rumah["admin"].does(act.hand_in, kisah.kertas(kasus, "FR.AK.02"), at=at)
    judge(kisah, at=at + dt.timedelta(minutes=1))

    with pytest.raises(Refused, match="Bukti dinilai lagi"):
        kisah.confirm(kasus, "FR.AK.02", at=at + dt.timedelta(hours=1))

    with tenant(kisah.rumah.lsp.pk):
        assert not HasilUnit.objects.filter(asesmen=kisah._asesmen(kasus)).exists()


@pytest.mark.parametrize(("day", "is_early"), [(11, True), (13, False)])
def test_pl10_muk_withdrawn_before_the_session_was_held_gives_no_result(
    kisah: KisahKertas, day: int, is_early: bool
) -> None:
    """Gate 4 on paper: what was withdrawn only after the session was still good on its day."""
    kasus, at = kisah.kasus[0], on_the_day(kisah)
    filed(kisah)
    kisah.type_in(kasus, "FR.AK.01", at=at)
    kisah.confirm(kasus, "FR.AK.01", at=at)

    kisah.rumah["manajer"].does(retire_muk, contoh.fresh(kisah.rumah, kisah.muk), reason="Bocor.", at=kisah.at(day))

    assert "sudah ditarik" in refusal_of(kisah, "admin", act.print_kertas, [kisah._asesmen(kisah.kasus[1])])
    if is_early:
        said = refusal_of(kisah, "admin", act.begin_kertas, kisah.kertas(kasus, "FR.IA.01"))
        assert "sudah ditarik pada hari asesmen. Hasilnya tidak dicatat" in said
    else:
        kisah.type_in(kasus, "FR.IA.01", at=at)
