"""Operations of supervision: the same addresses, reads and verbs as the pages."""

from . import campaigns, cases  # noqa: F401 - their operations stand on the router
from .routes import router

__all__ = ["router"]
