"""A skema that nobody has seen before: from its file to a MUK that two people stand for."""

from tests.journeys.conftest import Town
from tests.journeys.visitor import Visitor

TITLE = "Juru Las Pelat Posisi Bawah Tangan"
FIRST, SECOND = "C.24LAS01.001.1", "C.24LAS01.002.1"
KUK = {"1.1": "Alat pelindung diri dipakai sesuai prosedur.", "1.2": "Peralatan las diperiksa kelayakannya."}

# What an LSP writes itself: the fee, the reading of its own groups and one title are still missing.
FILE = f"""scheme:
  number: LAS/001/2026
  title: {TITLE}
  title_en: Plate Welder, Flat Position
  kind: Klaster
  standard: SKKNI 27/2021
  sector: %s
  level: 2
  kbli: '24109'
  kbji: '7212'
  remote_category: psychomotor
  requirements:
    basic_rule: all
    basic: [Pernah bekerja sebagai juru las paling sedikit satu tahun]
    administrative: [Fotokopi KTP]
  work_groups:
    confirmed: false
    groups:
    - {{number: 1, title: Menyiapkan pengelasan, units: [{FIRST}, {SECOND}]}}
  units:
  - code: {FIRST}
    title: Menyiapkan Peralatan Las
    title_en: Prepare Welding Equipment
    standard_kind: SKKNI
    critical_aspects: [Ketelitian memeriksa kebocoran selang]
    elements:
    - number: 1
      title: Menyiapkan tempat kerja
      kuk:
      - {{number: '1.1', text: {KUK["1.1"]}}}
      - {{number: '1.2', text: {KUK["1.2"]}}}
  - code: {SECOND}
    title: Mengelas Pelat
    title_en: Weld Plates
    standard_kind: SKKNI
    elements:
    - number: 1
      title: Membuat jalur las
      kuk:
      - {{number: '1.1', text: Jalur las dibuat sesuai gambar kerja.}}
"""


def take_over(manajer: Visitor, town: Town, sector: str) -> str:
    """The file becomes a draft that says what it lacks."""
    manajer.open(f"{town.base}/skema/impor/")
    manajer.upload("berkas", "las.yaml", (FILE % sector).encode())
    manajer.press("Impor")
    manajer.says("Yang masih kurang")
    return manajer.path


def complete(manajer: Visitor, versi: str) -> None:
    """The fee, and the second unit in a kelompok of its own, moved without a mouse."""
    manajer.press("Lengkapi")
    manajer.page.locator("input[name=fee]").fill("900000")
    manajer.press("Simpan")
    manajer.press("Kelompok pekerjaan")
    manajer.page.locator(f"select[name='ke_{SECOND}']").select_option("baru")
    manajer.press(f"Pindah {SECOND}")
    manajer.page.locator("input[name=judul]").nth(1).fill("Mengelas")
    for picker in manajer.page.locator("select[name=jauh]").all():
        picker.select_option("theory")
    manajer.page.locator("input[name=confirmed]").check()
    manajer.press("Simpan")
    assert manajer.page.get_by_text("Yang masih kurang").count() == 0
    manajer.open(f"{versi}peta/")


def publish(manajer: Visitor, reviewer: Visitor, versi: str) -> None:
    """K7: read by somebody who did not write it, then opened."""
    reviewer.open(versi)
    reviewer.press("Tinjau")
    reviewer.press("Nyatakan sudah ditinjau")
    manajer.open(versi)
    manajer.press("Terbitkan")
    manajer.says("Terbit")


def cover(manajer: Visitor, town: Town, day: str) -> None:
    """A6: both asesor prove that they can weld."""
    manajer.open(f"{town.base}/pengaturan/asesor/")
    found = manajer.page.locator("a[href$='/lingkup/']").all()
    for address in [str(link.get_attribute("href")) for link in found]:
        manajer.open(address)
        manajer.page.locator("select[name=skema]").select_option(label=f"{TITLE} (LAS/001/2026)")
        manajer.page.locator("input[name=basis]").first.check()
        manajer.page.locator("input[name=certificate_no]").fill("LAS-2026-1")
        manajer.page.locator("input[name=valid_from]").fill(day)
        manajer.press("Simpan")
        manajer.says("Lingkup tersimpan")
