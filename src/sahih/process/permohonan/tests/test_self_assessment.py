"""FR.APL.02: K or BK with evidence per elemen (PL3)."""

from typing import Any

import pytest

from sahih.documents.content import Content
from sahih.documents.sheets import Gaps, content_of
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.permohonan import actions as act
from sahih.process.permohonan.models import Permohonan

UNTIL = "pay"
ASESI = 2


def typed(case: Permohonan) -> Content:
    assert case.apl02 is not None
    return content_of(case.apl02)


def answered(kisah: Kisah, **changes: Any) -> Any:
    kasus = kisah.kasus[0]
    case = kisah._fresh(kasus)
    with tenant(kisah.rumah.lsp.pk):
        content = typed(case)
    posted = jawaban.apl02(content, kasus.files)
    key = content["rows"]["elemen"][0]["key"]
    posted |= {f"elemen/{key}/{name}": value for name, value in changes.items()}
    kasus.who.does(act.save_apl02, case, posted, at=kisah.at(6), partial=True)
    return kasus, kisah._fresh(kasus)


def test_pl3_every_elemen_answered_with_evidence_makes_ready(kisah: Kisah) -> None:
    kasus, case = answered(kisah)

    kasus.who.signs([case.apl02], act.submit_apl02, case, at=kisah.at(6))

    assert kisah._fresh(kasus).status == "siap"


def test_pl3_every_elemen_shows_its_kuk(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        rows = typed(kisah._fresh(kisah.kasus[0]))["rows"]["elemen"]

    assert rows
    assert all(row["lines"] for row in rows)


def test_pl3_k_without_evidence_is_refused(kisah: Kisah) -> None:
    kasus, case = answered(kisah, bukti=[])

    with pytest.raises(Gaps):
        kasus.who.signs([case.apl02], act.submit_apl02, case, at=kisah.at(6))


def test_pl3_bk_does_not_block(kisah: Kisah) -> None:
    kasus, case = answered(kisah, jawaban=["bk"], bukti=[])

    kasus.who.signs([case.apl02], act.submit_apl02, case, at=kisah.at(6))

    assert kisah._fresh(kasus).status == "siap"


def test_pl3_unanswered_elemen_is_refused(kisah: Kisah) -> None:
    kasus, case = answered(kisah, jawaban=[])

    with pytest.raises(Gaps):
        kasus.who.signs([case.apl02], act.submit_apl02, case, at=kisah.at(6))


def test_self_assessment_by_somebody_else_is_refused(kisah: Kisah) -> None:
    _kasus, case = answered(kisah)

    with pytest.raises(Refused):
        kisah.kasus[1].who.signs([case.apl02], act.submit_apl02, case, at=kisah.at(6))
