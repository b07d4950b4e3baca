"""可办事项 — what the reader may do with a yearly work report now: label, address, whether it is the main one."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text

from .models import AnnualSummary
from .permissions import Permission
from .states import FIXED, IN_WORK, SummaryState

State = SummaryState


@dataclass(frozen=True)
class Offer:
    """可办事项 — an act that is open now."""

    label: Text
    page: str
    permission: str
    states: tuple[str, ...]
    is_main: bool = True


OFFERS = (
    Offer(_("计算数值"), "computation", Permission.SUMMARY_COMPUTE, IN_WORK),
    Offer(_("审核"), "review", Permission.SUMMARY_REVIEW, (State.COMPUTED,)),
    Offer(_("定稿"), "freezing", Permission.SUMMARY_FREEZE, (State.REVIEWED,)),
    Offer(_("公布"), "publication", Permission.SUMMARY_PUBLISH, (State.FROZEN,)),
    Offer(_("调整次序"), "order", Permission.SUMMARY_ARRANGE, IN_WORK, is_main=False),
    Offer(_("退回"), "return", Permission.SUMMARY_RETURN, (State.COMPUTED, State.REVIEWED), is_main=False),
    Offer(_("重建核对"), "rebuilding", Permission.SUMMARY_REBUILD, FIXED, is_main=False),
    Offer(_("更正"), "correction", Permission.SUMMARY_CORRECT, (State.PUBLISHED,), is_main=False),
)


def offers(actor: Actor, summary: AnnualSummary) -> list[tuple[Text, str, str]]:
    """Label, address and kind of each act that is open to the reader."""
    return [
        (one.label, reverse(f"summaries:{one.page}", args=[summary.pk]), "" if one.is_main else "secondary")
        for one in OFFERS
        if summary.state in one.states and _stands(one, summary) and actor.may(one.permission, summary)
    ]


def _stands(offer: Offer, summary: AnnualSummary) -> bool:
    """Corrected once."""
    return offer.page != "correction" or not AnnualSummary.objects.filter(replaces=summary).exists()
