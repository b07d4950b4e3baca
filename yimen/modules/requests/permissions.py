"""Who may: permission codes, and GRANTS from each permission to its grounds (条例 29 to 35, 47; house rules of 3.13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground, machine, signed_in
from yimen.kernel.base.refusals import Text
from yimen.kernel.collecting import dues
from yimen.kernel.people.grounds import party, post, secured
from yimen.kernel.people.roles import Role

SWEEP = "request sweep"


class Permission(models.TextChoices):
    """权限 of requests."""

    ANSWER_APPROVE = "requests.answer.approve", _("签发、退回答复")
    ANSWER_DRAFT = "requests.answer.draft", _("拟写答复")
    ANSWER_GIVE_ON_THE_SPOT = "requests.answer.give-on-the-spot", _("当场答复")
    ANSWER_SEAL = "requests.answer.seal", _("答复用印")
    ANSWER_SERVE = "requests.answer.serve", _("送达答复")
    APPLICANT_REVEAL = "requests.applicant.reveal", _("查看申请人身份")
    COMPLAINT_FILE = "requests.complaint.file", _("提出信息公开投诉举报")
    COMPLAINT_SETTLE = "requests.complaint.settle", _("处理信息公开投诉举报")
    CONSULTATION_HANDLE = "requests.consultation.handle", _("征求第三方和其他机关意见")
    CONSULTATION_LAPSE = "requests.consultation.lapse", _("认定意见期满")
    CONSULTATION_OVERRIDE = "requests.consultation.override", _("告知第三方决定公开")
    EXTENSION_GRANT = "requests.extension.grant", _("同意或者不同意延长答复期限")
    EXTENSION_PROPOSE = "requests.extension.propose", _("提请延长答复期限")
    FEE_CONFIRM = "requests.fee.confirm", _("确认信息处理费已缴")
    FEE_HANDLE = "requests.fee.handle", _("通知信息处理费")
    FEE_RECEIVE = "requests.fee.receive", _("信息处理费到账")
    OUTCOME_SET = "requests.outcome.set", _("设定答复类型")
    RECORD_CORRECTION_FILE = "requests.record-correction.file", _("申请更正信息记录")
    RECORD_CORRECTION_SETTLE = "requests.record-correction.settle", _("处理更正信息记录的申请")
    REMEDY_HANDLE = "requests.remedy.handle", _("登记复议和诉讼")
    REQUEST_AMEND = "requests.request.amend", _("填写、提交、撤回公开申请")
    REQUEST_CLOSE = "requests.request.close", _("归档公开申请")
    REQUEST_CORRECT = "requests.request.correct", _("补正、说明理由")
    REQUEST_DRAFT = "requests.request.draft", _("起草公开申请")
    REQUEST_HANDLE = "requests.request.handle", _("登记、办理公开申请")
    REQUEST_LAPSE = "requests.request.lapse", _("认定申请人逾期")
    SUGGESTION_ANSWER = "requests.suggestion.answer", _("审核主动公开建议")


APPLICANT = party("applicant")
OFFICER = post(Role.DISCLOSURE_OFFICER)
HEAD = secured(post(Role.DISCLOSURE_HEAD))
APPROVER = secured(post(Role.LEADER))
SUPERVISOR = post(Role.OPENNESS_SUPERVISOR)

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.ANSWER_APPROVE: [APPROVER],
    Permission.ANSWER_DRAFT: [OFFICER],
    Permission.ANSWER_GIVE_ON_THE_SPOT: [OFFICER],
    Permission.ANSWER_SEAL: [secured(post(Role.SEAL_KEEPER))],
    Permission.ANSWER_SERVE: [OFFICER],
    Permission.APPLICANT_REVEAL: [OFFICER, HEAD, APPROVER],
    Permission.COMPLAINT_FILE: [signed_in],
    Permission.COMPLAINT_SETTLE: [SUPERVISOR],
    Permission.CONSULTATION_HANDLE: [OFFICER],
    Permission.CONSULTATION_LAPSE: [OFFICER, machine(SWEEP)],
    Permission.CONSULTATION_OVERRIDE: [APPROVER],
    Permission.EXTENSION_GRANT: [HEAD],
    Permission.EXTENSION_PROPOSE: [OFFICER],
    Permission.FEE_CONFIRM: [OFFICER, machine(dues.MACHINE)],
    Permission.FEE_HANDLE: [OFFICER],
    Permission.FEE_RECEIVE: [machine(dues.MACHINE)],
    Permission.OUTCOME_SET: [machine("city data")],
    Permission.RECORD_CORRECTION_FILE: [signed_in],
    Permission.RECORD_CORRECTION_SETTLE: [OFFICER],
    Permission.REMEDY_HANDLE: [OFFICER],
    Permission.REQUEST_AMEND: [APPLICANT],
    Permission.REQUEST_CLOSE: [OFFICER, machine(SWEEP)],
    Permission.REQUEST_CORRECT: [APPLICANT, OFFICER],
    Permission.REQUEST_DRAFT: [signed_in],
    Permission.REQUEST_HANDLE: [OFFICER],
    Permission.REQUEST_LAPSE: [OFFICER, machine(SWEEP)],
    Permission.SUGGESTION_ANSWER: [OFFICER],
}

MACHINES: Mapping[str, Text] = {SWEEP: _("系统（依申请公开期限）")}
"""Machines of this module in the words of people."""
