"""文书格式 — which documents can be made: the template of each, its version, and the fields that it reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text

from . import fields


@dataclass(frozen=True)
class Paper:
    """文书格式 — one kind of document: its template, its version and its schema."""

    code: str
    label: Text
    title: str  # as it is printed; documents are Chinese in every language of the reader
    version: int
    schema: type

    @property
    def needed(self) -> frozenset[str]:
        return frozenset(self.schema.__dict__["__required_keys__"])


PAPERS: Mapping[str, Paper] = {
    paper.code: paper
    for paper in (
        Paper(
            "annual_report",
            _("政府信息公开工作年度报告"),
            "政府信息公开工作年度报告",
            1,
            fields.AnnualReport,
        ),
        Paper("acceptance_notice", _("受理通知书"), "受理通知书", 1, fields.AcceptanceNotice),
        Paper("charge_notice", _("缴费通知单"), "缴费通知单", 1, fields.ChargeNotice),
        Paper("application_form", _("申请表"), "申请表", 1, fields.ApplicationForm),
        Paper("correction_notice", _("补正告知书"), "申请材料补正告知书", 1, fields.CorrectionNotice),
        Paper("decision", _("行政许可决定书"), "准予行政许可决定书", 1, fields.Decision),
        Paper("delivery_receipt", _("送达回证"), "送达回证", 1, fields.DeliveryReceipt),
        Paper("extension_notice", _("延期告知书"), "延长行政许可办理期限告知书", 1, fields.ExtensionNotice),
        Paper("filing_receipt", _("备案回执"), "备案回执", 1, fields.FilingReceipt),
        Paper("commitment", _("告知承诺书"), "告知承诺书", 1, fields.Commitment),
        Paper("first_review", _("初步审查意见报送函"), "关于报送初步审查意见的函", 1, fields.FirstReview),
        Paper("hearing_minutes", _("听证笔录"), "行政许可听证笔录", 1, fields.HearingMinutes),
        Paper("hearing_notice", _("听证通知书"), "行政许可听证通知书", 1, fields.HearingNotice),
        Paper("hearing_offer", _("听证告知书"), "行政许可听证告知书", 1, fields.HearingOffer),
        Paper("inspection_report", _("现场勘验报告"), "现场勘验报告", 1, fields.InspectionReport),
        Paper("rectification_order", _("责令整改通知书"), "责令整改通知书", 1, fields.RectificationOrder),
        Paper("joint_rectification", _("整改通知书"), "整改通知书", 1, fields.JointRectification),
        Paper(
            "revocation_decision", _("撤销行政许可决定书"), "撤销行政许可决定书", 1, fields.RevocationDecision
        ),
        Paper("hold_notice", _("特别程序告知书"), "特别程序所需时间告知书", 1, fields.HoldNotice),
        Paper("letter", _("公文"), "通知", 1, fields.Letter),
        Paper("licence", _("许可证"), "行政许可证", 1, fields.Licence),
        Paper("non_acceptance", _("不予受理决定书"), "不予受理决定书", 1, fields.NonAcceptance),
        Paper("not_competent", _("不属本机关职权范围决定书"), "不予受理决定书", 1, fields.NotCompetent),
        Paper("not_required", _("不需许可告知书"), "不需要取得行政许可告知书", 1, fields.NotRequiredNotice),
        Paper("payment_receipt", _("缴费凭证"), "缴费凭证", 1, fields.PaymentReceipt),
        Paper("receipt_slip", _("收件凭证"), "收件凭证", 1, fields.ReceiptSlip),
        Paper("registration_slip", _("即办件登记单"), "即办件登记单", 1, fields.RegistrationSlip),
        Paper("rule_compilation", _("制度汇编"), "政务公开制度汇编", 1, fields.RuleCompilation),
        Paper("termination_notice", _("终止办理通知书"), "终止办理通知书", 1, fields.TerminationNotice),
        Paper("yearly_summary", _("年度工作总结"), "年度工作总结", 1, fields.YearlySummary),
    )
}
