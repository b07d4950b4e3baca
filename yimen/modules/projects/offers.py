"""现在可以办理: the acts that are open to whoever reads a page, by who may and by the state of the subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.kernel.audit.action import verbs
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text


@dataclass(frozen=True)
class Offer:
    """一项办理 — a verb, its button, the page where it is done."""

    verb: str
    label: Text
    url: str
    kind: str = "secondary"


OF_PROJECT = (
    Offer("prepare_stage", _("准备阶段申请"), "projects:preparation", "primary"),
    Offer("amend_project", _("变更项目"), "projects:amendment"),
    Offer("hand_over_project", _("移交项目"), "projects:hand-over"),
    Offer("complete_project", _("登记项目结束"), "projects:completion", "danger"),
)
OF_STAGE = (
    Offer("fill_stage", _("填写阶段申请"), "projects:filling", "primary"),
    Offer("share_material", _("提交共享材料"), "projects:materials"),
    Offer("submit_stage", pgettext_lazy("按钮", "提交"), "projects:submission", "primary"),
    Offer("accept_stage", _("并联受理"), "projects:acceptance", "primary"),
    Offer("decline_stage", _("不予受理"), "projects:declining", "danger"),
    Offer("consolidate_correction", _("统一补正告知"), "projects:correction"),
    Offer("finish_correction", _("完成补正"), "projects:supply", "primary"),
    Offer("call_review", _("组织联合会审、联合验收"), "projects:review-call"),
    Offer("call_joint_visit", _("组织联合勘验"), "projects:visit-call"),
    Offer("extend_stage", _("延长期限"), "projects:extension"),
    Offer("issue_stage", _("统一发放结果"), "projects:issue", "primary"),
    Offer("state_wish", _("其余事项是否继续办理"), "projects:wish"),
    Offer("withdraw_stage", _("撤回阶段申请"), "projects:withdrawal", "danger"),
)
OF_TASK = (
    Offer("acknowledge_task", _("签收"), "projects:receipt", "primary"),
    Offer("find_complete", _("确认材料齐全"), "projects:completeness", "primary"),
    Offer("want_supplement", _("提出补正要求"), "projects:supplement"),
)
OF_REVIEW = (
    Offer("hold_review", _("形成纪要"), "projects:minutes", "primary"),
    Offer("cancel_review", _("取消会审"), "projects:review-cancellation", "danger"),
)
OF_SEAT = (
    Offer("give_review_opinion", _("提出会审意见"), "projects:review-opinion", "primary"),
    Offer("excuse_seat", pgettext_lazy("会审", "请假"), "projects:review-excuse"),
)

OF_PROJECT_AT_THE_DESK = (
    Offer("apply_green_channel", _("提出进入绿色通道"), "projects:enrolment-application"),
    Offer("begin_escort", _("开始全程无偿代理"), "projects:escort-beginning"),
)
OF_CONSULTATION = (
    Offer("answer_consultation", _("答复"), "projects:consultation-answer", "primary"),
    Offer("plan_follow_up", _("安排回访"), "projects:follow-up-plan"),
)
OF_ENROLMENT = (
    Offer("approve_enrolment", _("批准"), "projects:enrolment-approval", "primary"),
    Offer("decline_enrolment", _("不同意"), "projects:enrolment-declining", "danger"),
    Offer("end_enrolment", _("退出绿色通道"), "projects:enrolment-ending", "danger"),
)
OF_ESCORT = (
    Offer("plan_step", _("安排计划事项"), "projects:step-plan", "primary"),
    Offer("raise_obstacle", _("提出障碍"), "projects:obstacle"),
    Offer("minute_meeting", _("登记协调会"), "projects:meeting"),
    Offer("hand_on_escort", _("更换代理专员"), "projects:handing-on"),
    Offer("conclude_escort", _("登记代理完毕"), "projects:conclusion"),
    Offer("rate_escort", _("评价"), "projects:rating", "primary"),
)
OF_PROGRAMME = (
    Offer("add_programme_class", _("增加类别"), "projects:class-adding"),
    Offer("group_project", _("加入项目"), "projects:project-grouping"),
    Offer("group_case", _("加入办件"), "projects:case-grouping", "primary"),
    Offer("end_programme", _("登记专项结束"), "projects:programme-ending", "danger"),
)


def open_to(actor: Actor, subject: Any, listed: Iterable[Offer]) -> list[Offer]:
    """Those that the actor may do now."""
    return [one for one in listed if _is_open(actor, subject, one)]


def _is_open(actor: Actor, subject: Any, offer: Offer) -> bool:
    verb = verbs()[f"projects.{offer.verb}"]
    in_state = not verb.sources or verb.creates or subject.state in verb.sources
    return in_state and actor.may(verb.permission, subject)
