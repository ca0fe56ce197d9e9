"""A form or letter as it prints at this LSP, with the facts of its example; nobody in it is real."""

from sahih.documents import fr, surat
from sahih.documents.content import PrintedSignature
from sahih.documents.fr import FORMS
from sahih.documents.ketentuan.models import Kendali
from sahih.documents.pdf import Rendered
from sahih.documents.printing import print_pdf
from sahih.documents.prints import WATERMARK, Kop, block_of, head_of_form
from sahih.documents.surat import LETTERS
from sahih.documents.surat.naskah import Naskah, compose, print_surat

DAY = "2026-11-20"


def print_example(code: str, *, kop: Kop, kendali: Kendali | None, naskah: Naskah | None = None) -> Rendered:
    """The print that is laid beside the LSP's own form; unsigned, and marked as an example on every page."""
    block = block_of(kendali)
    if code in FORMS:
        head, block = head_of_form(kop, block)
        content = fr.example(FORMS[code])[1]
        return print_pdf(FORMS[code], content, [], date=DAY, kop=head, document_block=block, watermark=WATERMARK)
    letter = LETTERS[code]
    signers = [PrintedSignature(box.role, "") for box in letter.form.signatures]
    said = compose(letter, surat.example(letter)[1], naskah)
    return print_surat(letter, said, signers, kop=kop, document_block=block, watermark=WATERMARK)
