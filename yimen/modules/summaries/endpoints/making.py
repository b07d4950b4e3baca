"""年度工作总结: the acts of those who write, review, publish and oversee it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Status

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.request import Request
from yimen.modules.summaries import actions
from yimen.modules.summaries.pages.found import kept_summary, own_centres
from yimen.modules.summaries.permissions import Permission

from .reading import router, shown
from .schemas import (
    AsOfIn,
    OrderIn,
    PartIn,
    SummaryCorrectionIn,
    SummaryDraftIn,
    SummaryOut,
    SummaryOutlineIn,
    SummaryOutlineOut,
    SummaryReasonIn,
)

Out = {201: SummaryOut}


@router.post("/outline", response={201: SummaryOutlineOut})
def set_outline(request: Request, body: SummaryOutlineIn) -> Status[SummaryOutlineOut]:
    """制定总结提纲."""
    org = _own(request, body.org)
    done = actions.set_outline(org, source=body.source, by=request.actor, at=timezone.now())
    return Status(201, SummaryOutlineOut(org=org.code, number=done.number, source=done.outline.source))


@router.post("/drafting", response=Out)
def draft_summary(request: Request, body: SummaryDraftIn) -> Status[SummaryOut]:
    """起草年度工作总结."""
    facts: dict[str, Any] = {
        "year": body.year,
        "as_of": body.as_of,
        "by": request.actor,
        "at": timezone.now(),
    }
    done = actions.draft_summary(_own(request, body.org), **facts)
    return Status(201, shown(request, done.summary))


@router.post("/{uuid:summary_id}/computation", response=Out)
def compute_summary(request: Request, summary_id: UUID, body: AsOfIn) -> Status[SummaryOut]:
    """计算总结数值."""
    return _done(request, summary_id, actions.compute_summary, Permission.SUMMARY_COMPUTE, **body.dict())


@router.post("/{uuid:summary_id}/parts/{part_id}", response=Out)
def write_part(request: Request, summary_id: UUID, part_id: UUID, body: PartIn) -> Status[SummaryOut]:
    """撰写总结段落."""
    get_object_or_404(kept_summary(request, summary_id, Permission.SUMMARY_WRITE).parts, pk=part_id)
    facts = {"part": part_id, **body.dict()}
    return _done(request, summary_id, actions.write_part, Permission.SUMMARY_WRITE, **facts)


@router.post("/{uuid:summary_id}/order", response=Out)
def arrange_parts(request: Request, summary_id: UUID, body: OrderIn) -> Status[SummaryOut]:
    """调整段落次序."""
    return _done(request, summary_id, actions.arrange_parts, Permission.SUMMARY_ARRANGE, **body.dict())


@router.post("/{uuid:summary_id}/review", response=Out)
def review_summary(request: Request, summary_id: UUID) -> Status[SummaryOut]:
    """审核."""
    return _done(request, summary_id, actions.review_summary, Permission.SUMMARY_REVIEW)


@router.post("/{uuid:summary_id}/return", response=Out)
def return_summary(request: Request, summary_id: UUID, body: SummaryReasonIn) -> Status[SummaryOut]:
    """退回."""
    return _done(request, summary_id, actions.return_summary, Permission.SUMMARY_RETURN, **body.dict())


@router.post("/{uuid:summary_id}/freezing", response=Out)
def freeze_summary(request: Request, summary_id: UUID) -> Status[SummaryOut]:
    """定稿."""
    return _done(request, summary_id, actions.freeze_summary, Permission.SUMMARY_FREEZE)


@router.post("/{uuid:summary_id}/publication", response=Out)
def publish_summary(request: Request, summary_id: UUID) -> Status[SummaryOut]:
    """公布."""
    return _done(request, summary_id, actions.publish_summary, Permission.SUMMARY_PUBLISH)


@router.post("/{uuid:summary_id}/rebuilding", response=Out)
def rebuild_summary(request: Request, summary_id: UUID) -> Status[SummaryOut]:
    """重建核对."""
    return _done(request, summary_id, actions.rebuild_summary, Permission.SUMMARY_REBUILD)


@router.post("/{uuid:summary_id}/correction", response=Out)
def correct_summary(request: Request, summary_id: UUID, body: SummaryCorrectionIn) -> Status[SummaryOut]:
    """更正 — the new edition."""
    found = kept_summary(request, summary_id, Permission.SUMMARY_CORRECT)
    done = actions.correct_summary(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown(request, done.summary))


def _own(request: Request, code: str) -> Org:
    """The centre with the code, among those for which the asker writes."""
    found = next((one for one in own_centres(request) if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _done(
    request: Request, summary_id: UUID, act: Callable[..., Any], permission: str, **facts: Any
) -> Status[SummaryOut]:
    """Does the act about a report about which the asker may do it, and gives the report."""
    act(kept_summary(request, summary_id, permission), **facts, by=request.actor, at=timezone.now())
    return Status(201, shown(request, kept_summary(request, summary_id)))
