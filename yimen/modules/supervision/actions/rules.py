"""Verbs of rules: how they stand from which day, that one rests, that a run was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.roles import Role
from yimen.modules.supervision import rules
from yimen.modules.supervision.events import (
    RuleAdopted,
    RuleMeasured,
    RuleParked,
    RuleResumed,
    RuleSet,
    RulesSwept,
    RuleSwitchedOff,
    RuleSwitchedOn,
)
from yimen.modules.supervision.models import RuleFault, RuleMeasurement, SupervisionRule, Sweep
from yimen.modules.supervision.permissions import Permission
from yimen.modules.supervision.rules.registry import Definition
from yimen.modules.supervision.states import Level, SweepKind

ADDRESSEES = (Role.SECTION_HEAD, Role.LEADER, Role.CHIEF_REPRESENTATIVE, Role.CENTRE_MANAGER, Role.SUPERVISOR)
"""Whom an alert may be told to: those who answer for the unit, and those who watch it."""


def definition(code: str) -> Definition:
    """The rule with the code; raises RuleBroken for what is no rule."""
    found = rules.rules().get(code)
    if found is None:
        raise RuleBroken(
            _("没有编号为 %(code)s 的监督规则。") % {"code": code}, fields={"code": _("没有这条规则")}
        )
    return found


@action(permission=Permission.RULE_SET, creates=True)
def adopt_rule(
    org: Org, *, code: str, addressees: Sequence[str], active_from: date, by: Actor, at: datetime
) -> RuleAdopted:
    """采用规则 — with its usual parameters, switched off."""
    found = definition(code)
    if SupervisionRule.objects.filter(code=code).exists():
        raise RuleBroken(_("规则 %(code)s 已经采用。") % {"code": code}, fields={"code": _("已经采用")})
    row = SupervisionRule.objects.create(
        org=org,
        code=code,
        version=found.version,
        level=found.level,
        parameters=found.usual(),
        addressees=_roles(addressees),
        active_from=active_from,
        set_at=at,
        set_by=by.label[:100],
    )
    return RuleAdopted(row, found.version, found.usual())


@action(permission=Permission.RULE_SET)
def set_rule(
    rule: SupervisionRule,
    *,
    parameters: Mapping[str, object],
    level: str,
    addressees: Sequence[str],
    active_from: date,
    reason: str,
    by: Actor,
    at: datetime,
) -> RuleSet:
    """设定规则 — other parameters, another level, other addressees, from a day on."""
    kept = rules.checked(definition(rule.code), parameters)
    if level not in Level.values:
        raise RuleBroken(_("请选择预警等级。"), fields={"level": _("请选择")})
    said, roles = _reason(reason), _roles(addressees)
    row = _follow(rule, active_from, said, by, at, parameters=kept, level=level, addressees=roles)
    return RuleSet(row, active_from.isoformat(), kept, level, tuple(roles), said)


@action(permission=Permission.RULE_SET)
def switch_on_rule(
    rule: SupervisionRule, *, active_from: date, reason: str, by: Actor, at: datetime
) -> RuleSwitchedOn:
    """启用规则 — it raises alerts for what happens from the day on."""
    if rule.is_on:
        raise WrongState(_("规则已经启用。"))
    said = _reason(reason)
    row = _follow(rule, active_from, said, by, at, is_on=True)
    return RuleSwitchedOn(row, active_from.isoformat(), said)


@action(permission=Permission.RULE_SET)
def switch_off_rule(
    rule: SupervisionRule, *, active_from: date, reason: str, by: Actor, at: datetime
) -> RuleSwitchedOff:
    """停用规则 — it raises nothing from the day on; what it raised stays."""
    if not rule.is_on:
        raise WrongState(_("规则没有启用。"))
    said = _reason(reason)
    row = _follow(rule, active_from, said, by, at, is_on=False)
    return RuleSwitchedOff(row, active_from.isoformat(), said)


def _follow(
    rule: SupervisionRule, active_from: date, reason: str, by: Actor, at: datetime, **changed: object
) -> SupervisionRule:
    """The row that holds from the day on; the one before ends there, or is the same when it began that day."""
    if rule.active_to is not None:
        raise WrongState(_("这是规则的旧设定，不能再改。请刷新页面查看现行设定。"))
    if active_from < rule.active_from:
        raise RuleBroken(
            _("起用日期不能早于现行设定的起用日期（%(day)s）。") % {"day": rule.active_from.isoformat()},
            fields={"active_from": _("不能早于现行设定")},
        )
    values = {
        "org": rule.org,
        "code": rule.code,
        "version": definition(rule.code).version,
        "level": rule.level,
        "parameters": rule.parameters,
        "addressees": rule.addressees,
        "is_on": rule.is_on,
        **changed,
        "reason": reason,
        "set_at": at,
        "set_by": by.label[:100],
    }
    if active_from == rule.active_from:
        for name, value in values.items():
            setattr(rule, name, value)
        return rule
    SupervisionRule.objects.filter(pk=rule.pk).update(active_to=active_from)
    rule.active_to = active_from
    return SupervisionRule.objects.create(active_from=active_from, **values)


def _reason(given: str) -> str:
    said = given.strip()[:300]
    if not said:
        raise RuleBroken(_("请写明理由。"), fields={"reason": _("请写明")})
    return said


def _roles(given: Sequence[str]) -> list[str]:
    roles = [str(one) for one in ADDRESSEES if str(one) in {str(role) for role in given}]
    if len(roles) != len(set(map(str, given))):
        raise RuleBroken(_("通知对象只能是单位负责人或者监督员。"), fields={"addressees": _("请重新选择")})
    return roles


@action(permission=Permission.RULE_PARK, creates=True)
def park_rule(
    org: Org,
    *,
    code: str,
    version: int,
    reason: str,
    first_day: date,
    last_day: date,
    by: Actor,
    at: datetime,
) -> RuleParked:
    """搁置规则 — it failed over these days; it rests until somebody resumes it."""
    said = reason.strip()[:500] or "?"
    row = RuleFault.objects.create(
        org=org, code=code, version=version, reason=said, first_day=first_day, last_day=last_day, parked_at=at
    )
    return RuleParked(row, said)


@action(permission=Permission.RULE_RESUME)
def resume_rule(fault: RuleFault, *, by: Actor, at: datetime) -> RuleResumed:
    """恢复规则 — it runs again from the next check on."""
    if fault.resumed_at is not None:
        raise WrongState(_("规则已经恢复。"))
    fault.resumed_at, fault.resumed_by = at, by.label[:100]
    return RuleResumed(fault)


@action(permission=Permission.RULE_SWEEP, creates=True)
def record_sweep(
    org: Org,
    *,
    kind: SweepKind,
    first_day: date,
    last_day: date,
    rule_count: int,
    parked_count: int,
    found_count: int,
    raised_count: int,
    started_at: datetime,
    by: Actor,
    at: datetime,
) -> RulesSwept:
    """按规则检查 — notes what one run found and raised."""
    row = Sweep.objects.create(
        org=org,
        kind=kind,
        first_day=first_day,
        last_day=last_day,
        rule_count=rule_count,
        parked_count=parked_count,
        found_count=found_count,
        raised_count=raised_count,
        started_at=started_at,
        ended_at=at,
    )
    return RulesSwept(row, rule_count, found_count, raised_count, parked_count)


@action(permission=Permission.RULE_MEASURE, creates=True)
def record_measurement(
    org: Org,
    *,
    code: str,
    first_day: date,
    last_day: date,
    planted_count: int,
    found_count: int,
    true_count: int,
    by: Actor,
    at: datetime,
) -> RuleMeasured:
    """检验规则 — notes how well a rule found what was known to be there."""
    row = RuleMeasurement.objects.create(
        org=org,
        code=code,
        version=definition(code).version,
        first_day=first_day,
        last_day=last_day,
        planted_count=planted_count,
        found_count=found_count,
        true_count=true_count,
        measured_at=at,
    )
    return RuleMeasured(row, planted_count, found_count, true_count)
