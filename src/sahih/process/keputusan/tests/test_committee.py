"""Gate 6: who may sit, explicit votes, papers in order (D1–D3, D5–D8)."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from sahih.documents.models import Lembar
from sahih.institution.accounts.actions import appoint
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.institution.relasi.actions import declare_relasi
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.actions import export_muk, see_keys
from sahih.materials.perangkat.models import Muk
from sahih.process.asesmen.actions import see_keys as see_asesmen_keys
from sahih.process.contoh.kisah import Kisah
from sahih.process.keputusan import actions as act
from sahih.process.keputusan.models import Keputusan, Rapat, Suara
from sahih.process.keputusan.policies import bars_to_sit
from sahih.process.permohonan.models import Permohonan
from sahih.process.tests.jalan import refusal_of, sentence_of

UNTIL = "report"
ASESI = 2
KOMITE = ("komite1", "komite2", "komite3")


def compose(kisah: Kisah, members: Any = KOMITE, *, day: Any = 17) -> Any:
    seats = [(Person.objects.get(pk=kisah.rumah[key].user.person_id), f"KT-{key}") for key in members]
    jadwal = kisah._jadwal(kisah.jadwal[0])
    return kisah.rumah["admin"].does(
        act.compose_rapat, jadwal, seats, meets_at=kisah.at(20, 13), place="Daring", at=kisah.at(day)
    )


def paper(rapat: Rapat, name: str) -> Lembar:
    sheet: Lembar = getattr(rapat, name)
    return sheet


def refused_compose(kisah: Kisah, *args: Any, **kwargs: Any) -> Any:
    with pytest.raises(Refused) as refusal:
        compose(kisah, *args, **kwargs)
    return sentence_of(refusal.value)


def invited(kisah: Kisah, members: Any = KOMITE) -> Any:
    rapat = compose(kisah, members)
    kisah._decree(rapat, "sk_komite", act.sign_sk_komite, at=kisah.at(17, 14))
    kisah._decree(rapat, "undangan", act.sign_undangan, at=kisah.at(18))
    return kisah._rapat(rapat)


def cases(kisah: Kisah, rapat: Any) -> Any:
    with tenant(kisah.rumah.lsp.pk):
        rows = Keputusan.objects.filter(rapat=rapat).select_related(
            "asesmen__peserta__permohonan__asesi", "rapat__jadwal"
        )
        return list(rows.order_by("id"))


def vote(kisah: Kisah, keputusan: Any, key: str, said: Any = "K", *, reason: Any = "", at: Any = None) -> Any:
    kisah.rumah[key].does(act.cast_vote, keputusan, vote=said, reason=reason, at=at or kisah.at(20, 14))


def vote_all(kisah: Kisah, rapat: Any, **said: Any) -> Any:
    for keputusan in cases(kisah, rapat):
        for key in KOMITE:
            word = said.get(key, "K")
            vote(kisah, keputusan, key, word, reason="" if word == "K" else "Bukti tidak terkini.")


def close(kisah: Kisah, rapat: Any, *, at: Any = None) -> Any:
    return kisah.rumah["admin"].does(act.close_votes, kisah._rapat(rapat), at=at or kisah.at(20, 15))


def refused_close(kisah: Kisah, rapat: Any) -> Any:
    with pytest.raises(Refused) as refusal:
        close(kisah, rapat)
    return sentence_of(refusal.value)


def outcomes(kisah: Kisah, rapat: Any) -> Any:
    return [one.outcome for one in cases(kisah, rapat)]


def test_d6_unanimous_votes_decide(kisah: Kisah) -> None:
    rapat = invited(kisah)
    vote_all(kisah, rapat)

    close(kisah, rapat)

    assert outcomes(kisah, rapat) == ["K", "K"]


def test_d6_majority_decides_against_the_recommendation_with_its_reasons(kisah: Kisah) -> None:
    """D8, D7: the reasons for BK stand in the decision."""
    rapat = invited(kisah)
    vote_all(kisah, rapat, komite1="BK", komite2="BK")

    close(kisah, rapat)

    assert outcomes(kisah, rapat) == ["BK", "BK"]
    assert {one.reason for one in cases(kisah, rapat)} == {"Bukti tidak terkini."}


def test_d7_recommendation_k_is_no_decision(kisah: Kisah) -> None:
    rapat = invited(kisah)

    assert outcomes(kisah, rapat) == ["", ""]
    assert {one.asesmen.recommendation for one in cases(kisah, rapat)} == {"K"}


def test_e19_decision_for_k_bears_a_reason_too(kisah: Kisah) -> None:
    rapat = invited(kisah)
    vote_all(kisah, rapat)

    close(kisah, rapat)

    assert all(one.reason for one in cases(kisah, rapat))


def test_d6_missing_vote_is_not_k(kisah: Kisah) -> None:
    rapat = invited(kisah)
    first, second = cases(kisah, rapat)
    for key in KOMITE:
        vote(kisah, first, key)
    vote(kisah, second, "komite1")

    said = refused_close(kisah, rapat)

    assert "2 suara belum masuk" in said
    assert outcomes(kisah, rapat) == ["", ""]


def test_d6_tie_is_never_k(kisah: Kisah) -> None:
    Lsp.objects.filter(pk=kisah.rumah.lsp.pk).update(quorum=2)
    rapat = invited(kisah, KOMITE[:2])
    for keputusan in cases(kisah, rapat):
        vote(kisah, keputusan, "komite1")
        vote(kisah, keputusan, "komite2", "BK", reason="Kurang.")

    said = refused_close(kisah, rapat)

    assert "suara seri" in said
    assert outcomes(kisah, rapat) == ["", ""]


def test_d6_newest_vote_of_a_member_counts_once(kisah: Kisah) -> None:
    rapat = invited(kisah)
    vote_all(kisah, rapat)
    for keputusan in cases(kisah, rapat):
        vote(kisah, keputusan, "komite1", "BK", reason="Setelah dibahas.")
        vote(kisah, keputusan, "komite2", "BK", reason="Setelah dibahas.")

    close(kisah, rapat)

    assert outcomes(kisah, rapat) == ["BK", "BK"]


def test_d6_below_the_quorum_no_committee_is_composed(kisah: Kisah) -> None:
    assert "Komite paling sedikit 3 orang." in refused_compose(kisah, KOMITE[:2])


def test_d6_one_person_in_two_seats_is_not_two(kisah: Kisah) -> None:
    assert "Komite paling sedikit 3 orang." in refused_compose(kisah, ("komite1", "komite1", "komite2"))


def test_d6_quorum_raised_after_composing_is_asked_again(kisah: Kisah) -> None:
    rapat = invited(kisah)
    vote_all(kisah, rapat)
    Lsp.objects.filter(pk=kisah.rumah.lsp.pk).update(quorum=4)

    assert "di bawah kuorum 4" in refused_close(kisah, rapat)


@pytest.mark.parametrize("said", ["", "k", "TL", "abstain"])
def test_d6_anything_but_k_or_bk_is_no_vote(kisah: Kisah, said: Any) -> None:
    keputusan = cases(kisah, invited(kisah))[0]

    with pytest.raises(Refused) as refusal:
        vote(kisah, keputusan, "komite1", said, reason="?")

    assert sentence_of(refusal.value) == "Pilih K atau BK; tidak memilih bukan suara."


def test_d8_departing_from_the_recommendation_without_reason_is_refused(kisah: Kisah) -> None:
    keputusan = cases(kisah, invited(kisah))[0]

    with pytest.raises(Refused) as refusal:
        vote(kisah, keputusan, "komite1", "BK", reason="  ")

    assert "Tuliskan alasannya" in sentence_of(refusal.value)


@pytest.mark.parametrize("key", ["admin", "ketua", "asesor", "manajer", "asesi01"])
def test_d6_only_members_of_this_meeting_vote(kisah: Kisah, key: str) -> None:
    keputusan = cases(kisah, invited(kisah))[0]

    with pytest.raises(Refused) as refusal:
        vote(kisah, keputusan, key)

    assert sentence_of(refusal.value) == "Suara hanya diberikan anggota komite rapat ini."


def test_d6_member_of_the_committee_who_does_not_sit_here_cannot_vote(kisah: Kisah) -> None:
    Lsp.objects.filter(pk=kisah.rumah.lsp.pk).update(quorum=2)
    keputusan = cases(kisah, invited(kisah, KOMITE[:2]))[0]

    with pytest.raises(Refused):
        vote(kisah, keputusan, "komite3")


def test_d2_the_asesor_does_not_sit(kisah: Kisah) -> None:
    """FX10: nobody decides on an assessment they made."""
    said = refused_compose(kisah, (*KOMITE, "asesor"))

    assert "Joko Susilo pernah mengases" in said


def test_d2_the_asesor_does_not_sit_under_a_second_account(kisah: Kisah) -> None:
    Person.objects.filter(pk=kisah.rumah["asesor"].user.person.pk).update(nik_index="j" * 64)
    Person.objects.filter(pk=kisah.rumah["komite3"].user.person.pk).update(nik_index="j" * 64)

    assert "Maya Anggraini pernah mengases" in refused_compose(kisah)


def test_d2_the_asesi_does_not_sit(kisah: Kisah) -> None:
    Person.objects.filter(pk=kisah.rumah["komite3"].user.person.pk).update(
        nik_index=Person.objects.get(pk=kisah.kasus[0].who.user.person.pk).nik_index
    )

    assert "Maya Anggraini adalah asesi" in refused_compose(kisah)


@pytest.mark.parametrize("by_account", [True, False])
def test_d2_the_trainer_does_not_sit(kisah: Kisah, *, by_account: Any) -> None:
    trainer = kisah.rumah["komite3"].user.person
    if not by_account:
        Person.objects.filter(pk=trainer.pk).update(nik_index="t" * 64)
        trainer = Person.objects.create(name="Maya A.", nik_index="t" * 64)
    with tenant(kisah.rumah.lsp.pk):
        declare_relasi(
            trainer,
            asesi=kisah.kasus[0].who.user.person,
            kind="pelatih",
            actor=kisah.rumah["ketua"].actor(kisah.at(16)),
            at=kisah.at(16),
        )

    assert "Maya Anggraini mempunyai hubungan" in refused_compose(kisah)


def test_d2_relation_declared_after_composing_bars_the_vote(kisah: Kisah) -> None:
    rapat, member = invited(kisah), kisah.rumah["komite1"]
    member.does(
        declare_relasi, member.user.person, asesi=kisah.kasus[0].who.user.person, kind="keluarga", at=kisah.at(19)
    )

    with pytest.raises(Refused) as refusal:
        vote(kisah, cases(kisah, rapat)[0], "komite1")

    assert "mempunyai hubungan" in sentence_of(refusal.value)


def seat_also(kisah: Kisah, key: str) -> None:
    """Appointed to the committee beside what they are."""
    with tenant(kisah.rumah.lsp.pk):
        system = Actor.system(kisah.rumah.lsp.pk)
        appoint(kisah.rumah[key].user.person, Role.KOMITE, actor=system, at=kisah.at(16), sk_number="SK-KT-9")


@pytest.mark.parametrize("key", ["keuangan", "asesor2", "asesi01"])
def test_d6_seat_is_for_who_holds_the_role(kisah: Kisah, key: str) -> None:
    """Whoever may not vote would keep the meeting open for ever."""
    assert f"{kisah.rumah[key].name} tidak diangkat sebagai Komite Teknis." in refused_compose(kisah, (*KOMITE, key))


def test_d6_nobody_takes_two_seats(kisah: Kisah) -> None:
    assert refused_compose(kisah, (*KOMITE, "komite3")) == "Seorang anggota tercantum dua kali."


def test_d1_ketua_who_sits_does_not_decree(kisah: Kisah) -> None:
    seat_also(kisah, "ketua")
    rapat = compose(kisah, (*KOMITE, "ketua"))

    with pytest.raises(Refused) as refusal:
        kisah._decree(rapat, "sk_komite", act.sign_sk_komite, at=kisah.at(17))

    assert "tidak menetapkan hasilnya sendiri" in sentence_of(refusal.value)


@pytest.mark.parametrize("key", ["admin", "manajer", "komite1", "asesor"])
def test_d1_nobody_but_the_ketua_decrees(kisah: Kisah, key: str) -> None:
    rapat = kisah._rapat(compose(kisah))

    with pytest.raises(Refused) as refusal:
        kisah.rumah[key].signs([paper(rapat, "sk_komite")], act.sign_sk_komite, rapat, at=kisah.at(17))

    assert sentence_of(refusal.value) == "SK ditandatangani oleh Ketua LSP."


def test_d3_each_paper_needs_the_one_before(kisah: Kisah) -> None:
    rapat = compose(kisah)

    for act_too_early in (act.sign_undangan, act.sign_sk_hasil):
        with pytest.raises(Refused):
            kisah.rumah["ketua"].signs(
                [paper(kisah._rapat(rapat), "sk_komite")], act_too_early, kisah._rapat(rapat), at=kisah.at(18)
            )
    with pytest.raises(Refused):
        vote(kisah, cases(kisah, rapat)[0], "komite1")
    assert "Muat ulang" in refused_close(kisah, rapat)


def test_d3_ketua_alone_cannot_decide(kisah: Kisah) -> None:
    """No decree before the minutes bear every member's signature."""
    rapat = invited(kisah)
    vote_all(kisah, rapat)
    close(kisah, rapat)
    minutes = kisah._rapat(rapat)
    kisah.rumah["komite1"].signs([paper(minutes, "berita_acara")], act.sign_minutes, minutes, at=kisah.at(20, 16))

    assert kisah._rapat(rapat).status == "diputuskan"
    assert kisah._rapat(rapat).sk_hasil is None
    with pytest.raises(Refused):
        kisah.rumah["ketua"].signs(
            [paper(minutes, "berita_acara")], act.sign_sk_hasil, kisah._rapat(rapat), at=kisah.at(21)
        )


def test_d3_minutes_are_signed_once_by_each_member(kisah: Kisah) -> None:
    rapat = invited(kisah)
    vote_all(kisah, rapat)
    close(kisah, rapat)
    minutes = kisah._rapat(rapat)
    kisah.rumah["komite1"].signs([paper(minutes, "berita_acara")], act.sign_minutes, minutes, at=kisah.at(20, 16))

    with pytest.raises(Refused) as refusal:
        kisah.rumah["komite1"].signs(
            [paper(minutes, "berita_acara")], act.sign_minutes, kisah._rapat(rapat), at=kisah.at(20, 17)
        )

    assert "sudah menandatangani" in sentence_of(refusal.value)


def test_d3_vote_before_the_day_of_the_meeting_is_refused(kisah: Kisah) -> None:
    keputusan = cases(kisah, invited(kisah))[0]

    with pytest.raises(Refused) as refusal:
        vote(kisah, keputusan, "komite1", at=kisah.at(19))

    assert "tidak boleh mendahuluinya" in sentence_of(refusal.value)


def test_d3_meeting_in_the_past_is_refused(kisah: Kisah) -> None:
    assert "Waktu rapat sudah lewat." in refused_compose(kisah, day=21)


def test_d5_schedule_without_its_report_is_not_decided(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        jadwal = kisah._jadwal(kisah.jadwal[0])
        type(jadwal).objects.filter(pk=jadwal.pk).update(status="ditugaskan")

    assert "FR.AK.05 belum ditandatangani asesor." in refused_compose(kisah)


def test_d5_missing_record_is_named(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        asesmen = kisah._asesmen(kisah.kasus[0])
        type(asesmen).objects.filter(pk=asesmen.pk).update(ia01=None)

    assert f"{kisah.kasus[0].who.name}: FR.IA.01 belum ada." in refused_compose(kisah)


def test_d5_record_that_cannot_be_made_yet_keeps_a_real_case_undecided(kisah: Kisah) -> None:
    """What the system lacks bars all but a rehearsal (D5, L11)."""
    with tenant(kisah.rumah.lsp.pk):
        case = kisah.kasus[0].permohonan
        Permohonan.objects.filter(pk=case.pk).update(uji_coba=False, under_permit=True)

    assert "belum tersedia" in refused_compose(kisah)


def test_l7_expired_licence_stops_the_decision(kisah: Kisah) -> None:
    Lsp.objects.filter(pk=kisah.rumah.lsp.pk).update(licensed_until=local_date(kisah.at(16)))

    assert "Lisensi LSP" in refused_compose(kisah)


def test_l7_licence_that_ends_between_meeting_and_decree_stops_the_decree(kisah: Kisah) -> None:
    rapat = invited(kisah)
    vote_all(kisah, rapat)
    close(kisah, rapat)
    for key in KOMITE:
        minutes = kisah._rapat(rapat)
        kisah.rumah[key].signs([paper(minutes, "berita_acara")], act.sign_minutes, minutes, at=kisah.at(20, 16))
    Lsp.objects.filter(pk=kisah.rumah.lsp.pk).update(licensed_until=local_date(kisah.at(20)))

    with pytest.raises(Refused) as refusal:
        kisah._decree(rapat, "sk_hasil", act.sign_sk_hasil, at=kisah.at(21))

    assert "Lisensi LSP" in sentence_of(refusal.value)
    assert kisah._rapat(rapat).status == Rapat.Status.BA_SAH


def test_second_committee_over_one_schedule_is_refused_in_words(kisah: Kisah) -> None:
    compose(kisah)

    assert "sudah" in refused_compose(kisah)


def test_schedule_without_any_recommendation_has_nothing_to_decide(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        for kasus in kisah.kasus:
            asesmen = kisah._asesmen(kasus)
            type(asesmen).objects.filter(pk=asesmen.pk).update(status="tidak_hadir")

    assert "Tidak ada" in refused_compose(kisah)


def decreed(kisah: Kisah) -> Any:
    rapat = invited(kisah)
    vote_all(kisah, rapat)
    close(kisah, rapat)
    for n, key in enumerate(KOMITE):
        fresh = kisah._rapat(rapat)
        kisah.rumah[key].signs([paper(fresh, "berita_acara")], act.sign_minutes, fresh, at=kisah.at(20, 16, n))
    kisah._decree(rapat, "sk_hasil", act.sign_sk_hasil, at=kisah.at(21))
    return kisah._rapat(rapat)


def test_d6_after_the_sk_no_vote_is_taken_changed_or_removed(kisah: Kisah) -> None:
    rapat = decreed(kisah)

    with pytest.raises(Refused) as refusal:
        vote(kisah, cases(kisah, rapat)[0], "komite1", "BK", reason="Berubah pikiran.")

    assert "sudah ditutup" in sentence_of(refusal.value)
    with tenant(kisah.rumah.lsp.pk):
        for change in (Suara.objects.all().delete, lambda: Suara.objects.update(vote="BK")):
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()
        assert set(Suara.objects.values_list("vote", flat=True)) == {"K"}


def test_d3_dates_of_the_papers_never_run_backwards(kisah: Kisah) -> None:
    rapat = decreed(kisah)

    with tenant(kisah.rumah.lsp.pk):
        papers = [
            getattr(Rapat.objects.get(pk=rapat.pk), name)
            for name in ("sk_komite", "undangan", "berita_acara", "sk_hasil")
        ]
        signed = [str(Lembar.objects.get(pk=one.pk).locked_at) for one in papers]
    assert signed == sorted(signed)
    assert rapat.decreed_on - local_date(kisah.start) == dt.timedelta(days=21)


def test_d2_bars_of_a_seat_are_found_in_three_queries(kisah: Kisah) -> None:
    """Every vote asks it again; by asesi it cost a second at twenty."""
    jadwal = kisah._jadwal(kisah.jadwal[0])
    person = kisah.rumah["komite1"].user.person

    with tenant(kisah.rumah.lsp.pk), CaptureQueriesContext(connection) as seen:
        bars = bars_to_sit(person, jadwal)

    assert (bars, len(seen)) == ([], 3)


def test_fx14_no_asesi_reads_the_instruments_before_their_result(kisah: Kisah) -> None:
    """17024 7.4: under no account of theirs, whatever office they hold; after the decree they may again."""
    manajer, asesor, at = kisah.rumah["manajer"], kisah.rumah["asesor"], kisah.at(17)
    with tenant(kisah.rumah.lsp.pk):
        muk = Muk.objects.select_related("versi__skema", "penyusun", "key").filter(status="tervalidasi")[0]
        asesi, asesmen = kisah._fresh(kisah.kasus[0]).asesi, kisah._asesmen(kisah.kasus[1])
        assert asesi.nik_index
        assert len(manajer.does(see_keys, muk, at=at)) > 0
        Person.objects.filter(pk__in=[manajer.user.person_id, asesor.user.person_id]).update(nik_index=asesi.nik_index)

    said = {refusal_of(manajer, see_keys, muk, at=at), refusal_of(manajer, export_muk, muk, kind="yaml", with_keys=False, at=at)}  # fmt: skip
    own = refusal_of(asesor, see_asesmen_keys, asesmen, at=at)
    Person.objects.filter(pk=asesor.user.person_id).update(nik_index="x" * 64)
    decreed(kisah)

    assert len(said) == 1
    assert "tertutup bagi Anda sampai hasil Anda ditetapkan atau permohonan Anda dibatalkan" in said.pop()
    assert "selama itu Anda tidak menilai asesi lain" in own
    assert len(manajer.does(see_keys, muk, at=kisah.at(22))) > 0
