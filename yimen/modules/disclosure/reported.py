"""Reads of reports of errors: for those who answer them, and for whoever has the code."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import org_paths
from yimen.kernel.people.roles import Role

from .models import ErrorReport

ANSWERING = (Role.DISCLOSURE_OFFICER, Role.EDITOR)


def reports(actor: Actor) -> QuerySet[ErrorReport]:
    """What was reported about publications of the actor's bodies."""
    found = Q(pk__in=[])
    for path in org_paths(actor, ANSWERING):
        found |= Q(org_path__startswith=path)
    return ErrorReport.objects.filter(found).select_related("publication__org")


def with_code(code: str) -> ErrorReport | None:
    """The report whose code somebody has."""
    plain = "".join(one for one in code.upper() if one.isalnum())
    if len(plain) != 12:
        return None
    dashed = "-".join(plain[start : start + 4] for start in (0, 4, 8))
    return ErrorReport.objects.select_related("publication__org").filter(code=dashed).first()


def masked_contact(report: ErrorReport) -> str:
    """What a list shows of a contact: its beginning and its end."""
    given = report.contact
    return given if len(given) < 5 else f"{given[:2]}{'*' * (len(given) - 4)}{given[-2:]}"
