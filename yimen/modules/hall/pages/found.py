"""How pages of the hall find what an address names; what one may not see does not exist."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from yimen.kernel.orgs.models import Org, Window
from yimen.kernel.people.actor import person_actor
from yimen.kernel.web.request import Request
from yimen.modules.hall import queries
from yimen.modules.hall.models import Ticket


def hall_of(code: str) -> Org:
    """A centre that has queues; public."""
    return get_object_or_404(queries.halls(), code=code)


def managed_hall(request: Request, code: str) -> Org:
    """A centre that the actor keeps."""
    return get_object_or_404(queries.managed_centres(request.actor), code=code)


def ticket_of(request: Request, ticket_id: UUID) -> Ticket:
    """A number of a hall in which the actor sits at a window."""
    return get_object_or_404(queries.tickets_of(request.actor), pk=ticket_id)


def own_windows(request: Request) -> list[Window]:
    """The windows at which the actor may sit, in halls with queues; 404 for who sits at none."""
    person = person_actor(request.actor)
    windows = person.windows() if person else []
    if not windows:
        raise Http404
    return windows
