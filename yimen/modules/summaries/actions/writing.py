"""The verbs of texts and of those who check them: written, arranged, reviewed, returned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.summaries import queries, rules
from yimen.modules.summaries.events import PartsArranged, PartWritten, SummaryReturned, SummaryReviewed
from yimen.modules.summaries.models import AnnualSummary
from yimen.modules.summaries.permissions import Permission
from yimen.modules.summaries.states import IN_WORK, SummaryState

from .required import person_id, reason_of, require_countable

State = SummaryState
LONGEST_TEXT = 20_000


@action(permission=Permission.SUMMARY_WRITE, moves=(IN_WORK, IN_WORK))
def write_part(
    summary: AnnualSummary, *, part: UUID, title: str, text: str, by: Actor, at: datetime
) -> PartWritten:
    """撰写总结段落 — words and quotations; a number that is typed stays marked with the name of who wrote it."""
    row = summary.parts.filter(pk=part).first()
    if row is None:
        raise RuleBroken(_("没有这一段。"))
    if not title.strip() or len(text) > LONGEST_TEXT:
        raise RuleBroken(_("段落应当有标题，不超过20000字。"), fields={"title": _("请核对标题和字数")})
    require_countable([text])
    was = rules.quotations(summary.parts.values_list("text", flat=True))
    summary.parts.filter(pk=row.pk).update(
        title=title.strip()[:150],
        title_en=row.title_en if title.strip() == row.title else "",
        text=text.strip(),
        written_by=person_id(by),
        written_at=at,
    )
    if {one.key for one in rules.quotations(summary.parts.values_list("text", flat=True))} != {
        one.key for one in was
    }:
        summary.state = State.DRAFT
    return PartWritten(summary, title.strip()[:150], "、".join(rules.typed(text)) or _("无"))  # 中文


@action(permission=Permission.SUMMARY_ARRANGE, moves=(IN_WORK, IN_WORK))
def arrange_parts(summary: AnnualSummary, *, order: Sequence[UUID], by: Actor, at: datetime) -> PartsArranged:
    """调整段落次序 — within their chapters; every paragraph is named once."""
    rows = {one.pk: one for one in summary.parts.all()}
    if sorted(order) != sorted(rows):
        raise RuleBroken(_("每一段应当恰好排列一次。"))
    chapters = [rows[one].chapter for one in order]
    if len(set(chapters)) != 1 + sum(a != b for a, b in pairwise(chapters)):
        raise RuleBroken(_("段落只在本章内调整次序。"))
    for position, pk in enumerate(order, 1):
        summary.parts.filter(pk=pk).update(position=position)
    return PartsArranged(summary, [rows[one].code for one in order])


@action(permission=Permission.SUMMARY_REVIEW, moves=((State.COMPUTED,), State.REVIEWED))
def review_summary(summary: AnnualSummary, *, by: Actor, at: datetime) -> SummaryReviewed:
    """审核年度工作总结 — by somebody who neither drafted it nor wrote in it."""
    if by.id in queries.hands_of(summary):
        raise RuleBroken(_("起草和撰写的人不能审核，请由另一人审核。"))
    summary.reviewed_by_id, summary.reviewed_at, summary.returned_reason = person_id(by), at, ""
    return SummaryReviewed(summary)


@action(permission=Permission.SUMMARY_RETURN, moves=((State.COMPUTED, State.REVIEWED), State.DRAFT))
def return_summary(summary: AnnualSummary, *, reason: str, by: Actor, at: datetime) -> SummaryReturned:
    """退回年度工作总结 — to be changed and counted anew."""
    summary.reviewed_by_id = summary.reviewed_at = None
    summary.returned_reason = reason_of(reason)
    return SummaryReturned(summary, summary.returned_reason)
