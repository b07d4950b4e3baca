"""The verbs of harvesting: sources are kept, asked, and what is new is taken in by a run of its own."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.audit import constraints
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.modules.disclosure.events.importing import (
    HarvestAsked,
    HarvestChecked,
    HarvestSourceAdded,
    HarvestSourceAmended,
    HarvestStarted,
)
from yimen.modules.disclosure.intake.fetching import require_allowed
from yimen.modules.disclosure.models import HarvestSource, ImportRun
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.states import FeedKind, IntakeMode, RunKind

RUNS_ALREADY = "source_has_one_running_harvest"


@action(permission=Permission.HARVEST_KEEP, creates=True)
def add_harvest_source(
    org: Org, *, name: str, url: str, kind: str, mode: str, by: Actor, at: datetime
) -> HarvestSourceAdded:
    """登记采集来源 — only portals that the administrator has allowed; what comes belongs to this body."""
    _require_known(kind, mode)
    require_allowed(url)
    if HarvestSource.objects.filter(url=url).exists():
        raise RuleBroken(_("这个地址已经登记。"), fields={"url": _("这个地址已经登记。")})
    if not name.strip():
        raise RuleBroken(_("请填写名称。"), fields={"name": _("请填写名称。")})
    made = HarvestSource.objects.create(org=org, name=name.strip()[:100], url=url, kind=kind, mode=mode)
    return HarvestSourceAdded(made)


@action(permission=Permission.HARVEST_KEEP)
def amend_harvest_source(
    source: HarvestSource, *, name: str, mode: str, is_active: bool, by: Actor, at: datetime
) -> HarvestSourceAmended:
    """变更采集来源 — its name, whether it is harvested, what becomes of what comes."""
    _require_known(source.kind, mode)
    source.name, source.mode, source.is_active = name.strip()[:100] or source.name, mode, is_active
    return HarvestSourceAmended(source)


@action(permission=Permission.HARVEST_KEEP)
def ask_for_harvest(source: HarvestSource, *, by: Actor, at: datetime) -> HarvestAsked:
    """要求采集 — now, not when the clock comes round."""
    from yimen.modules.disclosure.jobs import harvest_source

    if not source.is_active:
        raise RuleBroken(_("这个来源没有启用。"))
    harvest_source.defer(source_id=str(source.pk))
    return HarvestAsked(source)


@action(permission=Permission.HARVEST_WORK)
def start_harvest(source: HarvestSource, *, by: Actor, at: datetime) -> HarvestStarted:
    """开始采集 — a run of its own; only one at a time."""
    if source.runs.filter(ended_at__isnull=True).exists():
        raise RuleBroken(_("这个来源正在采集。"))
    run = ImportRun.objects.create(
        org=source.org,
        kind=RunKind.HARVEST,
        mode=source.mode,
        name=source.name,
        source=source,
        started_at=at,
        worked_at=at,
    )
    return HarvestStarted(source, run)


@action(permission=Permission.HARVEST_WORK)
def note_harvest(
    source: HarvestSource, *, etag: str, modified: str, error: str = "", by: Actor, at: datetime
) -> HarvestChecked:
    """采集结果 — the validators for the next time are kept only when all was read."""
    source.checked_at, source.last_error = at, error[:500]
    if not error:
        source.etag, source.modified = etag, modified
    return HarvestChecked(source, error[:500] or _("正常"))


def _require_known(kind: str, mode: str) -> None:
    if kind not in FeedKind.values or mode not in IntakeMode.values:
        raise RuleBroken(_("请从所列选项中选择。"))


constraints.register(RUNS_ALREADY, gettext_lazy("这个来源正在采集。"))
