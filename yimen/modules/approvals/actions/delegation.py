"""Verbs of delegation: drafted, published, in force, ended, and the hand-over between the bodies point by point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org, Region
from yimen.modules.approvals import routing, rules
from yimen.modules.approvals.events import (
    DelegationAmended,
    DelegationDrafted,
    DelegationEnded,
    DelegationInForce,
    DelegationPublished,
    HandOverPointConfirmed,
)
from yimen.modules.approvals.models import CleanupProposal, DelegationGrant, DelegationLine, Item
from yimen.modules.approvals.models.delegation import live_lines
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import DelegationKind, DelegationState, HandOverPoint

Receiver = tuple[Org, Region]


@dataclass(frozen=True)
class Conditions:
    """条件 — for which projects the delegation holds; none, and it holds for all."""

    project_class: str = ""
    amount_from: Decimal | None = None
    amount_below: Decimal | None = None


ALL = Conditions()


@action(permission=Permission.DELEGATION_DRAFT, creates=True)
def draft_delegation(
    org: Org,
    *,
    kind: str,
    title: str,
    instrument_no: str,
    items: Sequence[Item],
    receivers: Sequence[Receiver],
    starts_on: date,
    ends_on: date | None = None,
    published_on: date | None = None,
    conditions: Conditions = ALL,
    title_en: str = "",
    note: str = "",
    proposal: CleanupProposal | None = None,
    by: Actor,
    at: datetime,
) -> DelegationDrafted:
    """起草下放决定 — which of the body's items go to which bodies, each for its place.

    Raises RuleBroken for an item that is not the body's own: what one was entrusted with cannot be passed on
    (行政许可法 24).
    """
    instrument_no = rules.require_text(instrument_no, "instrument_no", _("请填写文件名称和文号。"))
    _require_own(org, items)
    _require_receivers(org, receivers)
    grant = DelegationGrant.objects.create(
        kind=kind,
        org=org,
        title=rules.require_text(title, "title", _("请填写名称。")),
        title_en=title_en.strip(),
        instrument_no=instrument_no,
        published_on=published_on,
        starts_on=starts_on,
        ends_on=ends_on,
        note=note,
        proposal=proposal,
        drafted_by=f"{by.kind}:{by.id}",
    )
    lines = DelegationLine.objects.bulk_create(_lines(grant, items, receivers, conditions))
    return DelegationDrafted(grant, len(lines))


@action(permission=Permission.DELEGATION_DRAFT, moves=((DelegationState.DRAFT,), DelegationState.DRAFT))
def amend_delegation(
    grant: DelegationGrant,
    *,
    kind: str,
    title: str,
    instrument_no: str,
    items: Sequence[Item],
    receivers: Sequence[Receiver],
    starts_on: date,
    ends_on: date | None = None,
    published_on: date | None = None,
    conditions: Conditions = ALL,
    title_en: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
) -> DelegationAmended:
    """修改下放决定 — the draft says something else; who wrote it last is its drafter and does not publish it."""
    grant.instrument_no = rules.require_text(instrument_no, "instrument_no", _("请填写文件名称和文号。"))
    grant.title = rules.require_text(title, "title", _("请填写名称。"))
    grant.title_en = title_en.strip()
    _require_own(grant.org, items)
    _require_receivers(grant.org, receivers)
    grant.kind, grant.note = kind, note
    grant.starts_on, grant.ends_on, grant.published_on = starts_on, ends_on, published_on
    grant.drafted_by = f"{by.kind}:{by.id}"
    grant.lines.all().delete()
    lines = DelegationLine.objects.bulk_create(_lines(grant, items, receivers, conditions))
    return DelegationAmended(grant, len(lines))


@action(
    permission=Permission.DELEGATION_PUBLISH,
    moves=((DelegationState.DRAFT,), (DelegationState.PUBLISHED, DelegationState.IN_FORCE)),
)
def publish_delegation(
    grant: DelegationGrant, *, published_on: date | None = None, by: Actor, at: datetime
) -> DelegationPublished:
    """公布下放决定 — from the first day on the receivers are competent; never for days that have passed.

    Raises RuleBroken where two bodies would be competent for one question.
    """
    today, publisher = local_day(at), f"{by.kind}:{by.id}"
    if by.kind == "person" and grant.drafted_by == publisher:
        raise RuleBroken(_("起草人不能公布自己起草的决定，请由另一人公布。"))
    if grant.starts_on < today:
        raise RuleBroken(
            _("施行日期已经过去。下放只对以后收到的申请有效，请改为今天或以后。"),
            fields={"starts_on": _("施行日期已经过去")},
        )
    grant.published_on = published_on or grant.published_on
    if grant.kind == DelegationKind.ENTRUSTED and grant.published_on is None:
        raise RuleBroken(
            _("委托实施行政许可应当将受委托机关和内容向社会公告（行政许可法第二十四条），请填写公告日期。"),
            fields={"published_on": _("请填写公告日期")},
        )
    _go_live(grant)
    grant.published_by, grant.published_at = publisher, at
    grant.state = DelegationState.IN_FORCE if grant.starts_on <= today else DelegationState.PUBLISHED
    return DelegationPublished(grant, grant.instrument_no, grant.starts_on.isoformat())


@action(
    permission=Permission.DELEGATION_BRING_INTO_FORCE,
    moves=((DelegationState.PUBLISHED,), DelegationState.IN_FORCE),
)
def bring_delegation_into_force(grant: DelegationGrant, *, by: Actor, at: datetime) -> DelegationInForce:
    """下放施行 — the first day has come; competence follows the dates alone, so nothing depends on this act."""
    if grant.starts_on > local_day(at):
        raise RuleBroken(_("尚未到施行日期。"))
    return DelegationInForce(grant)


@action(
    permission=Permission.DELEGATION_END,
    moves=((DelegationState.PUBLISHED, DelegationState.IN_FORCE), DelegationState.ENDED),
)
def end_delegation(
    grant: DelegationGrant, *, ends_on: date, instrument_no: str, by: Actor, at: datetime
) -> DelegationEnded:
    """终止下放 — from the day on the body itself is competent again; cases that were received before stay."""
    instrument_no = rules.require_text(instrument_no, "instrument_no", _("请填写终止的依据文件。"))
    if ends_on < local_day(at):
        raise RuleBroken(_("终止日期不能早于今天。"), fields={"ends_on": _("不能早于今天")})
    first = max(ends_on, grant.starts_on)
    _locked_items(grant)
    grant.ends_on, grant.end_instrument_no = first, instrument_no
    grant.lines.update(ends_on=first)
    transaction.on_commit(routing.forget)
    return DelegationEnded(grant, first.isoformat(), instrument_no)


@action(
    permission=Permission.DELEGATION_CONFIRM_POINT,
    moves=(
        (DelegationState.PUBLISHED, DelegationState.IN_FORCE),
        (DelegationState.PUBLISHED, DelegationState.IN_FORCE),
    ),
)
def confirm_hand_over_point(
    grant: DelegationGrant, *, point: str, note: str, by: Actor, at: datetime
) -> HandOverPointConfirmed:
    """确认交接 — one point of the list is done: what, by whom, when."""
    if point not in HandOverPoint.values:
        raise RuleBroken(_("交接清单里没有这一项。"), fields={"point": _("请选择交接事项")})
    if point in grant.checklist:
        raise RuleBroken(_("这一项已经确认。"), fields={"point": _("已经确认")})
    note = rules.require_text(note, "note", _("请写明交接的内容。"))
    grant.checklist = {**grant.checklist, point: {"by": by.label, "at": at.isoformat(), "note": note}}
    return HandOverPointConfirmed(grant, HandOverPoint(point).label, note)


def _require_own(org: Org, items: Sequence[Item]) -> None:
    if not items:
        raise RuleBroken(_("请选择事项。"), fields={"items": _("请选择事项")})
    foreign = [one for one in items if one.org_id != org.pk]
    if not foreign:
        return
    names = joined((one.name for one in foreign), "、")
    held = DelegationLine.objects.filter(
        item__in=foreign, receiver=org, kind=DelegationKind.ENTRUSTED, is_live=True
    )
    if held.exists():
        raise RuleBroken(
            _("受委托机关不得再委托其他组织实施（行政许可法第二十四条）：%(names)s") % {"names": names}
        )
    raise RuleBroken(_("只能由事项的实施机关下放或者委托：%(names)s") % {"names": names})


def _require_receivers(org: Org, receivers: Sequence[Receiver]) -> None:
    if not receivers:
        raise RuleBroken(_("请选择承接机关。"), fields={"receivers": _("请选择承接机关")})
    if any(body.pk == org.pk for body, _place in receivers):
        raise RuleBroken(_("承接机关不能是原机关。"), fields={"receivers": _("不能是原机关")})
    places = [place.pk for _body, place in receivers]
    if len(places) != len(set(places)):
        raise RuleBroken(_("同一区域只能有一个承接机关。"), fields={"receivers": _("区域重复")})


def _lines(
    grant: DelegationGrant, items: Iterable[Item], receivers: Sequence[Receiver], conditions: Conditions
) -> list[DelegationLine]:
    return [
        DelegationLine(
            grant=grant,
            item=item,
            receiver=receiver,
            territory=place,
            project_class=conditions.project_class.strip(),
            amount_from=conditions.amount_from,
            amount_below=conditions.amount_below,
            kind=grant.kind,
            starts_on=grant.starts_on,
            ends_on=grant.ends_on,
        )
        for item in items
        for receiver, place in receivers
    ]


def _locked_items(grant: DelegationGrant) -> list[Item]:
    """The items, locked in the order of their ids: whoever submits meanwhile comes wholly before or after."""
    ids = grant.lines.values_list("item_id", flat=True).distinct()
    return list(
        Item.objects.filter(pk__in=list(ids)).order_by("pk").select_for_update(of=("self",), no_key=True)
    )


def _go_live(grant: DelegationGrant) -> None:
    items = _locked_items(grant)
    own = list(grant.lines.select_related("receiver", "territory", "item"))
    standing = list(live_lines([one.pk for one in items]).select_related("item", "grant"))
    for line in own:
        for other in standing:
            if other.item_id == line.item_id and routing.meet(routing.as_line(line), routing.as_line(other)):
                raise RuleBroken(
                    _("%(item)s在%(place)s已由%(body)s承接（《%(grant)s》），同一事项不能有两个受理机关。")
                    % {
                        "item": line.item.name,
                        "place": line.territory.name,
                        "body": other.receiver.name,
                        "grant": other.grant.title,
                    }
                )
    grant.lines.update(is_live=True)
    transaction.on_commit(routing.forget)
