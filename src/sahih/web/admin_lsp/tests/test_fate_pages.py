"""What may become of a certificate and of its numbers, on the pages of the office (CT6, CT12, V3, V4)."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from sahih.kernel.clock import move_to
from sahih.kernel.outbox import Message
from sahih.process.contoh.kisah import Kisah
from sahih.process.sertifikat.actions import issue_sertifikat, void_number
from sahih.process.sertifikat.models import NomorBatal, Sertifikat, SertifikatPublik
from sahih.process.sertifikat.sheets import ANSWER_HEAD, read_answer, write_rows
from sahih.process.tests.jalan import borrowed
from sahih.web.tests.panggung import Panggung
from tests.scenes import Scenes


@pytest.fixture(scope="module")
def numbered(scenes: Scenes, django_db_blocker: DjangoDbBlocker) -> Iterator[Kisah]:
    """Two kompeten with numbers; the first certificate is issued."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with (
        django_db_blocker.unblock(),
        override_settings(SAHIH_CLOCK_MOVABLE=True),
        Panggung.entered(scenes, "request_numbers", asesi=2) as stage,
    ):
        with stage.inside():
            first = Sertifikat.objects.order_by("id")[0]
        stage.kisah.rumah["manajer"].does(issue_sertifikat, first, at=stage.kisah.at(27))
        yield stage.kisah


@pytest.fixture
def stage(numbered: Kisah, settings: object) -> Iterator[Panggung]:
    settings.SAHIH_CLOCK_MOVABLE = True  # type: ignore[attr-defined]
    with borrowed(numbered) as kisah:
        move_to(kisah.at(28))
        yield Panggung(kisah)


def papers(stage: Panggung) -> list[Sertifikat]:
    with stage.inside():
        return list(Sertifikat.objects.select_related("keputusan").order_by("id"))


def public_word(stage: Panggung) -> str:
    """The state that anybody reads; the rehearsal's mark is taken off to see it."""
    SertifikatPublik.objects.update(uji_coba=False)
    page = Client().get(f"/verifikasi/{SertifikatPublik.objects.get().ref}/").content.decode()
    return page.partition("<h1>")[2].partition("</h1>")[0]


def test_v4_ketua_freezes_thaws_and_revokes_and_the_public_page_follows(stage: Panggung) -> None:
    ketua, paper = stage.browser("ketua"), papers(stage)[0]
    where, seen = f"{stage.base}/sertifikat/{paper.ref}/", [public_word(stage)]

    for step in ("bekukan", "berlakukan", "cabut"):
        answer = ketua.post(f"{where}{step}/", {"reason": f"Alasan {step}."})
        assert (answer.status_code, answer["Location"]) == (302, where)
        seen.append(public_word(stage))

    assert seen == ["Berlaku", "Dibekukan", "Berlaku", "Dicabut"]
    page = ketua.get(where).content.decode()
    assert page.index("Alasan cabut.") < page.index("Alasan berlakukan.") < page.index("Alasan bekukan.")
    assert "Tidak ada yang bisa dilakukan pada keadaan ini." in page


def test_v3_holder_is_told_of_the_change_with_its_reason(stage: Panggung) -> None:
    paper = papers(stage)[0]

    stage.browser("ketua").post(f"{stage.base}/sertifikat/{paper.ref}/bekukan/", {"reason": "Logo disalahgunakan."})

    with stage.inside():
        letter = Message.objects.order_by("-id")[0]
    holder = stage.kisah.kasus[0].who.user
    assert letter.to == (holder.email or holder.phone)
    assert "kini dibekukan" in letter.subject
    assert "Alasan: Logo disalahgunakan." in letter.body


def test_ct12_expired_certificate_says_so_in_the_office_and_in_public(stage: Panggung) -> None:
    paper = papers(stage)[0]
    with stage.inside():
        Sertifikat.objects.filter(pk=paper.pk).update(valid_until=dt.date(2026, 11, 1))
    SertifikatPublik.objects.update(valid_until=dt.date(2026, 11, 1))

    page = stage.browser("admin").get(f"{stage.base}/sertifikat/{paper.ref}/").content.decode()

    assert "Kedaluwarsa" in page
    assert public_word(stage) == "Kedaluwarsa"


def test_change_without_a_reason_changes_nothing(stage: Panggung) -> None:
    paper = papers(stage)[0]

    answer = stage.browser("ketua").post(f"{stage.base}/sertifikat/{paper.ref}/cabut/", {"reason": "  "})

    assert answer.status_code == 422
    assert papers(stage)[0].status == "berlaku"


def test_step_that_the_state_does_not_have_is_refused_with_its_reason(stage: Panggung) -> None:
    issued, waiting = papers(stage)
    ketua = stage.browser("ketua")

    for ref, step in ((issued.ref, "berlakukan"), (waiting.ref, "bekukan"), (waiting.ref, "cabut")):
        answer = ketua.post(f"{stage.base}/sertifikat/{ref}/{step}/", {"reason": "x"})
        assert (answer.status_code, "langkah itu tidak bisa dilakukan" in answer.content.decode()) == (403, True)


def test_office_sees_why_it_may_not_change_a_status(stage: Panggung) -> None:
    page = stage.browser("manajer").get(f"{stage.base}/sertifikat/{papers(stage)[0].ref}/").content.decode()

    assert "Status sertifikat diubah oleh Ketua LSP." in page
    assert "/cabut/" not in page


def test_ct6_spoiled_blanko_is_declared_void_and_replaced_on_the_pages(stage: Panggung) -> None:
    admin, waiting = stage.browser("admin"), papers(stage)[1]
    request = f"{stage.base}/sertifikat/permintaan/{stage.kisah.permintaan.ref}/"

    voided = admin.post(f"{stage.base}/sertifikat/nomor-batal/", {"number": waiting.blanko, "reason": "Rusak."})
    page = admin.get(request).content.decode()
    listed = read_answer(admin.get(f"{request}berkas-nomor/").content)
    file = io.BytesIO(
        write_rows(ANSWER_HEAD, [[waiting.keputusan.ref, waiting.number, waiting.registration, "98000001"]])
    )
    file.name = "nomor.xlsx"
    taken = admin.post(f"{request}nomor-pengganti/", {"berkas": file})

    assert voided.status_code == 302
    assert stage.kisah.kasus[1].who.name in page.partition("belum bisa terbit:")[2].partition("</p>")[0]
    assert [one.values for one in listed] == [(waiting.number, waiting.registration, "")]
    assert taken.status_code == 302
    assert papers(stage)[1].blanko == "98000001"


def test_ct6_replacement_that_is_void_is_told_by_line_and_column(stage: Panggung) -> None:
    admin, waiting = stage.browser("admin"), papers(stage)[1]
    stage.kisah.rumah["admin"].does(void_number, waiting.blanko, reason="Rusak.", at=stage.kisah.at(28))
    file = io.BytesIO(
        write_rows(ANSWER_HEAD, [[waiting.keputusan.ref, waiting.number, waiting.registration, waiting.blanko]])
    )
    file.name = "nomor.xlsx"

    answer = admin.post(
        f"{stage.base}/sertifikat/permintaan/{stage.kisah.permintaan.ref}/nomor-pengganti/", {"berkas": file}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nomor Blangko" in page
    assert f"“{waiting.blanko}” batal dan tidak boleh dipakai lagi: Rusak." in page


def test_ct6_number_of_an_issued_certificate_is_refused_beside_the_form(stage: Panggung) -> None:
    answer = stage.browser("admin").post(
        f"{stage.base}/sertifikat/nomor-batal/", {"number": papers(stage)[0].blanko, "reason": "x"}
    )

    assert answer.status_code == 422
    assert "sudah terbit" in answer.content.decode()
    with stage.inside():
        assert NomorBatal.objects.count() == 0


def test_a10_declared_relation_stands_on_the_page_and_bars_from_the_case(stage: Panggung) -> None:
    case = stage.kisah.kasus[0]
    where = f"{stage.base}/permohonan/{case.permohonan.ref}/relasi/"
    trainer = stage.kisah.rumah["asesor2"].user.person

    answer = stage.browser("ketua").post(where, {"person": trainer.ref, "kind": "pelatih"}, follow=True)

    page = answer.content.decode()
    assert trainer.name in page.partition("Sudah dinyatakan")[2].partition("</table>")[0]
    assert stage.browser("admin").get(where).status_code == 403


def test_a6_coverage_is_ended_on_the_page_and_never_made_longer(stage: Panggung) -> None:
    manajer, asesor = stage.browser("manajer"), stage.kisah.rumah.asesor["asesor"]
    with stage.inside():
        row = asesor.lingkup_set.order_by("id")[0]
    where = f"{stage.base}/pengaturan/lingkup-asesor/{row.ref}/akhiri/"

    early = manajer.post(where, {"last_day": (row.valid_from - dt.timedelta(days=1)).isoformat()})
    ended = manajer.post(where, {"last_day": "2026-11-20"})
    longer = manajer.post(where, {"last_day": "2030-01-01"})

    assert (early.status_code, ended.status_code, longer.status_code) == (422, 302, 422)
    assert "tambahkan lingkup baru dengan suratnya" in longer.content.decode()
    with stage.inside():
        row.refresh_from_db()
    assert row.valid_until == dt.date(2026, 11, 20)


def test_t2_coverage_of_a_tuk_is_ended_on_the_page(stage: Panggung) -> None:
    manajer = stage.browser("manajer")
    with stage.inside():
        row = stage.kisah.rumah.tuk.lingkup_set.order_by("id")[0]

    assert f"/lingkup-tuk/{row.ref}/akhiri/" in manajer.get(f"{stage.base}/pengaturan/tuk/").content.decode()
    ended = manajer.post(f"{stage.base}/pengaturan/lingkup-tuk/{row.ref}/akhiri/", {"last_day": "2026-11-01"})
    page = manajer.get(f"{stage.base}/pengaturan/tuk/").content.decode()

    assert ended.status_code == 302
    assert "s.d. 1 Nov 2026" in page
    assert f"/lingkup-tuk/{row.ref}/akhiri/" not in page
