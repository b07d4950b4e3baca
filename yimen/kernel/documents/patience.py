"""限速 — how often one address may ask; counted in the shared cache, so it holds over all processes."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import TooMany

TIMES, SECONDS = 30, 60


def require_patience(request: HttpRequest, what: str, *, times: int = TIMES, seconds: int = SECONDS) -> None:
    """Raises TooMany when this address has asked more than ``times`` within ``seconds``."""
    key = f"patience:{what}:{request.META.get('REMOTE_ADDR', '')}"
    if cache.add(key, 1, timeout=seconds):
        return
    try:
        asked = cache.incr(key)
    except ValueError:  # it ran out between the two calls
        cache.set(key, 1, timeout=seconds)
        return
    if asked > times:
        raise TooMany(_("查询过于频繁，请过一分钟再试。"))
