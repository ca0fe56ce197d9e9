"""One literal tata tertib."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import facts

EXAMPLE = Example(context=facts({}, nomor="", nama_asesi="Siti Contoh"), posted={})
