"""One literal FR.AK.07 with both parts: two adjustments, and a plan that does not fit the asesi's work."""

from sahih.documents.content import Context
from sahih.documents.fr.ak_07.definition import RENCANA
from sahih.documents.fr.contoh import HEADER, Example

EXAMPLE = Example(
    context=Context(header=HEADER, rows={"rencana": RENCANA}, prefill={"potensi": "3"}),
    posted={
        "asesor": {
            "tahap": ["sebelum"],
            "potensi": ["3"],
            **{f"karakteristik/{number}/diperlukan": ["tidak"] for number in range(1, 9)},
            "karakteristik/1/diperlukan": ["ya"],
            "karakteristik/1/sarana": ["verbal", "observasi"],
            "karakteristik/4/diperlukan": ["ya"],
            "karakteristik/4/sarana": ["waktu_panjang"],
            "rencana/acuan/sesuai": ["ya"],
            "rencana/potensi/sesuai": ["ya"],
            "rencana/konteks/sesuai": ["tidak"],
            "rencana/konteks/keputusan": ["Observasi di area tangki diganti dengan area gudang bahan kimia."],
            "karakteristik_acuan": ["SKKNI No. 38 Tahun 2019"],
            "karakteristik_metode": ["Observasi langsung dan tanya jawab lisan"],
            "karakteristik_instrumen": ["FR.IA.01 dan FR.IA.07"],
            "rencana_acuan": ["SKKNI No. 38 Tahun 2019 dan SOP gudang PT Kimia Contoh"],
            "rencana_metode": ["Observasi langsung"],
            "rencana_instrumen": ["FR.IA.01"],
        },
    },
)
