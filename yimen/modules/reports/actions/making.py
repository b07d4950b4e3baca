"""The verbs by which a report is made: opened, frozen, drafted, corrected; and the reminder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.modules.reports import formats, queries, rules, sources
from yimen.modules.reports.events import (
    ReportCorrected,
    ReportDrafted,
    ReportFrozen,
    ReportOpened,
    ReportReminded,
)
from yimen.modules.reports.models import AnnualReport, ReportCell, Supplement
from yimen.modules.reports.permissions import Permission
from yimen.modules.reports.states import ReportState, SupplementState

from .required import person_id, reason_of

State = ReportState
LONGEST_TEXT = 20_000


@action(permission=Permission.REPORT_OPEN, creates=True)
def open_report(
    handler: Org, *, org: Org, year: int, format_year: int | None = None, by: Actor, at: datetime
) -> ReportOpened:
    """建立年度报告 — of the body itself; of a government, by the body in charge of its openness."""
    if queries.handler_of(org, local_day(at)).pk != handler.pk:
        raise RuleBroken(_("该机关的年度报告不由本机关承办。"))
    if not 2008 <= year <= local_day(at).year:
        raise RuleBroken(_("只能建立2008年至今年的年度报告。"), fields={"year": _("请核对年度")})
    form = queries.format_for(year) if format_year is None else format_year
    if form not in formats.years():
        raise RuleBroken(_("没有这种格式。"), fields={"format_year": _("请选择格式")})
    if AnnualReport.objects.filter(org=org, year=year).exists():
        raise RuleBroken(_("该机关这一年度的报告已经建立。"), fields={"year": _("已经建立")})
    report = AnnualReport.objects.create(org=org, handler=handler, year=year, format_year=form)
    return ReportOpened(report, org)


@action(permission=Permission.REPORT_DRAFT, moves=((State.OPEN,), State.FROZEN))
def freeze_report(report: AnnualReport, *, by: Actor, at: datetime) -> ReportFrozen:
    """锁定年度数据 — the year is over: each cell with the ids behind it stays as it is, whatever changes later."""
    if local_day(at) <= report.last_day:
        raise RuleBroken(_("年度还没有结束，不能锁定数据。"))
    counted = sources.counted(report.org, report.year, formats.form(report.format_year))
    ReportCell.objects.bulk_create(
        ReportCell(report=report, code=code, counted=one.number, ids=list(one.ids))
        for code, one in sorted(counted.items())
    )
    report.frozen_at = at
    report.snapshot_sha256 = rules.snapshot_hash(
        {code: (one.number, one.ids) for code, one in counted.items()}
    )
    return ReportFrozen(report, len(counted), report.snapshot_sha256)


@action(permission=Permission.REPORT_DRAFT, moves=((State.FROZEN, State.DRAFTED), State.DRAFTED))
def draft_report(report: AnnualReport, *, texts: Mapping[str, str], by: Actor, at: datetime) -> ReportDrafted:
    """起草年度报告 — the texts of the six parts; it waits for the head of the disclosure office."""
    form = formats.form(report.format_year)
    written = {str(part.number): texts.get(str(part.number), "").strip() for part in form.parts}
    missing = [part for part in form.parts if part.is_text and not written[str(part.number)]]
    if missing:
        fields = {f"part_{part.number}": _("请填写这一部分") for part in missing}
        raise RuleBroken(_("总体情况、主要问题和其他事项三部分必须填写。"), fields=fields)
    if any(len(text) > LONGEST_TEXT for text in written.values()):
        raise RuleBroken(_("每一部分不超过20000字。"))
    report.texts, report.returned_reason = written, ""
    report.drafted_by_id, report.drafted_at = person_id(by), at
    return ReportDrafted(report)


@action(permission=Permission.REPORT_CORRECT, creates=True)
def correct_report(
    report: AnnualReport, *, note: str, recount: bool, by: Actor, at: datetime
) -> ReportCorrected:
    """更正年度报告 — a new version with a note; with ``recount`` its numbers are counted anew, else they are taken over."""
    if report.state != State.PUBLISHED or AnnualReport.objects.filter(replaces=report).exists():
        raise RuleBroken(_("只能更正最新的、已经公布的版本。"))
    version = AnnualReport.objects.create(
        org=report.org,
        handler=report.handler,
        year=report.year,
        format_year=report.format_year,
        version=report.version + 1,
        replaces=report,
        correction_note=reason_of(note, "note"),
        state=State.OPEN if recount else State.FROZEN,
        texts=report.texts,
        frozen_at=None if recount else report.frozen_at,
        snapshot_sha256="" if recount else report.snapshot_sha256,
    )
    if not recount:
        _take_over(report, version)
    return ReportCorrected(version, report, version.version, version.correction_note)


def _take_over(report: AnnualReport, version: AnnualReport) -> None:
    """The frozen cells and what was confirmed beside them, for the new version."""
    ReportCell.objects.bulk_create(
        ReportCell(report=version, code=one.code, counted=one.counted, ids=one.ids)
        for one in report.cells.order_by("pk")
    )
    Supplement.objects.bulk_create(
        Supplement(
            report=version,
            code=one.code,
            value=Decimal(one.value),
            source=one.source,
            state=one.state,
            entered_by_id=one.entered_by_id,
            entered_at=one.entered_at,
            confirmed_by_id=one.confirmed_by_id,
            confirmed_at=one.confirmed_at,
        )
        for one in report.supplements.filter(state=SupplementState.CONFIRMED)
    )


@action(permission=Permission.REPORT_REMIND)
def remind_report(report: AnnualReport, *, by: Actor, at: datetime) -> ReportReminded:
    """催报年度报告 — once when its last day comes near, once when it has passed."""
    due_on, today = queries.due_on(report), local_day(at)
    if report.state in (State.SUBMITTED, State.PUBLISHED) or not queries.is_to_remind(report, today):
        raise RuleBroken(_("现在不需要催报。"))
    report.reminded_on = today
    return ReportReminded(report, due_on.isoformat())
