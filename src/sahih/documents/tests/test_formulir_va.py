"""The conditions of FR.VA, one rule at a time, by the ids of the rule book."""

from dataclasses import replace

import pytest

from sahih.documents.content import Choice, Context, answers_by_key
from sahih.documents.filling import begin, fill, open_problems
from sahih.documents.fr import EXAMPLES, FORMS, example
from sahih.documents.fr.contoh import HEADER
from sahih.documents.fr.va import pilihan as va
from sahih.documents.fr.va import rules as va_rules
from sahih.documents.printing import print_pdf
from sahih.documents.screen import render_screen
from sahih.documents.tests.test_formulir_rules import paths, refill
from sahih.documents.tests.test_pdf import text_of


def va_problems(posted: dict[str, list[str]]) -> list[str]:
    return paths(fill(FORMS["FR.VA"], posted, EXAMPLES["FR.VA"].context, as_role="penyelia"))


def clean_va(**more: list[str]) -> dict[str, list[str]]:
    """All aspects met and the team found nothing."""
    answers = dict(EXAMPLES["FR.VA"].posted["penyelia"])
    met = {path: value for path, value in answers.items() if not path.startswith(("temuan/", "rencana/"))}
    met["aspek/7/aturan_bukti"] = ["valid", "asli", "terkini", "memadai"]
    return met | {"kesimpulan": ["layak"], "tanpa_temuan": ["ya"]} | more


def test_fx9_va_aspect_not_met_asks_for_a_finding() -> None:
    assert va_problems(clean_va()) == []
    for unmet in (["valid", "asli", "terkini"], ["belum"]):
        assert va_problems(clean_va() | {"aspek/7/aturan_bukti": unmet}) == ["temuan/1/temuan"]


def test_fx9_va_that_found_nothing_says_so_and_prints_it() -> None:
    filled = fill(FORMS["FR.VA"], clean_va(), EXAMPLES["FR.VA"].context, as_role="penyelia")

    assert filled.problems == []
    read = render_screen(FORMS["FR.VA"], filled.content, EXAMPLES["FR.VA"].context, role="penyelia", readonly=True)
    assert "Tidak ada temuan dan tidak ada rekomendasi" in read
    assert "Tidak ada temuan dan tidak ada rekomendasi" in text_of(
        print_pdf(FORMS["FR.VA"], filled.content, [], date="2026-11-20").pdf
    )
    assert va_problems(clean_va(tanpa_temuan=[])) == ["tanpa_temuan"]


@pytest.mark.parametrize("nothing", ["-", "Nihil.", "tidak ada", "Tidak ada rekomendasi"])
def test_fx9_va_words_for_nothing_are_no_recommendation(nothing: str) -> None:
    assert va_problems(clean_va() | {"temuan/1/temuan": [nothing], "temuan/1/rekomendasi": [nothing]}) == []
    assert va_problems(clean_va(tanpa_temuan=[]) | {"temuan/1/temuan": [nothing]}) == ["temuan/1/temuan"]


def test_fx9_va_finding_and_the_word_that_there_is_none_exclude_each_other() -> None:
    written = {"temuan/1/temuan": ["Kode unit salah ketik; sudah diperbaiki."]}

    assert va_problems(clean_va() | written) == ["tanpa_temuan"]
    assert va_problems(clean_va(tanpa_temuan=[]) | written) == []
    assert va_problems(clean_va(tanpa_temuan=[]) | written | {"temuan/1/rekomendasi": ["Periksa semua kode."]}) == [
        "kesimpulan"
    ]


@pytest.mark.parametrize("key", ["aturan_bukti", "prinsip"])
def test_va_each_aspect_is_answered_and_nothing_met_stands_alone(key: str) -> None:
    path = f"aspek/3/{key}"

    assert va_problems({one: said for one, said in clean_va().items() if one != path}) == [path]
    assert va_problems(clean_va() | {path: ["belum", "reliabel" if key == "prinsip" else "valid"]}) == [
        "temuan/1/temuan",
        path,
    ]


def test_va_sheet_of_version_2_that_waits_for_its_team_is_asked_no_new_answer() -> None:
    posted = {path: said for path, said in clean_va().items() if not path.startswith(("aspek/", "tanpa_temuan"))}
    content = fill(FORMS["FR.VA"], posted, EXAMPLES["FR.VA"].context, as_role="penyelia").content

    content["form"]["version"] = 2

    assert open_problems(FORMS["FR.VA"], content, "penyelia") == []


def test_va_offers_the_people_of_the_lsp_and_takes_any_name() -> None:
    context = replace(EXAMPLES["FR.VA"].context, choices={"orang": [Choice("Budi Contoh", "Budi Contoh")]})
    content = begin(FORMS["FR.VA"], context)

    html = render_screen(FORMS["FR.VA"], content, context, role="penyelia")

    assert ('list="rencana/1/penanggungjawab-saran"' in html, '<option value="Budi Contoh">' in html) == (True, True)
    assert paths(refill("FR.VA", "penyelia", **{"rencana/1/penanggungjawab": "Konsultan luar"})) == []


def test_fx9_va_recommendation_is_planned_with_date_and_person() -> None:
    nothing = {"rencana/1/kegiatan": None, "rencana/1/waktu": None, "rencana/1/penanggungjawab": None}

    assert paths(refill("FR.VA", "penyelia", **nothing)) == ["rencana/1/kegiatan"]
    assert paths(refill("FR.VA", "penyelia", **{"rencana/1/waktu": None})) == ["rencana/1/waktu"]


@pytest.mark.parametrize("found", ["layak_perbaikan", "tidak_layak"])
def test_fx9_va_muk_that_needs_improving_has_a_plan_and_one_with_a_plan_is_not_without(found: str) -> None:
    answers = dict(EXAMPLES["FR.VA"].posted["penyelia"])
    written = {"tanpa_temuan": [""], "temuan/1/temuan": ["Bukti kurang."], "temuan/1/rekomendasi": ["Tambah."]}

    assert va_problems(clean_va(kesimpulan=[found])) == ["tanpa_temuan"]
    assert va_problems(clean_va(kesimpulan=[found]) | written) == ["rencana/1/kegiatan"]
    assert va_problems(answers | {"kesimpulan": ["layak"]}) == ["kesimpulan"]


def test_va_of_a_schedule_has_no_team_no_muk_and_no_verdict() -> None:
    content = begin(FORMS["FR.VA"], Context(HEADER, va_rules.rows()))

    printed = text_of(print_pdf(FORMS["FR.VA"], content, [], date="2026-11-20").pdf)

    assert [one for one in ("Kesimpulan tim", "Sidik isi", "Tugas dalam tim") if one in printed] == []
    assert [one.path for one in open_problems(FORMS["FR.VA"], content, "penyelia") if one.path == "kesimpulan"] == []


NOBODY = {"relevan/asesor_1/nama": None, "relevan/asesor_1/konfirmasi": None}


def test_va_first_asesor_is_named_and_whoever_is_named_is_ticked() -> None:
    filled = refill("FR.VA", "penyelia", **{**NOBODY, "relevan/ahli/konfirmasi": "Setuju"})

    ticked = [key for key, row in answers_by_key(filled.content, "relevan").items() if row["hadir"]]
    assert paths(filled) == ["relevan/asesor_1/nama", "relevan/ahli/nama"]
    assert ticked == ["lead_asesor"]


def test_va_box_of_dots_is_named() -> None:
    path = "persiapan/validasi/konteks_lainnya"

    assert paths(refill("FR.VA", "penyelia", **{path: None})) == [path]


def test_va_has_as_many_findings_as_the_caller_gives() -> None:
    content = begin(FORMS["FR.VA"], Context(HEADER, va_rules.rows(6)))

    assert [row["key"] for row in content["rows"]["temuan"]] == ["1", "2", "3", "4", "5", "6"]


def test_va_prints_the_boxes_of_its_lists_beside_each_other() -> None:
    text = text_of(print_pdf(FORMS["FR.VA"], example(FORMS["FR.VA"])[1], [], date="2026-11-20").pdf)

    assert [one.label for one in (*va.TUJUAN, *va.KONTEKS, *va.PENDEKATAN) if one.label not in text] == []
    assert "Persiapan asesmen jarak jauh" in text
