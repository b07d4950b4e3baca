"""The desk's words for the work of requests: what waits, and where it is done. Registered with kernel.cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.cases.desk import WorkKind, register

from . import queries

KINDS = [
    WorkKind("register", _("登记公开申请"), "requests:registration"),
    WorkKind("handle", _("办理公开申请"), "requests:request"),
    WorkKind("await_opinion", _("征求意见到期"), "requests:request"),
    WorkKind("await_fee", _("缴费到期"), "requests:request"),
    WorkKind("grant_extension", _("决定是否延长答复期限"), "requests:extension-grant"),
    WorkKind("approve_answer", _("签发公开答复"), "requests:answer-approval"),
    WorkKind("seal_answer", _("公开答复用印"), "requests:answer-seal"),
    WorkKind("serve_answer", _("送达公开答复"), "requests:service"),
    WorkKind("answer_suggestion", _("审核主动公开建议"), "requests:suggestion-answer"),
]

register("requests", "requests:request", KINDS, seen=queries.requests)
