"""What follows the assessment in the story: the asesor reviews the process, the asesi speak."""

import datetime as dt
from typing import TYPE_CHECKING

from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.queries import tinjauan_of
from sahih.process.contoh import jawaban
from sahih.process.contoh.orang import Pemeran
from sahih.process.jadwal.models import Jadwal

if TYPE_CHECKING:
    from sahih.process.contoh.kisah import Kasus, Kisah


def review_process(kisah: "Kisah", jadwal: Jadwal, asesor: Pemeran, *, at: dt.datetime) -> None:
    """FR.AK.06 once a schedule, before its first recommendation (FX9)."""
    with tenant(kisah.rumah.lsp.pk):
        found = tinjauan_of(jadwal)
    if found is not None and found.signed_at:
        return
    begun = asesor.does(act.open_tinjauan, jadwal, at=at)
    asesor.does(act.save_tinjauan, begun, jawaban.AK06, at=at, partial=False)
    asesor.signs([begun.lembar], act.sign_tinjauan, begun, at=at)


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
