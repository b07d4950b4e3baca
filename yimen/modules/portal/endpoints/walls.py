"""大屏 as API: the same verbs as the pages."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from yimen.kernel.people import token_secret
from yimen.kernel.people.auth import SESSION_OR_TOKEN
from yimen.kernel.web.request import Request
from yimen.kernel.web.words import named
from yimen.modules.portal import actions, queries
from yimen.modules.portal.models import Wall

from .problem import Problem

router = Router(auth=SESSION_OR_TOKEN)
PROBLEMS = {403: Problem, 404: Problem, 409: Problem, 422: Problem}


class WallIn(Schema):
    """大屏."""

    org: str
    place: str = Field("", max_length=60)


class WallOut(Schema):
    """大屏 — ``address`` only in the answer to its opening."""

    id: UUID
    org: str
    place: str
    opened_at: datetime
    closed_at: datetime | None
    address: str = ""


@router.get("", response={200: list[WallOut]}, summary="大屏")
def walls(request: Request) -> list[WallOut]:
    """大屏 — of the bodies whose figures the asker may put onto a wall."""
    return [_out(one) for one in queries.walls(request.actor)]


@router.post("", response={201: WallOut, **PROBLEMS}, summary="开通大屏")
def open_wall(request: Request, body: WallIn) -> Status[WallOut]:
    """开通大屏 — the address is told once, in this answer."""
    org = get_object_or_404(queries.wall_bodies(request.actor), code=body.org)
    secret = token_secret.new_secret()
    done = actions.open_wall(org, place=body.place, secret=secret, by=request.actor, at=timezone.now())
    address = request.build_absolute_uri(reverse("portal:wall", args=[secret]))
    return Status(201, _out(done.wall, address))


@router.post("/{wall_id}/closing", response={201: WallOut, **PROBLEMS}, summary="关闭大屏")
def close_wall(request: Request, wall_id: UUID) -> Status[WallOut]:
    """关闭大屏 — its address shows nothing any more."""
    wall = get_object_or_404(queries.walls(request.actor), pk=wall_id)
    done = actions.close_wall(wall, by=request.actor, at=timezone.now())
    return Status(201, _out(done.wall))


def _out(wall: Wall, address: str = "") -> WallOut:
    return WallOut(
        id=wall.pk,
        org=named(wall.org),
        place=wall.place,
        opened_at=wall.opened_at,
        closed_at=wall.closed_at,
        address=address,
    )
