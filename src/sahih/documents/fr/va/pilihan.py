"""The lists that FR.VA offers (forms 6.5). The paper's last box, a row of dots, is `lainnya` with a text of its own."""

from sahih.documents.vocabulary import Option

LAINNYA = Option("lainnya", "……… (lainnya)")
PERIODE = (
    Option("sebelum", "Sebelum Asesmen"),
    Option("saat", "Pada Saat Asesmen"),
    Option("setelah", "Setelah Asesmen"),
)
TUJUAN = (
    Option("penjaminan_mutu", "Bagian dari proses penjaminan mutu organisasi"),
    Option("risiko", "Mengantisipasi risiko"),
    Option("persyaratan", "Memenuhi persyaratan BNSP"),
    Option("kesesuaian_bukti", "Memastikan kesesuaian bukti-bukti"),
    Option("kualitas_asesmen", "Meningkatkan kualitas asesmen"),
    Option("kualitas_perangkat", "Mengevaluasi kualitas perangkat asesmen"),
    LAINNYA,
)
KONTEKS = (
    Option("internal", "Internal organisasi"),
    Option("eksternal", "Eksternal organisasi"),
    Option("lisensi", "Proses lisensi/re lisensi"),
    Option("kolega_asesor", "Dengan kolega asesor"),
    Option("kolega_organisasi", "Kolega dari organisasi pelatihan atau asesmen"),
    LAINNYA,
)
PENDEKATAN = (
    Option("panel", "Panel asesmen"),
    Option("moderasi", "Pertemuan moderasi"),
    Option("perangkat", "Mengkaji perangkat asesmen"),
    Option("acuan", "Acuan pembanding"),
    Option("uji_coba", "Pengujian lapangan dan uji coba perangkat asesmen"),
    Option("klien", "Umpan balik dari klien"),
)
ORANG = (
    ("asesor_1", "Asesor kompetensi (wajib)"),
    ("asesor_2", "Asesor kompetensi"),
    ("asesor_3", "Asesor kompetensi"),
    ("lead_asesor", "Lead Asesor"),
    ("manajer", "Manager, supervisor"),
    ("ahli", "Tenaga ahli di bidangnya"),
    ("koordinator", "Koord. Pelatihan"),
    ("asosiasi", "Anggota asosiasi industri/profesi"),
)
ACUAN = (
    Option("standar", "Standar kompetensi"),
    Option("sop", "SOP/IK"),
    Option("manual", "Manual Instruction/book"),
    Option("kinerja", "Standar Kinerja"),
    LAINNYA,
)
DOKUMEN = (
    Option("skema", "Skema sertifikasi"),
    Option("skkni", "SKKNI/SK3/SKI"),
    Option("perangkat", "Perangkat asesmen"),
    Option("peraturan", "Peraturan/Pedoman"),
)
KETERAMPILAN = (Option("proaktif", "PRO AKTIF"), Option("active_listening", "ACTIVE LISTENING"), LAINNYA)
ASPEK = (
    "Proses asesmen",
    "Rencana asesmen",
    "Interpretasi standar kompetensi",
    "Interpretasi acuan pembanding lainnya",
    "Penyeleksian dan penerapan metode asesmen",
    "Penyeleksian dan penerapan perangkat asesmen",
    "Bukti-bukti yang dikumpulkan",
    "Proses pengambilan keputusan",
)
# An aspect that meets none of them is answered too; an empty line is a line that nobody looked at.
BELUM = ("belum", "–")
# The paper prints letters; the values tell the two F apart.
ATURAN_BUKTI = tuple(
    Option(value, letter, over="Pemenuhan Terhadap : Aturan Bukti")
    for value, letter in (("valid", "V"), ("asli", "A"), ("terkini", "T"), ("memadai", "M"), BELUM)
)
PRINSIP = tuple(
    Option(value, letter, over="Pemenuhan Terhadap : Prinsip Asesmen")
    for value, letter in (("validitas", "V"), ("reliabel", "R"), ("fleksibel", "F"), ("adil", "F"), BELUM)
)
KESIMPULAN = (
    Option("layak", "Layak digunakan tanpa perbaikan"),
    Option("layak_perbaikan", "Layak digunakan dengan perbaikan"),
    Option("tidak_layak", "Tidak layak digunakan"),
)
