"""FR.APL.01 on the pages: begun, filled, kept, refused, mended, signed."""

import io
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sahih.documents.content import Content
from sahih.documents.sheets import content_of
from sahih.institution.accounts.models import Pin
from sahih.institution.lsp.models import Lsp
from sahih.process.contoh import jawaban
from sahih.process.contoh.orang import Pemeran
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import live_bukti
from sahih.web.asesi.tests.conftest import Stage
from sahih.web.tests.panggung import Panggung, browser_of, sign_in


@dataclass
class Newcomer:
    """Somebody with an account who has just begun, and their browser."""

    stage: Panggung
    who: Pemeran
    client: Client

    @property
    def case(self) -> Permohonan:
        with self.stage.inside():
            return Permohonan.objects.select_related("apl01__key", "key").get(asesi=self.who.user.person)

    @property
    def url(self) -> str:
        return f"/saya/permohonan/{self.case.ref}/apl01/"

    def content(self) -> Content:
        with self.stage.inside():
            return content_of(self.case.apl01)

    def papers(self) -> dict[str, str]:
        with self.stage.inside():
            return {one.label: one.ref for one in live_bukti(self.case)}

    def upload(
        self, content: bytes, name: str, *, label: str = "KTP", **typed: str
    ) -> Any:  # Any: the client's response has no name outside the stubs
        file = SimpleUploadedFile(name, content)
        return self.client.post(self.url, {"berkas": file, "label": label, "unggah": "1", **typed})


@pytest.fixture
def newcomer(until: Stage) -> Newcomer:
    stage = until("open_house")
    rumah = stage.kisah.rumah
    who = rumah.cast.add("pendatang", "Wahyu Nugroho", at=stage.move(1))
    client = browser_of(who)
    client.post(f"{stage.base}/ajukan/{rumah.versi.skema.ref}/", {"cara": "jarak_jauh:nirkertas:uji"})
    return Newcomer(stage, who, client)


def filled(newcomer: Newcomer) -> dict[str, list[str]]:
    return jawaban.apl01(
        newcomer.content(), newcomer.papers(), name="Wahyu Nugroho", number=7, house=1, company="Mandiri"
    )


def test_apply_begins_a_trial_and_says_so_in_the_frame(newcomer: Newcomer) -> None:
    page = newcomer.client.get(newcomer.url)

    assert page.status_code == 200
    assert newcomer.case.uji_coba is True
    assert "Uji coba: tidak ada sertifikat" in page.content.decode()


def test_apply_for_a_way_without_category_is_refused_with_its_reason(until: Stage) -> None:
    """K2: this scheme needs practice at a TUK; the button says why and a forged choice is refused."""
    stage = until("open_house")
    who = stage.kisah.rumah.cast.add("pendatang", "Wahyu Nugroho", at=stage.move(1))
    client, skema = browser_of(who), stage.kisah.rumah.versi.skema
    Lsp.objects.update(uji_coba=False)
    url = f"{stage.base}/ajukan/{skema.ref}/"
    page = client.get(url).content.decode()

    refused = client.post(url, {"cara": "luar_angkasa:nirkertas:resmi"})

    assert 'value="tatap_muka:nirkertas:resmi" required>' in page
    assert refused.status_code == 422
    assert "Pilih cara asesmen dulu." in refused.content.decode()


def test_second_application_leads_to_the_first(newcomer: Newcomer) -> None:
    skema = newcomer.stage.kisah.rumah.versi.skema

    answer = newcomer.client.get(f"{newcomer.stage.base}/ajukan/{skema.ref}/")

    assert answer.status_code == 302
    assert answer["Location"] == f"/saya/permohonan/{newcomer.case.ref}/"


def test_autosave_keeps_one_field_and_tells_when(newcomer: Newcomer) -> None:
    answer = newcomer.client.post(f"{newcomer.url}simpan/", {"jabatan": "Operator", "_version": "1"})

    assert answer.status_code == 200
    assert sorted(answer.json()) == ["asked", "done", "first_gap", "received_at", "total", "version"]
    assert newcomer.content()["fields"]["jabatan"] == "Operator"


def test_autosave_from_an_older_tab_is_a_conflict_and_overwrites_nothing(newcomer: Newcomer) -> None:
    newcomer.client.post(f"{newcomer.url}simpan/", {"jabatan": "Operator", "_version": "1"})

    answer = newcomer.client.post(f"{newcomer.url}simpan/", {"jabatan": "Mandor", "_version": "1"})

    assert answer.status_code == 409
    assert "tab atau perangkat lain" in answer.json()["message"]
    assert newcomer.content()["fields"]["jabatan"] == "Operator"


def test_whole_page_from_an_older_tab_shows_both_and_overwrites_nothing(newcomer: Newcomer) -> None:
    newcomer.client.post(f"{newcomer.url}simpan/", {"jabatan": "Operator", "_version": "1"})

    answer = newcomer.client.post(newcomer.url, {"jabatan": "Mandor", "_version": "1"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Mandor"' in page
    assert "Operator" in page
    assert newcomer.content()["fields"]["jabatan"] == "Operator"


def test_autosave_after_the_session_ended_leads_to_login(newcomer: Newcomer) -> None:
    url = f"{newcomer.url}simpan/"
    newcomer.client.logout()

    answer = newcomer.client.post(url, {"jabatan": "Operator"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/akun/login/?next=")


def test_nik_of_fifteen_digits_is_told_and_everything_typed_is_kept(newcomer: Newcomer) -> None:
    posted = filled_without_papers(newcomer) | {"nomor_identitas": ["990112010190000"]}

    answer = newcomer.client.post(newcomer.url, posted)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "NIK terdiri atas 16 angka, yang tertulis 15." in page
    assert newcomer.content()["fields"]["nomor_identitas"] == "990112010190000"
    assert newcomer.content()["fields"]["tempat_lahir"] == "Gresik"


def filled_without_papers(newcomer: Newcomer) -> dict[str, list[str]]:
    posted = jawaban.apl01(
        newcomer.content(), {"x": "-", "foto": "-"}, name="Wahyu", number=7, house=1, company="Mandiri"
    )
    return {key: value for key, value in posted.items() if not key.endswith("/berkas")}


def test_missing_papers_are_named_before_the_signature(newcomer: Newcomer) -> None:
    answer = newcomer.client.post(newcomer.url, filled_without_papers(newcomer))

    assert answer.status_code == 422
    assert "Bukti ini belum diunggah" in answer.content.decode()


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def acting_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.save(out)
    return out.getvalue()


BAD_FILES = [
    (b"", "kosong.pdf", "Berkas ini kosong (0 byte)"),
    (b"%PDF-1.4" + b"0" * 31_000_000, "besar.pdf", "paling besar 20 MB"),
    (jawaban.photo(1), "foto.pdf", "tidak sesuai isinya"),
    (locked_pdf(), "terkunci.pdf", "terkunci sandi"),
    (acting_pdf(), "jahat.pdf", "perintah atau lampiran tersembunyi"),
    (jawaban.photo(1)[:200], "rusak.jpg", "rusak"),
    (b"MZ\x90\x00", "program.jpg", "tidak diterima"),
]


@pytest.mark.parametrize(("content", "name", "sentence"), BAD_FILES, ids=[one[1] for one in BAD_FILES])
def test_bad_file_is_refused_in_a_sentence_and_what_was_typed_is_kept(
    newcomer: Newcomer, content: bytes, name: str, sentence: str
) -> None:
    answer = newcomer.upload(content, name, jabatan="Operator")

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert newcomer.papers() == {}
    assert newcomer.content()["fields"]["jabatan"] == "Operator"


def test_upload_keeps_what_was_typed_and_the_paper_may_be_chosen_and_read(newcomer: Newcomer) -> None:
    answer = newcomer.upload(jawaban.paper("KTP"), "ktp.pdf", jabatan="Operator")

    page = newcomer.client.get(newcomer.url).content.decode()
    paper = newcomer.client.get(f"/saya/permohonan/{newcomer.case.ref}/bukti/{newcomer.papers()['KTP']}/")
    assert answer.status_code == 302
    assert newcomer.content()["fields"]["jabatan"] == "Operator"
    assert "KTP (ktp.pdf)" in page
    assert paper["Content-Type"] == "application/pdf"


def test_paper_may_be_taken_back_before_the_signature(newcomer: Newcomer) -> None:
    newcomer.upload(jawaban.paper("KTP"), "ktp.pdf")

    newcomer.client.post(newcomer.url, {"buang": newcomer.papers()["KTP"]})

    assert newcomer.papers() == {}


def test_save_without_script_keeps_the_page_and_goes_back(newcomer: Newcomer) -> None:
    answer = newcomer.client.post(newcomer.url, {"simpan": "1", "jabatan": "Operator", "_version": "1"})

    assert answer.status_code == 302
    assert newcomer.content()["fields"]["jabatan"] == "Operator"


def test_signed_application_is_handed_in_and_may_only_be_read(newcomer: Newcomer) -> None:
    for label in ("KTP", "Sertifikat", "foto"):
        newcomer.upload(jawaban.paper(label), f"{label}.pdf", label=label)
    filling = newcomer.client.post(newcomer.url, filled(newcomer))

    signed = sign_in(newcomer.client, f"{newcomer.url}tandatangan/", newcomer.who)

    late = newcomer.client.post(newcomer.url, {"jabatan": "Mandor"})
    assert filling["Location"] == f"{newcomer.url}tandatangan/"
    assert signed.status_code == 302
    assert newcomer.case.status == "diajukan"
    assert late.status_code == 422
    assert "sudah diajukan; isinya tidak dapat diubah lagi" in late.content.decode()


def test_who_cannot_sign_yet_finds_the_sheet_again_from_the_security_page(newcomer: Newcomer) -> None:
    for label in ("KTP", "Sertifikat", "foto"):
        newcomer.upload(jawaban.paper(label), f"{label}.pdf", label=label)
    newcomer.client.post(newcomer.url, filled(newcomer))
    Authenticator.objects.all().delete()
    Pin.objects.all().delete()

    asked = newcomer.client.get(f"{newcomer.url}tandatangan/").content.decode()

    assert 'href="/akun/tanda-tangan/"' in asked
    assert f'href="{newcomer.url}tandatangan/"' in newcomer.client.get("/akun/keamanan/").content.decode()


def test_pin_in_a_weak_session_is_told_how_to_prove_oneself_and_where_to_come_back(newcomer: Newcomer) -> None:
    """The next day a mailed code alone opens the sheet, and the PIN needs a second factor first."""
    for label in ("KTP", "Sertifikat", "foto"):
        newcomer.upload(jawaban.paper(label), f"{label}.pdf", label=label)
    newcomer.client.post(newcomer.url, filled(newcomer))
    Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).delete()
    weak = Client()
    newcomer.who.user.set_unusable_password()
    newcomer.who.user.save()
    weak.force_login(newcomer.who.user)

    asked = weak.get(f"{newcomer.url}tandatangan/").content.decode()

    assert "Buktikan sekarang" in asked
    assert (
        'href="/akun/2fa/reauthenticate/?next=/akun/tanda-tangan/"' in weak.get("/akun/tanda-tangan/").content.decode()
    )
    assert weak.session["sign_later"] == f"{newcomer.url}tandatangan/"


def test_withdrawal_asks_a_reason_and_ends_the_application(newcomer: Newcomer) -> None:
    url = f"/saya/permohonan/{newcomer.case.ref}/batalkan/"

    empty = newcomer.client.post(url, {"alasan": " "})
    done = newcomer.client.post(url, {"alasan": "Pindah kerja"})

    assert empty.status_code == 422
    assert done.status_code == 302
    assert newcomer.case.status == "dibatalkan"
