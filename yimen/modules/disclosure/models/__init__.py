"""Tables, constraints and questions (is_open); no verbs, no save(), no signals."""

from .attachments import Attachment
from .checks import CheckOpinion, Referral, SecrecyCheck, StandingCheck
from .classification import ClassificationNode
from .guides import Guide, RuleCompilation
from .publications import IN_PREPARATION, Publication, PublicationVersion
from .validity import RetractionOrder, ValidityChange

__all__ = [
    "IN_PREPARATION",
    "Attachment",
    "CheckOpinion",
    "ClassificationNode",
    "Guide",
    "Publication",
    "PublicationVersion",
    "Referral",
    "RetractionOrder",
    "RuleCompilation",
    "SecrecyCheck",
    "StandingCheck",
    "ValidityChange",
]
