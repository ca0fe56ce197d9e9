"""The pages of an author: begin a MUK, write instruments and items, lose nothing that was typed."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sahih.institution.accounts.roles import Role
from sahih.kernel.audit import AuditEntry
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.actions import give_back_muk
from sahih.materials.perangkat.content import spec_of
from sahih.materials.perangkat.format import SALT_BYTES, ButirSpec, KunciSpec, MukSpec
from sahih.materials.perangkat.importing.tests.word_files import png
from sahih.materials.perangkat.models import Butir, Muk
from sahih.materials.perangkat.policies import may_read_items
from sahih.materials.tests.versions import next_version
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.muk import MARK
from sahih.process.contoh.rumah import Rumah
from sahih.process.permohonan.actions import open_permohonan, withdraw_permohonan
from sahih.web.tests.panggung import browser_of


def base(house: Rumah, muk: Muk | None = None) -> str:
    return f"/l/{house.lsp.slug}/muk/" + (f"{muk.ref}/" if muk else "")


def text(browser: Client, address: str, *, status: int = 200) -> str:
    answer = browser.get(address, follow=True)
    assert answer.status_code == status, (address, answer.status_code)
    return str(answer.content.decode())


def content(house: Rumah, muk: Muk) -> MukSpec:
    with tenant(house.lsp.pk):
        return spec_of(Muk.objects.select_related("versi__skema", "key").get(pk=muk.pk), keys=True)


def first(house: Rumah, muk: Muk, code: str) -> Butir:
    with tenant(house.lsp.pk):
        return (
            Butir.objects.select_related("bagian")
            .filter(muk=muk, bagian__instrumen=code)
            .order_by("bagian__kelompok__number", "number")[0]
        )


def test_author_begins_a_muk_and_writes_a_question_on_pages(house: Rumah) -> None:
    browser = browser_of(house["asesor"])
    assert "Belum ada MUK untuk versi ini." in text(browser, base(house))
    begun = browser.post(f"{base(house)}susun/{house.versi.ref}/", {"judul": "Paket A"})
    page = f"{begun['Location']}kelompok/1/ia-05/"
    assert "Mulai instrumen ini" in text(browser, page)
    browser.post(page, {"minutes": "30"})
    tree = text(browser, f"{page}butir/")
    value = tree.split('name="kuk" value="')[1].split('"')[0]

    posted = {"text": "Apa itu APD?", "option_0": "Pelindung", "option_2": "Alat ukur", "option": "2", "rubric": "Lihat SOP", "kuk": [value], "dimensi": "TS"}  # fmt: skip
    answer = browser.post(f"{page}butir/", posted)

    assert (answer.status_code, answer["Location"]) == (302, page)
    with tenant(house.lsp.pk):
        muk = Muk.objects.get()
    part = content(house, muk).bagian[0]
    unit, kuk = value.split("|")
    assert (part.minutes, part.butir) == (
        30,
        (ButirSpec.model_validate({"text": "Apa itu APD?", "options": ("Pelindung", "Alat ukur"), "kunci": KunciSpec(option=1, rubric="Lihat SOP"), "dimensi": "TS", "refs": ({"unit": unit, "kuk": kuk},)}),),
    )  # fmt: skip
    assert "berkunci" in text(browser, page)


def test_refused_item_comes_back_with_all_that_was_typed(house: Rumah, muk: Muk) -> None:
    browser = browser_of(house["asesor"])
    page = f"{base(house, muk)}kelompok/1/ia-05/butir/"

    answer = browser.post(page, {"text": "", "option_0": "Satu saja", "option": "3", "rubric": "Rambu panjang"})

    said = answer.content.decode()
    assert answer.status_code == 422
    assert [
        words in said
        for words in ("Satu saja", "Rambu panjang", "paling sedikit dua pilihan", "Pilihan ini masih kosong")
    ] == [True] * 4


@pytest.mark.parametrize(
    ("content", "alt", "said"),
    [(b"%PDF-1.7 ", "Rem parkir", "bukan gambar JPEG atau PNG"), (png(), "", "Tulis apa yang terlihat pada gambar")],
)
def test_picture_that_does_not_fit_is_told_beside_its_box(
    house: Rumah, muk: Muk, content: bytes, alt: str, said: str
) -> None:
    """The box stands in a fold: it is open when something in it is to mend."""
    page = f"{base(house, muk)}kelompok/1/ia-07/butir/"
    file = SimpleUploadedFile("gambar.png", content)

    answer = browser_of(house["asesor"]).post(page, {"text": "Apa ini?", "picture": file, "picture_alt": alt})

    shown = answer.content.decode()
    assert (answer.status_code, said in shown, "Apa ini?" in shown) == (422, True, True)
    assert '<details class="card" data-no-autosave open>' in shown


def test_second_tab_is_told_and_keeps_its_words(house: Rumah, muk: Muk) -> None:
    browser, row = browser_of(house["asesor"]), first(house, muk, "FR.IA.07")
    page = f"{base(house, muk)}butir/{row.ref}/"
    version = text(browser, page).split('name="_version" value="')[1].split('"')[0]
    browser.post(page, {"_version": version, "text": "Tab pertama", "answer": "a"})

    late = browser.post(page, {"_version": version, "text": "Tab kedua", "answer": "jawaban kedua"})

    said = late.content.decode()
    assert (late.status_code, "Tab kedua" in said, "jawaban kedua" in said, "diubah dari tab lain" in said) == (409, True, True, True)  # fmt: skip


def test_item_that_another_tab_took_out_keeps_its_words_for_a_new_one(house: Rumah, muk: Muk) -> None:
    """Nothing typed is lost: the page becomes that of a new item, and saving makes one."""
    browser, row = browser_of(house["asesor"]), first(house, muk, "FR.IA.07")
    page = f"{base(house, muk)}butir/{row.ref}/"
    said = text(browser, page)
    hidden = {name: said.split(f'name="{name}" value="')[1].split('"')[0] for name in ("_version", "_tempat")}
    browser.post(f"{page}hapus/")
    typed = {"text": "Tab kedua", "answer": "jawaban kedua"}

    late, kept = browser.post(page, hidden | typed), browser.post(f"{page}simpan/", hidden | typed)

    told = late.content.decode()
    action = told.split('id="butir" action="')[1].split('"')[0]
    assert (late.status_code, kept.status_code, "sudah dihapus dari tab lain" in told) == (409, 409, True)
    assert [words in told for words in ("Tab kedua", "jawaban kedua")] == [True, True]
    assert browser.post(action, typed).status_code == 302
    assert [one.text for one in content(house, muk).bagian[3].butir][-1] == "Tab kedua"
    for act in ("naik", "turun", "hapus"):
        assert "sudah dihapus dari tab lain" in browser.post(f"{page}{act}/", follow=True).content.decode()


def test_instrument_that_another_tab_took_out_keeps_what_was_typed(house: Rumah, muk: Muk) -> None:
    browser = browser_of(house["asesor"])
    page = f"{base(house, muk)}kelompok/1/ia-01/"
    name = text(browser, f"{page}baris/").split('<textarea id="kotak-')[1].split('name="')[1].split('"')[0]
    browser.post(f"{page}hapus/")

    item, lines = browser.post(f"{page}butir/", {"text": "Acuan baru"}), browser.post(f"{page}baris/", {name: "SOP-01\nSOP-02"})  # fmt: skip
    again = browser.post(f"{page}hapus/", follow=True)

    for answer, words in ((item, "Acuan baru"), (lines, "SOP-01\nSOP-02")):
        told = answer.content.decode()
        assert (answer.status_code, words in told, "sudah dikeluarkan dari MUK ini" in told) == (422, True, True)
    assert "sudah dikeluarkan dari MUK ini" in again.content.decode()
    assert browser.get(f"{page}butir/").status_code == 404


def version_in(browser: Client, page: str) -> str:
    return text(browser, page).split('name="_version" value="')[1].split('"')[0]


def test_autosave_keeps_a_field_and_leaves_the_key_as_it_was(house: Rumah, muk: Muk) -> None:
    browser, row = browser_of(house["asesor"]), first(house, muk, "FR.IA.07")
    page = f"{base(house, muk)}butir/{row.ref}/"
    version = version_in(browser, page)

    saved = browser.post(f"{page}simpan/", {"_version": version, "dimensi": "TRS"})
    again = browser.post(f"{page}simpan/", {"_version": saved.json()["version"], "kritis": "on", "kuk": ""})
    stale = browser.post(f"{page}simpan/", {"_version": version, "dimensi": "TS"})

    found = next(one for part in content(house, muk).bagian for one in part.butir if one.text == row.text)
    assert (saved.status_code, again.status_code, stale.status_code) == (200, 200, 409)
    assert (found.dimensi, found.kritis, found.refs, bool(found.kunci and found.kunci.answer)) == ("TRS", True, (), True)  # fmt: skip


def test_autosave_of_a_question_without_key_keeps_its_words(house: Rumah, muk: Muk) -> None:
    browser = browser_of(house["asesor"])
    browser.post(f"{base(house, muk)}kelompok/1/ia-07/butir/", {"text": "Tanpa kunci"})
    with tenant(house.lsp.pk):
        row = Butir.objects.get(muk=muk, text="Tanpa kunci")
    page = f"{base(house, muk)}butir/{row.ref}/"

    saved = browser.post(f"{page}simpan/", {"_version": version_in(browser, page), "text": "Diketik di ponsel"})

    with tenant(house.lsp.pk):
        assert (saved.status_code, Butir.objects.get(pk=row.pk).text) == (200, "Diketik di ponsel")


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("FR.IA.05", {"option_0": "Dulu b", "option_1": "Dulu a"}),
        ("FR.IA.05", {"text": "Soal lain"}),
        ("FR.IA.07", {"text": "Pertanyaan lain"}),
    ],
)
def test_fx14_no_autosave_puts_other_words_to_a_key(house: Rumah, muk: Muk, code: str, typed: dict[str, str]) -> None:
    """Options that change places under a key would make the wrong answer the right one."""
    browser, row, before = browser_of(house["asesor"]), first(house, muk, code), content(house, muk)
    page = f"{base(house, muk)}butir/{row.ref}/"

    kept = browser.post(f"{page}simpan/", typed | {"_version": version_in(browser, page)})

    assert (kept.status_code, "tombol Simpan butir" in kept.json()["message"]) == (422, True)
    assert content(house, muk) == before


def test_lines_for_each_kuk_are_kept_and_a_key_is_not_lost(house: Rumah, muk: Muk) -> None:
    browser = browser_of(house["asesor"])
    page = f"{base(house, muk)}kelompok/1/ia-01/baris/"
    name = text(browser, page).split('<textarea id="kotak-')[1].split('name="')[1].split('"')[0]
    version = version_in(browser, page)

    saved = browser.post(f"{page}simpan/", {"_version": version, name: "SOP-01\nUU No. 1 Tahun 1970"})
    typed = {name: "SOP-01\nUU No. 1 Tahun 1970\nPP No. 50 Tahun 2012"}
    browser.post(page, typed | {"_version": saved.json()["version"]})

    texts = [one.text for one in content(house, muk).bagian[0].butir]
    assert saved.status_code == 200
    assert [texts.count(one) for one in ("SOP-01", "UU No. 1 Tahun 1970", "PP No. 50 Tahun 2012")] == [1, 1, 1]


def test_moves_and_deletes_by_buttons(house: Rumah, muk: Muk) -> None:
    browser, row = browser_of(house["asesor"]), first(house, muk, "FR.IA.03")
    before = [one.text for one in content(house, muk).bagian[1].butir]

    browser.post(f"{base(house, muk)}butir/{row.ref}/turun/")
    moved = [one.text for one in content(house, muk).bagian[1].butir]
    browser.post(f"{base(house, muk)}butir/{row.ref}/hapus/")

    assert moved == [before[1], before[0], *before[2:]]
    assert [one.text for one in content(house, muk).bagian[1].butir] == before[1:]


def test_fx14_list_of_items_shows_that_there_is_a_key_and_never_what_it_says(house: Rumah, muk: Muk) -> None:
    seen = text(browser_of(house["asesor"]), f"{base(house, muk)}kelompok/1/ia-07/")

    assert ("berkunci" in seen, MARK in seen) == (True, False)


def test_fx14_page_that_opens_a_key_leaves_an_entry(house: Rumah, muk: Muk) -> None:
    row = first(house, muk, "FR.IA.07")

    seen = text(browser_of(house["asesor"]), f"{base(house, muk)}butir/{row.ref}/")

    with tenant(house.lsp.pk):
        last = AuditEntry.objects.filter(kind="muk.butir_opened").values_list("subject_ref", "new").get()
    assert (MARK in seen, last) == (True, (row.ref, {"has_key": True}))


def test_fx14_draft_is_closed_to_other_asesor(house: Rumah, muk: Muk) -> None:
    browser = browser_of(house["asesor2"])
    row = first(house, muk, "FR.IA.07")

    shut = [
        browser.get(f"{base(house, muk)}{path}").status_code
        for path in ("kelompok/1/ia-07/", f"butir/{row.ref}/gambar/")
    ]
    page = text(browser, base(house, muk))

    assert shut == [403, 403]
    assert (row.text in page, "hanya dibaca penyusun" in page) == (False, True)
    assert MARK not in text(browser, f"{base(house, muk)}butir/{row.ref}/")


def test_fx14_author_who_applies_for_the_skema_is_shown_nothing_of_it(house: Rumah, muk: Muk) -> None:
    """17024 7.4: from the application on, until it ends; the page says why."""
    author, row, at = house["asesor"], first(house, muk, "FR.IA.07"), dt.datetime.now(dt.UTC)
    applied = author.does(
        open_permohonan, house.versi, mode="jarak_jauh", medium="nirkertas", uji_coba=True, at=at
    )  # fmt: skip
    browser, closed = browser_of(author), "Anda sedang menjadi asesi skema ini."

    pages = (f"butir/{row.ref}/", "impor/", "ekspor/", "cetak/", "kunci/")
    told = [text(browser, base(house, muk) + page) for page in pages]
    picture = browser.get(f"{base(house, muk)}butir/{row.ref}/gambar/")
    overview = text(browser, base(house, muk))
    instrument = browser.get(f"{base(house, muk)}kelompok/1/ia-07/")

    assert [closed in page for page in told] == [True] * len(pages)
    assert [MARK in page or row.text in page for page in (*told, overview)] == [False] * (len(pages) + 1)
    assert (picture.status_code, instrument.status_code, row.text in instrument.content.decode()) == (403, 403, False)
    author.does(withdraw_permohonan, applied, reason="Keliru.", at=at)
    assert row.text in text(browser, f"{base(house, muk)}butir/{row.ref}/")


def test_k5_new_version_offers_its_former_muk_and_lists_what_did_not_fit(house: Rumah, at: dt.datetime) -> None:
    former, versi = contoh.validated(house, at=at), next_version(house, at=at)
    own, other = browser_of(house["asesor"]), browser_of(house["asesor2"])

    offered = text(own, base(house)).split("Mulai dari MUK versi sebelumnya")
    begun = own.post(f"{base(house)}susun/{versi.ref}/", {"judul": former.title, "salin": former.ref}, follow=True)
    page = begun.content.decode()

    assert (len(offered), f'value="{former.ref}"' in offered[1]) == (2, True)
    assert "1 hal tidak ikut dan didaftar di bawah." in page
    assert ("Yang tidak ikut dari MUK sebelumnya" in page, "bunyinya berubah: ikatan dilepas dari FR.IA.01" in page) == (True, True)  # fmt: skip
    assert f"Dimulai dari</dt><dd>MUK 1. {former.title} (versi 1)" in page.replace("\n", "")
    assert "Mulai dari MUK versi sebelumnya" not in text(other, base(house))


def test_fx14_author_who_applies_reads_no_note_reason_or_map_either(house: Rumah, muk: Muk) -> None:
    """17024 7.4: they speak of items in free words, on the page, on the sheet, in the list of tasks and on the maps."""
    author, said, at = house["asesor"], "Kunci nomor satu mestinya B.", dt.datetime.now(dt.UTC)
    handed_in = contoh.submit(house, muk, at=at)
    house["asesor2"].does(give_back_muk, handed_in, note=said, salt=bytes(SALT_BYTES), at=at)
    sheet = contoh.fresh(house, muk).pengesahan
    assert sheet is not None
    browser, lsp = browser_of(author), f"/l/{house.lsp.slug}/"
    before = [said in text(browser, path) for path in (base(house, muk), f"{lsp}kerja/")]

    author.does(open_permohonan, house.versi, mode="jarak_jauh", medium="nirkertas", uji_coba=True, at=at)

    paths = (base(house, muk), f"{base(house, muk)}peta/", f"{lsp}kerja/")
    assert (before, [said in text(browser, path) for path in paths]) == ([True] * 2, [False] * 3)
    assert [browser.get(f"{base(house, muk)}lembar/{sheet.ref}{end}").status_code for end in ("/", ".pdf")] == [403] * 2
    assert browser.get(f"{base(house, muk)}peta/").status_code == 302


def test_fx14_items_are_read_by_the_able_and_each_reading_of_others_is_an_entry(house: Rumah, at: dt.datetime) -> None:
    """17024 7.4: whoever writes the draft reads their own; all others leave their name, also who only prints."""
    muk = contoh.validated(house, at=at)
    paths = [f"{base(house, muk)}{path}" for path in ("kelompok/1/ia-05/", "cetak/")]
    words = first(house, muk, "FR.IA.05").text

    seen = [words in text(browser_of(house["asesor2"]), path) for path in paths]
    with tenant(house.lsp.pk):
        entries = AuditEntry.objects.filter(kind="muk.items_read").order_by("pk").values_list("person_id", "new")
        noted = list(entries)
        stranger = replace(house["komite1"].actor(at), roles=frozenset({Role.ASESOR}))
        verdict = may_read_items(stranger, muk, day=at.date())

    who = house["asesor2"].user.person_id
    assert seen == [True, True]
    assert noted == [(who, {"part": "FR.IA.05 kelompok 1"}), (who, {"part": "cetak"})]
    assert (verdict.allowed, "kompetensi skema ini" in str(verdict.reason)) == (False, True)


def test_lists_of_muk_and_plans_ask_no_more_for_a_further_version(house: Rumah, at: dt.datetime) -> None:
    browser, paths = browser_of(house["asesor"]), (base(house), f"/l/{house.lsp.slug}/rencana/")

    def asked() -> list[int]:
        counts = []
        for path in paths:
            with CaptureQueriesContext(connection) as queries:
                text(browser, path)
            counts.append(len(queries))
        return counts

    contoh.drafted(house, at=at)
    asked()
    before = asked()
    next_version(house, at=at)

    assert asked() == before
