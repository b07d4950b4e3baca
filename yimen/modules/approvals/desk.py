"""The desk's words for the work of approvals: what waits, and where it is done. Registered with kernel.cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.cases.desk import WorkKind, register

KINDS = [
    WorkKind("accept", _("受理"), "approvals:acceptance"),
    WorkKind("decide_on_the_spot", _("当场办理"), "approvals:spot-decision"),
    WorkKind("record_filing", _("办理备案"), "approvals:filing"),
    WorkKind("refuse_acceptance", _("决定不予受理"), "approvals:acceptance-refusal"),
    WorkKind("assign", _("接办或分派"), "approvals:assignment"),
    WorkKind("examine", _("审核"), "approvals:examination"),
    WorkKind("approve", _("批准"), "approvals:approval"),
    WorkKind("conclude", _("用印办结"), "approvals:conclusion"),
    WorkKind("decide_by_commitment", _("告知承诺决定"), "approvals:commitment-decision"),
    WorkKind("schedule_hearing", _("组织听证"), "approvals:hearing-schedule"),
    WorkKind("record_hearing", _("主持听证"), "approvals:hearing-minutes"),
    WorkKind("inspect", _("现场勘验"), "approvals:inspection"),
    WorkKind("report_up", _("上报"), "approvals:report"),
    WorkKind("decide_above", _("上级决定"), "approvals:decision-above"),
    WorkKind("check_commitment", _("核查承诺"), "approvals:commitment-check"),
    WorkKind("verify_rectification", _("复核整改"), "approvals:rectification"),
    WorkKind("revoke_decision", _("撤销决定"), "approvals:revocation"),
    WorkKind("seal_revocation", _("撤销决定用印"), "approvals:revocation-seal"),
    WorkKind("confirm_record_correction", _("确认更正"), "approvals:record-correction-confirmation"),
    WorkKind("deliver", _("送达"), "approvals:delivery"),
]

register("approvals", "approvals:application", KINDS)
