"""The paper path on its pages, from the printer to the confirmation (L12), and as both screens see it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah_kertas import KisahKertas
from sahih.process.kertas.models import LembarKertas
from sahih.web.tests.panggung import browser_of, sign_in


def base(kisah: KisahKertas) -> str:
    return f"/l/{kisah.rumah.lsp.slug}/kertas/"


def of(kisah: KisahKertas, code: str = "FR.AK.01") -> LembarKertas:
    with tenant(kisah.rumah.lsp.pk):
        return LembarKertas.objects.get(code=code)


def sheet(kisah: KisahKertas, code: str = "FR.AK.01") -> str:
    return f"{base(kisah)}{of(kisah, code).ref}/"


def text(browser: Client, address: str) -> str:
    answer = browser.get(address, follow=True)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def scanned(kisah: KisahKertas) -> Client:
    """The admin printed the blanks and sent back what the scanner made."""
    admin, page = browser_of(kisah.rumah["admin"]), f"{base(kisah)}jadwal/{kisah.jadwal[0].ref}/"
    pdf = admin.post(f"{page}cetak/").content
    admin.post(f"{page}unggah/", {"pindaian": SimpleUploadedFile("semua.pdf", pdf, "application/pdf")})
    return admin


def test_l12_paper_goes_its_way_through_the_pages(kisah: KisahKertas) -> None:
    admin = scanned(kisah)
    page = sheet(kisah)
    assert "Ketik isian lembar ini" in text(admin, page)
    admin.post(f"{page}mulai/")
    admin.post(f"{page}isi/asesor/", {"bukti": ["observasi"], "setuju/kerahasiaan": ["ya"]})
    last = admin.post(f"{page}isi/asesi/", {"setuju/banding": ["ya"], "setuju/mengikuti": ["ya"]})
    assert (last.status_code, last["Location"]) == (302, f"{page}serahkan/")
    admin.post(f"{page}serahkan/")
    assert "konfirmasinya oleh orang lain" in text(admin, page)

    manajer = browser_of(kisah.rumah["manajer"])
    assert "Bandingkan FR.AK.01 dengan pindaiannya" in text(manajer, f"/l/{kisah.rumah.lsp.slug}/kerja/")
    assert "Sama dengan kertas: konfirmasi" in text(manajer, page)
    assert sign_in(manajer, f"{page}konfirmasi/", kisah.rumah["manajer"]).status_code == 302

    assert (of(kisah).status, of(kisah, "FR.IA.01").status) == ("sah", "dipindai")


def test_l12_a_foreign_scan_is_refused_in_a_sentence(kisah: KisahKertas) -> None:
    admin = browser_of(kisah.rumah["admin"])
    page = f"{base(kisah)}jadwal/{kisah.jadwal[0].ref}/"
    pdf = admin.post(f"{page}cetak/").content
    answer = admin.post(f"{sheet(kisah)}unggah/", {"pindaian": SimpleUploadedFile("a.pdf", pdf)}, follow=True)

    assert "bukan lembar yang ditunggu di sini" in answer.content.decode()
    assert of(kisah).status == "menunggu"


def test_scanned_page_is_shown_as_a_picture_to_the_office_only(kisah: KisahKertas) -> None:
    admin = scanned(kisah)
    picture = f"{sheet(kisah)}pindaian/1/"

    assert admin.get(picture).content.startswith(b"\x89PNG")
    assert [browser_of(kisah.rumah[who]).get(picture).status_code for who in ("komite1", "asesi01")] == [403, 403]


def test_confirmed_paper_is_corrected_and_given_up_on_its_page(kisah: KisahKertas) -> None:
    """FX13: from the page of the sheet; the copies lead to each other."""
    kasus, at = kisah.kasus[0], kisah.at(13)
    admin, former = scanned(kisah), sheet(kisah)
    kisah.type_in(kasus, "FR.AK.01", at=at)
    kisah.confirm(kasus, "FR.AK.01", at=at)
    offered = f"{former}koreksi/" in text(admin, former)

    begun = admin.post(f"{former}koreksi/", {"reason": "Salah ketik."})
    with tenant(kisah.rumah.lsp.pk):
        new = f"{base(kisah)}{LembarKertas.objects.get(code='FR.AK.01', status='dipindai').ref}/"
    there = text(admin, new)
    given_up = admin.post(f"{new}koreksi/batal/", {"reason": "Sudah benar."})

    assert (offered, begun.status_code, given_up.status_code) == (True, 302, 302)
    assert (f"{new}koreksi/batal/" in there, former in there, "Salah ketik." in there) == (True, True, True)
    assert (new in text(admin, former), "Koreksi dibatalkan" in text(admin, new)) == (True, True)
