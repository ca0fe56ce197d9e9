"""The process wing as a Django app."""

from django.apps import AppConfig


class ProcessConfig(AppConfig):
    """Configuration of the wing."""

    name = "sahih.process"
    label = "process"
