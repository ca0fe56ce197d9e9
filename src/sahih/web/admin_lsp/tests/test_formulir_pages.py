"""The LSP's forms, letters and logo as a Ketua and an office set them."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sahih.documents.fr import FORMS
from sahih.documents.fr.perbedaan import PERBEDAAN, SEMUA
from sahih.documents.ketentuan.models import Kendali, Konfirmasi, NaskahDraf, NaskahVersi
from sahih.documents.ketentuan.queries import berlaku_of
from sahih.documents.surat import LETTERS
from sahih.documents.surat.naskah import Surat
from sahih.institution.accounts.roles import Role
from sahih.process.contoh import jawaban
from sahih.web.admin_lsp.penyunting import parts_of, read_posted
from sahih.web.admin_lsp.tests.dunia import Dunia
from tests.docs.pages import REPOSITORY

LETTER, FORM = "SK.HASIL", "FR.AK.03"


def url(name: str, *more: str) -> str:
    return reverse(f"admin_lsp:{name}", args=["rintisan", *more])


@pytest.fixture
def ketua(dunia: Dunia) -> Client:
    dunia.user("Kirana Ketua", Role.KETUA)
    return dunia.client("Kirana Ketua")


def fields_in(page: str) -> dict[str, str]:
    """What a browser would post from the editor as it stands."""
    unescape = {"&quot;": '"', "&#x27;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&"}

    def plain(text: str) -> str:
        for sign, real in unescape.items():
            text = text.replace(sign, real)
        return text

    form = page[page.index('<form class="stack" id="naskah"') :]
    form = form[: form.index("</form>")]
    found = {
        name: plain(value)
        for name, value in re.findall(r'<input type="(?:hidden|text)"[^>]*? name="([^"]+)" value="([^"]*)"', form)
    }
    found |= {
        name: plain(text)
        for name, text in re.findall(r'<textarea [^>]*? name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL)
    }
    for name, options in re.findall(r'<select [^>]*? name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = plain(chosen[1]) if chosen else ""
    return found


@pytest.mark.parametrize("surat", LETTERS.values(), ids=LETTERS.keys())
def test_every_letter_comes_back_from_the_editor_as_it_went_in(surat: Surat) -> None:
    posted = {"title": "\n".join(surat.naskah.title), "tembusan": "\n".join(surat.naskah.tembusan)}
    for part in parts_of(surat, surat.naskah, []):
        posted |= {f"b{part.index}.kind": part.kind} | {one.name: one.value for one in part.fields}

    assert read_posted(surat, posted, version=surat.naskah.version) == surat.naskah


def test_director_reads_what_is_left_and_confirms_one(dunia: Dunia, ketua: Client) -> None:
    before = ketua.get(url("formulir")).content.decode()

    bare = ketua.post(url("formulir_konfirmasi", FORM), {})
    ketua.post(url("formulir_konfirmasi", FORM), {"sama": "ya", "note": "Cocok dengan edisi 2023."})

    row = Konfirmasi.objects.get()
    page = ketua.get(url("formulir_rinci", FORM)).content.decode()
    assert ("belum dikonfirmasi" in before, bare.status_code) == (True, 302)
    assert (row.code, row.name, row.note) == (FORM, "Kirana Ketua", "Cocok dengan edisi 2023.")
    assert re.search(r"oleh Kirana Ketua", page)


def test_document_control_changed_afterwards_asks_the_director_again(dunia: Dunia, ketua: Client) -> None:
    ketua.post(url("formulir_konfirmasi", FORM), {"sama": "ya"})

    ketua.post(url("formulir_dokumen", FORM), {"doc_no": "FR-AK-03/RTS", "effective_on": "2026-03-02"})

    page = ketua.get(url("formulir_rinci", FORM)).content.decode()
    assert Kendali.objects.get().doc_no == "FR-AK-03/RTS"
    assert "Sudah pernah dikonfirmasi" in page
    assert "2 Maret 2026" in page or "2 Mar 2026" in page


def test_office_without_the_right_sees_no_confirmation_and_cannot_give_one(dunia: Dunia, ketua: Client) -> None:
    dunia.user("Sita Sistem", Role.PENGELOLA_SI)
    client = dunia.client("Sita Sistem")

    page = client.get(url("formulir_rinci", FORM)).content.decode()
    client.post(url("formulir_konfirmasi", FORM), {"sama": "ya"})

    assert "Konfirmasi diberikan oleh Ketua LSP" in page
    assert Konfirmasi.objects.count() == 0


def test_own_form_stands_beside_the_example(dunia: Dunia, ketua: Client) -> None:
    sent = SimpleUploadedFile("FR.AK.03.pdf", jawaban.paper("Formulir LSP"), content_type="application/pdf")

    ketua.post(url("formulir_kirim", FORM), {"berkas": sent})

    page = ketua.get(url("formulir_rinci", FORM)).content.decode()
    example, own = ketua.get(url("formulir_contoh", FORM)), ketua.get(url("formulir_asli", FORM))
    assert page.count("<iframe") == 2
    for answer in (example, own):
        assert (answer["Content-Type"], answer["X-Frame-Options"]) == ("application/pdf", "SAMEORIGIN")
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_refused_own_form_is_told_at_its_field(dunia: Dunia, ketua: Client) -> None:
    answer = ketua.post(url("formulir_kirim", FORM), {"berkas": SimpleUploadedFile("a.docx", b"bukan word")})

    assert (answer.status_code, "PDF" in answer.content.decode()) == (422, True)


def test_letter_is_worded_seen_and_put_in_force(dunia: Dunia, ketua: Client) -> None:
    typed = fields_in(ketua.get(url("naskah", LETTER)).content.decode())
    typed["signer.ketua"] = "Direktur {lsp}"

    ketua.post(url("naskah", LETTER), typed)
    page = ketua.get(url("naskah", LETTER)).content.decode()
    pdf = ketua.get(url("naskah_pratinjau", LETTER))
    ketua.post(url("naskah_berlakukan", LETTER))

    row = NaskahVersi.objects.get(code=LETTER)
    assert row.content is not None
    assert row.content["signers"] == [["ketua", "Direktur {lsp}"]]
    assert [one["kind"] for one in row.content["blocks"]] == [one.kind for one in LETTERS[LETTER].naskah.blocks]
    assert ("Berlakukan draf" in page, pdf["Content-Type"]) == (True, "application/pdf")
    assert NaskahDraf.objects.count() == 0


def test_wrong_place_is_told_beside_its_part_and_kept_as_typed(dunia: Dunia, ketua: Client) -> None:
    typed = fields_in(ketua.get(url("naskah", "UND.RAPAT")).content.decode())
    name = next(one for one in typed if one.endswith(".text"))

    ketua.post(url("naskah", "UND.RAPAT"), typed | {name: "Kepada {nama_presiden} yth."})

    page = ketua.get(url("naskah", "UND.RAPAT")).content.decode()
    assert "Kepada {nama_presiden} yth." in page
    assert re.search(rf'id="id_{re.escape(name)}_err".*?Isian {{nama_presiden}} tidak dikenal', page, re.DOTALL)
    assert "Berlakukan draf" not in page


def test_parts_are_moved_added_taken_out_and_given_a_place_without_script(dunia: Dunia, ketua: Client) -> None:
    def press(act: str, **more: str) -> list[str]:
        typed = fields_in(ketua.get(url("naskah", LETTER)).content.decode()) | {"act": act} | more
        answer = ketua.post(url("naskah", LETTER), typed)
        assert answer.status_code == 302
        return [one["kind"] for one in NaskahDraf.objects.get().content["blocks"]]

    begun = [one.kind for one in LETTERS[LETTER].naskah.blocks]
    added = press("tambah", new_kind="paragraph", new_before="0")
    moved = press("turun:0")
    press("sisip", place="nomor_ba", place_at="b1")
    filled = NaskahDraf.objects.get().content["blocks"][1]["text"]
    left = press("hapus:1")

    assert (added, moved[:2], left) == (["paragraph", *begun], [begun[0], "paragraph"], begun)
    assert filled == "{nomor_ba}"


def test_second_tab_keeps_what_it_typed_and_is_told(dunia: Dunia, ketua: Client) -> None:
    typed = fields_in(ketua.get(url("naskah", LETTER)).content.decode())
    ketua.post(url("naskah", LETTER), typed | {"tembusan": "Arsip"})

    late = ketua.post(url("naskah", LETTER), typed | {"tembusan": "Dewan Pengarah dan Arsip"})

    assert late.status_code == 422
    assert "Dewan Pengarah dan Arsip" in late.content.decode()
    assert NaskahDraf.objects.get().content["tembusan"] == ["Arsip"]


def test_wordings_go_out_as_a_file_and_come_in_as_drafts(dunia: Dunia, ketua: Client) -> None:
    out = ketua.get(url("naskah_unduh")).content

    answer = ketua.post(url("naskah_impor"), {"berkas": SimpleUploadedFile("naskah.json", out)})
    junk = ketua.post(url("naskah_impor"), {"berkas": SimpleUploadedFile("naskah.json", b'{"surat": []}')})

    assert sorted(json.loads(out)["surat"]) == sorted(LETTERS)
    assert (answer.status_code, NaskahDraf.objects.count()) == (302, len(LETTERS))
    assert (junk.status_code, "bukan berkas naskah" in junk.content.decode()) == (422, True)


def test_logo_is_sent_seen_and_taken_out(dunia: Dunia, ketua: Client) -> None:
    ketua.post(url("kop"), {"berkas": SimpleUploadedFile("logo.png", jawaban.logo())})
    shown = ketua.get(url("kop_gambar"))
    ketua.post(url("kop_hapus"))

    assert shown["Content-Type"] == "image/png"
    assert ketua.get(url("kop_gambar")).status_code == 404


def test_director_is_told_of_every_form_of_which_the_document_lists_a_difference() -> None:
    """docs/forms-differences.md says why at length; what differs stands on the page of that form too."""
    text = (REPOSITORY / "docs" / "forms-differences.md").read_text("utf-8")
    listed = {
        code for cell in re.findall(r"^\| ([A-Z][A-Z0-9., ]+) \|", text, re.MULTILINE) for code in cell.split(", ")
    }

    assert sorted(listed - set(PERBEDAAN)) == []
    assert sorted(set(PERBEDAAN) - {SEMUA} - set(FORMS) - set(LETTERS)) == []


def test_letters_offer_their_wording_and_unknown_codes_are_nowhere(dunia: Dunia, ketua: Client) -> None:
    assert berlaku_of(LETTER) is not None
    assert "Sunting naskah" in ketua.get(url("formulir_rinci", LETTER)).content.decode()
    assert [ketua.get(url(name, "FR.XX.99")).status_code for name in ("formulir_rinci", "naskah")] == [404, 404]
