"""The web wing as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Configuration of the wing."""

    name = "sahih.web"
    label = "web"
