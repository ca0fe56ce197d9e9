"""The official forms, listed by hand."""

from typing import Final

from sahih.documents.content import Content, Context
from sahih.documents.fr import (
    ak_01,
    ak_02,
    ak_03,
    ak_04,
    ak_05,
    ak_06,
    ak_07,
    apl_01,
    apl_02,
    ceklis,
    ia_01,
    komitmen,
    mapa_01,
    mapa_02,
    pengesahan_muk,
    tanda_terima,
    va,
    verifikasi_tuk,
    verifikasi_tuk_langsung,
    visibilitas,
)
from sahih.documents.fr.contoh import Example, filled_example
from sahih.documents.vocabulary import Formulir

FORMS: Final[dict[str, Formulir]] = {
    "FR.APL.01": apl_01.FR_APL_01,
    "FR.APL.02": apl_02.FR_APL_02,
    "FR.AK.01": ak_01.FR_AK_01,
    "FR.IA.01": ia_01.FR_IA_01,
    "FR.AK.02": ak_02.FR_AK_02,
    "FR.AK.05": ak_05.FR_AK_05,
    "FR.AK.03": ak_03.FR_AK_03,
    "FR.AK.04": ak_04.FR_AK_04,
    "FR.AK.07": ak_07.FR_AK_07,
    "FR.MAPA.01": mapa_01.FR_MAPA_01,
    "FR.MAPA.02": mapa_02.FR_MAPA_02,
    "FR.AK.06": ak_06.FR_AK_06,
    "FR.VA": va.FR_VA,
    "MUK.CHECKLIST": ceklis.CEKLIS,
    "VERIFIKASI.TUK": verifikasi_tuk.VERIFIKASI_TUK,
    "VERIFIKASI.TUK.TM": verifikasi_tuk_langsung.VERIFIKASI_TUK_LANGSUNG,
    "KAJI.VISIBILITAS": visibilitas.KAJI_VISIBILITAS,
    "PENGESAHAN.MUK": pengesahan_muk.PENGESAHAN_MUK,
    "KOMITMEN": komitmen.KOMITMEN,
    "TANDA.TERIMA": tanda_terima.TANDA_TERIMA,
}
EXAMPLES: Final[dict[str, Example]] = {
    "FR.APL.01": apl_01.EXAMPLE,
    "FR.APL.02": apl_02.EXAMPLE,
    "FR.AK.01": ak_01.EXAMPLE,
    "FR.IA.01": ia_01.EXAMPLE,
    "FR.AK.02": ak_02.EXAMPLE,
    "FR.AK.05": ak_05.EXAMPLE,
    "FR.AK.03": ak_03.EXAMPLE,
    "FR.AK.04": ak_04.EXAMPLE,
    "FR.AK.07": ak_07.EXAMPLE,
    "FR.MAPA.01": mapa_01.EXAMPLE,
    "FR.MAPA.02": mapa_02.EXAMPLE,
    "FR.AK.06": ak_06.EXAMPLE,
    "FR.VA": va.EXAMPLE,
    "MUK.CHECKLIST": ceklis.EXAMPLE,
    "VERIFIKASI.TUK": verifikasi_tuk.EXAMPLE,
    "VERIFIKASI.TUK.TM": verifikasi_tuk_langsung.EXAMPLE,
    "KAJI.VISIBILITAS": visibilitas.EXAMPLE,
    "PENGESAHAN.MUK": pengesahan_muk.EXAMPLE,
    "KOMITMEN": komitmen.EXAMPLE,
    "TANDA.TERIMA": tanda_terima.EXAMPLE,
}


def example(formulir: Formulir) -> tuple[Context, Content]:
    """Return the form's literal example, filled by each role in turn."""
    one = EXAMPLES[formulir.code]
    return one.context, filled_example(formulir, one)
