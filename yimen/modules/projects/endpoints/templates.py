"""阶段模板 and 阶段指南: kept by the administrator, read by everybody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.approvals.public import follows
from yimen.modules.projects import actions, queries
from yimen.modules.projects.asking import Asking, Situation, asking
from yimen.modules.projects.menu import keeps_templates
from yimen.modules.projects.models import StageTemplate
from yimen.modules.projects.states import ItemRole, TemplateState

from .found import for_act, org_with, shown_version, version_rows
from .schemas import (
    NeededOut,
    QuestionOut,
    SharedNeedIn,
    SharedNeedKeyIn,
    StageGuideIn,
    StageGuideOut,
    StageItemIn,
    StageItemKeyIn,
    StageItemLine,
    StageLine,
    StageOrderIn,
    StageOrderKeyIn,
    StageTemplateIn,
    TemplatePublicationIn,
    TemplateVersionOut,
)

router = Router()
Out = {201: TemplateVersionOut}


@router.get("/guide", response=list[StageLine], auth=OPEN)
def guide(request: Request) -> list[StageLine]:
    """并联审批 — the stages that are offered; public."""
    return [
        StageLine(code=one.code, name=one.name, theme=one.theme, lead=one.lead.code)
        for one in queries.templates()
    ]


@router.post("/guide/{code}", response=StageGuideOut, auth=OPEN)
def stage_guide(request: Request, code: str, body: StageGuideIn) -> StageGuideOut:
    """阶段指南 — what follows from a situation; public, nothing is kept."""
    template = get_object_or_404(queries.templates(), code=code)
    version, today = template.versions.filter(state=TemplateState.PUBLISHED).get(), timezone.localdate()
    needed = version.items.exclude(role=ItemRole.OPTIONAL).values_list("item_code", flat=True)
    found = asking(version, [*needed, *body.chosen], today)
    given = Situation(body.answers, on=today)
    way = found.longest(given)
    return StageGuideOut(
        code=template.code,
        name=template.name,
        lead=template.lead.code,
        questions=[
            QuestionOut(key=one.key, question=one.shown, options=dict(one.options), multiple=one.multiple)
            for one in found.questions(given)
        ],
        items=_lines(found, given),
        materials=[
            NeededOut(key=one.key, name=one.name, items=[item for item, _key in one.members])
            for one in found.materials(given)
        ],
        longest_days=way.days,
        longest_way=list(way.way),
    )


def _lines(found: Asking, given: Situation) -> list[StageItemLine]:
    days = found.days(given)
    return [
        StageItemLine(
            code=code,
            name=version.item.name,
            org=version.item.org.code,
            days=days[code],
            fees=[one.name for one in follows(version, found.known(code, given)).fees],
        )
        for code, version in found.versions.items()
    ]


@router.post("/templates", response=Out)
def add_stage_template(request: Request, body: StageTemplateIn) -> Status[TemplateVersionOut]:
    """设立阶段模板 — with a first draft."""
    if not keeps_templates(request.actor):
        raise Http404
    facts = body.dict()
    done = actions.add_stage_template(
        org_with(facts.pop("lead")), **facts, by=request.actor, at=timezone.now()
    )
    return Status(201, shown_version(done.version))


@router.post("/templates/{code}/draft", response=Out)
def draft_template(request: Request, code: str) -> Status[TemplateVersionOut]:
    """起草模板版本 — a copy of the version that holds."""
    rows = StageTemplate.objects.select_related("lead")
    found = for_act(request, rows, get_object_or_404(rows, code=code).pk, "draft_template")
    done = actions.draft_template(found, by=request.actor, at=timezone.now())
    return Status(201, shown_version(done.version))


@router.get("/template-versions/{template_version_id}", response=TemplateVersionOut)
def version(request: Request, template_version_id: UUID) -> TemplateVersionOut:
    """模板版本."""
    return shown_version(get_object_or_404(version_rows(request), pk=template_version_id))


@router.post("/template-versions/{template_version_id}/item", response=Out)
def put_stage_item(
    request: Request, template_version_id: UUID, body: StageItemIn
) -> Status[TemplateVersionOut]:
    """设置阶段事项."""
    return _done(request, template_version_id, "put_stage_item", **body.dict())


@router.post("/template-versions/{template_version_id}/item-removal", response=Out)
def drop_stage_item(
    request: Request, template_version_id: UUID, body: StageItemKeyIn
) -> Status[TemplateVersionOut]:
    """移除阶段事项."""
    return _done(request, template_version_id, "drop_stage_item", **body.dict())


@router.post("/template-versions/{template_version_id}/order", response=Out)
def put_stage_order(
    request: Request, template_version_id: UUID, body: StageOrderIn
) -> Status[TemplateVersionOut]:
    """设置先后关系."""
    return _done(request, template_version_id, "put_stage_order", **body.dict())


@router.post("/template-versions/{template_version_id}/order-removal", response=Out)
def drop_stage_order(
    request: Request, template_version_id: UUID, body: StageOrderKeyIn
) -> Status[TemplateVersionOut]:
    """取消先后关系."""
    return _done(request, template_version_id, "drop_stage_order", **body.dict())


@router.post("/template-versions/{template_version_id}/need", response=Out)
def put_shared_need(
    request: Request, template_version_id: UUID, body: SharedNeedIn
) -> Status[TemplateVersionOut]:
    """设置共用要求."""
    return _done(request, template_version_id, "put_shared_need", **body.dict())


@router.post("/template-versions/{template_version_id}/need-removal", response=Out)
def drop_shared_need(
    request: Request, template_version_id: UUID, body: SharedNeedKeyIn
) -> Status[TemplateVersionOut]:
    """取消共用要求."""
    return _done(request, template_version_id, "drop_shared_need", **body.dict())


@router.post("/template-versions/{template_version_id}/publication", response=Out)
def publish_template(
    request: Request, template_version_id: UUID, body: TemplatePublicationIn
) -> Status[TemplateVersionOut]:
    """公布阶段模板."""
    return _done(request, template_version_id, "publish_template", **body.dict())


def _done(request: Request, template_version_id: UUID, verb: str, **facts: Any) -> Status[TemplateVersionOut]:
    found = for_act(request, version_rows(request), template_version_id, verb)
    getattr(actions, verb)(found, **facts, by=request.actor, at=timezone.now())
    return Status(201, version(request, template_version_id))
