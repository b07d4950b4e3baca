"""What the pages of rules and alerts show: a rule with how it stands, an alert with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count
from django.urls import reverse

from yimen.kernel.audit.models import Entry
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases import queries as case_queries
from yimen.modules.approvals import public as approvals

from . import queries, rules, words
from .models import Alert, RuleFault, RuleMeasurement, SupervisionRule
from .rules.registry import Definition

RECENT = timedelta(days=90)


@dataclass(frozen=True)
class ShownRule:
    """监督规则 as it is listed: what it is, how it stands, what it gave lately, how well it was measured."""

    definition: Definition
    setting: SupervisionRule | None
    fault: RuleFault | None
    alerts: int
    measured: RuleMeasurement | None

    @property
    def code(self) -> str:
        return self.definition.code

    @property
    def state(self) -> str:
        """off, on, parked, or none where the city has not adopted it."""
        if self.setting is None:
            return "none"
        if self.fault is not None:
            return "parked"
        return "on" if self.setting.is_on else "off"

    @property
    def parameters(self) -> list[tuple[Text, str]]:
        return self.definition.in_words(self.setting.parameters if self.setting else {})


def shown_rules(actor: Actor, today: date) -> list[ShownRule]:
    """Every rule of the house, in the order of the codes."""
    settings = {one.code: one for one in queries.current_rules(actor)}
    faults = {one.code: one for one in queries.faults(actor).filter(resumed_at__isnull=True)}
    counts: Mapping[str, int] = dict(
        queries.alerts(actor)
        .filter(happened_on__gte=today - RECENT)
        .order_by()
        .values_list("rule")
        .annotate(count=Count("pk"))
    )
    measured: dict[str, RuleMeasurement] = {}
    for one in queries.measurements(actor).order_by("code", "measured_at"):
        measured[one.code] = one
    return [
        ShownRule(one, settings.get(code), faults.get(code), counts.get(code, 0), measured.get(code))
        for code, one in rules.rules().items()
    ]


@dataclass(frozen=True)
class ShownEvidence:
    """依据 as it is read: what it shows, its value, and where it stands."""

    what: Text
    value: str
    ref: str
    entry: Entry | None = None
    href: str = ""


def evidence(alert: Alert, actor: Actor) -> Sequence[ShownEvidence]:
    """What an alert rests on; entries of the record with their sentence, rows by their reference."""
    entries = {str(one.pk): one for one in Entry.objects.filter(pk__in=_entry_ids(alert))}
    return [
        ShownEvidence(
            words.shown(one["shows"]),
            one.get("value", ""),
            one["ref"],
            entries.get(one["ref"].partition(":")[2]),
        )
        for one in alert.evidence
    ]


def _entry_ids(alert: Alert) -> list[UUID]:
    found = []
    for one in alert.evidence:
        kind, _colon, key = one["ref"].partition(":")
        if kind == "entry":
            try:
                found.append(UUID(key))
            except ValueError:
                continue
    return found


def case_address(alert: Alert, actor: Actor) -> str:
    """The page of the case, for those who may see it; empty otherwise."""
    if alert.case_id is None or not case_queries.cases(actor).filter(pk=alert.case_id).exists():
        return ""
    if approvals.application_with_id(alert.case_id) is not None:
        return reverse("approvals:application", args=[alert.case_id])
    return reverse("network:case", args=[alert.case_id])
