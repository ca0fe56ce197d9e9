"""A newcomer who logs in to the seeded house as any role finds work."""

import datetime as dt

import pytest

from sahih.insight.antrean.queries import waiting_for
from sahih.insight.perjalanan.langkah import giliran_of
from sahih.insight.perjalanan.queries import own_permohonan_list, perjalanan_list
from sahih.institution.accounts.models import User
from sahih.institution.accounts.queries import actor_in
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor, Level
from sahih.kernel.clock import local_date, now
from sahih.kernel.tenancy import tenant
from sahih.process.contoh.bibit import seed

WAITING = {
    "Admin LSP": "permohonan.review",
    "Asesor": "penugasan.answer",
    "Asesor Penyelia": "kaji_ulang.review",
    "Komite Teknis": "keputusan.vote",
    "Ketua LSP": "spt.sign",
    "Keuangan": "biaya.verify",
}


def actor(lsp: Lsp, email: str) -> Actor:
    return actor_in(
        lsp.pk, user=User.objects.get(email=email), day=local_date(now()), level=Level.STRONG, request_id="uji"
    )


@pytest.mark.django_db
def test_seed_leaves_work_for_every_role_and_builds_only_once(noon: dt.datetime) -> None:
    """L13: the printed log-ins, each with what its note promises."""
    logins = seed()
    lsp = Lsp.objects.get(slug="katiga-contoh")
    people = {role: email for role, email, _note in logins}

    with tenant(lsp.pk):
        kinds = {role: {one.kind.value for one in waiting_for(actor(lsp, people[role]))} for role in WAITING}
        today = waiting_for(actor(lsp, "asesor.katiga-contoh@contoh.example"))
        asesi = perjalanan_list(own_permohonan_list(actor(lsp, people["Asesi"])))

    assert {role: kind for role, kind in WAITING.items() if kind not in kinds[role]} == {}
    assert [(one.kind.value, one.due) for one in today] == [("asesmen.assess", local_date(now()))]
    assert [giliran_of(one).act for one in asesi] == ["apl02"]
    assert seed() == logins
    assert Lsp.objects.count() == 1
