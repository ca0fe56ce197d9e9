"""Surat Penunjukan TUK: which place is to be verified and used, before its SK (SOP 1.4.2, T2, Q15)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, MENGGANTIKAN, PENGGANTI, Facts, Naskah, Paragraph, Surat
from sahih.documents.vocabulary import Field, Formulir, Section, Signature

PENUNJUKAN_TUK = Surat(
    form=Formulir(
        code="PENUNJUKAN.TUK",
        version=1,
        title="Surat Penunjukan TUK",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    MENGGANTIKAN,
                    Field("nama_tuk", "Nama TUK", "computed"),
                    Field("jenis_tuk", "Tipe TUK", "computed"),
                    Field("alamat_tuk", "Alamat", "computed"),
                ),
            ),
        ),
        signatures=(Signature("ketua", "Ketua {lsp}"),),
    ),
    naskah=Naskah(
        version=1,
        title=("SURAT PENUNJUKAN TEMPAT UJI KOMPETENSI",),
        blocks=(
            Paragraph(
                "Sehubungan dengan pelaksanaan asesmen kompetensi skema sertifikasi {skema_judul} ({skema_nomor}) oleh {lsp}, "
                "dengan ini kami menunjuk:"
            ),
            Facts(
                (
                    ("Nama TUK", "{nama_tuk}"),
                    ("Tipe TUK", "{jenis_tuk}"),
                    ("Alamat", "{alamat_tuk}"),
                    ("Hari/ Tanggal", "{tanggal}"),
                    ("Waktu", "{mulai} – {selesai}"),
                )
            ),
            Paragraph(
                "sebagai Tempat Uji Kompetensi (TUK). TUK digunakan setelah diverifikasi oleh asesor kompetensi yang ditugaskan "
                "dan ditetapkan dengan Surat Keputusan Ketua {lsp}. TUK wajib menjaga ketidakberpihakan asesmen dan kerahasiaan "
                "materi uji kompetensi."
            ),
            Paragraph(PENGGANTI, when="menggantikan"),
            Paragraph("Demikian surat penunjukan ini dibuat untuk dilaksanakan sebagaimana mestinya."),
        ),
        tembusan=("Manajer Sertifikasi LSP", "Arsip"),
    ),
)
