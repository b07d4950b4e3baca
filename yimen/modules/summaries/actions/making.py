"""The verbs by which a report comes to be: the outline, the draft, the count."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.modules.summaries import computing, queries, rules
from yimen.modules.summaries.events import OutlineSet, SummaryComputed, SummaryDrafted
from yimen.modules.summaries.models import AnnualSummary, SummaryFigure, SummaryOutline, SummaryPart
from yimen.modules.summaries.permissions import Permission
from yimen.modules.summaries.states import IN_WORK, SummaryState

from .required import day_of, person_id, require_countable

State = SummaryState
FIRST_YEAR = 2000
LONGEST_OUTLINE = 200_000


@action(permission=Permission.OUTLINE_SET, creates=True)
def set_outline(org: Org, *, source: str, by: Actor, at: datetime) -> OutlineSet:
    """制定总结提纲 — chapters and paragraphs in which every number is a quotation; reports drafted from now on follow it."""
    if len(source) > LONGEST_OUTLINE:
        raise RuleBroken(_("提纲太长。"), fields={"source": _("提纲太长。")})
    parts = rules.outline(source)
    require_countable(one.text for one in parts)
    number = SummaryOutline.objects.filter(org=org).count() + 1
    outline = SummaryOutline.objects.create(org=org, number=number, source=source, set_at=at)
    return OutlineSet(outline, number, len(parts))


@action(permission=Permission.SUMMARY_DRAFT, creates=True)
def draft_summary(org: Org, *, year: int, as_of: date, by: Actor, at: datetime) -> SummaryDrafted:
    """起草年度工作总结 — the paragraphs of the outline for a year; what they quote is counted as of the day."""
    outline = queries.outline_of(org)
    if outline is None:
        raise RuleBroken(_("还没有总结提纲，请先制定提纲。"))
    if not FIRST_YEAR <= year <= local_day(at).year:
        raise RuleBroken(_("不能起草这一年度的总结。"), fields={"year": _("请核对年度")})
    if AnnualSummary.objects.filter(org=org, year=year).exists():
        raise RuleBroken(_("这一年度的总结已经起草。"), fields={"year": _("已经起草")})
    summary = AnnualSummary.objects.create(
        org=org,
        outline=outline,
        year=year,
        as_of=day_of(as_of, year=year, today=local_day(at)),
        drafted_by_id=person_id(by),
        drafted_at=at,
    )
    SummaryPart.objects.bulk_create(
        SummaryPart(
            summary=summary,
            position=position,
            chapter=one.chapter,
            chapter_title=one.chapter_title,
            chapter_title_en=one.chapter_title_en,
            code=one.code,
            title=one.title,
            title_en=one.title_en,
            text=one.text,
        )
        for position, one in enumerate(rules.outline(outline.source), 1)
    )
    return SummaryDrafted(summary, summary.as_of.isoformat())


@action(permission=Permission.SUMMARY_COMPUTE, moves=(IN_WORK, State.COMPUTED))
def compute_summary(summary: AnnualSummary, *, as_of: date, by: Actor, at: datetime) -> SummaryComputed:
    """计算总结数值 — every number anew, from the records, as of the day; beside each that of the year before."""
    summary.as_of = day_of(as_of, year=summary.year, today=local_day(at))
    asked = rules.quotations(summary.parts.values_list("text", flat=True))
    before = queries.numbers_before(summary, asked)
    summary.figures.all().delete()
    SummaryFigure.objects.bulk_create(
        computing.kept(summary, place, one, before.get(one.quotation.key))
        for place, one in enumerate(computing.compute(summary, asked), 1)
    )
    is_first, summary.computed_at = summary.computed_at is None, at
    return SummaryComputed(summary, len(asked), summary.as_of.isoformat(), is_first)
