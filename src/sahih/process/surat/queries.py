"""Letters as an actor may see them, and which of them stand."""

import datetime as dt

from django.db.models import Q, QuerySet

from sahih.documents.models import Lembar
from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date
from sahih.kernel.policy import get_or_unseen
from sahih.materials.skema.models import Skema, SkemaVersi
from sahih.process.surat.models import Surat

SIGNED = (Surat.Status.DITANDATANGANI, Surat.Status.TERKIRIM, Surat.Status.DITERIMA)


def visible_surat(actor: Actor) -> QuerySet[Surat]:
    """The office and the Ketua see all, an asesor the letters that name them or their schedule, finance the money."""
    everything = Surat.objects.select_related(
        "lembar__key", "key", "jadwal__versi__skema", "jadwal__tuk", "jadwal__key", "versi__skema", "tuk",
        "asesor__person", "asesor__home_lsp", "tagihan", "sertifikat",
    )  # fmt: skip
    if actor.may("jadwal.plan") or actor.may("asesmen.read") or actor.may("spt.sign"):
        return everything
    seen = Q(asesor__person_id=actor.self_id) | Q(
        jadwal__penugasan_set__asesor__person_id=actor.self_id, jadwal__penugasan_set__is_live=True
    )
    if actor.may("biaya.verify"):
        seen |= Q(tagihan__isnull=False)
    return everything.filter(pk__in=Surat.objects.filter(seen).values("pk"))


def get_surat(actor: Actor, ref: str) -> Surat:
    found: Surat = get_or_unseen(visible_surat(actor), ref=ref)
    return found


def standing(code: str) -> QuerySet[Surat]:
    """Signed by everybody and not void, the latest first."""
    rows = Surat.objects.filter(code=code, status__in=SIGNED).select_related("lembar__key", "asesor__person")
    return rows.order_by("-signed_at", "-id")


def replaced(surat: Surat) -> Lembar | None:
    """The letter that went out before and was called back: the new one names it."""
    rows = Surat.objects.filter(
        code=surat.code, status=Surat.Status.BATAL, jadwal=surat.jadwal, versi=surat.versi, asesor=surat.asesor,
        tagihan=surat.tagihan, sertifikat=surat.sertifikat, mode=surat.mode,
    )  # fmt: skip
    found = rows.filter(lembar__locked_at__isnull=False).select_related("lembar").order_by("-id").first()
    return found.lembar if found else None


def syarat_of(versi: SkemaVersi, mode: str) -> Surat | None:
    """The SK persyaratan TUK in force for a version and a way of assessment."""
    return standing("SK.PERSYARATAN.TUK").filter(versi=versi, mode=mode).first()


def loan_of(asesor: Asesor, skema: Skema, day: dt.date) -> Surat | None:
    """A2: the request with the home LSP's consent that covers this skema on this day."""
    rows = standing("PINJAM.ASESOR").filter(asesor=asesor, versi__skema=skema, outcome=Surat.Outcome.SETUJU)
    return rows.filter(valid_from__lte=day, valid_until__gte=day).first()


def letter_facts(lsp: Lsp, *, number: str, at: dt.datetime) -> dict[str, str]:
    """What every letter of the LSP begins and ends with."""
    return {
        "nomor": number,
        "tanggal_surat": local_date(at, lsp.zone).isoformat(),
        "kota": lsp.city,
        "lsp": lsp.name,
    }
