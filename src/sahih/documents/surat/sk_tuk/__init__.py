"""SK Penetapan TUK."""

from sahih.documents.surat.sk_tuk.definition import SK_TUK
from sahih.documents.surat.sk_tuk.example import EXAMPLE

__all__ = ["EXAMPLE", "SK_TUK"]
