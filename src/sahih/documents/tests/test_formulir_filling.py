"""What a person may type, what is kept, and what the screen gives back."""

import json
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sahih.documents.canonical import canonical
from sahih.documents.content import Choice, Context, PrintedSignature, Value, answers_by_key, row_of
from sahih.documents.filling import Filled, begin, fill, progress, slots
from sahih.documents.fr import EXAMPLES, FORMS, example
from sahih.documents.fr.apl_01 import FR_APL_01
from sahih.documents.printing import print_pdf
from sahih.documents.screen import render_screen
from sahih.documents.tests.test_pdf import text_of
from sahih.documents.vocabulary import Column, Custom, Field, FieldKind, Formulir, Grid, Option, Row, Section, Signature

APL_01 = EXAMPLES["FR.APL.01"]


def one_field(kind: FieldKind, **traits: Any) -> Formulir:
    asked = Field("isian", "Isian", kind, **traits)
    return Formulir("FR.UJI", 1, "Uji", (Section("Bagian", (asked,)),), (Signature("asesi", "Asesi"),))


def typed(kind: FieldKind, *raw: str, context: Context | None = None, **traits: Any) -> Filled:
    return fill(one_field(kind, **traits), {"isian": list(raw)}, context or Context(), as_role="asesi")


@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        ("text", "  Siti   Contoh ", "Siti Contoh"),
        ("text", "e\u0301", "\u00e9"),
        ("paragraph", "satu\r\ndua\t.", "satu\ndua ."),
        ("date", "31-12-2026", "2026-12-31"),
        ("date", "2026-12-31", "2026-12-31"),
        ("date", " 1/2/2026 ", "2026-02-01"),
        ("time", "9.30".zfill(5), "09:30"),
        ("number", "42", 42),
        ("yesno", "tidak", "tidak"),
    ],
)
def test_input_is_kept_in_one_form(kind: FieldKind, raw: str, kept: Value) -> None:
    filled = typed(kind, raw)

    assert (filled.content["fields"], filled.problems) == ({"isian": kept}, [])


@pytest.mark.parametrize(
    ("kind", "raw", "word"),
    [
        ("date", "31-02-2026", "31-12-2026"),
        ("date", "besok", "31-12-2026"),
        ("time", "25:00", "09:30"),
        ("number", "1.000", "tanpa titik"),
        ("number", "\u0661", "tanpa titik"),
        ("yesno", "mungkin", "Muat ulang"),
        ("text", "a\u202eb", "U+202E"),
        ("text", "a\u200bb", "U+200B"),
        ("text", "a\x00b", "U+0000"),
        ("text", "halo \U0001f600", "tidak dapat dicetak"),
        ("text", "x" * 201, "paling panjang 200"),
    ],
)
def test_wrong_input_is_refused_in_a_sentence_and_given_back(kind: FieldKind, raw: str, word: str) -> None:
    filled = typed(kind, raw)

    assert [(one.path, word in one.message) for one in filled.problems] == [("isian", True)]
    assert filled.typed == {"isian": [raw]}
    assert filled.content["fields"] == {}


def test_refused_input_shows_again_beside_its_message() -> None:
    formulir = one_field("date")
    filled = fill(formulir, {"isian": ["31-02-2026"]}, Context(), as_role="asesi")

    html = render_screen(
        formulir, filled.content, Context(), role="asesi", problems=filled.problems, typed=filled.typed
    )

    assert 'type="text" value="31-02-2026"' in html
    assert 'aria-describedby="isian-salah"' in html
    assert 'id="isian-salah">Tanggal tidak terbaca' in html


def test_text_is_escaped_on_screen_and_literal_in_print() -> None:
    formulir = one_field("text")
    attack = '"><script>alert(1)</script> #sys.inputs'

    content = typed("text", attack).content

    assert "<script>" not in render_screen(formulir, content, Context(), role="asesi")
    assert "<script>" not in render_screen(formulir, content, Context(), role="admin")
    assert attack.replace(" ", "") in text_of(print_pdf(formulir, content, [], date="2026-11-20").pdf).replace(" ", "")


def test_a_bare_number_bears_the_name_of_its_column_on_the_screen() -> None:
    """On paper the head of the column says it; a phone shows no columns."""
    columns = (
        Column("No.", ("{nomor}",), 10), Column("Instrumen", ("{instrumen}",), 60),
        Column("Kelompok Pekerjaan", ("{kelompok}",), 30), Column("Uraian", ("{uraian}",), 60),
    )  # fmt: skip
    formulir = Formulir("FR.UJI", 1, "Uji", (Grid("isi", columns),), (Signature("asesi", "Asesi"),))
    cells = {"nomor": "1", "instrumen": "FR.IA.01", "kelompok": "2", "uraian": "Observasi di tempat kerja asesi"}
    context = Context(rows={"isi": (Row("satu", cells),)})

    html = render_screen(formulir, begin(formulir, context), context, role="asesi")

    assert "Kelompok Pekerjaan: 2" in html
    assert ("Instrumen: " in html, "Uraian: " in html) == (False, False)


def test_autosave_keeps_what_is_valid_and_asks_for_nothing() -> None:
    first = fill(FR_APL_01, {"nama": ["Siti"]}, APL_01.context, partial=True, as_role="asesi")

    second = fill(
        FR_APL_01,
        {"tanggal_lahir": ["kemarin"], "hp": ["0812"]},
        APL_01.context,
        previous=first.content,
        partial=True,
        as_role="asesi",
    )

    assert first.problems == []
    assert [one.path for one in second.problems] == ["tanggal_lahir"]
    assert {"nama": "Siti", "hp": "0812"}.items() <= second.content["fields"].items()


def test_autosave_of_no_tick_takes_the_last_one_away() -> None:
    content = example(FR_APL_01)[1]

    path = "syarat_dasar/dasar-1/berkas"
    cleared = fill(FR_APL_01, {path: [""]}, APL_01.context, previous=content, partial=True, as_role="asesi").content

    row = row_of(cleared, path)
    assert row
    assert "berkas" not in row["answers"]


def test_file_of_somebody_else_is_refused() -> None:
    filled = typed("files", "b9", context=Context(choices={"berkas": (Choice("b1", "KTP.pdf"),)}))

    assert [one.path for one in filled.problems] == ["isian"]


def test_file_named_once_stays_readable_after_it_left_the_list() -> None:
    mine = Context(choices={"berkas": (Choice("b1", "KTP.pdf", "f" * 64),)})
    formulir = one_field("files")
    named = fill(formulir, {"isian": ["b1"]}, mine, as_role="asesi").content

    later = begin(formulir, Context(), named)

    assert later["berkas"] == {"b1": {"nama": "KTP.pdf", "sha256": "f" * 64}}


def test_facts_of_a_draft_follow_the_caller_and_answers_stay() -> None:
    content = example(FR_APL_01)[1]
    moved = replace(APL_01.context, header=replace(APL_01.context.header, skema_nomor="002"))

    later = begin(FR_APL_01, moved, content)

    assert (later["fields"]["skema_nomor"], later["fields"]["nama"]) == ("002", "Siti Contoh")


def test_prefill_is_offered_once_and_may_be_taken_away() -> None:
    formulir, context = one_field("text", required=False), Context(prefill={"isian": "usul"})

    offered = begin(formulir, context)
    emptied = fill(formulir, {"isian": [""]}, context, previous=offered, as_role="asesi").content

    assert offered["fields"] == {"isian": "usul"}
    assert begin(formulir, context, emptied)["fields"] == {}


def test_computed_is_never_taken_from_the_post() -> None:
    formulir = one_field("computed")

    content = fill(formulir, {"isian": ["k"]}, Context(computed={"isian": "bk"}), as_role="asesi").content

    assert content["fields"] == {"isian": "bk"}


def test_computed_stays_for_a_later_signer_whose_caller_computes_nothing() -> None:
    formulir = one_field("computed")
    first = begin(formulir, Context(computed={"isian": "bk"}))

    assert begin(formulir, Context(), first)["fields"] == {"isian": "bk"}
    assert begin(formulir, Context(computed={"lain": "k"}), first)["fields"] == {}


def test_definition_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        FR_APL_01.version = 2  # type: ignore[misc]  # that is the point


ANY_TEXT = st.text(max_size=40)


@settings(deadline=None)  # the first page of all loads the templates
@given(data=st.data())
def test_any_post_gives_a_content_that_canonicalises_and_shows(data: st.DataObject) -> None:
    formulir = data.draw(st.sampled_from(list(FORMS.values())))
    context = EXAMPLES[formulir.code].context
    paths = [slot.path for slot in slots(formulir, begin(formulir, context))]
    values = st.lists(st.one_of(ANY_TEXT, st.sampled_from(["ya", "tidak", "k", "bk", "b1", ""])), max_size=3)
    posted = data.draw(st.dictionaries(st.one_of(st.sampled_from(paths), ANY_TEXT), values, max_size=12))
    role = data.draw(st.sampled_from(["asesi", "asesor", "admin", "penyusun", "peninjau", "penyelia", "orang lain"]))

    filled = fill(formulir, posted, context, partial=data.draw(st.booleans()), as_role=role)

    assert json.loads(canonical(filled.content)) == filled.content
    assert render_screen(formulir, filled.content, context, role=role, problems=filled.problems, typed=filled.typed)
    state = progress(formulir, filled.content, role)
    assert 0 <= state.done <= state.total


def test_second_asesor_signs_in_a_box_of_his_own() -> None:
    formulir = FORMS["FR.IA.01"]
    signers = [PrintedSignature("asesor", name, "MET.1", "20 November 2026") for name in ("Bambang", "Endah")]

    text = text_of(print_pdf(formulir, example(formulir)[1], signers, date="2026-11-20").pdf)

    assert [text.count(word) for word in ("Bambang", "Endah", "No. Reg. MET")] == [2, 1, 2]


# --- the vocabulary holds the forms that are still to come ------------------------------------------------------
PRINSIP = tuple(Option(one.lower(), one) for one in ("Validitas", "Reliabel", "Fleksibel", "Adil"))
WITHOUT_FLEKSIBEL = tuple(one for one in PRINSIP if one.value != "fleksibel")
AK_06 = Formulir(
    "FR.AK.06",
    1,
    "Meninjau Proses Asesmen",
    (
        Grid(
            "aspek",
            (
                Column("Aspek yang ditinjau", ("{aspek}",), width=85),
                Column("", (Field("prinsip", "Prinsip", "many", "asesor", options=PRINSIP),), width=100, spread=True),
            ),
            rows=(
                Row("rencana", {"aspek": "Rencana asesmen"}),
                Row("keputusan", {"aspek": "Keputusan asesmen"}, options={"prinsip": WITHOUT_FLEKSIBEL}),
            ),
        ),
    ),
    (Signature("asesor", "Nama Peninjau"),),
)
IA_03 = Formulir(
    "FR.IA.03",
    1,
    "PMO - Pertanyaan Untuk Mendukung Observasi",
    (
        Grid(
            "pertanyaan",
            (
                Column("No.", ("{nomor}",), width=10),
                Column(
                    "Pertanyaan",
                    ("{pertanyaan}", Field("tanggapan", "Tanggapan", "paragraph", "asesor")),
                    width=140,
                ),
                Column("Pencapaian", (Field("pencapaian", "Pencapaian", "yesno", "asesor"),), width=30, spread=True),
            ),
            heads=("kelompok",),
        ),
        Custom("documents/teks.html", lambda _content: [{"kind": "statement", "text": "Lampiran", "accepted": []}]),
    ),
    (Signature("asesor", "Asesor"),),
)


def test_box_that_the_paper_lacks_is_neither_offered_nor_taken() -> None:
    posted = {"aspek/rencana/prinsip": ["fleksibel"], "aspek/keputusan/prinsip": ["fleksibel", "adil"]}

    filled = fill(AK_06, posted, Context(), as_role="asesor")

    assert answers_by_key(filled.content, "aspek")["rencana"] == {"prinsip": ["fleksibel"]}
    assert [one.path for one in filled.problems] == ["aspek/keputusan/prinsip"]
    assert render_screen(AK_06, filled.content, Context(), role="asesor").count('value="fleksibel"') == 1
    assert "–" in text_of(print_pdf(AK_06, filled.content, [], date="2026-11-20").pdf)


def test_question_added_on_the_spot_is_one_more_row_of_the_caller() -> None:
    cells = {"kelompok": "1", "kelompok_judul": "Merencanakan", "nomor": "1", "pertanyaan": "Apa itu APD?"}
    asked = Context(rows={"pertanyaan": (Row("1", cells),)})
    posted = {"pertanyaan/1/tanggapan": ["Alat pelindung diri"], "pertanyaan/1/pencapaian": ["ya"]}
    content = fill(IA_03, posted, asked, as_role="asesor").content
    more = Context(rows={"pertanyaan": (Row("1", cells), Row("2", cells | {"nomor": "2", "pertanyaan": "Mengapa?"}))})

    grown = begin(IA_03, more, content)

    assert answers_by_key(grown, "pertanyaan") == {
        "1": {"tanggapan": "Alat pelindung diri", "pencapaian": "ya"},
        "2": {},
    }
    text = text_of(print_pdf(IA_03, grown, [], date="2026-11-20").pdf).replace(" ", "")
    assert "ApaituAPD?Alatpelindungdiri" in text
    assert "Mengapa?" in text
    assert "Lampiran" in text
