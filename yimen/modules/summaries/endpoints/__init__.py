"""OpenAPI: the same addresses, reads and verbs as the pages."""

from ninja import Router

router = Router()
__all__ = ["router"]
