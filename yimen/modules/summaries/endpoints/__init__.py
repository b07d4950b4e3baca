"""OpenAPI: the same addresses, reads and verbs as the pages; one router, for an address is read and acted upon."""

from . import making
from .reading import router

__all__ = ["making", "router"]
