"""From a company's invitation to a signed application, on a phone."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import FilePayload, expect

from sahih.process.contoh import jawaban
from sahih.process.contoh.orang import PIN
from tests.journeys.authenticator import fresh_code
from tests.journeys.conftest import Town
from tests.journeys.visitor import Visitor

ASESI, ADDRESS = "Siti Aminah", "siti.aminah@contoh.example"
PAPERS = {
    "KTP": "ktp.pdf",
    "Sertifikat pelatihan K3": "pelatihan.pdf",
    "Surat keterangan kerja": "kerja.pdf",
    "Pas foto 3x4": "foto.jpg",
}
ANSWERS = {
    "tempat_lahir": "Gresik", "tanggal_lahir": "1990-03-02",
    "kebangsaan": "Indonesia", "alamat_rumah": "Jl. Melati 7, Manyar, Gresik", "kode_pos_rumah": "61151",
    "hp": "0812-0000-0007", "pendidikan": "SMA/SMK", "perusahaan": "PT Kimia Contoh Gresik", "jabatan": "Petugas K3",
}  # fmt: skip

_read: set[str] = set()


def invite(company: Visitor, town: Town, *, name: str = ASESI, address: str = ADDRESS) -> None:
    """The plant names its worker."""
    company.open(f"{town.base}/perusahaan/undang/")
    company.page.get_by_label("Skema").select_option(town.skema)
    company.page.get_by_label("Pekerja yang diundang").fill(f"{name}, {address}")
    company.press("Kirim undangan")
    company.says("1 undangan dikirim")


def letter(reader: Visitor, pattern: str) -> str:
    """What the newest letter that says so says, if nobody has read that yet; the worker may still be writing it."""
    for _attempt in range(40):
        reader.page.goto(f"{reader.host.url}/kotak-surat/")
        for found in re.findall(pattern, reader.page.locator("main").inner_text()):
            if found not in _read:
                _read.add(found)
                return str(found)
        reader.page.wait_for_timeout(250)
    raise AssertionError(f"no letter with {pattern}")


def join(asesi: Visitor, *, address: str = ADDRESS) -> None:
    """By the link of the letter and a code; no password anywhere."""
    asesi.open(letter(asesi, r"(/undangan/\S+/)"))
    asesi.page.get_by_label("E-mail atau nomor HP").fill(address)
    asesi.press("Kirim kode")
    type_code(asesi)
    asesi.press("Terima undangan")


def type_code(visitor: Visitor) -> None:
    """Read the newest code in the mailbox and come back with it."""
    here = visitor.path
    code = letter(visitor, r"\n(\d{6})\n")
    visitor.open(here)
    visitor.page.locator("input[name=code]").fill(code)
    visitor.press("Konfirmasi")


def begin(asesi: Visitor, *, way: str = "Tatap muka, nirkertas") -> None:
    """Choose how to be assessed; leads to FR.APL.01."""
    asesi.page.get_by_role("radio", name=way).first.check()
    asesi.press("Mulai permohonan")


def fill_apl01(asesi: Visitor, *, nik: str = "9901014203900007") -> None:
    """What one is asked, then a paper at each requirement."""
    for name, value in {**ANSWERS, "nomor_identitas": nik}.items():
        type_into(asesi, name, value)
    asesi.page.locator("input[name=jenis_kelamin][value=wanita]").check()
    asesi.page.locator("input[name=tujuan][value=sertifikasi]").check()
    choose_papers(asesi)


def hand_in_at(asesi: Visitor, path: str, label: str) -> None:
    """Choose a file right at the requirement; with a script it goes at once."""
    name = PAPERS[label]
    content = jawaban.photo(7) if name.endswith("jpg") else jawaban.paper(label)
    row = asesi.page.locator(f"fieldset[id='{path}']")
    mime = "image/jpeg" if name.endswith("jpg") else "application/pdf"
    given: FilePayload = {"name": name, "mimeType": mime, "buffer": content}
    with asesi.page.expect_navigation():
        row.locator("input[type=file]").set_input_files(given)
        if not asesi.has_script:
            row.get_by_role("button", name="Unggah").click()
    expect(asesi.page.locator(f"fieldset[id='{path}'] input:checked")).to_have_count(1)


def type_into(asesi: Visitor, name: str, value: str) -> None:
    box = asesi.page.locator(f"#{name}")
    if box.evaluate("one => one.tagName") == "SELECT":
        box.select_option(value)
    else:
        box.fill(value)


def choose_papers(asesi: Visitor) -> None:
    """A paper for every requirement: new where it is asked for first, the same again where it serves twice."""
    names = {str(box.get_attribute("name")) for box in asesi.page.locator("input[type=hidden][name$='/berkas']").all()}
    handed: set[str] = set()
    for number, path in enumerate(sorted(names)):
        label = "Pas foto 3x4" if asks_for_photo(asesi, path) else list(PAPERS)[number % 3]
        if label not in handed:
            hand_in_at(asesi, path, label)
            handed.add(label)
            continue
        row = asesi.page.locator(f"fieldset[id='{path}']")
        row.locator("details").evaluate("one => one.setAttribute('open', '')")
        row.locator("label", has_text=f"({PAPERS[label]})").locator("input").check()


def asks_for_photo(asesi: Visitor, name: str) -> bool:
    """Whether the row around these boxes, and no other row, speaks of a new photo."""
    around = asesi.page.locator(f"xpath=(//input[@name='{name}'])[1]/ancestor::*[contains(., 'Pas foto terbaru')][1]")
    return around.locator("input[type=hidden][name$='/berkas']").count() == 1


def arm(asesi: Visitor) -> None:
    """An authenticator on the phone and a PIN, both on the page that makes ready; without a script there is no passkey."""
    asesi.open("/akun/tanda-tangan/")
    link = str(asesi.page.locator("a[href^='otpauth:']").get_attribute("href"))
    asesi.page.locator("input[name=code]").fill(fresh_code(parse_qs(urlsplit(link).query)["secret"][0]))
    asesi.page.locator("#kode button[type=submit]").click()
    asesi.page.locator("input[name=pin]").fill(PIN)
    asesi.page.locator("input[name=again]").fill(PIN)
    asesi.press("Buat PIN")
    asesi.says("PIN disimpan")


def leave(visitor: Visitor) -> None:
    visitor.open("/akun/logout/")
    visitor.press("Keluar")
