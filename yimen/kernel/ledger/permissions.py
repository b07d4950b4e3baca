"""Who may do what to the ledger, and who reads what its checks found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.grounds import city_post, machine, overseer_of_the_city
from yimen.kernel.people.permissions import administrator
from yimen.kernel.people.roles import Role

LEDGER_MACHINE = "ledger"


class Permission(models.TextChoices):
    """权限 of kernel.ledger."""

    CHECK_NOTE = "ledger.check.note", _("记下核对结果")
    CHECK_READ = "ledger.check.read", _("查看核对结果")
    KEY_APPOINT = "ledger.key.appoint", _("启用账本密钥")


MACHINES: Mapping[str, Text] = {LEDGER_MACHINE: _("系统（公开账本）")}
"""系统 — how the machine that seals and checks is called."""

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.CHECK_NOTE: [machine(LEDGER_MACHINE)],
    Permission.CHECK_READ: [overseer_of_the_city, city_post(Role.ADMINISTRATOR)],
    Permission.KEY_APPOINT: [administrator, machine(LEDGER_MACHINE)],
}
