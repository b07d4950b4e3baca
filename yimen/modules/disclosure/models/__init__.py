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
    "IN_PREPARATION",
    "Attachment",
    "CheckOpinion",
    "ClassificationNode",
    "Collection",
    "CollectionEntry",
    "ErrorReport",
    "Guide",
    "HarvestSource",
    "ImportRow",
    "ImportRun",
    "Inclusion",
    "Publication",
    "PublicationVersion",
    "Referral",
    "RetractionOrder",
    "RuleCompilation",
    "SecrecyCheck",
    "StandingCheck",
    "ValidityChange",
]
