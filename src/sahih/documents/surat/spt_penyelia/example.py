"""One literal Surat Perintah Tugas asesor penyelia."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import facts

EXAMPLE = Example(
    context=facts(
        {},
        menggantikan="011/SPT/LSP-CONTOH/XI/2026",
        nama_penyelia="Endah Contoh",
        reg_penyelia="MET.000.001377 2023",
        nama_asesor="Bambang Contoh",
        jumlah_asesi="12",
    ),
    posted={},
)
