"""Who may: the table of projects. The lead takes in, consolidates, calls and issues; each department decides for itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.grounds import city_post, machine, party, post, secured
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


CITY_DATA = machine("city data")
PROJECTS = machine("projects")
OWNER = party("owner")
APPLICANT = party("applicant", "owner")
WINDOW = post(Role.WINDOW_CLERK, Role.RECEPTIONIST)
COORDINATOR = post(Role.WINDOW_CLERK, Role.RECEPTIONIST, Role.SECTION_EXAMINER, Role.SECTION_HEAD)
DEPARTMENT = post(Role.SECTION_EXAMINER, Role.SECTION_HEAD)
LEAD = post(Role.SECTION_HEAD, Role.LEADER, Role.CHIEF_REPRESENTATIVE)
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
}
