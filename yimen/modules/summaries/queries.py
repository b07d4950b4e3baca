"""Reads: which reports one may see, their numbers beside those of the year before, who is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import under
from yimen.kernel.orgs.models import Org, OrgKind
from yimen.kernel.people.actor import org_paths
from yimen.kernel.people.models import Person, Post
from yimen.kernel.people.roles import Role

from . import computing, rules
from .models import AnnualSummary, SummaryFigure, SummaryOutline
from .states import FIXED, SummaryState

WRITERS = (Role.CENTRE_MANAGER, Role.OPENNESS_SUPERVISOR)
READERS = (*WRITERS, Role.SUPERVISOR, Role.AUDITOR)


# --- 年度工作总结


def all_summaries() -> QuerySet[AnnualSummary]:
    return AnnualSummary.objects.select_related("org", "drafted_by", "reviewed_by")


def kept_summaries(actor: Actor) -> QuerySet[AnnualSummary]:
    """Those of the bodies where the actor's posts reach, published or not."""
    return all_summaries().filter(under("org__path", list(org_paths(actor, READERS))))


def summaries(actor: Actor) -> QuerySet[AnnualSummary]:
    """Published ones for everybody, and those of the bodies where the own posts reach."""
    reach = under("org__path", list(org_paths(actor, READERS)))
    return all_summaries().filter(Q(state=SummaryState.PUBLISHED) | reach)


def published() -> QuerySet[AnnualSummary]:
    """What everybody reads: the last published edition of each."""
    later = AnnualSummary.objects.filter(replaces=OuterRef("pk"), state=SummaryState.PUBLISHED)
    return all_summaries().filter(~Exists(later), state=SummaryState.PUBLISHED)


def editions(summary: AnnualSummary) -> QuerySet[AnnualSummary]:
    """Every published edition of the same body and year, the newest first."""
    rows = all_summaries().filter(org=summary.org_id, year=summary.year, state=SummaryState.PUBLISHED)
    return rows.order_by("-edition")


def writes_for(actor: Actor) -> list[Org]:
    """The centres whose report the actor may write."""
    rows = Org.objects.filter(
        under("path", list(org_paths(actor, WRITERS))), kind=OrgKind.CENTRE, closed_on=None
    )
    return list(rows.order_by("path"))


def outline_of(org: Org) -> SummaryOutline | None:
    """The outline that holds for the next draft."""
    return SummaryOutline.objects.filter(org=org).order_by("-number").first()


def hands_of(summary: AnnualSummary) -> set[str]:
    """Who drafted this edition or wrote in it."""
    rows = summary.parts.filter(written_at__gte=summary.drafted_at)
    writers = {str(one) for one in rows.values_list("written_by_id", flat=True)}
    return writers | {str(summary.drafted_by_id)}


# --- 数值


def told(row: SummaryFigure) -> rules.Counted:
    """What the hash covers of a number that was kept."""
    number = None if row.number is None else f"{row.number:.2f}"
    return (row.key, row.version, row.first.isoformat(), row.last.isoformat(), number, row.rows)


def numbers_before(
    summary: AnnualSummary, quotations: Sequence[rules.Quotation]
) -> dict[str, Decimal | None]:
    """The year before: as its report was frozen where it counts to the same day, else counted from the records."""
    found = computing.compute_before(summary, quotations)
    earlier = all_summaries().filter(org=summary.org_id, year=summary.year - 1, state__in=FIXED)
    frozen = earlier.order_by("-edition").first()
    if frozen is not None and frozen.as_of == rules.year_before(summary.as_of):
        found |= dict(frozen.figures.values_list("key", "number"))
    return found


# --- 通知


def told_of(summary: AnnualSummary, *roles: Role, on: date) -> list[Person]:
    """Who holds one of the roles where the report is made, or above it."""
    posts = Post.objects.filter(
        Q(until=None) | Q(until__gte=on), role__in=roles, since__lte=on, person__is_active=True
    ).select_related("org", "person")
    found = {one.person_id: one.person for one in posts if summary.org_path.startswith(one.reach)}
    return sorted(found.values(), key=lambda person: (person.name, str(person.pk)))
