"""Standards on the pages: found, imported, pasted and looked over, corrected, revoked."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sahih.institution.accounts.roles import Role
from sahih.materials.skema.models import SkemaVersi, Unit
from sahih.materials.standar.actions import enter_standar
from sahih.materials.standar.format import load_standar
from sahih.materials.standar.models import Standar, StandarUnit
from sahih.materials.standar.sheets import load_sheets
from sahih.materials.standar.tests.examples import YAML
from sahih.materials.standar.tests.test_tempel import BESIDE, HEAD, READ, TAIL
from sahih.web.admin_lsp.tests.dunia import Dunia
from sahih.web.tests.isian import form_in


def url(name: str, *more: str) -> str:
    return reverse(f"admin_lsp:{name}", args=["rintisan", *more])


@pytest.fixture
def office(dunia: Dunia) -> Client:
    dunia.user("Maya Manajer", Role.MANAJER_SERTIFIKASI)
    return dunia.client("Maya Manajer")


def seen(office: Client, content: str | bytes) -> tuple[str, str, dict[str, str]]:
    """The address of the preview of a file, its page, and what its button sends."""
    file = SimpleUploadedFile("standar.yaml", content if isinstance(content, bytes) else content.encode())
    address = office.post(url("standar_impor"), {"berkas": file})["Location"]
    page = office.get(address)
    return address, page.content.decode(), {"base": page.context["seen"].base}


def taken(office: Client, content: str | bytes) -> str:
    address, _page, said = seen(office, content)
    return office.post(address, said, follow=True).content.decode()


@pytest.fixture
def standar(office: Client) -> Standar:
    taken(office, YAML)
    return Standar.objects.get()


def test_standard_without_units_is_entered_and_listed(office: Client) -> None:
    answer = office.post(url("standar_baru"), {"kind": "SKKK", "number": "12", "year": "2024", "title": "Uji"})

    assert answer["Location"] == url("standar", Standar.objects.get().ref)
    assert "SKKK 12/2024" in office.get(url("standar_daftar")).content.decode()


def test_search_finds_a_unit_by_words_of_its_kuk(office: Client, standar: Standar) -> None:
    found = office.get(url("standar_daftar"), {"cari": "kebising dicatat"}).content.decode()
    none = office.get(url("standar_daftar"), {"cari": "kapal selam"}).content.decode()

    assert ("A.01UJI00.001.1" in found, "A.01UJI00.002.1" in found) == (True, False)
    assert "Tidak ada unit yang memuat semua kata itu" in none


def test_file_that_is_refused_says_each_line_and_changes_nothing(office: Client) -> None:
    file = SimpleUploadedFile("standar.yaml", YAML.replace("'1.2'", "'1.4'").encode())

    answer = office.post(url("standar_impor"), {"berkas": file})

    assert (answer.status_code, "nomor 1.4 tidak urut" in answer.content.decode()) == (422, True)
    assert Standar.objects.count() == 0


OVER = YAML.replace("  units:", "  status: digantikan\n  status_on: 2026-03-01\n  status_decree: Kepmenaker 9/2026\n  units:", 1)  # fmt: skip


def test_k3_end_of_a_standard_is_shown_with_what_it_touches_before_it_is_taken(
    dunia: Dunia, office: Client, standar: Standar
) -> None:
    versi, known = dunia.skema(), Unit.objects.filter(standard__contains="309/2017").count()
    of_words = OVER.replace("77\n  year: 2021", "309\n  year: 2017")
    newer = enter_standar(
        kind="SKKNI", number="9", year=2026, title="Baru", actor=dunia.actor("Maya Manajer"), at=dunia.at
    )

    address, page, said = seen(office, of_words)
    before = list(Standar.objects.filter(number="309"))
    done = office.post(address, said | {"pengganti": newer.ref}, follow=True).content.decode()

    assert before == []
    assert "Berkas ini mengakhiri SKKNI 309/2017: digantikan sejak 1 Mar 2026" in page
    assert (f"{versi}" in page, f"{known} unit" in page) == (True, True)
    assert "Versi berikutnya tidak dapat terbit di atas standar ini." in page
    assert "SKKNI 309/2017 sekarang digantikan sejak 1 Mar 2026 menurut Kepmenaker 9/2026" in done
    assert Standar.objects.get(number="309").replaced_by == newer
    told = office.get(url("skema_versi", versi.ref)).content.decode()
    assert told.count("memakai SKKNI 309/2017 yang digantikan sejak 01-03-2026 menurut Kepmenaker 9/2026") == known


def test_k3_file_of_another_state_says_that_it_stays(office: Client, standar: Standar) -> None:
    taken(office, OVER)

    page, done = seen(office, YAML)[1], taken(office, YAML)

    assert "tercatat digantikan, sedangkan berkas menyebut keadaan lain" in page
    assert "tercatat digantikan, sedangkan berkas menyebut keadaan lain" in done


def test_standard_changed_since_its_preview_is_shown_again(office: Client, standar: Standar) -> None:
    address, _page, said = seen(office, OVER)
    taken(office, YAML.replace("Kebisingan dicatat.", "Kebisingan dicatat tiap jam."))

    answer = office.post(address, said)

    assert (answer.status_code, Standar.objects.get().status) == (409, "berlaku")
    assert "berubah sejak pratinjau dibuka" in answer.content.decode()
    assert "tiap jam." in answer.content.decode()


def test_preview_of_the_same_file_has_no_button(office: Client, standar: Standar) -> None:
    page = seen(office, YAML)[1]

    assert ("Tidak ada yang akan berubah" in page, "Ambil isi berkas" in page) == (True, False)


def test_unit_for_a_standard_that_is_over_is_barred_in_the_preview(office: Client, standar: Standar) -> None:
    taken(office, OVER)

    page = seen(office, YAML.replace("002.1", "009.1"))[1]

    assert ("digantikan; unitnya tidak ditambah lagi" in page, "Ambil isi berkas" in page) == (True, False)


def test_downloads_say_the_same_as_the_file_that_came(office: Client, standar: Standar) -> None:
    spec = load_standar(YAML.encode())

    assert load_standar(office.get(url("standar_yaml", standar.ref)).content) == spec
    assert load_sheets(office.get(url("standar_xlsx", standar.ref)).content) == spec


def test_pasted_unit_is_looked_over_before_it_is_saved(office: Client, standar: Standar) -> None:
    pasted = HEAD.replace("001.1", "007.1") + BESIDE + TAIL

    read = office.post(url("standar_tempel", standar.ref), {"teks": pasted})
    typed = read.context["form"].initial
    kept = office.post(url("standar_unit_baru", standar.ref), typed)
    saved = office.post(url("standar_unit_baru", standar.ref), typed | {"sisa": ""})

    assert (read.status_code, typed["elements"], typed["sisa"]) == (200, READ, "KEPUTUSAN MENTERI\n- 12 -")
    assert (kept.status_code, "Masih ada yang belum ditempatkan" in kept.content.decode()) == (422, True)
    assert all(line in kept.content.decode() for line in ("KEPUTUSAN MENTERI", "Luksmeter"))
    assert saved.status_code == 302
    unit = StandarUnit.objects.get(code="A.01UJI00.007.1").spec()
    assert [one.text for one in unit.elements[0].kuk] == ["Penerangan ruang diukur sesuai prosedur.", "Kebisingan dicatat."]  # fmt: skip
    assert (unit.attitudes, unit.critical_aspects) == (("Teliti", "Cermat"), ("Ketepatan dalam mengukur penerangan",))


def test_a_code_that_is_there_already_takes_no_unit_away_unasked(office: Client, standar: Standar) -> None:
    """A code copied wrongly said "tersimpan" and the other unit was gone."""
    before = StandarUnit.objects.get(code="A.01UJI00.001.1").spec()
    typed = office.post(url("standar_tempel", standar.ref), {"teks": HEAD + BESIDE + TAIL}).context["form"].initial
    page = url("standar_unit_baru", standar.ref)

    refused = office.post(page, typed | {"sisa": "", "title": "Judul lain"})
    asked = refused.content.decode()
    kept = StandarUnit.objects.get(code="A.01UJI00.001.1").spec()
    replaced = office.post(page, typed | {"sisa": "", "title": "Judul lain", "ganti": "on"}, follow=True)

    assert (refused.status_code, kept) == (422, before)
    assert f"Unit A.01UJI00.001.1 sudah ada di standar ini: {before.title}." in asked
    assert 'type="checkbox" name="ganti"' in asked
    assert "Judul lain" in asked
    assert StandarUnit.objects.get(code="A.01UJI00.001.1", is_latest=True).title == "Judul lain"
    assert "Isi unit A.01UJI00.001.1 diganti." in replaced.content.decode()


def test_text_without_a_unit_stays_in_its_box_with_what_to_copy(office: Client, standar: Standar) -> None:
    answer = office.post(url("standar_tempel", standar.ref), {"teks": "halo dunia"})

    shown = answer.content.decode()
    assert (answer.status_code, "halo dunia" in shown) == (422, True)
    assert "Tidak ada unit yang terbaca" in shown


@pytest.mark.parametrize("name", ["standar_templat_yaml", "standar_templat_xlsx"])
def test_template_of_a_standard_is_imported_as_it_is(office: Client, name: str) -> None:
    """A new LSP has no standard to download as an example."""
    content = office.get(url(name)).content

    assert url(name) in office.get(url("standar_impor")).content.decode()
    taken(office, content)
    assert StandarUnit.objects.get().code == "A.00CTH00.001.1"


def test_template_of_a_skema_is_imported_as_it_is(office: Client) -> None:
    content = office.get(url("skema_templat")).content

    assert url("skema_templat") in office.get(url("skema_impor")).content.decode()
    assert office.post(url("skema_impor"), {"berkas": SimpleUploadedFile("s.yaml", content)}).status_code == 302
    assert SkemaVersi.objects.get().title == "Penyiap Pekerjaan"


def test_correction_that_does_not_fit_comes_back_with_all_that_was_typed(office: Client, standar: Standar) -> None:
    unit = StandarUnit.objects.get(code="A.01UJI00.001.1")
    form = office.get(url("standar_unit_ubah", unit.ref)).context["form"]
    typed = form.initial | {"sisa": "", "elements": "1. Satu\n1.1 a\n1.3 c", "attitudes": "Sigap"}

    answer = office.post(url("standar_unit_ubah", unit.ref), typed)

    assert (answer.status_code, "Nomor 1.3 tidak urut, seharusnya 1.2." in answer.content.decode()) == (422, True)
    assert "Sigap" in answer.content.decode()
    assert StandarUnit.objects.get(pk=unit.pk).spec() == unit.spec()


def test_state_of_a_standard_is_set_with_day_and_decree(office: Client, standar: Standar) -> None:
    page = url("standar_keadaan", standar.ref)

    lacking = office.post(page, {"status": "digantikan", "on": "2026-01-02", "decree": "Kepmenaker 1/2026"})
    done = office.post(page, {"status": "dicabut", "on": "2026-01-02", "decree": "Kepmenaker 1/2026"})

    assert (lacking.status_code, "Pilih standar yang menggantikannya" in lacking.content.decode()) == (422, True)
    assert done.status_code == 302
    shown = office.get(url("standar", standar.ref)).content.decode()
    assert all(words in shown for words in ("Dicabut", "2 Jan 2026", "Kepmenaker 1/2026"))
    assert "Tempel unit" not in shown


def test_reader_without_the_right_reads_and_changes_nothing(dunia: Dunia, standar: Standar) -> None:
    dunia.user("Adi Asesor", Role.ASESOR)
    reader, unit = dunia.client("Adi Asesor"), StandarUnit.objects.order_by("id")[0]
    pages = [url("standar", standar.ref), url("standar_unit", unit.ref), url("standar_unit_ubah", unit.ref)]

    assert [reader.get(page).status_code for page in pages] == [200, 200, 403]


def test_unit_corrected_in_two_tabs_loses_the_words_of_neither(office: Client, standar: Standar) -> None:
    unit = StandarUnit.objects.get(standar=standar, code="A.01UJI00.001.1")
    page = url("standar_unit_ubah", unit.ref)
    tab = form_in(office.get(page).content.decode()).values
    office.post(page, tab | {"description": "Dari tab pertama"})

    late = office.post(page, tab | {"attitudes": "Sabar"})

    told = late.content.decode()
    unit.refresh_from_db()
    assert (late.status_code, unit.spec().description) == (409, "Dari tab pertama")
    assert [
        words in told for words in ("diperbaiki dari tab lain", "Tersimpan dari tempat lain: Dari tab pertama")
    ] == [True, True]
    again = form_in(told).values
    assert again["attitudes"] == ["Sabar"]
    assert office.post(page, again | {"description": "Dari tab pertama"}).status_code == 302
    unit.refresh_from_db()
    assert (unit.spec().description, unit.spec().attitudes) == ("Dari tab pertama", ("Sabar",))
