"""Two people, one hash: handed in with a reason for each gap, validated by another, read-only from then on (PL5, PL10)."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from sahih.documents.fr import FORMS
from sahih.documents.models import Lembar
from sahih.documents.sheets import Gaps, content_of, problems_of, sign_lembar
from sahih.documents.signing import SigningProof, StaleAct, consume
from sahih.institution.accounts.models import Person
from sahih.institution.asesor.models import Asesor
from sahih.institution.asesor.queries import signer
from sahih.kernel.actor import Actor
from sahih.kernel.holds import place_hold
from sahih.kernel.policy import Refused
from sahih.kernel.refs import new_ref
from sahih.materials.lingkup.models import LingkupAsesor
from sahih.materials.perangkat import actions as act
from sahih.materials.perangkat.content import salt_of, spec_of
from sahih.materials.perangkat.format import SALT_BYTES, ButirSpec, signed_sha256
from sahih.materials.perangkat.models import Bagian, Butir, Kunci, Muk
from sahih.materials.perangkat.pengesahan import PERBAIKAN, open_improvements
from sahih.process.contoh import muk as contoh
from sahih.process.contoh import rencana
from sahih.process.contoh.rumah import Rumah

SALT = bytes(SALT_BYTES)
pytestmark = pytest.mark.usefixtures("inside")


def validate(house: Rumah, muk: Muk, key: str, *, at: dt.datetime) -> Muk:
    assert muk.pengesahan is not None
    house[key].signs([muk.pengesahan], act.validate_muk, muk, at=at)
    return contoh.fresh(house, muk)


def test_pl10_muk_is_validated_when_two_asesor_have_signed_its_hash(house: Rumah, at: dt.datetime) -> None:
    muk = contoh.validated(house, at=at)

    assert muk.pengesahan is not None
    sheet = content_of(muk.pengesahan)
    assert (muk.status, muk.validator, sheet["fields"]["sidik"]) == (
        "tervalidasi", house["asesor2"].user.person, signed_sha256(spec_of(muk, keys=True), salt=salt_of(muk)),
    )  # fmt: skip
    assert (muk.content_sha256, muk.review_on) == (sheet["fields"]["sidik"], at.date().replace(year=at.year + 1))
    assert list(muk.pengesahan.signatures.order_by("id").values_list("role", flat=True)) == ["penyusun", "validator"]


def test_fx15_no_reason_makes_a_question_markable_without_its_key(house: Rumah, at: dt.datetime) -> None:
    muk = contoh.drafted(house, at=at)
    contoh.prepared(house, muk, at=at)
    Kunci.objects.filter(butir=Butir.objects.filter(muk=muk, bagian__instrumen="FR.IA.05").order_by("pk")[0]).delete()

    with pytest.raises(Refused, match=r"Lengkapi dulu di MUK.*FR\.IA\.05 kelompok 1 no\. 1 belum punya kunci"):
        contoh.submit(house, contoh.fresh(house, muk), at=at)


def test_fx15_muk_handed_in_without_a_key_before_the_upgrade_is_not_validated(house: Rumah, at: dt.datetime) -> None:
    """The gap has its reason on the sheet, as was once enough; it goes back to the penyusun."""
    muk = contoh.drafted(house, at=at)
    Kunci.objects.filter(butir=Butir.objects.filter(muk=muk, bagian__instrumen="FR.IA.05").order_by("pk")[0]).delete()
    sheet = contoh.prepared(house, muk, at=at)
    house["asesor"].signs([sheet], signed_only, sheet, at=at, role="penyusun")
    Muk.objects.filter(pk=muk.pk).update(status="disusun", content_sha256=content_of(sheet)["fields"]["sidik"])

    with pytest.raises(Refused, match=r"kelompok 1 no\. 1 belum punya kunci.*Kembalikan kepada penyusun"):
        validate(house, contoh.fresh(house, muk), "asesor2", at=at)


def test_fx18_gap_that_came_up_since_says_what_may_have_made_it(house: Rumah, at: dt.datetime) -> None:
    """A changed plan or a new kind of check: the validator is told of both."""
    muk = contoh.submitted(house, at=at)
    rencana.in_force(house, at=at, tools=("CL", "PW"))

    with pytest.raises(Refused, match=r"Sejak diajukan ada celah yang belum dijawab \(rencananya berubah, atau pemeriksaan bertambah\): .*FR\.IA\.09 direncanakan.*; kembalikan kepada penyusun\."):  # fmt: skip
        validate(house, contoh.fresh(house, muk), "asesor2", at=at)


@pytest.mark.parametrize("key", ["admin", "manajer", "ketua", "komite1", "asesor"])
def test_pl5_nobody_but_another_asesor_validates(house: Rumah, at: dt.datetime, key: str) -> None:
    muk = contoh.submitted(house, at=at)

    with pytest.raises(Refused):
        validate(house, muk, key, at=at)


def test_d2_validator_who_is_the_penyusun_by_nik_is_refused(house: Rumah, at: dt.datetime) -> None:
    muk = contoh.submitted(house, at=at)
    nik = Person.objects.get(pk=house["asesor"].user.person_id).nik_index
    Person.objects.filter(pk=house["asesor2"].user.person_id).update(nik_index=nik)

    with pytest.raises(Refused, match="Anda penyusun MUK ini"):
        validate(house, muk, "asesor2", at=at)


def test_a5_a6_validator_is_able_that_day(house: Rumah, at: dt.datetime) -> None:
    muk = contoh.submitted(house, at=at)
    LingkupAsesor.objects.filter(asesor=house.asesor["asesor2"]).update(valid_until=at.date() - dt.timedelta(2))
    with pytest.raises(Refused, match="tidak mencakup skema ini"):
        validate(house, muk, "asesor2", at=at)

    Asesor.objects.filter(pk=house.asesor["asesor2"].pk).update(certified_until=at.date() - dt.timedelta(1))
    with pytest.raises(Refused, match="Sertifikat asesor Anda tidak berlaku"):
        validate(house, muk, "asesor2", at=at)


def test_fx18_gap_without_a_reason_is_not_signed_and_the_reason_is(house: Rumah, at: dt.datetime) -> None:
    """FX18: a dimension without a question is a gap of the kelompok; it is signed with its reason or not at all."""
    muk = contoh.drafted(house, at=at)
    last_question = Butir.objects.select_related("muk__versi__skema", "muk__penyusun").get(
        muk=muk, dimensi="TRS", bagian__kelompok__number=1
    )
    house["asesor"].does(act.drop_butir, last_question, at=at)
    sheet = house["asesor"].does(act.present_muk, contoh.fresh(house, muk), salt=SALT, at=at)
    rows = content_of(sheet)["rows"]["celah"]
    with pytest.raises(Gaps):
        house["asesor"].signs([sheet], act.submit_muk, contoh.fresh(house, muk), at=at)

    row = contoh.submit(house, contoh.fresh(house, muk), at=at)

    assert [one["cells"]["celah"] for one in rows] == ["Kelompok 1: dimensi TRS belum punya pertanyaan"]
    assert (row.status, row.gap_reason) == (
        "disusun", "Kelompok 1: dimensi TRS belum punya pertanyaan: Ditanyakan lisan saat observasi.",
    )  # fmt: skip


@pytest.mark.parametrize("dot", [".", "-", "x", "12"])
def test_pl10_reason_that_says_nothing_is_no_reason(dot: str, house: Rumah, at: dt.datetime) -> None:
    """For a gap, which is printed, and for handing back, taking back and retiring, which are read."""
    muk = contoh.drafted(house, at=at)
    last = Butir.objects.select_related("muk__versi__skema", "muk__penyusun").get(
        muk=muk, dimensi="TRS", bagian__kelompok__number=1
    )
    house["asesor"].does(act.drop_butir, last, at=at)
    muk = contoh.fresh(house, muk)
    sheet = house["asesor"].does(act.present_muk, muk, salt=SALT, at=at)
    path = f"celah/{content_of(sheet)['rows']['celah'][0]['key']}/alasan"
    house["asesor"].does(act.save_sheet, contoh.fresh(house, muk), {path: [dot]}, at=at)

    assert [one.path for one in problems_of(sheet, FORMS["PENGESAHAN.MUK"], "penyusun")] == [path]

    row = contoh.submit(house, contoh.fresh(house, muk), at=at)
    for who, run, more in (
        ("asesor2", act.give_back_muk, {"note": dot, "salt": SALT}), ("asesor", act.take_back_muk, {"note": dot, "salt": SALT}),
        ("manajer", act.retire_muk, {"reason": dot}),
    ):  # fmt: skip
        with pytest.raises(Refused, match="Tuliskan"):
            house[who].does(run, row, **more, at=at)


def test_content_changed_after_it_was_read_is_not_signed(house: Rumah, at: dt.datetime) -> None:
    muk = contoh.drafted(house, at=at)
    sheet = house["asesor"].does(act.present_muk, muk, salt=SALT, at=at)
    bagian = Bagian.objects.select_related("kelompok", "muk__versi__skema", "muk__penyusun", "versi").filter(muk=muk)[0]
    house["asesor"].does(act.add_butir, bagian, ButirSpec(text="Menyusul"), at=at)

    with pytest.raises(StaleAct):
        house["asesor"].signs([sheet], act.submit_muk, contoh.fresh(house, muk), at=at)


def test_fx13_muk_handed_back_is_a_new_sheet_that_names_the_old(house: Rumah, at: dt.datetime) -> None:
    old = contoh.submitted(house, at=at)
    former = old.pengesahan
    house["asesor2"].does(act.give_back_muk, old, note="Tambah soal APD.", salt=SALT, at=at)
    row = contoh.fresh(house, old)

    assert row.pengesahan is not None
    assert (row.status, row.note, row.content_sha256, row.pengesahan.corrects) == (
        "draf",
        "Tambah soal APD.",
        "",
        former,
    )
    assert validate(house, contoh.submit(house, row, at=at), "asesor2", at=at).status == "tervalidasi"


def test_fx13_penyusun_takes_back_what_the_validator_has_not_signed(house: Rumah, at: dt.datetime) -> None:
    """PL10: a mistake seen after handing in is mended without waiting for the validator to hand it back."""
    muk = contoh.submitted(house, at=at)
    former, by = muk.pengesahan, house["asesor"]
    for who, note, said in (("asesor2", "Salah.", "penyusunnya"), ("manajer", "Salah.", "penyusunnya"), ("asesor", " ", "Tuliskan mengapa")):  # fmt: skip
        with pytest.raises(Refused, match=said):
            house[who].does(act.take_back_muk, muk, note=note, salt=SALT, at=at)

    by.does(act.take_back_muk, muk, note="Kunci nomor 2 keliru.", salt=SALT, at=at)

    row = contoh.fresh(house, muk)
    assert row.pengesahan is not None
    assert former is not None
    former.refresh_from_db()
    assert (row.status, row.note, row.content_sha256, row.pengesahan.corrects) == ("draf", "Kunci nomor 2 keliru.", "", former)  # fmt: skip
    assert (former.void_reason, former.signatures.count()) == ("Kunci nomor 2 keliru.", 1)
    with pytest.raises(Refused, match="keadaan “Sedang disusun”"):
        validate(house, row, "asesor2", at=at)
    done = validate(house, contoh.submit(house, row, at=at), "asesor2", at=at)
    with pytest.raises(Refused, match="keadaan “Tervalidasi”"):
        by.does(act.take_back_muk, done, note="Terlambat.", salt=SALT, at=at)


def test_pl10_signed_muk_goes_back_under_a_new_sheet_only_by_raw_sql_too(house: Rumah, at: dt.datetime) -> None:
    muk, other = contoh.submitted(house, at=at), contoh.submitted(house, at=at, title="Lain")
    assert muk.pengesahan is not None
    anew = f"status = 'draf', content_sha256 = '', pengesahan_id = {other.pengesahan_id}"
    tried = [f"UPDATE materials_muk SET {one} WHERE id = {muk.pk}" for one in ("status = 'draf'", "status = 'draf', content_sha256 = ''", anew)]  # fmt: skip
    assert [refused_by_the_database(one) for one in tried[:2]] == [True, True]

    house["asesor2"].signs([muk.pengesahan], signed_only, muk.pengesahan, at=at)

    assert refused_by_the_database(tried[2])  # the validator has signed


def test_pl10_validated_content_is_closed_to_actions_and_to_raw_sql(house: Rumah, at: dt.datetime) -> None:
    muk = contoh.validated(house, at=at)
    row = Butir.objects.select_related("bagian__kelompok", "muk__versi__skema", "muk__penyusun", "muk__key").filter(
        muk=muk
    )[0]
    for attempt in (
        lambda: house["asesor"].does(act.drop_butir, row, at=at),
        lambda: house["asesor"].does(act.replace_content, muk, spec_of(muk, keys=True), source="x", at=at),
        lambda: house["asesor"].does(act.name_muk, muk, title="Lain", pass_mark=50, seen="", at=at),
    ):
        with pytest.raises(Refused):
            attempt()

    for statement in (
        f"UPDATE materials_butir SET text = 'lain' WHERE id = {row.pk}",
        f"DELETE FROM materials_kunci WHERE muk_id = {muk.pk}",
        f"UPDATE materials_muk SET content_sha256 = 'lain' WHERE id = {muk.pk}",
        f"UPDATE materials_muk SET sealed_salt = NULL WHERE id = {muk.pk}",
        f"UPDATE materials_muk SET status = 'draf' WHERE id = {muk.pk}",
        f"UPDATE materials_muk SET pass_mark = 10 WHERE id = {muk.pk}",
        f"DELETE FROM materials_muk WHERE id = {muk.pk}",
    ):
        with (
            pytest.raises(DatabaseError, match=r"frozen|permission"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert Kunci.objects.filter(muk=muk).exists()


def refused_by_the_database(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return any(word in str(error) for word in ("frozen", "permission"))
    return False


SIGNED = "content_sha256 = repeat('a', 64), pengesahan_id = {sheet}, validator_id = {validator}, validated_at = now(), review_on = now()"
VALID = "status = 'tervalidasi', validator_id = {validator}, validated_at = now(), review_on = now()"
JUMPS = {
    "draf": ("status = 'tervalidasi', " + SIGNED, "status = 'disusun'", "status = 'lain'", "validator_id = {validator}", "penyusun_id = {validator}"),
    "disusun": ("status = 'lain'", VALID, "status = 'tervalidasi', " + SIGNED, "content_sha256 = repeat('a', 64)", "sealed_salt = NULL", "validator_id = {validator}", "title = 'Lain'"),
    "tervalidasi": ("status = 'disusun'", "validator_id = NULL", "review_on = now() + interval '9 years'"),
}  # fmt: skip


@pytest.mark.parametrize("state", JUMPS)
def test_pl10_no_state_is_reached_past_the_workflow_by_raw_sql(state: str, house: Rumah, at: dt.datetime) -> None:
    """A MUK is validated by the two signatures, or not at all."""
    made = {"draf": contoh.drafted, "disusun": contoh.submitted, "tervalidasi": contoh.validated}[state](house, at=at)
    sheet = (made.pengesahan or contoh.submitted(house, at=at, title="Lain").pengesahan).pk  # type: ignore[union-attr]  # reason: submitted has one
    names = {"sheet": sheet, "validator": house["asesor2"].user.person_id}

    passed = [one for one in JUMPS[state] if not refused_by_the_database(f"UPDATE materials_muk SET {one.format(**names)} WHERE id = {made.pk}")]  # fmt: skip

    assert passed == []


def test_pl10_muk_begins_as_a_draft_in_the_database_too(house: Rumah, at: dt.datetime) -> None:
    muk = contoh.validated(house, at=at)

    for change in ({}, {"status": "disusun"}, {"status": "draf"}):
        copy = contoh.fresh(house, muk)
        copy.pk, copy.ref, copy.number = None, new_ref(), 90
        for name, value in change.items():
            setattr(copy, name, value)
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            copy.save(force_insert=True)


def test_d2_second_account_of_the_penyusun_validates_nothing_by_raw_sql(house: Rumah, at: dt.datetime) -> None:
    """Two accounts with one NIK are one human being; the database asks by itself, whoever signed."""
    muk, other = contoh.submitted(house, at=at), house["asesor2"].user.person
    assert muk.pengesahan is not None
    house["asesor2"].signs([muk.pengesahan], signed_only, muk.pengesahan, at=at)
    Person.objects.filter(pk=other.pk).update(nik_index=muk.penyusun.nik_index)
    statement = f"UPDATE materials_muk SET {VALID.format(validator=other.pk)} WHERE id = {muk.pk}"
    as_one = refused_by_the_database(statement)
    Person.objects.filter(pk=other.pk).update(nik_index="x" * 64)

    assert (as_one, refused_by_the_database(statement)) == (True, False)


def signed_only(sheet: Lembar, *, proof: SigningProof, actor: Actor, at: dt.datetime, role: str = "validator") -> None:
    """The signature without the act that it belongs to."""
    consume(proof, actor=actor, at=at)
    sign_lembar(sheet, FORMS["PENGESAHAN.MUK"], role=role, signer=signer(actor), proof=proof, at=at)


def test_fx9_new_muk_answers_what_is_open_before_it_is_handed_in(house: Rumah, at: dt.datetime) -> None:
    place_hold(house.versi.skema, kind=PERBAIKAN, reason="Tambah soal keadaan darurat.", at=at)
    muk = contoh.drafted(house, at=at)
    sheet = house["asesor"].does(act.present_muk, muk, salt=SALT, at=at)
    posted = {f"celah/{row['key']}/alasan": ["Lisan."] for row in content_of(sheet)["rows"]["celah"]}
    if posted:
        house["asesor"].does(act.save_sheet, contoh.fresh(house, muk), posted, at=at)
    with pytest.raises(Gaps):
        house["asesor"].signs([sheet], act.submit_muk, contoh.fresh(house, muk), at=at)
    row = contoh.submit(house, contoh.fresh(house, muk), at=at)
    assert len(open_improvements(house.versi.skema)) == 1

    validate(house, row, "asesor2", at=at)

    assert open_improvements(house.versi.skema) == []


def test_retired_muk_stays_as_it_was(house: Rumah, at: dt.datetime) -> None:
    muk = contoh.validated(house, at=at)
    with pytest.raises(Refused):
        house["asesor"].does(act.retire_muk, muk, reason="Usang.", at=at)

    house["manajer"].does(act.retire_muk, muk, reason="Usang.", at=at)

    row = contoh.fresh(house, muk)
    assert (row.status, signed_sha256(spec_of(row, keys=True), salt=salt_of(row))) == ("ditarik", row.content_sha256)
