"""The verb that warns those who keep an item that the law behind it ends."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals import catalogue
from yimen.modules.approvals.events import BasesLapsing
from yimen.modules.approvals.models import Item
from yimen.modules.approvals.permissions import Permission


@action(permission=Permission.ITEM_WARN)
def warn_of_lapsing_bases(item: Item, *, by: Actor, at: datetime) -> BasesLapsing:
    """依据预警 — the editor and the head are told once of each basis that ends within half a year."""
    rows = list(catalogue.bases_to_warn_of(local_day(at)).filter(item=item))
    if not rows:
        raise RuleBroken(_("没有需要预警的依据。"))
    for one in rows:
        one.warned_on = local_day(at)
        one.save(update_fields=["warned_on"])
    first = min(one.effective_to for one in rows if one.effective_to)
    return BasesLapsing(item, [str(one) for one in rows], first.isoformat())
