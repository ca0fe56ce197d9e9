"""The server's door for ASGI: every page, and the live streams."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sahih.config.settings")
application = get_asgi_application()
