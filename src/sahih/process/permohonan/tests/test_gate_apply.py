"""Gate 1: licence, sector, category and permits on the very day (L6, L7, L9, L11, L12, L13)."""

import datetime as dt
from typing import Any

import pytest

from sahih.institution.lsp.models import Lsp
from sahih.institution.perizinan.actions import withdraw_permit
from sahih.institution.perizinan.models import Perizinan
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.lingkup.actions import cover_by_permit
from sahih.materials.skema.models import SkemaVersi
from sahih.process.contoh.kisah import Kisah
from sahih.process.permohonan.actions import open_permohonan
from sahih.process.permohonan.models import Permohonan
from sahih.process.permohonan.policies import gate_apply, mode_fits
from sahih.process.tests.jalan import sentence_of

UNTIL = "open_house"


def gaps(
    kisah: Kisah, *, mode: str = "jarak_jauh", medium: str = "nirkertas", under_permit: bool = True, days: int = 1
) -> list[str]:
    rumah, day = kisah.rumah, local_date(kisah.start) + dt.timedelta(days=days)
    with tenant(rumah.lsp.pk):
        lsp, versi = Lsp.objects.get(pk=rumah.lsp.pk), SkemaVersi.objects.select_related("skema").get(pk=rumah.versi.pk)
        return gate_apply(lsp, versi, mode=mode, medium=medium, uji_coba=True, under_permit=under_permit, day=day)


def withdraw(kisah: Kisah, kind: str) -> None:
    permit = next(one for one in kisah.rumah.permits if one.kind == kind)
    with tenant(kisah.rumah.lsp.pk):
        withdraw_permit(
            permit, on=local_date(kisah.start), reason="Dicabut.", actor=kisah.rumah["ketua"].actor(kisah.start)
        )


def change_lsp(kisah: Kisah, **values: Any) -> None:
    Lsp.objects.filter(pk=kisah.rumah.lsp.pk).update(**values)


def test_gate_with_licence_and_permits_is_open(kisah: Kisah) -> None:
    assert gaps(kisah) == []


@pytest.mark.parametrize(("days", "allowed"), [(1100, True), (1101, False)])
def test_l7_licence_counts_to_its_last_day_and_no_longer(kisah: Kisah, days: int, *, allowed: bool) -> None:
    found = gaps(kisah, under_permit=False, days=days)

    assert (not any("Lisensi LSP berlaku" in one for one in found)) == allowed


def test_l7_expired_licence_refuses_even_a_rehearsal(kisah: Kisah) -> None:
    change_lsp(kisah, licensed_until=local_date(kisah.start))

    with pytest.raises(Refused) as refusal:
        apply_as(kisah, uji_coba=True)

    assert "Lisensi LSP berlaku" in sentence_of(refusal.value)


def test_l6_p3_outside_its_licensed_sector_is_refused(kisah: Kisah) -> None:
    change_lsp(kisah, sector="Pariwisata")

    assert gaps(kisah) == [
        "LSP P3 ini berlisensi untuk sektor Pariwisata; skema sektor Keselamatan dan Kesehatan Kerja di luar lisensinya."
    ]


@pytest.mark.parametrize("kind", ["P1 industri", "P1 lemdik", "P2"])
def test_l6_p1_and_p2_serve_every_sector(kisah: Kisah, kind: str) -> None:
    change_lsp(kisah, sector="Pariwisata", kind=kind)

    assert gaps(kisah) == []


def test_l1_unknown_kind_of_lsp_is_refused(kisah: Kisah) -> None:
    lsp = Lsp.objects.get(pk=kisah.rumah.lsp.pk)
    lsp.kind = "P4"

    with pytest.raises(Exception, match="P4"):
        lsp.full_clean()


def test_l9_remote_without_permit_is_refused_and_face_to_face_on_paper_is_not(kisah: Kisah) -> None:
    withdraw(kisah, "jarak_jauh")

    assert gaps(kisah) == [
        "Belum ada izin jarak jauh untuk skema ini pada tanggal itu. Pilih tatap muka atau uji coba."
    ]
    assert gaps(kisah, mode="tatap_muka", medium="kertas") == []


def test_l9_permit_of_another_day_does_not_count(kisah: Kisah) -> None:
    assert gaps(kisah, days=700) == []
    assert len(gaps(kisah, days=701)) == 1


def test_l9_permit_that_does_not_name_the_skema_does_not_count(kisah: Kisah) -> None:
    with tenant(kisah.rumah.lsp.pk):
        for permit in Perizinan.objects.filter(kind="jarak_jauh"):
            permit.lingkup_set.all().delete()

    assert "Belum ada izin jarak jauh" in gaps(kisah)[0]


def test_l12_paperless_needs_a_permit_of_its_own(kisah: Kisah) -> None:
    withdraw(kisah, "nirkertas")

    assert gaps(kisah) == [
        "Belum ada izin nirkertas untuk skema ini pada tanggal itu. Pilih jalur kertas atau uji coba."
    ]
    assert gaps(kisah, mode="tatap_muka") == gaps(kisah)
    assert gaps(kisah, medium="kertas") == []


def test_l12_remote_permit_includes_paperless_only_where_the_lsp_says_so(kisah: Kisah) -> None:
    withdraw(kisah, "nirkertas")
    change_lsp(kisah, paperless_in_sjj=True)

    assert gaps(kisah) == []


def test_l11_rehearsal_needs_no_permit(kisah: Kisah) -> None:
    withdraw(kisah, "jarak_jauh")
    withdraw(kisah, "nirkertas")

    opened = apply_as(kisah, uji_coba=True)

    assert (opened.uji_coba, opened.under_permit, opened.apl01.uji_coba) == (True, False, True)


def test_l11_rehearsal_lsp_takes_no_real_application(kisah: Kisah) -> None:
    """L11, L13: what an invented LSP makes can never be taken for real, whatever the form that was posted."""
    with pytest.raises(Refused) as refusal:
        apply_as(kisah, uji_coba=False, mode="tatap_muka")

    assert sentence_of(refusal.value) == "LSP ini LSP uji coba; di sini hanya ada permohonan uji coba."


def test_l11_real_lsp_takes_a_real_application(kisah: Kisah) -> None:
    change_lsp(kisah, uji_coba=False)

    assert apply_as(kisah, uji_coba=False, mode="tatap_muka").uji_coba is False


def test_l9_real_application_without_permit_is_refused(kisah: Kisah) -> None:
    change_lsp(kisah, uji_coba=False)
    withdraw(kisah, "jarak_jauh")

    with pytest.raises(Refused) as refusal:
        apply_as(kisah, uji_coba=False)

    assert "Belum ada izin jarak jauh" in sentence_of(refusal.value)


def test_l9_real_application_cannot_ask_to_stand_outside_its_permit(kisah: Kisah) -> None:
    change_lsp(kisah, uji_coba=False)
    withdraw(kisah, "jarak_jauh")

    with pytest.raises(Refused) as refusal:
        apply_as(kisah, uji_coba=False, under_permit=False)

    assert "Belum ada izin jarak jauh" in sentence_of(refusal.value)


@pytest.mark.parametrize("category", ["technical_hybrid", "psychomotor"])
def test_k2_scheme_with_practice_is_wholly_remote_only_where_the_permit_says_so(kisah: Kisah, category: Any) -> None:
    house, day = kisah.rumah, kisah.at(1).date()
    remote = next(one for one in house.permits if one.kind == "jarak_jauh")

    with tenant(house.lsp.pk):
        versi = SkemaVersi(skema=house.versi.skema, remote_category=category)
        ketua = house["ketua"].actor(kisah.at(1))
        before = [bool(mode_fits(versi, mode, day=day)) for mode in ("jarak_jauh", "hibrida", "tatap_muka")]
        cover_by_permit(remote, versi.skema, covers_practice=True, actor=ketua)
        after = bool(mode_fits(versi, "jarak_jauh", day=day))
        withdraw_permit(remote, on=day, reason="Dicabut.", actor=ketua)
        ended = bool(mode_fits(versi, "jarak_jauh", day=day))

    assert (before, after, ended) == ([False, True, True], True, False)


def apply_as(kisah: Kisah, *, uji_coba: bool, under_permit: bool | None = None, mode: str = "jarak_jauh") -> Permohonan:
    at = kisah.at(1)
    who = kisah.rumah.cast.add("pelamar", "Putri Ayu", at=at)
    return who.does(
        open_permohonan, kisah.rumah.versi, mode=mode, medium="nirkertas", uji_coba=uji_coba,
        under_permit=under_permit, at=at,
    )  # fmt: skip


def test_second_click_finds_the_first_application(kisah: Kisah) -> None:
    first = apply_as(kisah, uji_coba=True)
    again = kisah.rumah["pelamar"].does(
        open_permohonan, kisah.rumah.versi, mode="jarak_jauh", medium="nirkertas", uji_coba=True, at=kisah.at(1)
    )

    assert again.pk == first.pk


def test_l13_the_invented_house_makes_only_rehearsals(kisah: Kisah) -> None:
    """Demonstration data is always uji coba."""
    kisah.apply()

    with tenant(kisah.rumah.lsp.pk):
        kinds = set(Permohonan.objects.values_list("uji_coba", flat=True))
    assert kinds == {True}
