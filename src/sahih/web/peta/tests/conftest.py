"""The story and one Chromium."""

from sahih.web.tests.stage import until
from sahih.web.ui.tests.conftest import chromium

__all__ = ("chromium", "until")
