"""What FR.APL.01 asks beyond single answers."""

import re

from django.utils.translation import gettext as _

from sahih.documents.content import Content, RowContent, Value
from sahih.documents.vocabulary import Problem

NIK = re.compile(r"\d{16}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
SYARAT = ("syarat_dasar", "syarat_administratif")


def needed(content: Content, path: str) -> bool | None:
    """An other purpose must be named; a refusal must be explained (SOP 1.2.4 wants the gaps told)."""
    match path:
        case "tujuan_lainnya":
            return content["fields"].get("tujuan") == "lainnya"
        case "catatan":
            return content["fields"].get("rekomendasi") == "tidak_diterima"
        case _:
            return None


def check(content: Content) -> list[Problem]:
    rows = [(f"{source}/{row['key']}/penilaian", row) for source in SYARAT for row in content["rows"].get(source, [])]
    return (
        _identity(content) + _addresses(content) + [problem for path, row in rows for problem in _judgement(path, row)]
    )


def derive(content: Content) -> dict[str, Value]:
    return {name: str(content["header"][name]) for name in ("skema_jenis", "skema_judul", "skema_nomor")}


def _identity(content: Content) -> list[Problem]:
    number = str(content["fields"].get("nomor_identitas", ""))
    if number.isdigit() and not NIK.fullmatch(number):
        return [
            Problem(
                "nomor_identitas", _("NIK terdiri atas 16 angka, yang tertulis %d. Periksa pada KTP.") % len(number)
            )
        ]
    return []


def _addresses(content: Content) -> list[Problem]:
    """An address without a sign between name and host reaches nobody."""
    given = {name: str(content["fields"].get(name) or "") for name in ("email", "email_perusahaan")}
    return [
        Problem(name, _("Alamat e-mail ini tidak lengkap. Contoh: nama@surat.example."))
        for name, address in given.items()
        if address and not EMAIL.fullmatch(address.strip())
    ]


def _judgement(path: str, row: RowContent) -> list[Problem]:
    has_file, judged = bool(row["answers"].get("berkas")), row["answers"].get("penilaian")
    if judged == "tidak_ada" and has_file:
        return [Problem(path, _("Berkasnya ada. Pilih Memenuhi Syarat atau Tidak Memenuhi Syarat."))]
    if judged in {"memenuhi", "tidak_memenuhi"} and not has_file:
        return [Problem(path, _("Belum ada berkas untuk syarat ini. Pilih Tidak Ada."))]
    return []
