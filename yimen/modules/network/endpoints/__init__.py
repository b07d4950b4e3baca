"""OpenAPI of the network: the link itself, and the acts of those who run it."""

from . import link, running  # noqa: F401 - they add their operations
from .routes import router

__all__ = ["router"]
