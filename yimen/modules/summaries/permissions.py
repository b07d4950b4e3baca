"""Who may: permission codes, and GRANTS from each permission to its grounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.grounds import machine, post, secured
from yimen.kernel.people.roles import Role


class Permission(models.TextChoices):
    """权限 — what can be allowed about yearly work reports."""

    OUTLINE_SET = "summaries.outline.set", _("制定总结提纲")
    SUMMARY_ARRANGE = "summaries.summary.arrange", _("调整总结段落次序")
    SUMMARY_COMPUTE = "summaries.summary.compute", _("计算总结数值")
    SUMMARY_CORRECT = "summaries.summary.correct", _("更正已公布的年度工作总结")
    SUMMARY_DRAFT = "summaries.summary.draft", _("起草年度工作总结")
    SUMMARY_FREEZE = "summaries.summary.freeze", _("年度工作总结定稿")
    SUMMARY_PUBLISH = "summaries.summary.publish", _("公布年度工作总结")
    SUMMARY_READ = "summaries.summary.read", _("查看未公布的年度工作总结")
    SUMMARY_REBUILD = "summaries.summary.rebuild", _("从记录重建总结数值")
    SUMMARY_RETURN = "summaries.summary.return", _("退回年度工作总结")
    SUMMARY_REVIEW = "summaries.summary.review", _("审核年度工作总结")
    SUMMARY_WRITE = "summaries.summary.write", _("撰写总结段落")


MANAGER, OFFICE = Role.CENTRE_MANAGER, Role.OPENNESS_SUPERVISOR
WRITERS = post(MANAGER, OFFICE)
"""中心管理、政务公开主管: they write it; nobody reviews what he drafted himself."""
OVERSEERS = post(Role.SUPERVISOR, Role.AUDITOR)

MACHINES: Mapping[str, Text] = {}

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.OUTLINE_SET: [WRITERS, machine("city data")],
    Permission.SUMMARY_ARRANGE: [WRITERS],
    Permission.SUMMARY_COMPUTE: [WRITERS],
    Permission.SUMMARY_CORRECT: [WRITERS],
    Permission.SUMMARY_DRAFT: [WRITERS],
    Permission.SUMMARY_FREEZE: [WRITERS],
    Permission.SUMMARY_PUBLISH: [secured(post(OFFICE))],
    Permission.SUMMARY_READ: [WRITERS, OVERSEERS],
    Permission.SUMMARY_REBUILD: [WRITERS, OVERSEERS],
    Permission.SUMMARY_RETURN: [WRITERS],
    Permission.SUMMARY_REVIEW: [WRITERS],
    Permission.SUMMARY_WRITE: [WRITERS],
}
