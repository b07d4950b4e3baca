"""The verbs of people, by noun."""

from .persons import change_contact, deactivate, enrol, reactivate, register, reseal, reveal
from .posts import appoint, arrange_stand_in, end_post
from .tokens import issue_token, revoke_token, use_token

__all__ = [
    "appoint",
    "arrange_stand_in",
    "change_contact",
    "deactivate",
    "end_post",
    "enrol",
    "issue_token",
    "reactivate",
    "register",
    "reseal",
    "reveal",
    "revoke_token",
    "use_token",
]
