"""What must be written in an act."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken


def reason_of(text: str, field: str = "reason") -> str:
    """The reason, at most 500 characters; RuleBroken beside the field when there is none."""
    clean = text.strip()[:500]
    if not clean:
        raise RuleBroken(_("请写明理由。"), fields={field: _("请写明理由。")})
    return clean


def person_id(by: Actor) -> UUID:
    """The person who signs: a step of a report is signed by a person, never by a machine."""
    return UUID(by.id)


def require_another(by: Actor, signed: UUID | None) -> None:
    """Nobody signs two steps of one report."""
    if signed is not None and str(signed) == by.id:
        raise RuleBroken(_("起草、审核、报送应当由不同的人办理，您已经办理过前面的步骤。"))
