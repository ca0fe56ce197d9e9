"""A MUK is validated by a team that signs one FR.VA; what it plans is to be improved, what is unfit is not used (FX9, K7)."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from sahih.documents.content import Context, Header
from sahih.documents.correcting import still_says
from sahih.documents.fr import FORMS
from sahih.documents.fr.va.rules import rows as va_rows
from sahih.documents.models import Lembar
from sahih.documents.sheets import Gaps, chain_of, content_of, current_part, lock_lembar, open_lembar, save_lembar
from sahih.insight.antrean.muk import team_validations
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.roles import Role
from sahih.institution.asesor.models import Asesor
from sahih.kernel.audit import AuditEntry
from sahih.kernel.holds import Hold
from sahih.kernel.outbox import Message
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.lingkup.models import LingkupAsesor
from sahih.materials.perangkat.actions import export_muk, see_keys
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.pengesahan import open_improvements
from sahih.materials.perangkat.policies import TIDAK_LAYAK, may_be_used
from sahih.materials.perangkat.queries import usable_for
from sahih.process.contoh import muk as contoh
from sahih.process.contoh import validasi as story
from sahih.process.contoh.rumah import Rumah
from sahih.process.kaji_ulang.actions import close_improvement
from sahih.process.kaji_ulang.models import Perbaikan
from sahih.process.permohonan.actions import open_permohonan
from sahih.process.validasi import actions as act
from sahih.process.validasi.models import AnggotaTim, Peran, Validasi
from sahih.process.validasi.policies import may_read_validasi, team_gaps
from sahih.process.validasi.queries import ROLE, improvements_from, next_review, va_context

UNTIL = "open_house"
ASESI = 0
DAY = dt.timedelta(days=1)


def gaps(house: Rumah, muk: Muk, team: dict[str, Peran], at: dt.datetime) -> list[str]:
    with tenant(house.lsp.pk):
        return team_gaps(muk, story.calon(house, team), day=at.date())


def improvements(house: Rumah) -> list[tuple[str, str, str, str]]:
    with tenant(house.lsp.pk):
        rows = Perbaikan.objects.filter(withdrawn_at=None).select_related("lembar", "muk").order_by("id")
        return [(one.lembar.code if one.lembar else "", str(one.muk), one.owner, str(one.due_on)) for one in rows]


def may_use(house: Rumah, muk: Muk) -> bool:
    with tenant(house.lsp.pk):
        fresh = contoh.fresh(house, muk)
        assert bool(may_be_used(fresh, fresh.versi)) == usable_for(fresh.versi).filter(pk=fresh.pk).exists()
        return bool(may_be_used(fresh, fresh.versi))


# --- the team ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("team", "said"),
    [
        ({"asesor2": Peran.LEAD, "asesor": Peran.ASESOR, "mutu": Peran.MANAJER}, ""),
        ({"asesor2": Peran.LEAD, "asesor": Peran.ASESOR}, "tidak menyusun dan tidak mengesahkan"),
        ({"asesor": Peran.LEAD, "asesor2": Peran.ASESOR, "mutu": Peran.MANAJER}, "orang lain yang mengetuai"),
        ({"asesor2": Peran.LEAD, "mutu": Peran.MANAJER}, "paling sedikit satu asesor kompetensi"),
        ({"asesor2": Peran.ASESOR, "asesor": Peran.ASESOR, "mutu": Peran.MANAJER}, "satu ketua"),
        ({"mutu": Peran.LEAD, "asesor": Peran.ASESOR}, "bukan asesor LSP ini"),
        ({"asesor2": Peran.LEAD, "asesor": Peran.ASESOR, "admin": Peran.MANAJER}, "bukan Manajer Mutu"),
        ({"asesor2": Peran.LEAD, "asesor": Peran.ASESOR, "mutu": Peran.MANAJER, "manajer": Peran.MANAJER}, "paling banyak 1"),
        ({}, "satu ketua"),
    ],
)  # fmt: skip
def test_k7_team_is_refused_with_every_reason(
    house: Rumah, muk: Muk, at: dt.datetime, team: dict[str, Peran], said: str
) -> None:
    found = gaps(house, muk, team, at)

    assert (found == []) == (said == "")
    assert said in " ".join(found)


def test_a_long_title_does_not_keep_a_validation_from_being_opened(house: Rumah, at: dt.datetime) -> None:
    """The mail that tells the lead of it could not hold the title, and the act failed with it."""
    long = contoh.validated(house, at=at, title="Paket " + "x" * 194)

    row = story.opened(house, long, at=at)

    with tenant(house.lsp.pk):
        told = Message.objects.filter(subject__startswith="FR.VA untuk MUK").latest("id")
    assert row.status == "diisi"
    assert (len(told.subject), told.subject[-1]) == (200, "…")


def test_k7_second_account_of_the_penyusun_does_not_lead(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    """D2: a human being is known by NIK."""
    own = house["asesor"].user.person
    Person.objects.filter(pk=house["asesor2"].user.person.pk).update(nik_index=own.nik_index)
    house["asesor2"].user.person.refresh_from_db()

    found = " ".join(gaps(house, muk, dict(story.TEAM), at))

    assert "orang lain yang mengetuai" in found
    assert "Satu orang duduk satu kali" in found


@pytest.mark.parametrize("lapsed", ["certificate", "competence"])
def test_a5_a6_asesor_is_able_on_the_day_of_the_validation(
    house: Rumah, muk: Muk, at: dt.datetime, lapsed: str
) -> None:
    asesor, yesterday = house.asesor["asesor2"], at.date() - DAY
    with tenant(house.lsp.pk):
        if lapsed == "certificate":
            Asesor.objects.filter(pk=asesor.pk).update(certified_until=yesterday)
        else:
            LingkupAsesor.objects.filter(asesor=asesor).update(valid_until=yesterday)

    found = gaps(house, muk, dict(story.TEAM), at)

    assert [one for one in found if one.startswith("Nur Aini")] == found != []


def test_team_that_lapsed_meanwhile_does_not_sign(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    row = story.opened(house, muk, at=at)
    story.fill(house, row, at=at)
    with tenant(house.lsp.pk):
        Asesor.objects.filter(pk=house.asesor["asesor"].pk).update(certified_until=at.date())

    with pytest.raises(Refused, match="Joko Susilo: sertifikat"):
        story.sign(house, row, "asesor2", at=at + DAY)


def test_validation_is_opened_once_over_a_muk_in_use(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    draft = contoh.drafted(house, at=at, title="Draf")
    story.opened(house, muk, at=at)

    for one, said in ((draft, "sudah disahkan"), (muk, "sedang berjalan")):
        with pytest.raises(Refused, match=said):
            story.opened(house, one, at=at)


def test_database_knows_one_open_validation_and_one_lead(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    row = story.opened(house, muk, at=at)
    with tenant(house.lsp.pk):
        with pytest.raises(IntegrityError), transaction.atomic():
            AnggotaTim.objects.create(validasi=row, person=house["manajer"].user.person, peran=Peran.LEAD)
        row.pk, row.ref = None, "x" * 16
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


# --- the sheet --------------------------------------------------------------------------------------
def test_fx9_sheet_bears_team_and_muk_and_cannot_be_signed_incomplete(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    row = story.opened(house, muk, at=at)
    with tenant(house.lsp.pk):
        content = content_of(row.lembar)

    assert [one["cells"]["nama"] for one in content["rows"]["tim"]] == ["Nur Aini", "Joko Susilo", "Hendra Gunawan"]
    assert content["rows"]["muk"][0]["cells"]["sidik"] == muk.content_sha256
    assert content["fields"]["nama_skema"] == muk.versi.title
    assert (content["fields"]["tim_1"], content["fields"]["tim_2"]) == ("Nur Aini", "Joko Susilo, Hendra Gunawan")
    with pytest.raises(Gaps):
        story.sign(house, row, "asesor2", at=at)


def test_members_sign_after_the_lead_and_nobody_else(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    row = story.opened(house, muk, at=at)
    story.fill(house, row, at=at)

    with pytest.raises(Refused, match="diisi oleh ketua tim"):
        story.sign(house, row, "mutu", at=at)
    row = story.sign(house, row, "asesor2", at=at)
    for who, said in (("asesor2", "sudah menandatangani"), ("manajer", "anggota timnya")):
        with pytest.raises(Refused, match=said):
            story.sign(house, row, who, at=at)
    with pytest.raises(Refused, match="isinya tidak berubah"):
        story.fill(house, row, at=at)


def test_signature_before_the_day_of_the_validation_is_refused(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    row = story.opened(house, muk, at=at)
    story.fill(house, row, at=at)

    with pytest.raises(Refused, match="dijadwalkan"):
        story.sign(house, row, "asesor2", at=at - DAY)


def test_fx9_plan_of_the_signed_sheet_becomes_improvements_of_the_muk(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    row = story.finished(house, muk, at=at)

    assert (row.status, row.outcome) == ("selesai", "layak_perbaikan")
    assert improvements(house) == [("FR.VA", str(muk), "Joko Susilo", "2027-03-31")]
    with tenant(house.lsp.pk):
        assert [one.reason for one in open_improvements(house.versi.skema)] == [story.IMPROVES["rencana/1/kegiatan"][0]]
        assert row.lembar.signatures.count() == 3
        kinds = AuditEntry.objects.filter(subject="validasi").order_by("id").values_list("kind", flat=True)
        assert list(kinds)[-2:] == ["validasi.found", "validasi.finish"]
    assert may_use(house, muk)


# --- what the team reads ----------------------------------------------------------------------------
def test_fx14_team_reads_the_keys_of_its_muk_while_it_validates_and_each_look_is_an_entry(
    house: Rumah, muk: Muk, at: dt.datetime
) -> None:
    """17024 7.4: the manajer mutu has no right of their own to a key, and none before and after."""
    mutu = house["mutu"]
    with pytest.raises(Refused, match="hanya dibuka oleh penyusun"):
        mutu.does(see_keys, muk, at=at)
    row = story.opened(house, muk, at=at)

    keys = mutu.does(act.see_va_keys, row, at=at)

    with tenant(house.lsp.pk):
        look = AuditEntry.objects.filter(kind="muk.keys_seen").latest("id")
    said = {"items": len(keys), "why": f"validasi {row.ref}"}
    assert (len(keys) > 0, look.new, look.person_id) == (True, said, mutu.user.person_id)
    with pytest.raises(Refused, match="hanya dibuka oleh penyusun"):  # of this validation, not of the MUK
        mutu.does(export_muk, muk, kind="yaml", with_keys=True, at=at)
    for who in ("manajer", "ketua", "admin"):
        with pytest.raises(Refused, match="anggota tim validasinya"):
            house[who].does(act.see_va_keys, row, at=at)
    mutu.does(act.cancel_validasi, row, reason="Rapat batal.", at=at)
    done = story.finished(house, muk, at=at)
    for one in (row, done):
        with pytest.raises(Refused, match="tertutup lagi bagi timnya"):
            mutu.does(act.see_va_keys, story.fresh(house, one), at=at)


def test_fx14_member_who_becomes_an_asesi_of_the_skema_reads_no_key(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    """The bar is stronger than a seat in the team; it follows the human being, not the account (D2)."""
    row = story.opened(house, muk, at=at)
    with tenant(house.lsp.pk):
        both = [house[one].user.person_id for one in ("mutu", "admin")]
        Person.objects.filter(pk__in=both).update(nik_index="m" * 64)
    house["admin"].does(open_permohonan, house.versi, mode="jarak_jauh", medium="nirkertas", uji_coba=True, at=at)

    with pytest.raises(Refused, match="Anda sedang menjadi asesi skema ini"):
        house["mutu"].does(act.see_va_keys, row, at=at)


# --- the outcome ------------------------------------------------------------------------------------
def test_fx9_unfit_muk_is_not_chosen_until_answered_and_validated_again(
    house: Rumah, muk: Muk, at: dt.datetime
) -> None:
    story.finished(house, muk, at=at, outcome="tidak_layak")
    assert not may_use(house, muk)
    with pytest.raises(Refused, match="Jawab dulu 1 perbaikan"):
        story.opened(house, muk, at=at + DAY)
    with tenant(house.lsp.pk):
        wanted = Perbaikan.objects.get()
    house["mutu"].does(close_improvement, wanted, "Petunjuk tambahan dibagikan.", at=at + DAY)
    assert not may_use(house, muk)  # an answer is no verdict

    story.finished(house, muk, at=at + DAY, outcome="layak")

    assert may_use(house, muk)


def test_fx13_member_who_does_not_agree_hands_it_back_and_all_sign_anew(
    house: Rumah, muk: Muk, at: dt.datetime
) -> None:
    row = story.opened(house, muk, at=at)
    story.fill(house, row, at=at, outcome="layak")
    row = story.sign(house, row, "asesor2", at=at)
    house["mutu"].does(act.give_back_va, row, note="Belum layak tanpa perbaikan.", at=at)
    row = story.fresh(house, row)
    assert (row.status, row.note) == ("diisi", "Belum layak tanpa perbaikan.")
    story.fill(house, row, at=at, outcome="layak_perbaikan")
    for who in story.TEAM:
        row = story.sign(house, row, who, at=at)

    with tenant(house.lsp.pk):
        chain = chain_of(Lembar.objects.get(pk=row.lembar_id))
        assert [one.signatures.count() for one in chain] == [1, 3]
    assert len(improvements(house)) == 1


def test_fx13_correction_changes_outcome_and_improvements_and_can_be_given_up(
    house: Rumah, muk: Muk, at: dt.datetime
) -> None:
    row = story.finished(house, muk, at=at, outcome="tidak_layak")
    house["asesor2"].does(act.correct_va, row, reason="Salah pilih.", at=at)
    assert not may_use(house, muk)  # the former word holds until the new one is signed
    house["asesor2"].does(act.drop_va_correction, story.fresh(house, row), reason="Sudah benar.", at=at)
    assert (story.fresh(house, row).status, may_use(house, muk)) == ("selesai", False)

    house["asesor2"].does(act.correct_va, story.fresh(house, row), reason="Salah pilih.", at=at)
    story.fill(house, row, at=at, outcome="layak")
    for who in story.TEAM:
        row = story.sign(house, row, who, at=at)

    assert (row.outcome, may_use(house, muk), improvements(house)) == ("layak", True, [])
    with tenant(house.lsp.pk):
        assert open_improvements(house.versi.skema) == []
        assert Hold.objects.filter(kind=TIDAK_LAYAK, lifted_at=None).count() == 0


def test_fx13_corrected_unfit_verdict_still_waits_for_the_answers_on_the_former_sheet(
    house: Rumah, muk: Muk, at: dt.datetime
) -> None:
    """FX9: a correction that says the same leaves its improvements on the sheet that asked first."""
    row = story.finished(house, muk, at=at, outcome="tidak_layak")
    house["asesor2"].does(act.correct_va, row, reason="Nama salah tulis.", at=at)
    for who in story.TEAM:
        row = story.sign(house, row, who, at=at)
    assert (row.status, row.outcome) == ("selesai", "tidak_layak")

    with pytest.raises(Refused, match="Jawab dulu 1 perbaikan"):
        story.opened(house, muk, at=at + DAY)
    with tenant(house.lsp.pk):
        assert [one.what for one in improvements_from(row)] == story.IMPROVES["rencana/1/kegiatan"]


@pytest.mark.parametrize("handed_back", [False, True])
def test_fx13_correction_of_a_team_that_lapsed_is_ended_and_the_signed_verdict_stands(
    house: Rumah, muk: Muk, at: dt.datetime, *, handed_back: bool
) -> None:
    """A handed-on correction holds the MUK for ever where a member can no longer sign; who answers for quality ends it."""
    row = story.finished(house, muk, at=at, outcome="tidak_layak")
    stands = row.lembar_id
    house["asesor2"].does(act.correct_va, row, reason="Salah pilih.", at=at)
    story.fill(house, row, at=at, outcome="layak")
    row = story.sign(house, row, "asesor2", at=at)
    with tenant(house.lsp.pk):
        Asesor.objects.filter(pk=house.asesor["asesor"].pk).update(certified_until=at.date())
    with pytest.raises(Refused, match="Joko Susilo: sertifikat"):
        story.sign(house, row, "mutu", at=at + DAY)
    if handed_back:
        house["mutu"].does(act.give_back_va, row, note="Tim berubah.", at=at + DAY)
    closed = story.fresh(house, row).lembar

    house["mutu"].does(act.cancel_validasi, story.fresh(house, row), reason="Sertifikat habis.", at=at + DAY)

    row = story.fresh(house, row)
    assert (row.status, row.outcome, row.lembar_id) == ("selesai", "tidak_layak", stands)
    assert (may_use(house, muk), len(improvements(house))) == (False, 1)
    with tenant(house.lsp.pk):
        closed.refresh_from_db()
        assert (closed.void_reason, closed.locked_at) == ("Sertifikat habis.", None)
    house["asesor2"].does(act.correct_va, row, reason="Sekali lagi.", at=at + DAY)  # what stands can be corrected
    with tenant(house.lsp.pk):
        again = Lembar.objects.get(pk=story.fresh(house, row).lembar_id)
        assert content_of(again)["fields"]["kesimpulan"] == "tidak_layak"  # and begins with what all signed


def test_fx13_second_correction_can_be_given_up_as_well(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    row = story.finished(house, muk, at=at)
    stands = row.lembar_id
    for _time in range(2):
        house["asesor2"].does(act.correct_va, story.fresh(house, row), reason="Ragu.", at=at)
        house["asesor2"].does(act.drop_va_correction, story.fresh(house, row), reason="Benar.", at=at)

    assert (story.fresh(house, row).status, story.fresh(house, row).lembar_id) == ("selesai", stands)


def test_fx9_hold_of_an_unfit_muk_names_the_newest_verdict(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    story.finished(house, muk, at=at, outcome="tidak_layak")
    with tenant(house.lsp.pk):
        wanted = Perbaikan.objects.get()
    house["mutu"].does(close_improvement, wanted, "Dibagikan.", at=at + DAY)

    story.finished(house, muk, at=at + DAY, outcome="tidak_layak")

    with tenant(house.lsp.pk):
        holds = Hold.objects.filter(kind=TIDAK_LAYAK, lifted_at=None).values_list("reason", flat=True)
        assert [(at + DAY).strftime("%d-%m-%Y") in one for one in holds] == [True]


def test_cancelled_validation_opens_nothing_and_another_may_begin(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    row = story.opened(house, muk, at=at)
    story.fill(house, row, at=at)
    story.sign(house, row, "asesor2", at=at)

    house["mutu"].does(act.cancel_validasi, story.fresh(house, row), reason="Rapat batal.", at=at)

    assert (story.fresh(house, row).status, improvements(house)) == ("batal", [])
    assert story.opened(house, muk, at=at).status == Validasi.Status.DIISI


# --- what was there before --------------------------------------------------------------------------
def test_sheet_of_the_former_version_still_says_the_same_after_the_upgrade(
    house: Rumah, muk: Muk, at: dt.datetime
) -> None:
    """A begun correction of an FR.VA that was signed under version 1 can still be given up (FX13)."""
    blocks = tuple(one for one in FORMS["FR.VA"].blocks if not getattr(one, "given", ""))
    before, told = replace(FORMS["FR.VA"], version=1, blocks=blocks), Context(Header(skema_judul="K3"), va_rows())
    with tenant(house.lsp.pk):
        sheet = open_lembar(before, told, key=muk.key, uji_coba=True, at=at)
        lock_lembar(sheet, current_part(sheet), at=at)

        said = [
            still_says(sheet, FORMS["FR.VA"], Context(Header(skema_judul=title), va_rows())) for title in ("K3", "Las")
        ]

    assert said == [True, False]


@pytest.mark.parametrize("kept", ["saved", "saved before the row said so", "only signed"])
def test_fx13_draft_of_the_former_version_is_of_the_new_one_once_it_is_kept_again(
    house: Rumah, muk: Muk, at: dt.datetime, *, kept: str
) -> None:
    """Row, content and the leaf in the log say one version; a sheet that was locked before stays what it was."""
    row, before = story.opened(house, muk, at=at), replace(FORMS["FR.VA"], version=1)
    with tenant(house.lsp.pk):
        facts = va_context(row)
        sheet, locked = (open_lembar(before, facts, key=muk.key, uji_coba=True, at=at) for _each in range(2))
        lock_lembar(locked, current_part(locked), at=at)
        Validasi.objects.filter(pk=row.pk).update(lembar=sheet)
    if kept != "only signed":
        story.fill(house, row, at=at)
    else:
        with tenant(house.lsp.pk):
            save_lembar(sheet, before, {}, facts, as_role=ROLE, at=at, partial=True)
        assert versions(house, row, locked) == [(1, 1), (1, 1)]
        house["asesor2"].does(act.present_va, story.fresh(house, row), at=at)
    assert versions(house, row, locked) == [(3, 3), (1, 1)]
    if kept == "saved before the row said so":
        with tenant(house.lsp.pk):
            Lembar.objects.filter(pk=sheet.pk).update(version=1)
        for who in story.TEAM:
            row = story.sign(house, row, who, at=at)

    assert versions(house, row, locked) == [(3, 3), (1, 1)]


def versions(house: Rumah, row: Validasi, *others: Lembar) -> list[tuple[int, object]]:
    """Of each sheet, what its row says and what its content says."""
    with tenant(house.lsp.pk):
        sheets = Lembar.objects.filter(pk__in=[story.fresh(house, row).lembar_id, *(one.pk for one in others)])
        return [(one.version, content_of(one)["form"]["version"]) for one in sheets.order_by("id")]


def test_fx9_validation_that_finds_the_muk_fit_is_its_next_look(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    """The task of the review ends with it, and the next one comes after the same interval."""
    with tenant(house.lsp.pk):
        first = next_review(muk)
    assert first == muk.review_on

    for days, outcome in ((30, "layak"), (60, "tidak_layak")):
        story.finished(house, muk, at=at + dt.timedelta(days=days), outcome=outcome)

        with tenant(house.lsp.pk):
            assert next_review(muk) == at.date() + dt.timedelta(days=30 + 365)


def test_queue_of_one_and_of_three_validations_takes_one_query(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    others = [contoh.validated(house, at=at, title=title) for title in ("Paket B", "Paket C")]
    counts = list[tuple[int, int]]()
    with tenant(house.lsp.pk):
        actor = house["asesor"].actor(at)
    for group in ([muk], others):
        for one in group:
            row = story.opened(house, one, at=at)
            story.fill(house, row, at=at)
            story.sign(house, row, "asesor2", at=at)
        with tenant(house.lsp.pk), CaptureQueriesContext(connection) as asked:
            counts.append((len(list(team_validations(actor))), len(asked)))

    assert counts == [(1, 1), (3, 1)]


def test_member_who_is_no_longer_able_still_reads_what_they_sit_over(house: Rumah, at: dt.datetime) -> None:
    """K7: the page says why the team cannot act, and how a member is replaced; it is not shut to those it speaks to."""
    row = story.opened(house, contoh.validated(house, at=at), at=at)

    with tenant(house.lsp.pk):
        seen = {
            key: bool(may_read_validasi(replace(house[key].actor(at), roles=frozenset({Role.ASESOR})), row, day=at.date()))
            for key in ("mutu", "komite1")
        }  # fmt: skip

    assert seen == {"mutu": True, "komite1": False}
