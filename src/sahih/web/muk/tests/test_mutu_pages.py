"""The pages about the quality of a MUK: a team validates it, somebody finds something, its items are counted (FX9)."""

import datetime as dt
import re

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from sahih.insight.antrean.muk import reviews
from sahih.institution.accounts.models import Person
from sahih.kernel.clock import move_to
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.models import Butir, Muk
from sahih.process.contoh import muk as contoh
from sahih.process.contoh import validasi as story
from sahih.process.contoh.muk import MARK
from sahih.process.contoh.rumah import Rumah
from sahih.process.kaji_ulang.improving import open_improvement
from sahih.process.kaji_ulang.models import HasilButir, Perbaikan
from sahih.process.permohonan.actions import open_permohonan
from sahih.process.validasi.actions import cancel_validasi
from sahih.process.validasi.models import Peran, Validasi
from sahih.web.muk.tests.test_hasil import workbook
from sahih.web.muk.tests.test_muk_pages import base, text
from sahih.web.tests.panggung import browser_of, sign_in


@pytest.fixture
def used(house: Rumah, at: dt.datetime) -> Muk:
    """A MUK that its penyusun and another asesor signed."""
    return contoh.validated(house, at=at)


def va(house: Rumah, row: Validasi) -> str:
    return f"{base(house)}validasi/{row.ref}/"


def wanted(house: Rumah) -> list[Perbaikan]:
    with tenant(house.lsp.pk):
        return list(Perbaikan.objects.select_related("butir").order_by("id"))


def question(house: Rumah, muk: Muk) -> Butir:
    with tenant(house.lsp.pk):
        rows = Butir.objects.filter(muk=muk, bagian__instrumen="FR.IA.05").select_related("bagian__kelompok")
        return rows.order_by("bagian__kelompok__number", "number")[0]


# --- the validation ---------------------------------------------------------------------------------
def opening(house: Rumah, **changed: object) -> dict[str, object]:
    people = {key: house[key].user.person.ref for key in ("asesor", "asesor2", "mutu")}
    day = dt.datetime.now(dt.UTC).date().isoformat()
    said = {
        "periode": "setelah", "day": day, "place": "Kantor LSP", "lead": people["asesor2"], "asesor": [people["asesor"]],
        "manajer": people["mutu"],
    }  # fmt: skip
    return said | changed


def test_fx9_team_validates_a_muk_on_pages_from_queue_to_improvement(house: Rumah, used: Muk, at: dt.datetime) -> None:
    """Opened by the manajer mutu, filled by the lead, signed by all three; each is led there by their tasks."""
    kerja, lead = f"/l/{house.lsp.slug}/kerja/", browser_of(house["asesor2"])
    opened = browser_of(house["mutu"]).post(f"{base(house, used)}validasi/", opening(house))
    assert (opened.status_code, opened["Location"]) == (302, base(house, used))
    with tenant(house.lsp.pk):
        row = Validasi.objects.get()
    assert f"Isi FR.VA — {used}" in text(lead, kerja)
    assert "Isi FR.VA" in text(lead, va(house, row))
    form = text(lead, f"{va(house, row)}isi/")
    assert (used.content_sha256 in form, "Peta bukti" in form, "Kesimpulan tim validasi" in form) == (True, True, True)
    story.fill(house, row, at=at)

    for key in story.TEAM:
        browser = browser_of(house[key])
        if key != "asesor2":
            assert "Tandatangani FR.VA" in text(browser, kerja)
        assert "Layak digunakan dengan perbaikan" in text(browser, f"{va(house, row)}tanda-tangan/")
        assert sign_in(browser, f"{va(house, row)}tanda-tangan/", house[key]).status_code == 302

    page = text(lead, base(house, used))
    assert ("Layak digunakan dengan perbaikan" in page, story.IMPROVES["rencana/1/kegiatan"][0] in page) == (True, True)
    assert lead.get(f"{va(house, row)}lembar/{story.fresh(house, row).lembar.ref}.pdf").status_code == 200
    assert "Tandatangani FR.VA" not in text(browser_of(house["mutu"]), kerja)


def test_fx14_manager_who_is_an_asesi_of_the_skema_is_led_to_no_validation_and_reads_no_finding(
    house: Rumah, used: Muk, at: dt.datetime
) -> None:
    """17024 7.4: by NIK, under another account too; what the page would refuse is no link."""
    row, browser, improve = story.finished(house, used, at=at), browser_of(house["mutu"]), story.IMPROVES["rencana/1/kegiatan"][0]  # fmt: skip
    listed = f"/l/{house.lsp.slug}/perbaikan/"
    before = (va(house, row) in text(browser, base(house, used)), improve in text(browser, listed))
    with tenant(house.lsp.pk):
        Person.objects.filter(pk__in=[house[one].user.person_id for one in ("mutu", "admin")]).update(
            nik_index="m" * 64
        )
    house["admin"].does(open_permohonan, house.versi, mode="jarak_jauh", medium="nirkertas", uji_coba=True, at=at)

    page = text(browser, base(house, used))

    assert before == (True, True)
    assert (va(house, row) in page, "FR.VA" in page, improve in text(browser, listed)) == (False, True, False)
    assert browser.get(f"{listed}{wanted(house)[0].ref}/").status_code == 404


def test_fx14_member_of_the_team_opens_the_keys_from_its_page_until_it_is_finished(
    house: Rumah, used: Muk, at: dt.datetime
) -> None:
    """17024 7.4: the page names its reader; the others are not led there."""
    row, mutu = story.opened(house, used, at=at), browser_of(house["mutu"])
    path = f"{va(house, row)}kunci/"
    assert [path in text(browser_of(house[key]), va(house, row)) for key in ("mutu", "asesor2", "manajer")] == [True, True, False]  # fmt: skip
    assert path in text(browser_of(house["asesor2"]), f"{va(house, row)}isi/")

    seen = mutu.get(path)

    assert (MARK in seen.content.decode(), house["mutu"].user.person.name in seen.content.decode()) == (True, True)
    assert "no-store" in seen["Cache-Control"]
    house["manajer"].does(cancel_validasi, row, reason="Batal.", at=at)
    assert (mutu.get(path).status_code, path in text(mutu, va(house, row))) == (302, False)


def test_k7_refused_team_comes_back_with_what_was_chosen_and_why(house: Rumah, used: Muk) -> None:
    answer = browser_of(house["mutu"]).post(f"{base(house, used)}validasi/", opening(house, manajer="", place="Aula"))

    said = answer.content.decode()
    assert (answer.status_code, "tidak menyusun dan tidak mengesahkan" in said, 'value="Aula"' in said) == (
        422,
        True,
        True,
    )


def test_unfit_muk_says_so_on_its_page(house: Rumah, used: Muk, at: dt.datetime) -> None:
    story.finished(house, used, at=at, outcome="tidak_layak")

    page = text(browser_of(house["asesor"]), base(house, used))

    assert "Tidak dapat dipilih untuk asesmen baru" in page
    assert "Jawab dulu 1 perbaikan" in text(browser_of(house["mutu"]), f"{base(house, used)}validasi/")


def test_member_hands_back_and_the_lead_reads_why(house: Rumah, used: Muk, at: dt.datetime) -> None:
    row = story.opened(house, used, at=at)
    story.fill(house, row, at=at)
    story.sign(house, row, "asesor2", at=at)

    browser_of(house["mutu"]).post(f"{va(house, row)}kembalikan/", {"note": "Temuan 1 kurang jelas."})

    lead = browser_of(house["asesor2"])
    assert "Temuan 1 kurang jelas." in text(lead, va(house, row))
    assert "Perbaiki FR.VA" in text(lead, f"/l/{house.lsp.slug}/kerja/")


def test_member_is_replaced_on_pages_until_somebody_signed(house: Rumah, used: Muk, at: dt.datetime) -> None:
    """FX9: refused with what was chosen and why; afterwards the page says why the team stands and what to do."""
    row, mutu = story.opened(house, used, at=at), browser_of(house["mutu"])
    with tenant(house.lsp.pk):
        seat = row.anggota_set.get(peran=Peran.MANAJER)
    path, other = f"{va(house, row)}anggota/{seat.ref}/", house["manajer"].user.person
    assert [path in text(browser_of(house[key]), va(house, row)) for key in ("mutu", "asesor2")] == [True, False]
    form = text(mutu, path)
    assert [one in form for one in (other.ref, house["mutu"].user.person.ref)] == [True, False]
    refused = mutu.post(path, {"person": other.ref, "reason": ""})
    assert (refused.status_code, f'value="{other.ref}" selected' in refused.content.decode()) == (422, True)

    done = mutu.post(path, {"person": other.ref, "reason": "Cuti."})

    assert done["Location"] == va(house, row)
    assert "Hendra Gunawan (Manager, supervisor) diganti" in text(mutu, va(house, row))
    assert ["Cuti." in text(browser_of(house[key]), va(house, row)) for key in ("mutu", "asesor2")] == [True, True]
    assert f"Isi FR.VA — {used}" in text(browser_of(house["asesor2"]), f"/l/{house.lsp.slug}/kerja/")
    story.fill(house, row, at=at)
    story.sign(house, row, "asesor2", at=at)
    page = text(mutu, va(house, row))
    assert (path in page, "sudah mulai ditandatangani, jadi timnya tetap" in page) == (False, True)
    assert mutu.post(path, {"person": seat.person.ref, "reason": "Kembali."}).status_code == 422


def test_finished_sheet_is_corrected_and_the_correction_given_up_on_pages(
    house: Rumah, used: Muk, at: dt.datetime
) -> None:
    row, lead = story.finished(house, used, at=at), browser_of(house["asesor2"])

    begun = lead.post(f"{va(house, row)}koreksi/", {"reason": "Tanggalnya keliru."})
    assert begun["Location"] == f"{va(house, row)}isi/"
    dropped = lead.post(f"{va(house, row)}koreksi/batal/", {"reason": "Sudah benar."})

    assert (dropped["Location"], story.fresh(house, row).status) == (va(house, row), "selesai")


# --- findings ---------------------------------------------------------------------------------------
def test_fx9_asesor_notes_a_finding_of_an_item_and_the_next_muk_waits_for_it(house: Rumah, used: Muk) -> None:
    item, today = question(house, used), dt.datetime.now(dt.UTC).date()
    posted = {"source": "FR.IA.11", "butir": item.ref, "found_on": today.isoformat(), "text": "Pilihan C dan D sama."}

    answer = browser_of(house["asesor2"]).post(f"{base(house, used)}temuan/", posted)

    (row,) = wanted(house)
    assert answer.status_code == 302
    assert (row.source, row.found_on, row.butir_id, row.noted_by_id) == (
        "FR.IA.11", today, item.pk, house["asesor2"].user.person_id,
    )  # fmt: skip
    assert row.what == f"{used}, FR.IA.05 kelompok 1 butir 1: Pilihan C dan D sama."
    assert "Pilihan C dan D sama." in text(browser_of(house["asesor"]), base(house, used))
    listed = text(browser_of(house["mutu"]), f"/l/{house.lsp.slug}/perbaikan/")
    assert "FR.IA.11 Ceklis meninjau instrumen asesmen" in listed


def test_finding_of_tomorrow_or_told_twice_is_refused_and_nothing_typed_is_lost(house: Rumah, used: Muk) -> None:
    today, browser = dt.datetime.now(dt.UTC).date(), browser_of(house["manajer"])
    said = {"source": "lain", "butir": "", "text": "Petunjuk kelompok 2 tidak lengkap."}
    days = (today + dt.timedelta(days=2), today, today)

    answers = [browser.post(f"{base(house, used)}temuan/", said | {"found_on": day.isoformat()}) for day in days]

    assert [one.status_code for one in answers] == [422, 302, 422]
    assert all(said["text"] in one.content.decode() for one in answers if one.status_code == 422)
    assert [one.what for one in wanted(house)] == [f"{used}: {said['text']}"]


def test_finding_of_a_draft_is_not_noted(house: Rumah, muk: Muk) -> None:
    assert "diubah langsung oleh penyusunnya" in text(browser_of(house["asesor"]), f"{base(house, muk)}temuan/")


# --- results of items -------------------------------------------------------------------------------
def test_fx9_counts_are_checked_then_recorded_and_open_an_improvement(house: Rumah, used: Muk) -> None:
    item, browser, page = question(house, used), browser_of(house["mutu"]), f"{base(house, used)}hasil-butir/"
    said = {f"benar-{item.ref}": "12", f"salah-{item.ref}": "0", "pelaksanaan": "J-1"}

    checked = browser.post(page, said | {"langkah": "periksa"})
    assert ("1 butir akan membuka perbaikan" in checked.content.decode(), wanted(house)) == (True, [])
    recorded = browser.post(page, said | {"langkah": "catat"})

    assert recorded.status_code == 302
    assert ["benar oleh semua asesi" in one.what for one in wanted(house)] == [True]
    with tenant(house.lsp.pk):
        assert list(HasilButir.objects.values_list("butir_id", "right_count", "wrong_count")) == [(item.pk, 12, 0)]
    assert "12 benar, 0 salah dalam 1 pelaksanaan" in text(browser, page)


def test_fx9_recorded_batch_is_replaced_only_by_who_says_so(house: Rumah, used: Muk) -> None:
    item, browser, page = question(house, used), browser_of(house["mutu"]), f"{base(house, used)}hasil-butir/"

    def record(wrong: int, **more: str) -> tuple[int, str]:
        said = {f"benar-{item.ref}": "0", f"salah-{item.ref}": str(wrong), "langkah": "catat"} | more
        answer = browser.post(page, said)
        return answer.status_code, answer.content.decode()

    assert record(6)[0] == 422
    assert record(6, pelaksanaan="J-1")[0] == 302
    refused, said = record(5, pelaksanaan="j-1")
    assert (refused, "sudah dicatat dengan angka lain" in said, 'name="ganti"' in said) == (422, True, True)
    assert record(5, pelaksanaan="j-1", ganti="ya")[0] == 302
    assert "0 benar, 5 salah dalam 1 pelaksanaan" in text(browser, page)

    checked = browser.post(page, {f"benar-{item.ref}": "0", f"salah-{item.ref}": "5", "pelaksanaan": "J-2", "langkah": "periksa"})  # fmt: skip
    assert "1 butir akan membuka perbaikan" in checked.content.decode()
    assert record(5, pelaksanaan="J-2")[0] == 302
    assert ["salah oleh semua asesi" in one.what for one in wanted(house)] == [True]


def test_table_is_read_line_by_line_and_what_is_not_understood_stays(house: Rumah, used: Muk) -> None:
    table = "Instrumen\tKelompok\tButir\tBenar\tSalah\nIA 05\t1\t1\t3\t9\nIA.99\t1\t1\t3\t9\nFR.IA.07\t1\t1\tbanyak\t2\nFR.IA.07"  # fmt: skip
    item, browser, page = question(house, used), browser_of(house["mutu"]), f"{base(house, used)}hasil-butir/"

    answer = browser.post(page, {"langkah": "baca", "tabel": table})

    said = answer.content.decode()
    assert answer.status_code == 422
    assert [f"Baris {number}:" in said for number in (2, 3, 4, 5)] == [False, True, True, True]
    assert f'name="benar-{item.ref}" value="3"' in said
    assert "IA.99\t1\t1\t3\t9\nFR.IA.07\t1\t1\tbanyak\t2\nFR.IA.07</textarea>" in said
    assert wanted(house) == []


def test_workbook_is_shown_in_the_boxes_before_anything_is_recorded(house: Rumah, used: Muk) -> None:
    item, browser, page = question(house, used), browser_of(house["mutu"]), f"{base(house, used)}hasil-butir/"
    content = workbook((("IA.05", 1, 1, 12, 0),))

    file = SimpleUploadedFile("hasil.xlsx", content)
    shown = browser.post(page, {"langkah": "baca", "berkas": file, f"salah-{item.ref}": "5"})
    broken = SimpleUploadedFile("hasil.xlsx", content[:90])
    refused = browser.post(page, {"langkah": "baca", "berkas": broken, f"salah-{item.ref}": "5"})

    said = shown.content.decode()
    assert (shown.status_code, "1 butir terbaca" in said, "1 butir akan membuka perbaikan" in said) == (200, True, True)
    assert f'name="benar-{item.ref}" value="12"' in said
    assert (refused.status_code, "Berkas Excel ini tidak dibaca" in refused.content.decode()) == (422, True)
    assert f'name="salah-{item.ref}" value="5"' in refused.content.decode()
    assert wanted(house) == []


@pytest.mark.parametrize("count", ["-1", "dua", "1,5", "99999999999"])
def test_count_that_is_none_is_refused_beside_its_box_as_it_was_typed(house: Rumah, used: Muk, count: str) -> None:
    item, page = question(house, used), f"{base(house, used)}hasil-butir/"

    answer = browser_of(house["mutu"]).post(page, {f"benar-{item.ref}": count, "langkah": "catat"})

    said = answer.content.decode()
    assert (answer.status_code, f'value="{count}"' in said, "Tulis jumlah sebagai angka" in said) == (422, True, True)


def test_fx14_no_page_of_quality_shows_a_key(house: Rumah, used: Muk, at: dt.datetime) -> None:
    row = story.opened(house, used, at=at)
    pages = [base(house, used), f"{base(house, used)}temuan/", f"{base(house, used)}hasil-butir/"]
    seen = [text(browser_of(house["mutu"]), one) for one in (*pages, va(house, row))]
    seen += [text(browser_of(house["asesor2"]), f"{va(house, row)}{one}") for one in ("", "isi/")]

    assert [one for one in seen if MARK in one] == []


def test_fx9_task_of_the_review_ends_when_a_team_finds_the_muk_fit(
    house: Rumah, at: dt.datetime, settings: LazySettings
) -> None:
    settings.SAHIH_CLOCK_MOVABLE = True
    row, other = contoh.validated(house, at=at), contoh.validated(house, at=at, title="Paket B")
    story.finished(house, other, at=at + dt.timedelta(days=20), outcome="layak")

    move_to(at + dt.timedelta(days=370))
    with tenant(house.lsp.pk):
        waiting = [one.ref for one in reviews(house["manajer"].actor(at))]

    assert waiting == [row.ref]


# --- words that fit the moment ------------------------------------------------------------------------
def test_k7_penyusun_is_not_offered_as_lead_and_an_unused_muk_is_looked_at_before(house: Rumah, used: Muk) -> None:
    page = text(browser_of(house["mutu"]), f"{base(house, used)}validasi/")

    lead, penyusun = page.split('name="lead"')[1].split("</select>")[0], house["asesor"].user.person.name
    assert penyusun not in lead
    assert f"{penyusun} tidak ditawarkan karena menyusun MUK ini" in page
    assert re.search(r'value="sebelum"[^>]*checked', page)


def test_fx9_draft_names_in_one_box_what_it_must_answer(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    with tenant(house.lsp.pk):
        for what in ("Butir 1 terlalu mudah.", "Butir 2 terlalu sulit."):
            open_improvement(muk.versi, what, at=at)

    page = text(browser_of(house["asesor"]), base(house, muk))

    assert [page.count(one) for one in ("Yang harus dijawab MUK ini", "terlalu mudah", "terlalu sulit")] == [1, 1, 1]
