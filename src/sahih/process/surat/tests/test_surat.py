"""Letters of a place and a session: order, verification, decree, and the gate that waits for them (T2-T4, A7, E15, E18)."""

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from sahih.documents.sheets import Gaps, answers_in, content_of
from sahih.documents.signing import StaleAct, docs_of
from sahih.documents.surat.sk_persyaratan_tuk.rules import syarat_in
from sahih.institution.lsp.models import Lsp
from sahih.institution.tuk.models import Tuk
from sahih.kernel.audit import AuditEntry
from sahih.kernel.clock import local_date, months_later
from sahih.kernel.numbering import LetterNumber
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.lingkup.models import LingkupTuk
from sahih.materials.skema.actions import edit_versi, revise_versi
from sahih.process.asesmen.actions import start_asesmen
from sahih.process.contoh import persuratan
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.persuratan import JENIS, fresh, sign
from sahih.process.jadwal.models import Jadwal
from sahih.process.jadwal.tempat import decree_of, requirements_of, verification_of
from sahih.process.surat.actions import add_foto, draft_surat, receive_surat, save_surat, send_surat, void_surat
from sahih.process.surat.models import Surat
from sahih.process.surat.queries import syarat_of
from sahih.process.tests.jalan import sentence_of

UNTIL = "agree"
ASESI = 1
NO_VERIFICATION = "TUK belum diverifikasi dengan hasil Sesuai. Asesor mengisi rekaman verifikasi TUK lebih dulu."
NO_DECREE = "SK penetapan TUK belum terbit. Minta Ketua LSP menandatanganinya."
DISTURBANCE = {
    "mulai_gangguan": ["10:05"], "selesai_gangguan": ["10:25"], "uraian": ["Jaringan putus."], "dihentikan": ["Demonstrasi."],
    "asesi_terganggu": ["Semua."], "saluran": ["Telepon."], "menit_kembali": ["20"], "bukti_disimpan": ["Rekaman."],
    "tindak_lanjut": ["lanjut"],
}  # fmt: skip


def letter(kisah: Kisah, code: str) -> Surat:
    with tenant(kisah.rumah.lsp.pk):
        found = Surat.objects.filter(code=code).exclude(status=Surat.Status.BATAL).order_by("-id").first()
    assert found is not None, code
    return fresh(kisah.rumah, found)


def said_in(kisah: Kisah, surat: Surat) -> dict[str, Any]:
    """The facts that the letter states now."""
    with tenant(kisah.rumah.lsp.pk):
        return dict(answers_in(content_of(fresh(kisah.rumah, surat).lembar))["fields"])


def void(kisah: Kisah, code: str, *, who: str = "admin", reason: str = "Salah ketik.") -> Surat:
    surat = letter(kisah, code)
    kisah.rumah[who].does(void_surat, JENIS[code], surat, reason=reason, at=kisah.at(11, 12))
    return fresh(kisah.rumah, surat)


def refused(act: Any, *args: Any, **how: Any) -> str:
    with pytest.raises(Refused) as refusal:
        act(*args, **how)
    return sentence_of(refusal.value)


def start(kisah: Kisah) -> Any:
    return kisah.rumah["asesor"].does(start_asesmen, kisah._asesmen(kisah.kasus[0]), at=kisah.at(12))


def draft(kisah: Kisah, code: str, *, who: str = "admin", day: int = 11, **about: Any) -> Surat:
    jadwal = kisah._jadwal(kisah.jadwal[0])
    return kisah.rumah[who].does(draft_surat, JENIS[code], at=kisah.at(day, 13), jadwal=jadwal, **about)


def test_t4_session_opens_in_a_verified_and_decreed_place(kisah: Kisah) -> None:
    start(kisah)

    assert kisah._asesmen(kisah.kasus[0]).status == "berlangsung"


def test_t4_session_without_the_decree_stays_closed(kisah: Kisah) -> None:
    void(kisah, "SK.TUK")

    assert refused(start, kisah) == NO_DECREE


def test_t4_session_without_a_verification_stays_closed(kisah: Kisah) -> None:
    void(kisah, "VERIFIKASI.TUK")
    void(kisah, "SK.TUK")

    assert refused(start, kisah) == f"{NO_VERIFICATION} {NO_DECREE}"


def test_t4_schedule_from_before_the_gate_is_not_asked(kisah: Kisah) -> None:
    void(kisah, "VERIFIKASI.TUK")
    void(kisah, "SK.TUK")
    with tenant(kisah.rumah.lsp.pk):
        Jadwal.objects.filter(pk=kisah.jadwal[0].pk).update(asks_tuk=False)

    start(kisah)

    assert kisah._asesmen(kisah.kasus[0]).status == "berlangsung"


@pytest.mark.parametrize(
    ("kind", "days", "counts"),
    [("Sewaktu", 7, False), ("Tempat Kerja", 7, False), ("Mandiri", 7, True), ("Mandiri", 36 * 30 + 60, False)],
)
def test_t3_only_a_standing_tuk_is_used_again_and_not_for_ever(
    kisah: Kisah, kind: str, days: int, counts: bool
) -> None:
    lsp_id, first = kisah.rumah.lsp.pk, kisah._jadwal(kisah.jadwal[0])
    with tenant(lsp_id):
        Tuk.objects.filter(pk=first.tuk_id).update(kind=kind)
        Surat.objects.filter(code="SK.TUK").update(valid_until=first.day + dt.timedelta(days=36 * 30))
        again = Jadwal.objects.create(
            versi=first.versi, mode=first.mode, medium=first.medium, uji_coba=True, day=first.day + dt.timedelta(days=days),
            starts=first.starts, ends=first.ends, zone=first.zone, tuk=Tuk.objects.get(pk=first.tuk_id), key=first.key,
            meeting_link=first.meeting_link, asks_tuk=True, changed_at=kisah.at(11),
        )  # fmt: skip
        lsp = Lsp.objects.get(pk=lsp_id)

        assert (verification_of(again, lsp) is not None, decree_of(again) is not None) == (counts, counts)


def test_t2_decree_makes_the_place_usable_for_the_skema_on_its_day(kisah: Kisah) -> None:
    jadwal, decree = kisah._jadwal(kisah.jadwal[0]), letter(kisah, "SK.TUK")

    with tenant(kisah.rumah.lsp.pk):
        row = LingkupTuk.objects.get(tuk=jadwal.tuk, sk_number=decree.lembar.number)
    assert (row.valid_from, row.valid_until, decree.valid_from) == (jadwal.day, jadwal.day, jadwal.day)


def test_t2_place_found_unfit_gets_no_decree_and_may_be_verified_again(kisah: Kisah) -> None:
    rumah, jadwal = kisah.rumah, kisah._jadwal(kisah.jadwal[0])
    for code in ("SK.TUK", "VERIFIKASI.TUK", "SPT.TUK", "PENUNJUKAN.TUK"):
        void(kisah, code)

    unfit = persuratan.verify(rumah, jadwal, rumah["asesor"], at=kisah.at(11, 13), fit=False)

    with tenant(rumah.lsp.pk):
        assert not Surat.objects.filter(code="SK.TUK").exclude(status="batal").exists()
    assert (unfit.outcome, unfit.status) == ("tidak_sesuai", "ditandatangani")
    draft(kisah, "VERIFIKASI.TUK", who="asesor", asesor=unfit.asesor)
    assert letter(kisah, "VERIFIKASI.TUK").status == "disusun"


def test_t2_unmet_requirement_bars_the_decision_sesuai(kisah: Kisah) -> None:
    void(kisah, "VERIFIKASI.TUK")
    asesor = letter(kisah, "SPT.TUK").asesor
    surat = draft(kisah, "VERIFIKASI.TUK", who="asesor", asesor=asesor)
    posted = {"persyaratan/1/kondisi": ["tidak_sesuai"], "keputusan": ["sesuai"]}

    filled, _part = kisah.rumah["asesor"].does(
        save_surat, JENIS[surat.code], fresh(kisah.rumah, surat), posted, at=kisah.at(11, 14), partial=False
    )

    said = {one.path: one.message for one in filled.problems}
    assert said["keputusan"] == "Ada 1 hal yang tidak sesuai; keputusannya tidak dapat Sesuai."
    assert "persyaratan/1/catatan" in said


def test_a7_place_is_verified_by_the_asesor_whom_the_order_names(kisah: Kisah) -> None:
    void(kisah, "VERIFIKASI.TUK")
    other = kisah.rumah.asesor["asesor2"]

    assert refused(draft, kisah, "VERIFIKASI.TUK", who="asesor2", asesor=other).startswith(
        "SPT verifikasi TUK belum terbit"
    )
    named = letter(kisah, "SPT.TUK").asesor
    assert refused(draft, kisah, "VERIFIKASI.TUK", who="asesor2", asesor=named) == (
        "Bagian ini diisi dan ditandatangani oleh asesor yang ditugaskan."
    )


def test_e18_place_is_not_verified_before_the_order_is_received(kisah: Kisah) -> None:
    for code in ("VERIFIKASI.TUK", "SPT.TUK"):
        void(kisah, code)
    asesor = kisah.rumah.asesor["asesor"]
    order = draft(kisah, "SPT.TUK", asesor=asesor)
    sign(kisah.rumah, kisah.rumah["ketua"], [order], at=kisah.at(11, 14))

    assert (
        refused(draft, kisah, "VERIFIKASI.TUK", who="asesor", asesor=asesor)
        == "Tandai SPT verifikasi TUK diterima dulu."
    )
    kisah.rumah["asesor"].does(receive_surat, JENIS["SPT.TUK"], fresh(kisah.rumah, order), at=kisah.at(11, 15))
    draft(kisah, "VERIFIKASI.TUK", who="asesor", asesor=asesor)


def test_a7_order_follows_no_session(kisah: Kisah) -> None:
    for code in ("VERIFIKASI.TUK", "SPT.TUK"):
        void(kisah, code)

    late = refused(draft, kisah, "SPT.TUK", asesor=kisah.rumah.asesor["asesor"], day=12)

    assert late == "Asesmennya sudah dimulai; SPT verifikasi TUK tidak boleh menyusul."


def test_void_letter_keeps_its_number_and_its_successor_names_it(kisah: Kisah) -> None:
    former = void(kisah, "PENUNJUKAN.TUK")

    successor = draft(kisah, "PENUNJUKAN.TUK")

    said = said_in(kisah, successor)
    with tenant(kisah.rumah.lsp.pk):
        number = LetterNumber.objects.get(text=former.lembar.number)
        serials = sorted(LetterNumber.objects.filter(kind=number.kind).values_list("serial", flat=True))
    assert (said["menggantikan"], successor.lembar.corrects_id) == (former.lembar.number, former.lembar.pk)
    assert (number.void_reason, serials, former.lembar.locked_at is not None) == ("Salah ketik.", [1, 2], True)


def test_letter_is_voided_by_the_office_with_a_reason(kisah: Kisah) -> None:
    assert refused(void, kisah, "SK.TUK", who="asesor") == "Surat ini disusun oleh Admin LSP atau Manajer Sertifikasi."
    assert refused(void, kisah, "SK.TUK", reason=" ").startswith("Tuliskan alasan pembatalan")


def test_dibuat_diperiksa_disetujui_sign_in_that_order(kisah: Kisah) -> None:
    void(kisah, "DAFTAR.ASESI")
    surat, rumah = draft(kisah, "DAFTAR.ASESI"), kisah.rumah

    assert (
        refused(sign, rumah, rumah["ketua"], [surat], at=kisah.at(11, 14))
        == "Bagian ini ditandatangani oleh Admin LSP."
    )
    for key in ("admin", "manajer"):
        sign(rumah, rumah[key], [surat], at=kisah.at(11, 14))
        assert fresh(rumah, surat).status == "disusun"
    sign(rumah, rumah["ketua"], [surat], at=kisah.at(12, 8))

    with tenant(rumah.lsp.pk):
        roles = list(surat.lembar.signatures.order_by("id").values_list("role", flat=True))
    assert (fresh(rumah, surat).status, roles) == ("ditandatangani", ["admin", "manajer", "ketua"])


def test_batch_lists_every_hash_in_one_act(kisah: Kisah) -> None:
    for code in ("PENUNJUKAN.TUK", "SK.TUK"):
        void(kisah, code)
    letters = [draft(kisah, "PENUNJUKAN.TUK"), draft(kisah, "SK.TUK")]

    sign(kisah.rumah, kisah.rumah["ketua"], letters, at=kisah.at(11, 14))

    rows = [fresh(kisah.rumah, one) for one in letters]
    with tenant(kisah.rumah.lsp.pk):
        acts = {one.lembar.signatures.get().act for one in rows}
        (act,) = acts
        assert {doc["sha256"] for doc in docs_of(act)} == {one.lembar.sha256 for one in rows}


def test_letter_whose_facts_changed_since_it_was_shown_is_read_again(kisah: Kisah) -> None:
    void(kisah, "PENUNJUKAN.TUK")
    surat = draft(kisah, "PENUNJUKAN.TUK")
    with tenant(kisah.rumah.lsp.pk):
        Tuk.objects.filter(pk=kisah.rumah.tuk.pk).update(address="Jl. Pindah 9")

    with pytest.raises(StaleAct):
        sign(kisah.rumah, kisah.rumah["ketua"], [surat], at=kisah.at(11, 14))


def test_second_letter_of_a_kind_is_refused(kisah: Kisah) -> None:
    assert refused(draft, kisah, "PENUNJUKAN.TUK") == "Surat ini sudah ada. Buka surat itu, atau batalkan dulu."


def test_e15_minutes_of_a_disturbance_say_what_paused_and_what_is_given_back(kisah: Kisah) -> None:
    rumah, jenis = kisah.rumah, JENIS["BA.GANGGUAN"]
    assert refused(draft, kisah, "BA.GANGGUAN", who="asesor").startswith("Asesmennya belum dimulai")
    surat = draft(kisah, "BA.GANGGUAN", who="asesor", day=12)

    with pytest.raises(Gaps):
        sign(rumah, rumah["asesor"], [surat], at=kisah.at(12, 13))
    rumah["asesor"].does(save_surat, jenis, fresh(rumah, surat), DISTURBANCE, at=kisah.at(12, 13), partial=False)
    sign(rumah, rumah["asesor"], [surat], at=kisah.at(12, 13))
    sign(rumah, rumah["manajer"], [surat], at=kisah.at(12, 14))

    said = said_in(kisah, surat)
    assert (fresh(rumah, surat).status, said["menit_kembali"]) == ("ditandatangani", 20)
    draft(kisah, "BA.GANGGUAN", who="asesor", day=12)  # a second trouble has its own minutes


def test_e15_minutes_are_written_by_the_asesor_on_duty(kisah: Kisah) -> None:
    assert (
        refused(draft, kisah, "BA.GANGGUAN", who="asesor2", day=12) == "Hanya asesor yang ditugaskan pada jadwal ini."
    )


def test_written_part_closes_with_the_first_signature(kisah: Kisah) -> None:
    surat = letter(kisah, "VERIFIKASI.TUK")

    said = refused(kisah.rumah["asesor"].does, save_surat, JENIS[surat.code], surat, {}, at=kisah.at(11))

    assert said == "Surat ini sudah mulai ditandatangani; isinya tidak dapat diubah lagi."


def test_photo_of_a_record_is_what_it_claims_to_be(kisah: Kisah) -> None:
    void(kisah, "VERIFIKASI.TUK")
    asesor = letter(kisah, "SPT.TUK").asesor
    surat = fresh(kisah.rumah, draft(kisah, "VERIFIKASI.TUK", who="asesor", asesor=asesor))

    said = refused(
        kisah.rumah["asesor"].does,
        add_foto,
        JENIS[surat.code],
        surat,
        b"MZ\x90",
        name="foto.jpg",
        label="",
        at=kisah.at(11),
    )

    assert said


def test_photo_and_locked_record_stand_against_raw_sql(kisah: Kisah) -> None:
    foto = letter(kisah, "VERIFIKASI.TUK").foto_set
    with tenant(kisah.rumah.lsp.pk):
        row = foto.get()
    sheet = letter(kisah, "VERIFIKASI.TUK").lembar

    for statement, pk in (
        ("UPDATE process_suratfoto SET label = 'x' WHERE id = %s", row.pk),
        ("UPDATE documents_lembar SET title = 'x' WHERE id = %s", sheet.pk),
    ):
        with (
            tenant(kisah.rumah.lsp.pk),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [pk])


def test_sent_letter_says_so(kisah: Kisah) -> None:
    surat = letter(kisah, "SK.TUK")

    kisah.rumah["admin"].does(send_surat, surat, JENIS["SK.TUK"], at=kisah.at(11, 13))

    assert fresh(kisah.rumah, surat).status == "terkirim"


def test_d3_letter_bears_the_day_of_its_first_signature(kisah: Kisah) -> None:
    decree = letter(kisah, "SK.TUK")
    assert decree.signed_at is not None

    assert said_in(kisah, decree)["tanggal_surat"] == local_date(decree.signed_at).isoformat()


def test_t2_called_back_decree_makes_the_place_unusable_again(kisah: Kisah) -> None:
    """It never came into force, so nothing of the coverage stays; the audit keeps that it was."""
    jadwal, decree = kisah._jadwal(kisah.jadwal[0]), letter(kisah, "SK.TUK")

    void(kisah, "SK.TUK")

    with tenant(kisah.rumah.lsp.pk):
        assert not LingkupTuk.objects.filter(tuk=jadwal.tuk, sk_number=decree.lembar.number).exists()
        assert AuditEntry.objects.filter(kind="lingkup.ended").count() == 1


def test_t2_decree_called_back_later_ends_the_day_before(kisah: Kisah) -> None:
    jadwal, decree = kisah._jadwal(kisah.jadwal[0]), letter(kisah, "SK.TUK")
    with tenant(kisah.rumah.lsp.pk):
        LingkupTuk.objects.filter(sk_number=decree.lembar.number).update(valid_until=jadwal.day + dt.timedelta(days=90))

    kisah.rumah["admin"].does(
        void_surat, JENIS["SK.TUK"], fresh(kisah.rumah, decree), reason="Alamat pindah.", at=kisah.at(20)
    )

    with tenant(kisah.rumah.lsp.pk):
        row = LingkupTuk.objects.get(sk_number=decree.lembar.number)
    assert row.valid_until == kisah.at(19).date()


def test_t2_file_keeps_the_requirements_by_which_the_place_was_judged(kisah: Kisah) -> None:
    """A later SK persyaratan is not what the asesor looked for on the day."""
    rumah, jadwal = kisah.rumah, kisah._jadwal(kisah.jadwal[0])
    with tenant(rumah.lsp.pk):
        judged = requirements_of(jadwal, rumah.lsp)
    again = rumah["admin"].does(
        draft_surat, JENIS["SK.PERSYARATAN.TUK"], versi=jadwal.versi, mode=jadwal.mode, at=kisah.at(12)
    )
    with tenant(rumah.lsp.pk):
        Surat.objects.filter(pk=again.pk).update(status="ditandatangani", signed_at=kisah.at(12))
        in_force, named = syarat_of(jadwal.versi, jadwal.mode), requirements_of(jadwal, rumah.lsp)

    assert judged is not None
    assert in_force is not None
    assert (in_force.pk, named.pk if named else 0) == (again.pk, judged.pk)


def test_first_requirements_of_a_version_begin_with_what_its_skema_asks_of_a_tuk(kisah: Kisah) -> None:
    """SOP 1.2.1: the SK begins with the rows of the skema, not with the common ones."""
    rumah, at = kisah.rumah, kisah.at(12)
    versi = rumah["manajer"].does(revise_versi, rumah.versi, at=at)
    with tenant(rumah.lsp.pk):
        rows = ({"item": "Luksmeter", "specification": "terkalibrasi", "amount": "1"},)
        edit_versi(versi, {"tuk_requirements": rows}, actor=rumah["manajer"].actor(at))

    surat = rumah["admin"].does(draft_surat, JENIS["SK.PERSYARATAN.TUK"], versi=versi, mode="hibrida", at=at)

    with tenant(rumah.lsp.pk):
        found = syarat_in(answers_in(content_of(surat.lembar)))
    assert [tuple(one) for one in found] == [("Luksmeter", "terkalibrasi", "1")]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"), ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -36, "2023-01-15"),
        ("2026-11-28", 36, "2029-11-28"), ("2026-12-01", 1, "2027-01-01"),
    ],
)  # fmt: skip
def test_t3_month_is_a_calendar_month(day: str, months: int, later: str) -> None:
    assert months_later(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)


def test_t3_standing_place_counts_to_the_same_day_of_its_last_month(kisah: Kisah) -> None:
    """36 months after the verification it still counts, and a day later it does not; by days it would end weeks before."""
    first = kisah._jadwal(kisah.jadwal[0])
    with tenant(kisah.rumah.lsp.pk):
        Tuk.objects.filter(pk=first.tuk_id).update(kind="Mandiri")
        lsp, row = Lsp.objects.get(pk=kisah.rumah.lsp.pk), letter(kisah, "VERIFIKASI.TUK")
        assert row.signed_at is not None
        last = months_later(row.signed_at.date(), lsp.tuk_months)
        first.tuk.refresh_from_db()
        found = []
        for day in (last, last + dt.timedelta(days=1)):
            first.day = day
            found.append(verification_of(first, lsp) is not None)

    assert found == [True, False]
