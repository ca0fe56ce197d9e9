"""One literal Surat Perintah Tugas asesor."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import facts
from sahih.documents.vocabulary import Row

EXAMPLE = Example(
    context=facts(
        {
            "peserta": (
                Row(
                    "1",
                    {
                        "nomor": "1",
                        "nama": "Siti Contoh",
                        "perusahaan": "PT Kimia Contoh",
                        "alamat": "Manyar, Gresik",
                        "pekerjaan": "Petugas K3",
                        "telepon": "0812-0000-0001",
                    },
                ),
            )
        },
        nama_asesor="Bambang Contoh",
        reg_asesor="MET.000.002579 2024",
        asal_instansi="LSP Contoh Gresik",
        tempat="TUK Sewaktu Gresik",
    ),
    posted={},
)
