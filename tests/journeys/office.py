"""What the LSP's office does on its pages: review, bill, plan, convene, ask BNSP, issue."""

from pathlib import Path

from sahih.process.contoh import jawaban
from tests.journeys.conftest import Town
from tests.journeys.visitor import Visitor, wait_for

MEETING = "Ruang rapat LSP"
ISSUE_SECONDS = 60.0


def review(admin: Visitor, town: Town, pictures: Path | None = None) -> None:
    """Every paper judged, the sheet signed: the application is accepted."""
    admin.open(f"{town.base}/kerja/")
    admin.take("Tinjau")
    open_from_case(admin, "Tinjau permohonan")
    admin.portrait(pictures, "tinjauan-permohonan")
    for box in admin.page.locator("input[name$='/penilaian'][value=memenuhi]").all():
        box.check()
    admin.page.locator("input[name=rekomendasi][value=diterima]").check()
    admin.press("Lanjut ke tanda tangan")
    admin.sign_with_pin()


def open_from_case(admin: Visitor, act: str) -> None:
    """Where the task led to the case and not yet to the act itself."""
    link = admin.page.get_by_role("main").get_by_role("link", name=act)
    if link.count():
        admin.press(act)


def bill(keuangan: Visitor, town: Town) -> None:
    keuangan.open(f"{town.base}/tagihan/baru/")
    keuangan.press("Buat tagihan")


def send_proof(company: Visitor, town: Town, *, amount: str) -> None:
    """From the company's own page."""
    company.open(f"{town.base}/perusahaan/")
    company.take("Bayar tagihan")
    company.page.get_by_label("Jumlah yang dibayar").fill(amount)
    company.page.get_by_label("Nama pengirim pada bukti").fill("PT Kimia Contoh Gresik")
    company.page.get_by_label("Tanggal pembayaran").fill(town.day)
    company.upload("berkas", "bukti.pdf", jawaban.paper(f"Bukti transfer {amount}"))
    company.press("Kirim bukti")


def open_proof(keuangan: Visitor, town: Town) -> None:
    keuangan.open(f"{town.base}/kerja/")
    keuangan.take("bukti")


def return_proof(keuangan: Visitor, town: Town, *, reason: str) -> None:
    """The amount is short: said with a sentence that the payer reads (SOP 1.2.6)."""
    open_proof(keuangan, town)
    keuangan.press("Kembalikan bukti")
    keuangan.page.locator("textarea").first.fill(reason)
    keuangan.press("Kembalikan bukti")


def verify_proof(keuangan: Visitor, town: Town) -> None:
    open_proof(keuangan, town)
    keuangan.press("Pembayaran sah")
    keuangan.press("Pembayaran sah")


def plan(admin: Visitor, town: Town) -> str:
    """Today in the afternoon; then the asesor who passes every gate. Returns the schedule's ref."""
    admin.open(f"{town.base}/jadwal/baru/")
    admin.take(town.title)
    admin.page.locator("input[name=day]").fill(town.day)
    admin.page.locator("input[name=starts]").fill("13:00")
    admin.page.locator("input[name=ends]").fill("16:00")
    admin.page.locator("select[name=tuk]").select_option(label=f"{town.tuk} (Sewaktu)")
    admin.press("Simpan jadwal")
    ref = admin.path.split("/jadwal/")[1].split("/")[0]
    admin.press("Tawarkan Joko Susilo")
    return ref


def convene(admin: Visitor, town: Town) -> None:
    """Three members, this afternoon."""
    admin.open(f"{town.base}/kerja/")
    admin.take("Susun rapat komite")
    admin.page.get_by_label("Ketua komite").select_option(label="Endang Lestari")
    admin.page.locator("input[name=day]").fill(town.day)
    admin.page.locator("input[name=hour]").fill("17:00")
    admin.page.locator("input[name=place]").fill(MEETING)
    admin.press("Simpan dan buat SK komite")


def close_votes(admin: Visitor, town: Town) -> None:
    admin.open(f"{town.base}/rapat/")
    admin.page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    admin.look()
    admin.press("Tutup pemungutan suara")


def ask_bnsp(admin: Visitor, town: Town) -> None:
    admin.open(f"{town.base}/sertifikat/")
    admin.press("Susun permohonan blangko")


def take_numbers(admin: Visitor, town: Town, folder: Path) -> None:
    """Download the list, let BNSP answer, upload the answer."""
    admin.open(f"{town.base}/sertifikat/")
    admin.take("BLK")
    with admin.page.expect_download() as download:
        admin.page.get_by_role("link", name="Unduh daftar (XLSX)").click()
    listed, given = folder / "daftar.xlsx", folder / "nomor.xlsx"
    download.value.save_as(listed)
    town.host.ask("answer", town.slug, str(listed), str(given))
    admin.upload("berkas", "nomor.xlsx", given.read_bytes())
    admin.press("Impor nomor")
    admin.says("1 nomor masuk")


def issue(manajer: Visitor, town: Town) -> None:
    """Queue the certificate and wait until the worker has made it."""
    manajer.open(f"{town.base}/sertifikat/")
    manajer.take("BLK")
    manajer.press("Terbitkan sertifikat")
    wait_for(lambda: is_issued(manajer), seconds=ISSUE_SECONDS)


def is_issued(manajer: Visitor) -> bool:
    manajer.page.reload()
    return manajer.page.get_by_role("main").get_by_text("Berlaku", exact=True).count() > 0
