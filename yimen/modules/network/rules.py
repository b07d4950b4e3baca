"""What a mirrored case may become. Pure: no database, no clock."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals.public import Outcome

from .states import MirrorState

BEFORE_ACCEPTANCE = (MirrorState.SENT, MirrorState.SUBMITTED, MirrorState.CORRECTION_REQUESTED)
NEED_ACCEPTANCE = (
    Outcome.GRANTED,
    Outcome.REFUSED,
    Outcome.FILED,
    Outcome.WITHDRAWN_AFTER_ACCEPTANCE,
    Outcome.TERMINATED,
)
ENDING = (MirrorState.CONCLUDED, MirrorState.DELIVERED, MirrorState.CLOSED)


def require_order(before: str, after: str, *, is_accepted: bool) -> None:
    """A step never leads behind acceptance, nor past it without one, nor back from the result."""
    if after in BEFORE_ACCEPTANCE and is_accepted:
        raise RuleBroken(_("已经受理的办件不能回到受理之前。"))
    if after not in BEFORE_ACCEPTANCE and not is_accepted:
        raise RuleBroken(_("还没有受理，不能进行这一步。"))
    if before in ENDING and (after not in ENDING or ENDING.index(after) < ENDING.index(before)):
        raise RuleBroken(_("已经办结的办件不能再回到办理之中。"))
    if after in ENDING and before not in ENDING:
        raise RuleBroken(_("办结应当由办结报文告知。"))


def require_in_hand(state: str) -> None:
    """An acceptance leaves the case in hand: accepted, being reviewed, or decided on the spot."""
    if state in BEFORE_ACCEPTANCE or state in ENDING:
        raise RuleBroken(_("受理之后的办件状态不正确。"))


def require_outcome(outcome: str, *, is_accepted: bool) -> None:
    """A decision needs an acceptance before it; what ends at the counter has none."""
    if (outcome in NEED_ACCEPTANCE) != is_accepted:
        raise RuleBroken(_("办理结果与是否受理不符。"))


def require_not_before(day: date, earliest: date) -> None:
    if day < earliest:
        raise RuleBroken(_("日期早于前一步的日期。"))
