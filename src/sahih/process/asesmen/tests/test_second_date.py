"""A date called off after the consent: the asesi goes the road again from where the new asesor must begin."""

import datetime as dt

from sahih.kernel.clock import local_date
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen.models import Asesmen
from sahih.process.contoh.kisah import Kisah
from sahih.process.jadwal import actions as act

UNTIL = "agree"
ASESI = 1


def test_reviewed_self_assessment_stands_on_the_second_date(kisah: Kisah) -> None:
    """PL6, PL9: plan and consent are asked anew; FR.APL.02, once locked, asks no second signature that it could not take."""
    admin, first = kisah.rumah["admin"], kisah.jadwal[0]
    admin.does(act.replace_asesor, kisah._jadwal(first), reason="Asesor sakit.", at=kisah.at(11))
    admin.does(act.cancel_jadwal, kisah._jadwal(first), reason="Tidak ada pengganti.", at=kisah.at(11))
    case = kisah._fresh(kisah.kasus[0])

    second = admin.does(
        act.plan_jadwal, [case], day=local_date(kisah.start) + dt.timedelta(days=20), starts=dt.time(9),
        ends=dt.time(15), tuk=kisah.rumah.tuk, meeting_link="https://rapat.contoh.example/b", at=kisah.at(11),
    )  # fmt: skip
    kisah._engage(second, "asesor2", day=12)

    with tenant(kisah.rumah.lsp.pk):
        asesmen = Asesmen.objects.get(peserta__jadwal=second)
    assert (asesmen.status, asesmen.rencana, asesmen.ak01) == ("ditinjau", None, None)
