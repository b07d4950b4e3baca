"""Facts about advice, and about what telephones send."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.outreach.models import Advice, PhoneDraft


@dataclass(frozen=True)
class AdviceLogged(Event):
    """登记咨询 — somebody asked and was answered."""

    code = "outreach.advice.logged"
    says = _("%(by)s 登记了一次咨询")
    about = "advice"
    advice: Advice


@dataclass(frozen=True)
class PhoneDraftReceived(Event):
    """收到手机草稿 — what was written without a network arrived; our clock says when."""

    code = "outreach.draft.received"
    says = _("%(by)s 发送了手机草稿（%(draft)s）")
    about = "draft"
    draft: PhoneDraft
    phone_at: str
    is_clock_wrong: bool
