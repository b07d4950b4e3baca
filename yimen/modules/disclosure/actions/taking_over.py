"""The verb that takes over a further version of what another authority has published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.intake import Received
from yimen.modules.disclosure import composing, rules
from yimen.modules.disclosure.events.importing import VersionTakenOver
from yimen.modules.disclosure.models import Publication
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.states import Openness, Origin, PublicState, VersionState

from .drafting import begin
from .publishing import keep_files, put_out

READABLE = (PublicState.PUBLISHED, PublicState.ARCHIVED)


@action(permission=Permission.PUBLICATION_TAKE_OVER, moves=(READABLE, PublicState.PUBLISHED))
def take_over_version(
    publication: Publication,
    *,
    source: str,
    content: Mapping[str, Any],
    published_at: datetime,
    files: tuple[Received, ...] = (),
    by: Actor,
    at: datetime,
) -> VersionTakenOver:
    """转入新版本 — a later version of what was taken over; the earlier ones stay readable as they were."""
    source = rules.required(source, "source", _("请写明来源。"), most=300)
    if publication.origin != Origin.TAKEN_OVER:
        raise RuleBroken(_("本机关起草的信息，请按修订办理。"))
    if published_at > at:
        raise RuleBroken(_("公开时间不能晚于现在。"), fields={"published_at": _("晚于现在")})
    if publication.published_at is not None and published_at < publication.published_at:
        raise RuleBroken(_("已经有更新的版本，较早的版本不能再转入。"))
    version = begin(publication, content, by=by, at=at)
    if version.openness == Openness.NOT_OPEN:
        raise RuleBroken(_("不予公开的信息不能转入。"))
    version.save(force_insert=True)
    keep_files(version, files, at=at)
    version.sha256 = composing.fingerprint(version)
    version.due_on = None
    put_out(publication, version, by=by, at=published_at)
    version.state = VersionState.PUBLISHED
    version.save()
    return VersionTakenOver(publication, version, source, version.number or 0)
