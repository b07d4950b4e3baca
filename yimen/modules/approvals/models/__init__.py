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
from .items import Item, ItemVersion, LegalBasis

__all__ = [
    "Application",
    "ApplicationMaterial",
    "CorrectionNotice",
    "Decision",
    "Delivery",
    "IssuedDocument",
    "Item",
    "ItemVersion",
    "LegalBasis",
    "RecordCorrection",
    "Review",
    "ToleranceAcceptance",
]
