"""The verb of the content editor: parts of a draft's content are changed, by who has seen how they stood."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.modules.approvals import sources
from yimen.modules.approvals.content import content_from
from yimen.modules.approvals.content_editing import EDITABLE
from yimen.modules.approvals.content_faults import incomplete
from yimen.modules.approvals.events import VersionContentAmended
from yimen.modules.approvals.models import ItemVersion
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import VersionState

from .catalogue import actor_id, content_hash, require_sound


@action(permission=Permission.ITEM_DRAFT, moves=((VersionState.DRAFT,), VersionState.DRAFT))
def amend_version_content(
    version: ItemVersion,
    *,
    changes: Mapping[str, Any],
    seen: str,
    received: tuple[Received, ...] = (),
    by: Actor,
    at: datetime,
) -> VersionContentAmended:
    """修改版本内容 — ``changes`` are whole parts; ``seen`` is the hash of the content that the editor saw.

    Raises RuleBroken when somebody changed it since, when a rule can never be met, or when a material must not be
    asked of the applicant; then nothing changed.
    """
    if seen != version.content_hash:
        raise RuleBroken(_("在您编辑期间，别人修改了这个版本。您填写的还在，请核对现在的内容后再保存。"))
    if unknown := set(changes) - set(EDITABLE):
        raise RuleBroken(_("不能在这里修改：%(parts)s") % {"parts": joined(sorted(unknown), "、")})
    content = {**version.content, **changes}
    require_sound(content, statutory_days=version.statutory_days)
    _require_lawful_materials(version, content)
    for one in received:
        keep_file(one, at=at)
    version.content, version.content_hash = content, content_hash(content)
    editor = actor_id(by)
    if editor not in version.editors:
        version.editors = [*version.editors, editor]
    parts = [EDITABLE[one] for one in sorted(changes)]
    return VersionContentAmended(version, parts, version.content_hash)


def _require_lawful_materials(version: ItemVersion, content: Mapping[str, Any]) -> None:
    """What this draft asks anew must have its basis, and not be what the government holds; the rest is told in review."""
    before = [one.message for one in incomplete(content_from(version.content), live=sources.live())]
    after = [one.message for one in incomplete(content_from(content), live=sources.live())]
    if worse := [one for one in dict.fromkeys(after) if one not in before]:
        raise RuleBroken("".join(worse))
