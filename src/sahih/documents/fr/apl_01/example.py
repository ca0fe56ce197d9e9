"""One literal FR.APL.01."""

from sahih.documents.content import Context
from sahih.documents.fr.contoh import BERKAS, HEADER, SUSUNAN, Example
from sahih.documents.susunan import rows_of
from sahih.documents.vocabulary import Row

EXAMPLE = Example(
    context=Context(
        header=HEADER,
        rows={
            **rows_of(SUSUNAN),
            "syarat_dasar": (
                Row("dasar-1", {"nomor": "1", "syarat": "Sertifikat pelatihan berbasis kompetensi keselamatan kerja"}),
                Row("dasar-2", {"nomor": "2", "syarat": "Surat keterangan pengalaman kerja di bidang K3"}),
            ),
            "syarat_administratif": (
                Row("adm-1", {"nomor": "1", "syarat": "Fotokopi KTP"}),
                Row("adm-2", {"nomor": "2", "syarat": "Pas foto terbaru 3x4 dengan latar merah"}),
            ),
        },
        choices={"berkas": BERKAS},
    ),
    posted={
        "asesi": {
            "nama": ["Siti Contoh"],
            "nomor_identitas": ["3525014107900001"],
            "tempat_lahir": ["Gresik"],
            "tanggal_lahir": ["1990-07-01"],
            "jenis_kelamin": ["wanita"],
            "kebangsaan": ["Indonesia"],
            "alamat_rumah": ["Jl. Contoh No. 1, Manyar, Gresik"],
            "kode_pos_rumah": ["61151"],
            "hp": ["0812-0000-0001"],
            "email": ["siti@contoh.example"],
            "pendidikan": ["SMA/SMK"],
            "perusahaan": ["PT Kimia Contoh"],
            "jabatan": ["Petugas K3"],
            "tujuan": ["sertifikasi"],
            "syarat_dasar/dasar-1/berkas": ["b2"],
            "syarat_dasar/dasar-2/berkas": ["b3"],
            "syarat_administratif/adm-1/berkas": ["b1"],
        },
        "admin": {
            "syarat_dasar/dasar-1/penilaian": ["memenuhi"],
            "syarat_dasar/dasar-2/penilaian": ["memenuhi"],
            "syarat_administratif/adm-1/penilaian": ["memenuhi"],
            "syarat_administratif/adm-2/penilaian": ["tidak_ada"],
            "rekomendasi": ["diterima"],
            "catatan": ["Pas foto menyusul sebelum asesmen."],
        },
    },
)
