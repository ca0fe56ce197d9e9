"""Official forms and letters, as a Django app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Forms, sheets, signatures, prints."""

    name = "sahih.documents"
    label = "documents"
