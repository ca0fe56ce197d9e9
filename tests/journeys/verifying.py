"""What an outsider does with the file alone: reads its QR code, follows it, hands the file in."""

import shutil
import subprocess
from pathlib import Path

from sahih.documents.qr import decode_png
from tests.journeys.visitor import Visitor

DOTS_PER_INCH = "150"


def sign_receipts(asesi: Visitor) -> None:
    """Tanda terima and komitmen in one act, before the certificate is handed over (CT10, FX20)."""
    asesi.sign_with_pin()
    asesi.says("siap diunduh")


def download(asesi: Visitor, folder: Path) -> Path:
    with asesi.page.expect_download() as download:
        asesi.page.get_by_role("link", name="Unduh sertifikat (PDF)").click()
    kept = folder / "sertifikat.pdf"
    download.value.save_as(kept)
    return kept


def link_in(certificate: Path, *, else_from: Visitor) -> str:
    """The address in the QR code; without a rasteriser on this machine, the one that its holder is shown."""
    if shutil.which("pdftoppm") is None:
        return str(else_from.page.get_by_role("link", name="Lihat seperti orang lain").get_attribute("href"))
    pages = certificate.with_suffix("")
    command = ["pdftoppm", "-r", DOTS_PER_INCH, "-png", str(certificate), str(pages)]
    subprocess.run(command, check=True)
    pictures = sorted(certificate.parent.glob(f"{pages.name}-*.png"))
    (link,) = {text for one in pictures for text in decode_png(one.read_bytes())}
    return str(link)


def check_file(outsider: Visitor, content: bytes) -> None:
    outsider.open("/verifikasi/")
    outsider.upload("berkas", "sertifikat.pdf", content)
    outsider.press("Periksa berkas")
