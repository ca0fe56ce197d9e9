"""No. Dokumen, Edisi/Revisi, Tanggal Berlaku, alias and numbers of an LSP's own, and what an old sheet keeps."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from sahih.documents.fr import FORMS, example
from sahih.documents.ketentuan.actions import enter_kendali
from sahih.documents.letters import take_letter_number
from sahih.documents.models import Kendali, Lembar
from sahih.documents.prints import print_lembar
from sahih.documents.sheets import open_lembar
from sahih.documents.tests.test_pdf import text_of
from sahih.institution.lsp.models import Lsp
from sahih.institution.lsp.queries import kop
from sahih.kernel.keys import new_data_key
from sahih.kernel.policy import Refused, Unseen
from sahih.kernel.vault.store import read
from sahih.web.admin_lsp.tests.dunia import Dunia

CODE = "FR.AK.03"
BERLAKU = dt.date(2026, 3, 2)


def enter(rumah: Dunia, code: str = CODE, **facts: object) -> Kendali:
    return enter_kendali(code, actor=rumah.actor("Kirana Ketua"), at=rumah.at, **facts)  # type: ignore[arg-type]  # reason: any of the action's facts


def opened(rumah: Dunia) -> Lembar:
    form = FORMS[CODE]
    return open_lembar(form, example(form)[0], key=new_data_key(), uji_coba=True, at=rumah.at)


def printed(rumah: Dunia, sheet: Lembar) -> str:
    """What the print of the sheet says, without spaces."""
    lsp = Lsp.objects.get(pk=rumah.lsp.pk)
    made = print_lembar(sheet, kop=kop(lsp), zone="WIB", actor=rumah.actor("Ayu Admin"), at=rumah.at)
    return "".join(text_of(read(made.file)).split())


def test_head_says_number_edition_and_date_beside_the_kop(rumah: Dunia) -> None:
    """Forms 1.1: No. Dokumen, Edisi/Revisi, Tanggal Berlaku, Halaman n dari m."""
    enter(rumah, doc_no="FR-AK-03/KTG", edition="2/1", effective_on=BERLAKU)

    text = printed(rumah, opened(rumah))

    wanted = ("FR-AK-03/KTG", "2/1", "2Maret2026", "Halaman", "BNSP-LSP-0125-ID")
    assert [one for one in wanted if one not in text] == []


def test_sheet_keeps_the_document_control_it_was_opened_with(rumah: Dunia) -> None:
    """A later change never alters an older paper, printed again or for the first time."""
    enter(rumah, doc_no="LAMA-01")
    before, unprinted = opened(rumah), opened(rumah)
    first = printed(rumah, before)

    enter(rumah, doc_no="BARU-02")

    assert ("LAMA-01" in first, printed(rumah, before) == first) == (True, True)
    assert ("LAMA-01" in printed(rumah, unprinted), "BARU-02" in printed(rumah, opened(rumah))) == (True, True)


def test_version_that_was_once_entered_never_changes(rumah: Dunia) -> None:
    row = enter(rumah, doc_no="LAMA-01")

    with pytest.raises(DatabaseError, match=r"append-only|permission denied"), transaction.atomic():
        connection.cursor().execute("UPDATE documents_kendali SET doc_no = 'x' WHERE id = %s", [row.pk])


def test_form_that_the_lsp_calls_otherwise_prints_its_name_and_keeps_the_official_code_in_the_foot(
    rumah: Dunia,
) -> None:
    enter(rumah, alias="FR.AK.14")

    text = printed(rumah, opened(rumah))

    assert "FR.AK.14.UMPANBALIK" in text
    assert "FR.AK.14(FR.AK.03)" in text
    assert "No.Dokumen" not in text  # nothing of it was given


@pytest.mark.parametrize(
    ("head", "has_kop", "has_block"), [("kop", True, False), ("blok", False, True), ("keduanya", True, True)]
)
def test_lsp_chooses_what_heads_its_forms(rumah: Dunia, head: str, has_kop: bool, has_block: bool) -> None:
    enter(rumah, doc_no="DOK-7")
    Lsp.objects.filter(pk=rumah.lsp.pk).update(form_head=head)

    text = printed(rumah, opened(rumah))

    assert ("BNSP-LSP-0125-ID" in text, "DOK-7" in text) == (has_kop, has_block)


def test_form_without_document_control_keeps_its_kop_whatever_was_chosen(rumah: Dunia) -> None:
    Lsp.objects.filter(pk=rumah.lsp.pk).update(form_head="blok")

    assert "BNSP-LSP-0125-ID" in printed(rumah, opened(rumah))


def number(rumah: Dunia, code: str, kind: str, *, uji_coba: bool = False) -> str:
    return take_letter_number(
        code, kind=kind, pattern="{urut}/{kode}/{tahun}", uji_coba=uji_coba, at=rumah.at, zone="WIB"
    ).text


def test_letter_counts_by_the_lsps_own_code_and_pattern(rumah: Dunia) -> None:
    enter(rumah, "SPT.ASESOR", number_code="ST", number_pattern="{kode}-{urut}/KTG/{bulan}/{tahun}")

    own, trial, other = (
        number(rumah, "SPT.ASESOR", "SPT"), number(rumah, "SPT.ASESOR", "SPT", uji_coba=True), number(rumah, "SK.HASIL", "SK"),
    )  # fmt: skip

    assert (own, trial, other) == ("ST-001/KTG/XI/2026", "ST-UJI-001/KTG/XI/2026", "001/SK/2026")


def test_two_letters_of_one_code_never_bear_one_number(rumah: Dunia) -> None:
    enter(rumah, "SK.KOMITE", number_code="SK")

    first, second = number(rumah, "SK.KOMITE", "SK-KT"), number(rumah, "SK.HASIL", "SK")

    assert (first, second) == ("001/SK/2026", "002/SK/2026")


@pytest.mark.parametrize("pattern", ["{urut}/{tahun}", "{urut}/{kode}/{tahun}/{nama}", "{urut.real}{kode}{tahun}"])
def test_pattern_that_could_repeat_a_number_or_reads_anything_is_refused(rumah: Dunia, pattern: str) -> None:
    with pytest.raises(Refused):
        enter(rumah, "SPT.ASESOR", number_pattern=pattern)


def test_only_whom_the_ketua_let_may_enter_it_and_only_for_forms_there_are(rumah: Dunia) -> None:
    with pytest.raises(Refused):
        enter_kendali(CODE, actor=rumah.actor("Ayu Admin"), at=rumah.at, doc_no="x")
    with pytest.raises(Unseen):
        enter(rumah, "FR.XX.99")
