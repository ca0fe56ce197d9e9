"""FR.APL.01, edition 2023."""

from sahih.documents.fr.apl_01 import rules
from sahih.documents.fr.terms import TUJUAN
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Option, Section, Signature

PENDIDIKAN = tuple(Option(one, one) for one in ("SD", "SMP", "SMA/SMK", "D1", "D2", "D3", "D4", "S1", "S2", "S3"))
JENIS_KELAMIN = (Option("laki_laki", "Laki-laki"), Option("wanita", "Wanita"))
JENIS_SKEMA = (Option("kkni", "KKNI"), Option("okupasi", "Okupasi"), Option("klaster", "Klaster"))
ADA = "Ada"
PENILAIAN = (
    Option("memenuhi", "Memenuhi Syarat", over=ADA),
    Option("tidak_memenuhi", "Tidak Memenuhi Syarat", over=ADA),
    Option("tidak_ada", "Tidak Ada"),
)
TELEPON = "No. Telepon/E-mail"
TELEPON_KANTOR = "No. Telp/Fax/E-mail"


def bukti(source: str, title: str, head: str) -> Grid:
    """One of the two tables of part 3: the asesi names the files, the LSP judges them."""
    return Grid(
        source,
        title=title,
        level=3,
        columns=(
            Column("No.", ("{nomor}",), width=10),
            Column(head, ("{syarat}", Field("berkas", "Berkas bukti", "files", required=False)), width=95),
            Column(
                "", (Field("penilaian", "Penilaian LSP", "choice", "admin", options=PENILAIAN),), width=75, spread=True
            ),
        ),
    )


FR_APL_01 = Formulir(
    code="FR.APL.01",
    version=1,
    title="Permohonan Sertifikasi Kompetensi",
    blocks=(
        Section(
            "Bagian 1 : Rincian Data Pemohon Sertifikasi",
            intro="Pada bagian ini, cantumkan data pribadi, data pendidikan formal serta data pekerjaan anda pada saat ini.",
        ),
        Section(
            "a. Data Pribadi",
            (
                Field("nama", "Nama lengkap", hint="Sama dengan KTP.", longest=120, autocomplete="name"),
                Field("nomor_identitas", "No. KTP/NIK/Paspor", hint="NIK terdiri atas 16 angka.", longest=32),
                Field("tempat_lahir", "Tempat lahir", group="Tempat / tgl. Lahir", bare=True, longest=80),
                Field(
                    "tanggal_lahir",
                    "Tanggal lahir",
                    "date",
                    group="Tempat / tgl. Lahir",
                    bare=True,
                    autocomplete="bday",
                ),
                Field("jenis_kelamin", "Jenis kelamin", "choice", options=JENIS_KELAMIN, strike=True, after="*)"),
                Field("kebangsaan", "Kebangsaan", default="Indonesia", longest=60),
                Field("alamat_rumah", "Alamat rumah", "paragraph", longest=400, autocomplete="street-address"),
                Field(
                    "kode_pos_rumah",
                    "Kode pos",
                    required=False,
                    longest=10,
                    group="Alamat rumah",
                    autocomplete="postal-code",
                ),
                Field("telepon_rumah", "Rumah", required=False, group=TELEPON, longest=30),
                Field("telepon_kantor", "Kantor", required=False, group=TELEPON, longest=30),
                Field("hp", "HP", group=TELEPON, longest=30, autocomplete="tel"),
                Field("email", "E-mail", required=False, group=TELEPON, longest=120, autocomplete="email"),
                Field("pendidikan", "Kualifikasi Pendidikan", "choice", options=PENDIDIKAN, columns=0),
            ),
            level=3,
        ),
        Section(
            "b. Data Pekerjaan Sekarang",
            (
                Field("perusahaan", "Nama Institusi / Perusahaan", required=False, autocomplete="organization"),
                Field("jabatan", "Jabatan", required=False, autocomplete="organization-title"),
                Field("alamat_kantor", "Alamat Kantor", "paragraph", required=False, longest=400),
                Field("kode_pos_kantor", "Kode pos", required=False, longest=10, group="Alamat Kantor"),
                Field("telp_perusahaan", "Telp", required=False, group=TELEPON_KANTOR, longest=30),
                Field("fax_perusahaan", "Fax", required=False, group=TELEPON_KANTOR, longest=30),
                Field("email_perusahaan", "E-mail", required=False, group=TELEPON_KANTOR, longest=120),
            ),
            level=3,
        ),
        Section(
            "Bagian 2 : Data Sertifikasi",
            (
                Field(
                    "skema_jenis",
                    "Jenis skema",
                    "computed",
                    options=JENIS_SKEMA,
                    strike=True,
                    group="Skema Sertifikasi",
                ),
                Field("skema_judul", "Judul", "computed", group="Skema Sertifikasi"),
                Field("skema_nomor", "Nomor", "computed", group="Skema Sertifikasi"),
                Field("tujuan", "Tujuan Asesmen", "choice", options=TUJUAN, columns=1),
                Field("tujuan_lainnya", "Lainnya", required=False, group="Tujuan Asesmen"),
            ),
            intro="Tuliskan Judul dan Nomor Skema Sertifikasi yang anda ajukan berikut Daftar Unit Kompetensi sesuai kemasan "
            "pada skema sertifikasi untuk mendapatkan pengakuan sesuai dengan latar belakang pendidikan, pelatihan serta "
            "pengalaman kerja yang anda miliki.",
        ),
        Grid(
            "unit",
            title="Daftar Unit Kompetensi sesuai kemasan:",
            level=3,
            columns=(
                Column("No.", ("{nomor}",), width=10),
                Column("Kode Unit", ("{unit}",), width=35),
                Column("Judul Unit", ("{unit_judul}",), width=95),
                Column("Standar Kompetensi Kerja", ("{standar}",), width=40),
            ),
        ),
        Section("Bagian 3 : Bukti Kelengkapan Pemohon"),
        bukti("syarat_dasar", "3.1 Bukti Persyaratan Dasar Pemohon", "Bukti Persyaratan Dasar"),
        bukti("syarat_administratif", "3.2 Bukti Administratif", "Bukti Administratif"),
    ),
    foot=Section(
        "Rekomendasi (diisi oleh LSP):",
        (
            Field(
                "rekomendasi",
                "Berdasarkan ketentuan persyaratan dasar, maka pemohon:",
                "choice",
                "admin",
                options=(Option("diterima", "Diterima"), Option("tidak_diterima", "Tidak diterima")),
                strike=True,
                after="*) sebagai peserta sertifikasi",
            ),
            Field("catatan", "Catatan :", "paragraph", "admin", required=False, longest=1000),
        ),
    ),
    footnotes=("* coret yang tidak sesuai",),
    signatures=(
        Signature("asesi", "Pemohon/ Kandidat :", sign_label="Tanda tangan/ Tanggal"),
        Signature("admin", "Admin LSP :", sign_label="Tanda tangan/ Tanggal", place=2),
    ),
    check=rules.check,
    derive=rules.derive,
    needed=rules.needed,
)
