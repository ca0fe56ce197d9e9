"""What follows the assessment in the story: the asesor and the penyelia review, the asesi speak."""

import datetime as dt
from typing import TYPE_CHECKING

from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.evidence import evidence_of
from sahih.process.asesmen.queries import tinjauan_of
from sahih.process.asesmen.vatm import ASPEK
from sahih.process.contoh import jawaban
from sahih.process.contoh.orang import Pemeran
from sahih.process.jadwal.models import Jadwal
from sahih.process.kaji_ulang import actions as kaji_ulang
from sahih.process.kaji_ulang.models import KajiUlang
from sahih.process.kaji_ulang.queries import sheet_of

if TYPE_CHECKING:
    from sahih.process.contoh.awal import Kasus
    from sahih.process.contoh.kisah import Kisah


def review_process(kisah: "Kisah", jadwal: Jadwal, asesor: Pemeran, *, at: dt.datetime) -> None:
    """FR.AK.06 once a schedule, before its first recommendation (FX9)."""
    with tenant(kisah.rumah.lsp.pk):
        found = tinjauan_of(jadwal)
    if found is not None and found.signed_at:
        return
    begun = asesor.does(act.open_tinjauan, jadwal, at=at)
    asesor.does(act.save_tinjauan, begun, jawaban.AK06, at=at, partial=False)
    asesor.signs([begun.lembar], act.sign_tinjauan, begun, at=at)


def judge(kisah: "Kisah", kasus: "Kasus", asesor: Pemeran, *, at: dt.datetime) -> None:
    """Valid, Asli, Terkini, Memadai of everything that is to prove something (E4)."""
    with tenant(kisah.rumah.lsp.pk):
        found = evidence_of(kisah._asesmen(kasus))  # noqa: SLF001 -- one story told in two files
    said = dict.fromkeys(ASPEK, True)
    for one in found:
        asesor.does(act.judge_evidence, kisah._asesmen(kasus), one.key, elemen=one.elemen, said=said, at=at)  # noqa: SLF001 -- as above


def speak(kisah: "Kisah", kasus: "Kasus", *, at: dt.datetime) -> None:
    """FR.AK.03 by the asesi."""
    kasus.who.does(act.save_ak03, kisah._asesmen(kasus), jawaban.ak03(kasus.number), at=at, partial=False)  # noqa: SLF001 -- one story told in two files
    kisah._put(kasus.who, act.sign_ak03, kasus, "ak03", at=at)  # noqa: SLF001 -- as above


def stay_silent(kisah: "Kisah", kasus: "Kasus", *, day: int) -> None:
    """Reminded, then told: nobody is made to speak."""
    admin = kisah.rumah["admin"]
    admin.does(act.remind_ak03, kisah._asesmen(kasus), at=kisah.at(day))  # noqa: SLF001 -- one story told in two files
    reason = "Asesi tidak menanggapi pengingat."
    admin.does(act.waive_ak03, kisah._asesmen(kasus), reason=reason, at=kisah.at(day + 2, 10))  # noqa: SLF001 -- as above


def supervise(kisah: "Kisah", jadwal: Jadwal) -> None:
    """The penyelia is ordered, reads, asks the asesor one thing, fills FR.AK.06 and FR.VA (D9, E8)."""
    kaji = order_review(kisah, jadwal)
    penyelia, at = kisah.rumah["penyelia"], kisah.at(16, 13)
    asked = "Sebutkan pada saran perbaikan, pertanyaan mana yang perlu waktu lebih."
    found = penyelia.does(kaji_ulang.give_back, kaji, asked, form="FR.AK.05", asesmen=None, at=kisah.at(16, 11))
    answer = "Pertanyaan tentang izin kerja; saran FR.AK.05 sudah menyebut pertanyaan lisan."
    kisah._asesor_of(jadwal).does(kaji_ulang.answer_finding, found, answer, at=kisah.at(16, 12))  # noqa: SLF001 -- one story told in two files
    for code, posted in (("FR.AK.06", jawaban.AK06), ("FR.VA", jawaban.VA | {"hari_tanggal": [at.date().isoformat()]})):
        penyelia.does(kaji_ulang.save_review_sheet, _fresh(kisah, kaji), code, posted, at=at, partial=False)
        row = _fresh(kisah, kaji)
        sheet = sheet_of(row, code)
        assert sheet is not None
        penyelia.signs([sheet], kaji_ulang.sign_review_sheet, row, code, at=at)


def order_review(kisah: "Kisah", jadwal: Jadwal) -> KajiUlang:
    """Chosen by the office, ordered by the Ketua, received."""
    house = kisah.rumah
    person = house["penyelia"].user.person
    row = house["admin"].does(
        kaji_ulang.compose_review, kisah._jadwal(jadwal), person, at=kisah.at(15, 14)  # noqa: SLF001 -- one story told in two files
    )  # fmt: skip
    row = _fresh(kisah, row)
    assert row.spt is not None
    house["ketua"].signs([row.spt], kaji_ulang.sign_spt_penyelia, row, at=kisah.at(16))
    house["penyelia"].does(kaji_ulang.receive_spt_penyelia, _fresh(kisah, row), at=kisah.at(16, 10))
    return _fresh(kisah, row)


def _fresh(kisah: "Kisah", kaji: KajiUlang) -> KajiUlang:
    with tenant(kisah.rumah.lsp.pk):
        return KajiUlang.objects.select_related(
            "jadwal__versi__skema", "jadwal__tuk", "jadwal__key", "penyelia", "spt__key", "ak06__key", "va__key"
        ).get(pk=kaji.pk)  # fmt: skip
