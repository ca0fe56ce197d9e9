"""Names of files that are handed out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahih.web.naming import LONGEST, file_name, stem_of


@pytest.mark.parametrize(
    ("parts", "ending", "name"),
    [
        (("FR.APL.01", "ab12cd", "Permohonan Sertifikasi Kompetensi"), "pdf", "FR.APL.01-ab12cd-Permohonan-Sertifikasi-Kompetensi.pdf"),
        (("skema", "003/SKM/KATIGA/2026", "v2", "Operator “B3” – Café"), "yaml", "skema-003-SKM-KATIGA-2026-v2-Operator-B3-Cafe.yaml"),
        (("MUK", 1, None, ""), "xlsx", "MUK-1.xlsx"),
        (("../../etc/passwd", 'x";\r\nSet-Cookie: a'), "pdf", "etc-passwd-x-Set-Cookie-a.pdf"),
        (("", "—"), "zip", "berkas.zip"),
        (("a" * 30 + " " + "b" * 40,), "pdf", "a" * 30 + ".pdf"),
    ],
)  # fmt: skip
def test_name_says_code_number_and_title(parts: tuple[object, ...], ending: str, name: str) -> None:
    assert file_name(*parts, ending=ending) == name


@given(st.lists(st.text(max_size=200), max_size=5))
def test_name_is_safe_in_a_header_whatever_the_parts(parts: list[str]) -> None:
    name = file_name(*parts, ending="pdf")

    assert name.isascii()
    assert not set(name) & set('"\\/;\r\n ')
    assert name[0] not in ".-"
    assert len(name) <= LONGEST + len(".pdf")


def test_stem_leaves_dots_that_are_no_ending() -> None:
    assert (stem_of("FR.APL.01 x.pdf"), stem_of("FR.APL.01 abcdefghij")) == ("FR.APL.01 x", "FR.APL.01 abcdefghij")
