"""A PDF that acts by itself is refused wherever in it the act is written."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from sahih.kernel.vault.inspection import Unacceptable, inspect


def pdf_with(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    change(pdf)
    pdf.save(out)
    return out.getvalue()


def linking(action: pikepdf.Dictionary) -> Callable[[pikepdf.Pdf], None]:
    """An annotation written inside its page, with its action written inside the annotation."""

    def change(pdf: pikepdf.Pdf) -> None:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
        pdf.pages[0].obj["/Annots"] = Array([link])

    return change


def hiding_a_file(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/Names"] = Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))


@pytest.mark.parametrize(
    "change",
    [
        linking(Dictionary(S=Name.JavaScript, JS="app.alert(1)")),
        linking(Dictionary(S=Name.Launch, F="cmd.exe")),
        linking(Dictionary(S=Name.SubmitForm, F="https://example.org/")),
        hiding_a_file,
    ],
)
def test_pdf_with_an_act_inside_another_object_is_refused(change: Callable[[pikepdf.Pdf], None]) -> None:
    content = pdf_with(change)

    with pytest.raises(Unacceptable, match="perintah atau lampiran"):
        inspect(content, name="ijazah.pdf")


def test_pdf_with_a_plain_link_is_taken() -> None:
    content = pdf_with(linking(Dictionary(S=Name.URI, URI="https://example.org/")))

    assert inspect(content, name="ijazah.pdf").mime == "application/pdf"
