"""办理进度 of a mirrored case, in the same words and the same shape as of a case that is handled here."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel import calendar
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases import clocks
from yimen.kernel.cases.models import Clock, ClockState
from yimen.kernel.web.shapes import Step
from yimen.kernel.web.words import named
from yimen.modules.approvals import public as approvals

from .models import MirroredCase
from .states import MirrorState

WAY: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (gettext_lazy("提交"), (MirrorState.SENT,)),
    (gettext_lazy("受理"), (MirrorState.SUBMITTED, MirrorState.CORRECTION_REQUESTED)),
    (gettext_lazy("审核"), (MirrorState.ACCEPTED, MirrorState.IN_REVIEW)),
    (gettext_lazy("批准"), (MirrorState.IN_APPROVAL,)),
    (gettext_lazy("用印办结"), (MirrorState.DECIDED,)),
    (gettext_lazy("送达"), (MirrorState.CONCLUDED,)),
)
OPEN_STATES = (MirrorState.CONCLUDED, MirrorState.DELIVERED, MirrorState.CLOSED)


def progress(case_id: UUID, on: date) -> approvals.Progress | None:
    """How far the node is; None when no node handles the case (or it has been handed back)."""
    rows = MirroredCase.objects.exclude(state=MirrorState.HANDED_BACK).select_related("case__org", "node")
    mirror = rows.filter(pk=case_id).first()
    if mirror is None:
        return None
    told = mirror.state in OPEN_STATES
    papers = mirror.papers.exclude(kind="material") if told else mirror.papers.none()
    return approvals.Progress(
        number=mirror.number,
        item=mirror.item_name,
        org=named(mirror.case.org),
        applicant=mirror.applicant_name,
        state=mirror.get_state_display(),
        outcome=outcome_label(mirror),
        submitted_at=mirror.case.opened_at,
        steps=tuple(steps(mirror)),
        next=_next(mirror),
        deadline=_deadline(mirror, on),
        papers=tuple(approvals.Paper(one.name, one.number, one.told_at) for one in papers),
    )


def outcome_label(mirror: MirroredCase) -> Text:
    """The outcome in words, once the node has told the result."""
    told = mirror.state in OPEN_STATES and mirror.outcome
    return approvals.Outcome(mirror.outcome).label if told else ""


def steps(mirror: MirroredCase) -> list[Step]:
    """The stages as the node told them: done, being done, to come, or where it ended."""
    reached = _reached(mirror)
    stopped = mirror.state == MirrorState.CLOSED and mirror.concluded_on is None
    return [_step(mirror, place, reached, stopped) for place in range(len(WAY))]


def _reached(mirror: MirroredCase) -> int:
    for place, (_label, states) in enumerate(WAY):
        if mirror.state in states:
            return place
    if mirror.concluded_on is not None:
        return len(WAY)
    return 2 if mirror.accepted_on else 1


def _step(mirror: MirroredCase, place: int, reached: int, stopped: bool) -> Step:
    label = WAY[place][0]
    moments = {0: mirror.case.opened_at, 1: mirror.accepted_on, 4: mirror.concluded_on}
    if place < reached:
        return Step(label, "done", at=moments.get(place))
    if place > reached:
        return Step(label, "waiting")
    if stopped:
        return Step(label, "stopped", note=outcome_label(mirror), at=mirror.ended_at)
    return Step(label, "current", note=mirror.node.name)


def _next(mirror: MirroredCase) -> str:
    if mirror.is_over:
        return _("办理已经结束。如有疑问，请联系受理窗口，或者登录后查看文书载明的救济途径。")
    return _("由%(node)s在其业务系统中办理，最近一步：%(state)s。") % {
        "node": named(mirror.node),
        "state": mirror.get_state_display(),
    }


def _deadline(mirror: MirroredCase, on: date) -> approvals.Deadline | None:
    running = Clock.objects.filter(case=mirror.case).exclude(state=ClockState.STOPPED)
    clock = running.select_related("extension", "case").order_by("due_on", "-kind").first()
    if clock is None or mirror.is_over:
        return None
    state = "held" if clock.state == ClockState.HELD else "provisional" if clock.is_provisional else "running"
    lines = clocks.explain(clock, today=on)
    due_on = lines[-1].to_on
    left = calendar.current().count(on, due_on)
    return approvals.Deadline(clock.get_kind_display(), due_on, left, state, lines)
