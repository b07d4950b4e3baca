"""Facts between acceptance and decision."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases.models import Extension, Hold
from yimen.kernel.people.models import Person
from yimen.modules.approvals.models import Application


@dataclass(frozen=True)
class ApplicationAssigned(Event):
    """分派审核 — an examiner took the case or was given it."""

    code = "approvals.application.assigned"
    says = _("%(by)s 将审核分派给 %(reviewer)s")
    application: Application
    reviewer: Person


@dataclass(frozen=True)
class ApplicationExamined(Event):
    """审核 — the section gave its opinion."""

    code = "approvals.application.examined"
    says = _("%(by)s 提出审核意见：%(opinion)s")
    application: Application
    opinion: Text
    second_officer: str


@dataclass(frozen=True)
class ApplicationReturned(Event):
    """退回重审 — the leader sent it back to the section with reasons."""

    code = "approvals.application.returned"
    says = _("%(by)s 退回重审：%(reason)s")
    application: Application
    reason: str
    times: int


@dataclass(frozen=True)
class HoldOpened(Event):
    """启动特别程序 — a special procedure began; its length was told in writing."""

    code = "approvals.hold.opened"
    says = _("%(by)s 启动%(hold)s，预计 %(expected_days)s 个工作日")
    application: Application
    hold: Hold
    expected_days: int


@dataclass(frozen=True)
class HoldClosed(Event):
    """结束特别程序 — a special procedure ended."""

    code = "approvals.hold.closed"
    says = _("%(by)s 结束%(hold)s，办结期限变为 %(due_on)s")
    application: Application
    hold: Hold
    due_on: str


@dataclass(frozen=True)
class ApplicationExtended(Event):
    """延期 — the head of the body allowed more days; the reason was told."""

    code = "approvals.application.extended"
    says = _("%(by)s 批准延期 %(days)s 个工作日：%(reason)s")
    application: Application
    extension: Extension
    days: int
    reason: str


@dataclass(frozen=True)
class ToleratedSupplied(Event):
    """补齐容缺材料 — what was missing at acceptance is there."""

    code = "approvals.tolerance.supplied"
    says = _("%(by)s 补齐了容缺材料")
    application: Application
    materials: list[str]


@dataclass(frozen=True)
class ToleranceLapsed(Event):
    """容缺逾期 — what was tolerated at acceptance was not supplied in time; the case ended."""

    code = "approvals.tolerance.lapsed"
    says = _("容缺材料逾期未补交（%(materials)s），结果为：%(result)s")
    application: Application
    materials: list[str]
    result: Text


@dataclass(frozen=True)
class ApplicationTerminated(Event):
    """终止办理 — handling ended without a decision, for a cause."""

    code = "approvals.application.terminated"
    says = _("%(by)s 终止办理：%(reason)s")
    application: Application
    cause: str
    reason: str
