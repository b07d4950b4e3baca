"""Operations of the hall: the same addresses, reads and verbs as the pages."""

from ninja import Router

from . import booking, calling, queueing, shifts

router = Router()
router.add_router("", queueing.router)
router.add_router("", calling.router)
router.add_router("", booking.router)
router.add_router("", shifts.router)

__all__ = ["router"]
