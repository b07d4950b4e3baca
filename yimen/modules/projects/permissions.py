"""Who may: the table of projects. The lead takes in, consolidates, calls and issues; each department decides for itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.grounds import assigned, city_post, machine, party, post, secured
from yimen.kernel.people.roles import Role


class Permission(models.TextChoices):
    PROJECT_COMPLETE = "projects.project.complete", _("项目全部办结或者终止")
    PROJECT_HAND_OVER = "projects.project.hand-over", _("移交项目")
    PROJECT_REGISTER = "projects.project.register", _("登记项目")
    REVIEW_CALL = "projects.review.call", _("组织联合会审、联合验收、联合勘验")
    REVIEW_TAKE_PART = "projects.review.take-part", _("参加联合会审、联合验收")
    STAGE_ACCEPT = "projects.stage.accept", _("并联受理、不予受理")
    STAGE_CORRECT = "projects.stage.correct", _("统一补正告知")
    STAGE_EXTEND = "projects.stage.extend", _("延长并联审批期限")
    STAGE_FOLLOW = "projects.stage.follow", _("放行、终止后项，归总阶段结果")
    STAGE_ISSUE = "projects.stage.issue", _("统一发放结果")
    STAGE_PREPARE = "projects.stage.prepare", _("准备、提交阶段申请，交共享材料")
    STAGE_WITHDRAW = "projects.stage.withdraw", _("撤回阶段申请、表示意愿")
    TASK_CHECK = "projects.task.check", _("签收部门任务、核对材料")
    TASK_DEEM = "projects.task.deem", _("逾期未提出视为齐全")
    TEMPLATE_ADD = "projects.template.add", _("设立阶段模板")
    TEMPLATE_EDIT = "projects.template.edit", _("修改、公布阶段模板")
    # 重大项目窗口
    CONSULTATION_ANSWER = "projects.consultation.answer", _("答复来访咨询、安排和办理回访")
    CONSULTATION_LOG = "projects.consultation.log", _("登记来访咨询")
    CONSULTATION_REMIND = "projects.consultation.remind", _("提醒到期的咨询回访")
    CORRECTION_FINISH = "projects.correction.finish", _("完成统一补正")
    CORRECTION_LAPSE = "projects.correction.lapse", _("统一补正逾期处理")
    CRITERION_ADD = "projects.criterion.add", _("设立绿色通道条件")
    ENROLMENT_APPLY = "projects.enrolment.apply", _("提出进入绿色通道")
    ENROLMENT_DECIDE = "projects.enrolment.decide", _("批准进入绿色通道")
    ENROLMENT_END = "projects.enrolment.end", _("退出绿色通道")
    ENROLMENT_EXPIRE = "projects.enrolment.expire", _("绿色通道到期退出")
    ESCORT_BEGIN = "projects.escort.begin", _("开始全程无偿代理")
    ESCORT_HAND_ON = "projects.escort.hand-on", _("更换代理专员")
    ESCORT_KEEP = "projects.escort.keep", _("办理全程无偿代理")
    ESCORT_RATE = "projects.escort.rate", _("评价全程代理")
    ORDER_GIVE = "projects.order.give", _("决定特事特办")
    ORDER_REVOKE = "projects.order.revoke", _("撤销特事特办的决定")
    PROGRAMME_KEEP = "projects.programme.keep", _("设立、维护专项")


DESK_ROLES = (Role.RECEPTIONIST, Role.CENTRE_MANAGER)
"""Who receives at the desk for big projects."""
DECIDING_ROLES = (Role.SECTION_HEAD, Role.LEADER, Role.CHIEF_REPRESENTATIVE, Role.CENTRE_MANAGER)
"""Who decides about what the desk puts forward."""
PROGRAMME_ROLES = (Role.RECEPTIONIST, *DECIDING_ROLES)
"""Who keeps programmes."""
OFFICER_ROLES = (*DESK_ROLES, Role.WINDOW_CLERK, Role.SECTION_EXAMINER, Role.SECTION_HEAD)
"""Who may be charged with leading a project through."""

CITY_DATA = machine("city data")
PROJECTS = machine("projects")
OWNER = party("owner")
APPLICANT = party("applicant", "owner")
WINDOW = post(Role.WINDOW_CLERK, Role.RECEPTIONIST)
COORDINATOR = post(Role.WINDOW_CLERK, Role.RECEPTIONIST, Role.SECTION_EXAMINER, Role.SECTION_HEAD)
DEPARTMENT = post(Role.SECTION_EXAMINER, Role.SECTION_HEAD)
LEAD = post(Role.SECTION_HEAD, Role.LEADER, Role.CHIEF_REPRESENTATIVE)
DESK = post(*DESK_ROLES)
MANAGED = post(*DECIDING_ROLES)
TEMPLATES = city_post(Role.ADMINISTRATOR, Role.CATALOGUE_EDITOR)

MACHINES: Mapping[str, Text] = {
    "projects": _("系统（并联审批）"),
}
"""系统 — how the machines that act here are called."""

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.PROJECT_COMPLETE: [LEAD],
    Permission.PROJECT_HAND_OVER: [LEAD],
    Permission.PROJECT_REGISTER: [COORDINATOR],
    Permission.REVIEW_CALL: [LEAD, post(Role.SECTION_EXAMINER)],
    Permission.REVIEW_TAKE_PART: [LEAD, post(Role.SECTION_EXAMINER)],
    Permission.STAGE_ACCEPT: [WINDOW],  # 牵头部门一窗受理
    Permission.STAGE_CORRECT: [COORDINATOR],
    Permission.STAGE_EXTEND: [
        secured(city_post(Role.LEADER))
    ],  # 行政许可法第四十二条：本级人民政府负责人批准
    Permission.STAGE_FOLLOW: [PROJECTS],
    Permission.STAGE_ISSUE: [post(Role.ISSUE_CLERK)],
    Permission.STAGE_PREPARE: [APPLICANT, WINDOW],
    Permission.STAGE_WITHDRAW: [APPLICANT],
    Permission.TASK_CHECK: [DEPARTMENT],
    Permission.TASK_DEEM: [PROJECTS],
    Permission.TEMPLATE_ADD: [CITY_DATA, TEMPLATES],
    Permission.TEMPLATE_EDIT: [CITY_DATA, TEMPLATES],
    # 重大项目窗口
    Permission.CONSULTATION_ANSWER: [DESK],
    Permission.CONSULTATION_LOG: [DESK],
    Permission.CONSULTATION_REMIND: [PROJECTS],
    Permission.CORRECTION_FINISH: [APPLICANT, WINDOW, PROJECTS],
    Permission.CORRECTION_LAPSE: [PROJECTS],
    Permission.CRITERION_ADD: [CITY_DATA],
    Permission.ENROLMENT_APPLY: [COORDINATOR],
    Permission.ENROLMENT_DECIDE: [MANAGED],
    Permission.ENROLMENT_END: [COORDINATOR, MANAGED],
    Permission.ENROLMENT_EXPIRE: [PROJECTS],
    Permission.ESCORT_BEGIN: [COORDINATOR],
    Permission.ESCORT_HAND_ON: [MANAGED],
    Permission.ESCORT_KEEP: [assigned, MANAGED],
    Permission.ESCORT_RATE: [OWNER],
    Permission.ORDER_GIVE: [secured(post(Role.LEADER))],  # 部门分管领导, 本级人民政府领导
    Permission.ORDER_REVOKE: [secured(post(Role.LEADER))],  # 作出决定的机关或者其上级机关
    Permission.PROGRAMME_KEEP: [post(*PROGRAMME_ROLES)],
}
