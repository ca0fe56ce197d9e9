"""Django's e-mail backend for development: letters become files of the mailbox instead of leaving the machine."""

from typing import Any

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend


class MailboxBackend(EmailBackend):
    """The file backend, bound to the mailbox's folder."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: what Django hands to a backend
        super().__init__(*args, **{"file_path": str(settings.SAHIH_MAILBOX)} | kwargs)
