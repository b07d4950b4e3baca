"""Who may: permission codes, and GRANTS from each permission to its grounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.grounds import machine, post
from yimen.kernel.people.roles import Role


class Permission(models.TextChoices):
    """权限 — what can be allowed about the leadership of open government and its trainings."""

    GROUP_AMEND = "leadership.group.amend", _("更正领导小组")
    GROUP_DISSOLVE = "leadership.group.dissolve", _("撤销领导小组")
    GROUP_ESTABLISH = "leadership.group.establish", _("成立领导小组")
    OFFICE_AMEND = "leadership.office.amend", _("更正和撤销任职登记")
    OFFICE_APPOINT = "leadership.office.appoint", _("登记任职")
    OFFICE_RELIEVE = "leadership.office.relieve", _("登记免职")
    TRAINING_KEEP = "leadership.training.keep", _("办理培训名单、到场和评估")
    TRAINING_PLAN = "leadership.training.plan", _("安排培训")
    VACANCY_NOTE = "leadership.vacancy.note", _("提示职务空缺")


KEEPERS = (Role.OPENNESS_SUPERVISOR, Role.ADMINISTRATOR)
"""政务公开主管 of the government, for the bodies of that government; and who runs the system."""

CITY_DATA = machine("city data")
WATCH = machine("leadership watch")
KEEPER = post(*KEEPERS)

MACHINES: Mapping[str, Text] = {
    "leadership watch": _("系统（职务空缺提示）"),
}
"""系统 — how the machine that acts here is called."""

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.GROUP_AMEND: [KEEPER],
    Permission.GROUP_DISSOLVE: [KEEPER],
    Permission.GROUP_ESTABLISH: [KEEPER, CITY_DATA],
    Permission.OFFICE_AMEND: [KEEPER],
    Permission.OFFICE_APPOINT: [KEEPER, CITY_DATA],
    Permission.OFFICE_RELIEVE: [KEEPER],
    Permission.TRAINING_KEEP: [KEEPER],
    Permission.TRAINING_PLAN: [KEEPER],
    Permission.VACANCY_NOTE: [WATCH],
}
