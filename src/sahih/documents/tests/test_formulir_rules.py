"""The conditions of the forms, one rule at a time, by the ids of the rule book."""

import gzip
from collections.abc import Mapping
from dataclasses import replace

import pytest

from sahih.documents.content import Content, Context, Value, answers_by_key
from sahih.documents.filling import Filled, begin, fill, progress, slots
from sahih.documents.fr import EXAMPLES, FORMS, ak_02, ak_05, apl_02, example
from sahih.documents.fr.ak_02 import rules as ak_02_rules
from sahih.documents.fr.ak_05 import rules as ak_05_rules
from sahih.documents.fr.apl_02 import rules as apl_02_rules
from sahih.documents.fr.contoh import HEADER, SUSUNAN
from sahih.documents.printing import print_pdf
from sahih.documents.screen import render_screen
from sahih.documents.susunan import Elemen, Kelompok, Kuk, Unit, rows_of
from sahih.documents.tests.test_pdf import text_of
from sahih.documents.vocabulary import Formulir

FIRST_UNIT, SECOND_UNIT = "M.71KKK00.001.1", "M.71KKK01.004.1"


def refill(code: str, role: str, **changed: str | None) -> Filled:
    """Fill the example again with some answers of one role changed, or taken away."""
    formulir, one = FORMS[code], EXAMPLES[code]
    content = example(formulir)[1]
    answers = dict(one.posted[role]) | {path: [value] for path, value in changed.items() if value is not None}
    kept = {path: raw for path, raw in answers.items() if path not in changed or changed[path] is not None}
    return fill(formulir, kept, one.context, previous=content, as_role=role)


def paths(filled: Filled) -> list[str]:
    return [one.path for one in filled.problems]


def test_apl_01_nik_of_15_digits_is_asked_again() -> None:
    filled = refill("FR.APL.01", "asesi", nomor_identitas="352501410790000")

    assert [(one.path, "yang tertulis 15" in one.message) for one in filled.problems] == [("nomor_identitas", True)]


@pytest.mark.parametrize(
    ("given", "asked"), [("bukan-email", True), ("siti@contoh", True), ("siti@contoh.example", False), ("", False)]
)
def test_apl_01_address_that_reaches_nobody_is_asked_again(given: str, asked: bool) -> None:
    assert ("email" in paths(refill("FR.APL.01", "asesi", email=given))) is asked


def test_apl_01_passport_is_no_nik() -> None:
    assert paths(refill("FR.APL.01", "asesi", nomor_identitas="X1234567")) == []


def test_apl_01_other_purpose_must_be_named() -> None:
    assert paths(refill("FR.APL.01", "asesi", tujuan="lainnya")) == ["tujuan_lainnya"]


def test_apl_01_refusal_without_reason_is_asked_for() -> None:
    assert paths(refill("FR.APL.01", "admin", rekomendasi="tidak_diterima", catatan=None)) == ["catatan"]


@pytest.mark.parametrize(
    ("row", "verdict"), [("syarat_dasar/dasar-1", "tidak_ada"), ("syarat_administratif/adm-2", "memenuhi")]
)
def test_apl_01_judgement_follows_the_file(row: str, verdict: str) -> None:
    assert paths(refill("FR.APL.01", "admin", **{f"{row}/penilaian": verdict})) == [f"{row}/penilaian"]


def test_pl3_k_without_a_file_is_asked_for_its_evidence() -> None:
    path = f"elemen/{SECOND_UNIT}-1"

    assert paths(refill("FR.APL.02", "asesi", **{f"{path}/jawaban": "k"})) == [f"{path}/bukti"]
    assert paths(refill("FR.APL.02", "asesi", **{f"{path}/jawaban": "bk"})) == []


def test_pl3_every_kuk_of_a_k_elemen_is_linked_to_its_files() -> None:
    content = example(apl_02.FR_APL_02)[1]

    linked = apl_02_rules.evidence_by_kuk(content)

    assert linked == {
        f"{FIRST_UNIT}-1.1": ["b2", "b3"],
        f"{FIRST_UNIT}-1.2": ["b2", "b3"],
        f"{FIRST_UNIT}-2.1": ["b3"],
        f"{FIRST_UNIT}-2.2": ["b3"],
        f"{SECOND_UNIT}-1.1": [],
        f"{SECOND_UNIT}-1.2": [],
    }


def test_pl3_screen_and_print_list_the_kuk_of_each_elemen() -> None:
    formulir = apl_02.FR_APL_02
    context, content = example(formulir)
    kuk = [one.teks for kelompok in SUSUNAN for unit in kelompok.unit for elemen in unit.elemen for one in elemen.kuk]

    html = render_screen(formulir, content, context, role="asesi")
    text = "".join(text_of(print_pdf(formulir, content, [], date="2026-11-20").pdf).split())

    assert [one for one in kuk if one not in html] == []
    assert [one for one in kuk if "".join(one.split()) not in text] == []


@pytest.mark.parametrize("code", ["FR.APL.02", "FR.IA.01", "FR.AK.02"])
def test_verdicts_have_no_default(code: str) -> None:
    blank = begin(FORMS[code], EXAMPLES[code].context)

    verdicts = {slot.field.key for slot in slots(FORMS[code], blank) if slot.field.kind in {"choice", "yesno"}}

    assert verdicts
    assert [slot.path for slot in slots(FORMS[code], blank) if slot.field.key in verdicts and slot.value] == []


def test_ia_01_kuk_without_judgement_is_asked_for_unless_another_method_is_named() -> None:
    path = f"kuk/{SECOND_UNIT}-1.1"

    assert paths(refill("FR.IA.01", "asesor", **{f"{path}/pencapaian": None, f"{path}/lanjut": None})) == [
        f"{path}/pencapaian"
    ]
    assert paths(refill("FR.IA.01", "asesor", **{f"{path}/pencapaian": None})) == []


def test_e7_ia_01_any_tidak_locks_belum_kompeten() -> None:
    filled = refill("FR.IA.01", "asesor", rekomendasi="kompeten")

    assert [(one.path, f"{SECOND_UNIT}-1.1" in one.message) for one in filled.problems] == [("rekomendasi", True)]


def test_ia_01_belum_kompeten_without_an_unmet_kuk_is_refused() -> None:
    met = {f"kuk/{SECOND_UNIT}-1.1/pencapaian": "ya", f"kuk/{SECOND_UNIT}-1.1/lanjut": None}

    assert paths(refill("FR.IA.01", "asesor", **met)) == ["rekomendasi"]
    assert paths(refill("FR.IA.01", "asesor", **met, rekomendasi="kompeten")) == []


def test_ia_01_names_what_was_not_achieved() -> None:
    fields = refill("FR.IA.01", "asesor").content["fields"]

    assert [fields[name] for name in ("kelompok", "unit", "elemen", "kuk")] == [
        "2",
        SECOND_UNIT,
        f"{SECOND_UNIT} elemen 1",
        f"{SECOND_UNIT} KUK 1.1",
    ]


def test_ia_01_kuk_not_yet_judged_is_no_finding() -> None:
    blank = begin(FORMS["FR.IA.01"], EXAMPLES["FR.IA.01"].context)

    assert [blank["fields"][name] for name in ("kelompok", "unit", "elemen", "kuk")] == ["", "", "", ""]


def judged(formulir: Formulir, answers: Mapping[str, Mapping[str, str]]) -> Content:
    """A closed record with every KUK achieved but for the answers given."""
    content = begin(formulir, Context(header=HEADER, rows=rows_of(SUSUNAN)))
    for key, given in answers_by_key(content, "kuk").items():
        given.update(answers.get(key, {"pencapaian": "ya"}))
    return content


IA_01 = FORMS["FR.IA.01"]
ASKED_LATER = {f"{SECOND_UNIT}-1.1": {"pencapaian": "tidak", "lanjut": "FR.IA.07 no. 4"}}


def test_fx5_unit_is_k_when_each_kuk_is_achieved() -> None:
    results = ak_02_rules.unit_results({"FR.IA.01": judged(IA_01, {})})

    assert results == {FIRST_UNIT: "k", SECOND_UNIT: "k"}
    assert ak_02_rules.overall(results) == "kompeten"


@pytest.mark.parametrize("answers", [{"pencapaian": "tidak"}, {}, {"lanjut": "IA.03"}])
def test_fx5_fx6_e7_one_kuk_not_achieved_makes_unit_and_whole_bk(answers: Mapping[str, str]) -> None:
    results = ak_02_rules.unit_results({"FR.IA.01": judged(IA_01, {f"{SECOND_UNIT}-1.2": answers})})

    assert results == {FIRST_UNIT: "k", SECOND_UNIT: "bk"}
    assert ak_02_rules.overall(results) == "belum_kompeten"


@pytest.mark.parametrize(("answer", "result"), [("ya", "k"), ("tidak", "bk")])
def test_fx5_further_assessment_is_settled_by_the_instrument_it_names(answer: str, result: str) -> None:
    oral = judged(IA_01, {f"{SECOND_UNIT}-1.1": {"pencapaian": answer}})

    results = ak_02_rules.unit_results({"FR.IA.01": judged(IA_01, ASKED_LATER), "FR.IA.07": oral})

    assert results[SECOND_UNIT] == result


def test_fx5_further_assessment_by_an_instrument_never_used_stays_bk() -> None:
    oral = judged(IA_01, {})

    assert ak_02_rules.unit_results({"FR.IA.01": judged(IA_01, ASKED_LATER)})[SECOND_UNIT] == "bk"
    assert ak_02_rules.unit_results({"FR.IA.01": judged(IA_01, ASKED_LATER), "FR.IA.03": oral})[SECOND_UNIT] == "bk"


def test_fx6_no_record_at_all_is_belum_kompeten() -> None:
    assert ak_02_rules.overall(ak_02_rules.unit_results({})) == "belum_kompeten"


def test_fx7_ticks_come_from_closed_records_only() -> None:
    nothing_seen = {row.key: dict[str, str]() for row in rows_of(SUSUNAN)["kuk"] if row.cells["unit"] == SECOND_UNIT}

    ticks = ak_02_rules.evidence({"FR.IA.01": judged(IA_01, nothing_seen), "FR.IA.07": judged(IA_01, {})})

    assert ticks == {FIRST_UNIT: ["observasi", "lisan"], SECOND_UNIT: ["lisan"]}


def test_fx7_tick_typed_by_the_asesor_is_not_taken() -> None:
    filled = refill("FR.AK.02", "asesor", **{f"unit/{FIRST_UNIT}/bukti": "tertulis"})

    assert answers_by_key(filled.content, "unit")[FIRST_UNIT]["bukti"] == ["observasi"]


def ak_02_with(results: Mapping[str, str], **answers: str) -> Filled:
    computed: dict[str, Value] = {f"unit/{unit}/hasil": result for unit, result in results.items()}
    ticks: dict[str, Value] = {f"unit/{unit}/bukti": ["observasi"] for unit in results}
    context = replace(EXAMPLES["FR.AK.02"].context, computed=computed | ticks)
    return fill(ak_02.FR_AK_02, {path: [value] for path, value in answers.items()}, context, as_role="asesor")


def test_fx7_planned_method_without_a_tick_is_explained_in_komentar() -> None:
    base = EXAMPLES["FR.AK.02"].context
    told = {FIRST_UNIT: "observasi,lisan", SECOND_UNIT: "observasi"}
    rows = tuple(replace(row, cells={**row.cells, ak_02_rules.PLANNED: told[row.key]}) for row in base.rows["unit"])
    ticks: dict[str, Value] = {f"unit/{unit}/bukti": ["observasi"] for unit in told}
    results: dict[str, Value] = {f"unit/{unit}/hasil": "k" for unit in told}
    context = replace(base, rows={**base.rows, "unit": rows}, computed=ticks | results)

    silent = fill(ak_02.FR_AK_02, {"rekomendasi": ["kompeten"]}, context, as_role="asesor")
    said = {"rekomendasi": ["kompeten"], "komentar": ["Pertanyaan lisan tidak diperlukan."]}
    explained = fill(ak_02.FR_AK_02, said, context, as_role="asesor")

    assert paths(silent) == ["komentar"]
    assert paths(explained) == []


def test_fx6_asesor_cannot_say_k_against_the_calculation() -> None:
    filled = ak_02_with({FIRST_UNIT: "k", SECOND_UNIT: "bk"}, rekomendasi="kompeten")

    assert [(one.path, SECOND_UNIT in one.message) for one in filled.problems] == [("rekomendasi", True)]


def test_fx6_asesor_may_say_bk_against_the_calculation_with_a_reason() -> None:
    all_k = {FIRST_UNIT: "k", SECOND_UNIT: "k"}

    silent = ak_02_with(all_k, rekomendasi="belum_kompeten", tindak_lanjut="Ulang")
    explained = ak_02_with(all_k, rekomendasi="belum_kompeten", tindak_lanjut="Ulang", komentar="Bukti diragukan")

    assert paths(silent) == ["komentar"]
    assert paths(explained) == []


def test_ak_02_bk_without_follow_up_is_asked_for_it() -> None:
    assert paths(refill("FR.AK.02", "asesor", tindak_lanjut=None)) == ["tindak_lanjut"]


def test_e7_k_without_evidence_for_a_unit_is_refused() -> None:
    results: dict[str, Value] = {f"unit/{unit}/hasil": "k" for unit in (FIRST_UNIT, SECOND_UNIT)}
    context = replace(EXAMPLES["FR.AK.02"].context, computed=results | {f"unit/{FIRST_UNIT}/bukti": ["observasi"]})

    filled = fill(ak_02.FR_AK_02, {"rekomendasi": ["kompeten"]}, context, as_role="asesor")

    assert [(one.path, SECOND_UNIT in one.message) for one in filled.problems] == [("rekomendasi", True)]


def test_fx8_rows_of_ak_05_follow_from_ak_02() -> None:
    bk = example(ak_02.FR_AK_02)[1]
    k = ak_02_with({FIRST_UNIT: "k", SECOND_UNIT: "k"}, rekomendasi="kompeten").content
    results = (
        ak_05_rules.AsesiResult("a", "Siti", bk),
        ak_05_rules.AsesiResult("b", "Joko", k),
        ak_05_rules.AsesiResult("c", "Wati", k, "menolak"),
        ak_05_rules.AsesiResult("d", "Adi", None, "tidak_hadir"),
    )

    assert [row.cells["nama"] for row in ak_05_rules.rows(results)] == ["Siti", "Joko", "Wati", "Adi"]
    assert ak_05_rules.computed(results) == {
        "asesi/a/rekomendasi": "bk",
        "asesi/a/keterangan": f"{SECOND_UNIT} Mengawasi Pelaksanaan Izin Kerja",
        "asesi/b/rekomendasi": "k",
        "asesi/c/rekomendasi": "k",
        "asesi/c/keterangan": "Menolak menandatangani hasil asesmen",
        "asesi/d/keterangan": "Tidak hadir",
    }


def report(*results: ak_05_rules.AsesiResult) -> Filled:
    context = Context(HEADER, {"asesi": ak_05_rules.rows(results)}, computed=ak_05_rules.computed(results))
    return fill(ak_05.FR_AK_05, {"aspek": ["Baik"], "saran": ["Tidak ada"]}, context, as_role="asesor")


def test_fx8_report_stays_open_while_an_asesi_has_neither_result_nor_note() -> None:
    missing = ak_05_rules.AsesiResult("a", "Siti", None)

    assert [(one.path, "Siti" in one.message) for one in report(missing).problems] == [("", True)]
    assert paths(report(replace(missing, instead="tidak_hadir"))) == []


def test_fx13_refusal_to_sign_must_be_told_in_the_report() -> None:
    assert paths(report(ak_05_rules.AsesiResult("a", "Siti", example(ak_02.FR_AK_02)[1], "menolak"))) == ["penolakan"]


def wide_scheme() -> tuple[Kelompok, ...]:
    """Nine units with 91 KUK, as large as the scheme of the road."""
    sizes = (10, 10, 10, 10, 10, 10, 10, 10, 11)
    units = tuple(
        Unit(
            f"M.71KKK01.{number:03}.1",
            f"Melaksanakan pekerjaan nomor {number} sesuai prosedur",
            (Elemen("1", "Mempersiapkan pekerjaan", tuple(_kuk(number, index) for index in range(1, size + 1))),),
        )
        for number, size in enumerate(sizes, 1)
    )
    return (Kelompok(1, "Melaksanakan", units),)


def _kuk(number: int, index: int) -> Kuk:
    return Kuk(f"1.{index}", f"Kriteria {index} dari unit {number} dipenuhi sesuai dengan prosedur di tempat kerja.")


def test_ia_01_of_91_kuk_is_light_and_counts_its_gaps() -> None:
    context = Context(HEADER, rows_of(wide_scheme()))
    content = begin(IA_01, context)

    html = render_screen(IA_01, content, context, role="asesor")

    assert len(gzip.compress(html.encode())) < 8_000
    assert (html.count("data-gap"), html.count('class="kuk gap"')) == (93, 91)
    state = progress(IA_01, content, "asesor")
    assert (state.done, state.total, state.first_gap) == (0, 93, "kuk/M.71KKK01.001.1-1.1/pencapaian")
