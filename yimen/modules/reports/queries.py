"""Reads: which reports one may see, their cells as they stand, what is wrong with them, who has not submitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from yimen.kernel import policies
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.cases.queries import under
from yimen.kernel.orgs.models import Level, Org, OrgKind
from yimen.kernel.people.actor import org_paths
from yimen.kernel.people.models import Person, Post
from yimen.kernel.people.roles import Role

from . import formats, rules, sources
from .models import AnnualReport, Supplement
from .states import ReportState, SupplementState

READERS = (
    Role.DISCLOSURE_OFFICER,
    Role.DISCLOSURE_HEAD,
    Role.LEADER,
    Role.OPENNESS_SUPERVISOR,
    Role.SUPERVISOR,
    Role.AUDITOR,
)
DEPARTMENTS = (OrgKind.DEPARTMENT, OrgKind.LEGAL, OrgKind.FINANCE, OrgKind.PRICING)
OBLIGED_LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY)
"""县级以上: departments and governments of these levels report every year (政府信息公开条例第四十九条)."""


# --- 年度报告


def all_reports() -> QuerySet[AnnualReport]:
    return AnnualReport.objects.select_related("org", "handler")


def reports(actor: Actor) -> QuerySet[AnnualReport]:
    """Those of the bodies where the actor's posts reach; published ones for everybody."""
    reach = under("handler__path", list(org_paths(actor, READERS)))
    return all_reports().filter(Q(state=ReportState.PUBLISHED) | reach)


def kept_reports(actor: Actor) -> QuerySet[AnnualReport]:
    """Those that the actor sees by a post, published or not."""
    return all_reports().filter(under("handler__path", list(org_paths(actor, READERS))))


def published() -> QuerySet[AnnualReport]:
    """What everybody reads: the last published version of each report."""
    later = AnnualReport.objects.filter(replaces=OuterRef("pk"), state=ReportState.PUBLISHED)
    return all_reports().filter(~Exists(later), state=ReportState.PUBLISHED)


def versions(report: AnnualReport) -> QuerySet[AnnualReport]:
    """Every published version of the report of this body and year, the newest first."""
    rows = all_reports().filter(org=report.org_id, year=report.year, state=ReportState.PUBLISHED)
    return rows.order_by("-version")


def year_before(report: AnnualReport) -> AnnualReport | None:
    """The last version of the year before that went on, of the same body."""
    rows = all_reports().filter(org=report.org_id, year=report.year - 1)
    return rows.exclude(state=ReportState.OPEN).order_by("-version").first()


# --- 单元格


@dataclass(frozen=True)
class Cell:
    """单元格 — what the house counted, what was added, and both together; None is blank."""

    code: str
    counted: Decimal | None
    added: Decimal | None = None
    ids: tuple[UUID, ...] = ()

    @property
    def number(self) -> Decimal | None:
        if self.counted is None and self.added is None:
            return None
        return (self.counted or Decimal(0)) + (self.added or Decimal(0))

    @property
    def text(self) -> str:
        return rules.plain(self.number)

    @property
    def counted_text(self) -> str:
        return rules.plain(self.counted)


def cells(report: AnnualReport) -> dict[str, Cell]:
    """Every cell that is no sum, and the facts: as frozen, or while the year runs as it is now."""
    form = formats.form(report.format_year)
    found: dict[str, tuple[Decimal, tuple[UUID, ...]]]
    if report.state == ReportState.OPEN:
        live = sources.counted(report.org, report.year, form)
        found = {code: (one.number, one.ids) for code, one in live.items()}
    else:
        frozen = report.cells.values_list("code", "counted", "ids")
        found = {code: (counted, tuple(ids)) for code, counted, ids in frozen}
    added = dict(report.supplements.filter(state=SupplementState.CONFIRMED).values_list("code", "value"))
    wanted = [*form.leaves(), *sources.FACTS]
    return {code: _cell(code, found.get(code), added.get(code)) for code in wanted}


def _cell(code: str, counted: tuple[Decimal, tuple[UUID, ...]] | None, added: Decimal | None) -> Cell:
    number, ids = counted if counted is not None else (None, ())
    return Cell(code, number, added, ids)


def values(report: AnnualReport) -> dict[str, Decimal | None]:
    """The number of every cell, sums included."""
    form = formats.form(report.format_year)
    leaves = {code: one.number for code, one in cells(report).items()}
    return rules.with_totals(form, leaves)


def findings(report: AnnualReport, found: Mapping[str, Decimal | None] | None = None) -> list[rules.Finding]:
    """What is wrong with a report now; of an open one the texts are not asked."""
    form = formats.form(report.format_year)
    before = year_before(report)
    return rules.check(
        form,
        values(report) if found is None else found,
        before=values(before) if before is not None else None,
        texts=report.texts if report.drafted_at is not None else None,
        is_government=report.org.kind == OrgKind.GOVERNMENT,
    )


def supplements(report: AnnualReport) -> QuerySet[Supplement]:
    """What was added and stands, entered or confirmed."""
    rows = report.supplements.exclude(state=SupplementState.WITHDRAWN)
    return rows.select_related("entered_by", "confirmed_by").order_by("code")


def waiting_supplements(report: AnnualReport) -> QuerySet[Supplement]:
    return report.supplements.filter(state=SupplementState.ENTERED)


def prefilled(report: AnnualReport) -> dict[str, str]:
    """The texts as they stand; where nothing was written, what the numbers say by themselves."""
    form = formats.form(report.format_year)
    found = values(report)
    facts = {"year": str(report.year), "body": report.org.name}
    return {
        str(part.number): report.texts.get(str(part.number)) or rules.filled(form, part.number, facts, found)
        for part in form.parts
    }


# --- 谁报, 何时报


def handler_of(org: Org, on: date) -> Org:
    """Who does the work: a department itself; for a government, the body in charge of its openness, if it has one."""
    if org.kind != OrgKind.GOVERNMENT:
        return org
    posts = Post.objects.filter(
        Q(until=None) | Q(until__gte=on),
        role=Role.OPENNESS_SUPERVISOR,
        since__lte=on,
        org__parent=org.pk,
    )
    found = posts.select_related("org").order_by("org__path").first()
    return found.org if found is not None else org


def obliged(on: date) -> QuerySet[Org]:
    """The bodies that report every year: governments of counties and above, and their departments."""
    rows = Org.objects.filter(kind__in=[OrgKind.GOVERNMENT, *DEPARTMENTS], region__level__in=OBLIGED_LEVELS)
    return rows.filter(Q(closed_on=None) | Q(closed_on__gt=on)).select_related("parent").order_by("path")


def opens_for(actor: Actor, on: date) -> list[Org]:
    """The bodies whose report the actor may open: the own one, and the government whose openness it is in charge of."""
    paths = set(org_paths(actor, [Role.DISCLOSURE_OFFICER]))
    own = Org.objects.filter(path__in=paths, closed_on=None).select_related("parent")
    found = {one.pk: one for one in own}
    for one in own:
        if one.parent is not None and handler_of(one.parent, on).pk == one.pk:
            found[one.parent.pk] = one.parent
    return sorted(found.values(), key=lambda org: org.path)


def format_for(year: int) -> int:
    """The form that holds for reports of a year, by the city's dated data."""
    return policies.on(date(year, 12, 31), "reports.format").int


def due_on(report: AnnualReport) -> date:
    """The last day: of departments to submit and publish, of governments to publish."""
    return due_for(report.org, report.year)


def due_for(org: Org, year: int) -> date:
    return due_for_kind("government" if org.kind == OrgKind.GOVERNMENT else "department", year)


def due_for_kind(kind: str, year: int) -> date:
    """The last day of all bodies of a kind, government or department, by the law of the year."""
    return rules.due_on(year, policies.on(date(year, 12, 31), f"reports.{kind}_deadline").text)


def is_to_remind(report: AnnualReport, today: date) -> bool:
    """Once within the days before the last day, once after it."""
    due, ahead = due_on(report), policies.on(today, "reports.remind_ahead").int
    if today > due:
        return report.reminded_on is None or report.reminded_on <= due
    return report.reminded_on is None and today >= due - timedelta(days=ahead)


def in_work(year: int) -> QuerySet[AnnualReport]:
    """Reports of a year that were not submitted yet."""
    return all_reports().filter(year=year).exclude(state__in=[ReportState.SUBMITTED, ReportState.PUBLISHED])


def unopened(year: int, on: date) -> QuerySet[Org]:
    """Bodies that must report on the year, have somebody who does it, and no report."""
    there = AnnualReport.objects.filter(year=year, org=OuterRef("pk"))
    return obliged(on).filter(~Exists(there))


@dataclass(frozen=True)
class Standing:
    """报送情况 — how the report of one body stands."""

    org: Org
    report: AnnualReport | None
    due_on: date
    today: date

    @property
    def submitted_on(self) -> date | None:
        moment = self.report.submitted_at if self.report is not None else None
        return local_day(moment) if moment is not None else None

    @property
    def is_late(self) -> bool:
        return (self.submitted_on or self.today) > self.due_on

    @property
    def is_missing(self) -> bool:
        return self.submitted_on is None


def standings(actor: Actor, year: int, today: date) -> list[Standing]:
    """Every body that must report and that the actor supervises, submitted or not. Two queries."""
    paths = org_paths(actor, [Role.OPENNESS_SUPERVISOR, Role.SUPERVISOR, Role.AUDITOR])
    orgs = list(obliged(today).filter(under("path", list(paths))))
    latest: dict[Any, AnnualReport] = {}
    for one in all_reports().filter(year=year, org__in=[org.pk for org in orgs]).order_by("version"):
        latest[one.org_id] = one
    return [Standing(org, latest.get(org.pk), due_for(org, year), today) for org in orgs]


def told(report: AnnualReport, *roles: Role, on: date) -> list[Person]:
    """Who holds one of the roles where the report is made, or above it."""
    posts = Post.objects.filter(
        Q(until=None) | Q(until__gte=on), role__in=roles, since__lte=on, person__is_active=True
    ).select_related("org", "person")
    found = {one.person_id: one.person for one in posts if report.org_path.startswith(one.reach)}
    return sorted(found.values(), key=lambda person: (person.name, str(person.pk)))
