"""The desk's words for the work of projects: what waits, and where it is done. Registered with kernel.cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.cases.desk import Beside, WorkKind, register, register_beside

from .queries import count_due_follow_ups, stages

KINDS = [
    WorkKind("accept_stage", _("并联受理"), "projects:acceptance"),
    WorkKind("acknowledge_task", _("签收部门任务"), "projects:own-tasks"),
    WorkKind("check_task", _("核对材料"), "projects:own-tasks"),
    WorkKind("consolidate_correction", _("统一补正告知"), "projects:correction"),
    WorkKind("attend_review", _("参加联合会审"), "projects:stage"),
    WorkKind("issue_stage", _("统一发放结果"), "projects:issue"),
]

register("projects", "projects:stage", KINDS, seen=stages)
register_beside(
    Beside("follow-ups", _("到期的咨询回访"), "projects:consultations", "due=1", count_due_follow_ups)
)
