"""From a Word file to the content of a MUK on pages: preview, confirmation, whole or not at all; and out again."""

import datetime as dt
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sahih.kernel.audit import AuditEntry
from sahih.kernel.clock import move_to
from sahih.kernel.keys import KeyDestroyed
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.vault.store import read, store
from sahih.materials.perangkat.actions.files import IMPORT
from sahih.materials.perangkat.content import spec_of
from sahih.materials.perangkat.format import MukSpec
from sahih.materials.perangkat.importing.acuan import Acuan, acuan_of, said
from sahih.materials.perangkat.importing.tests.word_files import Doc, as_bytes, grid, png
from sahih.materials.perangkat.importing.uploads import read_upload
from sahih.materials.perangkat.importing.xlsx_form import label_of
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.tasks import forget_imports
from sahih.materials.skema.content import content_of
from sahih.process.contoh.rumah import Rumah
from sahih.web.tests.panggung import browser_of


def base(house: Rumah, muk: Muk) -> str:
    return f"/l/{house.lsp.slug}/muk/{muk.ref}/"


def content(house: Rumah, muk: Muk) -> MukSpec:
    with tenant(house.lsp.pk):
        return spec_of(Muk.objects.select_related("versi__skema", "key").get(pk=muk.pk), keys=True)


def acuan(house: Rumah) -> Acuan:
    with tenant(house.lsp.pk):
        return acuan_of(content_of(house.versi))


def word_file(*, question: str = "Apa bahaya di bengkel?") -> bytes:
    """FR.IA.05 with a key and FR.IA.07 with a picture, for the first kelompok, without a KUK."""

    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.05A. PERTANYAAN TERTULIS PILIHAN GANDA")
        document.add_paragraph("Kelompok Pekerjaan 1")
        grid(document, [["No", "Pertanyaan"], ["1", f"{question}\na. api\nb. air"]])
        document.add_paragraph("FR.IA.05B. LEMBAR KUNCI JAWABAN PILIHAN GANDA")
        grid(document, [["No", "Jawaban"], ["1", "b"], ["7", "kunci tanpa soal"]])

    return as_bytes(build)


def upload(
    house: Rumah, muk: Muk, file: bytes, *, name: str = "muk.docx", who: str = "asesor"
) -> Any:  # reason: the answer of a test client
    return browser_of(house[who]).post(f"{base(house, muk)}impor/", {"berkas": SimpleUploadedFile(name, file)})


def preview(house: Rumah, muk: Muk, file: bytes) -> tuple[str, str]:
    """The address of the preview, and what it says."""
    address = upload(house, muk, file)["Location"]
    return address, browser_of(house["asesor"]).get(address).content.decode()


def base_in(page: str) -> str:
    return page.split('name="base" value="')[1].split('"', maxsplit=1)[0]


def choice_in(page: str) -> str:
    return page.split('name="kuk:')[1].split('"', maxsplit=1)[0]


def test_word_file_becomes_the_content_after_its_preview(house: Rumah, muk: Muk) -> None:
    before = content(house, muk)

    address, page = preview(house, muk, word_file())
    assert "1 butir tidak menyebut KUK" in page
    assert "kunci nomor 7: soalnya tidak ditemukan" in page
    assert content(house, muk) == before
    kuk = next(one for one in acuan(house).isi if one.kelompok == 1)
    posted = {"base": base_in(page), "cara": "ganti", "setuju": "on", f"lain:{choice_in(page)}": label_of(kuk)}
    answer = browser_of(house["asesor"]).post(address, posted)

    assert (answer.status_code, answer["Location"]) == (302, base(house, muk))
    (part,) = content(house, muk).bagian
    assert (part.instrumen, part.butir[0].text, part.butir[0].refs) == (
        "FR.IA.05",
        "Apa bahaya di bengkel?",
        (kuk.ref,),
    )
    assert part.butir[0].kunci is not None
    assert part.butir[0].kunci.option == 1
    assert content(house, muk).title == before.title


def test_suggestion_is_not_taken_unless_confirmed(house: Rumah, muk: Muk) -> None:
    kuk = next(one for one in acuan(house).isi if one.kelompok == 1)
    address, page = preview(house, muk, word_file(question=kuk.text))
    assert f"Saran: {said(kuk.ref)}" in page

    browser_of(house["asesor"]).post(address, {"base": base_in(page), "cara": "ganti", "setuju": "on"})

    assert content(house, muk).bagian[0].butir[0].refs == ()

    page = browser_of(house["asesor"]).get(address).content.decode()
    browser_of(house["asesor"]).post(
        address, {"base": base_in(page), "cara": "ganti", "setuju": "on", f"kuk:{choice_in(page)}": said(kuk.ref)}
    )
    assert content(house, muk).bagian[0].butir[0].refs == (kuk.ref,)


def test_button_pressed_twice_takes_the_file_once(house: Rumah, muk: Muk) -> None:
    address, page = preview(house, muk, word_file())
    posted = {"base": base_in(page), "cara": "ganti", "setuju": "on"}
    browser_of(house["asesor"]).post(address, posted)
    after = content(house, muk)

    answer = browser_of(house["asesor"]).post(address, posted, follow=True)

    assert "tidak ada yang berubah" in answer.content.decode()
    assert content(house, muk) == after
    with tenant(house.lsp.pk):
        assert AuditEntry.objects.filter(kind="muk.replaced", subject_id=muk.pk).count() == 1


def test_change_in_another_tab_is_shown_before_anything_is_replaced(house: Rumah, muk: Muk) -> None:
    address, page = preview(house, muk, word_file())
    naming = f"{base(house, muk)}judul/"
    seen = browser_of(house["asesor"]).get(naming).content.decode().split('name="_version" value="')[1].split('"')[0]
    browser_of(house["asesor"]).post(naming, {"title": "Paket Z", "pass_mark": "90", "_version": seen})
    before = content(house, muk)

    posted = {"base": base_in(page), "cara": "ganti", "setuju": "on", f"lain:{choice_in(page)}": "yang diketik"}
    typed = browser_of(house["asesor"]).post(address, posted | {f"lain:{choice_in(page)}": ""})
    wrong = browser_of(house["asesor"]).post(address, posted)

    assert (typed.status_code, wrong.status_code) == (409, 422)
    assert "berubah sejak pratinjau" in typed.content.decode()
    assert "yang diketik" in wrong.content.decode()
    assert content(house, muk) == before


def test_instruments_that_are_missing_are_added_and_the_others_stay(house: Rumah, muk: Muk) -> None:
    browser_of(house["asesor"]).post(f"{base(house, muk)}kelompok/1/ia-05/hapus/")
    before = content(house, muk)
    assert ("FR.IA.05", 1) not in [(one.instrumen, one.kelompok) for one in before.bagian]
    address, page = preview(house, muk, word_file())

    browser_of(house["asesor"]).post(address, {"base": base_in(page), "cara": "tambah"})

    after = content(house, muk).bagian
    assert [one for one in after if (one.instrumen, one.kelompok) != ("FR.IA.05", 1)] == list(before.bagian)
    assert [len(one.butir) for one in after if (one.instrumen, one.kelompok) == ("FR.IA.05", 1)] == [1]


def test_items_are_added_beneath_those_that_are_there_and_none_twice(house: Rumah, muk: Muk) -> None:
    """Twenty questions written in Word join the one that was typed by hand."""
    before = content(house, muk)
    for _time in range(2):
        address, page = preview(house, muk, word_file())
        browser_of(house["asesor"]).post(address, {"base": base_in(page), "cara": "sisip"})

    after = content(house, muk)
    old, new = ({(one.instrumen, one.kelompok): one for one in spec.bagian} for spec in (before, after))
    grown = {name: len(new[name].butir) - len(old[name].butir) for name in old}
    assert {name: one.butir[: len(old[name].butir)] for name, one in new.items()} == {name: one.butir for name, one in old.items()}  # fmt: skip
    assert {name: more for name, more in grown.items() if more} == {("FR.IA.05", 1): 1}


def test_file_without_a_muk_invites_nobody_to_take_it_over(house: Rumah, muk: Muk) -> None:
    _address, page = preview(house, muk, as_bytes(lambda document: document.add_paragraph("Undangan rapat")))

    assert "Tidak ada isi MUK dalam berkas ini" in page
    assert "Ambil alih isi berkas" not in page


def test_file_stays_encrypted_with_a_day_to_go_and_once_only(house: Rumah, muk: Muk) -> None:
    file = word_file()

    first, second = upload(house, muk, file)["Location"], upload(house, muk, file)["Location"]

    with tenant(house.lsp.pk):
        (row,) = StoredFile.objects.filter(kind="muk_impor", owner_id=muk.pk)
    assert first == second
    assert row.sensitive
    assert row.keep_until is not None
    assert row.keep_until > dt.datetime.now(dt.UTC).date()


def test_kept_file_is_destroyed_in_the_night_after_its_last_day(house: Rumah, muk: Muk, settings: object) -> None:
    """Also where nobody uploads again; the row stays, the preview is gone, the trail says so."""
    settings.SAHIH_CLOCK_MOVABLE = True  # type: ignore[attr-defined]  # reason: pytest-django's settings
    page = upload(house, muk, word_file())["Location"]
    with tenant(house.lsp.pk):
        (file,) = StoredFile.objects.filter(kind=IMPORT, owner_id=muk.pk).select_related("key")
    assert file.keep_until is not None
    last = dt.datetime.combine(file.keep_until, dt.time(5), tzinfo=dt.UTC)

    states = []
    for at in (last, last + dt.timedelta(days=1), last + dt.timedelta(days=2)):
        move_to(at)
        forget_imports.func(timestamp=0)
        states.append(browser_of(house["asesor"]).get(page).status_code)

    with tenant(house.lsp.pk), pytest.raises(KeyDestroyed):
        read(StoredFile.objects.select_related("key").get(pk=file.pk))
    with tenant(house.lsp.pk):
        entries = list(AuditEntry.objects.filter(kind="muk.import_forgotten").values_list("person_id", flat=True))
    assert (states, entries) == ([200, 404, 404], [None])


def test_refused_file_tells_why_and_nothing_is_kept(house: Rumah, muk: Muk) -> None:
    answers = [
        upload(house, muk, file, name=name)
        for file, name in ((b"%PDF-1.4", "a.pdf"), (b"", "a.docx"), (b"muk: {title: 1}", "a.yaml"))
    ]

    assert [one.status_code for one in answers] == [422, 422, 422]
    assert "PDF tidak dapat diimpor" in answers[0].content.decode()
    assert "wajib diisi" in answers[2].content.decode()
    with tenant(house.lsp.pk):
        assert not StoredFile.objects.filter(kind="muk_impor", owner_id=muk.pk).exists()


@pytest.mark.parametrize(
    ("content", "said"), [(b"muk:\n  skema: x\n", "muk.title"), (b"PK\x03\x04rusak", "rusak dan tidak dapat dibuka")]
)
def test_kept_file_that_can_no_longer_be_read_says_why(house: Rumah, muk: Muk, content: bytes, said: str) -> None:
    """Kept under an earlier reader; the page offers the field for another file."""
    with tenant(house.lsp.pk):
        kept = store(
            [content], name="a.yaml", mime="application/yaml", kind=IMPORT, at=dt.datetime.now(dt.UTC), owner_id=muk.pk
        )
    browser, page = browser_of(house["asesor"]), f"{base(house, muk)}impor/{kept.ref}/"

    for answer in (browser.get(page), browser.post(page, {"cara": "ganti", "setuju": "on", "base": "x"})):
        told = answer.content.decode()
        assert (answer.status_code, said in told, 'name="berkas"' in told) == (422, True, True)


def test_another_asesor_neither_imports_nor_sees_the_preview(house: Rumah, muk: Muk) -> None:
    address, _page = preview(house, muk, word_file())

    for who in ("asesor2", "manajer"):
        answer = browser_of(house[who]).get(address)
        assert answer.status_code in (302, 403, 404)
        assert upload(house, muk, word_file(), who=who).status_code in (403, 404, 422)


def test_export_comes_back_the_same_and_keys_are_audited(house: Rumah, muk: Muk) -> None:
    before, browser = content(house, muk), browser_of(house["asesor"])

    found = {
        kind: browser.post(f"{base(house, muk)}ekspor/", {"bentuk": kind, "kunci": "on"})
        for kind in ("yaml", "xlsx", "zip")
    }

    for kind, answer in found.items():
        assert answer.status_code == 200, kind
        assert read_upload(answer.content, acuan=acuan(house)).spec == before
    with tenant(house.lsp.pk):
        whys = [(one.new or {})["why"] for one in AuditEntry.objects.filter(kind="muk.keys_seen", subject_id=muk.pk)]
    assert sorted(whys) == ["ekspor xlsx", "ekspor yaml", "ekspor zip"]


def test_export_without_keys_holds_none_of_them(house: Rumah, muk: Muk) -> None:
    answer = browser_of(house["asesor"]).post(f"{base(house, muk)}ekspor/", {"bentuk": "yaml"})

    assert b"kunci:" not in answer.content
    assert "tanpa kunci" in answer.content.decode()
    assert house["asesor"].user.person.name in answer.content.decode()


def test_import_of_an_export_changes_nothing(house: Rumah, muk: Muk) -> None:
    before = content(house, muk)
    file = browser_of(house["asesor"]).post(f"{base(house, muk)}ekspor/", {"bentuk": "zip", "kunci": "on"}).content

    address = upload(house, muk, file, name="muk.zip")["Location"]
    page = browser_of(house["asesor"]).get(address).content.decode()
    answer = browser_of(house["asesor"]).post(
        address, {"base": base_in(page), "cara": "ganti", "setuju": "on"}, follow=True
    )

    assert "tidak ada yang berubah" in answer.content.decode()
    assert content(house, muk) == before


def test_picture_of_a_word_file_goes_into_the_vault(house: Rumah, muk: Muk) -> None:
    def build(document: Doc) -> None:
        document.add_paragraph("FR.IA.07. PERTANYAAN LISAN")
        document.add_paragraph("Kelompok Pekerjaan 1")
        table = grid(document, [["No", "Pertanyaan"], ["1", "Apa nama alat ini?"]])
        table.cell(1, 1).add_paragraph().add_run().add_picture(io.BytesIO(png()))

    address, page = preview(house, muk, as_bytes(build))

    browser_of(house["asesor"]).post(address, {"base": base_in(page), "cara": "ganti", "setuju": "on"})

    picture = content(house, muk).bagian[0].butir[0].picture
    assert picture is not None
    with tenant(house.lsp.pk):
        assert StoredFile.objects.get(sha256=picture.sha256, kind="muk_gambar").key_id == muk.key_id


def test_template_of_this_skema_is_handed_out(house: Rumah, muk: Muk) -> None:
    answer = browser_of(house["asesor"]).get(f"{base(house, muk)}impor/templat.xlsx")

    found = read_upload(answer.content, acuan=acuan(house))
    assert (found.spec.bagian, found.terlewat) == ((), ())


def test_items_with_kuk_or_key_are_replaced_only_by_who_says_so_and_come_back(house: Rumah, muk: Muk) -> None:
    """One press put three items in the place of forty-two; what it took is kept with its keys and can be taken back."""
    before, browser = content(house, muk), browser_of(house["asesor"])
    items = sum(len(one.butir) for one in before.bagian)
    address, page = preview(house, muk, word_file())
    posted = {"base": base_in(page), "cara": "ganti"}
    assert f"{items} butir sekarang; {items} akan dihapus" in page
    assert 'value="sisip" required checked' in page

    refused = browser.post(address, posted)
    assert (refused.status_code, content(house, muk)) == (422, before)
    told = browser.post(address, posted | {"setuju": "on"}, follow=True).content.decode()
    assert f"dari {items} menjadi 1 butir, {items} dihapus" in told

    with tenant(house.lsp.pk):
        former = StoredFile.objects.get(kind=IMPORT, owner_id=muk.pk, name__startswith="isi sebelum diganti")
        trail = AuditEntry.objects.filter(kind="muk.import_kept", new__name=former.name)
        assert (former.sensitive, former.keep_until is not None, trail.count()) == (True, True, 1)
    assert former.name in browser.get(f"{base(house, muk)}impor/").content.decode()
    back = f"{base(house, muk)}impor/{former.ref}/"
    posted = {"base": base_in(browser.get(back).content.decode()), "cara": "ganti", "setuju": "on"}
    browser.post(back, posted)
    assert content(house, muk) == before


def test_file_that_says_less_leaves_kuk_and_keys_of_the_same_items(house: Rumah, muk: Muk) -> None:
    before, browser = content(house, muk), browser_of(house["asesor"])
    file = browser.post(f"{base(house, muk)}ekspor/", {"bentuk": "yaml"}).content
    bare = b"\n".join(line for line in file.split(b"\n") if b"dimensi:" not in line)
    address, page = preview(house, muk, bare)
    assert "tetap pada butir yang kata-katanya sama" in page

    answer = browser.post(address, {"base": base_in(page), "cara": "ganti"}, follow=True)

    assert "tidak ada yang berubah" in answer.content.decode()
    assert content(house, muk) == before


def test_same_file_under_another_name_is_shown_under_that_name(house: Rumah, muk: Muk) -> None:
    upload(house, muk, word_file(), name="lama.docx")

    address = upload(house, muk, word_file(), name="baru.docx")["Location"]

    assert "Dari baru.docx" in browser_of(house["asesor"]).get(address).content.decode()
