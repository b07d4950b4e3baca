"""What follows at once when editors change the words of the search: kept answers are forgotten."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.web.edge import forget

from .changes import ANSWERS
from .events import PromotionEnded, ResultPromoted, SynonymAdded, SynonymEnded


@reacts_to(PromotionEnded, ResultPromoted, SynonymAdded, SynonymEnded)
def words_changed(
    fact: PromotionEnded | ResultPromoted | SynonymAdded | SynonymEnded, *, by: Actor, at: datetime
) -> None:
    """Every page that answers a question is made anew."""
    forget(ANSWERS)
