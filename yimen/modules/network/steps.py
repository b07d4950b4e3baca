"""办理环节 in words: the kinds of steps that a node tells."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text

LABELS: Mapping[str, Text] = {
    "submitted": _("收件"),
    "received": _("接收转送"),
    "correction_required": _("一次性告知补正"),
    "correction_answered": _("补正提交"),
    "assigned": _("分派审核"),
    "examined": _("审核"),
    "returned": _("退回重审"),
    "extended": _("批准延期"),
    "decided": _("作出决定"),
    "delivered": _("送达"),
    "closed": _("归结"),
    "withdrawn": _("撤回"),
    "reopened": _("恢复办理"),
    "tolerance_supplied": _("补齐容缺材料"),
}


def label(kind: str) -> Text:
    """The step in words."""
    return LABELS.get(kind, kind)
