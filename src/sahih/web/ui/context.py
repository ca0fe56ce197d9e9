"""The context processor that hands the frame of a page to its template."""

from django.conf import settings
from django.http import HttpRequest

from sahih.web.ui.parts import Shell


def shell(request: HttpRequest) -> dict[str, object]:
    """The frame: `request.shell` when a middleware has set one, and the host whose answer this is."""
    return {
        "shell": getattr(request, "shell", None) or Shell(),
        "host_name": request.get_host(),
        "is_development": is_development(),
    }


def is_development() -> bool:
    """Whether the development pages (mailbox, gallery) may be shown."""
    return getattr(settings, "SAHIH_ENV", "production") != "production"
