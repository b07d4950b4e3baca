"""Tables of approvals, one file a noun."""

from .applications import Application, ApplicationMaterial
from .delegation import (
    DelegationGrant,
    DelegationLine,
)
from .handling import (
    CorrectionNotice,
    Decision,
    Delivery,
    IssuedDocument,
    RecordCorrection,
    Review,
    ToleranceAcceptance,
)
from .interruptions import Cancellation, Suspension
from .items import Item, ItemVersion, LegalBasis
from .network import (
    HandOver,
    SharingRequest,
)
from .opinions import VersionOpinion
from .reform import (
    CatalogueRound,
    CleanupOpinion,
    CleanupProposal,
    RoundMember,
)
from .reopenings import Reopening

__all__ = [
    "Application",
    "ApplicationMaterial",
    "Cancellation",
    "CatalogueRound",
    "CleanupOpinion",
    "CleanupProposal",
    "CorrectionNotice",
    "Decision",
    "DelegationGrant",
    "DelegationLine",
    "Delivery",
    "HandOver",
    "IssuedDocument",
    "Item",
    "ItemVersion",
    "LegalBasis",
    "RecordCorrection",
    "Reopening",
    "Review",
    "RoundMember",
    "SharingRequest",
    "Suspension",
    "ToleranceAcceptance",
    "VersionOpinion",
]
