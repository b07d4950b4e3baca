"""Operations of approvals: the same addresses, reads and verbs as the pages."""

from ninja import Router

from . import applying, charging, custody, deciding, delegation, guide, handling, reading, window  # noqa: F401 - operations register themselves
from .routes import router as applications

router = Router()
router.add_router("", guide.router)
router.add_router("", delegation.router)
router.add_router("", charging.public)
router.add_router("", applications)

__all__ = ["router"]
