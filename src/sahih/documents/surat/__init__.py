"""The letters, minutes and decrees of the LSP, listed by hand."""

from typing import Final

from sahih.documents.content import Content, Context
from sahih.documents.fr.contoh import Example, filled_example
from sahih.documents.surat import (
    ba_gangguan,
    ba_penerbitan,
    ba_rapat_teknis,
    balasan_pinjam,
    daftar_asesi,
    daftar_asesor,
    daftar_hadir,
    info_surveilan,
    kuitansi,
    penunjukan_tuk,
    permohonan_blanko,
    pinjam_asesor,
    sk_hasil,
    sk_komite_teknis,
    sk_persyaratan_tuk,
    sk_tuk,
    spt_asesor,
    spt_penyelia,
    spt_tuk,
    tagihan,
    tata_tertib,
    undangan_rapat,
)
from sahih.documents.surat.naskah import Surat

LETTERS: Final[dict[str, Surat]] = {
    "SPT.ASESOR": spt_asesor.SPT_ASESOR,
    "SPT.PENYELIA": spt_penyelia.SPT_PENYELIA,
    "SK.KOMITE": sk_komite_teknis.SK_KOMITE_TEKNIS,
    "UND.RAPAT": undangan_rapat.UNDANGAN_RAPAT,
    "BA.RAPAT": ba_rapat_teknis.BA_RAPAT_TEKNIS,
    "SK.HASIL": sk_hasil.SK_HASIL,
    "SURAT.BLANKO": permohonan_blanko.PERMOHONAN_BLANKO,
    "SPT.TUK": spt_tuk.SPT_TUK,
    "PENUNJUKAN.TUK": penunjukan_tuk.PENUNJUKAN_TUK,
    "SK.TUK": sk_tuk.SK_TUK,
    "SK.PERSYARATAN.TUK": sk_persyaratan_tuk.SK_PERSYARATAN_TUK,
    "PINJAM.ASESOR": pinjam_asesor.PINJAM_ASESOR,
    "BALASAN.PINJAM": balasan_pinjam.BALASAN_PINJAM,
    "BA.PENERBITAN": ba_penerbitan.BA_PENERBITAN,
    "BA.GANGGUAN": ba_gangguan.BA_GANGGUAN,
    "DAFTAR.ASESI": daftar_asesi.DAFTAR_ASESI,
    "DAFTAR.ASESOR": daftar_asesor.DAFTAR_ASESOR,
    "DAFTAR.HADIR": daftar_hadir.DAFTAR_HADIR,
    "TAGIHAN": tagihan.TAGIHAN,
    "KUITANSI": kuitansi.KUITANSI,
    "INFO.SURVEILAN": info_surveilan.INFO_SURVEILAN,
    "TATA.TERTIB": tata_tertib.TATA_TERTIB,
}
EXAMPLES: Final[dict[str, Example]] = {
    "SPT.ASESOR": spt_asesor.EXAMPLE,
    "SPT.PENYELIA": spt_penyelia.EXAMPLE,
    "SK.KOMITE": sk_komite_teknis.EXAMPLE,
    "UND.RAPAT": undangan_rapat.EXAMPLE,
    "BA.RAPAT": ba_rapat_teknis.EXAMPLE,
    "SK.HASIL": sk_hasil.EXAMPLE,
    "SURAT.BLANKO": permohonan_blanko.EXAMPLE,
    "SPT.TUK": spt_tuk.EXAMPLE,
    "PENUNJUKAN.TUK": penunjukan_tuk.EXAMPLE,
    "SK.TUK": sk_tuk.EXAMPLE,
    "SK.PERSYARATAN.TUK": sk_persyaratan_tuk.EXAMPLE,
    "PINJAM.ASESOR": pinjam_asesor.EXAMPLE,
    "BALASAN.PINJAM": balasan_pinjam.EXAMPLE,
    "BA.PENERBITAN": ba_penerbitan.EXAMPLE,
    "BA.GANGGUAN": ba_gangguan.EXAMPLE,
    "DAFTAR.ASESI": daftar_asesi.EXAMPLE,
    "DAFTAR.ASESOR": daftar_asesor.EXAMPLE,
    "DAFTAR.HADIR": daftar_hadir.EXAMPLE,
    "TAGIHAN": tagihan.EXAMPLE,
    "KUITANSI": kuitansi.EXAMPLE,
    "INFO.SURVEILAN": info_surveilan.EXAMPLE,
    "TATA.TERTIB": tata_tertib.EXAMPLE,
}


def example(surat: Surat) -> tuple[Context, Content]:
    """Return the letter's literal example, filled by each role in turn."""
    one = EXAMPLES[surat.form.code]
    return one.context, filled_example(surat.form, one)
