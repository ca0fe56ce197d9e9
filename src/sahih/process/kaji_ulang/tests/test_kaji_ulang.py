"""The review by the penyelia: who may, what it needs, what it sends back, what it opens (E8, D5, D9, FX9)."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from sahih.documents.sheets import content_of
from sahih.institution.accounts.actions import appoint
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.roles import Role
from sahih.institution.relasi.actions import declare_relasi
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen.models import Tinjauan
from sahih.process.contoh import jawaban, tinjauan
from sahih.process.contoh.kisah import Kisah
from sahih.process.kaji_ulang import actions as act
from sahih.process.kaji_ulang.models import KajiUlang, Perbaikan
from sahih.process.kaji_ulang.queries import decision_waits
from sahih.process.keputusan.policies import gate_decide
from sahih.process.keputusan.queries import record_states
from sahih.process.tests.jalan import borrowed, sentence_of
from tests.scenes import Scene, Scenes


@pytest.fixture(scope="module")
def stage(scenes: Scenes, django_db_blocker: DjangoDbBlocker) -> Iterator[Kisah]:
    with django_db_blocker.unblock(), scenes.enter(Scene("assess")) as kisah:
        kisah.write_reports()
        yield kisah


@pytest.fixture
def kisah(stage: Kisah, db: None) -> Iterator[Kisah]:
    with borrowed(stage) as found:
        yield found


def refused(run: Any) -> str:
    with pytest.raises(Refused) as refusal:
        run()
    return sentence_of(refusal.value)


def compose(kisah: Kisah, key: str = "penyelia", by: str = "admin") -> KajiUlang:
    jadwal, person = kisah._jadwal(kisah.jadwal[0]), Person.objects.get(pk=kisah.rumah[key].user.person.pk)
    row: KajiUlang = kisah.rumah[by].does(act.compose_review, jadwal, person, at=kisah.at(15, 14))
    return row


def ordered(kisah: Kisah) -> KajiUlang:
    return tinjauan.order_review(kisah, kisah.jadwal[0])


def fill(kisah: Kisah, kaji: KajiUlang, code: str, **more: list[str]) -> KajiUlang:
    posted = (jawaban.AK06 if code == "FR.AK.06" else jawaban.VA | {"hari_tanggal": ["2026-11-06"]}) | more
    kisah.rumah["penyelia"].does(act.save_review_sheet, kaji, code, posted, at=kisah.at(16, 13), partial=False)
    return tinjauan._fresh(kisah, kaji)


def sign(kisah: Kisah, kaji: KajiUlang, code: str, key: str = "penyelia") -> KajiUlang:
    sheet = {"FR.AK.06": kaji.ak06, "FR.VA": kaji.va}[code]
    assert sheet is not None
    kisah.rumah[key].signs([sheet], act.sign_review_sheet, kaji, code, at=kisah.at(16, 13))
    return tinjauan._fresh(kisah, kaji)


def seat_penyelia(kisah: Kisah, key: str) -> None:
    with tenant(kisah.rumah.lsp.pk):
        person, system = kisah.rumah[key].user.person, Actor.system(kisah.rumah.lsp.pk)
        appoint(person, Role.PENYELIA, actor=system, at=kisah.at(14), sk_number="SK-P", nik="" if person.nik_index else jawaban.nik(8000, local_date(kisah.at(0)).replace(year=1980), woman=False, house=1))  # fmt: skip


def waits(kisah: Kisah) -> list[str]:
    with tenant(kisah.rumah.lsp.pk):
        return decision_waits(kisah._jadwal(kisah.jadwal[0]))


def gate(kisah: Kisah) -> str:
    with tenant(kisah.rumah.lsp.pk):
        return " ".join(gate_decide(kisah._jadwal(kisah.jadwal[0]), kisah.rumah.lsp, day=local_date(kisah.at(16))))


# --- D9: who may --------------------------------------------------------------------------------------


def test_d9_asesor_of_these_asesi_does_not_review_them(kisah: Kisah) -> None:
    seat_penyelia(kisah, "asesor")

    assert "Joko Susilo pernah mengases" in refused(lambda: compose(kisah, "asesor"))


def test_d9_asesor_under_a_second_account_does_not_review_them(kisah: Kisah) -> None:
    """By NIK, not by account."""
    Person.objects.filter(pk=kisah.rumah["asesor"].user.person.pk).update(nik_index="j" * 64)
    Person.objects.filter(pk=kisah.rumah["penyelia"].user.person.pk).update(nik_index="j" * 64)

    assert "Siti Rahmawati pernah mengases" in refused(lambda: compose(kisah))


def test_d9_asesi_does_not_review_the_own_schedule(kisah: Kisah) -> None:
    nik = Person.objects.get(pk=kisah.kasus[0].who.user.person.pk).nik_index
    Person.objects.filter(pk=kisah.rumah["penyelia"].user.person.pk).update(nik_index=nik)

    assert "Siti Rahmawati adalah asesi" in refused(lambda: compose(kisah))


def test_d9_who_is_near_to_an_asesi_does_not_review(kisah: Kisah) -> None:
    penyelia = kisah.rumah["penyelia"].user.person
    kisah.rumah["ketua"].does(
        declare_relasi, penyelia, asesi=kisah.kasus[0].who.user.person, kind="keluarga", at=kisah.at(15)
    )

    assert "Siti Rahmawati mempunyai hubungan" in refused(lambda: compose(kisah))


def test_d9_relation_declared_after_the_order_bars_the_signature(kisah: Kisah) -> None:
    kaji = ordered(kisah)
    fill(kisah, kaji, "FR.AK.06")
    penyelia = kisah.rumah["penyelia"]
    penyelia.does(
        declare_relasi, penyelia.user.person, asesi=kisah.kasus[1].who.user.person, kind="keluarga", at=kisah.at(16)
    )

    assert "mempunyai hubungan" in refused(lambda: sign(kisah, tinjauan._fresh(kisah, kaji), "FR.AK.06"))


def test_d9_review_is_for_who_holds_the_role(kisah: Kisah) -> None:
    assert "Nur Aini tidak diangkat sebagai Asesor Penyelia." in refused(lambda: compose(kisah, "asesor2"))


@pytest.mark.parametrize("key", ["asesor", "penyelia", "komite1", "asesi01"])
def test_d9_review_is_ordered_by_the_office(kisah: Kisah, key: str) -> None:
    assert "Kaji ulang disusun oleh" in refused(lambda: compose(kisah, by=key))


@pytest.mark.parametrize("key", ["admin", "manajer", "penyelia"])
def test_d9_spt_of_the_review_is_signed_by_the_ketua(kisah: Kisah, key: str) -> None:
    kaji = compose(kisah)
    assert kaji.spt is not None

    said = refused(lambda: kisah.rumah[key].signs([kaji.spt], act.sign_spt_penyelia, kaji, at=kisah.at(16)))

    assert said == "SPT ditandatangani oleh Ketua LSP."


def test_d9_without_a_signed_spt_nothing_is_reviewed(kisah: Kisah) -> None:
    kaji = compose(kisah)

    run = lambda: kisah.rumah["penyelia"].does(act.save_review_sheet, kaji, "FR.VA", jawaban.VA, at=kisah.at(16))  # noqa: E731

    assert refused(run) == "SPT Anda belum ditandatangani Ketua LSP."


@pytest.mark.parametrize("key", ["asesor", "admin", "ketua"])
def test_d9_nobody_but_the_ordered_penyelia_signs(kisah: Kisah, key: str) -> None:
    kaji = fill(kisah, ordered(kisah), "FR.VA")

    assert refused(lambda: sign(kisah, kaji, "FR.VA", key)) == "Kaji ulang ini dilakukan oleh penyelia yang ditugaskan."


# --- FX9: what it needs ---------------------------------------------------------------------------------


def test_fx9_review_needs_the_report(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        jadwal = kisah._jadwal(kisah.jadwal[0])
        type(jadwal).objects.filter(pk=jadwal.pk).update(status="ditugaskan")

    assert "FR.AK.05 belum ditandatangani asesor." in refused(lambda: compose(kisah))


def test_fx9_review_needs_the_first_fr_ak_06(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        Tinjauan.objects.all().delete()

    assert "FR.AK.06 yang pertama belum ditandatangani asesor" in refused(lambda: compose(kisah))


def test_fx9_second_fr_ak_06_names_the_first(kisah: Kisah) -> None:
    kaji = ordered(kisah)

    with tenant(kisah.rumah.lsp.pk):
        first = Tinjauan.objects.select_related("lembar").get().lembar
        assert kaji.ak06 is not None
        named = content_of(kaji.ak06)["rows"]["pertama"]
        signed = first.signatures.get()
    assert [row["cells"]["lembar"] for row in named] == [first.ref]
    assert [(row["cells"]["peninjau"], row["cells"]["sidik"]) for row in named] == [(signed.name, signed.sha256)]


# --- D5, E8: what waits for it --------------------------------------------------------------------------


def test_d5_committee_waits_for_the_review_and_the_gate_says_for_whom(kisah: Kisah) -> None:
    assert waits(kisah) == ["Kaji ulang oleh asesor penyelia belum disusun (SOP 3.4.2)."]
    assert "FR.VA belum ada." in gate(kisah)
    compose(kisah)
    assert waits(kisah) == ["SPT kaji ulang untuk Siti Rahmawati menunggu tanda tangan Ketua LSP."]


def test_e8_both_signatures_finish_the_review_and_free_the_committee(kisah: Kisah) -> None:
    kaji = ordered(kisah)
    for code in ("FR.AK.06", "FR.VA"):
        kaji = fill(kisah, kaji, code)
    kaji = sign(kisah, kaji, "FR.VA")
    assert waits(kisah) == ["Kaji ulang oleh Siti Rahmawati belum selesai: FR.AK.06 belum ditandatangani."]

    kaji = sign(kisah, kaji, "FR.AK.06")

    assert (kaji.status, waits(kisah), gate(kisah)) == ("selesai", [], "")
    with tenant(kisah.rumah.lsp.pk):
        states = {one.code: one.state for one in record_states(kisah._asesmen(kisah.kasus[0]))}
    assert (states["FR.VA"], states["FR.AK.06"]) == ("ada", "ada")


def test_e8_finished_review_takes_nothing_more(kisah: Kisah) -> None:
    tinjauan.supervise(kisah, kisah.jadwal[0])
    with tenant(kisah.rumah.lsp.pk):
        kaji = tinjauan._fresh(kisah, KajiUlang.objects.get())

    assert refused(lambda: fill(kisah, kaji, "FR.VA")) == "Kaji ulang ini sudah selesai."
    assert "Muat ulang" in refused(lambda: find(kisah, kaji))


# --- findings ---------------------------------------------------------------------------------------------


def find(kisah: Kisah, kaji: KajiUlang, text: str = "Catatan pada FR.IA.01 kurang.", n: int = 0) -> Any:
    return kisah.rumah["penyelia"].does(
        act.give_back, kaji, text, form="FR.IA.01", asesmen=kisah._asesmen(kisah.kasus[n]), at=kisah.at(16, 11)
    )


def test_finding_goes_back_to_the_asesor_and_holds_the_review(kisah: Kisah) -> None:
    kaji = fill(kisah, ordered(kisah), "FR.VA")
    first, second = find(kisah, kaji), find(kisah, kaji, "Alamat keliru.")
    assert waits(kisah) == ["Temuan kaji ulang menunggu jawaban asesor: 2."]
    assert refused(lambda: sign(kisah, kaji, "FR.VA")) == "Temuan masih menunggu jawaban asesor."

    asesor = kisah.rumah["asesor"]
    asesor.does(act.answer_finding, first, "Catatan dilengkapi pada lembar baru.", at=kisah.at(16, 12))
    assert len(waits(kisah)) == 1
    asesor.does(act.answer_finding, second, "Sudah benar menurut KTP.", at=kisah.at(16, 12))

    assert tinjauan._fresh(kisah, kaji).status == "ditugaskan"
    said = refused(lambda: asesor.does(act.answer_finding, first, "Lagi.", at=kisah.at(16, 12)))
    assert said == "Temuan ini sudah dijawab."


@pytest.mark.parametrize("key", ["asesor2", "admin", "penyelia"])
def test_finding_is_answered_by_the_asesor_of_the_schedule(kisah: Kisah, key: str) -> None:
    found = find(kisah, ordered(kisah))

    run = lambda: kisah.rumah[key].does(act.answer_finding, found, "Sudah.", at=kisah.at(16, 12))  # noqa: E731

    assert refused(run) == "Hanya asesor yang ditugaskan pada jadwal ini."


def test_finding_without_words_is_refused(kisah: Kisah) -> None:
    kaji = ordered(kisah)

    assert "Tuliskan temuannya" in refused(lambda: find(kisah, kaji, " "))


# --- another penyelia -----------------------------------------------------------------------------------


def test_penyelia_is_replaced_by_a_new_spt_that_names_the_old(kisah: Kisah) -> None:
    kaji = ordered(kisah)
    seat_penyelia(kisah, "asesor2")
    old = kaji.spt

    new = kisah.rumah["admin"].does(
        act.replace_penyelia, kaji, kisah.rumah["asesor2"].user.person, reason="Sakit.", at=kisah.at(16, 11)
    )

    new = tinjauan._fresh(kisah, new)
    assert old is not None
    assert new.spt is not None
    assert (new.status, new.spt.corrects_id, new.ak06) == ("disusun", old.pk, None)


def test_penyelia_who_signed_is_not_replaced(kisah: Kisah) -> None:
    kaji = sign(kisah, fill(kisah, ordered(kisah), "FR.VA"), "FR.VA")

    def run() -> Any:
        other = kisah.rumah["penyelia"].user.person
        return kisah.rumah["admin"].does(act.replace_penyelia, kaji, other, reason="Sakit.", at=kisah.at(16, 14))

    assert "tidak dapat diganti lagi" in refused(run)


# --- FX9: improvements ------------------------------------------------------------------------------------


def test_fx9_findings_open_improvements_once_each_with_date_and_owner(kisah: Kisah) -> None:
    tinjauan.supervise(kisah, kisah.jadwal[0])

    with tenant(kisah.rumah.lsp.pk):
        rows = list(
            Perbaikan.objects.order_by("id").values_list("lembar__code", "owner", "due_on", "versi_id", "muk_id")
        )
    versi, muk = kisah.rumah.versi.pk, kisah._asesmen(kisah.kasus[0]).muk_id
    assert muk is not None
    assert [(code, owner, str(due), *pks) for code, owner, due, *pks in rows] == [
        ("FR.VA", "Dewi Kartikasari", "2027-03-31", versi, muk),
        ("FR.AK.06", "", "None", versi, muk),
    ]


@pytest.mark.parametrize("key", ["asesor", "penyelia", "admin", "komite1"])
def test_fx9_improvement_is_closed_by_quality_with_an_answer(kisah: Kisah, key: str) -> None:
    tinjauan.supervise(kisah, kisah.jadwal[0])
    with tenant(kisah.rumah.lsp.pk):
        row = Perbaikan.objects.order_by("id")[0]

    def close(who: str, answer: str) -> Any:
        return kisah.rumah[who].does(act.close_improvement, row, answer, at=kisah.at(18))

    assert "bertanggung jawab atas mutu" in refused(lambda: close(key, "x"))
    assert "Tuliskan apa yang dilakukan" in refused(lambda: close("mutu", " "))
    close("mutu", "FR.IA.07 disusun pada versi berikutnya.")
    assert refused(lambda: close("mutu", "Lagi.")) == "Perbaikan ini sudah dijawab."


@pytest.mark.parametrize("role", [Role.ASESOR, Role.PENYELIA, Role.KOMITE, Role.MANAJER_SERTIFIKASI, Role.KETUA])
def test_d2_who_assesses_reviews_decides_or_signs_is_known_by_nik(kisah: Kisah, role: Role) -> None:
    """The manajer sertifikasi confirms papers and signs letters; a second account of the asesor would not be found out."""
    with tenant(kisah.rumah.lsp.pk):
        person, system = Person.objects.create(name="Tanpa NIK"), Actor.system(kisah.rumah.lsp.pk)

        said = refused(lambda: appoint(person, role, actor=system, at=kisah.at(14), sk_number="SK-9", nik=""))

    assert said.startswith("Isi NIK")
