"""办理进度: how far an application is, in words that its applicant understands; nothing personal, nothing internal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Public
from yimen.kernel.base.refusals import Text
from yimen.kernel.web.shapes import Step
from yimen.kernel.web.words import named

from . import queries, stages
from .deadlines import Deadline, deadlines
from .models import Application
from .states import State

READER = Public()
NEXT: dict[str, Text] = {
    State.SUBMITTED: _("窗口正在核对您的材料，五个工作日内决定是否受理，或者一次告知需要补正的全部内容。"),
    State.ELSEWHERE: _("负责此事项的机关正在自己的业务系统中办理，每一步都会在这里显示。"),
    State.CORRECTION_REQUESTED: _("请按补正告知书补齐材料。补正期间不计入受理期限。"),
    State.ACCEPTED: _("已经受理，正在安排审核人员。"),
    State.IN_REVIEW: _("正在审核。审核结束后由另一位负责人作出决定。"),
    State.IN_APPROVAL: _("审核已经结束，等待负责人作出决定。"),
    State.REPORTED: _("初步审查已经结束，已将审查意见和全部材料报送上级机关，等待上级机关作出决定。"),
    State.DECIDED: _("决定已经作出，正在用印。"),
    State.SEALED: _("已经办结，结果将按您选择的方式送达。窗口领取请携带有效证件。"),
    State.DELIVERED: _("结果已经送达。"),
    State.CLOSED: _("办理已经结束。"),
    State.ARCHIVED: _("办理已经结束，材料已经归档。"),
}
ENDED_EARLY: Text = _("办理已经结束。如有疑问，请联系受理窗口，或者登录后查看文书载明的救济途径。")


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

    ``applicant`` is the full name: whoever shows it masks it. A result is told once it is sealed.
    """
    application = Application.objects.select_related("case", "item", "org").filter(pk=application_id).first()
    if application is None or application.case is None:
        return None
    told = queries.may_read_outcome(READER, application)
    running = deadlines(application, today=on) if application.is_open else []
    return Progress(
        number=application.number,
        item=named(application.item),
        org=named(application.org),
        applicant=application.applicant_name,
        state=application.get_state_display(),
        outcome=application.get_outcome_display() if application.outcome and told else "",
        submitted_at=application.submitted_at,
        steps=tuple(stages.steps(application)),
        next=NEXT.get(application.state, ENDED_EARLY) if _ran_through(application) else ENDED_EARLY,
        deadline=running[0] if running else None,
        papers=tuple(_papers(application)),
    )


def _ran_through(application: Application) -> bool:
    """Whether the application is on its way, or came to its end by a decision."""
    return application.is_open or application.concluded_at is not None


def _papers(application: Application) -> list[Paper]:
    """Documents for the applicant, results only once they are sealed."""
    rows = queries.documents(application, READER)
    return [Paper(one.document.title, one.document.number or "", one.document.issued_at) for one in rows]
