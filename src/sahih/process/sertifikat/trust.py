"""The keys of certificates are those of every sealed file; see `sahih.documents.issuing`."""

from sahih.documents.issuing import current_trust, publish_trust

__all__ = ("current_trust", "publish_trust")
