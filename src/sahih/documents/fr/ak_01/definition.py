"""FR.AK.01, edition 2023: nothing starts before both have signed it."""

from sahih.documents.fr.ak_01 import rules
from sahih.documents.vocabulary import Field, Formulir, Option, Section, Signature, Statement

BUKTI = (
    Option("portofolio", "Hasil Verifikasi Portofolio"),
    Option("reviu_produk", "Hasil Reviu Produk"),
    Option("observasi", "Hasil Observasi Langsung"),
    Option("kegiatan_terstruktur", "Hasil Kegiatan Terstruktur"),
    Option("lisan", "Hasil Pertanyaan Lisan"),
    Option("tertulis", "Hasil Pertanyaan Tertulis"),
    Option("lainnya", "Lainnya"),
    Option("wawancara", "Hasil Pertanyaan Wawancara"),
)
HARI_TANGGAL = "Hari / Tanggal"

FR_AK_01 = Formulir(
    code="FR.AK.01",
    version=1,
    title="Persetujuan Asesmen dan Kerahasiaan",
    header=("skema", "tuk", "asesor", "asesi"),
    blocks=(
        Statement(
            "Persetujuan Asesmen ini untuk menjamin bahwa Asesi telah diberi arahan secara rinci tentang perencanaan dan "
            "proses asesmen"
        ),
        Section(
            "",
            (
                Field("bukti", "Bukti yang akan dikumpulkan :", "many", "asesor", options=BUKTI, columns=2),
                Field("bukti_lainnya", "Lainnya", by="asesor", required=False, group="Bukti yang akan dikumpulkan :"),
            ),
        ),
        Section(
            "Pelaksanaan asesmen disepakati pada:",
            (
                Field("hari_tanggal", HARI_TANGGAL, "computed"),
                Field("waktu", "Waktu", "computed"),
                Field("tuk", "TUK", "computed"),
            ),
        ),
        Statement(
            "Asesi: Bahwa saya telah mendapatkan penjelasan terkait hak dan prosedur banding asesmen dari asesor.",
            "banding",
            "asesi",
        ),
        Statement(
            "Asesor: Menyatakan tidak akan membuka hasil pekerjaan yang saya peroleh karena penugasan saya sebagai Asesor "
            "dalam pekerjaan Asesmen kepada siapapun atau organisasi apapun selain kepada pihak yang berwenang sehubungan "
            "dengan kewajiban saya sebagai Asesor yang ditugaskan oleh LSP.",
            "kerahasiaan",
            "asesor",
        ),
        Statement(
            "Asesi: Saya setuju mengikuti asesmen dengan pemahaman bahwa informasi yang dikumpulkan hanya digunakan untuk "
            "pengembangan profesional dan hanya dapat diakses oleh orang tertentu saja.",
            "mengikuti",
            "asesi",
        ),
    ),
    signatures=(
        Signature("asesor", "Asesor :", 1, reg_label="No. Reg. MET", sign_label="Tanda tangan Asesor :\nTanggal :"),
        Signature("asesi", "Asesi :", 2, sign_label="Tanda tangan Asesi :\nTanggal :"),
    ),
    derive=rules.derive,
    needed=rules.needed,
)
