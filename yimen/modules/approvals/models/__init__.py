"""Tables of approvals, one file a noun."""

from .applications import Application, ApplicationMaterial
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
from .opinions import VersionOpinion
from .reopenings import Reopening

__all__ = [
    "Application",
    "ApplicationMaterial",
    "Cancellation",
    "CorrectionNotice",
    "Decision",
    "Delivery",
    "IssuedDocument",
    "Item",
    "ItemVersion",
    "LegalBasis",
    "RecordCorrection",
    "Reopening",
    "Review",
    "Suspension",
    "ToleranceAcceptance",
    "VersionOpinion",
]
