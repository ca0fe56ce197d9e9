"""The SOP through its pages: one asesi, a schedule, its spreadsheet, the LSP's own numbers."""

from sahih.process.contoh import akhir
from sahih.process.tests.jalan import drain
from sahih.web.asesi.tests.conftest import Stage, until
from sahih.web.asesi.tests.test_look import Look, look

__all__ = ("look", "until")


def test_steps_of_a_schedule_lead_to_each_asesi_and_its_records(until: Stage, look: Look) -> None:
    stage = until("issue", asesi=2)
    drain()
    akhir.sign_for(stage.kisah, stage.kisah.kasus[0])
    stage.move(29)
    office, base = stage.browser("admin"), f"{stage.base}/sop/"
    jadwal, case = stage.kisah.jadwal[0].ref, stage.kisah.kasus[0].permohonan.ref

    for page in ("", f"jadwal/{jadwal}/", f"{case}/", "peta/", "peta/1/"):
        look(office, base + page)
    page = office.get(f"{base}{case}/").content.decode()
    rows = office.get(f"{base}jadwal/{jadwal}/sop.csv").content.decode("utf-8-sig").splitlines()

    assert "B.4" in page
    assert "Mode rekam menyala belum tersedia di sistem ini." in page
    assert "KAJI.VISIBILITAS" in page
    assert len(rows) == 1 + 2 * 23
    assert office.get(f"{base}jadwal/{jadwal}/sop.xlsx").content[:2] == b"PK"
    assert stage.browser("komite1").get(f"{base}{case}/").status_code == 200


def test_ketua_lays_the_lsp_s_sop_over_ours_and_keeps_what_was_typed_when_refused(until: Stage) -> None:
    stage = until("open_house")
    ketua, url = stage.browser("ketua"), f"{stage.base}/sop/peta/"

    twice = ketua.post(url, {"nama": "SOP 2", "nomor-1.1": "A.1", "nomor-1.2": "A.1"})
    laid = ketua.post(url, {"nama": "SOP 2", "nomor-1.1": "A.1", "judul-1.1": "Memberi informasi"})

    assert twice.status_code == 422
    assert 'value="A.1"' in twice.content.decode()
    assert laid.status_code == 302
    assert "Versi 2" in ketua.get(url).content.decode()
    assert stage.browser("admin").post(url, {"nama": "x"}).status_code == 422
