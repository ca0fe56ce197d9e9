"""One literal Daftar Hadir."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import PESERTA, facts

EXAMPLE = Example(context=facts({"peserta": PESERTA}, nama_asesor="Bambang Contoh", jumlah_hadir="1"), posted={})
