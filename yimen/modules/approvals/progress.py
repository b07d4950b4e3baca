"""办理进度: how far an application is, in words that its applicant understands; nothing personal, nothing internal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel import calendar
from yimen.kernel.base.actor import Public
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases import clocks, due
from yimen.kernel.cases.models import Clock, ClockKind, ClockState
from yimen.kernel.web.shapes import Step
from yimen.kernel.web.words import named

from . import queries
from .models import Application
from .states import Pattern, State

Stage = tuple[str, Text]
STAGES: tuple[Stage, ...] = (
    ("submit", _("提交")),
    ("accept", _("受理")),
    ("examine", _("审核")),
    ("decide", _("决定")),
    ("conclude", _("用印办结")),
    ("deliver", _("送达")),
)
SHORT_STAGES: tuple[Stage, ...] = (
    ("submit", _("提交")),
    ("decide", _("当场办理")),
    ("conclude", _("用印办结")),
    ("deliver", _("送达")),
)
WAITS_AT: dict[str, str] = {
    State.SUBMITTED: "accept",
    State.CORRECTION_REQUESTED: "accept",
    State.ACCEPTED: "examine",
    State.IN_REVIEW: "examine",
    State.IN_APPROVAL: "decide",
    State.DECIDED: "conclude",
    State.SEALED: "deliver",
}
NEXT: dict[str, Text] = {
    State.SUBMITTED: _("窗口正在核对您的材料，五个工作日内决定是否受理，或者一次告知需要补正的全部内容。"),
    State.CORRECTION_REQUESTED: _("请按补正告知书补齐材料。补正期间不计入受理期限。"),
    State.ACCEPTED: _("已经受理，正在安排审核人员。"),
    State.IN_REVIEW: _("正在审核。审核结束后由另一位负责人作出决定。"),
    State.IN_APPROVAL: _("审核已经结束，等待负责人作出决定。"),
    State.DECIDED: _("决定已经作出，正在用印。"),
    State.SEALED: _("已经办结，结果将按您选择的方式送达。窗口领取请携带有效证件。"),
    State.DELIVERED: _("结果已经送达。"),
    State.CLOSED: _("办理已经结束。"),
    State.ARCHIVED: _("办理已经结束，材料已经归档。"),
}
ENDED_EARLY: Text = _("办理已经结束。如有疑问，请联系受理窗口，或者登录后查看文书载明的救济途径。")
CLOCKS_OF: dict[str, tuple[str, ...]] = {
    State.SUBMITTED: (ClockKind.ACCEPTANCE,),
    State.CORRECTION_REQUESTED: (ClockKind.CORRECTION,),
    State.SEALED: (ClockKind.DELIVERY,),
}


@dataclass(frozen=True)
class Deadline:
    """到期日 — the date that counts now, how many working days are left, and why it is this date."""

    label: Text
    due_on: date
    left: int
    state: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """可公开的文书 — a document by its title and number, never its content."""

    title: str
    number: str
    at: datetime


@dataclass(frozen=True)
class Progress:
    """办理进度 — what may be shown to whoever knows number and query code."""

    number: str
    item: str
    org: str
    applicant: str
    state: Text
    outcome: Text
    submitted_at: datetime | None
    steps: tuple[Step, ...]
    next: Text
    deadline: Deadline | None
    papers: tuple[Paper, ...]


def progress(application_id: UUID, on: date) -> Progress | None:
    """The progress of an application on a day; None when there is none with this id.

    ``applicant`` is the full name: whoever shows it masks it.
    """
    application = Application.objects.select_related("case", "item", "org").filter(pk=application_id).first()
    if application is None or application.case is None:
        return None
    return Progress(
        number=application.number,
        item=named(application.item),
        org=named(application.org),
        applicant=application.applicant_name,
        state=application.get_state_display(),
        outcome=application.get_outcome_display() if application.outcome else "",
        submitted_at=application.submitted_at,
        steps=tuple(_steps(application)),
        next=NEXT.get(application.state, ENDED_EARLY) if _ran_through(application) else ENDED_EARLY,
        deadline=_deadline(application, on),
        papers=tuple(_papers(application)),
    )


def stages(pattern: str) -> tuple[Stage, ...]:
    """The stages of a review pattern, in their order."""
    return SHORT_STAGES if pattern in (Pattern.ON_THE_SPOT, Pattern.FILING) else STAGES


def _ran_through(application: Application) -> bool:
    """Whether the application is on its way, or came to its end by a decision."""
    return application.is_open or application.concluded_at is not None


def _steps(application: Application) -> list[Step]:
    times = _times(application)
    here = WAITS_AT.get(application.state)
    if here and here not in dict(stages(application.pattern)):
        here = "decide"
    found: list[Step] = []
    stopped = False
    for code, label in stages(application.pattern):
        at = times.get(code)
        if code == here:
            found.append(Step(label, "current", note=application.get_state_display()))
        elif at is not None:
            found.append(Step(label, "done", at=at))
        elif here is None and not _ran_through(application) and not stopped:
            stopped = True
            note = application.get_outcome_display() or application.get_state_display()
            found.append(Step(label, "stopped", note=note, at=application.ended_at))
        else:
            found.append(Step(label, "waiting"))
    return found


def _times(application: Application) -> dict[str, datetime | date | None]:
    """When each stage was completed. A review has ended when the application went on to its decision."""
    beyond_review = application.state == State.IN_APPROVAL or application.decided_at is not None
    examined = application.reviews.filter(returned_at__isnull=True).last() if beyond_review else None
    return {
        "submit": application.submitted_at,
        "accept": application.accepted_on,
        "examine": examined.submitted_at if examined else None,
        "decide": application.decided_at,
        "conclude": application.concluded_at,
        "deliver": application.delivered_at,
    }


def _deadline(application: Application, on: date) -> Deadline | None:
    """The clock that binds now: the one with the earliest date among those that have not stopped."""
    if not application.is_open:
        return None
    kinds = CLOCKS_OF.get(application.state, (ClockKind.PROMISED, ClockKind.STATUTORY))
    clock = _running(application, kinds).first()
    return _told(clock, on) if clock is not None else None


def _running(application: Application, kinds: Sequence[str]) -> QuerySet[Clock]:
    rows = Clock.objects.filter(case_id=application.pk, kind__in=kinds).exclude(state=ClockState.STOPPED)
    return rows.select_related("case", "extension").order_by("due_on", "kind")


def _told(clock: Clock, on: date) -> Deadline:
    terms = clocks.terms_of(clock, list(clock.case.holds.all()), getattr(clock, "extension", None))
    days = calendar.current()
    derived = due.due(terms, days, on)
    state = "held" if due.is_held(terms) else "provisional" if derived.is_provisional else "running"
    return Deadline(
        label=clock.get_kind_display(),
        due_on=derived.on,
        left=due.remaining(terms, days, on),
        state=state,
        lines=tuple(str(line) for line in due.explain(terms, days, on)),
    )


def _papers(application: Application) -> list[Paper]:
    """Documents for the applicant, results only once they are sealed."""
    rows = queries.documents(application, Public())
    return [Paper(one.document.title, one.document.number or "", one.document.issued_at) for one in rows]
