"""Operations of supervision: the same addresses, reads and verbs as the pages."""

from .routes import router

__all__ = ["router"]
