"""Idempotent loading of a city's catalogue, points and agents: what is there already is left alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org, Region
from yimen.kernel.people.models import Post
from yimen.kernel.people.roles import Role

from . import actions, rules
from .models import AgencyPoint, AgencyService, Agent, ServiceClass


def ensure_service_class(
    city: Org, *, code: str, name: str, name_en: str, position: int, by: Actor, at: datetime
) -> None:
    """登记服务类别, unless it is known."""
    if not ServiceClass.objects.filter(pk=code).exists():
        actions.add_service_class(
            city, code=code, name=name, name_en=name_en, position=position, by=by, at=at
        )


def ensure_service(class_code: str, *, code: str, by: Actor, at: datetime, **facts: Any) -> None:
    """设定代办服务项目, unless it is so already."""
    known = AgencyService.objects.filter(pk=code).first()
    if known is None or known.service_class_id != class_code or rules.changes(facts, known):
        actions.set_service(ServiceClass.objects.get(pk=class_code), code=code, **facts, by=by, at=at)


def ensure_point(org: Org, *, region: Region, kind: str, by: Actor, at: datetime, **facts: Any) -> None:
    """设立代理点, unless the place has one of this kind."""
    if not AgencyPoint.objects.filter(region=region, kind=kind, closed_on=None).exists():
        actions.open_point(org, region=region, kind=kind, **facts, by=by, at=at)


def ensure_agent(
    area_code: str,
    point_kind: str,
    *,
    login: str,
    kind: str,
    since: date,
    by: Actor,
    at: datetime,
    **facts: Any,
) -> None:
    """聘任代理员, unless the person serves there or has no post of an agent at the centre."""
    point = AgencyPoint.objects.get(region=area_code, kind=point_kind, closed_on=None)
    post = Post.objects.filter(person__login=login, role=Role.AGENT, org=point.org_id, until=None).first()
    if post is not None and not Agent.objects.filter(point=point, person=post.person_id).exists():
        actions.appoint_agent(point, post=post, kind=kind, since=since, **facts, by=by, at=at)
