"""The stage of the rehearsal."""

from sahih.web.tests.stage import until

__all__ = ("until",)
