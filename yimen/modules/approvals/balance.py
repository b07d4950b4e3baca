"""平衡表 and 进厅清单: what a round left of the items it began with, and where each retained one is handled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from yimen.kernel.orgs.models import Org, OrgKind

from . import queries
from .models import CatalogueRound, CleanupProposal, ItemVersion
from .states import CleanupOutcome, ProposalState

HALLS = (OrgKind.CENTRE, OrgKind.SUBCENTRE)
"""The centre of the city and its sub-centres: where a retained item of the city sits."""


@dataclass(frozen=True)
class Balance:
    """平衡表 — items before = retained + cancelled + devolved + merged away; what is added comes on top."""

    before: int
    retained: int
    cancelled: int
    devolved: int
    merged: int
    added: int
    undecided: int

    @property
    def after(self) -> int:
        return self.retained + self.added

    @property
    def adds_up(self) -> bool:
        return self.before == self.retained + self.cancelled + self.devolved + self.merged + self.undecided


def balance(proposals: Iterable[CleanupProposal]) -> Balance:
    """The balance of a round as its proposals stand now; what is not decided yet stands apart."""
    count: Counter[str] = Counter()
    added = 0
    for one in proposals:
        count["before"] += 1
        group = group_of(one)
        count[group] += 1
        if (
            group != "undecided"
            and one.outcome == CleanupOutcome.SPLIT
            and one.state != ProposalState.DROPPED
        ):
            added += len(one.decided.get("parts", ())) - 1
    return Balance(added=added, **{name: count[name] for name in GROUPS})


GROUPS = ("before", "retained", "cancelled", "devolved", "merged", "undecided")
DECIDED = (ProposalState.DECIDED, ProposalState.PUBLISHED, ProposalState.EXECUTED)


def group_of(proposal: CleanupProposal) -> str:
    """Under which heading of the balance an item stands.

    Not adopted, an item is retained as it was; devolved in part, it stays with the city for the other places; a
    split item is retained as its first part.
    """
    if proposal.state == ProposalState.DROPPED:
        return "retained"
    if proposal.state not in DECIDED:
        return "undecided"
    return {
        CleanupOutcome.CANCEL.value: "cancelled",
        CleanupOutcome.MERGE.value: "merged",
        CleanupOutcome.DEVOLVE.value: "devolved" if proposal.decided.get("whole") else "retained",
    }.get(proposal.outcome, "retained")


def by_outcome(proposals: Iterable[CleanupProposal]) -> Mapping[str, int]:
    """How many items have each outcome, decided or not; empty stands for those without one."""
    return Counter(one.outcome for one in proposals)


# --- 进厅清单


def versions_of(round_: CatalogueRound, on: date) -> QuerySet[ItemVersion]:
    """The versions in force of the items that the round retained."""
    kept = [one.item_id for one in round_.proposals.all() if group_of(one) == "retained"]
    return covered(on).filter(item__in=kept)


def covered(on: date) -> QuerySet[ItemVersion]:
    """Every item in force with the place where it is handled."""
    rows = queries.current_versions(on).select_related("item__org", "centre").defer("content")
    return rows.order_by("item__pinyin", "item__code")


def has_place(version: ItemVersion) -> bool:
    """Whether the item sits in the hall of the city's centre or in one of its sub-centres."""
    return version.in_hall and version.centre is not None and version.centre.kind in HALLS


def by_place(versions: Iterable[ItemVersion]) -> list[tuple[Org | None, int]]:
    """How many items each hall has; None for those without a place."""
    halls: dict[object, Org | None] = {}
    count: Counter[object] = Counter()
    for one in versions:
        hall = one.centre if has_place(one) else None
        key = hall.pk if hall else None
        halls[key] = hall
        count[key] += 1
    rows = [(halls[key], number) for key, number in count.items()]
    return sorted(rows, key=lambda row: (row[0] is None, row[0].path if row[0] else ""))
