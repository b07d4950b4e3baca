"""分派: whom a rule of the body gives an accepted case to; the most particular rule wins, a team shares evenly."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.people.models import Person

from . import queries
from .models import Application, RoutingRule

HAS_RULES = AskedOften(lambda org: RoutingRule.objects.filter(org=org), settled=True)


def rule_for(application: Application, on: date) -> RoutingRule | None:
    """The rule that holds: for the item, else for its section, else for the whole body; None without one."""
    if not HAS_RULES.any(application.org_id):
        return None
    running = Q(until__isnull=True) | Q(until__gte=on)
    section = application.item.section_id
    about = Q(item=application.item_id) | Q(item=None, section=None)
    if section is not None:
        about |= Q(item=None, section=section)
    rows = RoutingRule.objects.filter(running, about, org=application.org_id, since__lte=on)
    return min(rows.select_related("person", "team"), key=_particular, default=None)


def _particular(rule: RoutingRule) -> int:
    return 0 if rule.item_id else 1 if rule.section_id else 2


def pick(application: Application, on: date) -> Person | None:
    """The examiner: who the rule names, or the one of the team who has least in hand; None where nobody can.

    Who hosts a hearing of the case, or does not hold the post on that day, is passed over.
    """
    rule = rule_for(application, on)
    if rule is None:
        return None
    able = queries.examiners(application, on)
    chosen = able.filter(pk=rule.person_id) if rule.person_id else able.filter(review_teams=rule.team_id)
    return min(chosen, key=lambda one: (one.in_hand, one.name, str(one.pk)), default=None)  # type: ignore[attr-defined]  # annotated by the query
