"""Two tabs on one MUK: what one of them stored is never overwritten unseen, and nothing typed in the other is lost."""

import datetime as dt

from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.actions import add_butir
from sahih.materials.perangkat.format import ButirSpec
from sahih.materials.perangkat.models import Bagian, Butir, Muk
from sahih.process.contoh.rumah import Rumah
from sahih.web.muk.tests.test_muk_pages import base, content, text
from sahih.web.tests.isian import form_in
from sahih.web.tests.panggung import browser_of


def opened(house: Rumah, page: str) -> dict[str, list[str]]:
    """What a tab opened now would send."""
    return form_in(text(browser_of(house["asesor"]), page)).values


def first_box(tab: dict[str, list[str]]) -> str:
    return next(name for name in tab if name.startswith("kuk|"))


def test_lines_leave_alone_the_boxes_that_only_another_tab_changed(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    """A second tab adds an item that is kritis; the first one writes in another box."""
    page = f"{base(house, muk)}kelompok/1/ia-01/baris/"
    tab = opened(house, page)
    box, other = [name for name in tab if name.startswith("kuk|")][:2]
    with tenant(house.lsp.pk):
        bagian = Bagian.objects.get(muk=muk, instrumen="FR.IA.01", kelompok__number=1)
        ref = content(house, muk).bagian[0].butir[0].refs[0]
        assert box == f"kuk|{ref.unit}|{ref.kuk}"
    house["asesor"].does(
        add_butir, bagian, ButirSpec(text="Dari tab lain", refs=(ref,), kritis=True, jenis="TL"), at=at
    )

    answer = browser_of(house["asesor"]).post(page, tab | {other: "SOP-02"})

    items = content(house, muk).bagian[0].butir
    assert answer.status_code == 302
    assert [(one.kritis, one.jenis) for one in items if one.text == "Dari tab lain"] == [(True, "TL")]
    assert "SOP-02" in [one.text for one in items]


def test_lines_changed_in_both_tabs_are_shown_side_by_side(house: Rumah, muk: Muk) -> None:
    page, browser = f"{base(house, muk)}kelompok/1/ia-01/baris/", browser_of(house["asesor"])
    tab = opened(house, page)
    box = first_box(tab)
    saved = browser.post(f"{page}simpan/", {"_version": tab["_version"], box: "Dari tab pertama"})
    before = content(house, muk)

    kept = browser.post(f"{page}simpan/", {"_version": tab["_version"], box: "Dari tab kedua"})
    late = browser.post(page, tab | {box: "Dari tab kedua"})

    told = late.content.decode()
    assert (saved.status_code, kept.status_code, late.status_code, content(house, muk)) == (200, 409, 409, before)
    assert "Tersimpan dari tempat lain: Dari tab pertama" in told
    again = form_in(told).values
    assert again[box] == ["Dari tab kedua"]
    assert browser.post(page, again).status_code == 302
    assert "Dari tab kedua" in [one.text for one in content(house, muk).bagian[0].butir]


def test_lines_that_one_tab_saves_twice_are_no_quarrel_with_itself(house: Rumah, muk: Muk) -> None:
    """The version that an autosave answers covers the boxes that it took, and no other."""
    page, browser = f"{base(house, muk)}kelompok/1/ia-01/baris/", browser_of(house["asesor"])
    tab = opened(house, page)
    box = first_box(tab)

    once = browser.post(f"{page}simpan/", {"_version": tab["_version"], box: "SOP-0"})
    twice = browser.post(f"{page}simpan/", {"_version": once.json()["version"], box: "SOP-01"})
    whole = browser.post(page, tab | {"_version": twice.json()["version"], box: "SOP-01"})

    assert [one.status_code for one in (once, twice, whole)] == [200, 200, 302]
    texts = [one.text for one in content(house, muk).bagian[0].butir]
    assert [texts.count(one) for one in ("SOP-0", "SOP-01")] == [0, 1]


def test_marked_item_takes_a_mended_line_and_is_not_dropped_with_another(
    house: Rumah, muk: Muk, at: dt.datetime
) -> None:
    page, browser = f"{base(house, muk)}kelompok/1/ia-07/baris/", browser_of(house["asesor"])
    ref = content(house, muk).bagian[0].butir[0].refs[0]
    with tenant(house.lsp.pk):
        bagian = Bagian.objects.get(muk=muk, instrumen="FR.IA.07", kelompok__number=1)
    house["asesor"].does(
        add_butir,
        bagian,
        ButirSpec(text="Apa yang dilakukan saat alarm berbuny?", refs=(ref,), kritis=True, dimensi="CMS"),
        at=at,
    )
    box = f"kuk|{ref.unit}|{ref.kuk}"
    stays = opened(house, page)[box][0].split("\n")[:-1]

    browser.post(page, opened(house, page) | {box: "\n".join([*stays, "Apa yang dilakukan saat alarm berbunyi?"])})
    gone = browser.post(page, opened(house, page) | {box: "\n".join(stays)}, follow=True)

    with tenant(house.lsp.pk):
        found = Butir.objects.filter(bagian=bagian, kritis=True).values_list("text", "dimensi")
        assert list(found) == [("Apa yang dilakukan saat alarm berbunyi?", "CMS")]
    assert "tetap seperti semula" in gone.content.decode()


def test_head_of_an_instrument_is_not_wiped_by_an_older_tab(house: Rumah, muk: Muk) -> None:
    page, browser = f"{base(house, muk)}kelompok/1/ia-02/", browser_of(house["asesor"])
    tab = opened(house, page)
    browser.post(page, tab | {"skenario": "Skenario panjang", "minutes": "30"})

    late = browser.post(page, tab | {"perlengkapan": "APD"})

    told = late.content.decode()
    with tenant(house.lsp.pk):
        stored = Bagian.objects.get(muk=muk, instrumen="FR.IA.02", kelompok__number=1)
    assert (late.status_code, stored.skenario, stored.perlengkapan) == (409, "Skenario panjang", "")
    assert [words in told for words in ("Tersimpan dari tempat lain: Skenario panjang", "diubah dari tab lain")] == [
        True,
        True,
    ]
    again = form_in(told).values
    assert again["perlengkapan"] == ["APD"]
    assert browser.post(page, again | {"skenario": "Skenario panjang", "minutes": "30"}).status_code == 302


def test_title_saved_from_an_older_tab_does_not_set_the_pass_mark_back(house: Rumah, muk: Muk) -> None:
    page, browser = f"{base(house, muk)}judul/", browser_of(house["asesor"])
    tab = opened(house, page)
    browser.post(page, tab | {"pass_mark": "80"})

    late = browser.post(page, tab | {"title": "Paket B"})

    told = late.content.decode()
    assert (late.status_code, content(house, muk).pass_mark, "nilai lulus 80" in told) == (422, 80, True)
    assert browser.post(page, form_in(told).values | {"pass_mark": "80"}).status_code == 302
    assert (content(house, muk).title, content(house, muk).pass_mark) == ("Paket B", 80)


def test_form_that_is_sent_twice_makes_one_muk_and_one_item(house: Rumah, muk: Muk) -> None:
    browser = browser_of(house["asesor"])
    begin = [browser.post(f"{base(house)}susun/{house.versi.ref}/", {"judul": "Paket B"}) for _press in range(2)]
    item = {"text": "Sama persis?", "dimensi": "TS"}
    add = [browser.post(f"{base(house, muk)}kelompok/1/ia-07/butir/", item) for _press in range(2)]

    assert begin[0]["Location"] == begin[1]["Location"]
    assert [one.status_code for one in add] == [302, 302]
    with tenant(house.lsp.pk):
        counts = Muk.objects.filter(title="Paket B").count(), Butir.objects.filter(muk=muk, text="Sama persis?").count()
    assert counts == (1, 1)


def test_forms_that_would_be_refused_say_so_before_anything_is_typed(house: Rumah, muk: Muk) -> None:
    """The penyusun of a draft hands nothing back; a stranger retires no draft."""
    back = text(browser_of(house["asesor"]), f"{base(house, muk)}kembalikan/")
    out = text(browser_of(house["asesor2"]), f"{base(house, muk)}tarik/")

    assert ("tidak sedang menunggu validator" in back, "MUK ditarik oleh" in out) == (True, True)
    assert ('name="note"' in back, 'name="note"' in out) == (False, False)
