import datetime as dt
import hashlib
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from sahih.materials.berkas.reading import FileRefused
from sahih.materials.perangkat.enums import Dimensi, Saat
from sahih.materials.perangkat.format import (
    SALT_BYTES,
    BagianSpec,
    ButirSpec,
    KunciSpec,
    MukSpec,
    PictureSpec,
    RefSpec,
    without_keys,
)
from sahih.materials.perangkat.importing.docx_reader import read_docx
from sahih.materials.perangkat.importing.exporting import Kepala, template, to_xlsx, to_yaml, to_zip
from sahih.materials.perangkat.importing.pictures import hash_of, reencoded
from sahih.materials.perangkat.importing.tests.random_muk import muk_specs
from sahih.materials.perangkat.importing.tests.word_files import A, as_bytes, png, small_acuan, whole_muk
from sahih.materials.perangkat.importing.uploads import read_upload
from sahih.materials.perangkat.importing.xlsx_reader import read_xlsx
from sahih.materials.perangkat.importing.yaml_reader import read_yaml_muk

ACUAN = small_acuan()
BY = Kepala("=Rina", dt.datetime(2026, 11, 28, 9, 0, tzinfo=dt.UTC), has_keys=True)
QUICK = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEWER = settings(QUICK, max_examples=12)  # a workbook takes its time


@QUICK
@given(muk_specs())
def test_yaml_export_read_again_is_the_same_muk(spec: MukSpec) -> None:
    found = read_yaml_muk(to_yaml(spec, BY), acuan=ACUAN)
    salted = read_yaml_muk(to_yaml(spec, BY, salt=b"\x01" * SALT_BYTES), acuan=ACUAN)

    assert (found.spec, found.terlewat) == (spec, ()) == (salted.spec, salted.terlewat)


@FEWER
@given(muk_specs())
def test_xlsx_export_read_again_is_the_same_muk(spec: MukSpec) -> None:
    found = read_xlsx(to_xlsx(spec, ACUAN, BY), acuan=ACUAN)

    assert (found.spec, found.terlewat) == (spec, ())


def test_word_file_comes_back_the_same_through_yaml_and_xlsx() -> None:
    first = read_docx(as_bytes(whole_muk), acuan=ACUAN).spec

    assert read_yaml_muk(to_yaml(first, BY), acuan=ACUAN).spec == first
    assert read_xlsx(to_xlsx(first, ACUAN, BY), acuan=ACUAN).spec == first


def one_item(**values: object) -> MukSpec:
    item = ButirSpec.model_validate({"text": "Apa?", "options": ("x", "y")} | values)
    return MukSpec(
        skema=ACUAN.skema, title="Paket A", bagian=(BagianSpec(instrumen="FR.IA.05", kelompok=1, butir=(item,)),)
    )


def test_export_writes_what_looks_like_a_formula_as_text() -> None:
    content = to_xlsx(one_item(text="=HYPERLINK(1)", options=("+1", "@x")), ACUAN, BY)

    cells = [cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    risky = [cell for cell in cells if str(cell.value or "")[:1] in ("=", "+", "-", "@")]
    assert [cell.value for cell in risky] == ["=HYPERLINK(1)", "+1", "@x"]
    assert {(cell.data_type, cell.quotePrefix) for cell in risky} == {("s", True)}


def test_formula_in_a_workbook_is_told_and_not_taken() -> None:
    book = load_workbook(io.BytesIO(to_xlsx(one_item(), ACUAN, BY)))
    book["FR.IA.05"]["B3"] = "=1+1"
    out = io.BytesIO()
    book.save(out)

    found = read_xlsx(out.getvalue(), acuan=ACUAN)

    assert [(one.where, one.text) for one in found.terlewat] == [("FR.IA.05!B3", "=1+1")]
    assert found.spec == one_item()


def test_export_without_keys_holds_none_and_says_so() -> None:
    spec = without_keys(one_item(kunci=KunciSpec(option=1, answer="rahasia sekali")))
    by = Kepala("Rina", BY.at, has_keys=False)

    for content in (to_yaml(spec, by), to_xlsx(spec, ACUAN, by)):
        assert read_upload(content, acuan=ACUAN).spec.bagian[0].butir[0].kunci is None
    assert "tanpa kunci" in to_yaml(spec, by).decode()
    assert "rahasia sekali" not in to_yaml(spec, by).decode()
    assert "Rina" in to_yaml(spec, by).decode().split("\n")[0]


def test_zip_carries_its_pictures() -> None:
    picture = reencoded(png())
    assert picture is not None
    spec = one_item(picture=PictureSpec(sha256=hash_of(picture), alt="Palu"))
    content = to_zip(spec, ACUAN, BY, pictures={hash_of(picture): (picture.content, "png")})

    found = read_upload(content, acuan=ACUAN)

    assert (found.spec, dict(found.gambar), found.terlewat) == (spec, {hash_of(picture): picture}, ())


def test_picture_the_lsp_has_already_keeps_its_hash() -> None:
    photo = png("blue", size=(3000, 20), kind="JPEG")
    sha = hashlib.sha256(photo).hexdigest()
    spec = one_item(picture=PictureSpec(sha256=sha, alt="Palu"))
    content = to_zip(spec, ACUAN, BY, pictures={sha: (photo, "jpg")})

    found, elsewhere = read_upload(content, acuan=ACUAN, known={sha}), read_upload(content, acuan=ACUAN)

    assert (found.spec, dict(found.gambar)) == (spec, {})
    assert [len(elsewhere.gambar), elsewhere.spec == spec] == [1, False]


def test_picture_that_came_with_no_file_is_told_unless_the_lsp_has_it() -> None:
    spec = one_item(picture=PictureSpec(sha256="ab" * 32, alt="Palu"))

    without = read_upload(to_yaml(spec, BY), acuan=ACUAN)
    known = read_upload(to_yaml(spec, BY), acuan=ACUAN, known={"ab" * 32})

    assert without.spec.bagian[0].butir[0].picture is None
    assert [one.text for one in without.terlewat] == ["ab" * 32]
    assert (known.spec, known.terlewat) == (spec, ())


def test_template_is_empty_and_offers_every_kuk() -> None:
    content = template(ACUAN, BY, title="Paket A")

    book = load_workbook(io.BytesIO(content))
    found = read_xlsx(content, acuan=ACUAN)
    assert (found.spec.bagian, found.terlewat) == ((), ())
    assert book["Kode KUK"].max_row == len(ACUAN.isi) + 1
    assert str(book["Kode KUK"]["A2"].value).startswith(f"{A} KUK 1.1 – Hasil identifikasi")
    rules = {str(rule.sqref): rule.formula1 for rule in book["FR.IA.03"].data_validations.dataValidation}
    assert rules["D2:D1000"] == "'Kode KUK'!$A$2:$A$11"


def test_yaml_with_a_kuk_the_skema_lacks_keeps_the_item_and_tells() -> None:
    spec = one_item(refs=(RefSpec(unit=A, kuk="9.9"), RefSpec(unit=A, kuk="1.1")))

    found = read_yaml_muk(to_yaml(spec, BY), acuan=ACUAN)

    assert found.spec.bagian[0].butir[0].refs == (RefSpec(unit=A, kuk="1.1"),)
    assert [(one.where, one.text) for one in found.terlewat] == [("Baris 9", f"{A} KUK 9.9")]


def test_yaml_of_another_shape_is_refused_with_its_lines() -> None:
    content = b"muk:\n  skema: SKM/1/2026\n  title: A\n  bagian:\n  - instrumen: FR.IA.99\n    kelompok: 7\n"

    with pytest.raises(FileRefused) as refusal:
        read_yaml_muk(content, acuan=ACUAN)

    assert [one.line for one in refusal.value.problems] == [5]


def test_zip_with_two_muk_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.yaml", "muk: {}")
        archive.writestr("b.yaml", "muk: {}")

    with pytest.raises(Exception, match="tepat satu"):
        read_upload(out.getvalue(), acuan=ACUAN)


def test_title_longer_than_a_muk_may_have_is_told_and_not_cut_in_silence() -> None:
    long = MukSpec.model_construct(skema=ACUAN.skema, title="Paket " * 40, pass_mark=100, bagian=one_item().bagian)

    found = read_xlsx(to_xlsx(long, ACUAN, BY), acuan=ACUAN)

    assert [(one.where, one.why) for one in found.terlewat] == [("Judul MUK", "lebih panjang dari 200 huruf")]
    assert len(found.spec.title) <= 200
    with pytest.raises(FileRefused, match=r"Baris 4, muk.title: lebih panjang dari 200 karakter"):
        read_yaml_muk(to_yaml(long, BY), acuan=ACUAN)


def test_pl11_template_explains_when_and_what_a_question_of_ia03_asks() -> None:
    """The column offered “sebelum” and “sesudah” and nobody was told of what."""
    book = load_workbook(io.BytesIO(template(ACUAN, BY, title="Paket A")))

    said = " ".join(str(row[0].value) for row in book["Petunjuk"].iter_rows())

    assert [one for choices in (Saat, Dimensi) for one in choices if f"{one.value} = {one.label}" not in said] == []


def test_copy_of_a_picture_that_is_shown_without_its_metadata_is_still_that_picture() -> None:
    """Its bytes are not those that were kept; an edited copy is another picture."""
    kept, copy = png("blue", size=(90, 20), kind="JPEG"), png("blue", size=(90, 20))
    sha = hashlib.sha256(kept).hexdigest()
    spec = one_item(picture=PictureSpec(sha256=sha, alt="Palu"))
    content = to_zip(spec, ACUAN, BY, pictures={sha: (copy, "png")})
    edited = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(edited, "w") as packed:
        for name in made.namelist():
            packed.writestr(name, png("green") if name.startswith("gambar/") else made.read(name))

    found, elsewhere = read_upload(content, acuan=ACUAN, known={sha}), read_upload(content, acuan=ACUAN)
    other = read_upload(edited.getvalue(), acuan=ACUAN, known={sha})

    assert (found.spec, dict(found.gambar), found.terlewat) == (spec, {}, ())
    assert [len(elsewhere.gambar), elsewhere.terlewat, elsewhere.spec == spec] == [1, (), False]
    assert [len(other.gambar), other.terlewat, other.spec == spec] == [1, (), False]
