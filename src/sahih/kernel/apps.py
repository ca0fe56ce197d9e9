"""The kernel as a Django app."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Mechanisms that know no domain."""

    name = "sahih.kernel"
    label = "kernel"

    def ready(self) -> None:
        from sahih.kernel import tasks  # noqa: F401, PLC0415 -- registration at start
