"""The states and kinds, as TextChoices with their Chinese labels."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """申请状态."""

    DRAFT = "draft", _("草稿")
    DISCARDED = "discarded", _("已放弃")
    SUBMITTED = "submitted", _("已提交")
    RECEIVED = "received", _("已登记")
    CORRECTION_REQUESTED = "correction_requested", _("待补正")
    REASONS_REQUESTED = "reasons_requested", _("待说明理由")
    IN_PROCESS = "in_process", _("办理中")
    CONSULTING_THIRD_PARTY = "consulting_third_party", _("征求第三方意见")
    CONSULTING_BODY = "consulting_body", _("征求其他机关意见")
    FEE_PENDING = "fee_pending", _("待缴费")
    DELAYED = "delayed", _("延迟答复")
    AWAITING_APPROVAL = "awaiting_approval", _("待审签")
    DECIDED = "decided", _("已答复")
    SERVED = "served", _("已送达")
    UNDER_REVIEW = "under_review", _("复议诉讼中")
    WITHDRAWN = "withdrawn", _("已撤回")
    CLOSED = "closed", _("已归档")


BEFORE_REGISTRATION = (State.DRAFT, State.DISCARDED, State.SUBMITTED)
CONSULTING = (State.CONSULTING_THIRD_PARTY, State.CONSULTING_BODY)
WORKING = (State.IN_PROCESS, State.DELAYED)
"""The officer works on it; an answer may be drafted."""
IN_HAND = (State.RECEIVED, State.REASONS_REQUESTED, *WORKING, *CONSULTING)
"""Registered, and nothing hinders the officer from a further step."""
UNANSWERED = (*IN_HAND, State.CORRECTION_REQUESTED, State.FEE_PENDING, State.AWAITING_APPROVAL)
ANSWERED = (State.DECIDED, State.SERVED, State.UNDER_REVIEW, State.CLOSED)
ENDED = (State.DISCARDED, State.WITHDRAWN, State.CLOSED)


class ApplicantKind(models.TextChoices):
    """申请人类型 — the six columns of the yearly report."""

    NATURAL_PERSON = "natural_person", _("自然人")
    COMMERCIAL_ENTERPRISE = "commercial_enterprise", _("商业企业")
    RESEARCH_INSTITUTION = "research_institution", _("科研机构")
    SOCIAL_WELFARE_ORGANISATION = "social_welfare_organisation", _("社会公益组织")
    LEGAL_SERVICE_INSTITUTION = "legal_service_institution", _("法律服务机构")
    OTHER = "other", _("其他组织")


class Way(models.TextChoices):
    """申请渠道 — how the application came; the day of receipt follows from it (条例 31)."""

    IN_PERSON = "in_person", _("当面提交")
    ORAL = "oral", _("口头申请（代为填写）")
    REGISTERED_POST = "registered_post", _("邮寄（需签收）")
    ORDINARY_POST = "ordinary_post", _("平常信函")
    ONLINE = "online", _("网上提交")
    EMAIL = "email", _("电子邮件")
    FAX = "fax", _("传真")


class InformationForm(models.TextChoices):
    """信息的载体形式 — in which form the applicant wishes to have it."""

    ELECTRONIC = "electronic", _("电子文件")
    PAPER = "paper", _("纸质")
    DISC = "disc", _("光盘")
    ON_SITE_READING = "on_site_reading", _("现场查阅")


class DeliveryWay(models.TextChoices):
    """获取方式 — how it is to reach the applicant."""

    ONLINE = "online", _("网上领取")
    EMAIL = "email", _("电子邮件")
    POST = "post", _("邮寄")
    FAX = "fax", _("传真")
    PICK_UP = "pick_up", _("自行领取")
    ON_SITE = "on_site", _("当场查阅、抄录")


class ServiceWay(models.TextChoices):
    """送达方式 (国办公开办函〔2016〕235号)."""

    IN_PERSON = "in_person", _("当面送达")
    POST = "post", _("邮政企业邮寄")
    ONLINE = "online", _("网上送达")
    EMAIL = "email", _("电子邮件")
    FAX = "fax", _("传真")


class ClockEventKind(models.TextChoices):
    """计时事件 — what moves the answer period."""

    RECEIVED = "received", _("收到申请")
    CORRECTION_REQUESTED = "correction_requested", _("告知补正")
    CORRECTION_RECEIVED = "correction_received", _("收到补正")
    THIRD_PARTY_SENT = "third_party_sent", _("征求第三方意见")
    THIRD_PARTY_ANSWERED = "third_party_answered", _("第三方意见期满或者收到意见")
    BODY_CONSULTED = "body_consulted", _("征求其他机关意见")
    BODY_ANSWERED = "body_answered", _("其他机关意见期满或者收到意见")
    EXTENDED = "extended", _("延长答复期限")
    FEE_NOTICE = "fee_notice", _("发出收费通知")
    FEE_PAID = "fee_paid", _("完成缴费")
    DELAY_FIXED = "delay_fixed", _("确定延迟答复期限")
    REOPENED = "reopened", _("责令重新答复")
    SERVED = "served", _("送达答复")


class ConsultationKind(models.TextChoices):
    """征求意见对象."""

    THIRD_PARTY = "third_party", _("第三方")
    CO_MAKER = "co_maker", _("共同制作机关")
    OTHER_BODY = "other_body", _("其他机关")


class Stance(models.TextChoices):
    """征求意见结果."""

    AGREES = "agrees", _("同意公开")
    OBJECTS_WITH_GROUND = "objects_with_ground", _("不同意公开，有合理理由")
    OBJECTS_WITHOUT_GROUND = "objects_without_ground", _("不同意公开，无合理理由")
    SILENT = "silent", _("逾期未答复")


class FeeBasis(models.TextChoices):
    """信息处理费计收方式 — one of the two, never both (办法 3)."""

    ITEMS = "items", _("按件计收")
    PAGES = "pages", _("按量计收")


class RemedyKind(models.TextChoices):
    """救济类型."""

    RECONSIDERATION = "reconsideration", _("行政复议")
    SUIT_DIRECT = "suit_direct", _("未经复议直接起诉")
    SUIT_AFTER = "suit_after_reconsideration", _("复议后起诉")


class RemedyResult(models.TextChoices):
    """救济结果."""

    PENDING = "pending", _("尚未审结")
    UPHELD = "upheld", _("结果维持")
    CORRECTED = "corrected", _("结果纠正")
    OTHER = "other", _("其他结果")


class ComplaintKind(models.TextChoices):
    """投诉举报事由 (条例 47, 51)."""

    NOT_PROACTIVE = "not_proactive", _("未按要求主动公开")
    NOT_REPLIED = "not_replied", _("对申请未答复")
    UNLAWFUL_REPLY = "unlawful_reply", _("不依法答复")


class ComplaintResult(models.TextChoices):
    """投诉举报处理结果."""

    ORDER_CORRECTION = "order_correction", _("督促整改")
    CRITICISE = "criticise", _("通报批评")
    UNFOUNDED = "unfounded", _("查无实据")


class CorrectionResult(models.TextChoices):
    """更正信息记录的处理结果 (条例 41)."""

    CORRECTED = "corrected", _("已更正")
    TRANSFERRED = "transferred", _("已转送有权机关")
    DECLINED = "declined", _("不予更正")


class MatterState(models.TextChoices):
    """事项状态 — of a complaint, a suggestion, a correction of a record."""

    FILED = "filed", _("待处理")
    SETTLED = "settled", _("已处理")


class LetterKind(models.TextChoices):
    """信函种类."""

    RECEIPT = "receipt", _("登记回执")
    CORRECTION = "correction", _("补正告知书")
    REASONS = "reasons", _("说明理由通知书")
    EXTENSION = "extension", _("延长答复期限告知书")
    DELAY = "delay", _("延迟答复告知书")
    THIRD_PARTY = "third_party", _("征求第三方意见书")
    CO_MAKER = "co_maker", _("征求意见函")
    OVERRIDE = "override", _("告知第三方公开决定书")
    FEE = "fee", _("信息处理费收费通知书")
    ANSWER = "answer", _("答复书")
