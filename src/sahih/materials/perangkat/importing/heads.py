"""The words printed on the papers by which a reader knows where it is (BNSP editions of 2020 and 2023)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sahih.materials.perangkat.enums import Instrumen

SOAL, KUNCI, JAWABAN = "soal", "kunci", "jawaban"
LONGEST = 170
REVIEW = "FR.IA.11a"
"""Ceklis Meninjau Instrumen Asesmen: filled about a MUK, no part of it."""

_CODE = re.compile(
    r"^(?:formulir\s+)?fr\s*[.\-]?\s*ia\s*[.\-]?\s*0?(\d{1,2})\s*[.\-]?\s*([abc])?\b(?!\s*\d)", re.IGNORECASE
)
_SHORT = r"(?:(?:cl|tpd|pmo|dit|dpt|dpl|cvp|pw|vpk|crp)\b[\s.:–-]*)?"
_TITLES: tuple[tuple[str, str, str], ...] = (
    (r"ceklis meninjau instrumen", REVIEW, ""),
    (r"ce[ck]?k?lis(?:t)? observasi", Instrumen.IA01, ""),
    (r"tugas prakti[kc]k? demonstrasi", Instrumen.IA02, ""),
    (r"pertanyaan (?:untuk )?mendukung observasi", Instrumen.IA03, ""),
    (r"daftar instruksi terstruktur|penjelasan (?:singkat )?proyek", Instrumen.IA04A, ""),
    (r"penilaian proyek singkat", Instrumen.IA04B, ""),
    (r"(?:lembar )?kunci jawaban (?:pertanyaan )?(?:tertulis )?(?:[–-] ?)?pilihan ganda", Instrumen.IA05, KUNCI),
    (r"lembar jawaban (?:pertanyaan )?(?:tertulis )?(?:[–-] ?)?pilihan ganda", Instrumen.IA05, JAWABAN),
    (r"(?:daftar )?pertanyaan tertulis\s*[–-]?\s*pilihan ganda", Instrumen.IA05, SOAL),
    (r"(?:lembar )?kunci jawaban (?:pertanyaan )?(?:tertulis )?(?:[–-] ?)?esai", Instrumen.IA06, KUNCI),
    (r"lembar jawaban (?:pertanyaan )?(?:tertulis )?(?:[–-] ?)?esai", Instrumen.IA06, JAWABAN),
    (r"(?:daftar )?pertanyaan tertulis\s*[–-]?\s*esai", Instrumen.IA06, SOAL),
    (r"(?:daftar )?pertanyaan lisan", Instrumen.IA07, ""),
    (r"ce[ck]?k?lis(?:t)? verifikasi portofolio", Instrumen.IA08, ""),
    (r"(?:daftar )?pertanyaan wawancara", Instrumen.IA09, ""),
    (r"(?:verifikasi|klarifikasi bukti) pihak ketiga", Instrumen.IA10, ""),
    (r"ce[ck]?k?lis(?:t)? revi[ue]w? produk", Instrumen.IA11, ""),
)
_BY_TITLE = tuple((re.compile(rf"^{_SHORT}{words}"), code, part) for words, code, part in _TITLES)
_PARTS = {"a": SOAL, "b": KUNCI, "c": JAWABAN}


@dataclass(frozen=True)
class Judul:
    """The head of one instrument; of FR.IA.05 and FR.IA.06 also which of its three papers."""

    instrumen: str
    part: str


def fold(text: str) -> str:
    return " ".join(text.lower().replace("“", '"').replace("”", '"').split())


def title_in(text: str) -> Judul | None:
    """Whether a line is the head of an instrument: its code first, or its title in capitals."""
    words = fold(text)
    if not words or len(words) > LONGEST:
        return None
    code = _CODE.match(words)
    rest = words[code.end() :].lstrip(" .:–-") if code else words
    named = _by_title(rest)
    if code is None:
        # A paper of keys or answers is known in any letters: read on as a question it would show them (FX14).
        is_title = named is not None and (text == text.upper() or _is_whole_title(words, named))
        return named if is_title else None
    if named is not None:
        return Judul(named.instrumen, named.part or _part_of(named.instrumen, code[2]))
    return _by_code(int(code[1]), code[2] or "")


def _by_title(words: str) -> Judul | None:
    return next((Judul(code, part) for pattern, code, part in _BY_TITLE if pattern.match(words)), None)


def _is_whole_title(words: str, named: Judul) -> bool:
    bare = words.strip(" .:")
    return named.part in (KUNCI, JAWABAN) and any(pattern.fullmatch(bare) for pattern, _code, _part in _BY_TITLE)


def _by_code(number: int, letter: str) -> Judul | None:
    if number == 4:
        return Judul(Instrumen.IA04B if letter == "b" else Instrumen.IA04A, "")
    code = f"FR.IA.{number:02d}"
    return Judul(code, _part_of(code, letter)) if code in Instrumen.values else None


def _part_of(instrumen: str, letter: str | None) -> str:
    return _PARTS.get(letter or "", "") if instrumen in (Instrumen.IA05, Instrumen.IA06) else ""


# What a column is for, by what stands over it; the first that fits.
_COLUMNS: tuple[tuple[str, str], ...] = (
    ("no", r"no\.?|nomor"),
    ("abaikan", r"tanggapan.*|pencapaian.*|ya|tidak|tdk|k|bk|rekomendasi.*|penilaian lanjut.*|kesimpulan.*|valid.*|asli|terkini|memadai|aturan bukti.*|hasil|jawaban asesi.*|komentar.*|cek ?list|ya ?/ ?tidak|k ?/ ?bk|(?:belum )?kompeten|kompeten ?/ ?belum kompeten|keputusan.*|catatan|paraf|v|t|m|aspek penilaian"),
    ("huruf", r"[a-e]"),
    ("elemen", r"elemen(?: kompetensi)?"),
    ("acuan", r"standar industri.*|benchmark.*|acuan pembanding.*|.*\(sop ?/ ?spesifikasi produk.*"),
    ("kuk", r"kriteria unjuk kerja\*?"),
    ("dimensi", r"(?:5 )?dimensi.*"),
    ("saat", r"saat(?: ditanyakan)?|sebelum ?/ ?sesudah.*"),
    ("rujukan", r"kesesuaian dengan.*|(?:kode )?(?:unit ?/ ?)?elemen ?/ ?kuk|kuk|(?:no(?:\.|mor) )?kuk|referensi.*|unit ?/ ?elemen ?/ ?kuk|kuk yang diukur|aspek kritis"),
    ("rubrik", r"rubrik.*|kriteria penilaian.*"),
    ("kunci", r"kunci.*|jawaban(?: yang diharapkan| model| acuan| benar)?|model jawaban|perkiraan jawaban"),
    ("lingkup", r"lingkup penyajian.*"),
    ("bukti", r"bukti ?/ ?dokumen portofolio.*|(?:bukti|dokumen) portofolio.*"),
    ("tanya", r"(?:daftar )?pertanyaan.*|soal.*|butir.*|langkah(?: kerja)?|(?:uraian )?(?:instruksi|tugas|kegiatan)(?: kerja)?|uraian|daftar pemeriksaan"),
)  # fmt: skip
_BY_HEAD = tuple((role, re.compile(rf"^(?:{words})\s*[:*]*$")) for role, words in _COLUMNS)


def role_of(text: str) -> str:
    """What the column under this head holds; empty where the words are no head."""
    words = fold(text).strip(" :*")
    if not words or len(words) > LONGEST:
        return ""
    return next((role for role, pattern in _BY_HEAD if pattern.match(words)), "")


# Lines that stand on every paper and are no content of a MUK.
_FURNITURE = re.compile(
    r"^(?:skema sertifikasi|\(?kkni|judul\b|nomor\b|tuk\b|nama\b|tanggal\b|tanda tangan|ttd|\*+\)?\s*(?:coret|diisi|pelatih|apabila)|coret yang|panduan bagi|"
    r"umpan balik|rekomendasi|asesi (?:telah|belum) memenuhi|aspek pengetahuan seluruh|tuliskan (?:unit|temuan)|"
    r"status\b|penyusun|validator|no\.? ?reg|no\.? ?met|asesi\s*:?$|asesor\s*:?$|asesor\b.{0,12}:?$|catatan\s*:|"
    r"diadopsi dari|diadaptasi dari|kode unit|judul unit|unit kompetensi|elemen\s*:?$|kuk\s*:?$|kelompok pekerjaan\s*:?$|"
    r"jawab (?:semua|seluruh) pertanyaan|aspek penilaian\s*:?$|daftar pertanyaan\s*:?$|sewaktu ?/|halaman \d|no\.? dokumen|edisi|revisi|"
    r"tempat kerja\s*:|alamat\s*:|telepon\s*:|mulai\b|selesai\b|☐|□|\[ ?\]|disusun oleh|divalidasi oleh|kompeten$|belum kompeten$|"
    r"observasi la(?:ngsung|njut)$|identifikasi unit|lsp\b|mengetahui|rancangan produk atau|peninjau|pengawas)"
)
# The first words of the fixed guidance (forms 5); another text under that head is the LSP's own and is listed.
_GUIDANCE = re.compile(
    r"^(?:lengkapi|isilah|beri tanda|penilaian lanjut diisi|istilah acuan|formulir ini diisi|pertanyaan dibuat|jika (?:pertanyaan|setelah|pada|hasil|belum|portofolio)|"
    r"tanggapan asesi ditulis|tentukan proyek|proyek singkat atau|kumpulkan hasil|lakukan (?:penilaian|verifikasi)|penilaian dilakukan|"
    r"pertanyaan (?:disampaikan|dapat|yang disampaikan|lisan merupakan|bisa|juga|presisi|wawancara dapat)|berikan (?:keputusan|hasil|komentar)|"
    r"buatlah pertanyaan|perkiraan jawaban|tanggapan ?/|verifikasi portofolio dapat|ajukan pertanyaan (?:verifikasi|kepada asesi sebagai)|"
    r"tuliskan pencapaian|daftar pertanyaan dapat|hal-hal|bila )"
)


def is_furniture(text: str) -> bool:
    return bool(_FURNITURE.match(fold(text).lstrip(" •-")))


# Of these only what follows makes them a line of the paper: "Nama: …", but not "Nama alat yang dipakai".
_LABEL = re.compile(r"^(?:judul|nomor|tuk|nama|tanggal|umpan balik|rekomendasi|status|penyusun|validator|mulai|selesai|lsp|mengetahui|pengawas|peninjau|edisi|revisi|unit kompetensi)\b")  # fmt: skip
_LABELLED = re.compile(
    r"^[^:]{0,60}:|^\W*(?:(?:asesi|asesor|peserta|lengkap|dan|ttd|tanda tangan|tanggal|jam|waktu|skema|unit|kompetensi|sertifikasi|lsp|untuk|pengawas|peninjau|kelompok pekerjaan|\d+)\W*)*$"
)


def is_printed(text: str) -> bool:
    """Whether a line of furniture says nothing else: a label with nothing or a colon behind it, or a fixed sentence."""
    words = fold(text).lstrip(" •-")
    label = _LABEL.match(words)
    return is_furniture(text) and (label is None or bool(_LABELLED.match(words[label.end() :])))


def is_guidance(text: str) -> bool:
    return bool(_GUIDANCE.match(re.sub(r"^\W*(?:\d{1,2}[.)]\s*)?", "", fold(text))))


# The labelled texts of an instrument, and which part of the format holds each.
_A = r"(?:[a-e]|[ivx]{1,4}|\d)?[.)]?\s*"
_LABELS: Mapping[str, tuple[tuple[str, str], ...]] = {
    Instrumen.IA02: (
        ("petunjuk", r"(?:petunjuk|instruksi)(?: (?:kerja|pengerjaan|umum))?"), ("skenario", r"(?:b\. )?skenario(?: ?\(?tugas prakti[kc]k? demonstrasi\)?)?(?: tugas)?"),
        ("perlengkapan", r"perlengkapan(?: dan peralatan)?|peralatan(?: dan (?:bahan|perlengkapan))?"), ("minutes", r"waktu(?: pengerjaan)?|durasi(?: waktu)?"),
        ("keluaran", r"(?:hasil|keluaran)(?: yang diharapkan)?"), ("butir", r"langkah(?:-langkah)?(?: kerja)?|tugas"),
    ),
    Instrumen.IA04A: (
        ("skenario", r"hal yang harus (?:disiapkan|dipersiapkan)[^:]*"), ("keluaran", r"hal yang perlu di(?:demonstrasikan|presentasikan)[^:]*"),
        ("petunjuk", r"(?:petunjuk|instruksi)(?: kerja| umum)?"), ("perlengkapan", r"perlengkapan(?: dan peralatan)?"), ("minutes", r"waktu(?: (?:persiapan|pengerjaan))?|durasi"),
        ("present_minutes", r"waktu presentasi|durasi presentasi"), ("butir", r"daftar instruksi"),
    ),
    Instrumen.IA07: (("petunjuk", r"instruksi|petunjuk"), ("minutes", r"waktu|durasi")),
    Instrumen.IA11: (
        ("produk", r"(?:nama produk|standar industri|spesifikasi produk, secara umum|dimensi produk|bahan produk|berat produk|spesifikasi produk secara teknis|tanggal pengoperasian|gambar produk)[^:]*"),
    ),
}  # fmt: skip
_ANY = (
    ("petunjuk", r"petunjuk(?: (?:pengerjaan|umum|soal))?"),
    ("minutes", r"(?:alokasi )?waktu(?: pengerjaan)?|durasi"),
)
_BY_LABEL = {
    code: tuple(
        (name, re.compile(rf"^{_A}(?:{words})\s*(?::\s*|$)", re.IGNORECASE)) for name, words in _LABELS.get(code, _ANY)
    )
    for code in Instrumen.values
}


def label_in(text: str, instrumen: str) -> tuple[str, str] | None:
    """Which labelled text begins here, and what of it stands behind the colon."""
    for name, pattern in _BY_LABEL.get(instrumen, ()):
        found = pattern.match(text.strip())
        if found:
            return name, text.strip()[found.end() :].strip()
    return None


KELOMPOK = re.compile(r"^kelompok(?: pekerjaan)?\s*(?:ke-?|no\.?|:)?\s*(\d{1,2})\b", re.IGNORECASE)
MINUTES = re.compile(r"(\d{1,4})\s*(?:\(.*?\)\s*)?(menit|jam|mnt|’|')?", re.IGNORECASE)
SAAT = (
    (re.compile(r"^\W*(?:pertanyaan\s+)?sebelum\b.{0,40}(?:praktik|praktek|demonstrasi|observasi|unjuk kerja)", re.IGNORECASE), "sebelum"),
    (re.compile(r"^\W*(?:pertanyaan\s+)?(?:sesudah|setelah)\b.{0,40}(?:praktik|praktek|demonstrasi|observasi|unjuk kerja)", re.IGNORECASE), "sesudah"),
)  # fmt: skip
DIMENSI = re.compile(r"[(\[]?\s*(?:dimensi(?: kompetensi)?\s*[:=]?\s*)?\b(TS|TMS|CMS|JRES|TRS)\b\s*[)\]]?")
