"""The rows of an SK persyaratan TUK: what is offered, what a row needs, and how others read them."""

from collections.abc import Sequence
from typing import NamedTuple

from sahih.documents.content import Content, row_of
from sahih.documents.vocabulary import Row

SPARE = 4


class Syarat(NamedTuple):
    """One thing that a place must have."""

    perlengkapan: str
    spesifikasi: str
    jumlah: str


# Forms 7.3 (a), and the second camera of SOP 3.3.3.
JARAK_JAUH = (
    Syarat("TUK Memiliki Pencahayaan Yang Baik", "", "1"),
    Syarat("TUK Memiliki Ruangan Khusus", "", "1"),
    Syarat(
        "TUK Memiliki Laptop/PC Dengan Kamera Yang Dapat Berfungsi Dengan Baik dan Dapat Mengakses Lingkungan Sekitar Lokasi Ujian",
        "Jarak Jangkauan Kamera Minimal Dapat Menjangkau Setengah Badan Tampilan Asesi",
        "1",
    ),
    Syarat(
        "TUK Memiliki Akses Jaringan Yang Stabil",
        "Minimal 600 Kbps (down) for high quality video dan 1.2 Mbps (down) for HD Video",
        "1",
    ),
    Syarat("TUK Memiliki Laptop/PC Yang Dapat Mengeluarkan Suara Dengan Jelas", "", "1"),
    Syarat("TUK Memiliki Laptop/PC Yang Memiliki Aplikasi Zoom", "", "1"),
    Syarat("TUK Memiliki Akun Zoom Yang Aktif", "", "1"),
    Syarat("TUK Memiliki Handphone Sebagai Kamera Kedua", "", "1"),
)
TATAP_MUKA = (
    Syarat("Ruang asesmen", "Penerangan, sirkulasi udara, dan kebersihan baik", "1"),
    Syarat("Meja dan kursi asesi dan asesor", "", "1 tiap orang"),
    Syarat("Peralatan utama sesuai skema", "Berfungsi, terkalibrasi, dan aman", "sesuai skema"),
    Syarat("Bahan uji", "Jumlah cukup dan tidak kedaluwarsa", "1 tiap asesi"),
)


def blank_rows(count: int) -> tuple[Row, ...]:
    return tuple(Row(str(number), {"nomor": str(number)}) for number in range(1, count + 1))


def offered(syarat_list: Sequence[Syarat]) -> dict[str, str]:
    """The rows as answers by path, to be changed by whoever writes the SK."""
    found = {
        f"persyaratan/{number}/{name}": text
        for number, one in enumerate(syarat_list, 1)
        for name, text in one._asdict().items()
    }
    return {path: text for path, text in found.items() if text}


def syarat_in(content: Content) -> list[Syarat]:
    """The rows that an SK decrees, in its order."""
    answers = [row["answers"] for row in content["rows"].get("persyaratan", []) if row["answers"]]
    return [Syarat(*(str(one.get(name, "")) for name in Syarat._fields)) for one in answers]


def needed(content: Content, path: str) -> bool | None:
    """An SK asks for one thing at least, and a row that is begun says what it asks for."""
    row = row_of(content, path)
    return bool(row["answers"]) or row["key"] == "1" if row and path.endswith("/perlengkapan") else None
