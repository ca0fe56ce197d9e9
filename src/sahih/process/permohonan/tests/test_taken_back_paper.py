"""A paper that was chosen for a requirement and then taken back proves nothing."""

from sahih.documents.sheets import content_of
from sahih.institution.lsp.models import Lsp
from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah import Kisah
from sahih.process.permohonan.models import Bukti
from sahih.process.permohonan.policies import submit_problems

UNTIL = "apply"
ASESI = 1


def test_pl1_requirement_whose_paper_was_taken_back_is_missing_again(kisah: Kisah) -> None:
    case = kisah._fresh(kisah.kasus[0])
    with tenant(kisah.rumah.lsp.pk):
        lsp, content = Lsp.objects.get(pk=kisah.rumah.lsp.pk), content_of(case.apl01)
        before = submit_problems(case, content, lsp)
        Bukti.objects.filter(permohonan=case).update(removed_at=kisah.at(2))

        after = submit_problems(case, content, lsp)

    assert before == []
    assert all("Bukti ini belum diunggah" in one.message for one in after)
    assert after
