"""现在可以办理: the acts that are open to whoever reads a page, by who may and by the state of the subject."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.kernel.audit.offers import Offer
from yimen.kernel.base.actor import Actor

from . import actions, queries
from .models import Project, Stage


def _waits_for_supply(stage: Stage, _actor: Actor) -> bool:
    notice = getattr(stage, "correction", None)
    return notice is not None and notice.is_open


def _waits_for_notice(stage: Stage, _actor: Actor) -> bool:
    """Departments want something supplied, and the applicant has not been told yet."""
    return getattr(stage, "correction", None) is None and bool(queries.demands(stage))


def _is_not_enrolled(project: Project, _actor: Actor) -> bool:
    """A project stands in one green channel at a time."""
    return not any(one.is_open for one in project.enrolments.all())


def _is_not_escorted(project: Project, _actor: Actor) -> bool:
    """A project is led by one escort at a time."""
    return not any(one.is_running for one in project.escorts.all())


OF_PROJECT = (
    Offer(actions.prepare_stage, _("准备阶段申请"), "projects:preparation", "primary"),
    Offer(actions.amend_project, _("变更项目"), "projects:amendment"),
    Offer(actions.hand_over_project, _("移交项目"), "projects:hand-over"),
    Offer(actions.complete_project, _("登记项目结束"), "projects:completion", "danger"),
)
OF_STAGE = (
    Offer(actions.fill_stage, _("填写阶段申请"), "projects:filling", "primary"),
    Offer(actions.share_material, _("提交共享材料"), "projects:materials"),
    Offer(actions.submit_stage, pgettext_lazy("按钮", "提交"), "projects:submission", "primary"),
    Offer(actions.accept_stage, _("并联受理"), "projects:acceptance", "primary"),
    Offer(actions.decline_stage, _("不予受理"), "projects:declining", "danger"),
    Offer(actions.consolidate_correction, _("统一补正告知"), "projects:correction", when=_waits_for_notice),
    Offer(actions.finish_correction, _("完成补正"), "projects:supply", "primary", _waits_for_supply),
    Offer(actions.call_review, _("组织联合会审、联合验收"), "projects:review-call"),
    Offer(actions.call_joint_visit, _("组织联合勘验"), "projects:visit-call"),
    Offer(actions.extend_stage, _("延长期限"), "projects:extension"),
    Offer(actions.issue_stage, _("统一发放结果"), "projects:issue", "primary"),
    Offer(actions.state_wish, _("其余事项是否继续办理"), "projects:wish"),
    Offer(actions.withdraw_stage, _("撤回阶段申请"), "projects:withdrawal", "danger"),
)
OF_TASK = (
    Offer(actions.acknowledge_task, _("签收"), "projects:receipt", "primary"),
    Offer(actions.find_complete, _("确认材料齐全"), "projects:completeness", "primary"),
    Offer(actions.want_supplement, _("提出补正要求"), "projects:supplement"),
)
OF_REVIEW = (
    Offer(actions.hold_review, _("形成纪要"), "projects:minutes", "primary"),
    Offer(actions.cancel_review, _("取消会审"), "projects:review-cancellation", "danger"),
)
OF_SEAT = (
    Offer(actions.give_review_opinion, _("提出会审意见"), "projects:review-opinion", "primary"),
    Offer(actions.excuse_seat, pgettext_lazy("会审", "请假"), "projects:review-excuse"),
)

OF_PROJECT_AT_THE_DESK = (
    Offer(
        actions.apply_green_channel,
        _("提出进入绿色通道"),
        "projects:enrolment-application",
        when=_is_not_enrolled,
    ),
    Offer(actions.begin_escort, _("开始全程无偿代理"), "projects:escort-beginning", when=_is_not_escorted),
)
OF_CONSULTATION = (
    Offer(actions.answer_consultation, _("答复"), "projects:consultation-answer", "primary"),
    Offer(actions.plan_follow_up, _("安排回访"), "projects:follow-up-plan"),
)
OF_ENROLMENT = (
    Offer(actions.approve_enrolment, _("批准"), "projects:enrolment-approval", "primary"),
    Offer(actions.decline_enrolment, _("不同意"), "projects:enrolment-declining", "danger"),
    Offer(actions.end_enrolment, _("退出绿色通道"), "projects:enrolment-ending", "danger"),
)
OF_ESCORT = (
    Offer(actions.plan_step, _("安排计划事项"), "projects:step-plan", "primary"),
    Offer(actions.raise_obstacle, _("提出障碍"), "projects:obstacle"),
    Offer(actions.minute_meeting, _("登记协调会"), "projects:meeting"),
    Offer(actions.hand_on_escort, _("更换代理专员"), "projects:handing-on"),
    Offer(actions.conclude_escort, _("登记代理完毕"), "projects:conclusion"),
    Offer(actions.rate_escort, _("评价"), "projects:rating", "primary"),
)
OF_PROGRAMME = (
    Offer(actions.add_programme_class, _("增加类别"), "projects:class-adding"),
    Offer(actions.group_project, _("加入项目"), "projects:project-grouping"),
    Offer(actions.group_case, _("加入办件"), "projects:case-grouping", "primary"),
    Offer(actions.end_programme, _("登记专项结束"), "projects:programme-ending", "danger"),
)
