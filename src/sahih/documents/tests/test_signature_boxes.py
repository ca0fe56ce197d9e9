"""Each print shows who signed, as what, under which number, when and how surely, with a way to the proof (X1, FX13)."""

from collections import Counter
from io import BytesIO

import pikepdf
import pytest

from sahih.documents import fr
from sahih.documents.content import PrintedSignature
from sahih.documents.printing import print_pdf
from sahih.documents.tests.test_formulir import FORMS, filled, squeezed
from sahih.documents.tests.test_pdf import text_of

PROOF = "https://sahih.example/verifikasi/tanda-tangan/"


def printed(code: str) -> tuple[list[PrintedSignature], bytes]:
    """The example signed in every box, each by somebody else, elsewhere and otherwise."""
    formulir, example = FORMS[code]
    signed = [
        PrintedSignature(
            role=box.role, name=f"Penanda{n}Contoh", reg=f"MET.000.{n}23456", at=f"2{n}-11-2026 09.0{n} WIB",
            level=f"tingkat-{n}", qr_url=f"{PROOF}{n}",
        )
        for n, box in enumerate(formulir.signatures, 1)
    ]  # fmt: skip
    return signed, print_pdf(formulir, filled(formulir, example), signed, date="2026-11-20").pdf


def codes_in(pdf: bytes) -> Counter[str]:
    """What each drawing says it is: a QR names the box that it proves."""
    with pikepdf.open(BytesIO(pdf)) as document:
        said = [str(one.get("/Alt", "")) for one in document.objects if isinstance(one, pikepdf.Dictionary)]
    return Counter(one for one in said if one.startswith("Kode QR tanda tangan"))


@pytest.mark.parametrize("code", fr.FORMS)
def test_x1_print_shows_all_six_facts_of_each_signature(code: str) -> None:
    formulir, _example = FORMS[code]

    signed, pdf = printed(code)

    text = squeezed(text_of(pdf))
    told = {part: squeezed(part) in text for one in signed for part in (one.name, one.at, one.level)}
    numbered = [one for one, box in zip(signed, formulir.signatures, strict=True) if box.reg_label or formulir.signed_in == "table"]  # fmt: skip
    labels = [box.label for box in formulir.signatures]
    assert told == dict.fromkeys(told, True)
    assert [one.reg for one in numbered if squeezed(one.reg) not in text] == []
    assert [label for label in labels if squeezed(label) not in text] == []
    assert sum(codes_in(pdf).values()) == len(signed)


@pytest.mark.parametrize("code", [code for code in fr.FORMS if any(s.role == "asesi" for s in fr.FORMS[code].signatures)])  # fmt: skip
def test_fx13_refusal_stands_in_the_box_of_every_form_an_asesi_signs(code: str) -> None:
    formulir, example = FORMS[code]
    refused = [PrintedSignature("asesi", "Siti Contoh", note="Asesi menolak menandatangani: belum dibacakan.")]

    pdf = print_pdf(formulir, filled(formulir, example), refused, date="2026-11-20").pdf

    assert squeezed("Asesi menolak menandatangani: belum dibacakan.") in squeezed(text_of(pdf))
