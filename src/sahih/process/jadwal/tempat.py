"""Whether the place of a schedule was verified and decreed (T2, T3, T4)."""

from django.utils.translation import gettext as _

from sahih.documents.sheets import content_of
from sahih.institution.lsp.models import Lsp
from sahih.institution.tuk.models import Tuk
from sahih.kernel.clock import months_later
from sahih.process.jadwal.models import Jadwal
from sahih.process.surat.models import Surat
from sahih.process.surat.queries import SIGNED, standing, syarat_of

VERIFICATIONS = ("VERIFIKASI.TUK", "VERIFIKASI.TUK.TM")


def verification_of(jadwal: Jadwal, lsp: Lsp) -> Surat | None:
    """T3: of a TUK sewaktu or at the workplace the one of this use, of a standing TUK the last one that still counts."""
    rows = Surat.objects.filter(code__in=VERIFICATIONS, status__in=SIGNED, outcome=Surat.Outcome.SESUAI)
    if jadwal.tuk.kind == Tuk.Kind.MANDIRI:
        since = months_later(jadwal.day, -lsp.tuk_months)
        rows = rows.filter(
            tuk=jadwal.tuk, versi__skema=jadwal.versi.skema, mode=jadwal.mode, signed_at__date__gte=since
        )
    else:
        rows = rows.filter(jadwal=jadwal)
    return rows.select_related("lembar__key", "asesor__person", "jadwal").order_by("-signed_at", "-id").first()


def requirements_of(jadwal: Jadwal, lsp: Lsp) -> Surat | None:
    """The SK persyaratan by which the place was judged: the one that its record names, not one decreed since."""
    found = verification_of(jadwal, lsp)
    named = str(content_of(found.lembar)["fields"].get("nomor_sk", "")) if found else ""
    rows = Surat.objects.filter(code="SK.PERSYARATAN.TUK", lembar__number=named).select_related("lembar__key")
    return (rows.first() if named else None) or syarat_of(jadwal.versi, jadwal.mode)


def decree_of(jadwal: Jadwal) -> Surat | None:
    """The SK by which the place may be used that day for that skema."""
    rows = standing("SK.TUK")
    if jadwal.tuk.kind != Tuk.Kind.MANDIRI:
        return rows.filter(jadwal=jadwal).first()
    held = rows.filter(tuk=jadwal.tuk, versi__skema=jadwal.versi.skema, mode=jadwal.mode)
    return held.filter(valid_from__lte=jadwal.day, valid_until__gte=jadwal.day).first()


def tuk_gaps(jadwal: Jadwal, lsp: Lsp) -> list[str]:
    """T4: what keeps a session closed; a schedule from before the gate is not asked."""
    if not jadwal.asks_tuk:
        return []
    gaps = []
    if verification_of(jadwal, lsp) is None:
        gaps.append(_("TUK belum diverifikasi dengan hasil Sesuai. Asesor mengisi rekaman verifikasi TUK lebih dulu."))
    if decree_of(jadwal) is None:
        gaps.append(_("SK penetapan TUK belum terbit. Minta Ketua LSP menandatanganinya."))
    return gaps
