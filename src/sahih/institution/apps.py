"""Who certifies, as a Django app."""

from django.apps import AppConfig


class InstitutionConfig(AppConfig):
    """LSP, people, asesor, TUK and permits."""

    name = "sahih.institution"
    label = "institution"
