"""The verbs of the public side: out at once or at a moment, taken over, taken back, archived."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from yimen.kernel import policies
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.cases import numbers
from yimen.kernel.cases.models import Case
from yimen.kernel.cases.opening import close_case
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import person_actor
from yimen.kernel.search import changes as search
from yimen.modules.disclosure import composing, index_numbers, jobs, rules
from yimen.modules.disclosure.events import (
    InformationArchived,
    InformationPublished,
    InformationRetracted,
    PublicationScheduled,
    PublicationTakenOver,
    RetractionOrdered,
)
from yimen.modules.disclosure.extraction.readers import is_readable
from yimen.modules.disclosure.models import (
    Attachment,
    Publication,
    PublicationVersion,
    RetractionOrder,
    SecrecyCheck,
)
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.states import (
    CheckResult,
    Openness,
    Origin,
    PublicState,
    RetractionKind,
    TextState,
    VersionState,
)

from .drafting import begin

SOURCE = "publications"
"""The code of this source in the search."""
INDEX_PATTERN = "disclosure.index_pattern"
FRONT_CODE = "disclosure.front_code"
READABLE = (PublicState.PUBLISHED, PublicState.ARCHIVED)


@action(permission=Permission.PUBLICATION_PUBLISH, moves=((VersionState.APPROVED,), VersionState.PUBLISHED))
def publish_information(version: PublicationVersion, *, by: Actor, at: datetime) -> InformationPublished:
    """公开 — what was checked and signed, to the letter; the first version gets the index number."""
    check = SecrecyCheck.objects.filter(version=version.pk).order_by("-pk").first()
    if check is None or check.result != CheckResult.OPEN:
        raise RuleBroken(_("没有审查通过的记录，不能公开（先审查、后公开）。"))
    if not check.sha256 == version.sha256 == composing.fingerprint(version):
        raise RuleBroken(_("稿件与审查时不一致，审查不再有效，请退回后重新送审。"))
    if by.kind == "machine" and (version.planned_at is None or version.planned_at > at):
        raise RuleBroken(_("还没有到安排的公开时间。"))
    publication = version.publication
    put_out(publication, version, by=by, at=at)
    version.state = VersionState.PUBLISHED
    if check.case_id:
        close_case(Case.objects.get(pk=check.case_id), outcome="published", at=at)
    number = version.number or 0
    return InformationPublished(publication, version, number, publication.index_number or "", version.sha256)


@action(permission=Permission.PUBLICATION_SCHEDULE, moves=((VersionState.APPROVED,), VersionState.APPROVED))
def schedule_publication(
    version: PublicationVersion, *, planned_at: datetime, by: Actor, at: datetime
) -> PublicationScheduled:
    """定时公开 — at a later moment; a worker publishes it then."""
    if planned_at <= at:
        message = _("公开时间应当在现在之后。")
        raise RuleBroken(message, fields={"planned_at": message})
    version.planned_at = planned_at
    return PublicationScheduled(version, planned_at.isoformat())


@action(permission=Permission.PUBLICATION_TAKE_OVER, creates=True)
def take_over_publication(
    org: Org,
    *,
    key: str,
    source: str,
    url: str = "",
    content: Mapping[str, Any],
    published_at: datetime,
    files: tuple[Received, ...] = (),
    index_number: str = "",
    by: Actor,
    at: datetime,
) -> PublicationTakenOver:
    """转入公开信息 — what an authority published already, once a ``key``; its check was that of its publisher then.

    An index number that it has is kept; without one it gets the next of the year in which it was published.
    """
    source = rules.required(source, "source", _("请写明来源。"), most=300)
    if published_at > at:
        raise RuleBroken(_("公开时间不能晚于现在。"), fields={"published_at": _("晚于现在")})
    publication = Publication(
        id=new_id(),
        org=org,
        org_path=org.path,
        origin=Origin.TAKEN_OVER,
        origin_key=rules.required(key, "key", _("缺少来源标识。"), most=300),
        origin_url=url[:500],
        index_number=index_number.strip()[:60] or None,
    )
    version = begin(publication, content, by=by, at=at)
    if version.openness == Openness.NOT_OPEN:
        raise RuleBroken(_("不予公开的信息不能转入。"))
    publication.title = version.title
    publication.save(force_insert=True)
    version.save(force_insert=True)
    keep_files(version, files, at=at)
    version.sha256 = composing.fingerprint(version)
    version.due_on = None
    put_out(publication, version, by=by, at=published_at)
    version.state = VersionState.PUBLISHED
    version.save()
    return PublicationTakenOver(publication, version, source, publication.index_number or "")


@action(permission=Permission.PUBLICATION_RETRACT, moves=(READABLE, PublicState.RETRACTED))
def retract_information(
    publication: Publication, *, kind: str, reason: str, by: Actor, at: datetime
) -> InformationRetracted:
    """撤回公开信息 — the address stays and says so; of a leak nothing is left but number, word and day."""
    publication.retraction_kind = _kind(kind)
    publication.retraction_reason = rules.required(reason, "reason", _("请写明撤回的理由。"))
    publication.retracted_at = at
    if publication.retraction_kind == RetractionKind.SECRET_LEAK:
        Attachment.objects.filter(version__publication=publication).update(
            text="", text_state=TextState.REMOVED, text_note=""
        )
    search.withdraw(SOURCE, publication.pk)
    publication.retraction_orders.filter(done_at__isnull=True).update(done_at=at)
    label = str(RetractionKind(publication.retraction_kind).label)
    return InformationRetracted(publication, publication.index_number or "", label)


@action(permission=Permission.PUBLICATION_ORDER_RETRACTION, moves=(READABLE, READABLE))
def order_retraction(
    publication: Publication, *, kind: str, reason: str, by: Actor, at: datetime
) -> RetractionOrdered:
    """责令撤回 — by the competent department or the secrecy authority; the leader of the body takes it back."""
    person = person_actor(by)
    if person is None:
        raise NotAllowed
    if publication.retraction_orders.filter(done_at__isnull=True).exists():
        raise RuleBroken(_("已经责令撤回，正在等待执行。"))
    order = RetractionOrder.objects.create(
        publication=publication,
        kind=_kind(kind),
        reason=rules.required(reason, "reason", _("请写明责令撤回的理由。")),
        ordered_by=person.person,
        ordered_at=at,
    )
    label = str(order.get_kind_display())
    return RetractionOrdered(publication, publication.index_number or "", order, label)


@action(permission=Permission.PUBLICATION_ARCHIVE, moves=((PublicState.PUBLISHED,), PublicState.ARCHIVED))
def archive_information(publication: Publication, *, by: Actor, at: datetime) -> InformationArchived:
    """归档公开信息 — it stays readable and findable, and is marked."""
    publication.archived_at = at
    search.changed(SOURCE, publication.pk)
    return InformationArchived(publication)


def put_out(publication: Publication, version: PublicationVersion, *, by: Actor, at: datetime) -> None:
    """What publishing means, by whichever way: number of the version, index number, the current text, the search.

    The row of the version is saved by the caller, at once and for the last time.
    """
    last = publication.versions.aggregate(last=Max("number"))["last"] or 0
    version.number = last + 1
    version.published_at, version.published_by = at, by.label[:100]
    version.planned_at = None
    publication.current = version
    publication.title = version.title
    publication.state = PublicState.PUBLISHED
    publication.published_at = at
    publication.first_published_at = publication.first_published_at or at
    if not publication.index_number:
        publication.index_number = next_index_number(publication.org, at)
    publication.save()
    search.changed(SOURCE, publication.pk)


def next_index_number(org: Org, at: datetime) -> str:
    """索引号 — the next of the body's series of the year; the series' row is locked until the act ends."""
    day = local_day(at)
    pattern = policies.on(day, INDEX_PATTERN, scope=org.code).text
    front = front_code(org, at)
    while True:
        serial = numbers.next_number(f"disclosure.index:{front}", str(day.year))
        made = index_numbers.numbered(pattern, front=front, area=org.region_id, year=day.year, serial=serial)
        if not Publication.objects.filter(index_number=made).exists():
            return made


def front_code(org: Org, at: datetime) -> str:
    """前段码 — as laid down for the body, else its organisation code (the 9th to 17th place of its credit code)."""
    own = policies.find(at, FRONT_CODE, scope=org.code)
    if own is not None and own.text:
        return own.text
    return org.credit_code[8:17] if len(org.credit_code) == 18 else org.code.upper()[:32]


def _kind(kind: str) -> str:
    if kind not in RetractionKind.values:
        message = _("请选择撤回的原因。")
        raise RuleBroken(message, fields={"kind": message})
    return kind


def keep_files(version: PublicationVersion, files: tuple[Received, ...], *, at: datetime) -> None:
    """The files of a version that is taken over, before it is published for good."""
    for order, received in enumerate(files, start=1):
        _kept(version, received, order, at=at)


def _kept(version: PublicationVersion, received: Received, order: int, *, at: datetime) -> None:
    readable = is_readable(received.media_type)
    attachment = Attachment.objects.create(
        version=version,
        file=keep_file(received, at=at),
        name=received.filename[:150],
        order=order,
        pages=received.pages,
        text_state=TextState.WAITING if readable else TextState.NONE,
    )
    if readable:
        jobs.extract_text.defer(attachment_id=str(attachment.pk))
