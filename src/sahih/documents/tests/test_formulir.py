"""What every official form and letter must show, whatever it asks."""

import ast
import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sahih.documents import fr, surat
from sahih.documents.canonical import canonical, definition_digest, digest
from sahih.documents.content import Content, Context, PrintedSignature
from sahih.documents.filling import Slot, begin, fill, open_problems, progress, slots
from sahih.documents.fr.contoh import Example, filled_example
from sahih.documents.printing import print_pdf
from sahih.documents.screen import render_screen
from sahih.documents.surat.naskah import Surat, Table, compose, print_surat
from sahih.documents.tests.test_pdf import claims, text_of
from sahih.documents.vocabulary import Formulir, Grid, Guide, Section, Statement
from sahih.documents.wording import PLACEHOLDER, long_date

FORMS: dict[str, tuple[Formulir, Example]] = {
    **{code: (form, fr.EXAMPLES[code]) for code, form in fr.FORMS.items()},
    **{code: (letter.form, surat.EXAMPLES[code]) for code, letter in surat.LETTERS.items()},
}
every_form = pytest.mark.parametrize(("formulir", "example"), FORMS.values(), ids=FORMS.keys())
# A published version never changes: a new wording or question is a new version beside it.
DIGESTS = {
    "FR.APL.01/1": "5ff5ec77afb3e1b4693586e2da6a14c10a9ffd21fe4424df36ad1b6dcfbdca68",
    "FR.APL.02/1": "c52cdbdf1aa6f385deda95c9f84568b733e8745382e8a40670bce0e9efa852ec",
    "FR.AK.01/1": "4110a66b68c8e756adc0a593a5aca99f248b0e995289d362ccfcbf5d667e4a98",
    "FR.IA.01/1": "2180881cb6818793b7e507b37a8aa11357294aadc28b0f8675779f75362939d5",
    "FR.AK.02/1": "bf5fe9f8697c3809e7f654e538b352f634981cca96a77f5743a0437d7df5daf6",
    "FR.AK.05/1": "cb395e4c2eca5e8d90807592cd3fb82c88a3f6ff6d964274b017a1edf587557f",
    "FR.AK.03/1": "6f2b5a515d86bf0800f3ff68fc2a9d2c7a2d0465b7e73f80ec71d4d737cb1ea1",
    "FR.AK.04/1": "b3c8464d17ece28cfcf2c638a63afde2df8f86d0b3994d8622dcc987992c6f15",
    "FR.AK.07/1": "994f22671dcbc58e71acdc7d6aeeee0c70452c064b879c925443a895a98ba9b9",
    "FR.MAPA.01/1": "fd312e9775ba5b34b34e977dadc12621c0de829dbb8226384d3379e8a2d7db96",
    "FR.MAPA.02/1": "b2ee463e3d42786e56492e46552138bb7508a7513995dde23ad9e73e0202651b",
    "FR.AK.06/1": "f960722d8d05c27989d2e77b9a77afb4cf83d80900eef27b1b06df1efe31e539",
    "FR.VA/1": "188ff1de5de017f83ec097a55892c487afde2c5dea18deb412b6757f2d67788f",
    "FR.VA/2": "253ab3dac89a681eef383bb505b11ab72e6daa16b734d53dce9943707433fb75",
    "FR.VA/3": "07d7826a189b7ca6f1ad06842033bc1ba778bb1f1dc48d4d3447f4b93556aa60",
    "MUK.CHECKLIST/1": "98053e1832f3fab07b51052f47fc45be98b919b584fbc35df1787a4cf980f7e6",
    "PENGESAHAN.MUK/1": "e1ca13ed35646f1f6e172a162cf5d72c828a9450d4e21a1f28cfe89332c4af99",
    "KAJI.VISIBILITAS/1": "20bc962e9a987660e1043ce8c6e2c2aaa0dac00de3c61a1f82eabb8f18f18634",
    "KOMITMEN/1": "22bd22d1f127569e6632852e690bee4555c1e43c7b6091469cff1a544b2f4199",
    "TANDA.TERIMA/1": "f1f415e2f65c768b0a6d128b0df9e3a26374bdf7bad5b83f038998e8dfd0a23d",
    "SPT.PENYELIA/1": "e4ce0e0bac8089711fd7e1ec8be194a6282c895b935cbf248840b5086ab379c7",
    "SPT.ASESOR/1": "6f3008f485a73d238d3e3ef1a248345d590bdda8f1b3344590b4abac0f45558c",
    "SK.KOMITE/1": "211c61b21e5c4b79b197360581d13c99131c955dcc19b5f772580256d1517207",
    "UND.RAPAT/1": "cda5310f768a19f86789c9bc551adc2fe93a5eb1df42a7d0ec4663cc846d6687",
    "BA.RAPAT/1": "c3914b3907aeac18733b977b46c5e4b326dc4711c1b948ab01ad15712cb989a0",
    "SK.HASIL/1": "353e90442cb79f91a774c63d005510042f6eee993257d8d5fc405fe99a39ca24",
    "SURAT.BLANKO/1": "1017fc64bef5d417cbe53d835c62f946fad4f9e8482571d1f850679c24e04740",
    "VERIFIKASI.TUK/1": "a561f89a0f79bd050c1ac1928e14893fc8a901f692c1ea8207c796a98ac6a29a",
    "VERIFIKASI.TUK.TM/1": "23b970e34d6ffe8e657a0c3cd944149e72015bda14e05143def1ba7fdcd99c6a",
    "SPT.TUK/1": "8d33b4ca92840b23058103cbe0f33649f2e60e8f3740a1c9390a7bdc208ae15c",
    "PENUNJUKAN.TUK/1": "8f82140836d6c7665e76e51f5c0777b39e01ecca0b99e8dfe75fba233798bb18",
    "SK.TUK/1": "0038f8f142059e6611cb8c3616d83a6bbb2cb2af832861d65caab3592087595b",
    "SK.PERSYARATAN.TUK/1": "7d15b642448249b6a62dba6a3251e457dd128722a96dd143f99cae0508d9e731",
    "PINJAM.ASESOR/1": "43d145b5b0127ebb45d7e4e0bd38c4e3c232e2d8537461cc5c9a13980d5c90ec",
    "BALASAN.PINJAM/1": "d8567b019bac3fc437de31f1d84770d8c678f297344ed8fc1febfeb4a266ddf9",
    "BA.PENERBITAN/1": "c8f21ecdfe61317a097d948a0963e94f2add21d83ab13e2f7dfa43a177bd659f",
    "BA.GANGGUAN/1": "1913614459551494618a11de4222e1c199f1dc2fe53556a7195789db37b190fa",
    "DAFTAR.ASESI/1": "f99bbed722b9beb8bda4cc017f3f111ca50b3a3392d0e1ae0a537de97c18602b",
    "DAFTAR.ASESOR/1": "948cc5d2d0bbc630b7e24c911bdb274fbc4b38b18d34baffb8e92058dbd196c1",
    "DAFTAR.HADIR/1": "bcf8748fff48bf21c16286af8637eb91d60d4a0d7f6896c8b7001d73d78fa976",
    "TAGIHAN/1": "68146dabee1c349388e436171f3214803c0bc00204ef224aa8669c0026864cc3",
    "KUITANSI/1": "f6df77572b167c27410509a25241e5191074b61f0f9981fb52a9b7bd08d3391f",
    "INFO.SURVEILAN/1": "ef531a77362142696dccd3daddfb627985136c8d64f1bb2259bd1191146f65e6",
    "TATA.TERTIB/1": "d723e1b955ad4599f0f98ce7ea71277e8b314da4efefabfe3916ff4856763660",
}
PAGES_OF_SIXTY = 2
SIGNED_AT = "20 November 2026 10.14 WIB"


def filled(formulir: Formulir, example: Example) -> Content:
    return filled_example(formulir, example)


def roles(formulir: Formulir, content: Content) -> list[str]:
    return sorted({slot.field.by for slot in slots(formulir, content)})


def labels(formulir: Formulir) -> Iterator[str]:
    """Every official word that the paper must carry."""
    yield f"{formulir.code}. {formulir.title}".upper()
    yield from formulir.footnotes
    yield from (box.label for box in formulir.signatures)
    for block in formulir.all_blocks:
        yield from block_labels(block)


def block_labels(block: object) -> Iterator[str]:
    match block:
        case Section():
            yield from (block.title, block.intro)
            yield from (one.group or one.label for one in block.fields)
            yield from (option.label for one in block.fields if one.columns for option in one.answers)
        case Grid():
            yield from (block.title, block.intro, block.foot, *(column.label for column in block.columns))
            yield from (o.label for column in block.columns if column.spread for o in column.fields[0].answers)
        case Guide():
            yield from (block.title, block.intro, *block.lines)
        case Statement():
            yield block.text


def squeezed(text: str) -> str:
    return "".join(text.split())


@every_form
def test_example_filled_by_each_role_leaves_nothing_open(formulir: Formulir, example: Example) -> None:
    content = filled(formulir, example)

    left = [one for role in roles(formulir, content) for one in open_problems(formulir, content, role)]

    assert left == []


@every_form
def test_each_required_answer_left_out_is_asked_for_at_its_place(formulir: Formulir, example: Example) -> None:
    content = filled(formulir, example)

    for role, answers in example.posted.items():
        required = [slot.path for slot in slots(formulir, content) if slot.field.required and slot.path in answers]
        for path in [path for path in required if formulir.needed(content, path) is not False]:
            rest = {name: value for name, value in answers.items() if name != path}
            problems = fill(formulir, rest, example.context, previous=content, as_role=role).problems
            assert path in [one.path for one in problems]


@every_form
def test_content_returns_the_same_from_json_and_prints_the_same(formulir: Formulir, example: Example) -> None:
    content = filled(formulir, example)

    returned: Content = json.loads(canonical(content))

    assert returned == content
    assert digest(returned) == digest(content)
    if formulir.code in fr.FORMS:
        assert print_pdf(formulir, returned, [], date="2026-11-20") == print_pdf(
            formulir, content, [], date="2026-11-20"
        )


@pytest.mark.parametrize(("formulir", "example"), [FORMS[code] for code in fr.FORMS], ids=fr.FORMS.keys())
def test_print_carries_every_official_label(formulir: Formulir, example: Example) -> None:
    content = filled(formulir, example)
    signed = [PrintedSignature(box.role, "Nama Penanda", "MET.1", SIGNED_AT) for box in formulir.signatures]

    text = squeezed(text_of(print_pdf(formulir, content, signed, date="2026-11-20").pdf))

    assert [label for label in labels(formulir) if squeezed(label).rstrip(":") not in text] == []
    assert text.count(squeezed(SIGNED_AT)) == len(formulir.signatures)


@pytest.mark.parametrize(("formulir", "example"), [FORMS[code] for code in fr.FORMS], ids=fr.FORMS.keys())
def test_print_claims_pdf_a_2a_and_ua_1(formulir: Formulir, example: Example) -> None:
    assert claims(print_pdf(formulir, filled(formulir, example), [], date="2026-11-20").pdf) == ("2", "A", "1")


@pytest.mark.parametrize("code", surat.LETTERS)
def test_print_carries_every_value_of_the_letter(code: str) -> None:
    letter = surat.LETTERS[code]
    content = filled(letter.form, surat.EXAMPLES[code])
    members = content["rows"].get("anggota", []) if letter.form.signatures[0].role == "komite" else []
    names = [row["cells"]["nama"] for row in members]
    signers = [PrintedSignature("komite", name, at=SIGNED_AT) for name in names] or [
        PrintedSignature(box.role, f"Nama {box.role}", at=SIGNED_AT) for box in letter.form.signatures
    ]

    text = squeezed(text_of(print_surat(letter, compose(letter, content), signers).pdf))

    used = set(PLACEHOLDER.findall(repr(letter.naskah)))
    tables = {block.source for block in letter.naskah.blocks if isinstance(block, Table)}
    cells = [row["cells"] | row["answers"] for source in tables for row in content["rows"][source]]
    said = [(name, str(value)) for one in cells for name, value in one.items() if name in used]
    said += [(slot.path, written(slot)) for slot in slots(letter.form, content) if slot.path in used]
    assert [one for one in said if squeezed(one[1]) not in text] == []
    assert text.count(squeezed(SIGNED_AT)) == len(signers)


def written(slot: Slot) -> str:
    """How a letter writes a fact: dates with the day, its own date without, a choice in its words."""
    if slot.field.key == "tanggal_surat":
        return long_date(str(slot.value))
    if slot.field.kind == "date":
        return long_date(str(slot.value), with_day=True)
    return next((one.label for one in slot.options if one.value == slot.value), str(slot.value or ""))


@pytest.mark.parametrize("code", surat.LETTERS)
def test_print_of_a_letter_claims_pdf_a_2a_and_ua_1(code: str) -> None:
    letter = surat.LETTERS[code]
    content = compose(letter, filled(letter.form, surat.EXAMPLES[code]))

    assert claims(print_surat(letter, content, []).pdf) == ("2", "A", "1")


def test_list_in_landscape_breaks_over_pages_with_its_heads_repeated() -> None:
    letter, one = surat.LETTERS["DAFTAR.HADIR"], surat.EXAMPLES["DAFTAR.HADIR"]
    row = one.context.rows["peserta"][0]
    many = tuple(replace(row, key=str(n), cells={**row.cells, "nomor": str(n)}) for n in range(1, 61))
    content = begin(letter.form, replace(one.context, rows={"peserta": many}))

    printed = print_surat(letter, compose(letter, content), [])

    assert squeezed(text_of(printed.pdf)).count(squeezed("Identitas diperiksa")) == PAGES_OF_SIXTY


@pytest.mark.parametrize("definition", [*fr.FORMS.values(), *surat.LETTERS.values()], ids=FORMS.keys())
def test_definition_of_a_published_version_is_frozen(definition: Formulir | Surat) -> None:
    form = definition if isinstance(definition, Formulir) else definition.form

    assert definition_digest(definition) == DIGESTS[f"{form.code}/{form.version}"]


class Page(HTMLParser):
    """What a reader with assistive technology depends on."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inputs: list[dict[str, str | None]] = []
        self.labelled, self.ids, self.headings, self.open = set[str | None](), list[str](), list[int](), list[str]()
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.inline += [name for name, _ in attrs if name == "style" or name.startswith("on")] + [tag] * (
            tag == "script"
        )
        if tag == "label":
            self.labelled.add(given.get("for"))
        if tag in {"input", "textarea", "select"} and given.get("type") != "hidden":
            self.inputs.append(given | {"wrapped": "yes" if "label" in self.open else None})
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))
        if tag not in {"input", "br", "meta"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    @property
    def unlabelled(self) -> list[str | None]:
        return [one["name"] for one in self.inputs if not one["wrapped"] and one.get("id") not in self.labelled]


@every_form
@pytest.mark.parametrize("readonly", [False, True])
def test_screen_is_well_formed_labelled_and_free_of_inline_code(
    formulir: Formulir,
    example: Example,
    readonly: bool,
) -> None:
    content = filled(formulir, example)

    for role in roles(formulir, content):
        page = Page(render_screen(formulir, content, example.context, role=role, readonly=readonly))
        asked = [slot for slot in slots(formulir, content) if slot.field.by == role and slot.field.kind != "computed"]
        assert (page.open, page.unlabelled, page.inline) == ([], [], [])
        assert len(page.ids) == len(set(page.ids))
        assert all(after - before <= 1 for before, after in zip([1, *page.headings], page.headings, strict=False))
        assert {one["name"] for one in page.inputs} == (set() if readonly else {slot.path for slot in asked})


@every_form
def test_role_fills_only_its_own_answers(formulir: Formulir, example: Example) -> None:
    blank = begin(formulir, example.context)
    everything = {path: value for answers in example.posted.values() for path, value in answers.items()}

    for role in roles(formulir, blank):
        content = fill(formulir, everything, example.context, partial=True, as_role=role).content
        foreign = [slot for slot in slots(formulir, content) if slot.field.by != role and slot.field.kind != "computed"]
        untouched = {slot.path: slot.value for slot in slots(formulir, blank)}
        assert [slot.path for slot in foreign if slot.value != untouched[slot.path]] == []


@every_form
def test_progress_of_the_example_is_whole_and_of_a_blank_sheet_names_its_first_gap(
    formulir: Formulir, example: Example
) -> None:
    content, blank = filled(formulir, example), begin(formulir, Context(example.context.header, example.context.rows))

    for role in example.posted:
        whole, started = progress(formulir, content, role), progress(formulir, blank, role)
        assert (whole.done, whole.first_gap) == (whole.total, None)
        own = [slot.path for slot in slots(formulir, blank) if slot.field.by == role and slot.field.kind != "computed"]
        assert started.first_gap in own or (own, started.first_gap) == ([], None)


def test_engine_stays_within_600_lines_of_code() -> None:
    folder = Path(__file__).parents[1]
    engine = ("vocabulary", "filling", "screen", "printing", "canonical")

    assert sum(lines_of_code((folder / f"{name}.py").read_text()) for name in engine) <= 600


def lines_of_code(source: str) -> int:
    """Count what runs: neither blank lines and comments nor docstrings and imports."""
    aside: set[int] = set()
    statements = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)]
    for node in statements:
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_text or isinstance(node, ast.Import | ast.ImportFrom):
            aside |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = enumerate(source.splitlines(), 1)
    return sum(bool(line.strip()) and not line.strip().startswith("#") and at not in aside for at, line in lines)


def test_every_example_screen_is_light() -> None:
    sizes = {}
    for code, (formulir, example) in FORMS.items():
        for role in example.posted:
            html = render_screen(formulir, begin(formulir, example.context), example.context, role=role)
            sizes[code, role] = len(gzip.compress(html.encode()))

    assert max(sizes.values()) < 6_000
