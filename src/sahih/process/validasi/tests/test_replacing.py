"""A member of the team of a validation is replaced before anybody signed, and the signed sheet says who signed (FX9, K7)."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from sahih.documents.sheets import Conflict, content_of, current_part
from sahih.insight.antrean.muk import team_validations
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.roles import Role
from sahih.institution.asesor.models import Asesor
from sahih.kernel.audit import AuditEntry
from sahih.kernel.outbox import Message
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.models import Muk
from sahih.process.asesmen.perangkat import is_unknown_to
from sahih.process.contoh import muk as contoh
from sahih.process.contoh import validasi as story
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.rumah import Rumah, able_asesor
from sahih.process.permohonan.actions import open_permohonan
from sahih.process.validasi import actions as act
from sahih.process.validasi.models import AnggotaTim, Peran, Validasi
from sahih.process.validasi.queries import lead_of, left_of, team_of

UNTIL = "open_house"
ASESI = 0
DAY = dt.timedelta(days=1)
THIRD = "asesor3"


@pytest.fixture(scope="module")
def house_with_muk(walked_once: Kisah) -> Muk:
    """With a third asesor, who had no part in the MUK."""
    house, at = walked_once.rumah, walked_once.at(1)
    house.cast.add(THIRD, "Budi Santoso", Role.ASESOR, at=at)
    with tenant(house.lsp.pk):
        house.asesor[THIRD] = able_asesor(house.cast, THIRD, house.versi, at=at)
    return contoh.validated(house, at=at)


def replaced(
    house: Rumah, row: Validasi, old: str, new: str, *, at: dt.datetime, by: str = "mutu", reason: str = "Sakit."
) -> Validasi:  # fmt: skip
    with tenant(house.lsp.pk):
        seat = AnggotaTim.objects.select_related("validasi", "person").get(
            validasi=row, person=house[old].user.person, left_at=None
        )
    house[by].does(act.replace_member, seat, house[new].user.person, reason=reason, at=at)
    return story.fresh(house, row)


def fields(house: Rumah, row: Validasi) -> dict[str, object]:
    """What the sheet says of its team: the table, the two lines at the top, and the list of who is relevant."""
    with tenant(house.lsp.pk):
        said = content_of(story.fresh(house, row).lembar)
    relevant = {one["key"]: one["answers"].get("nama") for one in said["rows"]["relevan"]}
    return {
        "tim": [(one["cells"]["nama"], one["cells"]["tugas"]) for one in said["rows"]["tim"]],
        "top": (said["fields"]["tim_1"], said["fields"]["tim_2"]),
        "relevan": [relevant.get(key) for key in ("lead_asesor", "asesor_1", "manajer")],
    }


LEAD, ASESOR, MANAJER = (one.label for one in (Peran.LEAD, Peran.ASESOR, Peran.MANAJER))


def test_fx9_new_lead_fills_and_signs_a_sheet_that_names_them_and_the_old_one_does_no_more(
    house: Rumah, muk: Muk, at: dt.datetime
) -> None:
    row = story.opened(house, muk, at=at)
    story.fill(house, row, at=at)

    row = replaced(house, row, "asesor2", THIRD, at=at)

    assert fields(house, row) == {
        "tim": [("Budi Santoso", LEAD), ("Joko Susilo", ASESOR), ("Hendra Gunawan", MANAJER)],
        "top": ("Budi Santoso", "Joko Susilo, Hendra Gunawan"),
        "relevan": ["Budi Santoso", "Joko Susilo", "Hendra Gunawan"],
    }
    for attempt in (
        lambda: story.fill(house, row, at=at),
        lambda: house["asesor2"].signs([row.lembar], act.sign_va, row, at=at),
        lambda: house["asesor2"].does(act.see_va_keys, row, at=at),
    ):
        with pytest.raises(Refused):
            attempt()
    story.fill(house, row, at=at, by=THIRD)
    house[THIRD].does(act.present_va, row, at=at)
    for who in (THIRD, "asesor", "mutu"):
        row = story.sign(house, row, who, at=at)
    with tenant(house.lsp.pk):
        signed = [one.name for one in row.lembar.signatures.order_by("id")]
        roles = AuditEntry.objects.filter(kind="validasi.signed").order_by("id").values_list("new", flat=True)
        assert list(roles) == [{"role": "lead"}, {"role": "asesor"}, {"role": "manajer"}]
    assert (row.status, signed) == ("selesai", ["Budi Santoso", "Joko Susilo", "Hendra Gunawan"])


def test_fx9_what_the_lead_wrote_stays_and_names_in_it_follow(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    """A longer name that holds the old one is somebody else's."""
    row = story.opened(house, muk, at=at)
    story.fill(house, row, at=at)
    Person.objects.filter(pk=house["mutu"].user.person_id).update(name="Joko Susilo Hadi")
    own = {"tim_2": ["Joko Susilo (MET), Joko Susilo Hadi"], "relevan/asesor_1/konfirmasi": ["Setuju."]}
    house["asesor2"].does(act.save_va, story.fresh(house, row), own, at=at)

    row = replaced(house, row, "asesor", THIRD, at=at)

    assert fields(house, row)["top"] == ("Nur Aini", "Budi Santoso (MET), Joko Susilo Hadi")
    with tenant(house.lsp.pk):
        said = content_of(row.lembar)
        assert said["fields"]["kesimpulan"] == "layak_perbaikan"
        assert [one["answers"]["konfirmasi"] for one in said["rows"]["relevan"] if "konfirmasi" in one["answers"]] == ["Setuju."]  # fmt: skip
    assert "Budi Santoso menggantikan Joko Susilo sebagai Asesor kompetensi: Sakit." in row.note


def test_a_page_that_was_open_meanwhile_overwrites_nothing(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    row = story.opened(house, muk, at=at)
    with tenant(house.lsp.pk):
        revision = current_part(row.lembar).revision
    row = replaced(house, row, "asesor", THIRD, at=at)

    with pytest.raises(Conflict):
        house["asesor2"].does(act.save_va, row, {"tim_2": ["Joko Susilo"]}, at=at, revision=revision)


def test_old_and_new_are_told_and_the_trail_names_both(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    row = story.opened(house, muk, at=at)
    with tenant(house.lsp.pk):
        last = Message.objects.latest("id").pk

    row = replaced(house, row, "asesor2", THIRD, at=at)
    replaced(house, row, "mutu", "manajer", at=at)

    with tenant(house.lsp.pk):
        told = [(one.to.split(".")[0], one.subject.split(" untuk")[0].split(" MUK")[0]) for one in Message.objects.filter(pk__gt=last).order_by("id")]  # fmt: skip
        (first, _second) = AuditEntry.objects.filter(kind="validasi.replaced").order_by("id")
    assert told == [
        ("asesor2", "Anda tidak lagi dalam tim validasi"), (THIRD, "FR.VA"),
        ("mutu", "Anda tidak lagi dalam tim validasi"), ("manajer", "Anda duduk dalam tim validasi"), (THIRD, "Tim validasi"),
    ]  # fmt: skip
    assert (first.old, first.new, first.reason) == (
        {"peran": "lead", "person": "Nur Aini"}, {"peran": "lead", "person": "Budi Santoso"}, "Sakit.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("asesor2", "asesor", "Satu orang duduk satu kali"),
        ("asesor2", "asesor2", "pilih orang lain"),
        ("mutu", "admin", "bukan Manajer Mutu"),
        ("asesor2", "mutu", "bukan asesor LSP ini"),
    ],
)
def test_k7_replaced_team_keeps_to_the_rules_of_a_new_one(
    house: Rumah, muk: Muk, at: dt.datetime, *, old: str, new: str, said: str
) -> None:
    row = story.opened(house, muk, at=at)

    with pytest.raises(Refused, match=said):
        replaced(house, row, old, new, at=at)


def test_k7_penyusun_never_leads_and_somebody_without_a_part_in_the_muk_stays(
    house: Rumah, muk: Muk, at: dt.datetime
) -> None:
    """The penyusun leads under no account of theirs (D2)."""
    row = story.opened(house, muk, at=at, team={THIRD: Peran.LEAD, "asesor2": Peran.ASESOR})

    with pytest.raises(Refused, match="orang lain yang mengetuai"):
        replaced(house, row, THIRD, "asesor", at=at)
    row = replaced(house, row, "asesor2", "asesor", at=at)
    with pytest.raises(Refused, match="tidak menyusun dan tidak mengesahkan"):
        replaced(house, row, THIRD, "asesor2", at=at)
    own = Person.objects.get(pk=house["asesor"].user.person_id).nik_index
    Person.objects.filter(pk=house["asesor2"].user.person_id).update(nik_index=own)
    house["asesor2"].user.person.refresh_from_db()
    with pytest.raises(Refused, match="orang lain yang mengetuai"):
        replaced(house, row, THIRD, "asesor2", at=at)


@pytest.mark.parametrize("days", [0, 5])
def test_a5_new_member_is_able_on_the_day_of_the_validation_or_today_where_that_is_over(
    house: Rumah, muk: Muk, at: dt.datetime, days: int
) -> None:
    row = story.opened(house, muk, at=at)
    with tenant(house.lsp.pk):
        until = at.date() + days * DAY - DAY
        Asesor.objects.filter(pk=house.asesor[THIRD].pk).update(certified_until=until)

    with pytest.raises(Refused, match="Budi Santoso: sertifikat asesornya tidak berlaku"):
        replaced(house, row, "asesor", THIRD, at=at + days * DAY)


def test_fx13_team_stands_once_somebody_signed_and_may_change_when_it_was_handed_back(
    house: Rumah, muk: Muk, at: dt.datetime
) -> None:
    row = story.opened(house, muk, at=at)
    story.fill(house, row, at=at)
    row = story.sign(house, row, "asesor2", at=at)
    with pytest.raises(Refused, match="mengembalikannya kepada ketua tim, lalu ganti"):
        replaced(house, row, "asesor", THIRD, at=at)
    house["mutu"].does(act.give_back_va, row, note="Joko pindah LSP.", at=at)

    row = replaced(house, story.fresh(house, row), "asesor", THIRD, at=at)

    assert row.note.splitlines()[0] == "Joko pindah LSP."
    for who in ("asesor2", THIRD, "mutu"):
        row = story.sign(house, row, who, at=at)
    assert row.status == "selesai"
    with pytest.raises(Refused, match="sudah selesai"):
        replaced(house, row, THIRD, "asesor", at=at)
    house["asesor2"].does(act.correct_va, row, reason="Salah tulis.", at=at)
    with pytest.raises(Refused, match="Batalkan koreksinya"):
        replaced(house, row, THIRD, "asesor", at=at)


def test_17024_who_left_the_team_knows_the_items_and_is_not_assessed_with_them(
    house: Rumah, muk: Muk, at: dt.datetime
) -> None:
    """5.2, 7.4: a seat that was given up is no way to a MUK that one has read."""
    row = story.opened(house, muk, at=at)
    person = house["mutu"].user.person
    with tenant(house.lsp.pk):
        before = [bool(is_unknown_to(muk, one)) for one in (person, house["manajer"].user.person)]

    replaced(house, row, "mutu", "manajer", at=at)

    with tenant(house.lsp.pk):
        after = [bool(is_unknown_to(muk, one)) for one in (person, house["manajer"].user.person)]
    assert (before, after) == ([False, True], [False, False])


def test_fx14_asesi_of_the_skema_sits_in_no_team_and_one_who_becomes_it_is_replaced(
    house: Rumah, muk: Muk, at: dt.datetime
) -> None:
    """17024 7.4: they could not read what they would sign, and the others would wait for them for ever."""
    row = story.opened(house, muk, at=at)
    story.fill(house, row, at=at)
    with tenant(house.lsp.pk):
        both = [house[one].user.person_id for one in ("mutu", "admin")]
        Person.objects.filter(pk__in=both).update(nik_index="m" * 64)
    house["admin"].does(open_permohonan, house.versi, mode="jarak_jauh", medium="nirkertas", uji_coba=True, at=at)
    with pytest.raises(Refused, match=r"Hendra Gunawan tidak boleh membaca butir MUK ini.*mengganti anggotanya"):
        story.sign(house, row, "asesor2", at=at)

    row = replaced(house, row, "mutu", "manajer", at=at, by="manajer")

    assert story.sign(house, row, "asesor2", at=at).status == "menunggu"
    house["manajer"].does(act.cancel_validasi, story.fresh(house, row), reason="Tim bubar.", at=at)
    with pytest.raises(Refused, match="tidak boleh membaca butir"):
        story.opened(house, muk, at=at, by="manajer")


def test_who_left_is_asked_for_nothing_and_who_comes_back_once(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    row = story.opened(house, muk, at=at)
    row = replaced(house, row, "asesor2", THIRD, at=at)
    assert [waiting(house, key, at) for key in ("asesor2", THIRD)] == [[], [f"Isi FR.VA — {muk}"]]

    row = replaced(house, row, THIRD, "asesor2", at=at)

    assert [waiting(house, key, at) for key in ("asesor2", THIRD)] == [[f"Isi FR.VA — {muk}"], []]
    with tenant(house.lsp.pk):
        assert [(one.person.name, one.peran) for one in left_of(row)] == [
            ("Budi Santoso", "lead"),
            ("Nur Aini", "lead"),
        ]


def waiting(house: Rumah, key: str, at: dt.datetime) -> list[str]:
    with tenant(house.lsp.pk):
        return [one.what for one in team_validations(house[key].actor(at))]


@pytest.mark.parametrize(("who", "reason"), [("asesor2", "Sakit."), ("admin", "Sakit."), ("mutu", " ")])
def test_replacing_is_for_who_answers_for_quality_and_says_why(
    house: Rumah, muk: Muk, at: dt.datetime, who: str, reason: str
) -> None:
    row = story.opened(house, muk, at=at)

    with pytest.raises(Refused):
        replaced(house, row, "asesor", THIRD, at=at, by=who, reason=reason)
    with tenant(house.lsp.pk):
        assert [one.person.name for one in team_of(row)][1] == "Joko Susilo"


def test_team_that_lapsed_is_told_to_be_replaced_and_then_signs(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    row = story.opened(house, muk, at=at)
    story.fill(house, row, at=at)
    with tenant(house.lsp.pk):
        Asesor.objects.filter(pk=house.asesor["asesor"].pk).update(certified_until=at.date() - DAY)
    with pytest.raises(Refused, match="mengganti anggotanya"):
        story.sign(house, row, "asesor2", at=at)

    row = replaced(house, row, "asesor", THIRD, at=at)

    assert story.sign(house, row, "asesor2", at=at).status == "menunggu"


def test_fx13_signed_team_stands_in_the_database_too(house: Rumah, muk: Muk, at: dt.datetime) -> None:
    row = story.opened(house, muk, at=at)
    story.fill(house, row, at=at)
    other = house[THIRD].user.person
    with tenant(house.lsp.pk):
        rows = AnggotaTim.objects.filter(validasi=row, left_at=None)
        AnggotaTim.objects.create(validasi=row, person=other, peran="asesor", left_at=at)
        gone = AnggotaTim.objects.filter(validasi=row).exclude(left_at=None)
        attempts = [
            lambda: rows.filter(peran="asesor").update(person=other),
            lambda: rows.filter(peran="asesor").update(peran="manajer"),
            lambda: rows.filter(peran="manajer").delete(),
            lambda: gone.update(person=house["mutu"].user.person),
            lambda: AnggotaTim.objects.create(validasi=row, person=other, peran="asesor"),
        ]
    before = [frozen(house, one) for one in attempts]
    story.sign(house, row, "asesor2", at=at)

    assert before == [False, True, True, True, False]
    assert [frozen(house, one) for one in attempts] == [True] * 5
    with tenant(house.lsp.pk):
        assert lead_of(row).name == "Nur Aini"


def frozen(house: Rumah, attempt: object) -> bool:
    """Whether the database refuses; what it let pass is undone."""
    assert callable(attempt)
    try:
        with tenant(house.lsp.pk), transaction.atomic():
            attempt()
            transaction.set_rollback(True)
    except DatabaseError as error:
        return "frozen" in str(error)
    return False
