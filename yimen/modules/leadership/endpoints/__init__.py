"""OpenAPI: the same addresses, reads and verbs as the pages."""

from ninja import Router

from . import offices, trainings

router = Router()
router.add_router("", offices.router)
router.add_router("", trainings.router)

__all__ = ["router"]
