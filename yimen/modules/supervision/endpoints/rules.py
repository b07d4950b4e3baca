"""Operations on rules."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Status

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.request import Request
from yimen.modules.supervision import actions, queries, reading
from yimen.modules.supervision.models import RuleFault, SupervisionRule

from .routes import router
from .schemas import AdoptionIn, FaultOut, SettingIn, SupervisionRuleOut, SwitchingIn

Out = {201: SupervisionRuleOut}


def city_of(request: Request) -> Org:
    """The scope of the rules, for those who may look at them; else Http404."""
    city = queries.city()
    if city is None or not queries.reads_rules(request.actor):
        raise Http404
    return city


def setting_of(request: Request, code: str) -> SupervisionRule:
    """How the rule stands now; Http404 where the city has not adopted it."""
    return get_object_or_404(queries.current_rules(request.actor), code=code)


def shown_to(request: Request, code: str) -> SupervisionRuleOut:
    return next(one for one in _all(request) if one.code == code)


def _all(request: Request) -> list[SupervisionRuleOut]:
    return [
        SupervisionRuleOut(
            code=one.code,
            version=one.definition.version,
            title=str(one.definition.title),
            basis=str(one.definition.basis),
            level=one.setting.level if one.setting else str(one.definition.level),
            state=one.state,
            parameters={
                key: f"{value.normalize():f}"
                for key, value in one.definition.numbers(
                    one.setting.parameters if one.setting else {}
                ).items()
            },
            active_from=one.setting.active_from if one.setting else None,
            alerts=one.alerts,
        )
        for one in reading.shown_rules(request.actor, timezone.localdate())
    ]


@router.get("/rules", response=list[SupervisionRuleOut])
def rules(request: Request) -> list[SupervisionRuleOut]:
    """监督规则 — every one, as it stands."""
    city_of(request)
    return _all(request)


@router.post("/rules", response=Out)
def adopt_rule(request: Request, body: AdoptionIn) -> Status[SupervisionRuleOut]:
    """采用规则 — switched off until somebody has looked at what it would have found."""
    actions.adopt_rule(city_of(request), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, body.code))


@router.post("/rules/{rule_code}/setting", response=Out)
def set_rule(request: Request, rule_code: str, body: SettingIn) -> Status[SupervisionRuleOut]:
    """设定规则."""
    actions.set_rule(setting_of(request, rule_code), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, rule_code))


@router.post("/rules/{rule_code}/switching-on", response=Out)
def switch_on_rule(request: Request, rule_code: str, body: SwitchingIn) -> Status[SupervisionRuleOut]:
    """启用规则."""
    actions.switch_on_rule(setting_of(request, rule_code), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, rule_code))


@router.post("/rules/{rule_code}/switching-off", response=Out)
def switch_off_rule(request: Request, rule_code: str, body: SwitchingIn) -> Status[SupervisionRuleOut]:
    """停用规则."""
    actions.switch_off_rule(
        setting_of(request, rule_code), **body.dict(), by=request.actor, at=timezone.now()
    )
    return Status(201, shown_to(request, rule_code))


@router.get("/rule-faults", response=list[FaultOut])
def rule_faults(request: Request) -> list[RuleFault]:
    """搁置的规则 — which failed, and why."""
    city_of(request)
    return list(queries.faults(request.actor)[:100])


@router.post("/rule-faults/{fault_id}/resumption", response={201: FaultOut})
def resume_rule(request: Request, fault_id: UUID) -> Status[RuleFault]:
    """恢复规则."""
    found = get_object_or_404(queries.faults(request.actor), pk=fault_id)
    actions.resume_rule(found, by=request.actor, at=timezone.now())
    return Status(201, get_object_or_404(queries.faults(request.actor), pk=fault_id))
