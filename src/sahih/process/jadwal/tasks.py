"""What duties say to what happens before them."""

from django.utils.translation import gettext as _

from sahih.kernel.policy import Refused
from sahih.process.jadwal.queries import duty_for
from sahih.process.permohonan.events import ApplicationAsked


def on_application_asked(event: object) -> None:
    """17024 4.3: who accepted a duty ends it before they are assessed against the same skema, under any account of theirs."""
    assert isinstance(event, ApplicationAsked)
    duty = duty_for(event.person_id, skema_id=event.skema_id)
    if duty is not None:
        raise Refused(
            _("Anda sedang bertugas sebagai asesor skema ini pada jadwal %s. Ajukan permohonan setelah laporan jadwal itu selesai, atau minta Admin LSP mengganti asesornya.")
            % f"{duty.jadwal.day:%d-%m-%Y}"
        )  # fmt: skip
