"""Certificates that cannot be issued because one of their numbers is void (CT6)."""

from collections.abc import Iterable

from django.db.models import QuerySet

from sahih.process.sertifikat.models import NomorBatal, Permintaan, Sertifikat


def numbers_of(sertifikat: Sertifikat) -> tuple[str, str, str]:
    return sertifikat.number, sertifikat.registration, sertifikat.blanko


def void_among(numbers: Iterable[str]) -> set[str]:
    """Those that this LSP has declared void."""
    return set(NomorBatal.objects.filter(number__in=list(numbers)).values_list("number", flat=True))


def stuck_sertifikat(permintaan: Permintaan) -> list[Sertifikat]:
    """Numbered, not issued, and bearing a void number."""
    return _stuck(_of(permintaan))


def lock_stuck(permintaan: Permintaan) -> list[Sertifikat]:
    """The same, held so that none is issued or renumbered meanwhile."""
    held = list(_of(permintaan).select_for_update(of=("self",)))
    return _stuck(held)


def _of(permintaan: Permintaan) -> QuerySet[Sertifikat]:
    rows = Sertifikat.objects.filter(keputusan__rapat=permintaan.rapat, status=Sertifikat.Status.BERNOMOR)
    return rows.select_related("keputusan__asesmen__peserta__permohonan__asesi").order_by("id")


def _stuck(rows: Iterable[Sertifikat]) -> list[Sertifikat]:
    found = list(rows)
    void = void_among(number for one in found for number in numbers_of(one))
    return [one for one in found if void.intersection(numbers_of(one))]
