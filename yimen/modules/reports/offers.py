"""可办事项 — what the reader may do with a report now: label, address, whether it is the main one."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text

from .models import AnnualReport
from .permissions import Permission
from .states import IN_WORK, ReportState

State = ReportState


@dataclass(frozen=True)
class Offer:
    """可办事项 — an act that is open now."""

    label: Text
    page: str
    permission: str
    states: tuple[str, ...]
    is_main: bool = True


OFFERS = (
    Offer(_("锁定年度数据"), "freezing", Permission.REPORT_DRAFT, (State.OPEN,)),
    Offer(_("起草"), "draft", Permission.REPORT_DRAFT, (State.FROZEN, State.DRAFTED)),
    Offer(_("补充数"), "supplements", Permission.REPORT_READ, IN_WORK, is_main=False),
    Offer(_("审核"), "review", Permission.REPORT_REVIEW, (State.DRAFTED,)),
    Offer(_("报送"), "submission", Permission.REPORT_SUBMIT, (State.REVIEWED,)),
    Offer(_("公布"), "publication", Permission.REPORT_PUBLISH, (State.SUBMITTED,)),
    Offer(_("退回起草"), "return", Permission.REPORT_RETURN, (State.DRAFTED, State.REVIEWED), is_main=False),
    Offer(_("接收"), "reception", Permission.REPORT_RECEIVE, (State.SUBMITTED, State.PUBLISHED)),
    Offer(_("退回报送"), "sending-back", Permission.REPORT_RECEIVE, (State.SUBMITTED,), is_main=False),
    Offer(_("更正"), "correction", Permission.REPORT_CORRECT, (State.PUBLISHED,), is_main=False),
)


def offers(actor: Actor, report: AnnualReport) -> list[tuple[Text, str, str]]:
    """Label, address and kind of each act that is open to the reader."""
    return [
        (one.label, reverse(f"reports:{one.page}", args=[report.pk]), "" if one.is_main else "secondary")
        for one in OFFERS
        if report.state in one.states and _stands(one, report) and actor.may(one.permission, report)
    ]


def _stands(offer: Offer, report: AnnualReport) -> bool:
    """Received once; corrected once."""
    if offer.page == "reception":
        return report.received_at is None
    if offer.page == "correction":
        return not AnnualReport.objects.filter(replaces=report).exists()
    return True
