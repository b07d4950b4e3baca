"""Operations of open government: the same addresses, reads and verbs as the pages."""

from ninja import Router

from . import keeping, preparing, reading

router = Router(tags=["disclosure"])
router.add_router("", reading.router)
router.add_router("", preparing.router)
router.add_router("", keeping.router)

__all__ = ["router"]
