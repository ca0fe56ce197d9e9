"""BNSP's three numbers: asked for after the SK, looked at, taken whole, never reused (CT1, CT3–CT6, L11)."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from sahih.institution.accounts.queries import nik_of
from sahih.institution.lsp.models import Lsp
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah import Kisah
from sahih.process.sertifikat import actions as act
from sahih.process.sertifikat.models import Permintaan, Sertifikat
from sahih.process.sertifikat.numbers import NumberRow, reserve, shape_problems
from sahih.process.sertifikat.sheets import ANSWER_HEAD, Unreadable, read_answer, write_rows
from sahih.process.sertifikat.simulator import answer
from sahih.process.tests.jalan import sentence_of

UNTIL = "decide"
ASESI = 5  # the fifth is not yet competent


def requested(kisah: Kisah) -> Any:
    admin, ketua = kisah.rumah["admin"], kisah.rumah["ketua"]
    permintaan = admin.does(act.open_request, kisah.rapat, at=kisah.at(22))
    ketua.signs([permintaan.surat], act.sign_request, permintaan, at=kisah.at(22, 14))
    with tenant(kisah.rumah.lsp.pk):
        return Permintaan.objects.select_related("rapat__jadwal__versi__skema").get(pk=permintaan.pk)


def listed(kisah: Kisah, permintaan: Any) -> Any:
    with tenant(kisah.rumah.lsp.pk):
        return act.export_request(permintaan, actor=kisah.rumah["admin"].actor(kisah.at(23)))


def given(kisah: Kisah, permintaan: Any) -> Any:
    """The lines of the simulator's answer."""
    with tenant(kisah.rumah.lsp.pk):
        content = answer(
            listed(kisah, permintaan), lsp=kisah.rumah.lsp, versi=kisah.rumah.versi, day=kisah.at(23).date()
        )
    return [[one.ref, one.number, one.registration, one.blanko] for one in read_answer(content)]


def take(kisah: Kisah, permintaan: Any, rows: Any, *, key: str = "admin") -> Any:
    return kisah.rumah[key].does(act.import_numbers, permintaan, write_rows(ANSWER_HEAD, rows), at=kisah.at(26))


def problems(kisah: Kisah, permintaan: Any, rows: Any) -> Any:
    with pytest.raises(act.BadNumbers) as refusal:
        take(kisah, permintaan, rows)
    with tenant(kisah.rumah.lsp.pk):
        assert Sertifikat.objects.count() == 0
        assert Permintaan.objects.get(pk=permintaan.pk).status == "diajukan"
    return [(one.line, one.message) for one in refusal.value.problems]


def test_ct1_request_before_the_sk_is_refused(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        type(kisah.rapat).objects.filter(pk=kisah.rapat.pk).update(status="ba_sah")

    with pytest.raises(Refused) as refusal:
        kisah.rumah["admin"].does(act.open_request, kisah._rapat(kisah.rapat), at=kisah.at(22))

    assert sentence_of(refusal.value) == "Permintaan blangko menunggu SK hasil keputusan (D3)."


def test_ct2_list_holds_everybody_and_keeps_nik_as_text(kisah: Kisah) -> None:
    permintaan = requested(kisah)

    sheet = load_workbook(io.BytesIO(listed(kisah, permintaan))).worksheets[0]

    rows = [list(row) for row in sheet.iter_rows(min_row=2)]
    with tenant(kisah.rumah.lsp.pk):
        wanted = {nik_of(kisah._fresh(one).asesi) for one in kisah.kasus}
    assert sorted(str(row[6].value) for row in rows) == ["BK", "K", "K", "K", "K"]
    assert {row[2].value for row in rows} == wanted
    assert {(row[2].data_type, row[2].number_format) for row in rows} == {("s", "@")}


def test_ct6_good_answer_gives_each_k_its_row_and_the_bk_none(kisah: Kisah) -> None:
    permintaan = requested(kisah)

    made = take(kisah, permintaan, given(kisah, permintaan))

    assert [(one.status, one.uji_coba) for one in made] == [("bernomor", True)] * 4


def test_ct6_answer_is_taken_once(kisah: Kisah) -> None:
    permintaan = requested(kisah)
    rows = given(kisah, permintaan)
    take(kisah, permintaan, rows)

    with pytest.raises(Refused):
        take(kisah, permintaan, rows)


def test_ct1_numbers_before_the_letter_is_signed_are_refused(kisah: Kisah) -> None:
    permintaan = kisah.rumah["admin"].does(act.open_request, kisah.rapat, at=kisah.at(22))

    with pytest.raises(Refused) as refusal:
        take(kisah, permintaan, given(kisah, permintaan))

    assert sentence_of(refusal.value) == "Permintaan ini tidak sedang menunggu nomor."


@pytest.mark.parametrize("key", ["asesor", "komite1", "ketua", "manajer"])
def test_ct6_numbers_from_anybody_without_the_right_are_refused(kisah: Kisah, key: str) -> None:
    permintaan = requested(kisah)

    with pytest.raises(Refused):
        take(kisah, permintaan, given(kisah, permintaan), key=key)


def test_ct6_half_file_is_refused_whole_and_says_who_is_missing(kisah: Kisah) -> None:
    permintaan = requested(kisah)
    rows = given(kisah, permintaan)

    assert problems(kisah, permintaan, rows[:2]) == [
        (0, f"nomor untuk rujukan {ref} belum ada") for ref in sorted(row[0] for row in rows[2:])
    ]


def test_ct6_number_for_a_bk_is_refused(kisah: Kisah) -> None:
    permintaan = requested(kisah)
    rows = given(kisah, permintaan)
    with tenant(kisah.rumah.lsp.pk):
        bk = permintaan.baris_set.select_related("keputusan").get(outcome="BK").keputusan.ref
    extra = [bk, "71102 3257 4 9000900 2026", "UJI 9001 00900 2026", "90000900"]

    found = problems(kisah, permintaan, [*rows, extra])

    assert found == [(6, f"rujukan “{bk}” bukan asesi kompeten dari permintaan ini")]


def test_ct6_unknown_reference_is_refused(kisah: Kisah) -> None:
    permintaan = requested(kisah)
    rows = given(kisah, permintaan)
    extra = ["tidakdikenal", "71102 3257 4 9000900 2026", "UJI 9001 00900 2026", "90000900"]

    assert problems(kisah, permintaan, [*rows, extra])[0][0] == 6


@pytest.mark.parametrize("column", [1, 2, 3])
def test_ct6_number_twice_in_one_file_is_refused(kisah: Kisah, column: Any) -> None:
    permintaan = requested(kisah)
    rows = given(kisah, permintaan)
    rows[1][column] = rows[0][column]

    assert problems(kisah, permintaan, rows) == [(3, f"“{rows[0][column]}” sudah ada pada baris 2")]


def test_ct4_registration_with_dots_is_the_same_number(kisah: Kisah) -> None:
    permintaan = requested(kisah)
    rows = given(kisah, permintaan)
    rows[1][2] = rows[0][2].replace(" ", ".")

    assert [line for line, _ in problems(kisah, permintaan, rows)] == [3]


@pytest.mark.parametrize("column", [1, 2, 3])
def test_ct6_void_number_is_refused(kisah: Kisah, column: Any) -> None:
    permintaan = requested(kisah)
    rows = given(kisah, permintaan)
    kisah.rumah["admin"].does(act.void_number, rows[0][column], reason="Salah cetak.", at=kisah.at(24))

    assert problems(kisah, permintaan, rows) == [
        (2, f"“{rows[0][column]}” batal dan tidak boleh dipakai lagi: Salah cetak.")
    ]


@pytest.mark.parametrize("column", [1, 2, 3])
def test_ct5_ct6_number_of_another_certificate_is_refused(kisah: Kisah, column: Any) -> None:
    permintaan = requested(kisah)
    rows = given(kisah, permintaan)
    with tenant(kisah.rumah.lsp.pk):
        other = permintaan.baris_set.select_related("keputusan").get(outcome="BK").keputusan
        values = ["71102 3257 4 9000900 2026", "UJI 9001 00900 2026", "90000900"]
        values[column - 1] = rows[0][column]
        reserve(values)
        Sertifikat.objects.create(
            keputusan=other, number=values[0], registration=values[1], blanko=values[2], uji_coba=True,
            issued_on=kisah.at(22).date(), valid_until=kisah.at(23).date(), changed_at=kisah.at(22),
        )  # fmt: skip

    with pytest.raises(act.BadNumbers) as refusal:
        take(kisah, permintaan, rows)

    assert [one.message for one in refusal.value.problems] == [f"“{rows[0][column]}” sudah dipakai sertifikat lain"]


def test_ct4_registration_of_another_licence_is_refused(kisah: Kisah) -> None:
    permintaan = requested(kisah)
    rows = given(kisah, permintaan)
    rows[0][2] = rows[0][2].replace(kisah.rumah.lsp.licence.split("-")[2], "1234")

    assert problems(kisah, permintaan, rows) == [
        (2, f"nomor registrasi memuat lisensi lain, bukan {kisah.rumah.lsp.licence}")
    ]


def test_ct6_database_refuses_a_shape_that_slips_past_the_gate(kisah: Kisah) -> None:
    permintaan = requested(kisah)
    take(kisah, permintaan, given(kisah, permintaan))

    with tenant(kisah.rumah.lsp.pk):
        for change in ({"number": "1"}, {"registration": "1"}, {"blanko": "1"}):
            with pytest.raises(IntegrityError, match="_shape"), transaction.atomic():
                Sertifikat.objects.update(**change)


LICENCE = Lsp(licence="BNSP-LSP-1565-ID")
GOOD = NumberRow(2, "r", "62090 2513 3 0108289 2024", "TIK 1565 54675 2026", "13562747")


TRIAL = NumberRow(2, "r", "62090 2513 3 9000001 2024", "UJI 1565 00001 2026", "90000001")


def said(row: NumberRow, *, uji_coba: bool = False) -> list[str]:
    return [one.message for one in shape_problems(row, lsp=LICENCE, uji_coba=uji_coba)]


@pytest.mark.parametrize(
    "number",
    [
        "62090 2513 3 0108289 2024", "61929 2166 3 0169986 2026", "62010 2512 0 0004501 2025", "70201 2141 0 0000123 2025",
        "62010 2512 0 123456 2025", "62010 2512 0 12345678 2025", "62010 2512 0 90000000 2025",
    ],
)  # fmt: skip
def test_ct3_samples_of_real_numbers_are_taken(number: str) -> None:
    assert said(NumberRow(2, "r", number, GOOD.registration, GOOD.blanko)) == []


@pytest.mark.parametrize(
    "number",
    [
        "", "62090251330108289 2024", "6209 2513 3 0108289 2024", "62090 2513 3 010828 24", "62090 2513 33 0108289 2024",
        "62090 2513 3 01082 2024", "62090 2513 3 010828900 2024", " 62090 2513 3 0108289 2024", "62090 2513 3 0108289 2024\n",
        "٦2090 2513 3 0108289 2024",
    ],
)  # fmt: skip
def test_ct3_other_shapes_are_refused(number: str) -> None:
    assert len(said(NumberRow(2, "r", number, GOOD.registration, GOOD.blanko))) == 1


@pytest.mark.parametrize(("registration", "count"), [
    ("TIK 1565 54675 2026", 0), ("TIK.1565.54675.2026", 0), ("K3L 1565 00012 2025", 0), ("TIK 1566 54675 2026", 1),
    ("tik 1565 54675 2026", 1), ("TIK 1565 5467 2026", 1), ("3TIK 1565 54675 2026", 1), ("", 1),
])  # fmt: skip
def test_ct4_registration_has_sector_licence_serial_and_year(registration: str, count: int) -> None:
    assert len(said(NumberRow(2, "r", GOOD.number, registration, GOOD.blanko))) == count


@pytest.mark.parametrize(
    ("blanko", "count"), [("13562747", 0), ("1356274", 1), ("135627470", 1), ("AB562747", 1), ("", 1)]
)
def test_ct5_blanko_has_eight_digits(blanko: str, count: int) -> None:
    assert len(said(NumberRow(2, "r", GOOD.number, GOOD.registration, blanko))) == count


@pytest.mark.parametrize(("blanko", "uji_coba", "count"), [
    ("89999999", False, 0), ("90000000", False, 1), ("99999999", False, 1), ("89999999", True, 1), ("13562747", True, 1),
    ("00000001", True, 1), ("90000000", True, 0), ("99999999", True, 0),
])  # fmt: skip
def test_l11_blanko_of_a_rehearsal_is_marked_and_no_other(blanko: str, *, uji_coba: bool, count: int) -> None:
    """A rehearsal's import takes its blanks for ever: never one that BNSP may have printed."""
    row = replace(TRIAL if uji_coba else GOOD, blanko=blanko)

    assert len(said(row, uji_coba=uji_coba)) == count


@pytest.mark.parametrize("serial", ["0108289", "123456", "12345678", "90000001"])
def test_l11_rehearsal_never_bears_a_number_that_could_be_bnsps(serial: str) -> None:
    row = NumberRow(2, "r", f"62090 2513 3 {serial} 2024", "UJI 1565 00001 2026", "90000001")

    assert said(row, uji_coba=True) == ["seri uji coba mulai 9000000"]


def test_l11_real_certificate_never_bears_a_marked_number() -> None:
    assert said(NumberRow(2, "r", "62090 2513 3 9000001 2024", GOOD.registration, GOOD.blanko)) == [
        "seri 9000000 ke atas hanya untuk uji coba"
    ]


@pytest.mark.parametrize(
    ("prefix", "uji_coba", "count"), [("UJI", True, 0), ("K3L", True, 1), ("UJI", False, 1), ("K3L", False, 0)]
)
def test_l11_registration_of_a_rehearsal_is_marked_and_no_other(prefix: str, *, uji_coba: bool, count: int) -> None:
    serial = "9000001" if uji_coba else "0000001"
    blanko = (TRIAL if uji_coba else GOOD).blanko
    row = NumberRow(2, "r", f"62090 2513 3 {serial} 2024", f"{prefix} 1565 00001 2026", blanko)

    assert len(said(row, uji_coba=uji_coba)) == count


def test_tampered_file_is_refused_with_a_sentence() -> None:
    good = write_rows(ANSWER_HEAD, [["r", GOOD.number, GOOD.registration, GOOD.blanko]])
    broken = [b"", b"PK\x03\x04", good[: len(good) // 2], b"nomor,registrasi\n", good[:200] + bytes(400) + good[600:]]

    for content in broken:
        with pytest.raises(Unreadable):
            read_answer(content)


def test_other_columns_or_an_empty_body_are_refused() -> None:
    for head, rows in (
        (("A", "B", "C", "D"), [["r", "1", "2", "3"]]),
        (ANSWER_HEAD, []),
        (ANSWER_HEAD, [["", "", "", ""]]),
    ):
        with pytest.raises(Unreadable):
            read_answer(write_rows(head, rows))


def test_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(61 * 1024 * 1024))

    with pytest.raises(Unreadable, match="tidak wajar besarnya"):
        read_answer(out.getvalue())


def test_formula_is_read_as_its_text_and_refused_by_shape() -> None:
    content = write_rows(ANSWER_HEAD, [["r", "=1+1", GOOD.registration, GOOD.blanko]])

    assert said(read_answer(content)[0]) != []
