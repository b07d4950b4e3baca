"""How operations find their subject: among what the asker may see; the unseen does not exist."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone

from yimen.kernel.orgs.models import Window
from yimen.kernel.people import seating
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.models import Person, PersonKind
from yimen.kernel.web.request import Request
from yimen.modules.approvals import queries
from yimen.modules.approvals.models import Application


def application_of(request: Request, application_id: UUID) -> Application:
    """The application, if the asker may see it; else Http404."""
    rows = queries.applications(request.actor).select_related("case", "version", "item", "org", "applicant")
    return get_object_or_404(rows, pk=application_id)


def window_of(request: Request, window_id: UUID | None) -> Window | None:
    """One of the windows at which the asker may sit, else Http404; unsaid, the one of the running shift."""
    person = person_actor(request.actor)
    seat = seating.seat_of(person.person, timezone.now()) if person else None
    if window_id is None or (seat is not None and seat.pk == window_id):
        return seat
    allowed = [one.pk for one in person.windows()] if person else []
    return get_object_or_404(Window.objects.filter(pk__in=allowed), pk=window_id)


def examiner(person_id: UUID) -> Person:
    """A member of staff by id; else Http404."""
    return get_object_or_404(Person.objects.filter(kind=PersonKind.STAFF, is_active=True), pk=person_id)


def official(person_id: UUID | None) -> Person | None:
    """A member of staff by id; else Http404."""
    if person_id is None:
        return None
    return get_object_or_404(Person.objects.filter(kind=PersonKind.STAFF, is_active=True), pk=person_id)
