"""One literal verification of a TUK on the spot."""

from sahih.documents.fr.contoh import TEMPAT_UJI, Example

GROUPS = {"ruang": 4, "peralatan": 3, "bahan": 2}
MET = {f"{source}/{number}/kondisi": ["ya"] for source, count in GROUPS.items() for number in range(1, count + 1)}

EXAMPLE = Example(
    context=TEMPAT_UJI,
    posted={
        "verifikator": {
            "hari_tanggal": ["2026-11-18"],
            "kepala_tuk": ["Agus Contoh"],
            **MET,
            "persyaratan/1/kondisi": ["baik"],
            "persyaratan/1/foto": ["f1"],
            "persyaratan/2/kondisi": ["baik"],
            "keputusan": ["layak"],
            "kota": ["Gresik"],
        },
        "manajer": {},
    },
)
