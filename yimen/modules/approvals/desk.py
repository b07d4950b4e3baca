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
    WorkKind("confirm_record_correction", _("确认更正"), "approvals:record-correction-confirmation"),
    WorkKind("deliver", _("送达"), "approvals:delivery"),
]

register("approvals", "approvals:application", KINDS)
