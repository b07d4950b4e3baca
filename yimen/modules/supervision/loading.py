"""What a city's data ask of supervision: that every rule stands, with its usual parameters; run again, it adds what is new."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.roles import Role

from . import actions, rules
from .models import SupervisionRule

ADDRESSEES = (Role.SECTION_HEAD, Role.LEADER)


def ensure_rules(
    city: Org, *, active_from: date, but: Collection[str], reason: str, by: Actor, at: datetime
) -> int:
    """Adopts and switches on every rule that does not stand yet, but those named; returns how many."""
    known = set(SupervisionRule.objects.values_list("code", flat=True))
    new = [code for code in rules.rules() if code not in known]
    for code in new:
        rule = actions.adopt_rule(
            city, code=code, addressees=ADDRESSEES, active_from=active_from, by=by, at=at
        ).rule
        if code not in but:
            actions.switch_on_rule(rule, active_from=active_from, reason=reason, by=by, at=at)
    return len(new)
