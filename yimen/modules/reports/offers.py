"""可办事项 — what the reader may do with a report now."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.offers import Offer, open_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.web.shapes import OpenOffer

from . import actions
from .models import AnnualReport
from .permissions import Permission
from .states import IN_WORK, ReportState


def _not_received(report: AnnualReport, _actor: Actor) -> bool:
    return report.received_at is None


def _may_be_corrected(report: AnnualReport, _actor: Actor) -> bool:
    is_published = report.state == ReportState.PUBLISHED
    return is_published and not AnnualReport.objects.filter(replaces=report).exists()


OFFERS = (
    Offer(actions.freeze_report, _("锁定年度数据"), "reports:freezing", "primary"),
    Offer(actions.draft_report, _("起草"), "reports:draft", "primary"),
    Offer(actions.review_report, _("审核"), "reports:review", "primary"),
    Offer(actions.submit_report, _("报送"), "reports:submission", "primary"),
    Offer(actions.publish_report, _("公布"), "reports:publication", "primary"),
    Offer(actions.receive_report, _("接收"), "reports:reception", "primary", _not_received),
    Offer(actions.return_report, _("退回起草"), "reports:return"),
    Offer(actions.send_back_report, _("退回报送"), "reports:sending-back"),
    Offer(actions.correct_report, _("更正"), "reports:correction", when=_may_be_corrected),
)


def offers(actor: Actor, report: AnnualReport) -> list[OpenOffer]:
    """What is open to the reader; while the report is in work its readers also see what bodies add to it."""
    found = open_to(actor, report, OFFERS)
    if report.state in IN_WORK and actor.may(Permission.REPORT_READ, report):
        found.append(OpenOffer("", _("补充数"), reverse("reports:supplements", args=[report.pk])))
    return found
