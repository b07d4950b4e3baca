"""Who may: permission codes, and GRANTS from each permission to its grounds; sections by noun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground, anyone, signed_in
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.grounds import city_post, machine, post, secured
from yimen.kernel.people.permissions import administrator
from yimen.kernel.people.roles import Role

RULES = "supervision"
"""The machine that runs the rules."""
RECTIFICATION = "rectification sweep"
"""The machine that notes what is overdue."""


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
    TRIAL_ORDER = "supervision.trial.order", _("安排回测")
    TRIAL_RECORD = "supervision.trial.record", _("登记回测结果")
    # campaigns, supervision cases and rectification
    ACCOUNTABILITY_CONCLUDE = "supervision.accountability.conclude", _("登记追究结果")
    CAMPAIGN_PLAN = "supervision.campaign.plan", _("计划、开始、结束专项检查")
    CASE_CLOSE = "supervision.case.close", _("监督结案")
    CASE_ESCALATE = "supervision.case.escalate", _("移送追究责任")
    CASE_NOTE_OVERDUE = "supervision.case.note-overdue", _("催办整改")
    CASE_OPEN = "supervision.case.open", _("监督立案")
    CASE_VERIFY = "supervision.case.verify", _("核实监督案件")
    COMPLAINT_DECIDE = "supervision.complaint.decide", _("处理审批投诉")
    COMPLAINT_FILE = "supervision.complaint.file", _("提出审批投诉")
    NOTICE_ACKNOWLEDGE = "supervision.notice.acknowledge", _("签收整改文书")
    NOTICE_DRAFT = "supervision.notice.draft", _("拟写、收回整改文书")
    NOTICE_ISSUE = "supervision.notice.issue", _("下达整改通知书")
    NOTICE_SIGN = "supervision.notice.sign", _("签发整改通知书")
    PLAN_EXAMINE = "supervision.plan.examine", _("审查整改方案")
    PLAN_SUBMIT = "supervision.plan.submit", _("报送整改方案")
    QUESTIONNAIRE_ANSWER = "supervision.questionnaire.answer", _("回答问卷")
    QUESTIONS_SET = "supervision.questions.set", _("设定问题集")
    RECTIFICATION_CHECK = "supervision.rectification.check", _("复查整改")
    RECTIFICATION_REPORT = "supervision.rectification.report", _("报告整改结果")
    RESAMPLING_RECORD = "supervision.resampling.record", _("登记复查抽样")
    SAMPLE_ASK = "supervision.sample.ask", _("回访、走访、发出问卷")
    SAMPLE_DRAW = "supervision.sample.draw", _("随机抽样")
    SUSPICION_SET_ASIDE = "supervision.suspicion.set-aside", _("疑点不予立案")


CITY_READERS = (Role.ADMINISTRATOR, Role.AUDITOR, Role.LEADER)
"""Who reads the rules by a post in the city government, beside the supervisors."""
RULE_READERS = (Role.SUPERVISOR, *CITY_READERS)
"""Who may have a post that reads the rules: nobody else is asked about the city, which costs a question on every page."""

SUPERVISOR = post(Role.SUPERVISOR)
UNIT = post(Role.LEADER, Role.CHIEF_REPRESENTATIVE, Role.SECTION_HEAD)
"""Who answers for a unit before the supervisors."""

MACHINES: Mapping[str, Text] = {
    RECTIFICATION: _("系统（整改催办）"),
    RULES: _("系统（电子监察）"),
}
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
    Permission.RULE_READ: [SUPERVISOR, city_post(*CITY_READERS)],
    Permission.RULE_RESUME: [SUPERVISOR, administrator],
    Permission.RULE_SET: [SUPERVISOR, machine("city data")],
    Permission.RULE_SWEEP: [machine(RULES)],
    Permission.TRIAL_ORDER: [SUPERVISOR, city_post(*CITY_READERS)],
    Permission.TRIAL_RECORD: [machine(RULES)],
    # campaigns, supervision cases and rectification
    Permission.ACCOUNTABILITY_CONCLUDE: [SUPERVISOR],
    Permission.CAMPAIGN_PLAN: [SUPERVISOR],
    Permission.CASE_CLOSE: [SUPERVISOR],
    Permission.CASE_ESCALATE: [SUPERVISOR],
    Permission.CASE_NOTE_OVERDUE: [machine(RECTIFICATION)],
    Permission.CASE_OPEN: [SUPERVISOR],
    Permission.CASE_VERIFY: [SUPERVISOR],
    Permission.COMPLAINT_DECIDE: [SUPERVISOR],
    Permission.COMPLAINT_FILE: [signed_in],
    Permission.NOTICE_ACKNOWLEDGE: [UNIT],
    Permission.NOTICE_DRAFT: [SUPERVISOR],
    Permission.NOTICE_ISSUE: [SUPERVISOR],
    Permission.NOTICE_SIGN: [secured(post(Role.LEADER))],
    Permission.PLAN_EXAMINE: [SUPERVISOR],
    Permission.PLAN_SUBMIT: [secured(post(Role.LEADER))],
    Permission.QUESTIONNAIRE_ANSWER: [anyone],
    Permission.QUESTIONS_SET: [SUPERVISOR, machine("city data")],
    Permission.RECTIFICATION_CHECK: [SUPERVISOR],
    Permission.RECTIFICATION_REPORT: [UNIT],
    Permission.RESAMPLING_RECORD: [SUPERVISOR],
    Permission.SAMPLE_ASK: [SUPERVISOR],
    Permission.SAMPLE_DRAW: [SUPERVISOR],
    Permission.SUSPICION_SET_ASIDE: [SUPERVISOR],
}
