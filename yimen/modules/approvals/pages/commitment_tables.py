"""The lists of notify and commit: checks, and who may not commit."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.text import masked_name
from yimen.kernel.people.models import PersonKind
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.approvals.models import CommitmentCheck, CreditExclusion
from yimen.modules.approvals.states import CheckOutcome, CheckState


def _case(row: CommitmentCheck) -> str:
    return reverse("approvals:application", args=[row.application_id])


def _person(row: CreditExclusion) -> str:
    """Bodies in full, persons masked, as in the register of licences."""
    is_resident = row.person.kind == PersonKind.RESIDENT
    return masked_name(row.person.name) if is_resident else row.person.name


def _repair(row: CreditExclusion) -> str:
    return reverse("approvals:credit-repair", args=[row.pk])


CHECKS = Table(
    columns=[
        Column("number", _("办件编号"), value=lambda row: row.application.number, link=_case, nowrap=True),
        Column("item", _("事项"), value=lambda row: named(row.application.item)),
        Column("state", _("状态"), value=lambda row: row.get_state_display()),
        Column("outcome", _("核查结果"), value=lambda row: row.get_outcome_display()),
        Column("due_on", _("核查截止日"), sort="due_on"),
        Column(
            "officers",
            _("核查人员"),
            value=lambda row: joined(filter(None, (row.first_officer, row.second_officer)), "、"),
        ),
    ],
    filters=[
        Filter(
            "q",
            _("编号或事项"),
            lookups=["application__case__number__startswith", "application__item__name__icontains"],
        ),
        Filter("state", _("状态"), kind="choice", choices=CheckState),
        Filter("outcome", _("核查结果"), kind="choice", choices=CheckOutcome),
        Filter("due", _("核查截止日"), kind="dates", lookup="due_on", more=True),
    ],
    default_sort="due_on",
    name="checks",
    caption=_("承诺核查"),
    empty=_("没有符合条件的承诺核查。"),
)
EXCLUSIONS = Table(
    columns=[
        Column("person", _("当事人"), value=_person, link=_repair),
        Column("reason", _("原因")),
        Column("since", _("起始日期"), sort="since"),
        Column("repaired_on", _("修复日期")),
    ],
    filters=[
        Filter("q", _("原因"), lookups=["reason__icontains"]),
        Filter("since", _("起始日期"), kind="dates", lookup="since", more=True),
    ],
    default_sort="-since",
    name="exclusions",
    caption=_("告知承诺限制名单"),
    empty=_("没有受限制的当事人。"),
)
