"""What the end of the road says to what happens before it."""

from django.utils.translation import gettext as _

from sahih.kernel.policy import allow_if, require
from sahih.materials.perangkat.events import ItemsAsked
from sahih.process.keputusan.queries import is_running


def on_items_asked(event: object) -> None:
    """FX14, 17024 7.4: no asesi of a skema reads its instruments before the decision, under none of their accounts."""
    assert isinstance(event, ItemsAsked)
    reason = _("Anda sedang menjadi asesi skema ini. Butir dan kunci MUK-nya tertutup bagi Anda sampai hasil Anda ditetapkan atau permohonan Anda dibatalkan; minta rekan lain mengerjakannya.")  # fmt: skip
    require(allow_if(not is_running(event.person_id, skema_id=event.skema_id), reason))
