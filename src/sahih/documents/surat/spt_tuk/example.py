"""One literal Surat Perintah Tugas verifikasi TUK."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import TUK, facts
from sahih.documents.vocabulary import Row

VERIFIKATOR = (Row("1", {"nomor": "1", "nama": "Bambang Contoh", "reg": "MET.000.002579 2024"}),)

EXAMPLE = Example(context=facts({"verifikator": VERIFIKATOR}, **TUK, cara="jarak jauh"), posted={})
