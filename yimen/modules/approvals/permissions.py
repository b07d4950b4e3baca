"""Who may: the table of approvals. It is the seed's 「一个窗口受理、一个处室审核、一个领导批准、一个公章办结」."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.grants import Ground
from yimen.kernel.people.grounds import machine, party, post, signed_in
from yimen.kernel.people.roles import Role

from .states import Pattern


class Permission(models.TextChoices):
    APPLICATION_ACCEPT = "approvals.application.accept", _("受理申请")
    APPLICATION_AMEND = "approvals.application.amend", _("修改申请")
    APPLICATION_APPROVE = "approvals.application.approve", _("批准或不予批准")
    APPLICATION_ARCHIVE = "approvals.application.archive", _("归档")
    APPLICATION_ASSIGN = "approvals.application.assign", _("分派审核")
    APPLICATION_CHECK_ORIGINAL = "approvals.application.check-original", _("核对原件")
    APPLICATION_CLOSE = "approvals.application.close", _("归结办件")
    APPLICATION_CONCLUDE = "approvals.application.conclude", _("用印办结")
    APPLICATION_CONFIRM_CORRECTION = "approvals.application.confirm-correction", _("确认更正记录")
    APPLICATION_CORRECT = "approvals.application.correct", _("要求补正")
    APPLICATION_CORRECT_RECORD = "approvals.application.correct-record", _("提出更正记录")
    APPLICATION_DECIDE_ON_THE_SPOT = "approvals.application.decide-on-the-spot", _("当场决定")
    APPLICATION_DECLINE = "approvals.application.decline", _("告知不需许可或不属职权")
    APPLICATION_DEEM_ACCEPTED = "approvals.application.deem-accepted", _("视为受理")
    APPLICATION_DELIVER = "approvals.application.deliver", _("送达结果")
    APPLICATION_DRAFT = "approvals.application.draft", _("起草申请")
    APPLICATION_EXAMINE = "approvals.application.examine", _("审核申请")
    APPLICATION_EXPIRE = "approvals.application.expire", _("清理过期草稿")
    APPLICATION_EXTEND = "approvals.application.extend", _("批准延期")
    APPLICATION_FILE = "approvals.application.file", _("办理备案")
    APPLICATION_HOLD = "approvals.application.hold", _("启动或结束特别程序")
    APPLICATION_LAPSE = "approvals.application.lapse", _("逾期未补正、未补交处理")
    APPLICATION_PROPOSE_REFUSAL = "approvals.application.propose-refusal", _("提出不予受理")
    APPLICATION_REOPEN = "approvals.application.reopen", _("恢复办理")
    APPLICATION_REFUSE_ACCEPTANCE = "approvals.application.refuse-acceptance", _("决定不予受理")
    APPLICATION_SUBMIT = "approvals.application.submit", _("提交申请")
    APPLICATION_TERMINATE = "approvals.application.terminate", _("终止办理")
    APPLICATION_WITHDRAW = "approvals.application.withdraw", _("撤回申请")
    ITEM_ADD = "approvals.item.add", _("建立事项")
    ITEM_BRING_INTO_FORCE = "approvals.item.bring-into-force", _("使事项版本生效")
    ITEM_CANCEL = "approvals.item.cancel", _("取消事项")
    ITEM_CARRY_OUT = "approvals.item.carry-out", _("按期执行暂停和取消")
    ITEM_DRAFT = "approvals.item.draft", _("起草事项版本")
    ITEM_GIVE_LEGAL_OPINION = "approvals.item.give-legal-opinion", _("提出法制审核意见")
    ITEM_GIVE_PRICING_OPINION = "approvals.item.give-pricing-opinion", _("提出收费审核意见")
    ITEM_PUBLISH = "approvals.item.publish", _("公布事项版本")
    ITEM_RESUME = "approvals.item.resume", _("恢复事项")
    ITEM_RETURN = "approvals.item.return", _("退回事项版本")
    ITEM_SUBMIT = "approvals.item.submit", _("提交事项版本审查")
    ITEM_SUSPEND = "approvals.item.suspend", _("暂停事项")


def in_pattern(pattern: Pattern, ground: Ground) -> Ground:
    """The ground, for applications of one pattern only."""

    def holds(actor: Actor, subject: object) -> bool:
        return getattr(subject, "pattern", None) == pattern and ground.holds(actor, subject)

    return Ground(f"in_pattern({pattern}, {ground.code})", ground.label, holds)


CITY_DATA = machine("city data")
CATALOGUE_SWEEP = machine("catalogue sweep")
WINDOW = post(Role.WINDOW_CLERK, Role.RECEPTIONIST)
EXAMINER = post(Role.SECTION_EXAMINER)
CONFIRMING_EXAMINER = in_pattern(Pattern.EXAMINER_CONFIRMER, EXAMINER)

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.APPLICATION_ACCEPT: [WINDOW, CONFIRMING_EXAMINER],  # 窗口受理；一审一核由审查员受理
    Permission.APPLICATION_AMEND: [party("applicant", "agent"), WINDOW],
    Permission.APPLICATION_APPROVE: [  # 领导批准
        post(Role.LEADER, Role.CHIEF_REPRESENTATIVE),
        in_pattern(Pattern.EXAMINER_CONFIRMER, post(Role.SECTION_HEAD)),
    ],
    Permission.APPLICATION_ARCHIVE: [post(Role.ARCHIVIST)],
    Permission.APPLICATION_ASSIGN: [post(Role.SECTION_HEAD), EXAMINER],
    Permission.APPLICATION_CHECK_ORIGINAL: [WINDOW, CONFIRMING_EXAMINER, post(Role.ISSUE_CLERK)],
    Permission.APPLICATION_CLOSE: [machine("closing")],
    Permission.APPLICATION_CONCLUDE: [post(Role.SEAL_KEEPER)],  # 公章办结
    Permission.APPLICATION_CONFIRM_CORRECTION: [post(Role.DATA_STEWARD, Role.CENTRE_MANAGER)],
    Permission.APPLICATION_CORRECT: [WINDOW, CONFIRMING_EXAMINER],
    Permission.APPLICATION_CORRECT_RECORD: [post(Role.DATA_STEWARD)],
    Permission.APPLICATION_DECIDE_ON_THE_SPOT: [WINDOW],
    Permission.APPLICATION_DECLINE: [WINDOW, CONFIRMING_EXAMINER],
    Permission.APPLICATION_DEEM_ACCEPTED: [machine("deadline sweep")],
    Permission.APPLICATION_DELIVER: [post(Role.ISSUE_CLERK), machine("electronic delivery")],
    Permission.APPLICATION_DRAFT: [signed_in],
    Permission.APPLICATION_EXAMINE: [EXAMINER],  # 处室审核
    Permission.APPLICATION_EXPIRE: [machine("draft sweep")],
    Permission.APPLICATION_EXTEND: [post(Role.LEADER)],
    Permission.APPLICATION_FILE: [WINDOW, EXAMINER],
    Permission.APPLICATION_HOLD: [EXAMINER, post(Role.SECTION_HEAD)],
    Permission.APPLICATION_LAPSE: [machine("deadline sweep")],
    Permission.APPLICATION_PROPOSE_REFUSAL: [WINDOW, CONFIRMING_EXAMINER],
    Permission.APPLICATION_REOPEN: [post(Role.LEADER)],
    Permission.APPLICATION_REFUSE_ACCEPTANCE: [post(Role.CHIEF_REPRESENTATIVE, Role.LEADER)],
    Permission.APPLICATION_SUBMIT: [party("applicant", "agent"), WINDOW],
    Permission.APPLICATION_TERMINATE: [post(Role.LEADER, Role.CHIEF_REPRESENTATIVE)],
    Permission.APPLICATION_WITHDRAW: [party("applicant")],
    Permission.ITEM_ADD: [CITY_DATA, post(Role.CATALOGUE_EDITOR)],
    Permission.ITEM_BRING_INTO_FORCE: [CATALOGUE_SWEEP],
    Permission.ITEM_CANCEL: [CITY_DATA, post(Role.CATALOGUE_APPROVER)],
    Permission.ITEM_CARRY_OUT: [CATALOGUE_SWEEP],
    Permission.ITEM_DRAFT: [CITY_DATA, post(Role.CATALOGUE_EDITOR)],
    Permission.ITEM_GIVE_LEGAL_OPINION: [post(Role.LEGAL_REVIEWER)],
    Permission.ITEM_GIVE_PRICING_OPINION: [post(Role.PRICING_REVIEWER)],
    Permission.ITEM_PUBLISH: [CITY_DATA, post(Role.CATALOGUE_APPROVER)],
    Permission.ITEM_RESUME: [CATALOGUE_SWEEP, post(Role.CATALOGUE_APPROVER)],
    Permission.ITEM_RETURN: [post(Role.CATALOGUE_APPROVER)],
    Permission.ITEM_SUBMIT: [CITY_DATA, post(Role.SECTION_HEAD)],
    Permission.ITEM_SUSPEND: [CITY_DATA, post(Role.CATALOGUE_APPROVER)],
}
