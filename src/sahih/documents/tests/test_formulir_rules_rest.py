"""The conditions of the forms beside the road's first six, one rule at a time, by the ids of the rule book."""

from sahih.documents.filling import fill
from sahih.documents.fr import EXAMPLES, FORMS, example
from sahih.documents.screen import render_screen
from sahih.documents.tests.test_formulir_rules import paths, refill


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
