"""Verbs of a clean-up round: opened over all items, published by one instrument, closed when nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals import balance, queries, rules
from yimen.modules.approvals.events import RoundClosed, RoundOpened, RoundPublished
from yimen.modules.approvals.models import CatalogueRound, CleanupProposal, RoundMember
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import GroupDuty, ProposalState, RoundState

from .proposals import publish_proposal

OVER = (ProposalState.EXECUTED, ProposalState.DROPPED)
SETTLED = (ProposalState.DECIDED, ProposalState.DROPPED)


@action(permission=Permission.ROUND_OPEN, creates=True)
def open_round(
    org: Org,
    *,
    ordinal: int,
    title: str,
    members: Mapping[str, Org],
    propose_by: date | None = None,
    title_en: str = "",
    by: Actor,
    at: datetime,
) -> RoundOpened:
    """启动集中清理 — by a joint work group, over every item in force of the bodies below the city government.

    ``members`` are the bodies by the duty for which they sit. Each item waits for its department's proposal.
    """
    title = rules.require_text(title, "title", _("请填写名称。"))
    if CatalogueRound.objects.exclude(state=RoundState.CLOSED).exists():
        raise RuleBroken(_("上一次集中清理还没有结束。"))
    if CatalogueRound.objects.filter(ordinal=ordinal).exists():
        raise RuleBroken(_("这一次集中清理已经存在。"), fields={"ordinal": _("已经存在")})
    missing = [str(one.label) for one in GroupDuty if one not in members]
    if missing:
        raise RuleBroken(_("工作组还缺少成员单位：%(names)s") % {"names": joined(missing, "、")})
    today = local_day(at)
    if propose_by is not None and propose_by < today:
        raise RuleBroken(_("提出意见的截止日期不能早于今天。"), fields={"propose_by": _("不能早于今天")})
    opened = CatalogueRound.objects.create(
        ordinal=ordinal,
        title=title,
        title_en=title_en.strip(),
        org=org,
        started_on=today,
        propose_by=propose_by,
    )
    for duty, member in members.items():
        RoundMember.objects.create(round=opened, org=member, duty=duty)
    versions = queries.current_versions(today).filter(item__org__path__startswith=_city(org))
    made = CleanupProposal.objects.bulk_create(
        CleanupProposal(round=opened, item_id=one.item_id, version=one, org_id=one.item.org_id)
        for one in versions.select_related("item").defer("content").order_by("item__code")
    )
    return RoundOpened(opened, len(made), [one.name for one in members.values()])


@action(permission=Permission.ROUND_PUBLISH, moves=((RoundState.OPEN,), RoundState.PUBLISHED))
def publish_round(
    round: CatalogueRound,  # noqa: A002 - the official noun
    *,
    instrument_no: str,
    instrument_title: str,
    by: Actor,
    at: datetime,
) -> RoundPublished:
    """公布清理结果目录 — the list of all outcomes, when every item is decided."""
    round.instrument_no = rules.require_text(instrument_no, "instrument_no", _("请填写文号。"))
    round.instrument_title = instrument_title.strip()
    open_ones = round.proposals.exclude(state__in=SETTLED).count()
    if open_ones:
        raise RuleBroken(_("还有%(count)s个事项没有决定，不能公布。") % {"count": open_ones})
    round.published_on = local_day(at)
    count = round.proposals.count()
    for proposal in round.proposals.filter(state=ProposalState.DECIDED).order_by("pk"):
        publish_proposal(proposal, by=by, at=at)
    return RoundPublished(round, round.instrument_no, count)


@action(permission=Permission.ROUND_CLOSE, moves=((RoundState.PUBLISHED,), RoundState.CLOSED))
def close_round(
    round: CatalogueRound,  # noqa: A002 - the official noun
    *,
    by: Actor,
    at: datetime,
) -> RoundClosed:
    """结束集中清理 — refused while an item is undecided or not carried out, an item lost, or one without its place."""
    proposals = list(round.proposals.all())
    waiting = [one for one in proposals if one.state not in OVER]
    if waiting:
        raise RuleBroken(_("还有%(count)s个事项没有决定或者没有执行，不能结束。") % {"count": len(waiting)})
    sheet = balance.balance(proposals)
    if not sheet.adds_up:
        raise RuleBroken(_("平衡表不平：清理前的事项数与各项结果之和不相等。"))
    _require_covered(round, local_day(at))
    round.before_count, round.retained_count, round.new_count = sheet.before, sheet.retained, sheet.added
    round.cancelled_count, round.devolved_count = sheet.cancelled, sheet.devolved
    round.merged_count = sheet.merged
    round.closed_on = local_day(at)
    return RoundClosed(
        round, sheet.before, sheet.retained, sheet.cancelled, sheet.devolved, sheet.merged, sheet.added
    )


def _city(org: Org) -> str:
    """The path of the government under which the leading body stands."""
    return org.path.split(".")[0] + "."


def _require_covered(round_: CatalogueRound, on: date) -> None:
    outside = [one.item.name for one in balance.versions_of(round_, on) if not balance.has_place(one)]
    if outside:
        raise RuleBroken(
            _("保留的事项应当进驻市政务服务中心或者分中心，还有%(count)s个没有进驻：%(names)s")
            % {"count": len(outside), "names": joined(outside[:10], "、")}
        )
