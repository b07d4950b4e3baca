"""事项目录 by the API: for those who keep the catalogue, the same reads and verbs as the pages."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org, Section
from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, catalogue, codes, completeness
from yimen.modules.approvals.actions.catalogue import TERMS
from yimen.modules.approvals.comparison import compared
from yimen.modules.approvals.models import BasicItem, Item, ItemVersion, LegalBasis

from .catalogue_schemas import (
    BasicItemChangeIn,
    BasicItemIn,
    BasicItemOut,
    CatalogueFilter,
    CatalogueItemIn,
    CatalogueItemOut,
    CodeListOut,
    CodesIn,
    ComparedPartOut,
    CompletenessOut,
    CopyIn,
    LapsingBasisOut,
    SuspensionIn,
    VersionAmendmentIn,
    VersionCancellationIn,
    VersionDraftIn,
    VersionOpinionIn,
    VersionOut,
    VersionPublicationIn,
    VersionReturnIn,
)
from .schemas import PROBLEMS

router = Router()
Made = {201: VersionOut, **PROBLEMS}
MOST = 500


@router.get("/catalogue/codes", response=list[CodeListOut], auth=OPEN)
def code_lists(request: Request) -> list[codes.CodeList]:
    """代码表 — GB/T 39046-2020 annex A and the units of time; public."""
    return list(codes.LISTS)


@router.get("/catalogue/items", response=list[CatalogueItemOut])
def catalogue_items(request: Request, filters: Query[CatalogueFilter]) -> list[Item]:
    """事项目录 — what the asker keeps or reviews, at most 500 after the code ``after``."""
    today = timezone.localdate()
    rows = catalogue.listed(request.actor, today).order_by("code").filter(code__gt=filters.after)
    if filters.org:
        rows = rows.filter(org__code=filters.org)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.state:
        rows = catalogue.in_state(rows, filters.state)
    if filters.lapsing:
        rows = catalogue.with_lapsing_basis(rows, today)
    return list(rows[:MOST])


@router.post("/catalogue/items", response={201: CatalogueItemOut, **PROBLEMS})
def add_item(request: Request, body: CatalogueItemIn) -> Status[Item]:
    """建立事项 — an item of a body."""
    org = get_object_or_404(Org, code=body.org)
    facts = body.dict(exclude={"org", "section", "basic_code"})
    facts["section"] = Section.objects.filter(org=org, code=body.section).first() if body.section else None
    facts["basic"] = _basic(body.basic_code)
    done = actions.add_item(org, **facts, by=request.actor, at=timezone.now())
    return Status(201, _item(request, done.item.code))


@router.get("/catalogue/items/{code}", response={200: CatalogueItemOut, **PROBLEMS})
def catalogue_item(request: Request, code: str) -> Item:
    """事项 — its place in the catalogue."""
    return _item(request, code)


@router.post("/catalogue/items/{code}/codes", response={201: CatalogueItemOut, **PROBLEMS})
def identify_item(request: Request, code: str, body: CodesIn) -> Status[Item]:
    """登记事项编码."""
    facts = body.dict(exclude={"basic_code"}) | {"basic": _basic(body.basic_code)}
    actions.identify_item(_item(request, code), **facts, by=request.actor, at=timezone.now())
    return Status(201, _item(request, code))


@router.get("/catalogue/items/{code}/versions", response={200: list[VersionOut], **PROBLEMS})
def versions(request: Request, code: str) -> list[ItemVersion]:
    """事项版本 — every version, the newest first."""
    return list(_item(request, code).versions.select_related("centre", "item").order_by("-number"))


@router.post("/catalogue/items/{code}/versions", response=Made)
def draft_version(request: Request, code: str, body: VersionDraftIn) -> Status[ItemVersion]:
    """起草版本 — terms and content."""
    facts = {"content": body.content, "terms": _terms(body.terms)}
    done = actions.draft_version(_item(request, code), **facts, by=request.actor, at=timezone.now())
    return Status(201, _version(request, done.version.pk))


@router.get("/catalogue/versions/{version_id}", response={200: VersionOut, **PROBLEMS})
def version(request: Request, version_id: UUID) -> ItemVersion:
    """事项版本 — one version with its content."""
    return _version(request, version_id)


@router.get("/catalogue/versions/{version_id}/checklist", response={200: list[CompletenessOut], **PROBLEMS})
def version_checklist(request: Request, version_id: UUID) -> list[completeness.Check]:
    """完整性检查 — what the version must say, and what is missing."""
    return completeness.checks(_version(request, version_id))


@router.get(
    "/catalogue/versions/{version_id}/comparison/{other_id}",
    response={200: list[ComparedPartOut], **PROBLEMS},
)
def version_comparison(request: Request, version_id: UUID, other_id: UUID) -> list[Any]:
    """版本对照 — two versions of one item, the older first."""
    pair = sorted((_version(request, version_id), _version(request, other_id)), key=lambda one: one.number)
    if pair[0].item_id != pair[1].item_id:
        raise Http404
    return list(compared(*pair))


@router.post("/catalogue/versions/{version_id}/amendment", response=Made)
def amend_version(request: Request, version_id: UUID, body: VersionAmendmentIn) -> Status[ItemVersion]:
    """修改草稿 — what is not given stays."""
    terms = _terms(body.terms) if body.terms is not None else None
    return _act(request, version_id, actions.amend_version, content=body.content, terms=terms)


@router.post("/catalogue/versions/{version_id}/copy", response=Made)
def copy_version(request: Request, version_id: UUID, body: CopyIn) -> Status[ItemVersion]:
    """复制版本 — a new draft."""
    found = _version(request, version_id)
    done = actions.copy_version(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _version(request, done.version.pk))


@router.post("/catalogue/versions/{version_id}/review", response=Made)
def submit_version_for_review(request: Request, version_id: UUID) -> Status[ItemVersion]:
    """提交审查."""
    return _act(request, version_id, actions.submit_version_for_review)


@router.post("/catalogue/versions/{version_id}/return", response=Made)
def return_version(request: Request, version_id: UUID, body: VersionReturnIn) -> Status[ItemVersion]:
    """退回修改."""
    return _act(request, version_id, actions.return_version, **body.dict())


@router.post("/catalogue/versions/{version_id}/legal-opinion", response=Made)
def give_legal_opinion(request: Request, version_id: UUID, body: VersionOpinionIn) -> Status[ItemVersion]:
    """法制审核意见."""
    return _act(request, version_id, actions.give_legal_opinion, **body.dict())


@router.post("/catalogue/versions/{version_id}/pricing-opinion", response=Made)
def give_pricing_opinion(request: Request, version_id: UUID, body: VersionOpinionIn) -> Status[ItemVersion]:
    """收费审核意见."""
    return _act(request, version_id, actions.give_pricing_opinion, **body.dict())


@router.post("/catalogue/versions/{version_id}/publication", response=Made)
def publish_version(request: Request, version_id: UUID, body: VersionPublicationIn) -> Status[ItemVersion]:
    """批准公布."""
    return _act(request, version_id, actions.publish_version, **body.dict())


@router.post("/catalogue/versions/{version_id}/suspension", response=Made)
def suspend_version(request: Request, version_id: UUID, body: SuspensionIn) -> Status[ItemVersion]:
    """暂停事项."""
    return _act(request, version_id, actions.suspend_version, **body.dict())


@router.post("/catalogue/versions/{version_id}/resumption", response=Made)
def resume_version(request: Request, version_id: UUID) -> Status[ItemVersion]:
    """恢复事项."""
    return _act(request, version_id, actions.resume_version)


@router.post("/catalogue/versions/{version_id}/cancellation", response=Made)
def cancel_version(request: Request, version_id: UUID, body: VersionCancellationIn) -> Status[ItemVersion]:
    """取消事项."""
    return _act(request, version_id, actions.cancel_version, **body.dict())


@router.get("/catalogue/bases", response=list[LapsingBasisOut])
def lapsing_bases(request: Request) -> list[LegalBasis]:
    """依据预警 — bases that have lapsed or will within half a year, at most 500."""
    rows = catalogue.lapsing_bases(request.actor, timezone.localdate())
    return list(rows.order_by("effective_to", "pk")[:MOST])


@router.get("/catalogue/basic-items", response=list[BasicItemOut])
def basic_items(request: Request, after: str = "") -> list[BasicItem]:
    """基本目录 — at most 500 after the code ``after``."""
    return list(
        catalogue.basic_items(request.actor).filter(basic_code__gt=after).order_by("basic_code")[:MOST]
    )


@router.post("/catalogue/basic-items", response={201: BasicItemOut, **PROBLEMS})
def add_basic_item(request: Request, body: BasicItemIn) -> Status[BasicItem]:
    """列入基本目录."""
    done = actions.add_basic_item(catalogue.government(), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.basic)


@router.post("/catalogue/basic-items/{basic_id}/amendment", response={201: BasicItemOut, **PROBLEMS})
def amend_basic_item(request: Request, basic_id: UUID, body: BasicItemChangeIn) -> Status[BasicItem]:
    """修改基本目录事项."""
    found = get_object_or_404(catalogue.basic_items(request.actor), pk=basic_id)
    done = actions.amend_basic_item(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.basic)


def _act(request: Request, version_id: UUID, act: Any, **facts: Any) -> Status[ItemVersion]:
    """The verb with the version that the asker sees, and the version as it is afterwards."""
    act(_version(request, version_id), **facts, by=request.actor, at=timezone.now())
    return Status(201, _version(request, version_id))


def _item(request: Request, code: str) -> Item:
    return get_object_or_404(
        catalogue.listed(request.actor, timezone.localdate()).select_related("basic"), code=code
    )


def _version(request: Request, version_id: UUID) -> ItemVersion:
    rows = catalogue.versions(request.actor).select_related("item__org", "item__basic", "centre")
    return get_object_or_404(rows, pk=version_id)


def _basic(code: str) -> BasicItem | None:
    found = BasicItem.objects.filter(basic_code=code).order_by("code_scheme").first() if code else None
    if code and found is None:
        raise Http404
    return found


def _terms(given: dict[str, Any]) -> dict[str, Any]:
    """The terms as the verb takes them; raises RuleBroken for one that is not a term."""
    unknown = sorted(set(given) - {*TERMS, "effective_from"})
    if unknown:
        raise RuleBroken(_("不能修改这一栏。"), fields={unknown[0]: _("没有这一栏")})
    found = dict(given)
    if "centre" in found:
        found["centre"] = get_object_or_404(Org, code=found["centre"]) if found["centre"] else None
    if isinstance(found.get("effective_from"), str):
        found["effective_from"] = date.fromisoformat(found["effective_from"])
    return found
