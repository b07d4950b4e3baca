"""执行: how a decided outcome becomes versions, cancellations, delegations and names, each by the verb that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor, Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.base.text import pinyin_key
from yimen.kernel.orgs.models import Org, Region
from yimen.modules.approvals import queries, revision, rules
from yimen.modules.approvals.events import ItemRenamed
from yimen.modules.approvals.models import CleanupProposal, Item, ItemVersion
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import CleanupOutcome, DelegationKind

from .catalogue import TERMS, add_item, draft_version
from .delegation import draft_delegation, publish_delegation
from .interruptions import cancel_version
from .versions import publish_version

EXECUTOR = Machine("round execution", origin="job")
BASIS = (
    "instrument",
    "number",
    "article",
    "issued_on",
    "effective_from",
    "effective_to",
    "quote",
    "is_confirmed",
)


@action(permission=Permission.ITEM_RENAME)
def rename_item(item: Item, *, name: str, name_en: str = "", by: Actor, at: datetime) -> ItemRenamed:
    """更名 — cases that run keep what their papers say."""
    old = item.name
    item.name = rules.require_text(name, "name", _("请填写名称。"))
    item.name_en = name_en.strip()
    item.pinyin = pinyin_key(item.name)
    return ItemRenamed(item, old, item.name)


def carry_out(proposal: CleanupProposal, *, at: datetime) -> list[str]:
    """Does what was decided; says what was made, for the record."""
    outcome = CleanupOutcome(proposal.outcome)
    if outcome == CleanupOutcome.RETAIN:
        return []
    day = max(proposal.effective_from or local_day(at), local_day(at))
    if revision.changes_version(outcome):
        return [_new_version(proposal, proposal.item, proposal.decided, day, at)]
    return WAYS[outcome](proposal, day, at)


def current(item: Item, on: date) -> ItemVersion:
    """The version that a decision begins with; raises RuleBroken when the item has none any more."""
    version = queries.version_on(item, on)
    if version is None:
        raise RuleBroken(_("%(item)s没有施行中的版本，不能执行。") % {"item": item.name})
    return version


def _new_version(
    proposal: CleanupProposal, item: Item, detail: Mapping[str, Any], day: date, at: datetime
) -> str:
    version = current(item, local_day(at))
    if centre := detail.get("centre"):
        detail = {**detail, "centre": _org(str(centre))}
    draft = revision.revised(
        version, {name: getattr(version, name) for name in TERMS}, proposal.outcome, detail
    )
    return str(_published(proposal, item, draft, day, at))


def _published(
    proposal: CleanupProposal, item: Item, draft: revision.Draft, day: date, at: datetime
) -> ItemVersion:
    terms = draft.terms | {"effective_from": day, "cleanup_proposal": proposal}
    drafted = draft_version(item, content=draft.content, terms=terms, by=EXECUTOR, at=at).version
    return publish_version(drafted, instrument_no=proposal.instrument_no, by=EXECUTOR, at=at).version


def _cancel(proposal: CleanupProposal, day: date, at: datetime) -> list[str]:
    version = current(proposal.item, local_day(at))
    cancel_version(version, instrument_no=proposal.instrument_no, on=day, by=EXECUTOR, at=at)
    return [str(version)]


def _merge(proposal: CleanupProposal, day: date, at: datetime) -> list[str]:
    """The item ends; the one into which it goes must be there to take it up."""
    target = Item.objects.filter(code=proposal.decided["into"]).first()
    if target is None:
        raise RuleBroken(_("没有找到要并入的事项。"))
    current(target, local_day(at))
    return _cancel(proposal, day, at)


def _delegate(proposal: CleanupProposal, day: date, at: datetime) -> list[str]:
    kind = DelegationKind.DEVOLVED if proposal.outcome == CleanupOutcome.DEVOLVE else DelegationKind.ENTRUSTED
    drafted = draft_delegation(
        proposal.item.org,
        kind=kind,
        title=_("%(way)s“%(item)s”") % {"way": kind.label, "item": proposal.item.name},
        instrument_no=proposal.instrument_no,
        items=[proposal.item],
        receivers=[(_org(org), _region(place)) for org, place in proposal.decided["receivers"]],
        starts_on=day,
        published_on=proposal.round.published_on,
        proposal=proposal,
        by=EXECUTOR,
        at=at,
    )
    publish_delegation(drafted.grant, by=EXECUTOR, at=at)
    return [str(drafted.grant)]


def _split(proposal: CleanupProposal, day: date, at: datetime) -> list[str]:
    """The item goes on under the name of its first part; each further part is a new item that asks the same at first."""
    item, (first, *others) = proposal.item, list(proposal.decided["parts"])
    _require_day(proposal, at)
    version = current(item, local_day(at))
    terms = {name: getattr(version, name) for name in TERMS}
    made = []
    for number, name in enumerate(others, start=2):
        part = _part(item, f"{item.code}-{number}", str(name), at)
        made.append(str(_published(proposal, part, revision.Draft(dict(version.content), terms), day, at)))
    rename_item(item, name=str(first), by=EXECUTOR, at=at)
    return made


def _part(item: Item, code: str, name: str, at: datetime) -> Item:
    bases = [{key: getattr(one, key) for key in BASIS} for one in item.legal_bases.all()]
    return add_item(
        item.org,
        code=code,
        name=name,
        kind=item.kind,
        audiences=item.audiences,
        legal_bases=bases,
        section=item.section,
        topics=item.topics,
        classes=item.classes,
        by=EXECUTOR,
        at=at,
    ).item


def _rename(proposal: CleanupProposal, _day: date, at: datetime) -> list[str]:
    _require_day(proposal, at)
    detail = proposal.decided
    rename_item(
        proposal.item, name=detail["name"], name_en=str(detail.get("name_en", "")), by=EXECUTOR, at=at
    )
    return [str(detail["name"])]


def _require_day(proposal: CleanupProposal, at: datetime) -> None:
    if proposal.effective_from is not None and proposal.effective_from > local_day(at):
        raise RuleBroken(_("名称从施行日期起更改，尚未到这一天。"))


def _org(code: str) -> Org:
    found = Org.objects.select_related("region").filter(code=code).first()
    if found is None:
        raise RuleBroken(_("没有找到机构：%(code)s") % {"code": code})
    return found


def _region(code: str) -> Region:
    found = Region.objects.filter(pk=code).first()
    if found is None:
        raise RuleBroken(_("没有找到区域：%(code)s") % {"code": code})
    return found


WAYS: Mapping[CleanupOutcome, Callable[[CleanupProposal, date, datetime], list[str]]] = {
    CleanupOutcome.CANCEL: _cancel,
    CleanupOutcome.MERGE: _merge,
    CleanupOutcome.DEVOLVE: _delegate,
    CleanupOutcome.ENTRUST: _delegate,
    CleanupOutcome.SPLIT: _split,
    CleanupOutcome.RENAME: _rename,
}
