"""待办: the kinds of work of a check, and the page where it is done."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.cases.desk import WorkKind

CHECK_WORK = (
    WorkKind("first", _("初审公开信息"), "disclosure:check"),
    WorkKind("secrecy", _("保密审查公开信息"), "disclosure:check"),
    WorkKind("signing", _("签发公开信息"), "disclosure:check"),
    WorkKind("referral", _("答复提请确定"), "disclosure:check"),
    WorkKind("publish", _("公开已签发的信息"), "disclosure:check"),
)
