"""One literal Daftar Asesor Sesuai Skema."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import ASESOR, facts

EXAMPLE = Example(context=facts({"asesor": ASESOR}), posted={})
