"""可办事项 — what the reader may do with a yearly work report now."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.offers import Offer
from yimen.kernel.base.actor import Actor

from . import actions
from .models import AnnualSummary
from .states import SummaryState


def _may_be_corrected(summary: AnnualSummary, _actor: Actor) -> bool:
    is_published = summary.state == SummaryState.PUBLISHED
    return is_published and not AnnualSummary.objects.filter(replaces=summary).exists()


OFFERS = (
    Offer(actions.compute_summary, _("计算数值"), "summaries:computation", "primary"),
    Offer(actions.review_summary, _("审核"), "summaries:review", "primary"),
    Offer(actions.freeze_summary, _("定稿"), "summaries:freezing", "primary"),
    Offer(actions.publish_summary, _("公布"), "summaries:publication", "primary"),
    Offer(actions.arrange_parts, _("调整次序"), "summaries:order"),
    Offer(actions.return_summary, _("退回"), "summaries:return"),
    Offer(actions.rebuild_summary, _("重建核对"), "summaries:rebuilding"),
    Offer(actions.correct_summary, _("更正"), "summaries:correction", when=_may_be_corrected),
)
