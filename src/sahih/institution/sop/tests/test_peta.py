"""An LSP lays its own SOP over ours, version by version."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from sahih.institution.accounts.roles import Role
from sahih.institution.sop.actions import map_sop
from sahih.institution.sop.models import PetaSop
from sahih.institution.sop.queries import peta_now, sebutan_of
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.web.admin_lsp.tests.dunia import Dunia, make_dunia


@pytest.fixture
def dunia(db: None, noon: dt.datetime) -> Dunia:
    made = make_dunia("peta", 77, noon)
    with tenant(made.lsp.pk):
        made.user("Kana Ketua", Role.KETUA)
        made.user("Ayu Admin", Role.ADMIN)
    return made


def lay(
    dunia: Dunia, steps: dict[str, tuple[str, str]], *, who: str = "Kana Ketua", title: str = "SOP 2026"
) -> PetaSop:
    return map_sop(steps, title=title, actor=dunia.actor(who), at=dunia.at)


def test_newest_version_is_read_and_the_old_one_stays(dunia: Dunia) -> None:
    with tenant(dunia.lsp.pk):
        lay(dunia, {"1.1": ("A.1", "")})
        lay(dunia, {"1.1": ("A.2", "Memberi informasi")})
        first = next(one for one in sebutan_of(peta_now()))

        assert (first.nomor, first.judul, first.langkah.nomor) == ("A.2", "Memberi informasi", "1.1")
        assert list(PetaSop.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_two_steps_never_share_a_number_and_a_map_has_a_name(dunia: Dunia) -> None:
    with tenant(dunia.lsp.pk):
        with pytest.raises(Refused, match=r"A\.1"):
            lay(dunia, {"1.1": ("A.1", ""), "1.2": ("A.1", "")})
        with pytest.raises(Refused):
            lay(dunia, {"1.1": ("A.1", "")}, title=" ")

        assert not PetaSop.objects.exists()


def test_only_who_configures_the_lsp_lays_a_map(dunia: Dunia) -> None:
    with tenant(dunia.lsp.pk), pytest.raises(Refused):
        lay(dunia, {"1.1": ("A.1", "")}, who="Ayu Admin")


def test_laid_map_never_changes(dunia: Dunia) -> None:
    with tenant(dunia.lsp.pk):
        lay(dunia, {"1.1": ("A.1", "")})

        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE institution_petasop SET title = 'x'")
