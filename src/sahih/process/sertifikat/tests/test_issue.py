"""Make, hold, change, look up (B7, CT6, CT9, CT11, CT12, L7, L11)."""

import datetime as dt
import hashlib
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from sahih.documents.verification.verify import verify_certificate
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.queries import nik_of
from sahih.institution.lsp.models import Lsp
from sahih.kernel.clock import local_date, same_day_later
from sahih.kernel.holds import Hold, lift_hold, place_hold
from sahih.kernel.ledger.models import Leaf
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.store import read
from sahih.process.contoh.kisah import Kisah
from sahih.process.sertifikat import actions as act
from sahih.process.sertifikat.models import Permintaan, Sertifikat, SertifikatPublik
from sahih.process.sertifikat.queries import find_public, request_rows, shown_status
from sahih.process.sertifikat.tasks import issue as issue_job
from sahih.process.sertifikat.trust import current_trust
from sahih.process.tests.jalan import drain, sentence_of

UNTIL = "request_numbers"
ASESI = 1


def numbered(kisah: Kisah) -> Any:
    with tenant(kisah.rumah.lsp.pk):
        return Sertifikat.objects.select_related(
            "keputusan__asesmen__peserta__permohonan__asesi__user",
            "keputusan__asesmen__peserta__permohonan__versi__skema",
        ).get()


def made(kisah: Kisah) -> Any:
    sertifikat = numbered(kisah)
    kisah.rumah["manajer"].does(act.issue_sertifikat, sertifikat, at=kisah.at(27))
    return numbered(kisah)


def file_of_it() -> bytes:
    pdf = Sertifikat.objects.select_related("pdf__key").get().pdf
    assert pdf is not None
    return read(pdf)


def refused_issue(kisah: Kisah, *, key: str = "manajer") -> Any:
    with pytest.raises(Refused) as refusal:
        kisah.rumah[key].does(act.issue_sertifikat, numbered(kisah), at=kisah.at(27))
    return sentence_of(refusal.value)


def test_issued_certificate_proves_itself_and_says_it_is_a_rehearsal(kisah: Kisah) -> None:
    """L11: marked on the paper and in what it certifies."""
    sertifikat = made(kisah)

    with tenant(kisah.rumah.lsp.pk):
        report = verify_certificate(file_of_it(), current_trust())
    assert report.facts is not None
    assert (report.ok, report.facts.uji_coba, sertifikat.status) == (True, True, "berlaku")


def test_ct9_certificate_says_nothing_of_how_it_was_assessed(kisah: Kisah) -> None:
    credential = made(kisah).credential.lower()

    assert credential
    assert not any(
        word in credential for word in ("jarak_jauh", "jarak jauh", "daring", "remote", "nirkertas", "tatap muka")
    )


def test_b7_hold_stops_the_issue_until_it_is_lifted(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        hold = place_hold(numbered(kisah).keputusan, kind="banding", reason="Banding sedang berjalan.", at=kisah.at(26))

    assert refused_issue(kisah) == "Banding sedang berjalan."
    with tenant(kisah.rumah.lsp.pk):
        lift_hold(Hold.objects.get(pk=hold.pk), at=kisah.at(27))
    assert made(kisah).status == "berlaku"


def test_b7_hold_stops_the_asking_too(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        place_hold(numbered(kisah).keputusan, kind="banding", reason="Banding sedang berjalan.", at=kisah.at(26))

    with pytest.raises(Refused) as refusal:
        kisah.rumah["manajer"].does(act.ask_issue, kisah.permintaan, at=kisah.at(27))

    assert sentence_of(refusal.value) == "Banding sedang berjalan."


def test_b7_hold_placed_while_the_job_waits_stops_it(kisah: Kisah) -> None:
    kisah.issue()
    with tenant(kisah.rumah.lsp.pk):
        place_hold(numbered(kisah).keputusan, kind="banding", reason="Banding sedang berjalan.", at=kisah.at(27))

    with pytest.raises(Refused), transaction.atomic():
        issue_job.run(lsp_id=kisah.rumah.lsp.pk, sertifikat_id=numbered(kisah).pk)

    assert numbered(kisah).status == "bernomor"


def test_ct6_number_voided_after_its_import_is_not_issued(kisah: Kisah) -> None:
    number = numbered(kisah).number
    kisah.rumah["admin"].does(act.void_number, number, reason="Salah cetak.", at=kisah.at(26))

    assert refused_issue(kisah) == f"Nomor {number} sudah dibatalkan; sertifikat tidak terbit dengannya."


def test_certificate_bears_the_name_that_was_reviewed(kisah: Kisah) -> None:
    """What the person types into another application later has been seen by nobody."""
    asesi = numbered(kisah).keputusan.asesmen.peserta.permohonan.asesi
    reviewed, nik = asesi.name, nik_of(asesi)
    Person.objects.filter(pk=asesi.pk).update(name="Orang Lain", nik_cipher=b"")

    credential = made(kisah).credential

    with tenant(kisah.rumah.lsp.pk):
        listed = [row[1:3] for row in request_rows(Permintaan.objects.get())]
    assert (reviewed in credential, "Orang Lain" in credential) == (True, False)
    assert (SertifikatPublik.objects.get().name, listed) == (reviewed, [(reviewed, nik)])


def test_l7_expired_licence_stops_the_issue(kisah: Kisah) -> None:
    Lsp.objects.filter(pk=kisah.rumah.lsp.pk).update(licensed_until=local_date(kisah.at(26)))

    assert "Lisensi LSP" in refused_issue(kisah)


@pytest.mark.parametrize("key", ["admin", "asesor", "ketua", "komite1", "asesi01"])
def test_issue_is_the_managers_to_ask(kisah: Kisah, key: str) -> None:
    assert refused_issue(kisah, key=key) == "Sertifikat diterbitkan oleh Manajer Sertifikasi."


def test_d7_decision_bk_gets_no_certificate(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        keputusan = numbered(kisah).keputusan
        type(keputusan).objects.filter(pk=keputusan.pk).update(outcome="BK")

    assert refused_issue(kisah) == "Hanya keputusan Kompeten yang mendapat sertifikat."


def test_second_click_queues_and_makes_nothing_twice(kisah: Kisah) -> None:
    kisah.issue()
    kisah.rumah["manajer"].does(act.ask_issue, kisah.permintaan, at=kisah.at(27))

    drain()
    issue_job.run(lsp_id=kisah.rumah.lsp.pk, sertifikat_id=numbered(kisah).pk)

    assert SertifikatPublik.objects.count() == 1
    assert Leaf.objects.filter(kind="sertifikat.pdf").count() == 1


def test_second_issue_is_refused(kisah: Kisah) -> None:
    made(kisah)

    assert "Muat ulang" in refused_issue(kisah)


def test_ct12_public_row_holds_no_more_than_it_says(kisah: Kisah) -> None:
    made(kisah)

    row = SertifikatPublik.objects.get()
    shown = {name: value for name, value in row.__dict__.items() if not name.startswith("_")}
    assert set(shown) == {
        "id", "ref", "number", "registration", "name", "skema", "lsp_name", "licence", "status", "uji_coba", "valid_from",
        "valid_until", "pdf_sha256", "reported_on", "changed_at",
    }  # fmt: skip


def test_ct12_certificate_is_found_however_its_numbers_are_typed(kisah: Kisah) -> None:
    sertifikat = made(kisah)
    public = SertifikatPublik.objects.get()

    typed = [
        sertifikat.number, f"  {sertifikat.number}  ", sertifikat.number.replace(" ", "."), sertifikat.number.replace(" ", "   "),
        sertifikat.registration, sertifikat.registration.lower(), sertifikat.registration.replace(" ", "."), public.ref,
        public.ref.upper(),
    ]  # fmt: skip
    assert [find_public(text) for text in typed] == [public] * len(typed)


@pytest.mark.parametrize("text", ["", " ", "%", "62090", "palsu", "' OR 1=1 --", "\x00", "9" * 500])
def test_ct12_unknown_text_finds_nothing(kisah: Kisah, text: Any) -> None:
    made(kisah)

    assert find_public(text) is None


def test_ct12_numbered_but_unissued_certificate_is_not_public(kisah: Kisah) -> None:
    assert find_public(numbered(kisah).number) is None


def test_ct12_statuses_are_kept_and_expiry_is_computed(kisah: Kisah) -> None:
    sertifikat = made(kisah)
    row, ketua = SertifikatPublik.objects.get(), kisah.rumah["ketua"]
    assert [shown_status(row, sertifikat.valid_until + dt.timedelta(days=n)) for n in (0, 1)] == [
        "berlaku",
        "kedaluwarsa",
    ]

    seen = []
    for change in (act.freeze_sertifikat, act.thaw_sertifikat, act.revoke_sertifikat):
        ketua.does(change, numbered(kisah), reason="Penyalahgunaan logo.", at=kisah.at(28))
        row = SertifikatPublik.objects.get()
        seen.append(
            (
                shown_status(row, sertifikat.valid_until),
                shown_status(row, sertifikat.valid_until + dt.timedelta(days=1)),
            )
        )
    assert seen == [("dibekukan", "dibekukan"), ("berlaku", "kedaluwarsa"), ("dicabut", "dicabut")]
    assert Leaf.objects.filter(kind="sertifikat.status").count() == 3


@pytest.mark.parametrize("key", ["admin", "manajer", "komite1", "asesor"])
def test_status_is_changed_by_the_ketua_alone(kisah: Kisah, key: str) -> None:
    made(kisah)

    with pytest.raises(Refused):
        kisah.rumah[key].does(act.revoke_sertifikat, numbered(kisah), reason="x", at=kisah.at(28))


def test_status_without_a_reason_is_refused(kisah: Kisah) -> None:
    made(kisah)

    with pytest.raises(Refused) as refusal:
        kisah.rumah["ketua"].does(act.revoke_sertifikat, numbered(kisah), reason=" ", at=kisah.at(28))

    assert sentence_of(refusal.value) == "Tuliskan alasan perubahan status."


def test_revoked_certificate_never_returns(kisah: Kisah) -> None:
    made(kisah)
    ketua = kisah.rumah["ketua"]
    ketua.does(act.revoke_sertifikat, numbered(kisah), reason="Palsu.", at=kisah.at(28))

    for change in (act.thaw_sertifikat, act.freeze_sertifikat):
        with pytest.raises(Refused):
            ketua.does(change, numbered(kisah), reason="x", at=kisah.at(29))
    assert "Muat ulang" in refused_issue(kisah)


@pytest.mark.parametrize(
    ("day", "years", "end"),
    [
        (dt.date(2024, 2, 29), 3, dt.date(2027, 2, 28)), (dt.date(2024, 2, 29), 4, dt.date(2028, 2, 29)),
        (dt.date(2026, 11, 20), 3, dt.date(2029, 11, 20)), (dt.date(2025, 2, 28), 3, dt.date(2028, 2, 28)),
        (dt.date(2096, 2, 29), 4, dt.date(2100, 2, 28)),
    ],
)  # fmt: skip
def test_ct11_validity_ends_on_the_same_day_years_later(day: dt.date, years: int, end: dt.date) -> None:
    assert same_day_later(day, years=years) == end


def test_ct11_certificate_counts_from_the_sk(kisah: Kisah) -> None:
    sertifikat = numbered(kisah)

    assert sertifikat.issued_on == kisah.rapat.decreed_on
    assert sertifikat.valid_until == same_day_later(kisah.rapat.decreed_on, years=3)


def test_file_of_the_certificate_is_the_one_whose_hash_is_public(kisah: Kisah) -> None:
    made(kisah)

    with tenant(kisah.rumah.lsp.pk):
        content = file_of_it()
    assert hashlib.sha256(content).hexdigest() == SertifikatPublik.objects.get().pdf_sha256


def test_certificate_without_its_file_is_refused_by_the_database(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk), pytest.raises(IntegrityError, match="issued_has_pdf"), transaction.atomic():
        Sertifikat.objects.update(status="berlaku")


def test_leaves_can_be_neither_changed_nor_removed(kisah: Kisah) -> None:
    made(kisah)

    for change in ("UPDATE kernel_leaf SET kind = 'x'", "DELETE FROM kernel_leaf", "TRUNCATE kernel_leaf CASCADE"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
