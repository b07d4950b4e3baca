"""The verbs of writing: a draft is begun, saved, given files, given up; a published text is revised by a new draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import person_actor
from yimen.modules.disclosure import composing, due_dates, jobs, rules
from yimen.modules.disclosure.events import (
    AttachmentAdded,
    AttachmentRemoved,
    PublicationAmended,
    PublicationDiscarded,
    PublicationDrafted,
    RevisionOpened,
)
from yimen.modules.disclosure.extraction.readers import is_readable
from yimen.modules.disclosure.models import Attachment, Publication, PublicationVersion
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.states import PublicState, TextState, VersionState

DRAFT = (VersionState.DRAFT,)
READABLE = (PublicState.PUBLISHED, PublicState.ARCHIVED)
MOST_FILES = 100


@action(permission=Permission.PUBLICATION_DRAFT, creates=True)
def draft_publication(
    org: Org, *, content: Mapping[str, Any], publication_id: UUID | None = None, by: Actor, at: datetime
) -> PublicationDrafted:
    """起草公开信息 — a text of this body; ``content`` are fields of composing.WRITTEN, title and day of making at least."""
    publication = Publication(id=publication_id or new_id(), org=org, org_path=org.path, title="")
    if Publication.objects.filter(pk=publication.pk).exists():
        raise RuleBroken(_("这份草稿已经保存。"))
    version = begin(publication, content, by=by, at=at)
    publication.title = version.title
    publication.save(force_insert=True)
    version.save(force_insert=True)
    return PublicationDrafted(publication, version)


@action(permission=Permission.PUBLICATION_DRAFT, moves=(DRAFT, VersionState.DRAFT))
def amend_publication(
    version: PublicationVersion, *, changes: Mapping[str, Any], edition: int, by: Actor, at: datetime
) -> PublicationAmended:
    """修改稿件 — ``edition`` is the saving that the writer saw; who saves over another's saving is told."""
    if edition != version.edition:
        message = _("%(who)s 在您打开以后保存过这份稿件。您写的内容还在下面，请对照最新内容后再保存。")
        raise RuleBroken(
            message % {"who": version.saved_by or _("其他人")}, fields={"edition": _("稿件已更新")}
        )
    changed = composing.write(version, changes, day=local_day(at))
    _saved(version, by=by, at=at)
    publication = version.publication
    if publication.current_id is None and publication.title != version.title:
        publication.title = version.title
        publication.save(update_fields=["title"])
    return PublicationAmended(version, changed, version.edition)


@action(permission=Permission.PUBLICATION_DRAFT, moves=(DRAFT, VersionState.DRAFT))
def add_attachment(
    version: PublicationVersion, *, received: Received, name: str = "", by: Actor, at: datetime
) -> AttachmentAdded:
    """添加附件 — its text is read by a worker right after."""
    present = list(version.attachments.values_list("file_id", "order"))
    if received.sha256 in {file for file, _order in present}:
        raise RuleBroken(_("这个文件已经是附件。"), fields={"file": _("重复的文件")})
    if len(present) >= MOST_FILES:
        raise RuleBroken(_("一份稿件最多 %(most)s 个附件。") % {"most": MOST_FILES})
    readable = is_readable(received.media_type)
    attachment = Attachment.objects.create(
        version=version,
        file=keep_file(received, at=at),
        name=(name.strip() or received.filename)[:150],
        order=max((order for _file, order in present), default=0) + 1,
        pages=received.pages,
        text_state=TextState.WAITING if readable else TextState.NONE,
    )
    _saved(version, by=by, at=at)
    if readable:
        jobs.extract_text.defer(attachment_id=str(attachment.pk))
    return AttachmentAdded(version, attachment, attachment.name, received.sha256)


@action(permission=Permission.PUBLICATION_DRAFT, moves=(DRAFT, VersionState.DRAFT))
def remove_attachment(
    version: PublicationVersion, *, attachment: Attachment, by: Actor, at: datetime
) -> AttachmentRemoved:
    """移除附件 — of a draft only."""
    own = Attachment.objects.filter(pk=attachment.pk, version=version)
    name, sha256 = attachment.name, attachment.file_id
    if not own.delete()[0]:
        raise RuleBroken(_("这个文件已经不在稿件里。"))
    _saved(version, by=by, at=at)
    return AttachmentRemoved(version, name, sha256)


@action(permission=Permission.PUBLICATION_DRAFT, moves=(DRAFT, VersionState.DISCARDED))
def discard_version(version: PublicationVersion, *, by: Actor, at: datetime) -> PublicationDiscarded:
    """放弃稿件 — what was published before stays as it is."""
    return PublicationDiscarded(version)


@action(permission=Permission.PUBLICATION_DRAFT, moves=(READABLE, READABLE))
def revise_publication(publication: Publication, *, reason: str, by: Actor, at: datetime) -> RevisionOpened:
    """修订公开信息 — a new draft like the published version, with its files; it needs a check of its own."""
    reason = rules.required(reason, "reason", _("请写明修订的理由。"), most=300)
    if publication.versions.filter(state__in=[*DRAFT, "in_check", "approved", "withheld"]).exists():
        raise RuleBroken(_("这件信息已有正在准备的版本，请先完成或者放弃它。"))
    before = PublicationVersion.objects.get(current_of=publication.pk)
    day = local_day(at)
    content = {**composing.copied(before), "change_note": reason, "changed_on": day}
    version = begin(publication, content, by=by, at=at)
    version.save(force_insert=True)
    Attachment.objects.bulk_create(_same_files(before, version))
    return RevisionOpened(publication, version, reason)


def begin(
    publication: Publication, content: Mapping[str, Any], *, by: Actor, at: datetime
) -> PublicationVersion:
    """A new draft with this content, not saved yet."""
    day = local_day(at)
    person = person_actor(by)
    version = PublicationVersion(
        publication=publication,
        org_path=publication.org_path,
        created_on=content.get("created_on") or day,
        drafter=person.person if person else None,
        authors=[person.person.pk] if person else [],
        drafted_at=at,
        saved_at=at,
        saved_by=by.label[:100],
    )
    composing.write(version, {"created_on": version.created_on, **content}, day=day)
    due_dates.set_due(version)
    return version


def _saved(version: PublicationVersion, *, by: Actor, at: datetime) -> None:
    """One saving more: who, when, and by when it must be out."""
    version.edition += 1
    version.saved_at, version.saved_by = at, by.label[:100]
    person = person_actor(by)
    if person is not None and person.person.pk not in version.authors:
        version.authors = [*version.authors, person.person.pk]
    due_dates.set_due(version)


def _same_files(before: PublicationVersion, version: PublicationVersion) -> list[Attachment]:
    names = ("file_id", "name", "order", "pages", "text", "text_state", "text_note", "text_at")
    return [
        Attachment(version=version, **{name: getattr(one, name) for name in names})
        for one in before.attachments.all()
    ]
