"""The letters, minutes and decrees of the LSP, listed by hand."""

from typing import Final

from sahih.documents.content import Content, Context
from sahih.documents.fr.contoh import Example, filled_example
from sahih.documents.surat import (
    ba_rapat_teknis,
    permohonan_blanko,
    sk_hasil,
    sk_komite_teknis,
    spt_asesor,
    undangan_rapat,
)
from sahih.documents.surat.naskah import Surat

LETTERS: Final[dict[str, Surat]] = {
    "SPT.ASESOR": spt_asesor.SPT_ASESOR,
    "SK.KOMITE": sk_komite_teknis.SK_KOMITE_TEKNIS,
    "UND.RAPAT": undangan_rapat.UNDANGAN_RAPAT,
    "BA.RAPAT": ba_rapat_teknis.BA_RAPAT_TEKNIS,
    "SK.HASIL": sk_hasil.SK_HASIL,
    "SURAT.BLANKO": permohonan_blanko.PERMOHONAN_BLANKO,
}
EXAMPLES: Final[dict[str, Example]] = {
    "SPT.ASESOR": spt_asesor.EXAMPLE,
    "SK.KOMITE": sk_komite_teknis.EXAMPLE,
    "UND.RAPAT": undangan_rapat.EXAMPLE,
    "BA.RAPAT": ba_rapat_teknis.EXAMPLE,
    "SK.HASIL": sk_hasil.EXAMPLE,
    "SURAT.BLANKO": permohonan_blanko.EXAMPLE,
}


def example(surat: Surat) -> tuple[Context, Content]:
    """Return the letter's literal example, filled by each role in turn."""
    one = EXAMPLES[surat.form.code]
    return one.context, filled_example(surat.form, one)
