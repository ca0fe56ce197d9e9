"""SK Penetapan Tim Komite Teknis."""

from sahih.documents.surat.sk_komite_teknis.definition import SK_KOMITE_TEKNIS
from sahih.documents.surat.sk_komite_teknis.example import EXAMPLE

__all__ = ["EXAMPLE", "SK_KOMITE_TEKNIS"]
