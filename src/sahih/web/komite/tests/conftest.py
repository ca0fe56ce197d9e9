"""The story, stopped where a test begins."""

from sahih.web.tests.stage import until

__all__ = ("until",)
