"""The handing over of a certificate as an actor may see it, and the facts of its two sheets."""

from django.db.models import QuerySet

from sahih.documents.content import Context
from sahih.documents.vocabulary import Row
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.policy import get_or_unseen
from sahih.materials.skema.models import Unit
from sahih.process.penyerahan.models import Penyerahan
from sahih.process.permohonan.queries import reviewed_identity
from sahih.process.sertifikat.models import Sertifikat
from sahih.process.sertifikat.queries import visible_sertifikat


def visible_penyerahan(actor: Actor) -> QuerySet[Penyerahan]:
    """Whoever sees the certificate."""
    rows = Penyerahan.objects.select_related(
        "sertifikat__keputusan__asesmen__peserta__permohonan__asesi__user",
        "sertifikat__keputusan__asesmen__peserta__permohonan__versi__skema",
        "sertifikat__keputusan__asesmen__peserta__permohonan__apl01__key",
        "sertifikat__pdf__key", "komitmen__key", "tanda_terima__key",
    )  # fmt: skip
    return rows.filter(sertifikat__in=visible_sertifikat(actor))


def get_penyerahan(actor: Actor, ref: str) -> Penyerahan:
    found: Penyerahan = get_or_unseen(visible_penyerahan(actor), ref=ref)
    return found


def penyerahan_of(sertifikat: Sertifikat) -> Penyerahan | None:
    return Penyerahan.objects.filter(sertifikat=sertifikat).select_related("komitmen__key", "tanda_terima__key").first()


def receipt_context(sertifikat: Sertifikat, lsp: Lsp) -> Context:
    """Which certificate was received, unit by unit (forms 7.11)."""
    case = sertifikat.keputusan.asesmen.peserta.permohonan
    units = Unit.objects.filter(versi=case.versi).order_by("number")
    rows = tuple(
        Row(one.code, {"nomor": str(number), "kode": one.code, "judul": one.title})
        for number, one in enumerate(units, 1)
    )
    return Context(
        rows={"unit": rows},
        computed={
            "dari": lsp.name, "nama": reviewed_identity(case)[0], "seri": sertifikat.blanko,
            "sertifikat": sertifikat.number, "registrasi": sertifikat.registration,
        },
    )  # fmt: skip


def commitment_context(sertifikat: Sertifikat, lsp: Lsp) -> Context:
    """Who promises, for which certificate (forms 7.12)."""
    case = sertifikat.keputusan.asesmen.peserta.permohonan
    name, nik = reviewed_identity(case)
    user = getattr(case.asesi, "user", None)
    return Context(
        computed={
            "nama": name, "nik": nik, "skema": case.versi.title, "sertifikat": sertifikat.number,
            "registrasi": sertifikat.registration, "hp": (user.phone or "–") if user else "–", "lsp": lsp.name,
        }
    )  # fmt: skip
