"""The gallery: every component once, for people who write pages and for the tests. Never in production."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from sahih.web.ui import errors
from sahih.web.ui.context import is_development
from sahih.web.ui.galeri_lembar import galeri_lembar
from sahih.web.ui.parts import Badge, Cell, Fact, Link, Problem, Seal, Shell, Step, Table, Task, Tone, Upload

app_name = "galeri"


class ContohForm(forms.Form):
    """One field of each kind; posted as it stands, each kind shows its error."""

    nama = forms.CharField(label="Nama lengkap", help_text="Seperti tertulis pada KTP.")
    nik = forms.RegexField(
        r"^\d{16}$",
        label="NIK",
        error_messages={"invalid": "NIK terdiri dari 16 angka; ini baru 15. Periksa KTP Anda."},
    )
    surel = forms.EmailField(label="Alamat e-mail", required=False)
    skema = forms.ChoiceField(
        label="Skema sertifikasi",
        choices=[("", "Pilih …"), ("k3", "Petugas K3"), ("ds", "Junior Associate Data Scientist")],
    )
    tujuan = forms.ChoiceField(
        label="Tujuan asesmen",
        choices=[
            ("sertifikasi", "Sertifikasi"),
            ("pkt", "Pengakuan Kompetensi Terkini (PKT)"),
            ("rpl", "Rekognisi Pembelajaran Lampau (RPL)"),
        ],
        widget=forms.RadioSelect,
    )
    bukti = forms.MultipleChoiceField(
        label="Bukti yang akan dikumpulkan",
        choices=[("tl", "Hasil verifikasi TUK"), ("l", "Hasil observasi langsung"), ("t", "Hasil pertanyaan tertulis")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    alasan = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    setuju = forms.BooleanField(label="Saya menyatakan isian ini benar.")


TASKS = (
    Task(
        "Tinjau permohonan — Petugas K3",
        "#",
        "Perusahaan kimia, Gresik · 12 orang, dokumen lengkap 11",
        Badge("2 hari", Tone.WAIT),
    ),
    Task(
        "Asesor pengganti untuk 26 Nov",
        "#",
        "Asesor menolak: sakit · 3 calon memenuhi semua syarat",
        Badge("mendesak", Tone.NO),
    ),
    Task("Ajukan nomor blangko — SK 012", "#", "18 K, 2 BK · daftar dan tiga surat siap", Badge("siap", Tone.OK)),
)
STEPS = (
    Step("Permohonan diterima", "FR.APL.01 ditandatangani 3 Nov · ditinjau admin 4 Nov", "done"),
    Step("Pembayaran sah", "Dibayar perusahaan · INV/014/KTG/XI/2026", "done"),
    Step("Asesmen mandiri", "Isi dan tandatangani FR.APL.02 paling lambat Jumat 27 Nov", "now", "#"),
    Step("Jadwal dan tempat uji", "Anda ikut menyetujui tanggal", "later"),
    Step("Keputusan dan sertifikat", "Komite teknis memutuskan, BNSP memberi nomor", "later"),
)
FACTS = (
    Fact("Nama", "Contoh Asesi"),
    Fact("Kompetensi", "Petugas Keselamatan dan Kesehatan Kerja"),
    Fact("No. sertifikat", "71102 3257 4 0000123 2026", is_number=True),
    Fact("Berlaku", "20 Nov 2026 – 20 Nov 2029", is_number=True),
)
TABLE = Table(
    "Permohonan bulan ini",
    ("Nama", "Skema", "Diajukan", "Biaya", "Status"),
    (
        (
            Cell("Rini Wulandari", "#"),
            Cell("Petugas K3"),
            Cell("3 Nov 2026"),
            Cell("Rp1.350.000", is_number=True),
            Cell("Diterima", tone=Tone.OK),
        ),
        (
            Cell("Bambang Setiawan", "#"),
            Cell("Petugas K3"),
            Cell("4 Nov 2026"),
            Cell("Rp1.350.000", is_number=True),
            Cell("Dikembalikan", tone=Tone.WAIT),
        ),
        (
            Cell("Siti Nurhaliza binti Abdurrahman", "#"),
            Cell("Junior Associate Data Scientist"),
            Cell("5 Nov 2026"),
            Cell("Rp2.500.000", is_number=True),
            Cell("Ditolak", tone=Tone.NO),
        ),
    ),
)
KUK = (
    ("1.1", "Jenis pekerjaan yang memerlukan izin kerja diidentifikasi sesuai prosedur.", "ya", ""),
    ("1.2", "Persyaratan izin kerja ditetapkan sesuai dengan jenis bahaya dan peraturan perundangan.", "tidak", ""),
    ("1.3", "Petugas yang terlibat diberi penjelasan tentang isi izin kerja.", "", "gap"),
)
SHELL = Shell(
    nav=(
        Link("Tugas", "#", is_current=True, count=9),
        Link("Permohonan", "#"),
        Link("Jadwal", "#"),
        Link("Keputusan", "#"),
        Link("Sertifikat", "#"),
    ),
    place="LSP Katiga Contoh",
    role="Admin LSP",
    places=(
        Link("LSP Katiga Contoh", "#", is_current=True, note="Admin LSP"),
        Link("LSP Data Contoh", "#", note="Asesor"),
        Link("Berkas saya", "#", note="Asesi"),
    ),
    person="Ayu Lestari",
    trial="Uji coba: tidak ada sertifikat di sini yang berlaku.",
)


def _contents() -> dict[str, object]:
    posted = {"nama": "", "nik": "321507120890001", "skema": "", "surel": "ayu@contoh", "alasan": "Perpanjangan"}
    return {
        "tasks": TASKS,
        "steps": STEPS,
        "facts": FACTS,
        "table": TABLE,
        "kuk_rows": KUK,
        "form": ContohForm(auto_id="contoh_%s"),
        "refused_form": ContohForm(posted),
        "badges": [
            Badge("Menunggu", Tone.WAIT),
            Badge("Diterima", Tone.OK),
            Badge("Ditolak", Tone.NO),
            Badge("Berlangsung", Tone.INFO),
            Badge("Draf"),
        ],
        "states": ["diajukan", "kompeten", "belum_kompeten", "berlangsung", "draf"],
        "seals": [
            Seal("Berlaku", Tone.OK, "Diperiksa 20 Nov 2026 10.15"),
            Seal("Dicabut", Tone.NO, "Sejak 2 Okt 2026"),
            Seal("Akan berakhir", Tone.WAIT),
        ],
        "problems": [Problem("KTP belum diunggah. Unggah pada bagian Dokumen.", "id_ktp")],
        "upload": Upload(
            "ktp",
            "KTP",
            "Foto atau PDF, paling besar 10 MB.",
            files=[Link("ktp-ayu.jpg", "#", note="1,2 MB · diterima 09.42")],
        ),
        "bad_upload": Upload("ijazah", "Ijazah terakhir", errors=["Berkas ini kosong (0 byte). Pilih berkas lain."]),
    }


def galeri(request: HttpRequest) -> HttpResponse:
    """Every component on one page."""
    if not is_development():
        raise Http404
    messages.success(request, "Permohonan dikirim. LSP menjawab paling lambat 24 Nov.")
    messages.error(request, "Foto KTP tidak terbaca. Ambil ulang di tempat terang.")
    request.shell = SHELL  # type: ignore[attr-defined]  # set by a middleware elsewhere
    return render(request, "ui/galeri.html", _contents())


def galeri_part(request: HttpRequest, name: str) -> HttpResponse:
    """A page on its own: one of the main kinds, or an error."""
    pages = {"asesi", "admin", "asesor", "verifikasi"}
    failures: dict[str, errors.View] = {
        "403": errors.forbidden,
        "404": errors.not_found,
        "422": errors.unprocessable,
        "500": errors.server_error,
        "503": errors.unavailable,
    }
    if not is_development() or name not in pages | failures.keys():
        raise Http404
    request.shell = SHELL  # type: ignore[attr-defined]  # set by a middleware elsewhere
    if name in failures:
        return failures[name](request)
    return render(request, f"ui/galeri_{name}.html", _contents())


urlpatterns = [
    path("", galeri, name="galeri"),
    path("lembar/<str:code>/<slug:role>/<slug:state>/", galeri_lembar, name="lembar"),
    path("<slug:name>/", galeri_part, name="part"),
]
