"""FR.APL.01 signed by both, printed, and judged offline by nothing but its bytes and the published keys."""

import datetime as dt

import pytest

from sahih.documents.issuing import current_trust
from sahih.documents.prints import print_lembar
from sahih.documents.verification.command import SHEET, judge
from sahih.institution.lsp.queries import kop
from sahih.kernel.actor import Actor
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.store import read
from sahih.process.contoh.kisah import Kisah


@pytest.mark.django_db
def test_signed_apl01_verifies_offline_and_no_changed_byte_does(noon: dt.datetime) -> None:
    kisah = Kisah(start=noon - dt.timedelta(days=30), asesi=1, others=False)
    kisah.open_house()
    kisah.apply()
    kisah.review()
    lsp, system = kisah.rumah.lsp, Actor.system(kisah.rumah.lsp.pk)

    with tenant(lsp.pk):
        sheet = kisah.kasus[0].permohonan.apl01
        sheet.refresh_from_db()
        pdf = read(print_lembar(sheet, kop=kop(lsp), zone=lsp.zone, actor=system, at=noon).file)

    verdict, report = judge(pdf, current_trust(), on=noon.date())
    changed = [pdf[:n] + bytes([pdf[n] ^ 4]) + pdf[n + 1 :] for n in range(7, len(pdf), len(pdf) // 200)]
    assert (verdict, report.ok, report.sealed_by) == (SHEET, True, lsp.name)
    assert not any(judge(one, current_trust(), on=noon.date())[1].ok for one in [*changed, pdf + b" ", pdf[:-1]])
