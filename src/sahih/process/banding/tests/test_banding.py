"""An appeal from FR.AK.04 to its outcome (B2–B7, FX11, PL7)."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from sahih.documents.sheets import answers_in, content_of, signed_contents
from sahih.documents.signing import StaleAct
from sahih.insight.berkas.collect import case_of, sheets_of
from sahih.institution.lsp.models import Lsp
from sahih.institution.tuk.models import Tuk
from sahih.kernel.holds import open_holds, place_hold
from sahih.kernel.keys import destroy_data_key
from sahih.kernel.policy import Refused, Unseen
from sahih.kernel.tenancy import tenant
from sahih.kernel.workdays import is_workday, workdays_after
from sahih.materials.perangkat.policies import is_no_asesi
from sahih.process.asesmen.models import Asesmen
from sahih.process.banding import actions as act
from sahih.process.banding.models import Banding
from sahih.process.banding.policies import may_handle, terms
from sahih.process.banding.queries import get_banding, handled_by
from sahih.process.contoh import akhir, jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.orang import Pemeran
from sahih.process.sertifikat.actions import open_request, present_request, sign_request
from sahih.process.sertifikat.models import PermintaanBaris
from sahih.process.sertifikat.queries import request_rows
from sahih.process.tests.jalan import sentence_of, undone

UNTIL = "decide"
# The fifth is not yet competent.
ASESI = 5
BK, K = 4, 0


def lodge(kisah: Kisah, index: int = BK, *, day: int = 21) -> Banding:
    return akhir.lodge(kisah, kisah.kasus[index], day=day)


def close(kisah: Kisah, banding: Banding, *, who: str = "mutu") -> None:
    at = kisah.at(22)
    kisah.rumah[who].does(act.receive_banding, banding, at=at)
    kisah.rumah[who].does(act.close_banding, banding, outcome="Keputusan tetap.", at=at)


def ask(kisah: Kisah) -> Any:
    return kisah.rumah["admin"].does(open_request, kisah.rapat, at=kisah.at(22))


def test_fx11_asesi_appeals_at_once_and_keeps_a_receipt_with_number_and_time(kisah: Kisah) -> None:
    banding = lodge(kisah)

    assert (banding.status, banding.kind, banding.is_late) == ("diajukan", "banding", False)
    assert "BDG-UJI" in banding.number
    assert banding.filed_at == kisah.at(21, 16)
    with tenant(kisah.rumah.lsp.pk):
        assert banding.lembar.locked_at == banding.filed_at
        assert content_of(banding.lembar)["fields"]["nomor_skema"] == kisah.rumah.versi.skema.number


def test_b5_days_are_working_days_told_before_and_kept_as_promised(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk), connection.cursor() as cursor:
        cursor.execute("UPDATE institution_lsp SET banding_within = 2, banding_answer_within = 3")
    filed = kisah.at(21).date()

    banding = lodge(kisah)

    told = " ".join(terms(Lsp.objects.get(pk=kisah.rumah.lsp.pk)))
    assert "paling lambat 2 hari kerja" in told
    assert "tetap diterima dan dicatat terlambat" in told
    assert kisah.rapat.decreed_on is not None
    assert banding.file_by == workdays_after(kisah.rapat.decreed_on, 2)
    assert (banding.answer_by, banding.decide_by) == (workdays_after(filed, 3), workdays_after(filed, 14))


def test_b5_workdays_leave_out_weekends_and_national_holidays() -> None:
    assert [is_workday(dt.date(2026, 8, day)) for day in (14, 15, 16, 17, 18)] == [True, False, False, False, True]
    assert workdays_after(dt.date(2026, 8, 14), 1) == dt.date(2026, 8, 18)


def test_b5_late_filing_is_taken_and_recorded_as_late(kisah: Kisah) -> None:
    banding = lodge(kisah, day=60)

    assert (banding.status, banding.is_late) == ("diajukan", True)


def test_b6_one_decision_is_appealed_against_once(kisah: Kisah) -> None:
    banding, who, at = lodge(kisah), kisah.kasus[BK].who, kisah.at(21, 17)

    again = who.does(act.open_banding, akhir.decision_of(kisah, kisah.kasus[BK]), at=at)
    with pytest.raises(Refused) as refusal:
        who.signs([again.lembar], act.file_banding, again, at=at)

    assert again.pk == banding.pk
    assert "satu keputusan hanya dibanding sekali" in sentence_of(refusal.value)
    with tenant(kisah.rumah.lsp.pk), transaction.atomic(), pytest.raises(IntegrityError):
        Banding.objects.create(
            keputusan=banding.keputusan,
            kind="banding",
            lembar=banding.lembar,
            opened_at=at,
            file_by=at.date(),
            changed_at=at,
        )


def test_b4_after_k_it_is_kept_as_a_complaint_and_holds_nothing(kisah: Kisah) -> None:
    banding = lodge(kisah, K)

    with tenant(kisah.rumah.lsp.pk):
        held = open_holds(banding.keputusan)
        asked = ask(kisah)
        rows = request_rows(asked)
    assert (banding.kind, held, len(rows)) == ("keluhan", [], ASESI)


def test_b4_nobody_appeals_for_another(kisah: Kisah) -> None:
    decision = akhir.decision_of(kisah, kisah.kasus[BK])

    for who in (kisah.kasus[K].who, kisah.rumah["admin"], kisah.rumah["asesor"], kisah.rumah["perusahaan"]):
        with pytest.raises(Refused):
            who.does(act.open_banding, decision, at=kisah.at(21))


def test_b7_fx11_open_appeal_keeps_its_asesi_out_of_the_request_until_it_ends(kisah: Kisah) -> None:
    """Nobody else waits for it; once it has ended the decision joins the list (CT2)."""
    banding = lodge(kisah)
    asked = ask(kisah)
    with tenant(kisah.rumah.lsp.pk):
        during = {row[0] for row in request_rows(asked)}

    close(kisah, banding)

    with tenant(kisah.rumah.lsp.pk):
        after = {row[0] for row in request_rows(asked)}
    assert len(during) == ASESI - 1
    assert after - during == {banding.keputusan.ref}


def test_b7_appeal_after_the_list_was_drawn_up_leaves_it_at_the_next_export(kisah: Kisah) -> None:
    asked = ask(kisah)

    banding = lodge(kisah, day=23)

    with tenant(kisah.rumah.lsp.pk):
        assert PermintaanBaris.objects.filter(keputusan=banding.keputusan).exists()
        assert banding.keputusan.ref not in {row[0] for row in request_rows(asked)}


def test_fx14_appellant_reads_no_items_until_the_appeal_ends(kisah: Kisah) -> None:
    """17024 7.4: an appeal may lead to a new assessment with the same items; a complaint after K does not."""
    appellant, skema, verdicts = kisah.kasus[BK].who, kisah.rumah.versi.skema_id, []

    def ask_for(who: Pemeran) -> bool:
        with tenant(kisah.rumah.lsp.pk):
            return bool(is_no_asesi(who.actor(kisah.at(21)), skema))

    verdicts.append(ask_for(appellant))
    banding = lodge(kisah)
    verdicts.append(ask_for(appellant))
    close(kisah, banding)
    verdicts.append(ask_for(appellant))
    lodge(kisah, K)

    assert (verdicts, ask_for(kisah.kasus[K].who)) == ([True, False, True], True)


def test_b7_nothing_of_the_case_is_destroyed_while_the_appeal_is_open(kisah: Kisah) -> None:
    banding = lodge(kisah)
    with tenant(kisah.rumah.lsp.pk):
        key = kisah._fresh(kisah.kasus[BK]).key
        with pytest.raises(Refused) as refusal:
            destroy_data_key(key, reason="Retensi habis.", at=kisah.at(30))

    close(kisah, banding)

    assert banding.number in sentence_of(refusal.value)
    with tenant(kisah.rumah.lsp.pk), undone():
        destroy_data_key(key, reason="Retensi habis.", at=kisah.at(30))
        assert key.destroyed_at


@pytest.mark.parametrize("who", ["asesor", "komite1"])
def test_b3_who_took_part_does_not_handle_the_appeal(kisah: Kisah, who: str) -> None:
    """Even with the right: it is the part in the case that bars."""
    banding = lodge(kisah)
    with tenant(kisah.rumah.lsp.pk):
        actor = kisah.rumah[who].actor(kisah.at(22))
        with_right = replace(actor, rights=actor.rights | {"banding.handle"})
        with pytest.raises(Refused) as refusal:
            act.receive_banding(banding, actor=with_right, at=kisah.at(22))

    assert "Anda terlibat" in sentence_of(refusal.value)


def test_b2_appellant_sees_each_state_and_nobody_else_does(kisah: Kisah) -> None:
    banding = lodge(kisah)

    with tenant(kisah.rumah.lsp.pk):
        own, other = (kisah.kasus[one].who.actor(kisah.at(22)) for one in (BK, K))
        seen = [get_banding(own, banding.ref).status]
        close(kisah, banding)
        ended = get_banding(own, banding.ref)
        with pytest.raises(Unseen):
            get_banding(other, banding.ref)

    assert seen == ["diajukan"]
    assert (ended.status, ended.outcome) == ("selesai", "Keputusan tetap.")


def test_outcome_without_words_is_refused(kisah: Kisah) -> None:
    banding = lodge(kisah)
    kisah.rumah["mutu"].does(act.receive_banding, banding, at=kisah.at(22))

    with pytest.raises(Refused):
        kisah.rumah["mutu"].does(act.close_banding, banding, outcome=" ", at=kisah.at(22))


def test_pl7_appeal_was_explained_before_the_assessment(kisah: Kisah) -> None:
    """FR.AK.01 bears it, accepted by the asesi before any evidence."""
    with tenant(kisah.rumah.lsp.pk):
        asesmen = Asesmen.objects.get(peserta__permohonan=kisah.kasus[BK].permohonan)
        assert asesmen.ak01 is not None
        said = [content["accepted"] for row, content in signed_contents(asesmen.ak01) if row.role == "asesi"]

    assert said[0]["banding"] == "ya"


def test_fr_ak_04_stands_in_the_file_of_the_case(kisah: Kisah) -> None:
    lodge(kisah)

    with tenant(kisah.rumah.lsp.pk):
        codes = [one.code for one in sheets_of(case_of(kisah._fresh(kisah.kasus[BK])))]

    assert codes[-1] == "FR.AK.04"


def test_b4_appellant_who_also_works_at_the_lsp_finds_their_own_draft(kisah: Kisah) -> None:
    """L11: in a rehearsal staff are asesi; another officer sees no draft (B2)."""
    kasus, at = kisah.kasus[BK], kisah.at(21)
    with tenant(kisah.rumah.lsp.pk):
        decision = Asesmen.objects.get(peserta__permohonan=kasus.permohonan).keputusan
    draft = kasus.who.does(act.open_banding, decision, at=at)

    with tenant(kisah.rumah.lsp.pk):
        people = (kasus.who, kisah.rumah["mutu"])
        own, other = (replace(one.actor(at), rights=frozenset({"banding.handle"})) for one in people)
        assert get_banding(own, draft.ref) == draft
        with pytest.raises(Unseen):
            get_banding(other, draft.ref)


def counted(request: Any) -> dict[str, str]:
    return answers_in(content_of(request.surat))["rows"]["skema"][0]["cells"]


def test_b7_unsigned_letter_to_bnsp_counts_anew_when_an_appeal_begins_or_ends(kisah: Kisah) -> None:
    """CT1: its counts are those of the list that goes with it."""
    asked = ask(kisah)
    with tenant(kisah.rumah.lsp.pk):
        before = counted(asked)["asesi"]
    banding = lodge(kisah, day=23)
    with tenant(kisah.rumah.lsp.pk):
        during = counted(asked)["asesi"]

    close(kisah, banding)

    with tenant(kisah.rumah.lsp.pk):
        assert (before, during, counted(asked)["asesi"]) == (str(ASESI), str(ASESI - 1), str(ASESI))


def test_b7_letter_with_the_counts_of_before_is_not_signed(kisah: Kisah) -> None:
    asked, ketua = ask(kisah), kisah.rumah["ketua"]
    with tenant(kisah.rumah.lsp.pk):
        place_hold(akhir.decision_of(kisah, kisah.kasus[BK]), kind="banding", reason="Dibanding.", at=kisah.at(22))

    with pytest.raises(Refused) as refusal:
        ketua.signs([asked.surat], sign_request, asked, at=kisah.at(22))
    ketua.does(present_request, asked, at=kisah.at(22))
    ketua.signs([asked.surat], sign_request, asked, at=kisah.at(22))

    assert sentence_of(refusal.value).startswith("Jumlah asesi pada surat ini berubah")


def test_x1_appellant_signs_what_was_shown_with_the_facts_of_now(kisah: Kisah) -> None:
    who, at = kisah.kasus[BK].who, kisah.at(21, 16)
    banding = who.does(act.open_banding, akhir.decision_of(kisah, kisah.kasus[BK]), at=at)
    who.does(act.save_banding, banding, jawaban.AK04, at=at, partial=False)
    with tenant(kisah.rumah.lsp.pk):
        Tuk.objects.update(name="TUK Nama Baru")
        fresh = get_banding(who.actor(at), banding.ref)

    with pytest.raises(StaleAct):
        who.signs([fresh.lembar], act.file_banding, fresh, at=at)
    who.does(act.present_banding, fresh, at=at)
    who.signs([fresh.lembar], act.file_banding, fresh, at=at)

    with tenant(kisah.rumah.lsp.pk):
        assert content_of(fresh.lembar)["header"]["tuk_nama"] == "TUK Nama Baru"


@pytest.mark.parametrize("key", ["admin", "mutu", "asesor", "komite1", "asesi05"])
def test_b3_list_of_appeals_holds_what_the_policy_lets_one_handle_in_one_query(kisah: Kisah, key: str) -> None:
    banding = lodge(kisah)
    with tenant(kisah.rumah.lsp.pk):
        actor = kisah.rumah[key].actor(kisah.at(22))
        with_right = replace(actor, rights=actor.rights | {"banding.handle"})
        with CaptureQueriesContext(connection) as queries:
            found = list(handled_by(with_right))

        assert (bool(found), len(queries)) == (bool(may_handle(with_right, banding)), 1)
