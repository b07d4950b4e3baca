"""Who may: permission codes, and GRANTS from each permission to its grounds; sections by noun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.grounds import city_post, machine, post
from yimen.kernel.people.permissions import administrator
from yimen.kernel.people.roles import Role

RULES = "supervision"
"""The machine that runs the rules."""


class Permission(models.TextChoices):
    """权限 of supervision."""

    # rules and alerts
    ALERT_ACKNOWLEDGE = "supervision.alert.acknowledge", _("签收预警")
    ALERT_CONFIRM = "supervision.alert.confirm", _("认定预警")
    ALERT_CONTEST = "supervision.alert.contest", _("对预警提出异议")
    ALERT_DECIDE = "supervision.alert.decide", _("复核预警")
    ALERT_EXPLAIN = "supervision.alert.explain", _("说明预警")
    ALERT_RAISE = "supervision.alert.raise", _("发出预警")
    REGISTER_IMPORT = "supervision.register.import", _("导入登记册")
    RULE_MEASURE = "supervision.rule.measure", _("检验规则")
    RULE_PARK = "supervision.rule.park", _("搁置规则")
    RULE_READ = "supervision.rule.read", _("查看监督规则")
    RULE_RESUME = "supervision.rule.resume", _("恢复规则")
    RULE_SET = "supervision.rule.set", _("设定监督规则")
    RULE_SWEEP = "supervision.rule.sweep", _("按规则检查")
    # campaigns, supervision cases and rectification


SUPERVISOR = post(Role.SUPERVISOR)
UNIT = post(Role.LEADER, Role.CHIEF_REPRESENTATIVE, Role.SECTION_HEAD)
"""Who answers for a unit before the supervisors."""

MACHINES: Mapping[str, Text] = {RULES: _("系统（电子监察）")}
"""Machines of this module in the words of people."""

GRANTS: Mapping[str, Sequence[Ground]] = {
    # rules and alerts
    Permission.ALERT_ACKNOWLEDGE: [UNIT],
    Permission.ALERT_CONFIRM: [SUPERVISOR],
    Permission.ALERT_CONTEST: [UNIT],
    Permission.ALERT_DECIDE: [SUPERVISOR],
    Permission.ALERT_EXPLAIN: [UNIT],
    Permission.ALERT_RAISE: [machine(RULES)],
    Permission.REGISTER_IMPORT: [SUPERVISOR],
    Permission.RULE_MEASURE: [machine(RULES)],
    Permission.RULE_PARK: [machine(RULES)],
    Permission.RULE_READ: [SUPERVISOR, city_post(Role.ADMINISTRATOR, Role.AUDITOR, Role.LEADER)],
    Permission.RULE_RESUME: [SUPERVISOR, administrator],
    Permission.RULE_SET: [SUPERVISOR, machine("city data")],
    Permission.RULE_SWEEP: [machine(RULES)],
    # campaigns, supervision cases and rectification
}
