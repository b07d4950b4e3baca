"""The reading half of the portal as API: the same reads as the pages."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from yimen.kernel.audit.models import Entry
from yimen.kernel.cases import desk as work
from yimen.kernel.cases.models import WorkItem
from yimen.kernel.metrics import counting, periods
from yimen.kernel.metrics.counting import Row, Value
from yimen.kernel.metrics.figures import Measure, measures, versions
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope, scope_of
from yimen.kernel.people.auth import OPEN, SESSION_OR_TOKEN
from yimen.kernel.web.request import Request
from yimen.kernel.web.words import named
from yimen.modules.approvals import public as approvals
from yimen.modules.portal import queries
from yimen.modules.portal.looking_up import look_up
from yimen.modules.portal.pages.desk import desk_table
from yimen.modules.portal.pages.record import RECORD

from .problem import Problem
from .search import router as search
from .walls import router as walls

router = Router(auth=SESSION_OR_TOKEN)
router.add_router("/search", search)
router.add_router("/walls", walls)


# --- 办件查询


class StepOut(Schema):
    label: str
    state: str
    note: str
    at: datetime | date | None


class DeadlineOut(Schema):
    label: str
    due_on: date
    working_days_left: int
    state: str
    why: list[str]


class PaperOut(Schema):
    title: str
    number: str
    issued_at: datetime


class ProgressOut(Schema):
    number: str
    item: str
    org: str
    state: str
    outcome: str
    submitted_at: datetime | None
    steps: list[StepOut]
    next: str
    deadline: DeadlineOut | None
    documents: list[PaperOut]


@router.get(
    "/progress", auth=OPEN, response={200: ProgressOut, 404: Problem, 429: Problem}, summary="办件查询"
)
def progress(request: Request, number: str, code: str) -> ProgressOut:
    """办件查询 — how far a case is, by its number and query code; a wrong number and a wrong code answer alike."""
    found = look_up(request, number, code, timezone.now())
    if found is None:
        raise Http404
    return _progress(found)


def _progress(found: approvals.Progress) -> ProgressOut:
    deadline = found.deadline
    return ProgressOut(
        number=found.number,
        item=found.item,
        org=found.org,
        state=str(found.state),
        outcome=str(found.outcome),
        submitted_at=found.submitted_at,
        steps=[
            StepOut(label=str(one.label), state=one.state, note=str(one.note), at=one.at)
            for one in found.steps
        ],
        next=str(found.next),
        deadline=_deadline(deadline) if deadline is not None else None,
        documents=[PaperOut(title=one.title, number=one.number, issued_at=one.at) for one in found.papers],
    )


def _deadline(deadline: approvals.Deadline) -> DeadlineOut:
    return DeadlineOut(
        label=str(deadline.label),
        due_on=deadline.due_on,
        working_days_left=deadline.left,
        state=deadline.state,
        why=[line.what for line in deadline.lines],
    )


# --- 工作台


class WorkOut(Schema):
    id: UUID
    kind: str
    label: str
    case_id: UUID
    number: str
    title: str
    org: str
    due_on: date | None
    is_held: bool
    is_priority: bool
    is_mine: bool
    opened_at: datetime
    page: str


class BesideOut(Schema):
    """另有待办: what waits without a case, and where it is listed."""

    label: str
    count: int
    page: str


class DeskOut(Schema):
    all: int
    overdue: int
    near_due: int
    mine: int
    beside: list[BesideOut]
    items: list[WorkOut]
    next: str
    """The value of ``after`` that asks for the next page; empty on the last one."""


class DeskAsked(Schema):
    q: str = ""
    kind: str = ""
    due: str = ""
    mine: str = ""
    after: str = ""


@router.get("/desk", response={200: DeskOut, 404: Problem}, summary="我的工作台")
def desk(request: Request, asked: Query[DeskAsked]) -> DeskOut:
    """我的工作台 — what waits for the official, the most urgent first; with the filters of the page."""
    if not queries.is_official(request.actor):
        raise Http404
    today = timezone.localdate()
    page = desk_table(request.actor, today).read(asked.dict(), queries.desk(request.actor))
    counts = queries.desk_counts(request.actor, today)
    return DeskOut(
        all=counts.all,
        overdue=counts.overdue,
        near_due=counts.near,
        mine=counts.mine,
        beside=[
            BesideOut(label=str(one.label), count=one.count, page=one.href)
            for one in work.beside(request.actor)
        ],
        items=[_work(one, request.actor.id) for one in page.objects],
        next=page.after,
    )


def _work(item: WorkItem, reader: str) -> WorkOut:
    return WorkOut(
        id=item.pk,
        kind=item.kind,
        label=str(work.work_label(item)),
        case_id=item.case_id,
        number=item.case.number,
        title=item.case.title,
        org=named(item.case.org),
        due_on=item.due_on,
        is_held=item.case.is_held,
        is_priority=item.case.is_priority,
        is_mine=str(item.assignee_id) == reader,
        opened_at=item.opened_at,
        page=work.work_page(item),
    )


# --- 统计


class PeriodAsked(Schema):
    """``span`` is today, week, month or year; or ``from`` and ``to``, both days included."""

    span: str = ""
    from_: str = Field("", alias="from")
    to: str = ""

    def read(self, today: date) -> Period:
        return periods.read({"span": self.span, "from": self.from_, "to": self.to}, today)


class FigureOut(Schema):
    code: str
    title: str
    unit: str
    definition: str
    source: str
    value: int | Decimal | None
    cases: str


class FiguresOut(Schema):
    first: date
    last: date
    as_of: date
    working_days: int
    figures: list[FigureOut]


class PartOut(Schema):
    key: str
    label: str
    value: int | Decimal | None


class SplitOut(FigureOut):
    first: date
    last: date
    as_of: date
    by: str
    parts: list[PartOut]


@router.get("/figures", response={200: FiguresOut, 404: Problem}, summary="办件统计")
def figures(request: Request, asked: Query[PeriodAsked]) -> FiguresOut:
    """办件统计 — every figure of a period."""
    scope = _scope(request)
    period = asked.read(timezone.localdate())
    values = counting.read(list(measures().values()), period, scope)
    return FiguresOut(
        first=period.first,
        last=period.last,
        as_of=period.counted_to,
        working_days=period.working_days,
        figures=[_figure(one) for one in values],
    )


class DefinitionOut(Schema):
    code: str
    version: int
    title: str
    unit: str
    definition: str
    numerator: str
    denominator: str
    source: str
    since: date | None
    changed: str


@router.get("/figures/definitions", auth=OPEN, response=list[DefinitionOut], summary="指标口径")
def definitions(request: Request) -> list[DefinitionOut]:
    """指标口径 — the dictionary of figures with every version; the public ones for everybody."""
    reads_all = scope_of(request.actor) is not None
    return [
        _definition(version)
        for one in measures().values()
        if reads_all or one.is_public
        for version in versions(one.code)
    ]


def _definition(measure: Measure) -> DefinitionOut:
    parts = measure.parts
    return DefinitionOut(
        code=measure.code,
        version=measure.version,
        title=str(measure.title),
        unit=str(measure.unit),
        definition=str(measure.definition),
        numerator="" if measure is parts[0] else parts[0].code,
        denominator=parts[1].code if len(parts) > 1 else "",
        source=str(measure.source),
        since=measure.since,
        changed=str(measure.changed),
    )


@router.get("/figures/{code}", response={200: SplitOut, 404: Problem}, summary="一项指标")
def figure(request: Request, code: str, asked: Query[PeriodAsked], by: str = "department") -> SplitOut:
    """一项指标 — one figure of a period, split ``by`` department, item, window or day."""
    scope, measure = _scope(request), measures().get(code)
    if measure is None or not counting.can_split(measure, by):
        raise Http404
    period = asked.read(timezone.localdate())
    (value,) = counting.read([measure], period, scope)
    rows = counting.read_by([measure], period, scope, by)
    return SplitOut(
        **_figure(value).dict(),
        first=period.first,
        last=period.last,
        as_of=period.counted_to,
        by=by,
        parts=[_part(one) for one in rows],
    )


def _scope(request: Request) -> Scope:
    scope = scope_of(request.actor)
    if scope is None:
        raise Http404
    return scope


def _figure(value: Value) -> FigureOut:
    measure = value.measure
    return FigureOut(
        code=measure.code,
        title=str(measure.title),
        unit=str(measure.unit),
        definition=str(measure.definition),
        source=str(measure.source),
        value=value.number,
        cases=value.cases,
    )


def _part(row: Row) -> PartOut:
    return PartOut(key="" if row.key is None else str(row.key), label=str(row.label), value=row.number)


# --- 留痕


class EntryOut(Schema):
    id: UUID
    chain: UUID
    seq: int
    code: str
    sentence: str
    subject_label: str
    actor_label: str
    happened_at: datetime
    recorded_text: str
    body: str
    previous_hash: str
    hash: str


class RecordOut(Schema):
    items: list[EntryOut]
    next: str


class RecordAsked(Schema):
    code: str = ""
    actor: str = ""
    subject: str = ""
    day_from: str = ""
    day_to: str = ""
    after: str = ""


@router.get("/record", response={200: RecordOut, 404: Problem}, summary="留痕")
def record(request: Request, asked: Query[RecordAsked]) -> RecordOut:
    """留痕 — entries, the newest first, for auditors and supervisors; their hashes can be recomputed."""
    if not queries.reads_record(request.actor):
        raise Http404
    page = RECORD.read(asked.dict(), queries.record(request.actor))
    return RecordOut(items=[_entry(one) for one in page.objects], next=page.after)


@router.get("/record/{entry_id}", response={200: EntryOut, 404: Problem}, summary="一条留痕")
def entry(request: Request, entry_id: UUID) -> EntryOut:
    """一条留痕 — as it was written."""
    return _entry(get_object_or_404(queries.record(request.actor), pk=entry_id))


def _entry(row: Entry) -> EntryOut:
    return EntryOut(
        id=row.pk,
        chain=row.chain,
        seq=row.seq,
        code=row.code,
        sentence=row.sentence,
        subject_label=row.subject_label,
        actor_label=row.actor_label,
        happened_at=row.happened_at,
        recorded_text=row.recorded_text,
        body=row.body,
        previous_hash=bytes(row.previous_hash).hex(),
        hash=bytes(row.hash).hex(),
    )
