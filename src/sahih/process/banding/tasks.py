"""What an appeal says to what happens before it."""

from django.utils.translation import gettext as _

from sahih.kernel.policy import allow_if, require
from sahih.materials.perangkat.events import ItemsAsked
from sahih.process.banding.queries import is_appealing


def on_items_asked(event: object) -> None:
    """FX14, 17024 7.4: an appeal may lead to a new assessment with the same items."""
    assert isinstance(event, ItemsAsked)
    reason = _("Banding Anda atas hasil skema ini belum selesai. Butir dan kunci MUK-nya tertutup bagi Anda sampai banding itu selesai; minta rekan lain mengerjakannya.")  # fmt: skip
    require(allow_if(not is_appealing(event.person_id, skema_id=event.skema_id), reason))
