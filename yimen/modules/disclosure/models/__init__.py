"""Tables, constraints and questions (is_open); no verbs, no save(), no signals."""

from .attachments import Attachment
from .checks import CheckOpinion, Referral, SecrecyCheck, StandingCheck
from .classification import ClassificationNode
from .collections import Collection, CollectionEntry, Inclusion
from .error_reports import ErrorReport
from .guides import Guide, RuleCompilation
from .imports import HarvestSource, ImportRow, ImportRun
from .publications import IN_PREPARATION, Publication, PublicationVersion
from .validity import RetractionOrder, ValidityChange

__all__ = [
    "Inclusion",
    "ImportRun",
    "ImportRow",
    "HarvestSource",
    "ErrorReport",
    "CollectionEntry",
    "Collection",
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
