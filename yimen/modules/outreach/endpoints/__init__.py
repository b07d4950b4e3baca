"""Operations of outreach: the same addresses, reads and verbs as the pages."""

from . import errands, keeping, phone, reading  # noqa: F401 - operations register themselves
from .routes import router

__all__ = ["router"]
