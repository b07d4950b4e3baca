"""Verbs of routing: teams and the rules by which accepted cases find their examiner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org, Section
from yimen.kernel.people.models import Person
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import rules
from yimen.modules.approvals.events import RuleAdded, RuleEnded, TeamChanged, TeamFormed
from yimen.modules.approvals.models import Item, RoutingRule, Team
from yimen.modules.approvals.permissions import Permission


@action(permission=Permission.ROUTING_KEEP, creates=True)
def form_team(org: Org, *, name: str, members: Sequence[Person], by: Actor, at: datetime) -> TeamFormed:
    """组建审核小组 — of examiners of the body."""
    name = rules.require_text(name, "name", _("请填写小组名称。"))
    if Team.objects.filter(org=org, name=name).exists():
        raise RuleBroken(_("已有同名的审核小组。"), fields={"name": _("已有同名的小组")})
    _require_examiners(org, members, at)
    team = Team.objects.create(org=org, name=name)
    team.members.set(members)
    return TeamFormed(team, name, [one.name for one in members])


@action(permission=Permission.ROUTING_KEEP)
def change_team(team: Team, *, members: Sequence[Person], by: Actor, at: datetime) -> TeamChanged:
    """调整审核小组 — its members from now on; what they have in hand stays with them."""
    _require_examiners(team.org, members, at)
    team.members.set(members)
    return TeamChanged(team, team.name, [one.name for one in members])


@action(permission=Permission.ROUTING_KEEP, creates=True)
def add_routing_rule(
    org: Org,
    *,
    item: Item | None = None,
    section: Section | None = None,
    person: Person | None = None,
    team: Team | None = None,
    by: Actor,
    at: datetime,
) -> RuleAdded:
    """设定分派规则 — for an item, a section or the whole body; to one examiner or one team."""
    if (person is None) == (team is None):
        text = _("请选择一名审核员或者一个审核小组。")
        raise RuleBroken(text, fields={"person": text})
    if item is not None and section is not None:
        text = _("请只选择事项或者处室中的一项。")
        raise RuleBroken(text, fields={"item": text})
    foreign = [one for one in (item, section, team) if one is not None and one.org_id != org.pk]
    if foreign:
        raise RuleBroken(_("只能为本机关的事项、处室和小组设定规则。"))
    if person is not None:
        _require_examiners(org, [person], at)
    if RoutingRule.objects.filter(org=org, item=item, section=section, until__isnull=True).exists():
        raise RuleBroken(_("已有同样范围的分派规则，请先停用它。"))
    rule = RoutingRule.objects.create(
        org=org, item=item, section=section, person=person, team=team, since=local_day(at)
    )
    return RuleAdded(rule, str(rule))


@action(permission=Permission.ROUTING_KEEP)
def end_routing_rule(rule: RoutingRule, *, by: Actor, at: datetime) -> RuleEnded:
    """停用分派规则 — what it gave out stays where it is."""
    if rule.until is not None:
        raise RuleBroken(_("此规则已经停用。"))
    rule.until = max(rule.since, local_day(at))
    return RuleEnded(rule, str(rule))


def _require_examiners(org: Org, members: Sequence[Person], at: datetime) -> None:
    if not members:
        raise RuleBroken(_("请选择审核员。"), fields={"members": _("请选择")})
    able = set(
        holders(Role.SECTION_EXAMINER, org_path=org.path, on=local_day(at)).values_list("pk", flat=True)
    )
    if other := [one.name for one in members if one.pk not in able]:
        raise RuleBroken(
            _("%(names)s 不是本机关的审核员。") % {"names": joined(other, "、")},
            fields={"members": _("请另选")},
        )
