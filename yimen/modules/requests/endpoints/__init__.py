"""Operations of requests: the same addresses, reads and verbs as the pages."""

from ninja import Router

from . import answering, asking, beside, handling, reading

router = Router()
router.add_router("", reading.router)
router.add_router("", beside.router)
router.add_router("", asking.router)
router.add_router("", handling.router)
router.add_router("", answering.router)

__all__ = ["router"]
