"""How tests look at an application: what stands about it, and that a refused act left nothing but one refusal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.base.refusals import NotAllowed, Refused
from yimen.modules.approvals.models import Application

CAST = (
    "resident", "stranger", "enterprise", "reception", "clerk", "outsider", "examiner", "second_examiner", "head",
    "leader", "chief", "keeper", "issuer", "archivist", "steward", "manager", "supervisor", "auditor",
    "administrator", "editor", "approver", "lawyer", "pricer", "cashier", "pricing", "public",
)  # fmt: skip

OF_APPLICATION = (
    "applicationmaterial", "correctionnotice", "toleranceacceptance", "review", "decision", "issueddocument",
    "delivery", "recordcorrection", "reopening", "chargeorder", "hearing", "commitment", "commitmentcheck",
    "siteinspection",
)  # fmt: skip
ROWS = {
    "approvals_application": "id = %(id)s",
    **{f"approvals_{name}": "application_id = %(id)s" for name in OF_APPLICATION},
    "cases_case": "id = %(id)s",
    **{f"cases_{name}": "case_id = %(id)s" for name in ("party", "clock", "hold", "workitem")},
    "cases_extension": "clock_id IN (SELECT id FROM cases_clock WHERE case_id = %(id)s)",
    "documents_document": "case_ref = %(id)s",
    "approvals_itemversion": "id = %(id)s",
    "approvals_versionopinion": "version_id = %(id)s",
    "approvals_suspension": "item_id IN (SELECT item_id FROM approvals_itemversion WHERE id = %(id)s)",
    "approvals_chargeline": "order_id IN (SELECT id FROM approvals_chargeorder WHERE application_id = %(id)s)",
    "approvals_payment": "order_id IN (SELECT id FROM approvals_chargeorder WHERE application_id = %(id)s)",
    "approvals_refund": "order_id IN (SELECT id FROM approvals_chargeorder WHERE application_id = %(id)s)",
}
COUNTED = (
    "approvals_application", "approvals_bankfile", "approvals_cancellation", "approvals_chargeline",
    "approvals_chargeorder", "approvals_feestandard", "approvals_itemversion", "approvals_payment",
    "approvals_refund", "audit_entry", "cases_case", "documents_document", "documents_sealuse",
    "notices_notice", "procrastinate_jobs",
)  # fmt: skip


def standing(subject: Model) -> dict[str, Any]:
    """Every row that belongs to the application, and how many rows the house has: equal when nothing happened."""
    parts = [
        f"'{table}', (SELECT jsonb_agg(t ORDER BY t.id) FROM {table} t WHERE {where})"
        for table, where in ROWS.items()
    ]
    parts += [f"'all {table}', (SELECT count(*) FROM {table})" for table in COUNTED]
    parts.append("'numbers', (SELECT jsonb_agg(n ORDER BY n.id) FROM cases_numberseries n)")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT jsonb_build_object({', '.join(parts)})", {"id": subject.pk})
        (found,) = cursor.fetchone()
    return dict(json.loads(found) if isinstance(found, str) else found)


@contextmanager
def refused(
    kind: type[Refused], subject: Model, message: str = "", fields: Iterable[str] | None = None
) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """What happens inside is refused in this way: nothing changes, and the list of refusals has one more."""
    before, refusals = standing(subject), Refusal.objects.count()
    with pytest.raises(kind) as caught:
        yield caught
    assert type(caught.value) is kind
    if message:
        assert str(caught.value) == message
    if fields is not None:
        assert sorted(caught.value.fields) == sorted(fields)
    assert standing(subject) == before
    assert Refusal.objects.count() == refusals + 1
    noted = Refusal.objects.latest("id")
    assert (noted.reason, noted.message, noted.subject_id) == (kind.code, str(caught.value), str(subject.pk))


def only(world: World, subject: Model, act: Callable[..., Any], *allowed: str, **facts: Any) -> None:
    """Everybody of the cast but those who are named is refused the act, without effect."""
    before, refusals = standing(subject), Refusal.objects.count()
    others = [name for name in CAST if name not in allowed]
    for name in others:
        assert _is_refused(act, subject, by=getattr(world, name), **facts), f"{name} was allowed"
    assert _is_refused(act, subject, by=world.machine("nobody"), **facts)
    assert standing(subject) == before
    assert Refusal.objects.count() == refusals + len(others) + 1


def _is_refused(act: Callable[..., Any], subject: Model, **facts: Any) -> bool:
    try:
        act(subject, **facts, at=NOON)
    except NotAllowed:
        return True
    return False


def clocks(application: Application) -> dict[str, tuple[int, str, str]]:
    """The clocks of the case by kind: budget, due date, state."""
    rows = application.case.clocks.order_by("start_on", "id")
    return {one.kind: (one.budget, one.due_on.isoformat(), one.state) for one in rows}


def waiting(application: Application) -> list[tuple[str, str, str, str]]:
    """The open work of the case: kind, role, due date, login of the assignee."""
    rows = application.case.work.filter(done_at__isnull=True).select_related("assignee").order_by("id")
    return [
        (one.kind, one.role, str(one.due_on or ""), one.assignee.login if one.assignee else "")
        for one in rows
    ]


def papers(application: Application) -> list[str]:
    """The kinds of documents of the application, in their order."""
    return list(application.documents.order_by("pk").values_list("kind", flat=True))


def facts_of(application: Application) -> list[str]:
    """The codes of the record of the application, in their order."""
    return list(Entry.objects.filter(chain=application.pk).order_by("seq").values_list("code", flat=True))


def post(person: Any, application: Application, act: str, **body: Any) -> Any:
    """The act by the API, as the signed-in person."""
    client = Client()
    client.force_login(person.person)
    address = f"/api/v1/approvals/applications/{application.pk}/{act}"
    return client.post(address, body, content_type="application/json")


def once(person: Any, application: Application, act: str, code: str, *, again: int = 409, **body: Any) -> Any:
    """The act by the API does it once: 201 and one fact, then refused and no other fact."""
    first = post(person, application, act, **body)
    assert first.status_code == 201, first.content.decode()
    second = post(person, application, act, **body)
    assert second.status_code == again, second.content.decode()
    assert Entry.objects.filter(chain=application.pk, code=code).count() == 1
    return first.json()
