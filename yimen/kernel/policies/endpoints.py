"""Parameters for programs: read by anyone, set by the same verb as the page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from yimen.kernel.web.request import Request

from . import actions, queries
from .models import Policy

router = Router()


class PolicyOut(Schema):
    """制度参数."""

    code: str
    scope: str
    name: str
    name_en: str
    value: Any
    unit: str
    basis: str
    note: str
    in_force_from: date
    in_force_to: date | None
    is_confirmed: bool


class PolicyIn(Schema):
    """设定参数 — a new value from a day on."""

    value: int | bool | str
    in_force_from: date
    scope: str = Field("", max_length=80)
    unit: str = Field("", max_length=20)
    basis: str = Field("", max_length=300)
    note: str = Field("", max_length=2000)
    is_confirmed: bool = True


@router.get("", auth=None, response=list[PolicyOut])
def policies(request: Request, on: date | None = None) -> list[Policy]:
    """制度参数 — what is in force on the day (today when none is given)."""
    return list(queries.in_force(on or timezone.localdate()))


@router.get("/{code}", auth=None, response=list[PolicyOut])
def policy(request: Request, code: str) -> list[Policy]:
    """制度参数 — every value of one parameter, the latest first."""
    found = list(queries.history(code))
    if not found:
        raise Http404
    return found


@router.post("/{code}/setting", response={201: PolicyOut})
def set_policy(request: Request, code: str, body: PolicyIn) -> Status[Policy]:
    """设定参数 — of a parameter that is known."""
    if not queries.history(code).exists():
        raise Http404
    done = actions.set_policy(actions.book(), code=code, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.policy)
