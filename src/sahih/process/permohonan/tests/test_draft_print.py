"""A print tells what the sheet says now, not what it said when somebody first looked."""

from typing import Any

from sahih.documents.prints import print_lembar
from sahih.institution.lsp.models import Lsp
from sahih.institution.lsp.queries import kop
from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah import Kisah
from sahih.process.permohonan import actions as act

UNTIL = "apply"
ASESI = 1


def printed(kisah: Kisah, *, at: Any) -> str:
    lsp, case = Lsp.objects.get(pk=kisah.rumah.lsp.pk), kisah._fresh(kisah.kasus[0])
    with tenant(lsp.pk):
        letterhead = kop(lsp)
    made = kisah.rumah["admin"].does(print_lembar, case.apl01, kop=letterhead, zone=lsp.zone, at=at)
    return str(made.file.sha256)


def test_sheet_still_being_filled_is_printed_anew(kisah: Kisah) -> None:
    first, again = printed(kisah, at=kisah.at(2, 9)), printed(kisah, at=kisah.at(2, 10))
    case = kisah._fresh(kisah.kasus[0])
    kisah.rumah["admin"].does(act.save_review, case, {"catatan": ["Ijazah kurang jelas."]}, at=kisah.at(2, 11))

    changed = printed(kisah, at=kisah.at(2, 12))

    assert (first == again, changed == first) == (True, False)
