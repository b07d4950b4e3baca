"""Verbs of alerts: raised by the machine, answered by the unit, judged by supervisors."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.models import Person
from yimen.modules.supervision.events import (
    AlertAcknowledged,
    AlertConfirmed,
    AlertContested,
    AlertDecided,
    AlertExplained,
    AlertRaised,
)
from yimen.modules.supervision.models import Alert
from yimen.modules.supervision.permissions import Permission
from yimen.modules.supervision.rules.findings import Finding
from yimen.modules.supervision.states import AlertState

OPEN, ACKNOWLEDGED, EXPLAINED = AlertState.OPEN, AlertState.ACKNOWLEDGED, AlertState.EXPLAINED
CONTESTED, CONFIRMED = AlertState.CONTESTED, AlertState.CONFIRMED
OUTCOMES = (AlertState.JUSTIFIED, AlertState.CONFIRMED, AlertState.CANCELLED)
MOST_WORDS = 2000
FORMATS = ("pdf", "jpg", "png")
"""What an objection may be shown by."""


@action(permission=Permission.ALERT_RAISE, creates=True)
def raise_alert(
    org: Org, *, rule: str, version: int, level: str, finding: Finding, by: Actor, at: datetime
) -> AlertRaised:
    """发出预警 — what a rule found, once; the database refuses the same occurrence a second time."""
    alert = Alert.objects.create(
        rule=rule,
        rule_version=version,
        level=finding.level or level,
        subject_kind=finding.kind,
        subject_key=finding.key,
        occurrence_key=finding.occurrence,
        case_id=finding.case_id or None,
        item_code=finding.item,
        org=org,
        org_path=org.path,
        evidence=[one.as_data() for one in finding.evidence],
        happened_on=finding.day,
        raised_at=at,
    )
    refs = tuple(one.ref for one in finding.evidence)
    day = finding.day.isoformat()
    return AlertRaised(alert, rule, version, alert.level, finding.key, finding.occurrence, day, refs)


@action(permission=Permission.ALERT_ACKNOWLEDGE, moves=((OPEN,), ACKNOWLEDGED))
def acknowledge_alert(alert: Alert, *, by: Actor, at: datetime) -> AlertAcknowledged:
    """签收预警 — the unit has seen it and looks into it."""
    alert.acknowledged_at, alert.acknowledged_by = at, by.label[:100]
    return AlertAcknowledged(alert)


@action(permission=Permission.ALERT_EXPLAIN, moves=((OPEN, ACKNOWLEDGED), EXPLAINED))
def explain_alert(alert: Alert, *, explanation: str, by: Actor, at: datetime) -> AlertExplained:
    """说明预警 — how it came to be, and what was done about it."""
    alert.explanation = _words(explanation, "explanation", _("请写明原因和处理情况。"))
    alert.explained_at, alert.explained_by = at, by.label[:100]
    return AlertExplained(alert, alert.explanation)


@action(permission=Permission.ALERT_CONTEST, moves=((OPEN, ACKNOWLEDGED, EXPLAINED, CONFIRMED), CONTESTED))
def contest_alert(
    alert: Alert, *, objection: str, file: Received | None = None, by: Actor, at: datetime
) -> AlertContested:
    """对预警提出异议 — once; with words, and a file that shows it. Another supervisor decides."""
    if alert.decided_at is not None or alert.contested_at is not None:
        raise RuleBroken(_("预警已经复核，不能再次提出异议。"))
    alert.objection = _words(objection, "objection", _("请写明异议的理由。"))
    alert.objection_file = keep_file(file, at=at) if file is not None else None
    alert.contested_at, alert.contested_by = at, by.label[:100]
    return AlertContested(alert, alert.objection, file.sha256 if file else "")


@action(permission=Permission.ALERT_CONFIRM, moves=((OPEN, ACKNOWLEDGED, EXPLAINED), CONFIRMED))
def confirm_alert(alert: Alert, *, by: Actor, at: datetime) -> AlertConfirmed:
    """认定预警 — a supervisor found that it is so; the unit may still object once."""
    alert.confirmed_by, alert.confirmed_at = _person(by), at
    return AlertConfirmed(alert)


@action(permission=Permission.ALERT_DECIDE, moves=((OPEN, ACKNOWLEDGED, EXPLAINED, CONTESTED), OUTCOMES))
def decide_alert(alert: Alert, *, outcome: str, decision: str, by: Actor, at: datetime) -> AlertDecided:
    """复核预警 — justified, confirmed or cancelled, with reasons; never by who confirmed it first."""
    if outcome not in OUTCOMES:
        raise RuleBroken(_("请选择复核结论。"), fields={"outcome": _("请选择")})
    person = _person(by)
    if alert.confirmed_by_id == person.pk:
        raise RuleBroken(_("认定预警的监督员不能复核同一预警，请由另一名监督员办理。"))
    alert.decision = _words(decision, "decision", _("请写明复核意见。"))
    alert.state, alert.decided_by, alert.decided_at = outcome, person, at
    return AlertDecided(alert, str(AlertState(outcome).label), alert.decision)


def _words(given: str, field: str, missing: str) -> str:
    said = given.strip()[:MOST_WORDS]
    if not said:
        raise RuleBroken(missing, fields={field: _("请写明")})
    return said


def _person(by: Actor) -> Person:
    """A judgement is made by a person; raises NotAllowed for a machine."""
    if not isinstance(by, PersonActor):
        raise NotAllowed
    return by.person
