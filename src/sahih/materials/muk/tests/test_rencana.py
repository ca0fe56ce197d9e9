"""The plan: two people and a manager, one in force per potensi, read-only once validated (PL5, PL6, PL10, PL11, FX13, FX14)."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from sahih.documents.sheets import Gaps, content_of
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.roles import Role
from sahih.institution.asesor.models import Asesor
from sahih.kernel.policy import Refused, Unseen
from sahih.kernel.tenancy import tenant
from sahih.materials.lingkup.models import LingkupAsesor
from sahih.materials.muk import actions as act
from sahih.materials.muk.models import Rencana
from sahih.materials.muk.policies import may_be_used, may_validate
from sahih.materials.muk.queries import former_sheets, get_rencana, instruments_of, named_instruments
from sahih.process.contoh.orang import Pemeran
from sahih.process.contoh.rencana import contents, drafted, fresh, in_force, submitted, validated
from sahih.process.contoh.rumah import Rumah
from sahih.process.tests.jalan import sentence_of


@pytest.fixture
def at() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def sign(house: Rumah, key: str, name: str, row: Rencana, *, at: dt.datetime) -> Rencana:
    sheets = [row.mapa01] if name == "approve_rencana" else [row.mapa01, row.mapa02]
    house[key].signs(sheets, getattr(act, name), row, at=at)
    return fresh(house, row)


def refused(house: Rumah, key: str, name: str, row: Rencana, *, at: dt.datetime) -> str:
    with pytest.raises(Refused) as refusal:
        sign(house, key, name, row, at=at)
    return sentence_of(refusal.value)


def test_pl5_plan_is_in_force_when_two_asesor_and_the_manager_have_signed(house: Rumah, at: dt.datetime) -> None:
    row = in_force(house, at=at)

    with tenant(house.lsp.pk):
        roles = {
            sheet.code: list(sheet.signatures.order_by("id").values_list("role", flat=True))
            for sheet in (row.mapa01, row.mapa02)
        }
    assert (row.status, bool(row.mapa01.locked_at), bool(row.mapa02.locked_at)) == ("berlaku", True, True)
    assert roles == {
        "FR.MAPA.01": ["penyusun", "validator", "manajer_sertifikasi"],
        "FR.MAPA.02": ["penyusun", "validator"],
    }


def test_pl5_penyusun_does_not_validate_their_own_plan(house: Rumah, at: dt.datetime) -> None:
    row = submitted(house, at=at)

    assert "Anda penyusun rencana ini" in refused(house, "asesor", "validate_rencana", row, at=at)


def test_pl5_validator_who_is_the_penyusun_by_nik_is_refused(house: Rumah, at: dt.datetime) -> None:
    """One human being with two accounts is one human being (D2)."""
    row = submitted(house, at=at)
    nik = Person.objects.get(pk=house["asesor"].user.person_id).nik_index
    Person.objects.filter(pk=house["asesor2"].user.person_id).update(nik_index=nik)

    assert "Anda penyusun rencana ini" in refused(house, "asesor2", "validate_rencana", row, at=at)


def test_pl5_manager_who_made_the_plan_does_not_confirm_it(house: Rumah, at: dt.datetime) -> None:
    row = validated(house, at=at)
    Person.objects.filter(pk=house["manajer"].user.person_id).update(
        nik_index=Person.objects.get(pk=house["asesor"].user.person_id).nik_index
    )

    assert "Anda penyusun rencana ini" in refused(house, "manajer", "approve_rencana", row, at=at)


@pytest.mark.parametrize("key", ["admin", "ketua", "manajer", "komite1"])
def test_pl5_who_is_no_asesor_neither_plans_nor_validates(house: Rumah, at: dt.datetime, key: str) -> None:
    said = "Rencana asesmen dan MUK disusun dan divalidasi oleh asesor LSP ini."
    with pytest.raises(Refused) as refusal:
        house[key].does(act.open_rencana, house.versi, potensi="3", at=at)

    assert sentence_of(refusal.value) == said
    assert refused(house, key, "validate_rencana", submitted(house, at=at), at=at) == said


def test_pl5_only_the_manajer_sertifikasi_confirms(house: Rumah, at: dt.datetime) -> None:
    row = validated(house, at=at)

    for key in ("asesor2", "ketua", "admin", "mutu"):
        assert refused(house, key, "approve_rencana", row, at=at) == "Rencana dikonfirmasi oleh Manajer Sertifikasi."


def test_a5_asesor_whose_certificate_has_ended_does_not_plan(house: Rumah, at: dt.datetime) -> None:
    Asesor.objects.filter(pk=house.asesor["asesor"].pk).update(certified_until=at.date() - dt.timedelta(days=1))

    with pytest.raises(Refused) as refusal:
        house["asesor"].does(act.open_rencana, house.versi, potensi="3", at=at)
    assert "Sertifikat asesor Anda tidak berlaku hari ini" in sentence_of(refusal.value)


def test_a6_asesor_without_competence_in_the_skema_does_not_validate(house: Rumah, at: dt.datetime) -> None:
    row = submitted(house, at=at)
    with tenant(house.lsp.pk):
        LingkupAsesor.objects.filter(asesor=house.asesor["asesor2"]).update(valid_until=at.date() - dt.timedelta(2))

    assert "tidak mencakup skema ini" in refused(house, "asesor2", "validate_rencana", row, at=at)


def test_pl6_map_follows_the_tools_while_the_plan_is_drafted(house: Rumah, at: dt.datetime) -> None:
    row = drafted(house, at=at, tools=("CL", "DPT"))
    with tenant(house.lsp.pk):
        offered = named_instruments(row)
    house["asesor"].does(act.save_mapa02, row, {"instrumen/1-FR.IA.06/potensi": []}, at=at)
    unit = contents(house, row)[0]["rows"]["unit"][0]["key"]
    house["asesor"].does(act.save_mapa01, row, {f"unit/{unit}/perangkat": ["CL", "DPT", "DPL"]}, at=at)

    with tenant(house.lsp.pk):
        after = instruments_of(fresh(house, row))
    assert offered == ["FR.IA.01", "FR.IA.05", "FR.IA.06"]
    # What the penyusun left out of two stays out, and what is newly planned joins.
    assert after["1"] == ["FR.IA.01", "FR.IA.05", "FR.IA.07"]


def test_fx3_map_that_says_other_than_the_plan_is_named_and_not_signed(house: Rumah, at: dt.datetime) -> None:
    row = drafted(house, at=at)
    posted = {"instrumen/1-FR.IA.07/potensi": ["3"], "instrumen/1-FR.IA.01/potensi": ["3", "4"]}
    house["asesor"].does(act.save_mapa02, row, posted, at=at)

    with pytest.raises(Gaps) as refusal:
        sign(house, "asesor", "submit_rencana", row, at=at)
    assert [one.message for one in refusal.value.problems] == [
        "FR.MAPA.02: rencana ini hanya untuk potensi 3; kosongkan kolom lain pada FR.IA.01.",
        "FR.MAPA.02: FR.IA.07 dipilih untuk kelompok 1, tetapi FR.MAPA.01 tidak merencanakannya.",
    ]


def test_pl11_unit_with_one_point_of_evidence_is_not_signed(house: Rumah, at: dt.datetime) -> None:
    row = drafted(house, at=at)
    unit = contents(house, row)[0]["rows"]["unit"][0]["key"]
    house["asesor"].does(act.save_mapa01, row, {f"unit/{unit}/bukti": ["Satu butir saja"]}, at=at)

    with pytest.raises(Gaps) as refusal:
        sign(house, "asesor", "submit_rencana", row, at=at)
    assert [one.path for one in refusal.value.problems] == [f"unit/{unit}/bukti"]


def test_fx13_plan_handed_back_is_a_new_sheet_that_names_the_old(house: Rumah, at: dt.datetime) -> None:
    old = validated(house, at=at)
    house["manajer"].does(act.give_back_rencana, fresh(house, old), note="Tambah pertanyaan lisan.", at=at)

    row = fresh(house, old)
    with tenant(house.lsp.pk):
        assert (row.status, row.note, row.validator) == ("draf", "Tambah pertanyaan lisan.", None)
        assert former_sheets(row.mapa01) == [old.mapa01]
        assert former_sheets(row.mapa02) == [old.mapa02]
        assert content_of(row.mapa01)["fields"] == content_of(old.mapa01)["fields"]
        assert old.mapa01.signatures.count() == 2
    sign(house, "asesor", "submit_rencana", row, at=at)


def test_plan_is_not_handed_back_without_a_word(house: Rumah, at: dt.datetime) -> None:
    with pytest.raises(Refused) as refusal:
        house["asesor2"].does(act.give_back_rencana, submitted(house, at=at), note=" ", at=at)

    assert sentence_of(refusal.value) == "Tuliskan apa yang perlu diperbaiki penyusun."


def test_signed_plan_is_not_filled_any_more(house: Rumah, at: dt.datetime) -> None:
    row = submitted(house, at=at)

    for save in (act.save_mapa01, act.save_mapa02):
        with pytest.raises(Refused):
            house["asesor"].does(save, row, {"tujuan": ["pkt"]}, at=at)


def test_one_draft_a_potensi_and_another_asesor_is_told(house: Rumah, at: dt.datetime) -> None:
    row = drafted(house, at=at)

    with pytest.raises(act.PlanInMaking):
        house["asesor2"].does(act.open_rencana, house.versi, potensi="3", at=at)
    with pytest.raises(Refused) as refusal:
        house["asesor2"].does(act.save_mapa01, row, {"tujuan": ["pkt"]}, at=at)
    assert sentence_of(refusal.value) == "Rencana ini sedang disusun oleh Joko Susilo."


def test_pl10_newer_plan_retires_the_one_in_force(house: Rumah, at: dt.datetime) -> None:
    old = in_force(house, at=at)
    new = in_force(house, at=at)

    assert (fresh(house, old).status, fresh(house, new).status) == ("ditarik", "berlaku")


def test_pl10_plan_is_used_only_while_it_is_in_force(house: Rumah, at: dt.datetime) -> None:
    row = validated(house, at=at)
    assert not may_be_used(row, house.versi)
    house["manajer"].signs([row.mapa01], act.approve_rencana, row, at=at)
    assert may_be_used(fresh(house, row), house.versi)

    house["manajer"].does(act.retire_rencana, row, reason="Skema berubah.", at=at)

    assert "belum tervalidasi atau sudah ditarik" in str(may_be_used(fresh(house, row), house.versi).reason)


def test_copy_takes_the_answers_of_another_potensi_and_not_its_confirmations(house: Rumah, at: dt.datetime) -> None:
    source = in_force(house, at=at, tools=("CL", "DPL"))

    row = house["asesor2"].does(act.open_rencana, house.versi, potensi="5", like=source, at=at)

    plan, _peta = contents(house, row)
    confirmed = {one["key"]: one["answers"].get("nama") for one in plan["rows"]["konfirmasi"]}
    assert plan["fields"]["potensi"] == "5"
    assert [one["answers"]["perangkat"] for one in plan["rows"]["unit"]] == [["CL", "DPL"]] * 9
    assert set(confirmed.values()) == {None}
    with tenant(house.lsp.pk):
        assert named_instruments(row) == ["FR.IA.01", "FR.IA.07"]


def raw(house: Rumah, sql: str, *args: int) -> None:
    with tenant(house.lsp.pk), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, args)


def test_pl10_validated_plan_is_read_only_under_raw_sql(house: Rumah, at: dt.datetime) -> None:
    row = in_force(house, at=at)
    other = drafted(house, at=at, potensi="1")

    for change in (
        "UPDATE materials_rencana SET potensi = '2' WHERE id = %s",
        f"UPDATE materials_rencana SET mapa02_id = {other.mapa02_id} WHERE id = %s",
        "UPDATE materials_rencana SET status = 'draf' WHERE id = %s",
        "UPDATE materials_rencana SET validator_id = penyusun_id WHERE id = %s",
        "DELETE FROM materials_rencana WHERE id = %s",
        f"UPDATE documents_lembarpart SET cipher = 'x' WHERE lembar_id = {row.mapa01_id} AND %s > 0",
    ):
        with pytest.raises(DatabaseError):
            raw(house, change, row.pk)


def test_fx14_asesi_sees_no_plan(house: Rumah, at: dt.datetime) -> None:
    row = in_force(house, at=at)
    asesi: Pemeran = house.cast.add("pembaca", "Pembaca", Role.ASESI, at=at)

    with tenant(house.lsp.pk):
        with pytest.raises(Unseen):
            get_rencana(asesi.actor(at), row.ref)
        assert get_rencana(house["komite1"].actor(at), row.ref).pk == row.pk


def test_plan_waits_for_somebody_else_where_the_button_asks(house: Rumah, at: dt.datetime) -> None:
    row = submitted(house, at=at)

    with tenant(house.lsp.pk):
        assert may_validate(house["asesor2"].actor(at), row, day=at.date())
        assert not may_validate(house["asesor"].actor(at), row, day=at.date())
