"""SK Hasil Keputusan Sertifikasi."""

from sahih.documents.surat.sk_hasil.definition import SK_HASIL
from sahih.documents.surat.sk_hasil.example import EXAMPLE

__all__ = ["EXAMPLE", "SK_HASIL"]
