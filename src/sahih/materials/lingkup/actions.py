"""Enter coverage, or end it; what was done under it stays done."""

import datetime as dt

from django.utils.translation import gettext as _

from sahih.institution.asesor.models import Asesor
from sahih.institution.perizinan.models import Perizinan
from sahih.institution.tuk.models import Tuk
from sahih.kernel.actions import action
from sahih.kernel.actor import Actor
from sahih.kernel.audit import record
from sahih.kernel.policy import Refused, require
from sahih.materials.lingkup import events
from sahih.materials.lingkup.models import LingkupAsesor, LingkupIzin, LingkupTuk
from sahih.materials.lingkup.policies import may_cover, may_cover_by_permit
from sahih.materials.skema.models import Skema


@action("lingkup.cover_asesor")
def cover_asesor(
    asesor: Asesor,
    skema: Skema,
    *,
    basis: str,
    certificate_no: str,
    valid_from: dt.date,
    valid_until: dt.date | None,
    actor: Actor,
) -> LingkupAsesor:
    """Enter the paper that makes an asesor technically competent for a skema (A6)."""
    require(may_cover(actor))
    row, _made = LingkupAsesor.objects.update_or_create(
        asesor=asesor, skema=skema, valid_from=valid_from,
        defaults={"basis": basis, "certificate_no": certificate_no, "valid_until": valid_until},
    )  # fmt: skip
    new = {"asesor": asesor.met, "skema": skema.number, "basis": basis, "certificate_no": certificate_no}
    record(events.ASESOR_COVERED, row, new=new | {"valid_until": _printed(valid_until)})
    return row


@action("lingkup.cover_tuk")
def cover_tuk(
    tuk: Tuk, skema: Skema, *, sk_number: str, valid_from: dt.date, valid_until: dt.date | None, actor: Actor
) -> LingkupTuk:
    """Enter the SK that establishes a TUK for a skema (T2)."""
    require(may_cover(actor))
    row, _made = LingkupTuk.objects.update_or_create(
        tuk=tuk, skema=skema, valid_from=valid_from,
        defaults={"sk_number": sk_number, "valid_until": valid_until},
    )  # fmt: skip
    new = {"tuk": tuk.name, "skema": skema.number, "sk_number": sk_number, "valid_until": _printed(valid_until)}
    record(events.TUK_COVERED, row, new=new)
    return row


def establish_tuk(tuk: Tuk, skema: Skema, *, sk_number: str, valid_from: dt.date, valid_until: dt.date) -> LingkupTuk:
    """What an SK penetapan TUK of our own does; called inside the act that signs it (T2)."""
    row, _made = LingkupTuk.objects.update_or_create(
        tuk=tuk, skema=skema, valid_from=valid_from, defaults={"sk_number": sk_number, "valid_until": valid_until}
    )
    new = {"tuk": tuk.name, "skema": skema.number, "sk_number": sk_number, "valid_until": _printed(valid_until)}
    record(events.TUK_COVERED, row, new=new)
    return row


def end_tuk(tuk: Tuk, skema: Skema, *, sk_number: str, day: dt.date) -> None:
    """What an SK penetapan TUK of our own did, undone when it is called back: used until yesterday, or never (T2)."""
    for row in LingkupTuk.objects.filter(tuk=tuk, skema=skema, sk_number=sk_number):
        old, last = row.valid_until, day - dt.timedelta(days=1)
        if row.valid_until is not None and row.valid_until <= last:
            continue
        record(events.ENDED, row, old={"valid_until": _printed(old)}, new={"valid_until": _printed(last)})
        if last < row.valid_from:
            row.delete()
            continue
        row.valid_until = last
        row.save(update_fields=["valid_until"])


@action("lingkup.cover_by_permit")
def cover_by_permit(perizinan: Perizinan, skema: Skema, *, actor: Actor, covers_practice: bool = False) -> LingkupIzin:
    """Enter a skema that BNSP's decision names, and whether it lets practice be remote too (K2)."""
    require(may_cover_by_permit(actor))
    row, _made = LingkupIzin.objects.update_or_create(
        perizinan=perizinan, skema=skema, defaults={"covers_practice": covers_practice}
    )
    new = {"perizinan": perizinan.decision_no, "skema": skema.number, "covers_practice": covers_practice}
    record(events.PERMIT_COVERED, row, new=new)
    return row


@action("lingkup.end")
def end_coverage(row: LingkupAsesor | LingkupTuk, *, last_day: dt.date, actor: Actor) -> None:
    """Let coverage end after a day, which lies within what its paper covers: an end never makes it longer (A6, T2)."""
    require(may_cover(actor))
    if last_day < row.valid_from:
        raise Refused(
            _("Lingkup ini baru mulai %s. Pilih hari terakhir pada atau sesudah hari itu.") % _printed(row.valid_from)
        )
    if row.valid_until and last_day > row.valid_until:
        raise Refused(
            _("Lingkup ini sudah berakhir %s. Untuk memperpanjang, tambahkan lingkup baru dengan suratnya.")
            % _printed(row.valid_until)
        )
    old, row.valid_until = row.valid_until, last_day
    row.save(update_fields=["valid_until"])
    record(events.ENDED, row, old={"valid_until": _printed(old)}, new={"valid_until": _printed(last_day)})


def _printed(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
