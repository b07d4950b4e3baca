"""Facts of the applicant's side, from draft to submission."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.approvals.models import Application


@dataclass(frozen=True)
class ApplicationDrafted(Event):
    """起草申请 — a draft was begun; it has no number yet."""

    code = "approvals.application.drafted"
    says = _("%(by)s 起草了 %(application)s")
    about = "application"
    application: Application


@dataclass(frozen=True)
class DraftAmended(Event):
    """修改草稿 — the draft was saved again."""

    code = "approvals.application.amended"
    says = _("%(by)s 修改了申请内容")
    application: Application


@dataclass(frozen=True)
class FormFilled(Event):
    """填写申请表 — which fields were changed; what was written stands in the application alone."""

    code = "approvals.application.form-filled"
    says = _("%(by)s 填写了申请表：%(fields)s")
    application: Application
    fields: list[str]


@dataclass(frozen=True)
class DraftRenewed(Event):
    """换用新版 — the draft goes on under the version in force; what was filled in stayed."""

    code = "approvals.application.renewed"
    says = _("%(by)s 把草稿换用 %(version)s")
    application: Application
    version: str


@dataclass(frozen=True)
class MaterialAttached(Event):
    """提交材料 — one material was added; an earlier version of it stays."""

    code = "approvals.material.attached"
    says = _("%(by)s 提交了材料“%(material)s”")
    application: Application
    material: str
    key: str
    sha256: str


@dataclass(frozen=True)
class MaterialRemoved(Event):
    """移除材料 — one material was taken out of the draft."""

    code = "approvals.material.removed"
    says = _("%(by)s 移除了材料“%(material)s”")
    application: Application
    material: str
    key: str


@dataclass(frozen=True)
class DraftDiscarded(Event):
    """放弃草稿 — the draft was given up by its owner."""

    code = "approvals.application.discarded"
    says = _("%(by)s 放弃了草稿")
    application: Application


@dataclass(frozen=True)
class DraftExpired(Event):
    """草稿过期 — a draft that nobody touched for long ended."""

    code = "approvals.application.expired"
    says = _("草稿长期未提交，已自动清理")
    application: Application


@dataclass(frozen=True)
class ApplicationSubmitted(Event):
    """提交申请 — the case was opened and the receipt slip drawn up; the acceptance clock runs."""

    code = "approvals.application.submitted"
    says = _("%(by)s 提交了申请，收件日期 %(received_on)s")
    application: Application
    received_on: str
