"""Operations of supervision: the same addresses, reads and verbs as the pages."""

from . import alerts, campaigns, cases, registers, rules, trials  # noqa: F401 - operations register themselves
from .routes import router

__all__ = ["router"]
