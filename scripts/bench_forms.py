"""Weighs FR.IA.01 with the 91 KUK of Petugas K3, screen and paper, against the least that the same page could cost.

Screen: a straightforward Django template, nested loops and includes, over the same rows; that it writes the same HTML
is checked before anything is timed. Paper: typst alone with the same template and the same data, each round another
name, because typst remembers what it laid out before. Exits with 1 when a ratio is past its limit.
"""

# ruff: noqa: E402 -- the engine translates, and that needs the setup

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import count, groupby
from statistics import median
from typing import Any
from unittest.mock import patch

os.environ["DJANGO_SETTINGS_MODULE"] = "sahih.config.testing"

import django

django.setup()

import typst
from django.template import Context as Scope
from django.template import Engine
from django.utils import translation

from sahih.documents import pdf
from sahih.documents.content import Content, Context, RowContent
from sahih.documents.filling import begin, fill
from sahih.documents.fr import FORMS
from sahih.documents.fr.contoh import HEADER
from sahih.documents.printing import print_pdf
from sahih.documents.screen import render_screen
from sahih.documents.susunan import Elemen, Kelompok, Kuk, Unit, rows_of
from sahih.materials.data import skema_bytes
from sahih.materials.skema.format import UnitSpec, load_skema

ROUNDS, REPEATS = 9, 5
SCREEN_LIMIT, PAPER_LIMIT = 0.25, 1.5
FORMULIR = FORMS["FR.IA.01"]
DAY = "2026-11-20"
Work = Callable[[], object]

# What somebody would write who had only Django's templates: one for the sheet, one a field.
PLAIN = {
    "lembar": """{% load i18n %}<details class="card"><summary>{{ guide.title }}</summary><ul>{% for line in guide.lines %}<li>{{ line }}</li>{% endfor %}</ul></details>
<section class="card stack"><div>{% for kelompok in kelompok_list %}
<h2 class="kuk-head">Kelompok Pekerjaan {{ kelompok.cells.kelompok }} <span>{{ kelompok.cells.kelompok_judul }}</span></h2>
{% for unit in kelompok.unit_list %}<h3 class="kuk-head">{{ unit.cells.unit }} <span>{{ unit.cells.unit_judul }}</span></h3>
{% for elemen in unit.elemen_list %}<h4 class="kuk-head">{{ elemen.cells.elemen_nomor }} <span>{{ elemen.cells.elemen }}</span></h4>
{% if elemen.cells.acuan %}<p class="quiet">{{ elemen.cells.acuan }}</p>{% endif %}
{% for row in elemen.row_list %}{% with judged=row.answers.pencapaian note=row.answers.lanjut number=row.cells.nomor %}
<div class="kuk{% if not judged and not note %} gap{% endif %}" data-row="kuk/{{ row.key }}"><span class="no">{{ number }}</span>
<div class="body"><p id="kuk/{{ row.key }}">{{ row.cells.kuk }}</p></div>
<div class="answer">{% include "radio" with field=pencapaian value=judged missing=note %}</div>
<div class="rest stack">{% if note %}{% include "teks" with field=lanjut value=note %}{% else %}<details class="field"><summary>{{ lanjut.label }}</summary>{% include "teks" with field=lanjut value="" %}</details>{% endif %}</div>
</div>{% endwith %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}</div></section>
<section class="stack card"><div class="field"{% if not fields.umpan_balik %} data-gap{% endif %}><label for="umpan_balik">{{ umpan_balik.label }}</label><textarea id="umpan_balik" name="umpan_balik" rows="3" maxlength="{{ umpan_balik.longest }}">{{ fields.umpan_balik }}</textarea></div></section>
<section class="stack card"><h2>{{ section.title }}</h2><fieldset class="field" id="rekomendasi"{% if not fields.rekomendasi %} data-gap{% endif %}><legend>{{ rekomendasi.label }} </legend>
<div class="choices">{% for one in rekomendasi.answers %}<label><input type="radio" name="rekomendasi" value="{{ one.value }}"{% if one.value == fields.rekomendasi %} checked{% endif %}> {{ one.label }}</label>{% endfor %}</div></fieldset>
{% for fact in facts %}{% if fact.value %}<p class="fakta"><span class="quiet">{{ fact.label }}</span> <strong>{{ fact.value }}</strong></p>{% endif %}{% endfor %}</section>""",
    "radio": """<fieldset class="field{% if error %} bad{% endif %}" id="kuk/{{ row.key }}/{{ field.key }}"{% if not value and not missing %} data-gap{% endif %}>
<legend{% if number %} class="sr"{% endif %}>{{ field.label }} {{ number }}</legend>
<div class="yn">{% for one in field.answers %}<label><input type="radio" name="kuk/{{ row.key }}/{{ field.key }}" value="{{ one.value }}"{% if one.value == value %} checked{% endif %}> {{ one.label }}</label>{% endfor %}</div>
{% include "pesan" %}</fieldset>""",
    "teks": """{% load i18n %}<div class="field{% if error %} bad{% endif %}">
<label for="kuk/{{ row.key }}/{{ field.key }}">{{ field.label }}{% if number %}<span class="sr"> {{ number }}</span>{% endif %}{% if not value %} <span class="optional">{% trans "(boleh kosong)" %}</span>{% endif %}</label>
<input id="kuk/{{ row.key }}/{{ field.key }}" name="kuk/{{ row.key }}/{{ field.key }}" type="text" value="{{ value }}"{% if field.longest %} maxlength="{{ field.longest }}"{% endif %}>
{% include "pesan" %}</div>""",
    "pesan": """{% if field.hint %}<p class="help" id="kuk/{{ row.key }}/{{ field.key }}-bantuan">{{ field.hint }}</p>{% endif %}{% if error %}<p class="err">{{ error }}</p>{% endif %}""",
}


def petugas_k3() -> tuple[Kelompok, ...]:
    """The carried scheme as the forms take it."""
    spec = load_skema(skema_bytes("petugas_k3"))
    units = {unit.code: _unit(unit) for unit in spec.units}
    return tuple(
        Kelompok(one.number, one.title or "", tuple(units[code] for code in one.units))
        for one in spec.work_groups.groups
    )


def _unit(spec: UnitSpec) -> Unit:
    elemen = (
        Elemen(str(one.number), one.title, tuple(Kuk(kuk.number, kuk.text) for kuk in one.kuk)) for one in spec.elements
    )
    return Unit(spec.code, spec.title, tuple(elemen), spec.standard or "SKKNI")


def sheet(name: str) -> tuple[Context, Content]:
    """As it stands towards the end: most judged, some noted, a few still empty."""
    context = Context(header=HEADER, rows=rows_of(petugas_k3()))
    answers = {"umpan_balik": [f"Umpan balik untuk {name}."], "rekomendasi": ["belum_kompeten"]}
    for number, row in enumerate(begin(FORMULIR, context)["rows"]["kuk"]):
        if number % 10 == 3:
            answers[f"kuk/{row['key']}/lanjut"] = [f"FR.IA.07 no. {number} <{name}>"]
        if number % 15 != 7:
            answers[f"kuk/{row['key']}/pencapaian"] = ["tidak" if number % 10 == 3 else "ya"]
    return context, fill(FORMULIR, answers, context, as_role="asesor", partial=True).content


def plain_scope(content: Content) -> Mapping[str, Any]:  # reason: what a template reads
    """The rows nested as the template loops over them; nothing else is prepared."""
    fields = {one.key: one for block in FORMULIR.blocks for one in getattr(block, "fields", ())}
    facts = [(key, fields[key].label) for key in ("kelompok", "unit", "elemen", "kuk")]
    section = FORMULIR.blocks[-1]
    return {
        "guide": FORMULIR.blocks[0],
        "section": section,
        "kelompok_list": list(_nested(content["rows"]["kuk"])),
        "fields": content["fields"],
        "facts": [{"label": label, "value": content["fields"].get(key)} for key, label in facts],
        "umpan_balik": {"label": fields["umpan_balik"].label.rstrip(" :"), "longest": fields["umpan_balik"].longest},
        **{key: fields[key] for key in ("pencapaian", "lanjut", "rekomendasi")},
    }


def _nested(rows: list[RowContent], levels: tuple[str, ...] = ("kelompok", "unit", "elemen_nomor")) -> Iterator[Any]:
    names = {"kelompok": "unit_list", "unit": "elemen_list", "elemen_nomor": "row_list"}
    for _key, group in groupby(rows, key=lambda row: row["cells"][levels[0]]):
        inside = list(group)
        below = list(_nested(inside, levels[1:])) if levels[1:] else inside
        yield {"cells": inside[0]["cells"], names[levels[0]]: below}


def squeezed(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", html)).strip()


def cpu_ms(work: Work) -> float:
    start = time.process_time()
    for _ in range(REPEATS):
        work()
    return (time.process_time() - start) * 1_000 / REPEATS


def weigh(title: str, ours: Work, floor: Work, limit: float) -> bool:
    """Time both in turn, so that a busy machine slows both; judge the median of the ratios."""
    ours(), floor()
    pairs = [(cpu_ms(ours), cpu_ms(floor)) for _ in range(ROUNDS)]
    ratio = median(one / other for one, other in pairs)
    mine, base = (median(column) for column in zip(*pairs, strict=True))
    verdict = "ok" if ratio <= limit else "TOO SLOW"
    print(f"{title:52}{mine:8.2f} ms  floor {base:8.2f} ms   x{ratio:.2f}  (limit x{limit})  {verdict}")
    return ratio <= limit


def weigh_screen() -> bool:
    context, content = sheet("Siti")
    plain = Engine(
        loaders=[("django.template.loaders.locmem.Loader", PLAIN)], libraries={"i18n": "django.templatetags.i18n"}
    )
    template = plain.get_template("lembar")

    def ours() -> str:
        return render_screen(FORMULIR, content, context, role="asesor")

    def floor() -> str:
        return template.render(Scope(plain_scope(content)))

    if squeezed(ours()) != squeezed(floor()):
        raise SystemExit("The plain template does not write the page that the engine writes: no comparison.")
    rows = len(content["rows"]["kuk"])
    return weigh(f"screen of FR.IA.01, {rows} KUK / plain Django template", ours, floor, SCREEN_LIMIT)


def weigh_paper() -> bool:
    sheets = [sheet(f"Asesi {number}")[1] for number in range(8)]
    with patch("sahih.documents.printing.render", lambda _template, data: data):
        inputs = [json.dumps(print_pdf(FORMULIR, content, [], date=DAY)) for content in sheets]
    compiler = typst.Compiler(root=str(pdf.TEMPLATES), font_paths=pdf.fonts(), ignore_system_fonts=True)
    rounds = count()

    def ours() -> object:
        content = sheets[next(rounds) % len(sheets)]
        content["header"]["asesi"] = f"Siti {next(rounds)}"
        return print_pdf(FORMULIR, content, [], date=DAY)

    def floor() -> object:
        data = inputs[next(rounds) % len(inputs)].replace(HEADER.asesi, f"Siti {next(rounds)}")
        sys_inputs = {"data": data, "attachments": "[]"}
        return compiler.compile(
            input=str(pdf.TEMPLATES / "formulir.typ"),
            format="pdf",
            sys_inputs=sys_inputs,
            pdf_standards=pdf.STANDARDS["form"],
        )

    return weigh("PDF of FR.IA.01, 91 KUK / bare typst", ours, floor, PAPER_LIMIT)


def main() -> None:
    translation.activate("id")
    verdicts = [weigh_screen(), weigh_paper()]
    sys.exit(0 if all(verdicts) else 1)


if __name__ == "__main__":
    main()
