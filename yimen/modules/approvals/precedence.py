"""前置关系 as a graph: what comes before what, in layers, without circles; and whether an application has what it needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.queries import SEALED

from .models import Application, IssuedDocument, Item, Prerequisite, PrerequisiteCheck
from .states import PrerequisiteKind

Key = TypeVar("Key")
RESULTS = ("licence", "filing_receipt", "decision")


def way(pairs: Iterable[tuple[Key, Key]], start: Key, end: Key) -> list[Key]:
    """A way along the arrows from one to another; empty when there is none."""
    following: dict[Key, list[Key]] = defaultdict(list)
    for before, after in pairs:
        following[before].append(after)
    came: dict[Key, Key] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        for there in following[here]:
            if there not in came and there != start:
                came[there] = here
                waiting.append(there)
    if end not in came:
        return []
    found = [end]
    while found[-1] != start:
        found.append(came[found[-1]])
    return found[::-1]


def before_all(pairs: Collection[tuple[Key, Key]], node: Key) -> set[Key]:
    """Everything that comes before the node, near or far."""
    found: set[Key] = set()
    waiting = [node]
    while waiting:
        here = waiting.pop()
        for before, after in pairs:
            if after == here and before not in found:
                found.add(before)
                waiting.append(before)
    return found


def standing(on: date) -> QuerySet[Prerequisite]:
    """前置事项 that hold on the day; public."""
    rows = Prerequisite.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), since__lte=on)
    return rows.select_related("before__org", "after__org")


def drawn(on: date) -> QuerySet[Prerequisite]:
    """What is drawn: those that hold, and those that were moved behind (后置)."""
    rows = Prerequisite.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on) | Q(is_postponed=True), since__lte=on
    )
    return rows.select_related("before__org", "after__org")


@dataclass(frozen=True)
class Need:
    """前置要求 — one prerequisite of an application, and by what it is met, if it is."""

    prerequisite: Prerequisite
    document: IssuedDocument | None = None
    check: PrerequisiteCheck | None = None

    @property
    def is_met(self) -> bool:
        return self.document is not None or self.check is not None

    @property
    def blocks(self) -> bool:
        return self.prerequisite.blocks_decision and not self.is_met

    @property
    def is_hard(self) -> bool:
        return self.prerequisite.kind == PrerequisiteKind.HARD


HAS_NEEDS = AskedOften(lambda item, on: standing(on).filter(after=item), settled=True)


def needs(application: Application, on: date) -> list[Need]:
    """What must come before this application, each with the document or the check that shows it."""
    if not HAS_NEEDS.any(application.item_id, on):
        return []
    rows = list(standing(on).filter(after=application.item_id))
    held = held_results(application.applicant_id, [one.before_id for one in rows], on)
    checks = {one.prerequisite_id: one for one in application.prerequisite_checks.all()}
    return [Need(one, held.get(one.before_id), checks.get(one.pk)) for one in rows]


def held_results(person_id: UUID, items: Sequence[UUID], on: date) -> Mapping[UUID, IssuedDocument]:
    """办理结果 that a person holds of these items: granted or filed, sealed, not revoked, in force on the day."""
    valid = Q(document__valid_until__isnull=True) | Q(document__valid_until__gte=on)
    rows = IssuedDocument.objects.filter(
        valid,
        SEALED,
        application__applicant=person_id,
        application__item__in=items,
        application__outcome__in=["granted", "filed"],
        kind__in=RESULTS,
    )
    found = rows.select_related("document", "application").order_by("pk")
    return {one.application.item_id: one for one in found}


def require_met(application: Application, *, on: date) -> None:
    """Raises RuleBroken, naming what must be had before the decision and is not shown yet."""
    if open_ones := [one for one in needs(application, on) if one.blocks]:
        names = joined((one.prerequisite.before.name for one in open_ones), "、")
        raise RuleBroken(_("作出决定前，申请人须先取得：%(names)s。请核对其办理结果。") % {"names": names})


def held_by(person_id: UUID, item: Item, on: date) -> list[Need]:
    """For who begins an application: what must come before, and what of it the person holds."""
    rows = list(standing(on).filter(after=item))
    held = held_results(person_id, [one.before_id for one in rows], on) if rows else {}
    return [Need(one, held.get(one.before_id)) for one in rows]
