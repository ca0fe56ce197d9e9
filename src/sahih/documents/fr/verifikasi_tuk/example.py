"""One literal remote verification of a TUK."""

from sahih.documents.fr.contoh import TEMPAT_UJI, Example

EXAMPLE = Example(
    context=TEMPAT_UJI,
    posted={
        "verifikator": {
            "hari_tanggal": ["2026-11-18"],
            "metode": ["observasi", "demonstrasi", "tes_tulis"],
            "persyaratan/1/kondisi": ["sesuai"],
            "persyaratan/1/foto": ["f1"],
            "persyaratan/2/kondisi": ["sesuai"],
            "persyaratan/2/catatan": ["Diukur dua kali, 4 Mbps."],
            "persyaratan/2/foto": ["f2"],
            "keputusan": ["sesuai"],
            "kota": ["Gresik"],
        }
    },
)
