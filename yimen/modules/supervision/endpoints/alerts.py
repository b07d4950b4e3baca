"""Operations on alerts."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Query, Schema, Status
from ninja.files import UploadedFile

from yimen.kernel.documents.intake import receive
from yimen.kernel.web.request import Request
from yimen.modules.supervision import actions, queries
from yimen.modules.supervision.actions.alerts import FORMATS
from yimen.modules.supervision.models import Alert

from .routes import router
from .schemas import AlertDecisionIn, AlertExplanationIn, AlertOut

MOST = 100
Out = {201: AlertOut}


class AlertFilter(Schema):
    """筛选 — ``after``: the last id of the page before."""

    rule: str = ""
    level: str = ""
    state: str = ""
    org: str = ""
    after: UUID | None = None
    limit: int = 50


def alert_of(request: Request, alert_id: UUID) -> Alert:
    """The alert, if the asker may see it; else Http404."""
    return get_object_or_404(queries.alerts(request.actor), pk=alert_id)


@router.get("/alerts", response=list[AlertOut])
def alerts(request: Request, asked: Query[AlertFilter]) -> list[Alert]:
    """预警 — the newest first."""
    rows = queries.alerts(request.actor).order_by("-pk")
    given = {"rule": asked.rule, "level": asked.level, "state": asked.state, "org__code": asked.org}
    rows = rows.filter(**{key: value for key, value in given.items() if value})
    if asked.after:
        rows = rows.filter(pk__lt=asked.after)
    return list(rows[: max(1, min(asked.limit, MOST))])


@router.get("/alerts/{alert_id}", response=AlertOut)
def alert(request: Request, alert_id: UUID) -> Alert:
    """预警 — one."""
    return alert_of(request, alert_id)


@router.post("/alerts/{alert_id}/acknowledgement", response=Out)
def acknowledge_alert(request: Request, alert_id: UUID) -> Status[Alert]:
    """签收预警."""
    actions.acknowledge_alert(alert_of(request, alert_id), by=request.actor, at=timezone.now())
    return Status(201, alert_of(request, alert_id))


@router.post("/alerts/{alert_id}/explanation", response=Out)
def explain_alert(request: Request, alert_id: UUID, body: AlertExplanationIn) -> Status[Alert]:
    """说明预警."""
    actions.explain_alert(alert_of(request, alert_id), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, alert_of(request, alert_id))


@router.post("/alerts/{alert_id}/objection", response=Out)
def contest_alert(
    request: Request, alert_id: UUID, objection: Form[str], file: File[UploadedFile] | None = None
) -> Status[Alert]:
    """对预警提出异议 — with words, and a file that shows it."""
    found = alert_of(request, alert_id)
    kept = receive(file, filename=file.name or "", formats=FORMATS) if file is not None else None
    actions.contest_alert(found, objection=objection, file=kept, by=request.actor, at=timezone.now())
    return Status(201, alert_of(request, alert_id))


@router.post("/alerts/{alert_id}/confirmation", response=Out)
def confirm_alert(request: Request, alert_id: UUID) -> Status[Alert]:
    """认定预警."""
    actions.confirm_alert(alert_of(request, alert_id), by=request.actor, at=timezone.now())
    return Status(201, alert_of(request, alert_id))


@router.post("/alerts/{alert_id}/decision", response=Out)
def decide_alert(request: Request, alert_id: UUID, body: AlertDecisionIn) -> Status[Alert]:
    """复核预警 — by another supervisor than the one who confirmed it."""
    actions.decide_alert(alert_of(request, alert_id), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, alert_of(request, alert_id))
