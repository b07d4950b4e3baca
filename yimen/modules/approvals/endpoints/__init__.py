"""Operations of approvals: the same addresses, reads and verbs as the pages."""

from ninja import Router

from . import applying, deciding, guide, handling, reading, window

router = Router()
for part in (guide, applying, reading, window, handling, deciding):
    router.add_router("", part.router)

__all__ = ["router"]
