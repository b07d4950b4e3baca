"""Tables of requests, by what they are about."""

from .answers import Answer, AnswerPart, Outcome
from .handling import ClockEvent, Consultation, FeeNotice, Letter
from .remedies import DisclosureComplaint, ProactiveSuggestion, RecordCorrectionRequest, RemedyCase
from .requests import InformationRequest, RequestedMatter, RequestFile

__all__ = [
    "Answer",
    "AnswerPart",
    "ClockEvent",
    "Consultation",
    "DisclosureComplaint",
    "FeeNotice",
    "InformationRequest",
    "Letter",
    "Outcome",
    "ProactiveSuggestion",
    "RecordCorrectionRequest",
    "RemedyCase",
    "RequestFile",
    "RequestedMatter",
]
