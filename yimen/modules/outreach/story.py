"""办理经过: the story of an errand, and how far it is on its seven steps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import sentence
from yimen.kernel.audit.models import Entry
from yimen.kernel.base.refusals import Text
from yimen.kernel.web.shapes import Moment, Step
from yimen.kernel.web.words import in_its_language

from .models import Errand
from .states import ErrandState

LONGEST = 100
SEVEN: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (_("委托"), (ErrandState.REQUESTED,)),
    (_("受理"), (ErrandState.MANDATED,)),
    (_("办理"), (ErrandState.PRE_CHECKED, ErrandState.FORWARDED, ErrandState.SUBMITTED)),
    (_("送达"), (ErrandState.HANDLED, ErrandState.RESULT_RECEIVED)),
    (_("归档上报"), (ErrandState.DELIVERED,)),
    (_("回访"), (ErrandState.ARCHIVED,)),
)
"""What is to be done next, by the states in which it waits (委托、受理、办理、送达、归档、上报、回访)."""


def story(errand: Errand) -> list[Moment]:
    """The newest facts first; names of principals stand in none of them."""
    rows = Entry.objects.filter(chain=errand.pk).order_by("-seq")[:LONGEST]
    return [Moment(text=sentence(one.code, one.data, one.shown_actor), at=one.happened_at) for one in rows]


def steps(errand: Errand) -> list[Step]:
    """The way with what is done, what is next, and where it stopped."""
    waiting = [errand.state in states for _label, states in SEVEN]
    if errand.state in (ErrandState.RETURNED, ErrandState.CANCELLED):
        return [Step(errand.get_state_display(), "stopped", note=in_its_language(errand.shown_reason))]
    place = waiting.index(True) if True in waiting else len(SEVEN)
    return [
        Step(label, "done" if turn < place else "current" if turn == place else "waiting")
        for turn, (label, _states) in enumerate(SEVEN)
    ]
