"""版本内容 by the API: read with its hash, changed by who has seen that hash."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema

from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import ItemVersion
from yimen.modules.approvals.permissions import Permission

from .schemas import PROBLEMS

router = Router()


class ContentOut(Schema):
    """版本内容."""

    item: str = Field(alias="item.code")
    version: int = Field(alias="number")
    state: str
    content: dict[str, Any]
    content_hash: str


class ContentIn(Schema):
    """修改版本内容 — whole parts, and the hash of the content that was seen."""

    changes: dict[str, Any]
    seen: str = Field(max_length=64)


@router.get("/versions/{version_id}/content", response={200: ContentOut, **PROBLEMS})
def version_content(request: Request, version_id: UUID) -> ItemVersion:
    """版本内容 — situations, materials, fees, steps and form."""
    return _readable(request, version_id)


@router.patch("/versions/{version_id}/content", response={200: ContentOut, **PROBLEMS})
def amend_version_content(request: Request, version_id: UUID, body: ContentIn) -> ItemVersion:
    """修改版本内容."""
    found = _readable(request, version_id)
    actions.amend_version_content(
        found, changes=body.changes, seen=body.seen, by=request.actor, at=timezone.now()
    )
    return _readable(request, version_id)


def _readable(request: Request, version_id: UUID) -> ItemVersion:
    found = get_object_or_404(ItemVersion.objects.select_related("item__org", "centre"), pk=version_id)
    if not any(request.actor.may(one, found) for one in (Permission.ITEM_DRAFT, Permission.ITEM_PUBLISH)):
        raise Http404
    return found
