"""Operations of approvals: the same addresses, reads and verbs as the pages."""

from ninja import Router

from . import (  # noqa: F401 - operations register themselves
    applying,
    catalogue,
    charging,
    commitments,
    contents,
    custody,
    deciding,
    delegation,
    fees,
    guide,
    handling,
    hearings,
    imports,
    inspections,
    licences,
    network,
    payments,
    prerequisites,
    reading,
    reports,
    rounds,
    routing,
    window,
)
from .routes import router as applications

router = Router()
router.add_router("", guide.router)
router.add_router("", delegation.router)
router.add_router("", network.router)
router.add_router("", rounds.router)
router.add_router("", fees.public)
router.add_router("", prerequisites.router)
router.add_router("", contents.router)
router.add_router("", licences.public)
router.add_router("", applications)
router.add_router("", catalogue.router)

__all__ = ["router"]
