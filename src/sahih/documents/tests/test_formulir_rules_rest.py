"""The conditions of the forms beside the road's first six, one rule at a time, by the ids of the rule book."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from sahih.documents.content import Context, answers_by_key
from sahih.documents.filling import begin, fill, slots
from sahih.documents.fr import EXAMPLES, FORMS, example
from sahih.documents.fr.ak_07 import rules as ak_07_rules
from sahih.documents.fr.ceklis import rules as ceklis_rules
from sahih.documents.fr.mapa_01 import rules as mapa_01_rules
from sahih.documents.fr.mapa_02 import rules as mapa_02_rules
from sahih.documents.printing import print_pdf
from sahih.documents.screen import render_screen
from sahih.documents.tests.test_formulir_rules import paths, refill
from sahih.documents.tests.test_pdf import KOP, page_text, text_of
from sahih.materials.skema.registry import AVAILABLE


def screen_of(code: str, role: str, *, readonly: bool = False) -> str:
    context, content = example(FORMS[code])
    return render_screen(FORMS[code], content, context, role=role, readonly=readonly)


def test_ak_03_each_component_is_answered_and_a_comment_never_asked_for() -> None:
    filled = refill("FR.AK.03", "asesi", **{"komponen/3/hasil": None, "komponen/3/catatan": None, "catatan_lain": None})

    assert paths(filled) == ["komponen/3/hasil"]


def test_ak_03_is_not_editable_by_the_asesor() -> None:
    content = example(FORMS["FR.AK.03"])[1]

    filled = fill(
        FORMS["FR.AK.03"],
        {"komponen/3/hasil": ["ya"], "catatan_lain": ["Semua baik"]},
        EXAMPLES["FR.AK.03"].context,
        previous=content,
        as_role="asesor",
    )

    assert filled.content == content


def test_ak_03_long_comment_reads_beneath_its_row_and_a_short_answer_beside_it() -> None:
    html = screen_of("FR.AK.03", "asesi", readonly=True)

    beneath = [part.split("</div>")[0] for part in html.split('<div class="rest stack">')[1:]]
    assert ["Jadwal asesmen" in part for part in beneath] == [True, False]
    assert ["Tidak" in part for part in beneath] == [False, False]


def test_ak_04_names_the_scheme_that_was_decided_on_and_takes_no_other() -> None:
    filled = refill("FR.AK.04", "asesi", skema="Skema lain", nomor_skema="999")

    assert (filled.content["fields"]["skema"], filled.content["fields"]["nomor_skema"]) == (
        "Petugas Keselamatan dan Kesehatan Kerja",
        "001/SKM/LSP-CONTOH/2026",
    )


def test_fx11_banding_without_a_reason_is_asked_for_it() -> None:
    assert paths(refill("FR.AK.04", "asesi", alasan=None)) == ["alasan"]


def test_ak_04_own_head_has_nothing_to_strike() -> None:
    form = FORMS["FR.AK.04"]

    text = text_of(print_pdf(form, example(form)[1], [], date="2026-11-20").pdf)

    assert "Tanggal Asesmen" in text
    assert "Coret" not in text


# Its 22nd sign stands nowhere else, so that what follows it would be read with it.
LONG_WORD = "x" * 21 + "Q" + "x" * 38


def test_text_without_spaces_leaves_the_print_as_it_was_typed() -> None:
    form, content = FORMS["FR.AK.04"], example(FORMS["FR.AK.04"])[1]
    content["fields"]["alasan"] = LONG_WORD

    text = text_of(print_pdf(form, content, [], date="2026-11-20").pdf)

    assert LONG_WORD in text
    assert "\u200b" not in text


NOT_NEEDED = {"diperlukan": "tidak", "sarana": None}


def test_fx3_ak_07_with_one_part_neither_asks_nor_prints_part_b() -> None:
    one = EXAMPLES["FR.AK.07"]
    filled = fill(FORMS["FR.AK.07"], one.posted["asesor"], replace(one.context, rows={}), as_role="asesor")

    text = text_of(print_pdf(FORMS["FR.AK.07"], filled.content, [], date="2026-11-20").pdf)
    html = render_screen(FORMS["FR.AK.07"], filled.content, Context(), role="asesor")

    assert filled.problems == []
    assert [name for name in filled.content["fields"] if name.startswith("rencana")] == []
    for shown in (text, html):
        assert "Penyesuaian sesuai karakteristik asesi" not in shown
        assert "Penyesuaian rencana asesmen" not in shown
        assert "wajar dan beralasan disepakati menggunakan" in shown


def test_ak_07_ya_asks_for_its_means_and_opens_their_fold() -> None:
    path = "karakteristik/2"

    filled = refill("FR.AK.07", "asesor", **{f"{path}/diperlukan": "ya"})
    html = render_screen(FORMS["FR.AK.07"], filled.content, EXAMPLES["FR.AK.07"].context, role="asesor")

    assert paths(filled) == [f"{path}/sarana"]
    assert html.count("<summary>Keterangan</summary>") == 5
    assert html.count("data-asked") == html.count(f'id="{path}/sarana" data-gap data-asked') == 1


def test_ak_07_means_beside_a_tidak_are_refused() -> None:
    path = "karakteristik/1/diperlukan"

    assert paths(refill("FR.AK.07", "asesor", **{path: "tidak"})) == [path]


def test_ak_07_row_takes_its_own_boxes_only() -> None:
    filled = refill(
        "FR.AK.07", "asesor", **{"karakteristik/5/diperlukan": "ya", "karakteristik/5/sarana": "juru_tulis"}
    )

    assert paths(filled) == ["karakteristik/5/sarana"]


def test_ak_07_plan_that_does_not_fit_asks_for_its_correction() -> None:
    assert paths(refill("FR.AK.07", "asesor", **{"rencana/potensi/sesuai": "tidak"})) == ["rencana/potensi/keputusan"]


def test_ak_07_agreed_result_is_asked_for_where_something_is_adjusted() -> None:
    results = {"karakteristik_metode": None, "rencana_metode": None}
    unadjusted = {f"karakteristik/{number}/{key}": value for number in (1, 4) for key, value in NOT_NEEDED.items()}

    assert paths(refill("FR.AK.07", "asesor", **results)) == ["karakteristik_metode", "rencana_metode"]
    assert paths(refill("FR.AK.07", "asesor", **results, **unadjusted)) == ["rencana_metode"]


def test_fx3_ak_07_names_the_instruments_of_its_means() -> None:
    content = example(FORMS["FR.AK.07"])[1]

    assert ak_07_rules.instruments(content) == {"FR.IA.01", "FR.IA.07", "FR.IA.09"}


FIRST_UNIT, SECOND_UNIT = "M.71KKK00.001.1", "M.71KKK01.004.1"


def test_mapa_01_kinds_of_evidence_follow_from_the_tools() -> None:
    filled = refill(
        "FR.MAPA.01", "penyusun", **{f"unit/{SECOND_UNIT}/perangkat": "CVP", f"unit/{SECOND_UNIT}/jenis": "T"}
    )

    answers = answers_by_key(filled.content, "unit")
    assert (answers[FIRST_UNIT]["jenis"], answers[SECOND_UNIT]["jenis"]) == (["L", "T"], ["TL"])


def test_pl5_mapa_01_unit_without_a_method_is_asked_for_one() -> None:
    path = f"unit/{SECOND_UNIT}/perangkat"

    assert paths(refill("FR.MAPA.01", "penyusun", **{path: None})) == [path]


def test_pl11_mapa_01_asks_two_points_of_evidence_for_each_unit() -> None:
    path = f"unit/{SECOND_UNIT}/bukti"

    assert paths(refill("FR.MAPA.01", "penyusun", **{path: "Hanya satu butir\n\n"})) == [path]


def test_mapa_01_ada_asks_for_what_there_is() -> None:
    assert paths(refill("FR.MAPA.01", "penyusun", saran="ada")) == ["saran_uraian"]


def test_mapa_01_somebody_relevant_is_named_with_a_date_and_ticked() -> None:
    filled = refill("FR.MAPA.01", "penyusun", relevan="manajer_pelatihan")

    ticked = {key: row["dipilih"] for key, row in answers_by_key(filled.content, "konfirmasi").items()}
    assert paths(filled) == ["konfirmasi/manajer_pelatihan/nama", "konfirmasi/manajer_pelatihan/tanggal"]
    assert [key for key, on in ticked.items() if on] == ["manajer_pelatihan"]


def test_mapa_01_plan_measures_against_something() -> None:
    nothing = {"tolok_ukur/standar/uraian": None, "tolok_ukur/pedoman/uraian": None}

    assert paths(refill("FR.MAPA.01", "penyusun", **nothing)) == ["tolok_ukur/standar/uraian"]


def test_mapa_01_prints_codes_under_their_method() -> None:
    text = text_of(print_pdf(FORMS["FR.MAPA.01"], example(FORMS["FR.MAPA.01"])[1], [], date="2026-11-20").pdf)

    assert "CL, TPDDPT" in text
    assert "CLDPL" in text
    assert "Pihak Ketiga – VPK" not in text


def test_pl5_mapa_01_is_signed_by_its_maker_its_validator_and_the_manager() -> None:
    assert [box.role for box in FORMS["FR.MAPA.01"].signatures] == ["penyusun", "validator", "manajer_sertifikasi"]


def test_pl6_mapa_01_names_the_tools_of_each_kelompok() -> None:
    content = example(FORMS["FR.MAPA.01"])[1]

    assert mapa_01_rules.tools_by_kelompok(content) == {"1": {"CL", "TPD", "DPT"}, "2": {"CL", "DPL"}}


def test_fx3_mapa_02_names_the_instruments_for_a_potensi_in_a_kelompok() -> None:
    content = example(FORMS["FR.MAPA.02"])[1]

    opened = [mapa_02_rules.instruments(content, potensi, kelompok) for potensi in "13" for kelompok in "12"]

    assert opened == [
        ["FR.IA.01", "FR.IA.02", "FR.IA.05"],
        ["FR.IA.01"],
        ["FR.IA.01", "FR.IA.02", "FR.IA.05"],
        ["FR.IA.01", "FR.IA.07"],
    ]


def test_fx3_mapa_02_one_instrument_serves_several_potensi() -> None:
    content = example(FORMS["FR.MAPA.02"])[1]

    assert answers_by_key(content, "instrumen")["1-FR.IA.01"] == {"potensi": ["1", "3"]}


def test_pl6_mapa_02_offers_what_mapa_01_planned() -> None:
    offered = mapa_02_rules.offered({"1": {"DIT"}, "2": {"DPT", "CRP"}}, "4")

    assert offered == {
        f"instrumen/{key}/potensi": ["4"]
        for key in ("1-FR.IA.04A", "1-FR.IA.04B", "2-FR.IA.05", "2-FR.IA.06", "2-FR.IA.11")
    }


def test_fx3_mapa_02_kelompok_without_an_instrument_for_a_served_potensi_is_told() -> None:
    filled = refill(
        "FR.MAPA.02", "penyusun", **{"instrumen/2-FR.IA.01/potensi": "1", "instrumen/2-FR.IA.07/potensi": None}
    )

    assert [(one.path, "2 belum" in one.message, "asesi 3" in one.message) for one in filled.problems] == [
        ("instrumen/2-FR.IA.01/potensi", True, True)
    ]


def test_fx3_mapa_02_without_any_tick_is_asked_for_one_in_each_kelompok() -> None:
    one = EXAMPLES["FR.MAPA.02"]

    filled = fill(FORMS["FR.MAPA.02"], {}, one.context, as_role="penyusun")

    assert paths(filled) == ["instrumen/1-FR.IA.01/potensi", "instrumen/2-FR.IA.01/potensi"]


def test_mapa_02_shows_and_prints_the_units_of_each_kelompok() -> None:
    context, content = example(FORMS["FR.MAPA.02"])

    html = render_screen(FORMS["FR.MAPA.02"], content, context, role="penyusun")
    text = text_of(print_pdf(FORMS["FR.MAPA.02"], content, [], date="2026-11-20").pdf)

    assert html.count(f"{SECOND_UNIT} Mengawasi Pelaksanaan Izin Kerja") == 1
    assert text.count(f"{SECOND_UNIT}Mengawasi Pelaksanaan Izin Kerja") == 1


ALL_FIVE = {f"dimensi/konsistensi/{one}": "FR.IA.01" for one in ("ts", "tms", "cms", "jres", "trs")}


def test_fx9_ak_06_principle_not_met_asks_for_what_is_to_improve() -> None:
    met = {"prosedur/persiapan/prinsip": ["validitas", "reliabel", "fleksibel", "adil"]}
    answers = dict(EXAMPLES["FR.AK.06"].posted["peninjau"]) | met
    silent = {path: value for path, value in answers.items() if path != "rekomendasi_prinsip"}

    filled = fill(FORMS["FR.AK.06"], silent, EXAMPLES["FR.AK.06"].context, as_role="peninjau")

    assert paths(refill("FR.AK.06", "peninjau", rekomendasi_prinsip=None)) == ["rekomendasi_prinsip"]
    assert paths(filled) == []


def test_e6_ak_06_dimension_that_no_record_shows_asks_for_what_is_to_improve() -> None:
    """FX18, as far as FR.AK.06 shows it: what no record proves is to be improved (E6)."""
    assert paths(refill("FR.AK.06", "peninjau", rekomendasi_dimensi=None)) == ["rekomendasi_dimensi"]
    assert paths(refill("FR.AK.06", "peninjau", rekomendasi_dimensi=None, **ALL_FIVE)) == []


@pytest.mark.parametrize(
    ("codes", "is_taken"),
    [("FR.IA.04A, FR.AK.02", True), ("FR.MAPA.01", True), ("sudah", False), ("FR.IA.01 dan FR.IA.03", False)],
)
def test_ak_06_dimension_is_proved_by_codes_of_forms(codes: str, is_taken: bool) -> None:
    path = "dimensi/konsistensi/cms"

    assert paths(refill("FR.AK.06", "peninjau", **{path: codes})) == ([] if is_taken else [path])


def test_ak_06_has_no_box_for_fleksibel_beside_decision_and_feedback() -> None:
    for row in ("keputusan", "umpan_balik"):
        path = f"prosedur/{row}/prinsip"

        assert paths(refill("FR.AK.06", "peninjau", **{path: "fleksibel"})) == [path]


def test_cover_sheet_tells_what_is_there_what_is_awaited_and_what_nobody_planned() -> None:
    found = ceklis_rules.computed({"FR.AK.02": "20-11-2026", "SKEMA": ""}, {"FR.AK.03", "FR.AK.02"})

    assert {path: value for path, value in found.items() if value != "Tidak dipakai"} == {
        "pelaksanaan/SKEMA/status": "ada",
        "keputusan/FR.AK.02/status": "ada",
        "keputusan/FR.AK.02/keterangan": "20-11-2026",
        "keputusan/FR.AK.03/status": "belum_ada",
    }
    assert found["validasi/FR.VA/keterangan"] == "Tidak dipakai"


def test_cover_sheet_takes_nothing_that_is_typed() -> None:
    one = EXAMPLES["MUK.CHECKLIST"]
    typed = {"keputusan/FR.AK.03/status": ["ada"], "keputusan/FR.AK.03/keterangan": ["Sudah"]}

    filled = fill(FORMS["MUK.CHECKLIST"], typed, one.context, as_role="asesor")

    assert answers_by_key(filled.content, "keputusan")["FR.AK.03"] == {"status": "belum_ada"}


def test_cover_sheet_lists_the_papers_of_every_official_form() -> None:
    """Forms 6.6: an FR form that can be filled here and is not on the cover would be missed by whoever reads the bundle.

    An LSP's own papers of place, duty and receipt have no line on the printed cover.
    """
    content = begin(FORMS["MUK.CHECKLIST"], Context())
    listed = {row["key"] for rows in content["rows"].values() for row in rows}

    assert {code for code in FORMS if code.startswith("FR.")} - listed == set()


def test_d5_record_that_is_said_to_be_available_is_a_form_or_a_letter_of_ours() -> None:
    """D5: what no part of the system can make stays *belum tersedia*, whatever a version asks for."""
    made_otherwise = {"SPT", "SK.TUK", "VERIFIKASI.TUK", "PINDAIAN"}

    assert set(AVAILABLE) - made_otherwise - set(FORMS) == set()
    assert {"FR.IA.11", "REKAMAN"} & set(AVAILABLE) == set()


def test_verdicts_of_the_new_forms_have_no_default() -> None:
    """A Ya that nobody said is no answer."""
    blank = {code: begin(FORMS[code], Context(rows=EXAMPLES[code].context.rows)) for code in FORMS}
    given = [
        (code, slot.path)
        for code, content in blank.items()
        for slot in slots(FORMS[code], content)
        if slot.field.kind in {"choice", "yesno", "many"} and slot.value
    ]

    assert given == []


def test_answer_stands_on_the_page_of_its_label() -> None:
    form = FORMS["FR.IA.01"]

    with pikepdf.open(BytesIO(print_pdf(form, example(form)[1], [], date="2026-11-20", kop=KOP).pdf)) as document:
        pages = [page_text(page) for page in document.pages]

    assert [("Umpan Balik untuk Asesi" in page, "Peraturan dikuasai" in page) for page in pages] == [
        (False, False),
        (True, True),
    ]


def test_mapa_01_other_purpose_is_named() -> None:
    filled = refill("FR.MAPA.01", "penyusun", tujuan="lainnya")

    assert paths(filled) == ["tujuan_lainnya"]


def test_mapa_01_tick_without_words_says_nothing_on_screen() -> None:
    assert "<strong>ya</strong>" not in screen_of("FR.MAPA.01", "penyusun", readonly=True)


def test_mapa_01_and_02_are_signed_in_the_table_of_maker_and_validator() -> None:
    for code in ("FR.MAPA.01", "FR.MAPA.02"):
        text = text_of(print_pdf(FORMS[code], example(FORMS[code])[1], [], date="2026-11-20").pdf)

        assert "STATUSNONAMANOMOR METTANDA TANGAN DAN TANGGALPENYUSUN1VALIDATOR1" in text


def test_label_of_a_group_stands_on_screen_without_its_colon() -> None:
    assert "yang akan dikumpulkan – Lainnya" in screen_of("FR.AK.01", "asesor")


def test_cover_sheet_long_remark_reads_beneath_its_row() -> None:
    form, content = FORMS["MUK.CHECKLIST"], begin(FORMS["MUK.CHECKLIST"], Context())
    content["rows"]["validasi"][0]["answers"]["keterangan"] = "Menunggu rapat tim validasi pada bulan depan"

    html = render_screen(form, content, Context(), role="asesor", readonly=True)

    assert html.count('<div class="rest stack">') == 1
