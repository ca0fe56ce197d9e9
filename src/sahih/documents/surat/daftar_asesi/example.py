"""One literal Daftar Asesi."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import PESERTA, facts

EXAMPLE = Example(context=facts({"peserta": PESERTA}), posted={})
