"""阶段: where an application stands on its way, as the steps that the applicant, the desk and the look-up show."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.shapes import Step

from .models import Application
from .states import Outcome, Pattern, State


class Stage(NamedTuple):
    """阶段 — one part of the way, and the states in which it is being done."""

    key: str
    label: Text
    states: tuple[str, ...]


SUBMIT = Stage("submit", gettext_lazy("提交"), (State.DRAFT,))
ACCEPT = Stage("accept", gettext_lazy("受理"), (State.SUBMITTED, State.CORRECTION_REQUESTED))
EXAMINE = Stage("examine", gettext_lazy("审核"), (State.ACCEPTED, State.IN_REVIEW))
APPROVE = Stage("approve", gettext_lazy("批准"), (State.IN_APPROVAL,))
REPORT = Stage("report", gettext_lazy("上报"), (State.IN_APPROVAL,))
DECIDE_ABOVE = Stage("approve", gettext_lazy("上级决定"), (State.REPORTED,))
ON_THE_SPOT = Stage("handle", gettext_lazy("当场办理"), ACCEPT.states)
FILING = Stage("handle", gettext_lazy("备案"), ACCEPT.states)
CONCLUDE = Stage("conclude", gettext_lazy("用印办结"), (State.DECIDED,))
DELIVER = Stage("deliver", gettext_lazy("送达"), (State.SEALED,))

WAYS: dict[str, tuple[Stage, ...]] = {
    Pattern.FOUR_ONES: (SUBMIT, ACCEPT, EXAMINE, APPROVE, CONCLUDE, DELIVER),
    Pattern.EXAMINER_CONFIRMER: (SUBMIT, ACCEPT, EXAMINE, APPROVE, CONCLUDE, DELIVER),
    Pattern.ON_THE_SPOT: (SUBMIT, ON_THE_SPOT, CONCLUDE, DELIVER),
    Pattern.FILING: (SUBMIT, FILING, CONCLUDE, DELIVER),
    Pattern.ONE_REVIEW_ONE_INSPECTION: (SUBMIT, ACCEPT, EXAMINE, APPROVE, CONCLUDE, DELIVER),
    Pattern.COMMITMENT: (SUBMIT, ACCEPT, EXAMINE, APPROVE, CONCLUDE, DELIVER),
    Pattern.REPORT_UP: (SUBMIT, ACCEPT, EXAMINE, REPORT, DECIDE_ABOVE, CONCLUDE, DELIVER),
    Pattern.PARALLEL_MEMBER: (SUBMIT, ACCEPT, EXAMINE, APPROVE, CONCLUDE, DELIVER),
}
AT_NODE = Stage("node", gettext_lazy("节点办理"), (State.ELSEWHERE, State.CORRECTION_REQUESTED))
DONE = (State.DELIVERED, State.CLOSED, State.ARCHIVED)


def steps(application: Application) -> list[Step]:
    """The stages of the application's pattern: done, being done, to come; or where it was stopped."""
    if application.handled_at:
        return _at_node(application)
    way = WAYS[application.pattern]
    reached = _reached(application, way)
    stopped = bool(application.ended_at) and reached < len(way)
    return [_step(application, stage, place, reached, stopped) for place, stage in enumerate(way)]


def _at_node(application: Application) -> list[Step]:
    """Sent to a node: what is done there is told by the story."""
    submitted = Step(SUBMIT.label, "done", at=application.submitted_at)
    if application.ended_at is None:
        return [submitted, Step(AT_NODE.label, "current", note=application.handled_at)]
    ended_well = application.outcome in (Outcome.GRANTED, Outcome.FILED, Outcome.REFUSED)
    state: Literal["done", "stopped"] = "done" if ended_well else "stopped"
    return [submitted, Step(AT_NODE.label, state, note=_ending(application), at=application.ended_at)]


def _reached(application: Application, way: tuple[Stage, ...]) -> int:
    """The place of the stage that is being done, or was when it ended; the length of the way when all is done."""
    for place, stage in enumerate(way):
        if application.state in stage.states:
            return place
    if application.state in DONE and application.concluded_at:
        return len(way)
    if application.case_id is None:
        return 0
    return 2 if application.accepted_on else 1


def _step(application: Application, stage: Stage, place: int, reached: int, stopped: bool) -> Step:
    if place < reached:
        return Step(stage.label, "done", at=_moment(application, stage.key))
    if place > reached:
        return Step(stage.label, "waiting")
    if stopped:
        return Step(stage.label, "stopped", note=_ending(application), at=application.ended_at)
    return Step(stage.label, "current", note=_note(application))


def _moment(application: Application, key: str) -> date | datetime | None:
    moments: dict[str, date | datetime | None] = {
        "submit": application.submitted_at,
        "accept": application.accepted_on,
        "handle": application.decided_at,
        "approve": application.decided_at,
        "conclude": application.concluded_at,
        "deliver": application.delivered_at,
    }
    return moments.get(key)


def _note(application: Application) -> Text:
    if application.case is not None and application.case.is_held:
        return _("特别程序进行中")
    if application.state == State.CORRECTION_REQUESTED:
        return _("等待申请人补正")
    return ""


def _ending(application: Application) -> Text:
    return Outcome(application.outcome).label if application.outcome else application.get_state_display()


DRAFTING: tuple[tuple[str, Text], ...] = (
    ("content", gettext_lazy("情形和内容")),
    ("form", gettext_lazy("申请表")),
    ("materials", gettext_lazy("材料")),
    ("submission", gettext_lazy("核对提交")),
    ("receipt", gettext_lazy("收件凭证")),
)


def drafting(current: str, *, has_form: bool = False) -> list[Step]:
    """The pages of an application before it is submitted, up to the receipt."""
    way = [(key, label) for key, label in DRAFTING if has_form or key != "form"]
    here = [key for key, _label in way].index(current)
    last = len(way) - 1
    return [_drafting_step(label, place, here, last) for place, (_key, label) in enumerate(way)]


def _drafting_step(label: Text, place: int, here: int, last: int) -> Step:
    if place < here or here == last:
        return Step(label, "done")
    return Step(label, "current" if place == here else "waiting")
