"""What the validation of a MUK says to those who would use it."""

from django.utils.translation import gettext as _

from sahih.institution.accounts.queries import accounts_of
from sahih.kernel.policy import allow_if, require
from sahih.process.asesmen.events import MukMeant
from sahih.process.validasi.models import AnggotaTim


def on_muk_meant(event: object) -> None:
    """FX9, 17024 5.2: who sat in a team over a MUK has read its items, whatever became of that validation."""
    assert isinstance(event, MukMeant)
    sat = AnggotaTim.objects.filter(validasi__muk_id__in=event.muk_ids, person__in=accounts_of(event.asesi_id))
    require(allow_if(not sat.exists(), _("Asesi ini anggota tim yang memvalidasi MUK itu.")))
