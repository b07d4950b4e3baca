"""The verbs of a report that stands: frozen, published, rebuilt, corrected."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents import actions as documents
from yimen.kernel.documents.models import SealKind
from yimen.modules.summaries import computing, open_files, papers, queries, rules
from yimen.modules.summaries.events import (
    SummaryCorrected,
    SummaryFrozen,
    SummaryPublished,
    SummaryRebuilt,
)
from yimen.modules.summaries.models import AnnualSummary, SummaryPart
from yimen.modules.summaries.permissions import Permission
from yimen.modules.summaries.states import FIXED, SummaryState

from .required import day_of, person_id, reason_of

State = SummaryState
COPIED = ("position", "chapter", "chapter_title", "chapter_title_en", "code", "title", "title_en", "text")
WRITTEN = ("written_by_id", "written_at")


@action(permission=Permission.SUMMARY_FREEZE, moves=((State.REVIEWED,), State.FROZEN))
def freeze_summary(summary: AnnualSummary, *, by: Actor, at: datetime) -> SummaryFrozen:
    """年度工作总结定稿 — the day of counting is over and the records still say the same: the numbers stand under one hash."""
    if local_day(at) <= summary.as_of:
        raise RuleBroken(_("统计截止日还没有过去，不能定稿。"))
    if moved := computing.rebuilt(summary):
        told = joined((f"{one['title']} {one['stood']}→{one['now']}" for one in moved[:10]), "；")
        raise RuleBroken(_("计算之后记录有变化，请退回重新计算：%(moved)s") % {"moved": told})
    summary.frozen_at = at
    summary.figures_sha256 = rules.hash_of([queries.told(one) for one in summary.figures.all()])
    summary.data_sha256 = open_files.hashes(summary)
    return SummaryFrozen(summary, summary.figures_sha256, dict(summary.data_sha256))


@action(permission=Permission.SUMMARY_PUBLISH, moves=((State.FROZEN,), State.PUBLISHED))
def publish_summary(summary: AnnualSummary, *, by: Actor, at: datetime) -> SummaryPublished:
    """公布年度工作总结 — for everybody, with its sealed text and the data behind it; a published edition never changes."""
    summary.published_at = at
    summary.document = documents.draw_up(
        kind="yearly_summary",
        org=summary.org,
        data=papers.data_of(summary, at=at),
        subject_label=str(summary),
        seal_with=SealKind.OFFICIAL,
        seals_itself=True,
        at=at,
    )
    return SummaryPublished(summary)


@action(permission=Permission.SUMMARY_REBUILD, moves=(FIXED, FIXED))
def rebuild_summary(summary: AnnualSummary, *, by: Actor, at: datetime) -> SummaryRebuilt:
    """重建总结数值 — counted again from the records, each by the definition of then; what differs is named, nothing is changed."""
    summary.rebuilt_at, summary.differences = at, computing.rebuilt(summary)
    return SummaryRebuilt(summary, len(summary.differences), summary.differences)


@action(permission=Permission.SUMMARY_CORRECT, creates=True)
def correct_summary(
    summary: AnnualSummary, *, note: str, as_of: date, by: Actor, at: datetime
) -> SummaryCorrected:
    """更正年度工作总结 — a new edition with a note, its numbers counted anew; the published one stays as it is."""
    if summary.state != State.PUBLISHED or AnnualSummary.objects.filter(replaces=summary).exists():
        raise RuleBroken(_("只能更正最新的、已经公布的版次。"))
    edition = AnnualSummary.objects.create(
        org=summary.org,
        outline=summary.outline,
        year=summary.year,
        edition=summary.edition + 1,
        replaces=summary,
        correction_note=reason_of(note, "note"),
        as_of=day_of(as_of, year=summary.year, today=local_day(at)),
        drafted_by_id=person_id(by),
        drafted_at=at,
    )
    SummaryPart.objects.bulk_create(
        SummaryPart(summary=edition, **{name: getattr(one, name) for name in (*COPIED, *WRITTEN)})
        for one in summary.parts.all()
    )
    return SummaryCorrected(edition, summary, edition.edition, edition.correction_note)
