"""Against what is certified, as a Django app."""

from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    """Skema, and what covers them."""

    name = "sahih.materials"
    label = "materials"
