"""Tables of outreach."""

from .agents import Agent
from .errands import Errand, FollowUp, HomeVisit
from .mandates import Mandate
from .phone import Advice, PhoneDraft
from .points import AgencyPoint, AgencyService, ServiceClass

__all__ = [
    "Advice",
    "AgencyPoint",
    "AgencyService",
    "Agent",
    "Errand",
    "FollowUp",
    "HomeVisit",
    "Mandate",
    "PhoneDraft",
    "ServiceClass",
]
