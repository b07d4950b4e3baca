"""The desk's words for the work of supervision: what waits, and where it is done. Registered with kernel.cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.cases.desk import WorkKind, register

KINDS = [
    WorkKind("begin_verification", _("核实监督案件"), "supervision:verification"),
    WorkKind("verify_case", _("作出核实结论"), "supervision:case"),
    WorkKind("sign_notice", _("签发整改通知书"), "supervision:notice-signature"),
    WorkKind("issue_notice", _("下达整改通知书"), "supervision:notice-issue"),
    WorkKind("acknowledge_notice", _("签收整改文书"), "supervision:notice-acknowledgement"),
    WorkKind("submit_plan", _("报送整改方案"), "supervision:plan"),
    WorkKind("examine_plan", _("审查整改方案"), "supervision:plan-acceptance"),
    WorkKind("report_rectified", _("报告整改结果"), "supervision:rectification-report"),
    WorkKind("check_rectification", _("复查整改"), "supervision:rectification-check"),
    WorkKind("close_case", _("监督结案"), "supervision:case-closing"),
    WorkKind("conclude_accountability", _("登记追究结果"), "supervision:accountability-outcome"),
    WorkKind("resample", _("复查抽样"), "supervision:resampling"),
]

register("supervision", "supervision:case", KINDS)
