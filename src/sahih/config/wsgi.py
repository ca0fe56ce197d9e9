"""The server's door for WSGI, for installations that serve pages by more than one process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sahih.config.settings")
application = get_wsgi_application()
