"""Who may: the table of approvals. It is the seed's 「一个窗口受理、一个处室审核、一个领导批准、一个公章办结」."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.grounds import (
    assigned,
    city_post,
    machine,
    oneself,
    party,
    post,
    represented,
    secured,
    signed_in,
)
from yimen.kernel.people.roles import Role

from .states import Pattern, State


class Permission(models.TextChoices):
    APPLICATION_ACCEPT = "approvals.application.accept", _("受理申请")
    APPLICATION_AMEND = "approvals.application.amend", _("修改申请")
    APPLICATION_APPROVE = "approvals.application.approve", _("批准或不予批准")
    APPLICATION_ARCHIVE = "approvals.application.archive", _("归档")
    APPLICATION_ASSIGN = "approvals.application.assign", _("分派审核")
    APPLICATION_BEGIN_PART = "approvals.application.begin-part", _("并联受件、放行、逾期终结")
    APPLICATION_EXPEDITE = "approvals.application.expedite", _("依据特事特办的决定缩短时限、优先办理")
    APPLICATION_CHECK_ORIGINAL = "approvals.application.check-original", _("核对原件")
    APPLICATION_CHECK_PREREQUISITE = "approvals.application.check-prerequisite", _("核对前置事项")
    APPLICATION_CLOSE = "approvals.application.close", _("归结办件")
    APPLICATION_CONCLUDE = "approvals.application.conclude", _("用印办结")
    APPLICATION_CONFIRM_CORRECTION = "approvals.application.confirm-correction", _("确认更正记录")
    APPLICATION_CORRECT = "approvals.application.correct", _("要求补正")
    APPLICATION_CORRECT_RECORD = "approvals.application.correct-record", _("提出更正记录")
    APPLICATION_DECIDE_ABOVE = "approvals.application.decide-above", _("上级决定")
    APPLICATION_DECIDE_BY_COMMITMENT = "approvals.application.decide-by-commitment", _("告知承诺决定")
    APPLICATION_DECIDE_ON_THE_SPOT = "approvals.application.decide-on-the-spot", _("当场决定")
    APPLICATION_DECLINE = "approvals.application.decline", _("告知不需许可或不属职权")
    APPLICATION_DEEM_ACCEPTED = "approvals.application.deem-accepted", _("视为受理")
    APPLICATION_DELIVER = "approvals.application.deliver", _("送达结果")
    APPLICATION_DRAFT = "approvals.application.draft", _("起草申请")
    APPLICATION_EXAMINE = "approvals.application.examine", _("审核申请")
    APPLICATION_EXPIRE = "approvals.application.expire", _("清理过期草稿")
    APPLICATION_EXTEND = "approvals.application.extend", _("批准延期")
    APPLICATION_FILE = "approvals.application.file", _("办理备案")
    APPLICATION_FOLLOW_NODE = "approvals.application.follow-node", _("跟随节点办理")
    APPLICATION_GIVE_BACK = "approvals.application.give-back", _("退回中心")
    APPLICATION_HAND_TO_NODE = "approvals.application.hand-to-node", _("转送节点")
    APPLICATION_HOLD = "approvals.application.hold", _("启动或结束特别程序")
    APPLICATION_LAPSE = "approvals.application.lapse", _("逾期未补正、未补交处理")
    APPLICATION_MIGRATE = "approvals.application.migrate", _("转入新版本")
    APPLICATION_PROPOSE_REFUSAL = "approvals.application.propose-refusal", _("提出不予受理")
    APPLICATION_REOPEN = "approvals.application.reopen", _("恢复办理")
    APPLICATION_REFUSE_ACCEPTANCE = "approvals.application.refuse-acceptance", _("决定不予受理")
    APPLICATION_REPORT_UP = "approvals.application.report-up", _("上报")
    APPLICATION_SUBMIT = "approvals.application.submit", _("提交申请")
    APPLICATION_TAKE_OVER = "approvals.application.take-over", _("接收转送")
    APPLICATION_TERMINATE = "approvals.application.terminate", _("终止办理")
    APPLICATION_WITHDRAW = "approvals.application.withdraw", _("撤回申请")
    CLEANUP_CIRCULATE = "approvals.cleanup.circulate", _("送征求清理意见")
    CLEANUP_DECIDE = "approvals.cleanup.decide", _("登记清理决定")
    CLEANUP_EXECUTE = "approvals.cleanup.execute", _("执行清理决定")
    CLEANUP_OPINE = "approvals.cleanup.opine", _("提出成员意见")
    CLEANUP_PROPOSE = "approvals.cleanup.propose", _("提出清理意见")
    CLEANUP_PUBLISH = "approvals.cleanup.publish", _("公布单项清理结果")
    DELEGATION_BRING_INTO_FORCE = "approvals.delegation.bring-into-force", _("使下放决定施行")
    DELEGATION_CONFIRM_POINT = "approvals.delegation.confirm-point", _("确认下放交接")
    DELEGATION_DRAFT = "approvals.delegation.draft", _("起草下放决定")
    DELEGATION_END = "approvals.delegation.end", _("终止下放")
    DELEGATION_PUBLISH = "approvals.delegation.publish", _("公布下放决定")
    HAND_OVER_ANSWER = "approvals.hand-over.answer", _("接收或退回移交")
    HAND_OVER_PROPOSE = "approvals.hand-over.propose", _("提出移交")
    HAND_OVER_RECALL = "approvals.hand-over.recall", _("撤回移交")
    CHARGE_CONFIRM = "approvals.charge.confirm", _("确认收费明细")
    CHARGE_DRAFT = "approvals.charge.draft", _("计费")
    CHARGE_ISSUE = "approvals.charge.issue", _("开具缴费通知单")
    CHARGE_VOID = "approvals.charge.void", _("作废缴费通知单")
    FEE_PUBLISH = "approvals.fee.publish", _("公布收费标准")
    LICENCE_CANCEL = "approvals.licence.cancel", _("注销证照")
    LICENCE_CHOOSE = "approvals.licence.choose", _("选择所持证照")
    LICENCE_DECIDE_REVOCATION = "approvals.licence.decide-revocation", _("决定是否撤销证照")
    LICENCE_EXPIRE = "approvals.licence.expire", _("登记证照到期")
    LICENCE_ISSUE = "approvals.licence.issue", _("登记发证")
    LICENCE_UNDO = "approvals.licence.undo", _("登记证照随决定撤销")
    LICENCE_PROPOSE_REVOCATION = "approvals.licence.propose-revocation", _("提出撤销证照")
    LICENCE_REMIND = "approvals.licence.remind", _("提醒证照到期")
    LICENCE_SEAL = "approvals.licence.seal", _("在撤销、注销文书上用印")
    LICENCE_SET_TYPE = "approvals.licence.set-type", _("设定证照类型")
    LICENCE_STATE_OPINION = "approvals.licence.state-opinion", _("陈述和申辩")
    LICENCE_USE = "approvals.licence.use", _("以所持证照代替材料")
    PAYMENT_CONFIRM_MATCH = "approvals.payment.confirm-match", _("复核人工核销")
    PAYMENT_IMPORT = "approvals.payment.import", _("导入银行到账文件")
    PAYMENT_PROPOSE_MATCH = "approvals.payment.propose-match", _("提出人工核销")
    PAYMENT_RECONCILE = "approvals.payment.reconcile", _("查看收费对账")
    PAYMENT_SETTLE = "approvals.payment.settle", _("自动核销缴款")
    REFUND_DECIDE = "approvals.refund.decide", _("审批退费")
    REFUND_PROPOSE = "approvals.refund.propose", _("提出退费")
    BASIC_ITEM_MAINTAIN = "approvals.basic-item.maintain", _("维护基本目录")
    ITEM_ADD = "approvals.item.add", _("建立事项")
    COMMITMENT_CHECK = "approvals.commitment.check", _("核查承诺")
    COMMITMENT_DRAW = "approvals.commitment.draw", _("抽取核查人员")
    COMMITMENT_REVOKE = "approvals.commitment.revoke", _("撤销承诺取得的决定")
    COMMITMENT_SIGN = "approvals.commitment.sign", _("签署或撤回承诺")
    CREDIT_REPAIR = "approvals.credit.repair", _("同意信用修复")
    HEARING_ORGANISE = "approvals.hearing.organise", _("告知、决定和通知听证")
    HEARING_RECORD = "approvals.hearing.record", _("登记听证笔录")
    HEARING_REQUEST = "approvals.hearing.request", _("申请或放弃听证")
    INSPECTION_CALL = "approvals.inspection.call", _("组织和完成现场勘验")
    INSPECTION_TAKE_PART = "approvals.inspection.take-part", _("参加现场勘验")
    ROUTING_KEEP = "approvals.routing.keep", _("管理分派规则和审核小组")
    ITEM_BRING_INTO_FORCE = "approvals.item.bring-into-force", _("使事项版本生效")
    ITEM_CANCEL = "approvals.item.cancel", _("取消事项")
    ITEM_CARRY_OUT = "approvals.item.carry-out", _("按期执行暂停和取消")
    ITEM_DRAFT = "approvals.item.draft", _("起草事项版本")
    ITEM_CHECK_IMPORT = "approvals.item.check-import", _("检查目录文件")
    ITEM_IMPORT = "approvals.item.import", _("导入目录")
    ITEM_IDENTIFY = "approvals.item.identify", _("登记事项编码")
    ITEM_GIVE_LEGAL_OPINION = "approvals.item.give-legal-opinion", _("提出法制审核意见")
    ITEM_GIVE_PRICING_OPINION = "approvals.item.give-pricing-opinion", _("提出收费审核意见")
    ITEM_WARN = "approvals.item.warn", _("提示依据将失效")
    ITEM_SET_PREREQUISITE = "approvals.item.set-prerequisite", _("设置或取消前置关系")
    ITEM_PUBLISH = "approvals.item.publish", _("公布事项版本")
    ITEM_RENAME = "approvals.item.rename", _("事项更名")
    ITEM_RESUME = "approvals.item.resume", _("恢复事项")
    ITEM_RETURN = "approvals.item.return", _("退回事项版本")
    ITEM_SUBMIT = "approvals.item.submit", _("提交事项版本审查")
    ITEM_SUSPEND = "approvals.item.suspend", _("暂停事项")
    RESULT_ANSWER = "approvals.result.answer", _("答复结果共享")
    RESULT_ASK = "approvals.result.ask", _("请求结果共享")
    RESULT_READ = "approvals.result.read", _("查看共享结果")
    ROUND_CLOSE = "approvals.round.close", _("结束集中清理")
    ROUND_OPEN = "approvals.round.open", _("启动集中清理")
    ROUND_PUBLISH = "approvals.round.publish", _("公布清理结果")

    PAPER_KEEP = "approvals.paper.keep", _("交出、退还、报失纸质材料")
    PAPER_RECEIVE = "approvals.paper.receive", _("签收纸质材料")
    PAPER_REGISTER = "approvals.paper.register", _("登记纸质材料")


def in_pattern(pattern: Pattern, ground: Ground) -> Ground:
    """The ground, for applications of one pattern only."""

    def holds(actor: Actor, subject: object) -> bool:
        return getattr(subject, "pattern", None) == pattern and ground.holds(actor, subject)

    return Ground(f"in_pattern({pattern}, {ground.code})", ground.label, holds)


def in_draft(ground: Ground, *, is_draft: bool) -> Ground:
    """The ground, for applications that are not submitted yet, or for those that are."""

    def holds(actor: Actor, subject: object) -> bool:
        return (getattr(subject, "state", None) == State.DRAFT) is is_draft and ground.holds(actor, subject)

    name = "in_draft" if is_draft else "after_submission"
    return Ground(f"{name}({ground.code})", ground.label, holds)


@dataclass(frozen=True)
class _SigningBody:
    """The application as its signing body is asked about it: the one that entrusted keeps its seal."""

    org_path: str
    item_code: str


def of_signing_body(ground: Ground) -> Ground:
    """The ground, in the body in whose name the application is decided."""

    def holds(actor: Actor, subject: object) -> bool:
        if getattr(subject, "in_name_of_id", None) is None:
            return ground.holds(actor, subject)
        body = _SigningBody(subject.signing_org.path, subject.item_code)  # type: ignore[attr-defined]
        return ground.holds(actor, body)

    return Ground(f"of_signing_body({ground.code})", ground.label, holds)


def _sits_in_the_group(actor: Actor, subject: object) -> bool:
    person = person_actor(actor)
    seats = getattr(subject, "member_org_ids", ())
    return person is not None and any(
        one.role == Role.WORK_GROUP_MEMBER and one.org_id in seats for one in person.posts
    )


def _asked_for(actor: Actor, subject: object) -> bool:
    """A handling post in the body that asked, not in the one that holds."""
    application = getattr(subject, "application", None)
    return HANDLERS.holds(actor, application)


BY_AGENT = (
    in_draft(represented("submit"), is_draft=True),
    in_draft(represented("correct"), is_draft=False),
)
"""代理员: what a mandate to submit opens before submission, and one to correct after it."""
CITY_DATA = machine("city data")
CATALOGUE_SWEEP = machine("catalogue sweep")
ROUND_EXECUTION = machine("round execution")
GROUP_MEMBER = Ground("member_of_the_round", _("清理工作组成员单位"), _sits_in_the_group)
HANDLERS = post(Role.SECTION_EXAMINER, Role.SECTION_HEAD, Role.LEADER, Role.CHIEF_REPRESENTATIVE)
ASKING_BODY = Ground("asking_body", _("请求机关的承办人员"), _asked_for)
RESPONSIBLE = post(Role.SECTION_HEAD, Role.LEADER, Role.CHIEF_REPRESENTATIVE)
NETWORK = machine("network")
PROJECTS = machine("projects")
WINDOW = post(Role.WINDOW_CLERK, Role.RECEPTIONIST)
EXAMINER = post(Role.SECTION_EXAMINER)
CONFIRMING_EXAMINER = in_pattern(Pattern.EXAMINER_CONFIRMER, EXAMINER)
DEPARTMENT = post(Role.SECTION_EXAMINER, Role.SECTION_HEAD)
INSTANT_WINDOW = in_pattern(Pattern.ON_THE_SPOT, WINDOW)
CASHIER = secured(post(Role.FEE_OFFICER))
CHARGING = machine("charging")
REGISTER = machine("licence register")

MACHINES: Mapping[str, Text] = {
    "catalogue import": _("系统（目录导入）"),
    "catalogue sweep": _("系统（目录到期处理）"),
    "charging": _("系统（收费）"),
    "closing": _("系统（自动销件）"),
    "commitment checks": _("系统（承诺核查）"),
    "deadline sweep": _("系统（时限到期处理）"),
    "draft sweep": _("系统（草稿到期处理）"),
    "electronic delivery": _("系统（电子送达）"),
    "licence register": _("系统（证照目录）"),
    "round execution": _("系统（执行清理决定）"),
    "routing": _("系统（自动分派）"),
}
"""系统 — how the machines that act here are called."""

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.APPLICATION_ACCEPT: [WINDOW, CONFIRMING_EXAMINER],  # 窗口受理；一审一核由审查员受理
    Permission.APPLICATION_AMEND: [
        party("applicant", "agent"),
        WINDOW,
        NETWORK,
        *BY_AGENT,
    ],
    Permission.APPLICATION_APPROVE: [  # 领导批准
        post(Role.LEADER, Role.CHIEF_REPRESENTATIVE),
        in_pattern(Pattern.EXAMINER_CONFIRMER, post(Role.SECTION_HEAD)),
    ],
    Permission.APPLICATION_ARCHIVE: [post(Role.ARCHIVIST)],
    Permission.APPLICATION_ASSIGN: [post(Role.SECTION_HEAD), EXAMINER, machine("routing")],
    Permission.APPLICATION_BEGIN_PART: [PROJECTS],
    Permission.APPLICATION_EXPEDITE: [PROJECTS],
    Permission.APPLICATION_CHECK_ORIGINAL: [WINDOW, CONFIRMING_EXAMINER, post(Role.ISSUE_CLERK)],
    Permission.APPLICATION_CHECK_PREREQUISITE: [WINDOW, EXAMINER],
    Permission.APPLICATION_CLOSE: [machine("closing")],
    Permission.APPLICATION_CONCLUDE: [of_signing_body(post(Role.SEAL_KEEPER))],  # 公章办结
    Permission.APPLICATION_CONFIRM_CORRECTION: [post(Role.DATA_STEWARD, Role.CENTRE_MANAGER)],
    Permission.APPLICATION_CORRECT: [WINDOW, CONFIRMING_EXAMINER],
    Permission.APPLICATION_CORRECT_RECORD: [post(Role.DATA_STEWARD)],
    Permission.APPLICATION_DECIDE_ON_THE_SPOT: [WINDOW],
    Permission.APPLICATION_DECLINE: [WINDOW, CONFIRMING_EXAMINER],
    Permission.APPLICATION_DEEM_ACCEPTED: [machine("deadline sweep")],
    Permission.APPLICATION_DELIVER: [post(Role.ISSUE_CLERK), machine("electronic delivery")],
    Permission.APPLICATION_DRAFT: [signed_in, NETWORK],
    Permission.APPLICATION_EXAMINE: [EXAMINER],  # 处室审核
    Permission.APPLICATION_EXPIRE: [machine("draft sweep")],
    Permission.APPLICATION_EXTEND: [post(Role.LEADER)],
    Permission.APPLICATION_FILE: [WINDOW, EXAMINER],
    Permission.APPLICATION_FOLLOW_NODE: [NETWORK],
    Permission.APPLICATION_GIVE_BACK: [WINDOW, CONFIRMING_EXAMINER],
    Permission.APPLICATION_HAND_TO_NODE: [NETWORK],
    Permission.APPLICATION_HOLD: [EXAMINER, post(Role.SECTION_HEAD)],
    Permission.APPLICATION_LAPSE: [machine("deadline sweep")],
    Permission.APPLICATION_MIGRATE: [post(Role.SECTION_HEAD, Role.LEADER)],
    Permission.APPLICATION_PROPOSE_REFUSAL: [WINDOW, CONFIRMING_EXAMINER],
    Permission.APPLICATION_REOPEN: [post(Role.LEADER)],
    Permission.APPLICATION_REFUSE_ACCEPTANCE: [post(Role.CHIEF_REPRESENTATIVE, Role.LEADER)],
    Permission.APPLICATION_SUBMIT: [
        party("applicant", "agent"),
        WINDOW,
        NETWORK,
        *BY_AGENT,
    ],
    Permission.APPLICATION_TAKE_OVER: [NETWORK],
    Permission.APPLICATION_REPORT_UP: [post(Role.LEADER, Role.CHIEF_REPRESENTATIVE)],
    Permission.APPLICATION_DECIDE_ABOVE: [of_signing_body(post(Role.LEADER, Role.CHIEF_REPRESENTATIVE))],
    Permission.APPLICATION_DECIDE_BY_COMMITMENT: [WINDOW],
    Permission.COMMITMENT_CHECK: [EXAMINER],
    Permission.COMMITMENT_DRAW: [machine("commitment checks")],
    Permission.COMMITMENT_REVOKE: [post(Role.LEADER)],
    Permission.COMMITMENT_SIGN: [party("applicant")],
    Permission.CREDIT_REPAIR: [post(Role.LEADER)],
    Permission.HEARING_ORGANISE: [EXAMINER, post(Role.SECTION_HEAD)],
    Permission.HEARING_RECORD: [EXAMINER, post(Role.SECTION_HEAD, Role.LEADER, Role.CHIEF_REPRESENTATIVE)],
    Permission.HEARING_REQUEST: [party("applicant", "agent")],
    Permission.INSPECTION_CALL: [EXAMINER, post(Role.SECTION_HEAD)],
    Permission.INSPECTION_TAKE_PART: [EXAMINER, post(Role.SECTION_HEAD)],
    Permission.ROUTING_KEEP: [post(Role.SECTION_HEAD)],
    Permission.APPLICATION_TERMINATE: [post(Role.LEADER, Role.CHIEF_REPRESENTATIVE), PROJECTS],
    Permission.CLEANUP_CIRCULATE: [post(Role.SECTION_HEAD, Role.LEADER)],
    Permission.CLEANUP_DECIDE: [secured(post(Role.CATALOGUE_APPROVER))],
    Permission.CLEANUP_EXECUTE: [CATALOGUE_SWEEP, secured(post(Role.CATALOGUE_APPROVER))],
    Permission.CLEANUP_OPINE: [GROUP_MEMBER],
    Permission.CLEANUP_PROPOSE: [post(Role.CATALOGUE_EDITOR, Role.SECTION_HEAD)],
    Permission.CLEANUP_PUBLISH: [secured(post(Role.CATALOGUE_APPROVER))],
    Permission.DELEGATION_BRING_INTO_FORCE: [CATALOGUE_SWEEP],
    Permission.DELEGATION_CONFIRM_POINT: [post(Role.SECTION_HEAD, Role.LEADER)],
    Permission.DELEGATION_DRAFT: [CITY_DATA, ROUND_EXECUTION, post(Role.CATALOGUE_EDITOR)],
    Permission.DELEGATION_END: [secured(post(Role.CATALOGUE_APPROVER))],
    Permission.DELEGATION_PUBLISH: [CITY_DATA, ROUND_EXECUTION, secured(post(Role.CATALOGUE_APPROVER))],
    Permission.HAND_OVER_ANSWER: [RESPONSIBLE],
    Permission.HAND_OVER_PROPOSE: [RESPONSIBLE],
    Permission.HAND_OVER_RECALL: [RESPONSIBLE],
    Permission.BASIC_ITEM_MAINTAIN: [CITY_DATA, city_post(Role.CATALOGUE_EDITOR, Role.CATALOGUE_APPROVER)],
    Permission.ITEM_ADD: [CITY_DATA, ROUND_EXECUTION, post(Role.CATALOGUE_EDITOR)],
    Permission.CHARGE_CONFIRM: [DEPARTMENT, INSTANT_WINDOW],  # 部门确认本部门的收费明细
    Permission.CHARGE_DRAFT: [DEPARTMENT, CHARGING],
    Permission.CHARGE_ISSUE: [CASHIER, DEPARTMENT, WINDOW],
    Permission.CHARGE_VOID: [CASHIER, post(Role.SECTION_HEAD), CHARGING],
    Permission.FEE_PUBLISH: [CITY_DATA, secured(post(Role.PRICING_OFFICER))],
    Permission.LICENCE_CANCEL: [secured(post(Role.LEADER, Role.CHIEF_REPRESENTATIVE))],
    Permission.LICENCE_CHOOSE: [party("applicant", "agent"), WINDOW, represented("submit")],
    Permission.LICENCE_DECIDE_REVOCATION: [secured(post(Role.LEADER, Role.CHIEF_REPRESENTATIVE))],
    Permission.LICENCE_EXPIRE: [REGISTER],
    Permission.LICENCE_ISSUE: [REGISTER],
    Permission.LICENCE_UNDO: [REGISTER],
    Permission.LICENCE_PROPOSE_REVOCATION: [DEPARTMENT],
    Permission.LICENCE_REMIND: [REGISTER],
    Permission.LICENCE_SEAL: [secured(post(Role.SEAL_KEEPER))],
    Permission.LICENCE_SET_TYPE: [CITY_DATA],
    Permission.LICENCE_STATE_OPINION: [party("holder")],
    Permission.LICENCE_USE: [party("applicant", "agent"), WINDOW, REGISTER],
    Permission.PAYMENT_CONFIRM_MATCH: [CASHIER],
    Permission.PAYMENT_IMPORT: [CASHIER],
    Permission.PAYMENT_PROPOSE_MATCH: [CASHIER],
    Permission.PAYMENT_RECONCILE: [CASHIER, post(Role.CENTRE_MANAGER, Role.SUPERVISOR, Role.AUDITOR)],
    Permission.PAYMENT_SETTLE: [CHARGING],
    Permission.REFUND_DECIDE: [CASHIER],
    Permission.REFUND_PROPOSE: [CASHIER],
    Permission.ITEM_BRING_INTO_FORCE: [CATALOGUE_SWEEP],
    Permission.ITEM_CANCEL: [CITY_DATA, ROUND_EXECUTION, post(Role.CATALOGUE_APPROVER)],
    Permission.ITEM_CARRY_OUT: [CATALOGUE_SWEEP],
    Permission.ITEM_DRAFT: [CITY_DATA, ROUND_EXECUTION, post(Role.CATALOGUE_EDITOR)],
    Permission.ITEM_GIVE_LEGAL_OPINION: [post(Role.LEGAL_REVIEWER)],
    Permission.ITEM_GIVE_PRICING_OPINION: [post(Role.PRICING_REVIEWER)],
    Permission.ITEM_CHECK_IMPORT: [machine("catalogue import")],
    Permission.ITEM_IMPORT: [post(Role.CATALOGUE_EDITOR)],
    Permission.ITEM_IDENTIFY: [CITY_DATA, post(Role.CATALOGUE_EDITOR)],
    Permission.ITEM_PUBLISH: [CITY_DATA, ROUND_EXECUTION, post(Role.CATALOGUE_APPROVER)],
    Permission.ITEM_RENAME: [ROUND_EXECUTION],
    Permission.ITEM_WARN: [CATALOGUE_SWEEP],
    Permission.ITEM_SET_PREREQUISITE: [CITY_DATA, post(Role.CATALOGUE_APPROVER)],
    Permission.ITEM_RESUME: [CATALOGUE_SWEEP, post(Role.CATALOGUE_APPROVER)],
    Permission.ITEM_RETURN: [post(Role.CATALOGUE_APPROVER)],
    Permission.ITEM_SUBMIT: [CITY_DATA, post(Role.SECTION_HEAD)],
    Permission.ITEM_SUSPEND: [CITY_DATA, post(Role.CATALOGUE_APPROVER)],
    Permission.RESULT_ANSWER: [RESPONSIBLE],
    Permission.RESULT_ASK: [HANDLERS],
    Permission.RESULT_READ: [ASKING_BODY],
    Permission.ROUND_CLOSE: [secured(post(Role.CATALOGUE_APPROVER))],
    Permission.ROUND_OPEN: [CITY_DATA, secured(post(Role.CATALOGUE_APPROVER))],
    Permission.ROUND_PUBLISH: [secured(post(Role.CATALOGUE_APPROVER))],
    Permission.APPLICATION_WITHDRAW: [party("applicant"), NETWORK, represented("withdraw")],
    Permission.PAPER_KEEP: [oneself],
    Permission.PAPER_RECEIVE: [assigned],
    Permission.PAPER_REGISTER: [WINDOW],
}
