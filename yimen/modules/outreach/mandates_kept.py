"""代理: what outreach tells the kernel about who acts for whom (people/representing.py)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.representing import Represented

from . import queries
from .states import BEFORE_SUBMISSION


class ErrandMandates:
    """Mandates of errands that are carried now."""

    def find(
        self,
        person: PersonActor,
        powers: Collection[str],
        principal_id: UUID,
        *,
        item_code: str,
        matter: UUID | None,
    ) -> Represented | None:
        """By the application of an errand; before there is one, by an errand for the item."""
        rows = queries.representing_errands(person).filter(
            principal_id=principal_id, mandate__powers__overlap=list(powers)
        )
        if matter is not None:
            rows = rows.filter(application_id=matter)
        else:
            rows = rows.filter(service__item_code=item_code, application_id=None, state__in=BEFORE_SUBMISSION)
        found = rows.select_related("principal", "agent__post__person").first()
        if found is None or found.agent is None or (not item_code and matter is None):
            return None
        return Represented(found.principal.name, found.agent.post)

    def matters(self, person: PersonActor) -> Iterable[UUID]:
        """The applications of those errands."""
        rows = queries.representing_errands(person).filter(application_id__isnull=False)
        return [one for one in rows.order_by().values_list("application_id", flat=True) if one is not None]


MANDATES = ErrandMandates()
