"""The wing's tables, each defined in its package."""

from sahih.institution.accounts.models import IdentityCheck, Invitation, Membership, Person, Pin, RoleRight, User
from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.models import Lsp, Perusahaan
from sahih.institution.perizinan.models import Perizinan
from sahih.institution.relasi.models import Relasi
from sahih.institution.sop.models import PetaSop
from sahih.institution.tuk.models import Tuk

__all__ = (
    "Asesor",
    "IdentityCheck",
    "Invitation",
    "Lsp",
    "Membership",
    "Perizinan",
    "Person",
    "Perusahaan",
    "PetaSop",
    "Pin",
    "Relasi",
    "RoleRight",
    "Tuk",
    "User",
)
