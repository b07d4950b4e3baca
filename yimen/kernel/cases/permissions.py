"""Who may what with cases as such; what may be done in a case is said by the module it belongs to."""

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground, machine
from yimen.kernel.base.refusals import Text


class Permission(models.TextChoices):
    CASE_RECALCULATE = "cases.case.recalculate", _("重算办件期限")


MACHINES: Mapping[str, Text] = {
    "calendar": _("系统（工作日历）"),
}
"""系统 — how the machines that act here are called."""

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.CASE_RECALCULATE: [machine("calendar")],
}
