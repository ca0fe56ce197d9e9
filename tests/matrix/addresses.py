"""Every address of ours with its parts filled in from the stage."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# The first prefix that fits says what <ref> means there.
REF = (
    ("verifikasi/tanda-tangan/", "tandatangan"), ("verifikasi/", "publik"), ("saya/", "permohonan"),
    ("l/<slug:slug>/kaji-ulang/baru/", "jadwal"), ("l/<slug:slug>/kaji-ulang/", "kaji_ulang"), ("l/<slug:slug>/perbaikan/", "perbaikan"),
    ("l/<slug:slug>/asesmen/temuan/", "temuan"), ("l/<slug:slug>/asesmen/tugas/", "penugasan"), ("l/<slug:slug>/asesmen/jadwal/", "jadwal"), ("l/<slug:slug>/asesmen/", "asesmen"),
    ("l/<slug:slug>/sop/jadwal/", "jadwal"), ("l/<slug:slug>/sop/", "permohonan"),
    ("l/<slug:slug>/surat/jadwal/", "jadwal"), ("l/<slug:slug>/surat/tagihan/", "tagihan"), ("l/<slug:slug>/surat/sertifikat/", "sertifikat"),
    ("l/<slug:slug>/surat/", "surat"),
    ("l/<slug:slug>/rencana/", "rencana"), ("l/<slug:slug>/muk/", "muk"), ("l/<slug:slug>/kertas/jadwal/", "jadwal"), ("l/<slug:slug>/kertas/", "asesmen"), ("l/<slug:slug>/komite/", "rapat"), ("l/<slug:slug>/pimpinan/surat/", "spt"), ("l/<slug:slug>/permohonan/", "permohonan"),
    ("l/<slug:slug>/tagihan/", "tagihan"), ("l/<slug:slug>/perusahaan/tagihan/", "tagihan"),
    ("l/<slug:slug>/visibilitas/<slug:ref>/lembar/", "visibilitas"), ("l/<slug:slug>/visibilitas/", "permohonan"),
    ("l/<slug:slug>/jadwal/baru/", "permohonan"), ("l/<slug:slug>/jadwal/peserta/", "peserta"), ("l/<slug:slug>/jadwal/", "jadwal"),
    ("l/<slug:slug>/rapat/baru/", "jadwal"), ("l/<slug:slug>/rapat/", "rapat"),
    ("l/<slug:slug>/sertifikat/permintaan/baru/", "rapat"), ("l/<slug:slug>/sertifikat/permintaan/", "permintaan"),
    ("l/<slug:slug>/sertifikat/", "sertifikat"), ("l/<slug:slug>/banding/", "banding"), ("l/<slug:slug>/skema/standar/unit/", "standar_unit"), ("l/<slug:slug>/skema/standar/", "standar"), ("l/<slug:slug>/skema/", "versi"), ("l/<slug:slug>/personel/", "membership"),
    ("l/<slug:slug>/pengaturan/izin/", "izin"), ("l/<slug:slug>/pengaturan/tuk/", "tuk"),
    ("l/<slug:slug>/pengaturan/asesor/", "asesor"), ("l/<slug:slug>/pengaturan/lingkup-asesor/", "lingkup_asesor"),
    ("l/<slug:slug>/pengaturan/lingkup-tuk/", "lingkup_tuk"), ("l/<slug:slug>/pengaturan/undangan/", "undangan_ref"),
)  # fmt: skip
NAMES = {
    "l/<slug:slug>/komite/": "sk-komite", "l/<slug:slug>/permohonan/": "apl01", "l/<slug:slug>/rapat/": "sk_komite",
    "l/<slug:slug>/sertifikat/": "komitmen", "l/<slug:slug>/pengaturan/hak/": "audit.read", "galeri/": "asesi",
}  # fmt: skip


def patterns() -> Iterator[str]:
    """All patterns whose view is ours; allauth's pages are proved by allauth."""
    yield from _walk(get_resolver(), "")


def _walk(resolver: URLResolver, before: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one, path)
        elif _is_ours(one):
            yield path


def _is_ours(pattern: URLPattern) -> bool:
    return str(pattern.callback.__module__).startswith("sahih.web")


def filled(pattern: str, *, slug: str, refs: dict[str, str]) -> str:
    """The address itself."""
    path = pattern
    for part, value in _parts(pattern, slug, refs).items():
        path = path.replace(f"<slug:{part}>", value).replace(f"<str:{part}>", value)
    path = (
        path.replace("<path:refs>", refs[_batch(pattern)])
        .replace("<int:level>", "0")
        .replace("<int:number>", "0")
        .replace("<int:version>", "1")
    )
    path = path.replace("<int:pk>", "1").replace("<int:kelompok>", "1")
    assert "<" not in path, path
    return f"/{path}"


def _parts(pattern: str, slug: str, refs: dict[str, str]) -> dict[str, str]:
    named = next((value for prefix, value in NAMES.items() if pattern.startswith(prefix)), "")
    ref = next((refs[name] for prefix, name in REF if pattern.startswith(prefix)), "")
    return {
        "slug": slug, "ref": ref, "name": named, "skema_ref": refs["skema"], "token": refs["undangan"], "keputusan_ref": refs["keputusan"], "asesmen_ref": refs["asesmen"],
        "bukti_ref": refs["foto"] if "/foto/" in pattern else refs["bukti_bayar"] if "/tagihan/" in pattern else refs["bukti"], "arsip_ref": refs["bukti"], "duty_ref": refs["penugasan"], "va_ref": refs["validasi"], "anggota_ref": refs["anggota"], "sheet": _sheet(pattern), "sheet_ref": refs["mapa01"] if "/rencana/" in pattern else refs["va"] if "/validasi/" in pattern else refs["pengesahan"] if "/muk/" in pattern else refs["spt"], "versi_ref": refs["versi"], "instrumen": "ia-07", "butir_ref": refs["butir"], "row_ref": refs["kuk"], "barang_ref": "fr-ia-01", "file_ref": refs["berkas_standar"] if "/standar/" in pattern else refs["berkas_muk"],
        "code": _code(pattern), "kaji_sheet": "fr-va", "kind": "spt", "role": "asesi", "state": "isi", "format": "csv",
    }  # fmt: skip


def _code(pattern: str) -> str:
    if "/pengaturan/" in pattern:
        return "SK.HASIL"
    return "FR.AK.01" if pattern.startswith("galeri/") else "ak01"


def _sheet(pattern: str) -> str:
    if "/rencana/" in pattern:
        return "mapa-01"
    return "fr-ak-01" if "/komite/" in pattern else "ak-01"


def _batch(pattern: str) -> str:
    """What the letters of a listed act are."""
    return "surat" if "/surat/" in pattern else "visibilitas" if "/visibilitas/" in pattern else "penugasan"
