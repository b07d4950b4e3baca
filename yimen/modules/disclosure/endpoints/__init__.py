"""Operations of open government: the same addresses, reads and verbs as the pages."""

from ninja import Router

from . import channels, keeping, preparing, reading

router = Router(tags=["disclosure"])
router.add_router("", reading.router)
router.add_router("", preparing.router)
router.add_router("", keeping.router)
router.add_router("", channels.router)

__all__ = ["router"]
