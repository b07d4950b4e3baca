"""公开信息, 目录, 指南, 分类: open to anybody; who works on them sees more at the same addresses."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema

from yimen.kernel.documents.serving import serve
from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.disclosure import comparing, queries
from yimen.modules.disclosure.pages.found import org_of, publication_of, readable_of
from yimen.modules.disclosure.states import Scheme

from . import showing
from .schemas import (
    ClassificationOut,
    ComparedLine,
    DisclosingBody,
    PublicationOut,
    PublicationPage,
    PublicationText,
    VersionLine,
)

router = Router()
PAGE = 100


class PublicationFilter(Schema):
    """筛选: body, place in a tree, validity, words in the title; ``after`` is the mark of the page before."""

    org: str = ""
    scheme: str = ""
    code: str = ""
    validity: str = ""
    q: str = ""
    after: str = ""


@router.get("/publications", response=PublicationPage, auth=OPEN)
def publications(request: Request, filters: Query[PublicationFilter]) -> PublicationPage:
    """公开目录 — what the public finds, in the order of index numbers, a hundred at a time."""
    today = timezone.localdate()
    rows = queries.listed(today, org_of(filters.org) if filters.org else None)
    if filters.scheme or filters.code:
        rows = queries.under_node(rows, get_object_or_404(queries.nodes(filters.scheme), code=filters.code))
    rows = queries.with_validity(rows, today)
    if filters.validity:
        rows = rows.filter(Q(validity=filters.validity))
    if filters.q:
        rows = rows.filter(title__icontains=filters.q[:200].replace("\x00", ""))
    found = list(rows.filter(index_number__gt=filters.after).order_by("index_number")[: PAGE + 1])
    after = found[PAGE - 1].index_number or "" if len(found) > PAGE else ""
    return PublicationPage(publications=[showing.line(one) for one in found[:PAGE]], after=after)


@router.get("/publications/{publication_id}", response=PublicationOut, auth=OPEN)
def publication(request: Request, publication_id: UUID) -> PublicationOut:
    """公开信息 — the current version, the heading, or the tombstone."""
    return showing.publication(publication_of(request, publication_id), request.actor)


@router.get("/publications/{publication_id}/versions", response=list[VersionLine], auth=OPEN)
def versions(request: Request, publication_id: UUID) -> list[VersionLine]:
    """历次版本 — for who may read it."""
    found = readable_of(request, publication_id)
    rows = queries.versions(request.actor, found, timezone.localdate())
    names = ("number", "published_at", "change_note", "sha256")
    return [VersionLine(**{name: getattr(one, name) for name in names}) for one in rows]


@router.get("/publications/{publication_id}/versions/{number}", response=PublicationText, auth=OPEN)
def version(request: Request, publication_id: UUID, number: int) -> PublicationText:
    """历史版本 — as it was published then."""
    found = readable_of(request, publication_id)
    rows = queries.versions(request.actor, found, timezone.localdate())
    return showing.text(get_object_or_404(rows, number=number))


@router.get("/publications/{publication_id}/comparison", response=list[ComparedLine], auth=OPEN)
def comparison(request: Request, publication_id: UUID, left: int, right: int) -> list[ComparedLine]:
    """版本比较 — paragraph by paragraph."""
    found = readable_of(request, publication_id)
    rows = queries.versions(request.actor, found, timezone.localdate())
    before, after = get_object_or_404(rows, number=left), get_object_or_404(rows, number=right)
    lines = comparing.lines(before.body_text, after.body_text)
    return [ComparedLine(kind=one.kind, left=one.left, right=one.right) for one in lines]


@router.get("/attachments/{attachment_id}/file", auth=OPEN)
def attachment_file(request: Request, attachment_id: UUID) -> HttpResponseBase:
    """附件 — its bytes, for who may read it."""
    rows = queries.attachments(request.actor, timezone.localdate())
    found = get_object_or_404(rows, pk=attachment_id)
    return serve(found.file, filename=found.name, request=request)


@router.get("/bodies", response=list[DisclosingBody], auth=OPEN)
def disclosing_bodies(request: Request) -> list[DisclosingBody]:
    """公开机构 — with the number of their publications."""
    today = timezone.localdate()
    counts = {org.pk: count for org, count in queries.org_counts(today)}
    return [
        DisclosingBody(code=one.code, name=one.name, name_en=one.name_en, count=counts.get(one.pk, 0))
        for one in queries.disclosing_orgs(today)
    ]


@router.get("/classifications/{scheme}", response=list[ClassificationOut], auth=OPEN)
def classification_tree(request: Request, scheme: str) -> list[ClassificationOut]:
    """分类 — one tree with what the public finds at each place."""
    if scheme not in Scheme.values:
        return []
    today = timezone.localdate()
    counts = queries.node_counts(scheme, today)
    names = ("scheme", "code", "name", "name_en", "path")
    return [
        ClassificationOut(
            id=one.pk, count=counts.get(one.path, 0), **{name: getattr(one, name) for name in names}
        )
        for one in queries.nodes(scheme, today)
    ]
