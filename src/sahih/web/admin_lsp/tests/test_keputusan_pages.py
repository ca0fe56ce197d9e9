"""Committee, votes, BNSP's numbers and certificates, on the stage of the rehearsal."""

import io

import pytest
from openpyxl import load_workbook

from sahih.kernel.clock import local_date
from sahih.process.asesmen.models import Asesmen
from sahih.process.keputusan.models import Rapat
from sahih.process.sertifikat.actions import export_request
from sahih.process.sertifikat.models import Permintaan, Sertifikat
from sahih.process.sertifikat.sheets import ANSWER_HEAD, write_rows
from sahih.process.sertifikat.simulator import answer as numbers_of_bnsp
from sahih.process.tests.jalan import drain
from sahih.web.tests.panggung import Panggung
from sahih.web.tests.stage import Stage


def seats(panggung: Panggung, *keys: str, **more: str) -> dict[str, object]:
    refs = [panggung.kisah.rumah[key].user.person.ref for key in keys]
    day = local_date(panggung.kisah.at(20)).isoformat()
    panggung.move(17)
    return {"members": refs, "chair": refs[0], "day": day, "hour": "13:00", "place": "Ruang rapat daring", **more}


def test_committee_is_seated_on_the_page_and_waits_for_the_ketua(until: Stage) -> None:
    panggung = until("report")
    where = f"{panggung.base}/rapat/baru/{panggung.jadwal().ref}/"

    answer = panggung.browser("admin").post(where, seats(panggung, "komite1", "komite2", "komite3"))

    with panggung.inside():
        rapat = Rapat.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{panggung.base}/rapat/{rapat.ref}/")
    assert "Menunggu tanda tangan Ketua LSP" in panggung.browser("admin").get(answer["Location"]).content.decode()


def test_meeting_composed_anew_says_why_on_its_page(until: Stage) -> None:
    """D3: the reason stands beside those who sat before, not in the audit alone."""
    panggung = until("report")
    admin = panggung.browser("admin")
    three = seats(panggung, "komite1", "komite2", "komite3")
    page = admin.post(f"{panggung.base}/rapat/baru/{panggung.jadwal().ref}/", three)["Location"]

    anew = admin.post(f"{page}susun-ulang/", three | {"reason": "Pak Ridwan sakit."})

    assert (anew.status_code, "Alasan: Pak Ridwan sakit." in admin.get(page).content.decode()) == (302, True)


def test_committee_below_the_quorum_is_refused_and_mended(until: Stage) -> None:
    """D7: below the quorum nothing is decided."""
    panggung = until("report")
    where, admin = f"{panggung.base}/rapat/baru/{panggung.jadwal().ref}/", panggung.browser("admin")

    refused = admin.post(where, seats(panggung, "komite1", "komite2"))
    mended = admin.post(where, seats(panggung, "komite1", "komite2", "komite3"))

    assert refused.status_code == 422
    assert "Komite paling sedikit 3 orang." in refused.content.decode()
    assert mended.status_code == 302


def test_chair_who_is_no_member_is_refused_beside_the_field(until: Stage) -> None:
    panggung = until("report")
    posted = seats(panggung, "komite1", "komite2", "komite3")
    outsider = posted["members"][2]  # type: ignore[index]

    answer = panggung.browser("admin").post(
        f"{panggung.base}/rapat/baru/{panggung.jadwal().ref}/", posted | {"members": posted["members"][:2], "chair": outsider}  # type: ignore[index]
    )  # fmt: skip

    assert answer.status_code == 422
    assert "Ketua komite harus termasuk anggota" in answer.content.decode()


def test_votes_that_are_missing_keep_the_meeting_open_by_name(until: Stage) -> None:
    """D6: no vote, no decision; the page names whose."""
    panggung = until("report")
    kisah, admin = panggung.kisah, panggung.browser("admin")
    admin.post(f"{panggung.base}/rapat/baru/{panggung.jadwal().ref}/", seats(panggung, "komite1", "komite2", "komite3"))
    with panggung.inside():
        rapat = Rapat.objects.get()
    from sahih.process.keputusan.actions import sign_sk_komite, sign_undangan  # noqa: PLC0415 -- this test alone needs them

    kisah._decree(rapat, "sk_komite", sign_sk_komite, at=kisah.at(17, 14))
    kisah._decree(rapat, "undangan", sign_undangan, at=kisah.at(18))
    panggung.move(20, 14)

    page = admin.post(f"{panggung.base}/rapat/{rapat.ref}/tutup/", follow=True).content.decode()

    assert "3 suara belum masuk." in page


@pytest.fixture
def asked(until: Stage) -> Panggung:
    """Decreed, asked of BNSP and signed by the Ketua; two asesi."""
    panggung = until("decide", asesi=2)
    panggung.move(22)
    panggung.browser("admin").post(f"{panggung.base}/sertifikat/permintaan/baru/{panggung.kisah.rapat.ref}/")
    panggung.sign(
        panggung.browser("ketua"), f"{panggung.base}/pimpinan/tanda-tangan/blanko/{request_of(panggung).ref}/", "ketua"
    )
    panggung.move(23)
    return panggung


def request_of(panggung: Panggung) -> Permintaan:
    with panggung.inside():
        return Permintaan.objects.select_related("surat__key", "rapat__jadwal__versi__skema").get()


def answer_of(panggung: Panggung) -> bytes:
    rumah = panggung.kisah.rumah
    with panggung.inside():
        listed = export_request(request_of(panggung), actor=rumah["admin"].actor(panggung.kisah.at(23)))
        return numbers_of_bnsp(listed, lsp=rumah.lsp, versi=rumah.versi, day=local_date(panggung.kisah.at(23)))


def upload(content: bytes) -> dict[str, io.BytesIO]:
    file = io.BytesIO(content)
    file.name = "nomor.xlsx"
    return {"berkas": file}


def test_page_of_a_finished_meeting_says_what_comes_next_and_not_what_is_done(asked: Panggung) -> None:
    with asked.inside():
        rapat = Rapat.objects.get()
    page = asked.browser("admin").get(f"{asked.base}/rapat/{rapat.ref}/").content.decode()

    assert ("Berikutnya ajukan nomor" in page, "Menunggu jawaban BNSP" in page) == (False, True)


def test_list_for_bnsp_holds_every_asesi_with_nik_as_text(asked: Panggung) -> None:
    """CT2: K and BK, numbers as text."""
    where = f"{asked.base}/sertifikat/permintaan/{request_of(asked).ref}/"

    listed = asked.browser("admin").get(f"{where}daftar/")

    rows = list(load_workbook(io.BytesIO(listed.content)).worksheets[0].iter_rows(values_only=True))
    with asked.inside():
        assert len(rows) == 1 + Asesmen.objects.count()
    assert all(len(str(row[2])) == 16 and isinstance(row[2], str) for row in rows[1:])


def test_numbers_with_a_fault_are_refused_by_line_and_mended(asked: Panggung) -> None:
    """CT4: nothing is half-imported; each line's fault is told, then the mended file is taken."""
    where, admin = f"{asked.base}/sertifikat/permintaan/{request_of(asked).ref}/", asked.browser("admin")
    good = answer_of(asked)
    rows = [
        [str(value) for value in row]
        for row in load_workbook(io.BytesIO(good)).worksheets[0].iter_rows(values_only=True, min_row=2)
    ]
    rows[0][3] = "123"

    refused = admin.post(f"{where}impor/", upload(write_rows(ANSWER_HEAD, rows)))
    with asked.inside():
        kept = Sertifikat.objects.count()
    taken = admin.post(f"{where}impor/", upload(good))

    assert refused.status_code == 422
    assert "nomor blangko “123” bukan 8 angka" in refused.content.decode()
    assert kept == 0
    assert taken.status_code == 302
    with asked.inside():
        assert Sertifikat.objects.count() == len(rows)


def test_file_that_is_no_spreadsheet_is_refused_with_a_sentence(asked: Panggung) -> None:
    where = f"{asked.base}/sertifikat/permintaan/{request_of(asked).ref}/impor/"

    refused = asked.browser("admin").post(where, upload(b"%PDF-1.7"))

    assert refused.status_code == 422
    assert "bukan lembar kerja XLSX" in refused.content.decode()


def test_numbered_certificates_are_queued_by_the_manager_and_by_nobody_else(asked: Panggung) -> None:
    where, admin = f"{asked.base}/sertifikat/permintaan/{request_of(asked).ref}/", asked.browser("admin")
    admin.post(f"{where}impor/", upload(answer_of(asked)))

    forbidden = admin.post(f"{where}terbitkan/")
    queued = asked.browser("manajer").post(f"{where}terbitkan/", follow=True)

    assert forbidden.status_code == 403
    assert "Sertifikat sedang dibuat" in queued.content.decode()


def test_holder_is_told_of_surveilan_from_the_page_of_the_certificate(until: Stage) -> None:
    """SOP 4.6: one button drafts the letter, and the page leads to it from then on."""
    panggung = until("issue")
    drain()
    panggung.move(28)
    with panggung.inside():
        given = Sertifikat.objects.order_by("id")[0]
    admin, here = panggung.browser("admin"), f"{panggung.base}/sertifikat/{given.ref}/"
    before = admin.get(here).content.decode()

    drafted = admin.post(f"{panggung.base}/surat/sertifikat/{given.ref}/susun/")
    after = admin.get(here).content.decode()

    assert ("Susun surat informasi surveilan" in before, drafted.status_code) == (True, 302)
    assert drafted["Location"] in after
