"""事项版本的可办事项: the acts on a version of an item, each with its page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.kernel.audit.offers import Offer
from yimen.kernel.base.actor import Actor

from . import actions
from .models import ItemVersion
from .states import VersionState


def _is_not_a_draft(version: ItemVersion, _actor: Actor) -> bool:
    return version.state != VersionState.DRAFT


def _is_suspended(version: ItemVersion, _actor: Actor) -> bool:
    """Now, or from a day that is still to come."""
    is_now = version.state == VersionState.SUSPENDED
    return is_now or version.item.suspensions.filter(resumed_on__isnull=True).exists()


TABLE = (
    Offer(actions.amend_version, _("修改草稿"), "approvals:version-amendment", "primary"),
    Offer(actions.submit_version_for_review, _("提交审查"), "approvals:version-review", "primary"),
    Offer(actions.give_legal_opinion, _("法制审核"), "approvals:version-legal-opinion", "primary"),
    Offer(actions.give_pricing_opinion, _("收费审核"), "approvals:version-pricing-opinion", "primary"),
    Offer(
        actions.publish_version, _("批准公布"), "approvals:version-publication", "primary", _is_not_a_draft
    ),
    Offer(actions.return_version, _("退回修改"), "approvals:version-return"),
    Offer(actions.copy_version, _("复制为新草稿"), "approvals:version-copy"),
    Offer(actions.suspend_version, _("暂停办理"), "approvals:version-suspension", "danger"),
    Offer(actions.resume_version, _("恢复办理"), "approvals:version-resumption", when=_is_suspended),
    Offer(
        actions.cancel_version, pgettext_lazy("按钮", "取消事项"), "approvals:version-cancellation", "danger"
    ),
)
BY_ACT = {one.act: one for one in TABLE}
