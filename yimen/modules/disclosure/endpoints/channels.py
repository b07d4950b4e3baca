"""汇编, 纠错, 导入, 采集: the acts of editors, of those who import, and of anybody who finds an error."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from yimen.kernel.base.days import local_day
from yimen.kernel.documents.intake import Received, receive
from yimen.kernel.people.auth import OPEN
from yimen.kernel.people.roles import Role
from yimen.kernel.web import limits
from yimen.kernel.web.request import Request
from yimen.modules.disclosure import actions, arriving, browsing, reported
from yimen.modules.disclosure.models import (
    Collection,
    ErrorReport,
    HarvestSource,
    ImportRow,
    ImportRun,
    Inclusion,
)
from yimen.modules.disclosure.pages.importing import FORMATS, LIMITS

router = Router()
MOST = 500


class CollectionOut(Schema):
    """汇编."""

    code: str
    kind: str
    name: str
    name_en: str
    about: str
    about_en: str
    order: int


class CollectionWords(Schema):
    """汇编的名称和说明."""

    name: str = Field(max_length=100)
    name_en: str = Field("", max_length=150)
    about: str = Field("", max_length=500)
    about_en: str = Field("", max_length=700)
    order: int = Field(0, ge=0, le=10_000)


class CollectionNew(CollectionWords):
    """开设汇编."""

    org: str
    code: str = Field(max_length=40, pattern=r"^[-a-zA-Z0-9_]+$")
    kind: str


class InclusionIn(Schema):
    """收录 — a published document by its index number."""

    index_number: str = Field(max_length=60)
    topic: str = Field("", max_length=60)
    order: int = Field(0, ge=0, le=10_000)


class InclusionOut(Schema):
    """收录的信息."""

    id: UUID
    publication_id: UUID
    topic: str
    order: int
    entry_count: int
    is_left_out: bool


class CollectionEntryOut(Schema):
    """条目."""

    position: int
    depth: int
    label: str
    heading: str
    question: str
    text: str
    happened_on: date | None


class ErrorReportIn(Schema):
    """纠错."""

    report_id: UUID
    kind: str
    text: str = Field(max_length=1000)
    contact: str = Field("", max_length=100)


class ErrorReportTold(Schema):
    """纠错的答复, for whoever has the code."""

    code: str
    state: str
    due_on: date
    answer: str
    answered_at: datetime | None


class ErrorReportOut(ErrorReportTold):
    """纠错, for those who answer it."""

    id: UUID
    publication_id: UUID
    kind: str
    text: str
    received_at: datetime


class ErrorAnswerIn(Schema):
    """答复纠错."""

    outcome: str
    answer: str = Field(max_length=1000)


class ImportIn(Schema):
    """导入 — a file comes with it."""

    org: str
    kind: str
    name: str = Field(max_length=200)


class ImportOut(Schema):
    """导入批次."""

    id: UUID
    name: str
    kind: str
    mode: str
    state: str
    total: int | None
    taken: int
    skipped: int
    failed: int
    error: str


class ImportRowOut(Schema):
    """导入条目."""

    key: str
    title: str
    state: str
    place: str
    line: int | None
    column: str
    message: str
    publication_id: UUID | None


class SourceChange(Schema):
    """变更采集来源."""

    name: str = Field(max_length=100)
    mode: str
    is_active: bool = True


class SourceNew(Schema):
    """登记采集来源."""

    org: str
    name: str = Field(max_length=100)
    url: str = Field(max_length=500)
    kind: str
    mode: str


class SourceOut(Schema):
    """采集来源."""

    id: UUID
    name: str
    url: str
    kind: str
    mode: str
    is_active: bool
    checked_at: datetime | None
    last_error: str


@router.get("/collections", response=list[CollectionOut], auth=OPEN)
def collections(request: Request) -> list[Collection]:
    """汇编 — every collection."""
    return list(browsing.collections())


@router.get("/collections/{code}/entries", response=list[CollectionEntryOut], auth=OPEN)
def entries(request: Request, code: str, publication: UUID) -> list[object]:
    """条目 — of one publication in a collection, in their order."""
    found = get_object_or_404(browsing.collections(), code=code)
    rows = browsing.entries(found, timezone.localdate()).filter(inclusion__publication=publication)
    return list(rows.order_by("position"))


@router.post("/collections", response={201: CollectionOut})
def open_collection(request: Request, body: CollectionNew) -> Status[Collection]:
    """开设汇编."""
    org = get_object_or_404(arriving.importing_orgs(request.actor, Role.EDITOR), code=body.org)
    facts = body.dict(exclude={"org"})
    return Status(201, actions.open_collection(org, **facts, by=request.actor, at=timezone.now()).collection)


@router.post("/collections/{code}/change", response={201: CollectionOut})
def amend_collection(request: Request, code: str, body: CollectionWords) -> Status[Collection]:
    """修改汇编."""
    found = get_object_or_404(browsing.kept_collections(request.actor), code=code)
    done = actions.amend_collection(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.collection)


@router.post("/collections/{code}/inclusion", response={201: InclusionOut})
def include_publication(request: Request, code: str, body: InclusionIn) -> Status[Inclusion]:
    """收录."""
    found = get_object_or_404(browsing.kept_collections(request.actor), code=code)
    rows = browsing.open_publications(timezone.localdate())
    publication = get_object_or_404(rows, index_number=body.index_number.strip())
    facts = body.dict(exclude={"index_number"})
    done = actions.include_publication(
        found, publication=publication, **facts, by=request.actor, at=timezone.now()
    )
    return Status(201, browsing.kept_inclusions(request.actor).get(pk=done.inclusion.pk))


@router.post("/inclusions/{inclusion_id}/leaving-out", response={201: InclusionOut})
def leave_out_publication(request: Request, inclusion_id: UUID) -> Status[Inclusion]:
    """移出汇编."""
    found = get_object_or_404(browsing.kept_inclusions(request.actor), pk=inclusion_id)
    return Status(201, actions.leave_out_publication(found, by=request.actor, at=timezone.now()).inclusion)


@router.post("/publications/{publication_id}/error-report", response={201: ErrorReportTold}, auth=OPEN)
def report_error(request: Request, publication_id: UUID, body: ErrorReportIn) -> Status[ErrorReport]:
    """提出纠错 — anybody, not too often; the code in the answer leads to what becomes of it."""
    at = timezone.now()
    limits.require_patience(request, "error-report", at)
    found = get_object_or_404(browsing.open_publications(local_day(at)), pk=publication_id)
    return Status(201, actions.report_error(found, **body.dict(), by=request.actor, at=at).report)


@router.get("/error-reports", response=list[ErrorReportOut])
def error_reports(request: Request, state: str = "") -> list[ErrorReport]:
    """纠错 — of the own bodies, what is due first."""
    rows = reported.reports(request.actor)
    return list((rows.filter(state=state) if state else rows).order_by("due_on", "pk")[:MOST])


@router.post("/error-reports/{report_id}/answer", response={201: ErrorReportOut})
def answer_report(request: Request, report_id: UUID, body: ErrorAnswerIn) -> Status[ErrorReport]:
    """答复纠错."""
    found = get_object_or_404(reported.reports(request.actor), pk=report_id)
    return Status(
        201, actions.answer_report(found, **body.dict(), by=request.actor, at=timezone.now()).report
    )


@router.get("/imports", response=list[ImportOut])
def imports(request: Request) -> list[ImportRun]:
    """导入 — of the own bodies, the latest first."""
    return list(arriving.runs(request.actor).order_by("-started_at")[:MOST])


@router.get("/imports/{run_id}/rows", response=list[ImportRowOut])
def import_rows(request: Request, run_id: UUID, state: str = "", after: int = 0) -> list[ImportRow]:
    """导入条目 — what became of each document; ``state`` failed gives the faults."""
    run = get_object_or_404(arriving.runs(request.actor), pk=run_id)
    rows = arriving.rows_of(run).filter(pk__gt=after)
    return list((rows.filter(state=state) if state else rows).order_by("pk")[:MOST])


@router.post("/imports", response={201: ImportOut})
def start_import(request: Request, body: Form[ImportIn], file: File[UploadedFile]) -> Status[ImportRun]:
    """开始导入 — as drafts."""
    org = get_object_or_404(arriving.importing_orgs(request.actor), code=body.org)
    done = actions.start_import(
        org, **body.dict(exclude={"org"}), received=_received(file), by=request.actor, at=timezone.now()
    )
    return Status(201, done.run)


@router.post("/imports/take-over", response={201: ImportOut})
def start_take_over(request: Request, body: Form[ImportIn], file: File[UploadedFile]) -> Status[ImportRun]:
    """开始转入 — what was published already."""
    org = get_object_or_404(arriving.importing_orgs(request.actor), code=body.org)
    done = actions.start_take_over(
        org, **body.dict(exclude={"org"}), received=_received(file), by=request.actor, at=timezone.now()
    )
    return Status(201, done.run)


@router.post("/imports/{run_id}/stop", response={201: ImportOut})
def stop_import(request: Request, run_id: UUID) -> Status[ImportRun]:
    """停止导入."""
    run = get_object_or_404(arriving.runs(request.actor), pk=run_id)
    return Status(201, actions.stop_import(run, by=request.actor, at=timezone.now()).run)


@router.get("/sources", response=list[SourceOut])
def sources(request: Request) -> list[HarvestSource]:
    """采集来源 — of the own bodies."""
    return list(arriving.sources(request.actor)[:MOST])


@router.post("/sources", response={201: SourceOut})
def add_harvest_source(request: Request, body: SourceNew) -> Status[HarvestSource]:
    """登记采集来源."""
    org = get_object_or_404(arriving.importing_orgs(request.actor), code=body.org)
    facts = body.dict(exclude={"org"})
    return Status(201, actions.add_harvest_source(org, **facts, by=request.actor, at=timezone.now()).source)


@router.post("/sources/{source_id}/change", response={201: SourceOut})
def amend_harvest_source(request: Request, source_id: UUID, body: SourceChange) -> Status[HarvestSource]:
    """变更采集来源."""
    found = get_object_or_404(arriving.sources(request.actor), pk=source_id)
    done = actions.amend_harvest_source(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.source)


@router.post("/sources/{source_id}/check", response={201: SourceOut})
def ask_for_harvest(request: Request, source_id: UUID) -> Status[HarvestSource]:
    """要求采集 — now."""
    found = get_object_or_404(arriving.sources(request.actor), pk=source_id)
    return Status(201, actions.ask_for_harvest(found, by=request.actor, at=timezone.now()).source)


def _received(file: UploadedFile) -> Received:
    return receive(file, filename=file.name or "", formats=FORMATS, limits=LIMITS)
