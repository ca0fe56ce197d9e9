"""SK Persyaratan TUK."""

from sahih.documents.surat.sk_persyaratan_tuk.definition import SK_PERSYARATAN_TUK
from sahih.documents.surat.sk_persyaratan_tuk.example import EXAMPLE

__all__ = ["EXAMPLE", "SK_PERSYARATAN_TUK"]
