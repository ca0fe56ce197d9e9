"""Who reads a page, as its print says on every sheet of paper (FX14, 17024 7.4)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.timezone import localtime

from sahih.kernel.clock import now
from sahih.web.ui.frame import role_words

if TYPE_CHECKING:
    from sahih.web.gate import ActorRequest


@dataclass(frozen=True)
class Pembaca:
    name: str
    role: str
    at: str


def pembaca_of(request: "ActorRequest") -> Pembaca:
    return Pembaca(request.user.person.name, role_words(request.actor), localtime(now()).strftime("%d-%m-%Y %H.%M"))
