"""Tables of approvals, one file a noun."""

from .applications import Application, ApplicationMaterial
from .basic import BasicItem
from .charges import ChargeLine, ChargeOrder, FeeStandard
from .commitments import Commitment, CommitmentCheck, CreditExclusion
from .custody import PaperCustody, PaperMovement
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
from .hearings import Hearing
from .imports import CatalogueImport, ImportProgress
from .inspections import InspectionPart, InspectionPhoto, SiteInspection
from .interruptions import Cancellation, Suspension
from .items import Item, ItemVersion, LegalBasis
from .licences import Licence, LicenceRevocation, LicenceType, LicenceUse
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
from .routing import RoutingRule, Team

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
    "Commitment",
    "CommitmentCheck",
    "CorrectionNotice",
    "CreditExclusion",
    "Decision",
    "DelegationGrant",
    "DelegationLine",
    "Delivery",
    "FeeStandard",
    "HandOver",
    "Hearing",
    "ImportProgress",
    "InspectionPart",
    "InspectionPhoto",
    "IssuedDocument",
    "Item",
    "ItemVersion",
    "LegalBasis",
    "Licence",
    "LicenceRevocation",
    "LicenceType",
    "LicenceUse",
    "PaperCustody",
    "PaperMovement",
    "Payment",
    "Prerequisite",
    "PrerequisiteCheck",
    "RecordCorrection",
    "Refund",
    "Reopening",
    "Review",
    "RoundMember",
    "RoutingRule",
    "SharingRequest",
    "SiteInspection",
    "Suspension",
    "Team",
    "ToleranceAcceptance",
    "VersionOpinion",
]
