"""By what this case was judged, as the file tells it: its MUK without a key (FX14), and each VATM of its evidence (E4)."""

from sahih.documents.verification.acts import instant
from sahih.documents.verification.penilaian import BerkasMuk, BerkasVatm
from sahih.insight.berkas.collect import Case
from sahih.process.asesmen.models import Vatm


def muk_of(case: Case) -> tuple[BerkasMuk, ...]:
    """One row an assessment; where the asesor brought the MUK along, as before MUK were kept here, there is none."""
    return tuple(
        BerkasMuk(
            asesmen=one.ref, muk=one.muk.ref, title=str(one.muk), sha256=one.muk.content_sha256,
            lembar=one.muk.pengesahan.ref,
        )
        for one in case.asesmen
        if one.muk and one.muk.pengesahan
    )  # fmt: skip


def vatm_of(case: Case) -> tuple[BerkasVatm, ...]:
    """Every answer, also those that a later one put aside: a change of mind is part of the file."""
    rows = Vatm.objects.filter(asesmen__in=case.asesmen).select_related("asesmen", "bukti", "recorded_by")
    return tuple(
        BerkasVatm(
            asesmen=one.asesmen.ref, evidence=one.bukti.ref if one.bukti else one.code,
            label=one.bukti.label if one.bukti else one.code, elemen=one.elemen,
            valid=one.valid, asli=one.asli, terkini=one.terkini, memadai=one.memadai, note=one.note, remedy=one.remedy,
            name=one.recorded_by.name, recorded_at=instant(one.recorded_at),
        )
        for one in rows.order_by("id")
    )  # fmt: skip
