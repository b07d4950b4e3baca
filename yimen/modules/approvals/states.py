"""States of applications and item versions, with their official names."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """办件状态 — what is being done; what interrupts it (特别程序) is told by the case's holds."""

    DRAFT = "draft", _("草稿")
    DISCARDED = "discarded", _("已放弃的草稿")
    SUBMITTED = "submitted", _("已提交，待受理")
    CORRECTION_REQUESTED = "correction_requested", _("待补正")
    ELSEWHERE = "elsewhere", _("由节点系统办理")
    ACCEPTED = "accepted", _("已受理，待审核")
    IN_REVIEW = "in_review", _("审核中")
    IN_APPROVAL = "in_approval", _("待批准")
    REPORTED = "reported", _("已上报，待上级决定")
    DECIDED = "decided", _("已决定，待用印")
    SEALED = "sealed", _("已办结，待送达")
    DELIVERED = "delivered", _("已送达")
    CLOSED = "closed", _("已归结")
    ARCHIVED = "archived", _("已归档")
    NOT_REQUIRED = "not_required", _("不需要许可")
    NOT_COMPETENT = "not_competent", _("不属于本机关职权")
    REFUSED_ACCEPTANCE = "refused_acceptance", _("不予受理")
    GIVEN_BACK = "given_back", _("已退回中心")
    WITHDRAWN = "withdrawn", _("已撤回")
    DEEMED_WITHDRAWN = "deemed_withdrawn", _("逾期未补正，视为撤回")


class Outcome(models.TextChoices):
    """办理结果."""

    NONE = "", _("尚无结果")
    GRANTED = "granted", _("准予")
    REFUSED = "refused", _("不予许可")
    FILED = "filed", _("已备案")
    NOT_REQUIRED = "not_required", _("不需要许可")
    NOT_COMPETENT = "not_competent", _("不属于本机关职权")
    REFUSED_ACCEPTANCE = "refused_acceptance", _("不予受理")
    GIVEN_BACK = "given_back", _("退回中心")
    WITHDRAWN = "withdrawn", _("受理前撤回")
    WITHDRAWN_AFTER_ACCEPTANCE = "withdrawn_after_acceptance", _("受理后撤回")
    DEEMED_WITHDRAWN = "deemed_withdrawn", _("视为撤回")
    TERMINATED = "terminated", _("终止办理")


class VersionState(models.TextChoices):
    """事项版本状态."""

    DRAFT = "draft", _("草稿")
    IN_REVIEW = "in_review", _("审查中")
    SCHEDULED = "scheduled", _("待生效")
    IN_FORCE = "in_force", _("生效")
    SUPERSEDED = "superseded", _("已被替代")
    SUSPENDED = "suspended", _("暂停")
    CANCELLED = "cancelled", pgettext_lazy("版本", "取消")


UNPUBLISHED = (VersionState.DRAFT, VersionState.IN_REVIEW)
"""States of a version that nobody but those who make it knows."""


class ImportState(models.TextChoices):
    """目录导入状态."""

    UPLOADED = "uploaded", _("正在检查")
    FAULTY = "faulty", _("有错误")
    READY = "ready", _("检查通过，待确认")
    CONFIRMED = "confirmed", _("正在导入")
    APPLIED = "applied", _("已导入")
    FAILED = "failed", _("导入失败")


class OpinionKind(models.TextChoices):
    """会签意见种类 — whose opinion a version needs before it is approved."""

    LEGAL = "legal", _("法制审核意见")
    PRICING = "pricing", _("收费审核意见")


class Stance(models.TextChoices):
    """会签态度."""

    AGREE = "agree", _("同意")
    DISAGREE = "disagree", _("不同意")


class Pattern(models.TextChoices):
    """审批流程 — the lawful subsets of the acts (patterns.py)."""

    FOUR_ONES = "four_ones", _("四个一")
    EXAMINER_CONFIRMER = "examiner_confirmer", _("一审一核")
    ON_THE_SPOT = "on_the_spot", _("即办")
    FILING = "filing", _("备案")
    ONE_REVIEW_ONE_INSPECTION = "one_review_one_inspection", _("一审一验")
    COMMITMENT = "commitment", _("告知承诺")
    REPORT_UP = "report_up", _("上报")
    PARALLEL_MEMBER = "parallel_member", _("并联审批")


ITEM_PATTERNS = [one for one in Pattern.choices if one[0] != Pattern.PARALLEL_MEMBER]
"""Patterns that an item may have; 并联审批 is how a case is handled that belongs to a stage of a project."""


class Mode(models.TextChoices):
    """办件类型 (GB/T 39046-2020 A.6)."""

    INSTANT = "instant", _("即办件")
    PROMISED = "promised", _("承诺件")
    FILING = "filing", _("备案件")


class ItemKind(models.TextChoices):
    """事项类型 (GB/T 39046-2020 A.1)."""

    LICENCE = "licence", _("行政许可")
    CONFIRMATION = "confirmation", _("行政确认")
    FILING = "filing", _("行政备案")
    OTHER = "other", _("其他行政权力")
    PUBLIC_SERVICE = "public_service", _("公共服务")


class Audience(models.TextChoices):
    """服务对象 (GB/T 39046-2020 A.4)."""

    PERSON = "person", _("个人")
    ENTERPRISE = "enterprise", _("企业")
    INSTITUTION = "institution", _("事业单位")
    SOCIAL_ORGANISATION = "social_organisation", _("社会组织")


class PrerequisiteKind(models.TextChoices):
    """前置类型."""

    HARD = "hard", _("必须先取得")
    SOFT = "soft", _("可同时办理，决定前取得")


class Opinion(models.TextChoices):
    """审核意见."""

    GRANT = "grant", _("建议准予")
    GRANT_WITH_CONDITIONS = "grant_with_conditions", _("建议附条件准予")
    REFUSE = "refuse", _("建议不予许可")


class DeliveryMethod(models.TextChoices):
    """送达方式."""

    WINDOW = "window", _("窗口领取")
    POST = "post", _("邮寄送达")
    ELECTRONIC = "electronic", _("电子送达")


class ReopeningGround(models.TextChoices):
    """恢复办理依据 — what undid the decision."""

    JUDGMENT = "judgment", _("人民法院判决")
    RECONSIDERATION = "reconsideration", _("行政复议决定")
    REVOCATION = "revocation", _("撤销原决定")


class PaperState(models.TextChoices):
    """保管状态."""

    HELD = "held", _("在手")
    PASSED = "passed", _("已交出，待签收")
    RETURNED = "returned", _("已退还")
    LOST = "lost", _("已报失")


class Defect(models.TextChoices):
    """材料问题."""

    MISSING = "missing", _("缺少")
    WRONG_FORM = "wrong_form", _("形式不符")
    EXPIRED = "expired", _("已过期")
    ILLEGIBLE = "illegible", _("无法辨认")
    INCONSISTENT = "inconsistent", _("内容不一致")


class DelegationKind(models.TextChoices):
    """下放方式 — who answers for the decision (行政许可法 24, 35)."""

    DEVOLVED = "devolved", _("下放")
    ENTRUSTED = "entrusted", _("委托")
    REPORT_UP = "report_up", _("上报")


class DelegationState(models.TextChoices):
    """下放决定状态."""

    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("已公布，待施行")
    IN_FORCE = "in_force", _("施行")
    ENDED = "ended", _("已终止")


class HandOverPoint(models.TextChoices):
    """交接事项 — what the giving body hands over with an item."""

    TRAINING = "training", _("业务培训")
    SEALS = "seals", _("印章")
    FORMS = "forms", _("文书表格")
    DATA = "data", _("系统和数据")
    ARCHIVED_CASES = "archived_cases", _("已办结档案")


class RoundState(models.TextChoices):
    """集中清理状态."""

    OPEN = "open", _("征集和审议")
    PUBLISHED = "published", _("已公布")
    CLOSED = "closed", _("已结束")


class ProposalState(models.TextChoices):
    """清理意见状态."""

    DRAFT = "draft", _("待部门提出")
    CIRCULATED = "circulated", _("征求成员意见")
    OPINIONS_COMPLETE = "opinions_complete", _("意见已齐，待决定")
    DECIDED = "decided", _("已决定，待公布")
    PUBLISHED = "published", _("已公布，待执行")
    EXECUTED = "executed", _("已执行")
    DROPPED = "dropped", _("不采纳")


class CleanupOutcome(models.TextChoices):
    """清理结论 — what shall become of an item."""

    RETAIN = "retain", _("保留")
    CANCEL = "cancel", pgettext_lazy("清理", "取消")
    DEVOLVE = "devolve", _("下放")
    ENTRUST = "entrust", _("委托")
    MERGE = "merge", _("合并")
    SPLIT = "split", _("拆分")
    CONVERT_TO_FILING = "convert_to_filing", _("改为备案")
    CONVERT_TO_COMMITMENT = "convert_to_commitment", _("改为告知承诺")
    SHORTEN_LIMIT = "shorten_limit", _("缩短时限")
    CUT_MATERIAL = "cut_material", _("减少材料")
    CUT_STEP = "cut_step", _("减少环节")
    CUT_PRECONDITION = "cut_precondition", _("取消前置条件")
    MOVE_AFTER = "move_after", _("后置")
    MOVE_INTO_HALL = "move_into_hall", _("进驻大厅")
    RENAME = "rename", _("更名")
    ADJUST_FEE = "adjust_fee", _("调整收费")


class MemberStance(models.TextChoices):
    """成员意见."""

    AGREE = "agree", _("同意")
    DISAGREE = "disagree", _("不同意")
    AGREE_WITH_CHANGE = "agree_with_change", _("修改后同意")


class RunningCases(models.TextChoices):
    """在办件处理 — what happens to the cases in hand on the first day of a decision."""

    OLD_RULES = "old_rules", _("按原规定办完")
    TO_RECEIVER = "to_receiver", _("移交承接机关")
    APPLICANT_CHOOSES = "applicant_chooses", _("由申请人选择")


class GroupDuty(models.TextChoices):
    """工作组职责 — for what a member of the joint work group answers."""

    CENTRE = "centre", _("审批办")
    SUPERVISION = "supervision", _("监察")
    LEGAL = "legal", _("法制")
    FINANCE = "finance", _("财政")
    PRICING = "pricing", _("物价")


class HandOverState(models.TextChoices):
    """移交状态."""

    PROPOSED = "proposed", _("待接收")
    ACCEPTED = "accepted", _("已接收")
    DECLINED = "declined", _("已退回")
    RECALLED = "recalled", _("已撤回")


class SharingState(models.TextChoices):
    """结果共享状态."""

    ASKED = "asked", _("待答复")
    SHARED = "shared", _("已提供")
    DECLINED = "declined", _("不予提供")


class FeeNature(models.TextChoices):
    """收费性质."""

    ADMINISTRATIVE = "administrative", _("行政事业性收费")
    COST = "cost", _("证照工本费")
    RESOURCE = "resource", _("资源补偿性收费")
    FUND = "fund", _("政府性基金")


class ChargeState(models.TextChoices):
    """收费单状态 — the way of the one bill."""

    DRAFTED = "drafted", _("已计费，待部门确认")
    CONFIRMED = "confirmed", _("已确认，待开单")
    ISSUED = "issued", _("已开单，待缴款")
    PAID = "paid", _("已缴清")
    PARTLY_REFUNDED = "partly_refunded", _("已部分退费")
    REFUNDED = "refunded", _("已全部退费")
    VOID = "void", _("已作废")


class LineKind(models.TextChoices):
    """明细种类."""

    CHARGE = "charge", _("收费")
    EXEMPTION = "exemption", _("减免")


class PaymentState(models.TextChoices):
    """缴款状态."""

    SETTLED = "settled", _("已核销")
    UNMATCHED = "unmatched", _("未核销")
    RETURNED = "returned", _("已退回")


class UnmatchedReason(models.TextChoices):
    """未核销原因."""

    NO_REFERENCE = "no_reference", _("附言中没有缴款码")
    UNKNOWN = "unknown", _("没有这个缴款码的通知单")
    VOID = "void", _("通知单已作废")
    ALREADY_PAID = "already_paid", _("通知单已缴清")
    OVERPAID = "overpaid", _("多缴")
    SHORT = "short", _("少于应缴金额")
    ODD_DAY = "odd_day", _("到账日期早于通知日期或者晚于今天")


class RefundScope(models.TextChoices):
    """退费范围."""

    WHOLE = "whole", _("全部退费")
    LINES = "lines", _("按明细退费")
    SURPLUS = "surplus", _("退回未核销的款项")


class RefundState(models.TextChoices):
    """退费状态."""

    PROPOSED = "proposed", _("待审批")
    APPROVED = "approved", _("已批准")
    REJECTED = "rejected", _("不予退费")


class HearingState(models.TextChoices):
    """听证状态."""

    OFFERED = "hearing_offered", _("已告知听证权利")
    CALLED = "hearing_called", _("待组织听证")
    SCHEDULED = "hearing_scheduled", _("已通知听证")
    HELD = "hearing_held", _("已举行听证")
    WAIVED = "hearing_waived", _("未举行听证")


class CheckState(models.TextChoices):
    """承诺核查状态."""

    DUE = "check_due", _("待抽取核查人员")
    DRAWN = "check_drawn", _("待核查")
    KEPT = "check_kept", _("承诺属实")
    ORDERED = "check_ordered", _("责令整改")
    PUT_RIGHT = "check_put_right", _("已整改")
    FAILED = "check_failed", _("未整改，待撤销决定")
    REVOKED = "check_revoked", _("已撤销决定，待用印")
    SEALED = "check_sealed", _("撤销决定已用印")


class CheckOutcome(models.TextChoices):
    """承诺核查结果."""

    KEPT = "kept", _("承诺属实")
    PARTLY = "partly", _("部分不属实")
    FALSE = "false", _("承诺虚假")


class InspectionState(models.TextChoices):
    """勘验状态."""

    CALLED = "inspection_called", _("已组织勘验")
    DONE = "inspection_done", _("勘验完成")


class PartState(models.TextChoices):
    """参验状态."""

    CALLED = "part_called", _("待指派勘验人员")
    NAMED = "part_named", _("待勘验")
    INSPECTED = "part_inspected", _("已勘验")
    SKIPPED = "part_skipped", _("未参加")


class LicenceState(models.TextChoices):
    """证照状态."""

    IN_FORCE = "in_force", pgettext_lazy("证照", "有效")
    SUPERSEDED = "superseded", pgettext_lazy("证照", "已换发新证")
    EXPIRED = "expired", pgettext_lazy("证照", "已过有效期")
    REVOKED = "revoked", pgettext_lazy("证照", "已撤销")
    CANCELLED = "cancelled", pgettext_lazy("证照", "已注销")


class RevocationGround(models.TextChoices):
    """撤销事由 (行政许可法第六十九条)."""

    ABUSE = "abuse", _("滥用职权、玩忽职守作出准予决定")
    BEYOND = "beyond", _("超越法定职权作出准予决定")
    PROCEDURE = "procedure", _("违反法定程序作出准予决定")
    UNFIT = "unfit", _("对不具备申请资格或者不符合法定条件的申请人准予许可")
    DECEIT = "deceit", _("以欺骗、贿赂等不正当手段取得许可")
    OTHER = "other_by_law", _("依法可以撤销的其他情形")


class RevocationState(models.TextChoices):
    """撤销程序状态."""

    PROPOSED = "proposed", _("听取陈述申辩")
    REVOKED = "revoked", _("已决定撤销")
    DROPPED = "dropped", _("不予撤销")


class CancelGround(models.TextChoices):
    """注销事由 (行政许可法第七十条)."""

    EXPIRED = "expired", _("有效期届满未延续")
    INCAPABLE = "incapable", _("公民死亡或者丧失行为能力")
    DISSOLVED = "dissolved", _("法人或者其他组织依法终止")
    ENDED = "ended", _("许可依法被撤销、撤回，或者证件依法被吊销")
    FORCE = "force_majeure", _("因不可抗力导致许可事项无法实施")
    OTHER = "other_by_law", _("法律、法规规定的其他情形")


class Grade(models.TextChoices):
    """材料可信等级 — A issued by a body, B checked at a window, C uploaded, D stated with a promise."""

    A = "A", _("A级：机关签发的电子证照，已核验")
    B = "B", _("B级：窗口核对过原件")
    C = "C", _("C级：本人上传，须核对")
    D = "D", _("D级：本人承诺，须核查")
