"""The roles of an LSP and what each may be given; the combinations that stay forbidden."""

from dataclasses import dataclass

from django.db import models


class Role(models.TextChoices):
    """The hats; one person may wear several, never two on one case where the law parts them."""

    ASESI = "asesi", "Asesi"
    ADMIN = "admin_lsp", "Admin LSP"
    ASESOR = "asesor", "Asesor"
    PENYELIA = "penyelia", "Asesor Penyelia"
    KOMITE = "komite", "Komite Teknis"
    MANAJER_SERTIFIKASI = "manajer_sertifikasi", "Manajer Sertifikasi"
    MANAJER_MUTU = "manajer_mutu", "Manajer Mutu"
    KETUA = "ketua", "Ketua LSP"
    PENGARAH = "pengarah", "Dewan Pengarah"
    KEUANGAN = "keuangan", "Keuangan"
    PENGELOLA_SI = "pengelola_si", "Pengelola Sistem Informasi"
    PROCTOR = "proctor", "Proctor"
    INSTRUKTUR = "instruktur", "Instruktur"
    PERUSAHAAN = "perusahaan", "Perusahaan"
    BNSP_OBSERVER = "bnsp_observer", "Pengamat BNSP"
    BNSP = "bnsp", "BNSP (nomor)"


STAFF = frozenset(set(Role) - {Role.ASESI, Role.PERUSAHAAN, Role.BNSP_OBSERVER, Role.BNSP})

# Who assesses, reviews, decides or signs: independence compares human beings, so the LSP knows these by NIK (D2).
KNOWN_BY_NIK = frozenset({Role.ASESOR, Role.PENYELIA, Role.KOMITE, Role.MANAJER_SERTIFIKASI, Role.KETUA})


@dataclass(frozen=True)
class Right:
    """One thing that may be granted: by default to whom, and to whom at most."""

    name: str
    title: str
    default: frozenset[Role]
    grantable: frozenset[Role]


def _right(name: str, title: str, *default: Role, also: frozenset[Role] = frozenset()) -> Right:
    return Right(name=name, title=title, default=frozenset(default), grantable=frozenset(default) | also)


_OFFICE = frozenset(
    {Role.ADMIN, Role.MANAJER_SERTIFIKASI, Role.MANAJER_MUTU, Role.KETUA, Role.PENGELOLA_SI, Role.KEUANGAN}
)
_READERS = _OFFICE | {Role.PENYELIA, Role.KOMITE, Role.PENGARAH, Role.ASESOR}

# The list is closed: a policy names one of these, the LSP sets who has it (SE.007 A.IV.4).
RIGHTS: dict[str, Right] = {
    right.name: right
    for right in (
        _right("lsp.configure", "Mengatur profil, izin, dan penomoran LSP", Role.KETUA, Role.PENGELOLA_SI, also=_OFFICE),
        _right("formulir.confirm", "Mengonfirmasi bahwa cetakan sama dengan formulir LSP", Role.KETUA),
        _right("people.manage", "Mengangkat personel dengan SK dan mengatur hak akses", Role.KETUA, Role.PENGELOLA_SI, also=_OFFICE),
        _right("people.read", "Melihat data personel", Role.ADMIN, Role.KETUA, Role.PENGELOLA_SI, Role.MANAJER_SERTIFIKASI, Role.MANAJER_MUTU, also=_READERS),
        _right("skema.manage", "Menyusun dan menerbitkan skema, mengisi standar", Role.MANAJER_SERTIFIKASI, also=_OFFICE),
        _right("skema.review", "Meninjau skema yang disusun orang lain", Role.MANAJER_MUTU, Role.MANAJER_SERTIFIKASI, Role.KETUA, also=_OFFICE),
        _right("permohonan.read", "Melihat permohonan", Role.ADMIN, Role.MANAJER_SERTIFIKASI, Role.KETUA, Role.MANAJER_MUTU, also=_READERS),
        _right("permohonan.invite", "Mengundang calon asesi dan perusahaan", Role.ADMIN, also=_OFFICE),
        _right("permohonan.review", "Meninjau dan memutuskan penerimaan permohonan", Role.ADMIN, also=_OFFICE),
        _right("biaya.bill", "Membuat tagihan", Role.ADMIN, Role.KEUANGAN, also=_OFFICE),
        _right("biaya.verify", "Memeriksa bukti pembayaran", Role.KEUANGAN, Role.ADMIN, also=_OFFICE),
        _right("jadwal.plan", "Menyusun jadwal dan menugaskan asesor", Role.ADMIN, Role.MANAJER_SERTIFIKASI, also=_OFFICE),
        _right("spt.sign", "Menandatangani surat perintah tugas", Role.KETUA),
        _right("asesmen.read", "Melihat asesmen dan lembarnya", Role.ADMIN, Role.MANAJER_SERTIFIKASI, Role.MANAJER_MUTU, Role.KETUA, Role.PENYELIA, also=_READERS),
        _right("keputusan.prepare", "Menyiapkan rapat komite teknis dan SK", Role.ADMIN, Role.MANAJER_SERTIFIKASI, also=_OFFICE),
        _right("keputusan.read", "Melihat berkas keputusan", Role.ADMIN, Role.MANAJER_SERTIFIKASI, Role.KETUA, Role.MANAJER_MUTU, Role.PENGARAH, also=_READERS),
        _right("keputusan.vote", "Memberi suara dalam komite teknis", Role.KOMITE),
        _right("keputusan.sign", "Menandatangani SK komite dan SK hasil keputusan", Role.KETUA),
        _right("sertifikat.request", "Mengajukan blanko dan nomor ke BNSP", Role.ADMIN, Role.MANAJER_SERTIFIKASI, also=_OFFICE),
        _right("sertifikat.numbers", "Mengimpor nomor dari BNSP", Role.ADMIN, Role.BNSP, also=_OFFICE),
        _right("sertifikat.issue", "Menerbitkan sertifikat", Role.MANAJER_SERTIFIKASI, also=_OFFICE),
        _right("sertifikat.status", "Membekukan atau mencabut sertifikat", Role.KETUA),
        _right("banding.handle", "Menerima banding dan mencatat hasilnya", Role.ADMIN, Role.MANAJER_MUTU, also=_OFFICE),
        _right("mutu.improve", "Menjawab perbaikan dari tinjauan dan validasi", Role.MANAJER_MUTU, Role.MANAJER_SERTIFIKASI, also=_OFFICE),
        _right("audit.read", "Membaca jejak audit", Role.KETUA, Role.MANAJER_MUTU, Role.PENGELOLA_SI, also=_OFFICE | {Role.PENGARAH}),
    )
}  # fmt: skip

# Roles that a person may not hold in the same LSP at all; on one case more pairs are barred by policy.
FORBIDDEN_PAIRS: tuple[tuple[Role, Role, str], ...] = (
    (Role.KETUA, Role.PENGARAH, "Dewan pengarah mengawasi ketua; satu orang tidak merangkap keduanya."),
    (Role.BNSP_OBSERVER, Role.ADMIN, "Pengamat BNSP tidak bekerja untuk LSP yang diamatinya."),
    (Role.BNSP_OBSERVER, Role.KETUA, "Pengamat BNSP tidak bekerja untuk LSP yang diamatinya."),
    (Role.BNSP_OBSERVER, Role.ASESOR, "Pengamat BNSP tidak bekerja untuk LSP yang diamatinya."),
    (Role.PERUSAHAAN, Role.ASESOR, "Wakil perusahaan tidak mengases orang yang dikirim perusahaannya."),
    (Role.PERUSAHAAN, Role.KOMITE, "Wakil perusahaan tidak memutuskan kompetensi orang yang dikirimnya."),
)
