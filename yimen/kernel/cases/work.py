"""待办: who must act next. A module opens and ends work items inside its acts; desks only read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from yimen.kernel.audit.action import current_act
from yimen.kernel.base.ids import new_id

from .models import Case


def wait_for(
    case: Case,
    kind: str,
    *,
    role: str,
    at: datetime,
    due_on: date | None = None,
    centre_path: str = "",
    assignee_id: UUID | None = None,
    org_path: str = "",
) -> None:
    """Opens one work item: the holders of the role in the case's body (or the centre's) must do ``kind``.

    ``org_path`` names another body that must act, where it is not the one that is responsible for the case.
    """
    current_act().tail.add(
        "cases_tail",
        {
            "what": "work",
            "id": new_id(),
            "case": case.pk,
            "kind": kind,
            "role": role,
            "org_path": org_path or case.org_path,
            "centre_path": centre_path,
            "assignee": assignee_id,
            "opened_at": at,
            "due_on": due_on,
        },
    )


def done(case: Case, kind: str | None = None, *, at: datetime, keep: Sequence[str] = ()) -> None:
    """Ends the open work items of the case, of one kind, or all but those of the kinds in ``keep``."""
    act = current_act()
    row = {
        "what": "work_done",
        "case": case.pk,
        "kind": kind,
        "keep": list(keep),
        "at": at,
        "by": act.by.label,
    }
    act.tail.add("cases_tail", row)


def put_first(case: Case) -> None:
    """优先办理 — the work of the case stands first on every desk where it waits, now and later."""
    current_act()
    case.is_priority = True
    case.save(update_fields=["is_priority"])
