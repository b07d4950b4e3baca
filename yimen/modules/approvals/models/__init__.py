"""Tables of approvals, one file a noun."""

from .applications import Application, ApplicationMaterial
from .basic import BasicItem
from .charges import ChargeLine, ChargeOrder, FeeStandard
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
from .imports import CatalogueImport, ImportProgress
from .interruptions import Cancellation, Suspension
from .items import Item, ItemVersion, LegalBasis
from .network import (
    HandOver,
    SharingRequest,
)
from .opinions import VersionOpinion
from .payments import BankFile, Payment, Refund
from .prerequisites import Prerequisite, PrerequisiteCheck
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
    "BankFile",
    "BasicItem",
    "Cancellation",
    "CatalogueImport",
    "CatalogueRound",
    "ChargeLine",
    "ChargeOrder",
    "CleanupOpinion",
    "CleanupProposal",
    "CorrectionNotice",
    "Decision",
    "DelegationGrant",
    "DelegationLine",
    "Delivery",
    "FeeStandard",
    "HandOver",
    "ImportProgress",
    "IssuedDocument",
    "Item",
    "ItemVersion",
    "LegalBasis",
    "Payment",
    "Prerequisite",
    "PrerequisiteCheck",
    "RecordCorrection",
    "Refund",
    "Reopening",
    "Review",
    "RoundMember",
    "SharingRequest",
    "Suspension",
    "ToleranceAcceptance",
    "VersionOpinion",
]
