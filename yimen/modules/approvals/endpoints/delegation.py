"""权力下放 by the API: who takes an item in where; the decisions and their acts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from yimen.kernel.orgs.models import Org, Region
from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, delegations, queries, routing
from yimen.modules.approvals.actions.delegation import Conditions
from yimen.modules.approvals.models import DelegationGrant, Item
from yimen.modules.approvals.routing import Attributes

from .schemas import PROBLEMS

router = Router()


class WhereIn(Schema):
    """所在地和项目情况."""

    place: str
    project_class: str = ""
    amount: Decimal | None = None


class RouteOut(Schema):
    """受理机关 — exactly one; ``kind`` is empty where the item's own body takes it in."""

    org: str
    org_name: str
    phone: str
    kind: str
    in_name_of: str


class DelegationLineOut(Schema):
    """下放明细."""

    item: str = Field(alias="item.code")
    receiver: str = Field(alias="receiver.code")
    territory: str = Field(alias="territory_id")
    project_class: str
    amount_from: Decimal | None
    amount_below: Decimal | None


class DelegationOut(Schema):
    """下放决定."""

    id: UUID
    kind: str
    org: str = Field(alias="org.code")
    title: str
    title_en: str
    instrument_no: str
    published_on: date | None
    starts_on: date
    ends_on: date | None
    end_instrument_no: str
    state: str
    checklist: dict[str, Any]
    lines: list[DelegationLineOut]

    @staticmethod
    def resolve_lines(grant: DelegationGrant) -> list[Any]:
        return list(grant.lines.select_related("item", "receiver"))


class DelegationWords(Schema):
    """下放决定的内容 — items and receivers by their codes; each receiver answers for its own division."""

    kind: str
    title: str = Field(max_length=200)
    title_en: str = Field("", max_length=250)
    instrument_no: str = Field(max_length=100)
    items: list[str]
    receivers: list[str]
    starts_on: date
    ends_on: date | None = None
    published_on: date | None = None
    project_class: str = Field("", max_length=40)
    amount_from: Decimal | None = None
    amount_below: Decimal | None = None
    note: str = ""

    def facts(self) -> dict[str, Any]:
        """What the verbs are told."""
        given = self.dict(
            exclude={"org", "items", "receivers", "project_class", "amount_from", "amount_below"}
        )
        bodies = [get_object_or_404(Org.objects.select_related("region"), code=one) for one in self.receivers]
        return given | {
            "items": [get_object_or_404(Item, code=one) for one in self.items],
            "receivers": [(one, one.region) for one in bodies],
            "conditions": Conditions(self.project_class, self.amount_from, self.amount_below),
        }


class DelegationIn(DelegationWords):
    """起草."""

    org: str


class DelegationPublicationIn(Schema):
    """公布."""

    published_on: date | None = None


class DelegationEndingIn(Schema):
    """终止."""

    ends_on: date
    instrument_no: str = Field(max_length=100)


class PointIn(Schema):
    """交接."""

    point: str
    note: str = Field(max_length=500)


Out = {201: DelegationOut, **PROBLEMS}


@router.get("/items/{code}/competent-body", response={200: RouteOut, **PROBLEMS}, auth=OPEN)
def competent_body(request: Request, code: str, where: Query[WhereIn]) -> dict[str, str]:
    """在哪里办 — the one body that takes the item in today, at the place, for the project."""
    today = timezone.localdate()
    item = get_object_or_404(queries.guide(today), code=code)
    place = get_object_or_404(Region, pk=where.place)
    attributes = Attributes(where.project_class, where.amount)
    route = routing.route_anew(item, place, attributes, received_on=today)
    return {
        "org": route.org.code,
        "org_name": route.org.name,
        "phone": route.org.phone,
        "kind": route.kind,
        "in_name_of": route.in_name_of.code if route.in_name_of else "",
    }


@router.get("/delegations", response=list[DelegationOut], auth=OPEN)
def list_of_delegations(request: Request, q: str = "") -> list[DelegationGrant]:
    """权力下放 — the decisions that the asker may see, the latest first."""
    rows = delegations.delegations(request.actor)
    return list(rows.filter(title__icontains=q)[:200])


@router.post("/delegations", response=Out)
def draft_delegation(request: Request, body: DelegationIn) -> Status[DelegationGrant]:
    """起草下放决定."""
    org = get_object_or_404(Org, code=body.org)
    done = actions.draft_delegation(org, **body.facts(), by=request.actor, at=timezone.now())
    return Status(201, done.grant)


@router.post("/delegations/{grant_id}/amendment", response=Out)
def amend_delegation(request: Request, grant_id: UUID, body: DelegationWords) -> Status[DelegationGrant]:
    """修改下放决定."""
    found = _found(request, grant_id)
    actions.amend_delegation(found, **body.facts(), by=request.actor, at=timezone.now())
    return Status(201, _found(request, grant_id))


@router.post("/delegations/{grant_id}/publication", response=Out)
def publish_delegation(
    request: Request, grant_id: UUID, body: DelegationPublicationIn
) -> Status[DelegationGrant]:
    """公布下放决定."""
    found = _found(request, grant_id)
    actions.publish_delegation(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _found(request, grant_id))


@router.post("/delegations/{grant_id}/ending", response=Out)
def end_delegation(request: Request, grant_id: UUID, body: DelegationEndingIn) -> Status[DelegationGrant]:
    """终止下放."""
    found = _found(request, grant_id)
    actions.end_delegation(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _found(request, grant_id))


@router.post("/delegations/{grant_id}/points", response=Out)
def confirm_hand_over_point(request: Request, grant_id: UUID, body: PointIn) -> Status[DelegationGrant]:
    """确认交接."""
    found = _found(request, grant_id)
    actions.confirm_hand_over_point(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _found(request, grant_id))


def _found(request: Request, grant_id: UUID) -> DelegationGrant:
    return get_object_or_404(delegations.delegations(request.actor), pk=grant_id)
