"""Words of evidence: what each piece shows, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.kernel.base.refusals import Text

SHOWS: Mapping[str, Text] = {
    "acceptance": _("受理时限（到期日、停止日）"),
    "promised": _("承诺时限（到期日、停止日）"),
    "statutory": _("法定时限（到期日、停止日）"),
    "delivery": _("送达时限（到期日、停止日）"),
    "first_review": _("初审时限（到期日、停止日）"),
    "accept": _("受理环节应办日期"),
    "decide_on_the_spot": _("当场办理环节应办日期"),
    "record_filing": _("备案环节应办日期"),
    "refuse_acceptance": _("决定不予受理环节应办日期"),
    "assign": _("分派环节应办日期"),
    "examine": _("审核环节应办日期"),
    "approve": _("批准环节应办日期"),
    "approved_late": _("到期以后才批准延期"),
    "approved_by_nobody": _("延期没有批准人"),
    "too_long": _("延期超过最长天数"),
    "not_told": _("延期没有告知理由"),
    "longer_than_told": _("超过告知的天数（应结束日、实际结束日）"),
    "without_basis": _("没有依据"),
    "opened_at_the_last_moment": _("临近到期才启动（剩余工作日）"),
    "held_beyond_peers": _("平均中止天数远超同行"),
    "nobody_at_the_windows": _("窗口连续无人"),
    "switched_off": _("没有文件即停止（停止日期）"),
    "nothing_received": _("没有收件（起始日、本应收件数）"),
    "refusals": _("不予决定数（实际、按往年应有）"),
    "told_to_come_back": _("群众反映被要求改日再来"),
    "power_gone": _("已取消或者下放（日期）"),
    "filing_refused": _("备案事项作出不予决定"),
    "outside_procedure": _("流程以外的环节"),
    "not_in_the_version": _("事项版本没有的材料"),
    "words_to_look_at": _("告知书中需要人工查看的用语"),
    "asked_for_more": _("群众反映被要求办事指南以外的材料"),
    "content_changed": _("内容与公布时不同（现在的散列）"),
    "published_without_approval": _("没有批准人即公布"),
    "returned": _("退回审核"),
    "reassigned": pgettext_lazy("预警依据", "分派"),
    "reviewed_and_approved": _("审核和批准为同一人"),
    "reviewed_and_hosted": _("审核和主持听证为同一人"),
    "one_inspector": _("一人勘验"),
    "accepted_earlier": _("受理在先而未决定的办件"),
    "decided_before_registered": _("决定早于登记"),
    "paper_without_case": _("文书没有对应的办件"),
    "at_another_place": _("在其他地点受理"),
    "typed_in_late": _("补录（发生时间、记录时间）"),
    "typed_in_at_once": _("集中补录"),
    "all_steps_in_minutes": _("从受理到决定只有几分钟"),
    "sealed_without_use": _("没有用印记录"),
    "number_twice": _("重号"),
    "numbers_missing": _("断号"),
    "numbers_out_of_order": _("编号与日期先后不符"),
    "not_in_the_record": _("本系统没有"),
    "not_in_the_register": _("登记册没有"),
    "handed_in_elsewhere": _("群众反映在大厅以外递交"),
    "asked_to_come_unregistered": _("群众反映被要求不登记直接办理"),
    "not_by_standard": _("金额与标准不符（实收、应收）"),
    "receipt_without_bill": _("到账没有缴费通知单（金额）"),
    "not_refunded": _("应退未退（金额）"),
    "paid_off_the_bill": _("群众反映交了通知单以外的钱"),
    "receipt_not_official": _("群众反映没有正式票据"),
    "paid_an_intermediary": _("群众反映向中介付款"),
    "paid_an_agent": _("委托人反映代办人员收钱"),
    "deemed_accepted": _("视为受理"),
    "correction_required": _("补正告知"),
    "without_reasons": _("不予许可没有理由"),
    "nobody_named": _("没有确定勘验人员"),
    "recorded_nothing": _("没有登记勘验情况"),
    "visited_again": _("联合勘验结束后又登记勘验"),
    "not_acknowledged": _("没有按时签收部门任务（应签收日）"),
    "stayed_away": _("缺席联合会审，没有请假"),
    "own_visit_tried": _("联合勘验以外另行组织勘验，系统未予办理"),
    "missing": _("缺少的内容"),
    "missing_share": _("缺失件数和总件数"),
    "rated": _("评价分数"),
    "check_due": _("核查截止日"),
}


def shown(what: str) -> Text:
    """What a piece of evidence shows; an unknown word is shown as it is."""
    return SHOWS.get(what, what)
