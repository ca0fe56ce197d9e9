"""Coverage on the day, and the service it allows."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from sahih.institution.accounts.models import Person
from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.models import Lsp
from sahih.institution.perizinan.models import Perizinan
from sahih.institution.tuk.models import Tuk
from sahih.kernel.actor import Actor
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.materials.lingkup.actions import cover_asesor, cover_by_permit, cover_tuk, end_coverage
from sahih.materials.lingkup.models import LingkupIzin
from sahih.materials.lingkup.policies import covers_skema, service_permitted
from sahih.materials.lingkup.queries import competent_asesor, covered_tuk, permit_for
from sahih.materials.skema.models import Skema
from sahih.materials.tests.builders import make_lsp

FIRST, LAST = dt.date(2026, 1, 10), dt.date(2026, 12, 10)
DAY = dt.timedelta(days=1)


@pytest.fixture
def skema(inside: Lsp) -> Skema:
    return Skema.objects.create(number="X/1", title="Petugas K3", kind="Okupasi")


@pytest.fixture
def asesor(inside: Lsp) -> Asesor:
    return Asesor.objects.create(
        person=Person.objects.create(name="Rahayu"), met="MET.000.001234 2024", home_lsp=inside, certificate_no="A-1",
        certified_from=dt.date(2025, 1, 1), certified_until=dt.date(2028, 1, 1),
    )  # fmt: skip


@pytest.fixture
def configurer(inside: Lsp) -> Actor:
    return Actor(user_id=2, person_id=2, lsp_id=inside.pk, rights=frozenset({"lsp.configure"}))


def permit(kind: str, decision_no: str = "KEP.1") -> Perizinan:
    return Perizinan.objects.create(
        kind=kind, decision_no=decision_no, decided_on=FIRST, valid_from=FIRST, valid_until=LAST
    )


@pytest.mark.parametrize(("day", "expected"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)])
def test_asesor_covers_skema_only_while_the_paper_holds(
    *, day: dt.date, expected: bool, asesor: Asesor, skema: Skema, manager: Actor
) -> None:
    """A6: a technical certificate with its own expiry must be valid that day."""
    cover_asesor(
        asesor, skema, basis="sertifikat", certificate_no="T-1", valid_from=FIRST, valid_until=LAST, actor=manager
    )

    assert bool(covers_skema(asesor, skema, day)) is expected
    assert list(competent_asesor(skema, day)) == ([asesor] if expected else [])


def test_asesor_without_a_paper_is_refused_with_a_reason(asesor: Asesor, skema: Skema) -> None:
    """A6: scheme ∈ schemes of the asesor's technical competence."""
    verdict = covers_skema(asesor, skema, FIRST)

    assert not verdict
    assert "MET.000.001234 2024" in str(verdict.reason)


def test_tuk_covers_only_the_skema_of_its_sk(skema: Skema, manager: Actor) -> None:
    """T2: only inside the verified scope."""
    tuk = Tuk.objects.create(name="Aula", kind="Sewaktu", address="Gresik")
    other = Skema.objects.create(number="X/2", title="Lain", kind="Klaster")

    row = cover_tuk(tuk, skema, sk_number="SK/1", valid_from=FIRST, valid_until=None, actor=manager)
    end_coverage(row, last_day=LAST, actor=manager)

    assert list(covered_tuk(skema, LAST)) == [tuk]
    assert list(covered_tuk(skema, LAST + DAY)) == []
    assert list(covered_tuk(other, FIRST)) == []


@pytest.mark.parametrize(
    ("kinds", "paperless_in_sjj", "mode", "medium", "expected"),
    [
        ((), False, "tatap_muka", "kertas", True),
        ((), False, "tatap_muka", "nirkertas", False),
        ((), False, "jarak_jauh", "kertas", False),
        (("nirkertas",), False, "tatap_muka", "nirkertas", True),
        (("nirkertas",), False, "hibrida", "nirkertas", False),
        (("jarak_jauh",), False, "jarak_jauh", "kertas", True),
        (("jarak_jauh",), False, "jarak_jauh", "nirkertas", False),
        (("jarak_jauh",), True, "jarak_jauh", "nirkertas", True),
        (("jarak_jauh", "nirkertas"), False, "hibrida", "nirkertas", True),
    ],
)
def test_service_needs_the_permits_of_its_mode_and_medium(
    *, kinds: tuple[str, ...], paperless_in_sjj: bool, mode: str, medium: str, expected: bool,
    inside: Lsp, skema: Skema, configurer: Actor,
) -> None:  # fmt: skip
    """L9 and L12: the gate is on mode and medium; whether SJJ includes paperless is a setting, default no."""
    for kind in kinds:
        cover_by_permit(permit(kind), skema, actor=configurer)
    inside.paperless_in_sjj = paperless_in_sjj

    verdict = service_permitted(skema, lsp=inside, mode=mode, medium=medium, day=FIRST)

    assert bool(verdict) is expected


def test_permit_counts_only_while_it_holds_and_for_the_skema_it_names(skema: Skema, configurer: Actor) -> None:
    """L9: a permit valid on the day (scheme, decision no., date)."""
    given = permit("nirkertas")
    other = Skema.objects.create(number="X/2", title="Lain", kind="Klaster")
    cover_by_permit(given, skema, actor=configurer)

    found = [permit_for(skema, "nirkertas", day) for day in (FIRST - DAY, FIRST, LAST, LAST + DAY)]

    assert found == [None, given, given, None]
    assert permit_for(other, "nirkertas", FIRST) is None
    assert permit_for(skema, "jarak_jauh", FIRST) is None


def test_withdrawn_permit_no_longer_counts(skema: Skema, configurer: Actor) -> None:
    given = permit("nirkertas")
    cover_by_permit(given, skema, actor=configurer)
    Perizinan.objects.filter(pk=given.pk).update(withdrawn_on=FIRST + DAY)

    assert permit_for(skema, "nirkertas", FIRST) == given
    assert permit_for(skema, "nirkertas", FIRST + DAY) is None


def test_coverage_is_entered_only_by_those_with_the_right(asesor: Asesor, skema: Skema, manager: Actor) -> None:
    stranger = Actor(user_id=9, person_id=9, lsp_id=manager.lsp_id)

    with pytest.raises(Refused):
        cover_asesor(
            asesor, skema, basis="sertifikat", certificate_no="T", valid_from=FIRST, valid_until=None, actor=stranger
        )
    with pytest.raises(Refused):
        cover_by_permit(permit("nirkertas"), skema, actor=manager)


def test_permit_of_one_lsp_never_covers_the_skema_of_another(skema: Skema) -> None:
    other = make_lsp("seberang", 124)
    with tenant(other.pk):
        theirs = permit("nirkertas")

        with transaction.atomic():
            LingkupIzin.objects.create(perizinan=theirs, skema_id=skema.pk)
            # The composite key is deferred to the commit; the test asks for it now.
            with pytest.raises(IntegrityError, match="lingkupizin_skema_id_lsp"), connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
