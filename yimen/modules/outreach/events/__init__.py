"""Facts of outreach."""

from .errands import (
    ErrandAccepted,
    ErrandApplied,
    ErrandArchived,
    ErrandBegun,
    ErrandCancelled,
    ErrandDelivered,
    ErrandFollowedUp,
    ErrandForwarded,
    ErrandHandedOver,
    ErrandHandled,
    ErrandRequested,
    ErrandResultReceived,
    ErrandReturned,
    ErrandSubmitted,
)
from .mandates import MandateRevoked, MandateSigned
from .phone import AdviceLogged, PhoneDraftReceived
from .points import (
    AgencyPointClosed,
    AgencyPointOpened,
    AgencyServiceSet,
    AgentAppointed,
    AgentEnded,
    AgentLapsed,
    ServiceClassAdded,
    StandInNamed,
)

__all__ = [
    "AdviceLogged",
    "AgencyPointClosed",
    "AgencyPointOpened",
    "AgencyServiceSet",
    "AgentAppointed",
    "AgentEnded",
    "AgentLapsed",
    "ErrandAccepted",
    "ErrandApplied",
    "ErrandArchived",
    "ErrandBegun",
    "ErrandCancelled",
    "ErrandDelivered",
    "ErrandFollowedUp",
    "ErrandForwarded",
    "ErrandHandedOver",
    "ErrandHandled",
    "ErrandRequested",
    "ErrandResultReceived",
    "ErrandReturned",
    "ErrandSubmitted",
    "MandateRevoked",
    "MandateSigned",
    "PhoneDraftReceived",
    "ServiceClassAdded",
    "StandInNamed",
]
