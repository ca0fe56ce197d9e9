"""Whose name stands on the papers of a case, when another LSP has heard another one."""

from collections.abc import Sequence

from sahih.documents.vocabulary import Row
from sahih.institution.accounts.models import Person
from sahih.institution.lsp.models import Lsp
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen.models import Asesmen
from sahih.process.asesmen.queries import ak05_context, review_context, session_context
from sahih.process.contoh.kisah import Kisah
from sahih.process.jadwal.queries import live_duty, spt_context
from sahih.process.keputusan.models import Rapat
from sahih.process.keputusan.queries import letter_rows
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.queries import apl02_context

UNTIL, ASESI = "decide", 1


def names(rows: Sequence[Row]) -> set[str]:
    return {row.cells["nama"] for row in rows}


def test_forms_and_letters_bear_the_name_that_this_lsp_reviewed(kisah: Kisah) -> None:
    """The acceptance of an application elsewhere changes the person's name, and no paper of this case."""
    who, lsp = kisah.kasus[0].who.user.person, Lsp.objects.get(pk=kisah.rumah.lsp.pk)
    Person.objects.filter(pk=who.pk).update(name="Nama Dari LSP Lain")

    with tenant(lsp.pk):
        asesmen = Asesmen.objects.get()
        jadwal = asesmen.peserta.jadwal
        duty = live_duty(jadwal)
        assert duty is not None
        heads = {context.header.asesi for context in (review_context(asesmen), session_context(asesmen))}
        lists = names(ak05_context(jadwal).rows["asesi"])
        lists |= names(spt_context(duty, lsp, number="1", at=kisah.at(9)).rows["peserta"])
        lists |= names(letter_rows(Rapat.objects.get())["asesi"])

    assert (heads, lists) == ({who.name}, {who.name})


def test_before_the_acceptance_the_account_says_the_name(kisah: Kisah) -> None:
    """What nobody has reviewed is a claim, and stands on no paper of the LSP."""
    with tenant(kisah.rumah.lsp.pk):
        case = Permohonan.objects.get()
        case.status, case.asesi.name = Permohonan.Status.DIAJUKAN, "Nama Pada Akun"

        assert apl02_context(case).header.asesi == "Nama Pada Akun"
