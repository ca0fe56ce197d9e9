"""The sixteen digits: what is refused, what only warns (N1–N3)."""

import datetime as dt

import pytest

from sahih.institution.accounts.nik import check_nik, masked

WOMAN = "3273014508900001"  # 5 August 1990


def test_n1_birth_date_and_sex_that_agree_say_nothing() -> None:
    seen = check_nik(WOMAN, birth_date=dt.date(1990, 8, 5), sex="Wanita")

    assert (seen.error, seen.warning) == ("", "")


@pytest.mark.parametrize("nik", [
    "", "327301450890001", "32730145089000011", "327301450890000a", "3273 014508900001", "٣٢٧٣٠١٤٥٠٨٩٠٠٠٠١",
    "1111111111111111", "3273014508900000", "3273010008900001", "3273013208900001", "3273017208900001",
    "3273014513900001", "3273014500900001",
])  # fmt: skip
def test_n2_number_that_cannot_exist_is_refused(nik: str) -> None:
    assert check_nik(nik).error != ""


@pytest.mark.parametrize("nik", [WOMAN, "3273017108900001", "3273013108900001", "3273010102000001"])
def test_n2_number_that_can_exist_is_taken(nik: str) -> None:
    assert check_nik(nik).error == ""


@pytest.mark.parametrize(
    ("born", "sex"),
    [(dt.date(1990, 8, 6), "Wanita"), (dt.date(1990, 8, 5), "Laki-laki"), (dt.date(1991, 8, 5), "Wanita")],
)
def test_n3_disagreement_warns_and_never_refuses(born: dt.date, sex: str) -> None:
    seen = check_nik(WOMAN, birth_date=born, sex=sex)

    assert seen.error == ""
    assert "Petugas LSP akan memeriksa KTP" in seen.warning


def test_n2_two_digits_of_the_year_have_no_century() -> None:
    assert check_nik("3273010505100001", birth_date=dt.date(1910, 5, 5)).warning == ""
    assert check_nik("3273010505100001", birth_date=dt.date(2010, 5, 5)).warning == ""


def test_n4_list_shows_the_ends_only() -> None:
    assert (masked(WOMAN), masked("")) == ("3273••••••••0001", "••••")
