"""So many questions a minute from one address, counted in the cache that all processes share."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from sahih.kernel.clock import now

PER_MINUTE = 30


def is_too_often(request: HttpRequest, *, what: str, per_minute: int = PER_MINUTE) -> bool:
    """Count this question; true when the minute's share is used up."""
    key = f"{what}:{get_adapter().get_client_ip(request)}:{now():%Y%m%d%H%M}"
    count = int(cache.get(key, 0)) + 1
    cache.set(key, count, timeout=120)
    return count > per_minute
