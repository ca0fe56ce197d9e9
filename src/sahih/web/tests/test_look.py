"""The pages of asesor, committee and Ketua as they are met: both widths, axe, the budget."""

import os
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser

from sahih.documents.sheets import content_of
from sahih.materials.muk.actions import give_back_rencana
from sahih.process.asesmen import actions as act
from sahih.process.contoh import jawaban, rencana, tinjauan, validasi
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.persuratan import JENIS
from sahih.process.jadwal.actions import confirm_duty
from sahih.process.kaji_ulang import actions as kaji_ulang
from sahih.process.kaji_ulang.models import Perbaikan
from sahih.process.keputusan import actions as keputusan
from sahih.process.keputusan.models import Keputusan
from sahih.process.surat.actions import draft_surat, void_surat
from sahih.process.surat.models import Surat
from sahih.process.tests.jalan import judged
from sahih.web.tests.panggung import Panggung
from sahih.web.tests.stage import Stage
from sahih.web.ui.tests.browser import ORIGIN, WIDTHS, Site, overflow, page_of, violations

pytestmark = pytest.mark.enable_socket

SHOTS = os.environ.get("SAHIH_SHOTS", "")
BUDGET_BYTES = 60_000
Visit = tuple[str, str, str]


def planned(until: Stage) -> tuple[Panggung, list[Visit]]:
    """Plans in every state: drafted, waiting for the validator, handed back, in force."""
    panggung = until("open_house")
    house, at = panggung.kisah.rumah, panggung.move(1)
    draft = rencana.drafted(house, at=at, potensi="1", tools=("CL", "DPT"))
    waits = rencana.submitted(house, at=at, potensi="2")
    back = rencana.submitted(house, at=at, potensi="5")
    house["asesor2"].does(give_back_rencana, back, note="Bukti unit pertama belum cukup.", at=at)
    stands = rencana.in_force(house, at=at)
    return panggung, [
        ("rencana-daftar", "asesor", "/rencana/"),
        ("rencana-draf", "asesor", f"/rencana/{draft.ref}/"),
        ("rencana-mapa01", "asesor", f"/rencana/{draft.ref}/isi/mapa-01/"),
        ("rencana-mapa02", "asesor", f"/rencana/{draft.ref}/isi/mapa-02/"),
        ("rencana-validator", "asesor2", f"/rencana/{waits.ref}/"),
        ("rencana-ttd", "asesor2", f"/rencana/{waits.ref}/tanda-tangan/"),
        ("rencana-kembalikan", "asesor2", f"/rencana/{waits.ref}/kembalikan/"),
        ("rencana-perbaiki", "asesor", f"/rencana/{back.ref}/"),
        ("rencana-berlaku", "manajer", f"/rencana/{stands.ref}/"),
    ]


def offered(until: Stage) -> tuple[Panggung, list[Visit]]:
    """An offer, then its letter on the Ketua's list."""
    panggung = until("self_assess", asesi=3)
    duty = panggung.offer()
    return panggung, [
        ("asesor-home", "asesor", "/asesmen/"),
        ("asesor-tugas", "asesor", f"/asesmen/tugas/{duty.ref}/"),
        ("asesor-bersedia", "asesor", f"/asesmen/tugas/{duty.ref}/bersedia/"),
        ("pimpinan-kosong", "ketua", "/pimpinan/"),
    ]


def ordered(until: Stage) -> tuple[Panggung, list[Visit]]:
    """A willing asesor: the letter waits."""
    panggung = until("self_assess", asesi=1)
    duty = panggung.offer()
    panggung.kisah.rumah["asesor"].does(confirm_duty, duty, outside_duties="Tidak ada.", at=panggung.move(8))
    return panggung, [
        ("pimpinan-home", "ketua", "/pimpinan/"),
        ("pimpinan-ttd", "ketua", f"/pimpinan/tanda-tangan/spt/{duty.ref}/"),
    ]


def scheduled(until: Stage) -> tuple[Panggung, list[Visit]]:
    """The SPT is signed; the self-assessments wait for review."""
    panggung = until("schedule", asesi=5)
    jadwal, asesmen = panggung.jadwal(), panggung.asesmen()
    with panggung.inside():
        duty = jadwal.penugasan_set.get()
    return panggung, [
        ("asesor-spt", "asesor", f"/asesmen/tugas/{duty.ref}/"),
        ("asesor-jadwal-awal", "asesor", f"/asesmen/jadwal/{jadwal.ref}/"),
        ("asesor-asesi", "asesor", f"/asesmen/{asesmen.ref}/"),
        ("asesor-apl02", "asesor", f"/asesmen/{asesmen.ref}/isi/apl-02/"),
    ]


def choosing(until: Stage) -> tuple[Panggung, list[Visit]]:
    """A plan and a MUK were chosen; the MUK was found unfit, another serves one plan of two."""
    panggung = until("schedule", asesi=1)
    kisah, at = panggung.kisah, panggung.move(11)
    house, asesor = kisah.rumah, kisah.rumah["asesor"]
    sheet = panggung.asesmen().peserta.permohonan.apl02
    assert sheet is not None
    asesor.does(act.save_review, panggung.asesmen(), {"rekomendasi": ["dapat"]}, at=at, partial=False)
    asesor.signs([sheet], act.sign_review, panggung.asesmen(), at=at)
    asesor.does(act.choose_rencana, [panggung.asesmen()], rencana.standing(house), at=at)
    contoh.validated(house, at=at, title="Paket B")
    rencana.in_force(house, at=at, potensi="4")
    validasi.finished(house, contoh.fresh(house, kisah.muk), at=at, outcome="tidak_layak")
    here = f"/asesmen/{panggung.asesmen().ref}/"
    return panggung, [
        ("muk-tidak-layak", "asesor", here),
        ("muk-rencana", "asesor", f"{here}rencana/"),
        ("muk-ganti", "asesor", f"{here}muk/"),
    ]


def lettered(until: Stage) -> tuple[Panggung, list[Visit]]:
    """A place to be verified: its record half filled, the letters of the schedule beside it."""
    panggung = until("schedule", asesi=2)
    rumah, jadwal = panggung.kisah.rumah, panggung.jadwal()
    with panggung.inside():
        former = Surat.objects.get(code="VERIFIKASI.TUK")
        order = Surat.objects.get(code="SPT.TUK")
    at = panggung.move(11)
    jenis = JENIS["VERIFIKASI.TUK"]
    rumah["admin"].does(void_surat, jenis, former, reason="Alamat pindah.", at=at)
    record = rumah["asesor"].does(draft_surat, jenis, jadwal=jadwal, asesor=order.asesor, at=at)
    return panggung, [
        ("surat-home", "admin", "/surat/"),
        ("surat-jadwal", "admin", f"/surat/jadwal/{jadwal.ref}/"),
        ("surat-skema", "admin", "/surat/skema/"),
        ("surat-peminjaman", "admin", "/surat/peminjaman/"),
        ("surat-batal", "admin", f"/surat/{order.ref}/batal/"),
        ("surat-rinci", "asesor", f"/surat/{order.ref}/"),
        ("surat-isi", "asesor", f"/surat/{record.ref}/isi/"),
    ]


def running(until: Stage) -> tuple[Panggung, list[Visit]]:
    """The day itself: one half judged, one concluded, others to be called in."""
    panggung = until("agree", asesi=5)
    kisah, at = panggung.kisah, panggung.move(12, 9)
    asesor = kisah.rumah["asesor"]
    for index in (0, 1):
        asesor.does(act.start_asesmen, panggung.asesmen(index), at=at)
    with panggung.inside():
        half = dict(list(jawaban.ia01(content_of(panggung.sheet("ia01")), competent=False).items())[:40])
        whole = jawaban.ia01(content_of(panggung.sheet("ia01", 1)), competent=False)
    asesor.does(act.save_ia01, panggung.asesmen(), half, at=at)
    asesor.does(act.save_ia01, panggung.asesmen(1), whole, at=at, partial=False)
    asesor.signs([panggung.sheet("ia01", 1)], act.sign_ia01_asesor, panggung.asesmen(1), at=at)
    asesor.does(act.mark_absent, panggung.asesmen(2), reason="Tidak hadir tanpa kabar.", at=at)
    ia01, ak02 = panggung.asesmen().ref, panggung.asesmen(1).ref
    return panggung, [
        ("asesor-home-hari-ini", "asesor", "/asesmen/"),
        ("asesor-jadwal", "asesor", f"/asesmen/jadwal/{panggung.jadwal().ref}/"),
        ("asesor-ia01", "asesor", f"/asesmen/{ia01}/isi/ia-01/"),
        ("asesor-ak02", "asesor", f"/asesmen/{ak02}/isi/ak-02/"),
        ("asesor-ak06", "asesor", f"/asesmen/jadwal/{panggung.jadwal().ref}/tinjauan/"),
        ("asesor-lembar", "asesor", f"/asesmen/{ak02}/lembar/ia-01/"),
        ("asesor-absen", "asesor", f"/asesmen/{panggung.asesmen(2).ref}/"),
    ]


def mended(until: Stage) -> tuple[Panggung, list[Visit]]:
    """Consents of a group wait for one signature; one asesi's sheet is corrected, another's refused."""
    panggung = until("agree", asesi=3)
    kisah, at = panggung.kisah, panggung.move(12, 9)
    asesor, jadwal = kisah.rumah["asesor"], panggung.jadwal().ref
    judged(kisah, at=at)
    old = panggung.sheet("ia01").ref
    kisah.kasus[0].who.does(act.refuse_signature, panggung.asesmen(), note="Belum dibacakan.", code="FR.IA.01", at=at)
    asesor.does(act.correct_sheet, panggung.asesmen(), "FR.IA.01", reason="KUK 1.1 tertukar.", at=at)
    for index in (1, 2):
        asesor.does(act.correct_sheet, panggung.asesmen(index), "FR.AK.01", reason="Bukti kurang satu.", at=at)
    one, two = panggung.asesmen(1).ref, panggung.asesmen(2).ref
    filled = {"bukti": ["observasi"], "setuju/kerahasiaan": ["ya"]}
    for index in (1, 2):
        asesor.does(act.save_ak01, panggung.asesmen(index), filled, at=at, partial=False)
    here = f"/asesmen/{panggung.asesmen().ref}/"
    return panggung, [
        ("tanda-daftar", "asesor", f"/asesmen/jadwal/{jadwal}/bersama/ak-01/"),
        ("tanda-bersama", "asesor", f"/asesmen/jadwal/{jadwal}/bersama/ak-01/?pilih={one}&pilih={two}"),
        ("tanda-jadwal", "asesor", f"/asesmen/jadwal/{jadwal}/"),
        ("tanda-koreksi-ak01", "asesor", f"/asesmen/{one}/lembar/ak-01/"),
        ("tanda-digantikan", "asesor", f"{here}lembar/ia-01/?lembar={old}"),
        ("tanda-koreksi-baru", "asesor", f"{here}lembar/ia-01/"),
        ("tanda-asesi", "asesor", here),
        ("tanda-koreksi", "asesor", f"/asesmen/{two}/lembar/ak-01/koreksi/batal/"),
    ]


def supervised(until: Stage) -> tuple[Panggung, list[Visit]]:
    """The penyelia was ordered and has sent one thing back; the first review's wishes wait for an answer."""
    panggung = until("assess", asesi=3)
    kisah = panggung.kisah
    kisah.write_reports()
    kaji = tinjauan.order_review(kisah, kisah.jadwal[0])
    for row in ("Waktu selesai tidak tertulis.", "Nama TUK keliru."):
        found = kisah.rumah["penyelia"].does(
            kaji_ulang.give_back, kaji, row, form="FR.AK.02", asesmen=panggung.asesmen(), at=kisah.at(16, 11)
        )
        if row != "Nama TUK keliru.":
            kisah.rumah["asesor"].does(kaji_ulang.answer_finding, found, "Dilengkapi.", at=kisah.at(16, 12))
    panggung.move(16, 13)
    here, first = f"/kaji-ulang/{kaji.ref}/", panggung.jadwal()
    return panggung, [
        ("penyelia-home", "penyelia", "/kaji-ulang/"),
        ("penyelia-kaji", "penyelia", here),
        ("penyelia-temuan", "penyelia", f"{here}temuan/"),
        ("asesor-temuan", "asesor", f"/asesmen/temuan/{found.ref}/"),
        ("asesor-jadwal-selesai", "asesor", f"/asesmen/jadwal/{first.ref}/"),
        ("kantor-ganti-penyelia", "admin", f"/kaji-ulang/ganti/{kaji.ref}/"),
        ("kantor-kaji-susun", "admin", f"/kaji-ulang/baru/{first.ref}/"),
    ]


def reviewed(until: Stage) -> tuple[Panggung, list[Visit]]:
    """The penyelia fills the two sheets; quality has something to improve."""
    panggung = until("assess", asesi=2)
    kisah = panggung.kisah
    kisah.write_reports()
    kaji = tinjauan.order_review(kisah, kisah.jadwal[0])
    panggung.move(16, 13)
    with panggung.inside():
        asesmen = panggung.asesmen()
        assert asesmen.ak02 is not None
        versi = panggung.jadwal().versi
        Perbaikan.objects.create(
            versi=versi, lembar=asesmen.ak02, what="Susun pertanyaan untuk CMS.", owner="Dewi Kartikasari",
            due_on=kisah.at(10).date(), opened_at=kisah.at(9),
        )  # fmt: skip
        row = Perbaikan.objects.get()
    return panggung, [
        ("penyelia-kaji-kosong", "penyelia", f"/kaji-ulang/{kaji.ref}/"),
        ("penyelia-ak06", "penyelia", f"/kaji-ulang/{kaji.ref}/isi/fr-ak-06/"),
        ("penyelia-va", "penyelia", f"/kaji-ulang/{kaji.ref}/isi/fr-va/"),
        ("mutu-perbaikan", "mutu", "/perbaikan/"),
        ("mutu-jawab", "mutu", f"/perbaikan/{row.ref}/"),
    ]


def meeting(until: Stage) -> tuple[Panggung, list[Visit]]:
    """The committee sits over two asesi; the office looks on and may compose it anew."""
    panggung = until("report", asesi=2)
    kisah = panggung.kisah
    members = [(kisah.rumah[f"komite{n}"].user.person, f"KT-{n:02d}") for n in (1, 2, 3)]
    rapat = kisah.rumah["admin"].does(
        keputusan.compose_rapat,
        panggung.jadwal(),
        members,
        meets_at=kisah.at(20, 13),
        place="Ruang rapat daring",
        at=kisah.at(17),
    )
    kisah._decree(rapat, "sk_komite", keputusan.sign_sk_komite, at=kisah.at(17, 14))
    kisah._decree(rapat, "undangan", keputusan.sign_undangan, at=kisah.at(18))
    kisah.rumah["admin"].does(
        keputusan.recompose_rapat,
        kisah._rapat(rapat),
        members,
        meets_at=kisah.at(20, 13),
        place="Ruang rapat daring",
        reason="Anggota sakit.",
        at=kisah.at(18, 10),
    )
    kisah._decree(rapat, "sk_komite", keputusan.sign_sk_komite, at=kisah.at(18, 14))
    kisah._decree(rapat, "undangan", keputusan.sign_undangan, at=kisah.at(18, 15))
    panggung.move(20, 14)
    with panggung.inside():
        case = Keputusan.objects.filter(rapat=rapat).first()
    assert case is not None
    here = f"/komite/rapat/{rapat.ref}/"
    return panggung, [
        ("komite-home", "komite1", "/komite/"),
        ("komite-rapat", "komite1", here),
        ("komite-asesi", "komite1", f"{here}asesi/{case.ref}/"),
        ("komite-lembar", "komite1", f"{here}asesi/{case.ref}/lembar/fr-ak-02/"),
        ("kantor-rapat", "admin", f"/rapat/{rapat.ref}/"),
        ("kantor-susun-ulang", "admin", f"/rapat/{rapat.ref}/susun-ulang/"),
    ]


@pytest.mark.parametrize(
    "moment", [planned, offered, ordered, scheduled, choosing, lettered, running, mended, supervised, reviewed, meeting]
)
def test_pages_at_both_widths_have_no_violation_no_overflow_and_keep_the_budget(
    chromium: Browser, settings: LazySettings, until: Stage, moment: object
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    panggung, visits = moment(until)  # type: ignore[operator]  # reason: a function of this module
    found = {}
    for width in WIDTHS:
        for name, key, path in visits:
            found[f"{name}-{width}"] = look(chromium, panggung, name, key, path, width=width)

    assert found == dict.fromkeys(found, ([], 0, True))


def look(
    chromium: Browser, panggung: Panggung, name: str, key: str, path: str, *, width: int
) -> tuple[object, int, bool]:
    site = Site(panggung.browser(key))
    with page_of(chromium, site, width=width) as page:
        page.goto(f"{ORIGIN}{panggung.base}{path}")
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)
        size = sum(site.sizes.values())
        # The widths share their elements: axe, which is slow, reads the narrow one.
        found = violations(page) if width == WIDTHS[0] else []
        return found, overflow(page), size <= BUDGET_BYTES
