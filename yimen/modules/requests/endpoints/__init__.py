"""Operations of requests: the same addresses, reads and verbs as the pages."""

from . import answering, asking, beside, handling, reading  # noqa: F401 - operations register themselves
from .routes import router

__all__ = ["router"]
