"""阶段: where a request stands, as the steps that its applicant sees; for the page and the look-up without sign-in."""

from __future__ import annotations

from typing import Literal, NamedTuple

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.shapes import Step

from .models import InformationRequest
from .states import CONSULTING, State


class Stage(NamedTuple):
    """阶段 — one part of the way, and the states in which it is being done."""

    label: Text
    states: tuple[str, ...]


WAY = (
    Stage(_("提交"), (State.DRAFT,)),
    Stage(_("登记"), (State.SUBMITTED,)),
    Stage(
        _("办理"),
        (
            State.RECEIVED,
            State.CORRECTION_REQUESTED,
            State.REASONS_REQUESTED,
            State.IN_PROCESS,
            State.DELAYED,
            State.FEE_PENDING,
            *CONSULTING,
        ),
    ),
    Stage(_("审签"), (State.AWAITING_APPROVAL,)),
    Stage(_("答复"), (State.DECIDED,)),
)
NEXT: dict[str, Text] = {
    State.DRAFT: _("还没有提交。"),
    State.SUBMITTED: _("公开工作机构正在与您确认，确认之日为收到申请之日。"),
    State.RECEIVED: _("已经登记，正在核对申请的内容。"),
    State.CORRECTION_REQUESTED: _(
        "请按补正告知书补正。答复期限自收到补正之日起重新计算，逾期不补正的视为放弃申请。"
    ),
    State.REASONS_REQUESTED: _("请说明申请理由。"),
    State.IN_PROCESS: _("正在检索和审查信息。"),
    State.CONSULTING_THIRD_PARTY: _("正在书面征求第三方意见，所需时间不计入答复期限。"),
    State.CONSULTING_BODY: _("正在征求其他机关意见，所需时间不计入答复期限。"),
    State.FEE_PENDING: _("请按收费通知书缴纳信息处理费，逾期未缴纳的视为放弃申请。"),
    State.DELAYED: _("已经确定延迟答复的期限，正在办理。"),
    State.AWAITING_APPROVAL: _("答复已经拟好，等待负责人签发。"),
    State.DECIDED: _("答复已经签发，正在用印和送达。"),
    State.SERVED: _("答复已经送达。对答复不服的，可以按答复书载明的途径寻求救济。"),
    State.UNDER_REVIEW: _("复议机关或者人民法院正在审理。"),
    State.WITHDRAWN: _("您已经撤回申请。"),
    State.CLOSED: _("办理已经结束，材料已经归档。"),
}


def steps(request: InformationRequest) -> list[Step]:
    """The stages: done, being done, to come; or where the applicant took it back."""
    place = _place(request)
    stopped = request.state in (State.WITHDRAWN, State.DISCARDED)
    return [_step(stage, index, place, stopped) for index, stage in enumerate(WAY)]


def _place(request: InformationRequest) -> int:
    for index, stage in enumerate(WAY):
        if request.state in stage.states:
            return index
    if request.state in (State.WITHDRAWN, State.DISCARDED):
        return 2 if request.registered_at else 1 if request.submitted_at else 0
    return len(WAY)


def _step(stage: Stage, index: int, place: int, stopped: bool) -> Step:
    state: Literal["done", "current", "waiting", "stopped"] = "waiting"
    if index < place:
        state = "done"
    elif index == place:
        state = "stopped" if stopped else "current"
    return Step(stage.label, state)


def next_words(request: InformationRequest) -> Text:
    """What happens next, in a sentence for the applicant."""
    return NEXT.get(request.state, "")
