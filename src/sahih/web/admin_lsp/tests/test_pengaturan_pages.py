"""People, rights, permits, register, skema, invitations and the trail, as the office sets them."""

import io

import pytest
from django.urls import reverse

from sahih.institution.accounts.models import Invitation, Membership, User
from sahih.institution.accounts.queries import nik_of, rights_of
from sahih.institution.accounts.roles import Role
from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.models import Lsp
from sahih.institution.perizinan.models import Perizinan
from sahih.materials.data import skema_bytes
from sahih.materials.lingkup.models import LingkupAsesor, LingkupIzin
from sahih.materials.skema.models import SkemaVersi
from sahih.web.admin_lsp.tests.dunia import Dunia


def url(name: str, *more: str) -> str:
    return reverse(f"admin_lsp:{name}", args=["rintisan", *more])


def appointment(**more: str) -> dict[str, str]:
    return {
        "name": "Kartika Komite", "contact": "0812 3456 7890", "role": "komite", "sk_number": "SK-07", "valid_from": "2026-01-02",
        "nik": "9901 0101 0180 0077",
    } | more  # fmt: skip


def test_appoint_by_sk_makes_account_and_role(dunia: Dunia) -> None:
    dunia.user("Kirana Ketua", Role.KETUA)

    answer = dunia.client("Kirana Ketua").post(url("angkat"), appointment())

    row = Membership.objects.get(role=Role.KOMITE)
    assert answer.status_code == 302
    assert (row.person.name, row.sk_number, row.person.user.phone) == ("Kartika Komite", "SK-07", "+6281234567890")
    assert nik_of(row.person) == "9901010101800077"


@pytest.mark.parametrize(("nik", "said"), [("", "dikenali dari NIK-nya"), ("99010101", "NIK harus 16 angka"), ("9901010101800000", "tidak mungkin ada")])  # fmt: skip
def test_d2_n2_member_of_the_committee_without_a_nik_that_can_exist_is_refused(
    dunia: Dunia, nik: str, said: str
) -> None:
    dunia.user("Kirana Ketua", Role.KETUA)
    before = User.objects.count()

    answer = dunia.client("Kirana Ketua").post(url("angkat"), appointment(nik=nik))

    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert (User.objects.count(), Membership.objects.filter(role=Role.KOMITE).exists()) == (before, False)


def test_appoint_in_a_forbidden_pair_tells_why_and_leaves_nothing(dunia: Dunia) -> None:
    dunia.user("Kirana Ketua", Role.KETUA)
    before = User.objects.count()

    answer = dunia.client("Kirana Ketua").post(
        url("angkat"), appointment(contact="kirana.ketua@rintisan.example", role="pengarah", nik="")
    )

    assert answer.status_code == 422
    assert "satu orang tidak merangkap keduanya" in answer.content.decode()
    assert User.objects.count() == before


def test_release_ends_the_role(dunia: Dunia) -> None:
    dunia.user("Kirana Ketua", Role.KETUA)
    dunia.user("Adi Asesor", Role.ASESOR)
    row = Membership.objects.get(role=Role.ASESOR)

    dunia.client("Kirana Ketua").post(url("lepas", row.ref), {"sure": "on"})

    row.refresh_from_db()
    assert row.valid_until is not None


def test_right_given_on_the_matrix_holds_at_once(dunia: Dunia) -> None:
    """A.IV.4: the LSP sets who may what."""
    dunia.user("Kirana Ketua", Role.KETUA)

    dunia.client("Kirana Ketua").post(url("hak_ubah", "skema.manage"), {"roles": ["manajer_sertifikasi", "admin_lsp"]})

    assert "skema.manage" in rights_of({Role.ADMIN})
    assert "Impor skema" in dunia.client("Ayu Admin").get(url("skema")).content.decode()


def test_right_that_can_never_be_given_is_refused_and_shown_with_its_reason(dunia: Dunia) -> None:
    dunia.user("Kirana Ketua", Role.KETUA)
    client = dunia.client("Kirana Ketua")

    page = client.get(url("hak_ubah", "keputusan.vote")).content.decode()
    forced = client.post(url("hak_ubah", "keputusan.vote"), {"roles": ["komite", "asesor"]})

    assert "penilai, pemutus, dan yang dinilai harus terpisah" in page
    assert forced.status_code == 422
    assert "keputusan.vote" not in rights_of({Role.ASESOR})


def test_matrix_shows_what_is_given_and_what_never_may_be(dunia: Dunia) -> None:
    page = dunia.client("Ayu Admin").get(url("hak")).content.decode()

    assert page.count('aria-label="tidak boleh diberikan"') > 100
    assert 'aria-label="diberikan"' in page


def test_letter_pattern_without_serial_is_refused_and_mended(dunia: Dunia) -> None:
    dunia.user("Kirana Ketua", Role.KETUA)
    client = dunia.client("Kirana Ketua")
    lsp = dunia.lsp
    typed = {
        "name": lsp.name, "address": lsp.address, "city": lsp.city, "phone": lsp.phone, "email": lsp.email, "group_limit": "15", "tuk_months": "36", "quorum": "3", "banding_within": "1", "banding_answer_within": "3", "banding_decide_within": "14", "form_head": "blok",
    }  # fmt: skip

    refused = client.post(url("profil"), typed | {"letter_pattern": "{kode}/{tahun}"})
    mended = client.post(url("profil"), typed | {"letter_pattern": "{urut}/{kode}/RTS/{tahun}"})

    assert refused.status_code == 422
    assert "Pola harus memuat" in refused.content.decode()
    assert mended.status_code == 302
    kept = Lsp.objects.values_list("letter_pattern", "group_limit", "form_head", "ak07_two_part").get(pk=lsp.pk)
    assert kept == ("{urut}/{kode}/RTS/{tahun}", 15, "blok", False)


@pytest.mark.parametrize("trick", ["{urut.__class__}", "{urut!r}", "{urut:>99}", "{0}", "{nama}", "{", "{{urut}}"])
def test_letter_pattern_knows_its_four_places_and_evaluates_nothing(dunia: Dunia, trick: str) -> None:
    dunia.user("Kirana Ketua", Role.KETUA)
    lsp = dunia.lsp
    typed = {
        "name": lsp.name, "address": lsp.address, "city": lsp.city, "phone": lsp.phone, "email": lsp.email, "group_limit": "15", "tuk_months": "36", "quorum": "3", "banding_within": "1", "banding_answer_within": "3", "banding_decide_within": "14", "form_head": "blok",
    }  # fmt: skip

    answer = dunia.client("Kirana Ketua").post(
        url("profil"), typed | {"letter_pattern": "{urut}/{kode}/{tahun}" + trick}
    )

    assert (answer.status_code, "yang dikenal" in answer.content.decode()) == (422, True)


def test_group_limit_above_twenty_is_refused(dunia: Dunia) -> None:
    """A4: the ceiling may only be lowered."""
    dunia.user("Kirana Ketua", Role.KETUA)

    answer = dunia.client("Kirana Ketua").post(url("profil"), {"group_limit": "21"})

    assert answer.status_code == 422
    assert Lsp.objects.get(pk=dunia.lsp.pk).group_limit == 20


def test_permit_is_entered_once_and_covers_a_skema(dunia: Dunia) -> None:
    """L9: a permit names its skema and its days."""
    dunia.user("Kirana Ketua", Role.KETUA)
    versi, client = dunia.skema(), dunia.client("Kirana Ketua")
    decision = {
        "kind": "nirkertas", "decision_no": "KEP.1", "decided_on": "2026-01-01", "valid_from": "2026-01-02", "valid_until": "2027-01-01",
    }  # fmt: skip

    client.post(url("izin_baru"), decision)
    twice = client.post(url("izin_baru"), decision)
    client.post(url("izin_skema", Perizinan.objects.get().ref), {"skema": versi.skema.ref})

    assert twice.status_code == 422
    assert "sudah tercatat" in twice.content.decode()
    assert LingkupIzin.objects.get().skema == versi.skema


def test_asesor_is_registered_and_covered(dunia: Dunia) -> None:
    """A5, A6: certificate and technical competence, each with its dates."""
    dunia.user("Kirana Ketua", Role.KETUA, Role.MANAJER_SERTIFIKASI)
    adi, versi, client = dunia.user("Adi Asesor", Role.ASESOR), dunia.skema(), dunia.client("Kirana Ketua")
    typed = {
        "person": adi.person.ref, "met": "MET.000.000009 2024", "certificate_no": "A-9", "certified_from": "2024-01-01", "certified_until": "2029-01-01",
    }  # fmt: skip

    wrong = client.post(url("asesor_baru"), typed | {"met": "MET 9"})
    client.post(url("asesor_baru"), typed)
    client.post(url("asesor_lingkup", Asesor.objects.get().ref), {
        "skema": versi.skema.ref, "basis": "sertifikat", "certificate_no": "T-9", "valid_from": "2024-01-01",
    })  # fmt: skip

    assert "berbentuk MET" in wrong.content.decode()
    assert LingkupAsesor.objects.get().asesor.met == "MET.000.000009 2024"


def test_skema_file_with_faults_is_refused_by_line_and_field(dunia: Dunia) -> None:
    dunia.user("Maya Manajer", Role.MANAJER_SERTIFIKASI)
    client = dunia.client("Maya Manajer")

    answer = client.post(url("skema_impor"), {"berkas": _file(skema_bytes("petugas_k3") + b"\nwarna: biru\n")})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "warna" in page
    assert not SkemaVersi.objects.exists()


def test_skema_goes_from_file_through_completion_and_review_to_publication(dunia: Dunia) -> None:
    dunia.user("Maya Manajer", Role.MANAJER_SERTIFIKASI)
    dunia.user("Mira Mutu", Role.MANAJER_MUTU)
    client = dunia.client("Maya Manajer")

    client.post(url("skema_impor"), {"berkas": _file(skema_bytes("petugas_k3"))})
    versi = SkemaVersi.objects.get()
    wrong = client.post(url("skema_lengkapi", versi.ref), {"kbli": "12"})
    early = client.post(url("skema_terbitkan", versi.ref), follow=True)
    completed = client.post(url("skema_lengkapi", versi.ref), _completion(versi))
    own = client.post(url("skema_tinjau", versi.ref), {"note": ""})
    mutu = dunia.client("Mira Mutu")
    read = mutu.get(url("skema_tinjau", versi.ref)).context["hidden"]
    other = mutu.post(url("skema_tinjau", versi.ref), read | {"note": "Sesuai SKKNI."})
    client.post(url("skema_terbitkan", versi.ref))

    assert wrong.status_code == 422
    assert "Skema belum dapat diterbitkan" in early.content.decode()
    assert (completed.status_code, own.status_code, other.status_code) == (302, 422, 302)
    assert "Anda ikut menyusun draf ini" in own.content.decode()
    versi.refresh_from_db()
    assert versi.status == "terbit"


def _completion(versi: SkemaVersi) -> dict[str, str]:
    units = {f"unit_{one.number}": f"Unit {one.number}" for one in versi.unit_set.all()}
    kelompok = {f"kelompok_{one.number}": one.title or f"Kelompok {one.number}" for one in versi.kelompok_set.all()}
    return units | kelompok | {
        "title_en": "Safety Officer", "sector": "K3L", "fee": "0", "level": "0", "kbli": "71209", "kbji": "3257",
        "remote_category": "technical_hybrid", "basic_rule": "any_one", "validity_years": "3", "kind_confirmed": "on", "kelompok_confirmed": "on",
    }  # fmt: skip


def _file(content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = "skema.yaml"
    return file


def test_invitation_of_a_representative_needs_a_company(dunia: Dunia) -> None:
    client = dunia.client("Ayu Admin")
    client.post(url("perusahaan_baru"), {"name": "PT Kimia", "email": "hrd@kimia.example"})
    company = dunia.perusahaan()

    alone = client.post(url("undang_wakil"), {"name": "Lina", "contact": "lina@kimia.example"})
    sent = client.post(
        url("undang_wakil"), {"name": "Lina", "contact": "lina@kimia.example", "perusahaan": company.ref}
    )

    assert (alone.status_code, sent.status_code) == (422, 302)
    assert Invitation.objects.get().perusahaan == company


def test_trail_is_searched_by_area_and_person(dunia: Dunia) -> None:
    dunia.user("Kirana Ketua", Role.KETUA)
    client = dunia.client("Kirana Ketua")
    client.post(url("tuk_baru"), {"name": "TUK Baru", "kind": "Mandiri", "address": "Jl. 1"})

    of_tuk = client.get(url("jejak"), {"jenis": "tuk"}).content.decode()
    of_nobody = client.get(url("jejak"), {"orang": "Tidak Ada"}).content.decode()

    assert "tuk.entered" in of_tuk
    assert "people.appointed" not in of_tuk
    assert "Tidak ada catatan yang cocok" in of_nobody


def test_trail_is_closed_to_whoever_may_not_read_it(dunia: Dunia) -> None:
    assert dunia.client("Ayu Admin").get(url("jejak")).status_code == 403
