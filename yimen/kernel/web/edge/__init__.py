"""公开页面缓存 — public pages kept at the WSGI door, before Django; exact, because facts say what has changed.

    return kept(render(request, ...), "publications")     # a page: what it was made from
    forget("publications", f"publication/{one.pk}")       # a reaction: what is no longer as it was

Only what a page hands over by ``kept`` is kept, and only for who has not signed in (docs/decisions/0046).
"""

from .door import PageCache
from .kept import kept
from .telling import EVERYTHING, forget

__all__ = ["EVERYTHING", "PageCache", "forget", "kept"]
