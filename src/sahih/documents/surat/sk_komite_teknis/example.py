"""One literal SK Penetapan Tim Komite Teknis."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import ANGGOTA, HASIL, facts

EXAMPLE = Example(context=facts({"asesi": HASIL, "anggota": ANGGOTA}), posted={})
