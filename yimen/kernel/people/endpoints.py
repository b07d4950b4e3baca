"""Who am I, my contact, my tokens; persons and posts for administrators. The same verbs as the pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from yimen.kernel.orgs import queries as org_queries
from yimen.kernel.orgs.models import Section, Window
from yimen.kernel.web.request import Request

from . import actions, queries, token_secret
from .actor import PersonActor, person_actor
from .models import ApiToken, Person, Post

router = Router()
PAGE = 100


class PostOut(Schema):
    """岗位."""

    id: UUID
    role: str
    role_label: str = Field(alias="get_role_display")
    org: str = Field(alias="org.code")
    org_name: str = Field(alias="org.name")
    section: str | None = Field(None, alias="section.code")
    window: str | None = Field(None, alias="window.number")
    since: date
    until: date | None
    item_codes: list[str]
    holder: str = Field(alias="person.name")


class Me(Schema):
    """我是谁."""

    id: UUID
    login: str
    kind: str
    name: str
    name_en: str
    email: str
    phone: str
    language: str
    id_type: str
    id_number: str = Field(description="masked")
    is_secured: bool
    posts: list[PostOut]


class ContactIn(Schema):
    """联系方式."""

    email: str = Field(max_length=254)
    phone: str = Field(max_length=30)
    contact_name: str = Field("", max_length=60)
    language: str = Field("zh-hans", pattern="^(zh-hans|en)$")


class TokenOut(Schema):
    """令牌."""

    id: UUID
    name: str
    prefix: str
    is_read_only: bool
    is_secured: bool
    issued_at: datetime
    expires_on: date
    last_used_on: date | None
    revoked_at: datetime | None


class TokenIn(Schema):
    """签发令牌."""

    name: str = Field(max_length=60)
    expires_on: date
    is_read_only: bool = True


class TokenIssuedOut(TokenOut):
    """签发的令牌 — the secret is shown this once."""

    secret: str


class PersonOut(Schema):
    """人员."""

    id: UUID
    login: str
    kind: str
    name: str
    name_en: str
    is_active: bool


class PersonPage(Schema):
    """人员名册 — ``after`` asks for the next page."""

    persons: list[PersonOut]
    after: UUID | None


class AppointmentIn(Schema):
    """任命."""

    role: str
    org: str = Field(description="code of the body")
    section: str | None = None
    window: str | None = None
    since: date
    until: date | None = None
    instrument: str = Field("", max_length=200)
    item_codes: list[str] = []


class EndingIn(Schema):
    """免职."""

    until: date
    reason: str = Field(max_length=200)


def _me(actor: PersonActor) -> dict[str, Any]:
    person = actor.person
    names = ("id", "login", "kind", "name", "name_en", "email", "phone", "language", "id_type")
    return {
        **{name: getattr(person, name) for name in names},
        "id_number": person.masked_id_number,
        "is_secured": actor.is_secured,
        "posts": list(actor.posts),
    }


def _own(request: Request) -> PersonActor:
    actor = person_actor(request.actor)
    if actor is None:
        raise RuntimeError("this operation asks for a signed-in person")
    return actor


@router.get("/me", response=Me, summary="我是谁")
def who_am_i(request: Request) -> dict[str, Any]:
    """The person who asks, with the posts of today; the number is masked."""
    return _me(_own(request))


@router.put("/me/contact", response=Me, summary="变更联系方式")
def change_contact(request: Request, body: ContactIn) -> dict[str, Any]:
    """变更联系方式 — of the person who asks."""
    actor = _own(request)
    done = actions.change_contact(actor.person, **body.dict(), by=actor, at=timezone.now())
    actor.person = done.person
    return _me(actor)


@router.get("/me/tokens", response=list[TokenOut], summary="我的令牌")
def tokens(request: Request) -> list[ApiToken]:
    return list(queries.tokens(request.actor))


@router.post("/me/tokens", response={201: TokenIssuedOut}, summary="签发令牌")
def issue_token(request: Request, body: TokenIn) -> Status[dict[str, Any]]:
    """签发令牌 — the answer holds the secret, once."""
    actor, secret = _own(request), token_secret.new_secret()
    done = actions.issue_token(actor.person, **body.dict(), secret=secret, by=actor, at=timezone.now())
    shown = TokenOut.from_orm(done.token).dict()
    return Status(201, {**shown, "secret": secret})


@router.post("/me/tokens/{token_id}/revocation", response={201: TokenOut}, summary="撤销令牌")
def revoke_token(request: Request, token_id: UUID) -> Status[ApiToken]:
    token = get_object_or_404(queries.tokens(request.actor), pk=token_id)
    return Status(201, actions.revoke_token(token, by=request.actor, at=timezone.now()).token)


@router.get("/persons", response=PersonPage, summary="人员名册")
def persons(request: Request, after: UUID | None = None, q: str = "") -> dict[str, Any]:
    """The register, for administrators, by id; for everybody else it is empty."""
    rows = queries.register_of_persons(request.actor).order_by("id")
    rows = rows.filter(name__icontains=q) if q else rows
    rows = rows.filter(pk__gt=after) if after else rows
    found: list[Person] = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    return {"persons": found[:PAGE], "after": found[PAGE - 1].pk if more else None}


@router.get("/persons/{person_id}/posts", response=list[PostOut], summary="人员的岗位")
def posts(request: Request, person_id: UUID) -> list[Post]:
    person = get_object_or_404(queries.persons(request.actor), pk=person_id)
    return list(queries.posts(request.actor).filter(person=person))


@router.post("/persons/{person_id}/posts", response={201: PostOut}, summary="任命")
def appoint(request: Request, person_id: UUID, body: AppointmentIn) -> Status[Post]:
    """任命 — for administrators."""
    person = get_object_or_404(queries.register_of_persons(request.actor), pk=person_id)
    org = get_object_or_404(org_queries.orgs(), code=body.org)
    facts = body.dict(exclude={"org", "section", "window"})
    section = get_object_or_404(Section, org=org, code=body.section) if body.section else None
    window = get_object_or_404(Window, centre=org, number=body.window) if body.window else None
    done = actions.appoint(
        org, person=person, section=section, window=window, **facts, by=request.actor, at=timezone.now()
    )
    return Status(201, done.post)


@router.post("/posts/{post_id}/end", response={201: PostOut}, summary="免职")
def end_post(request: Request, post_id: UUID, body: EndingIn) -> Status[Post]:
    """免职 — for administrators."""
    post = get_object_or_404(queries.posts(request.actor), pk=post_id)
    return Status(201, actions.end_post(post, **body.dict(), by=request.actor, at=timezone.now()).post)
