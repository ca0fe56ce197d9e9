"""The Ketua says which prints are the LSP's forms; what changes afterwards says so again."""

import io
import zipfile

import pytest
from PIL import Image

from sahih.documents.ketentuan.actions import (
    adopt_ours,
    confirm_formulir,
    drop_logo,
    enter_kendali,
    send_formulir,
    set_logo,
)
from sahih.documents.ketentuan.models import FormulirLsp, Konfirmasi, Logo
from sahih.documents.ketentuan.queries import Berlaku, berlaku, berlaku_of
from sahih.documents.logo import WIDEST, logo_svg
from sahih.documents.pdf import render
from sahih.institution.lsp.queries import kop
from sahih.kernel.policy import Refused
from sahih.kernel.vault.inspection import DOCX, Unacceptable
from sahih.web.admin_lsp.tests.dunia import Dunia

FORM, LETTER = "FR.AK.03", "SK.HASIL"


def docx(*more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            archive.writestr(name, "x")
    return out.getvalue()


def now(code: str) -> Berlaku:
    found = berlaku_of(code)
    assert found is not None
    return found


def confirm(rumah: Dunia, code: str = FORM) -> Konfirmasi:
    actor = rumah.actor("Kirana Ketua")
    return confirm_formulir(code, name="Kirana Ketua", print_sha256="b" * 64, actor=actor, at=rumah.at)


def send(rumah: Dunia, content: bytes, name: str) -> FormulirLsp:
    return send_formulir(FORM, content, name=name, actor=rumah.actor("Kirana Ketua"), at=rumah.at)


def test_nothing_is_confirmed_before_the_ketua_says_so(rumah: Dunia) -> None:
    assert {one.konfirmasi for one in berlaku()} == {None}


def test_confirmation_names_what_was_compared(rumah: Dunia) -> None:
    master = send(rumah, docx(), "FR.AK.03 Umpan Balik.docx")

    row = confirm(rumah)

    assert now(FORM).konfirmasi == row
    assert (row.formulir, row.print_sha256, master.file.mime) == (master, "b" * 64, DOCX)
    assert now("FR.AK.04").konfirmasi is None


def test_new_document_control_falls_back_to_unconfirmed(rumah: Dunia) -> None:
    confirm(rumah)

    enter_kendali(FORM, doc_no="2", actor=rumah.actor("Kirana Ketua"), at=rumah.at)

    assert now(FORM).konfirmasi is None
    assert confirm(rumah) == now(FORM).konfirmasi


def test_new_wording_falls_back_to_unconfirmed(rumah: Dunia) -> None:
    confirm(rumah, LETTER)

    adopt_ours(LETTER, actor=rumah.actor("Kirana Ketua"), at=rumah.at)

    assert now(LETTER).konfirmasi is None


def test_new_version_of_a_form_falls_back_to_unconfirmed(rumah: Dunia) -> None:
    """What was confirmed is the fingerprint of the definition; that of another version is another."""
    Konfirmasi.objects.create(
        code=FORM, definition_sha256="c" * 64, print_sha256="b" * 64, confirmed_at=rumah.at, confirmed_by=1, name="K"
    )

    assert (now(FORM).last is not None, now(FORM).konfirmasi) == (True, None)


def test_nobody_but_the_ketua_confirms(rumah: Dunia) -> None:
    with pytest.raises(Refused, match="Ketua LSP"):
        confirm_formulir(FORM, name="A", print_sha256="b" * 64, actor=rumah.actor("Ayu Admin"), at=rumah.at)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (docx("word/vbaProject.bin"), "formulir.docx"),
        (docx("word/embeddings/oleObject1.bin"), "formulir.docx"),
        (docx(), "formulir.docm"),
        (b"PK\x03\x04 rusak", "formulir.docx"),
        (b"", "formulir.pdf"),
        (b"MZ\x90", "formulir.docx"),
    ],
)
def test_master_that_could_act_or_is_no_form_is_refused(rumah: Dunia, content: bytes, name: str) -> None:
    with pytest.raises(Unacceptable):
        send(rumah, content, name)


def picture(kind: str, size: tuple[int, int] = (1200, 900)) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, "green").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "name"), [("PNG", "logo.png"), ("JPEG", "logo.jpg")])
def test_logo_is_redrawn_small_and_prints_in_the_kop(rumah: Dunia, kind: str, name: str) -> None:
    row = set_logo(picture(kind), name=name, actor=rumah.actor("Kirana Ketua"), at=rumah.at)

    head = kop(rumah.lsp)
    made = render("surat.typ", {"date": "2026-11-20", "title": ["SURAT"], "blocks": [], "kop": head})

    assert (row.width, row.height) == (WIDEST, 480)
    assert "data:image/png" in head["logo"]
    assert b"/Image" in made.pdf


def test_logo_taken_out_leaves_a_kop_of_words(rumah: Dunia) -> None:
    actor = rumah.actor("Kirana Ketua")
    set_logo(picture("PNG"), name="logo.png", actor=actor, at=rumah.at)

    drop_logo(actor=actor, at=rumah.at)

    assert (logo_svg(), Logo.objects.count()) == ("", 2)


@pytest.mark.parametrize(("size", "name"), [((20, 20), "kecil.png"), ((2000, 60), "panjang.png")])
def test_logo_that_could_not_be_recognised_is_refused(rumah: Dunia, size: tuple[int, int], name: str) -> None:
    with pytest.raises(Refused, match="Logo paling kecil"):
        set_logo(picture("PNG", size), name=name, actor=rumah.actor("Kirana Ketua"), at=rumah.at)
