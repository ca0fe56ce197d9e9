"""What the people of a rehearsal type into the forms."""

import datetime as dt
import io
from collections.abc import Sequence

import pikepdf
from PIL import Image, ImageDraw

from sahih.documents.content import Content

Posted = dict[str, list[str]]


def paper(text: str) -> bytes:
    """A small, valid PDF that differs by its title."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 200))
        pdf.docinfo["/Title"] = text
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def logo() -> bytes:
    """A mark of nobody: a disc on white."""
    out = io.BytesIO()
    picture = Image.new("RGB", (240, 240), "white")
    ImageDraw.Draw(picture).ellipse((20, 20, 220, 220), fill=(10, 106, 74))
    picture.save(out, "PNG")
    return out.getvalue()


def photo(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (90, 120), (160 + shade % 60, 20, 20)).save(out, "JPEG")
    return out.getvalue()


def nik(number: int, born: dt.date, *, woman: bool, house: int) -> str:
    """A NIK that agrees with the birth date (N1); region 99 does not exist."""
    day = born.day + (40 if woman else 0)
    return f"9901{house % 100:02d}{day:02d}{born.month:02d}{born.year % 100:02d}{number:04d}"


def apl01(content: Content, files: dict[str, str], *, name: str, number: int, house: int, company: str) -> Posted:
    """Part 1 to 3 of FR.APL.01; each requirement names a paper."""
    woman, born = number % 3 == 0, dt.date(1985 + number % 12, 1 + number % 12, 1 + number % 27)
    posted = {
        "nama": [name], "nomor_identitas": [nik(number, born, woman=woman, house=house)], "tempat_lahir": ["Gresik"],
        "tanggal_lahir": [born.isoformat()], "jenis_kelamin": ["wanita" if woman else "laki_laki"],
        "kebangsaan": ["Indonesia"], "alamat_rumah": [f"Jl. Melati {number}, Manyar, Gresik"], "kode_pos_rumah": ["61151"],
        "hp": [f"0812-0000-{number:04d}"], "pendidikan": ["SMA/SMK"], "perusahaan": [company], "jabatan": ["Petugas K3"],
        "tujuan": ["sertifikasi"],
    }  # fmt: skip
    for source in ("syarat_dasar", "syarat_administratif"):
        for index, row in enumerate(content["rows"][source]):
            posted[f"{source}/{row['key']}/berkas"] = [
                files["foto"]
                if "foto" in row["cells"]["syarat"].lower() and "kopi" not in row["cells"]["syarat"].lower()
                else list(files.values())[index % len(files)]
            ]
    return posted


def judgement(content: Content) -> Posted:
    """The admin finds every paper in order."""
    posted = {
        f"{source}/{row['key']}/penilaian": ["memenuhi"]
        for source in ("syarat_dasar", "syarat_administratif")
        for row in content["rows"][source]
    }
    return posted | {"rekomendasi": ["diterima"]}


def apl02(content: Content, files: dict[str, str]) -> Posted:
    """K on every elemen, with a paper (PL3)."""
    posted: Posted = {}
    for row in content["rows"]["elemen"]:
        posted[f"elemen/{row['key']}/jawaban"] = ["k"]
        posted[f"elemen/{row['key']}/bukti"] = [next(iter(files.values()))]
    return posted


def ia01(content: Content, *, competent: bool) -> Posted:
    """Ya on every KUK, or two of them not met."""
    keys = [row["key"] for row in content["rows"]["kuk"]]
    missed = set() if competent else set(keys[5:7])
    posted = {f"kuk/{key}/pencapaian": ["tidak" if key in missed else "ya"] for key in keys}
    word = "kompeten" if competent else "belum_kompeten"
    return posted | {"umpan_balik": ["Pelaksanaan sesuai prosedur."], "rekomendasi": [word]}


def ak02(*, competent: bool) -> Posted:
    posted = {"rekomendasi": ["kompeten" if competent else "belum_kompeten"], "komentar": ["Bukti cukup dan terkini."]}
    return posted if competent else posted | {"tindak_lanjut": ["Ulangi pengamatan pada KUK yang belum tercapai."]}


def verification(content: Content, *, foto: str, day: dt.date, fit: bool = True) -> Posted:
    """Every requirement of a place met, or the first one not."""
    keys = [row["key"] for row in content["rows"]["persyaratan"]]
    posted = {f"persyaratan/{key}/kondisi": ["sesuai"] for key in keys} | {"persyaratan/1/foto": [foto]}
    if not fit:
        posted |= {"persyaratan/1/kondisi": ["tidak_sesuai"], "persyaratan/1/catatan": ["Lampu ruangan mati."]}
    decision = "sesuai" if fit else "tidak_sesuai"
    return posted | {
        "hari_tanggal": [day.isoformat()], "metode": ["observasi", "demonstrasi"], "keputusan": [decision], "kota": ["Gresik"],
    }  # fmt: skip


AK05: Posted = {
    "aspek": ["Semua langkah berjalan sesuai rencana."],
    "saran": ["Tambahkan waktu untuk pertanyaan lisan."],
    "penolakan": ["Satu asesi menolak menandatangani hasil."],
}


def mapa01(content: Content, *, tools: Sequence[str]) -> Posted:
    """A plan of these tools for every unit; what was offered as a first text is kept by posting it again."""
    posted: Posted = {
        "potensi": [str(content["fields"]["potensi"])], "tujuan": ["sertifikasi"], "lingkungan": ["simulasi"],
        "peluang": ["tersedia"], "hubungan": ["aktivitas"], "pelaku": ["lsp"], "relevan": ["manajer_sertifikasi"],
        "tolok_ukur/standar/uraian": ["SKKNI K3"], "karakteristik": ["tidak_ada"], "kontekstualisasi": ["tidak_ada"],
        "saran": ["tidak_ada"], "penyesuaian": ["tidak_ada"], "terintegrasi": ["tidak_ada"],
        "konfirmasi/manajer_sertifikasi/nama": ["Dewi Kartikasari"], "konfirmasi/manajer_sertifikasi/tanggal": ["2026-10-20"],
    }  # fmt: skip
    for row in content["rows"]["unit"]:
        posted[f"unit/{row['key']}/bukti"] = [str(row["answers"]["bukti"])]
        posted[f"unit/{row['key']}/perangkat"] = list(tools)
    return posted


VISIBILITAS: Posted = {
    "perangkat": ["laptop", "kamera_kedua", "jaringan"],
    "asesor": ["ya"],
    "kebutuhan": ["Tidak ada."],
    "cara": ["jarak_jauh"],
    "alasan": [
        "Seluruh unit dinilai dari pengetahuan; perangkat dan jaringan asesi sudah diuji lewat panggilan video."
    ],
}
AK04: Posted = {
    "pertanyaan/dijelaskan/jawaban": ["ya"],
    "pertanyaan/didiskusikan/jawaban": ["ya"],
    "pertanyaan/orang_lain/jawaban": ["tidak"],
    "alasan": ["Izin kerja panas dinyatakan BK, padahal formulirnya saya isi lengkap pada observasi kedua."],
}
SEMUA = ["validitas", "reliabel", "fleksibel", "adil"]
TANPA_FLEKSIBEL = ["validitas", "reliabel", "adil"]
AK06: Posted = {
    **{f"prosedur/{one}/prinsip": SEMUA for one in ("rencana", "persiapan", "implementasi")},
    **{f"prosedur/{one}/prinsip": TANPA_FLEKSIBEL for one in ("keputusan", "umpan_balik")},
    "dimensi/konsistensi/ts": ["FR.IA.01"],
    "dimensi/konsistensi/tms": ["FR.IA.01"],
    "rekomendasi_dimensi": [
        "Dimensi kompetensi : CMS/JRES/TRS belum tergali, sehingga harus diperbaiki untuk pelaksanaan selanjutnya."
    ],
}


def ak03(number: int) -> Posted:
    """Content with all but the notice given; every third has a word to add."""
    posted: Posted = {f"komponen/{one}/hasil": ["ya"] for one in range(1, 11)}
    if number % 3 == 0:
        posted |= {"komponen/3/hasil": ["tidak"], "komponen/3/catatan": ["Jadwal saya terima dua hari sebelumnya."]}
    return posted


AK07: Posted = {
    "tahap": ["saat"], "potensi": ["3"],
    **{f"karakteristik/{number}/diperlukan": ["tidak"] for number in range(1, 9)},
    "karakteristik/4/diperlukan": ["ya"], "karakteristik/4/sarana": ["waktu_panjang"],
    "karakteristik_acuan": ["SKKNI K3, tidak berubah"], "karakteristik_metode": ["Observasi langsung, 30 menit lebih lama"],
    "karakteristik_instrumen": ["FR.IA.01"],
    **{f"rencana/{key}/sesuai": ["ya"] for key in ("acuan", "potensi", "konteks")},
    "rencana_acuan": ["SKKNI K3"], "rencana_metode": ["Observasi langsung"], "rencana_instrumen": ["FR.IA.01"],
}  # fmt: skip

BUKTI = ["valid", "asli", "terkini", "memadai"]
VA: Posted = {
    "tim_1": ["Siti Rahmawati"], "tim_2": ["Hendra Gunawan"], "tempat": ["Ruang rapat daring LSP"], "periode": ["setelah"],
    "persiapan/validasi/tujuan": ["penjaminan_mutu", "persyaratan"], "persiapan/validasi/konteks": ["internal"],
    "persiapan/validasi/pendekatan": ["perangkat"], "relevan/asesor_1/nama": ["Joko Susilo"],
    "relevan/lead_asesor/nama": ["Siti Rahmawati"], "acuan/validasi/acuan": ["standar"],
    "acuan/validasi/dokumen": ["skema", "skkni", "perangkat"], "keterampilan": ["proaktif", "active_listening"],
    **{f"aspek/{number}/aturan_bukti": BUKTI for number in range(1, 9)},
    **{f"aspek/{number}/prinsip": SEMUA for number in range(1, 9)},
    "aspek/6/aturan_bukti": ["valid", "asli", "terkini"],
    "temuan/1/temuan": ["Tiga dimensi kompetensi belum digali oleh pertanyaan."],
    "temuan/1/rekomendasi": ["Susun pertanyaan lisan untuk CMS, JRES, dan TRS."],
    "rencana/1/kegiatan": ["Menyusun FR.IA.07 dengan pertanyaan bertanda dimensi."], "rencana/1/waktu": ["2027-03-31"],
    "rencana/1/penanggungjawab": ["Dewi Kartikasari"],
}  # fmt: skip
