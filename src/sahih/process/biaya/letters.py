"""The invoice and the receipt as letters (SOP 1.2.3, 1.2.5)."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from sahih.documents.content import Context
from sahih.documents.terbilang import terbilang
from sahih.documents.vocabulary import Row
from sahih.documents.wording import long_date
from sahih.institution.lsp.models import Lsp
from sahih.process.biaya.models import BuktiBayar, Tagihan
from sahih.process.biaya.queries import baris_of
from sahih.process.surat.jenis import Jenis
from sahih.process.surat.models import Surat
from sahih.process.surat.policies import by_keuangan
from sahih.process.surat.queries import letter_facts


def _tagihan_of(surat: Surat) -> Tagihan:
    assert surat.tagihan is not None
    return surat.tagihan


def _plain(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def _bill(surat: Surat, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    tagihan = _tagihan_of(surat)
    rows = tuple(
        Row(one.ref, {"nomor": str(n), "uraian": one.text, "jumlah": _plain(one.amount)})
        for n, one in enumerate(baris_of(tagihan), 1)
    )
    proof = BuktiBayar.objects.filter(tagihan=tagihan, accepted=True).order_by("-id").first()
    computed = {
        "kepada": str(tagihan.perusahaan or tagihan.person), "nomor_tagihan": tagihan.number,
        "total": _plain(tagihan.total), "terbilang": terbilang(tagihan.total),
        "jatuh_tempo": long_date(tagihan.due_on.isoformat()), "rekening": lsp.bank_account,
        "dibayar": long_date(proof.paid_on.isoformat()) if proof else "", "penyetor": proof.sender if proof else "",
    }  # fmt: skip
    return Context(rows={"rincian": rows}, computed=letter_facts(lsp, number=number, at=at) | computed)


def _bill_needs(surat: Surat, _lsp: Lsp, *, at: dt.datetime) -> list[str]:
    gone = _tagihan_of(surat).status == Tagihan.Status.BATAL
    return [_("Tagihan ini sudah dibatalkan.")] if gone else []


def _receipt_needs(surat: Surat, _lsp: Lsp, *, at: dt.datetime) -> list[str]:
    """Only money that somebody verified is receipted."""
    tagihan = _tagihan_of(surat)
    paid = tagihan.status == Tagihan.Status.LUNAS and tagihan.bukti_set.filter(accepted=True).exists()
    return [] if paid else [_("Pembayarannya belum diverifikasi; kuitansi belum dapat dibuat.")]


JENIS: Mapping[str, Jenis] = {
    one.code: one
    for one in (
        Jenis("TAGIHAN", "TAGIHAN", _bill, _bill_needs, by_keuangan, {"keuangan": by_keuangan}),
        Jenis("KUITANSI", "KUITANSI", _bill, _receipt_needs, by_keuangan, {"keuangan": by_keuangan}),
    )
}
