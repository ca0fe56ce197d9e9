"""Who may come to the letters at all, and how each is named there."""

from django.utils.translation import gettext as _

from sahih.insight.persuratan.queries import JENIS, title_of
from sahih.institution.accounts.roles import Role
from sahih.kernel.policy import Unseen
from sahih.process.surat.jenis import Jenis
from sahih.process.surat.models import Surat
from sahih.web.ui.words import tanggal

RIGHTS = ("jadwal.plan", "asesmen.read", "spt.sign", "biaya.verify")
ROLES = (Role.ASESOR,)


def slug_of(jenis: Jenis) -> str:
    return jenis.code.lower().replace(".", "-")


def jenis_of(slug: str) -> Jenis:
    found = next((one for one in JENIS.values() if slug_of(one) == slug), None)
    if found is None:
        raise Unseen
    return found


def name_of(surat: Surat) -> str:
    return title_of(JENIS[surat.code])


def about_words(surat: Surat) -> str:
    """What the letter is about, in a line."""
    number = surat.lembar.number
    jadwal, versi, asesor = surat.jadwal, surat.versi, surat.asesor
    day = tanggal(jadwal.day) if jadwal else ""
    words = (number, versi.title if versi else "", day, asesor.person.name if asesor else "", _bill(surat))
    return " · ".join(filter(None, words))


def _bill(surat: Surat) -> str:
    return _("Tagihan %s") % surat.tagihan.number if surat.tagihan else ""
