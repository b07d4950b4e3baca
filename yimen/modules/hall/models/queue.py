"""The queue: one row a number that was taken."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Org, Window
from yimen.modules.hall.states import TicketChannel, TicketState

from .appointments import Appointment
from .business import BusinessClass, PriorityGround


class Ticket(models.Model):
    """排队号 — a place in the queue of a hall on a day; its id is the key with which its holder follows it.

    ``queued_at`` is the moment by which it stands in the order: it stays when the number is moved to another
    window, and is set anew when a number that was passed is called back.
    """

    lock_with = ("business", "centre")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    business = models.ForeignKey(
        BusinessClass, models.PROTECT, verbose_name=_("业务类别"), related_name="tickets"
    )
    centre = models.ForeignKey(Org, models.PROTECT, verbose_name=_("中心"), related_name="tickets")
    day = models.DateField(_("日期"))
    serial = models.PositiveIntegerField(_("序号"))
    number = models.CharField(_("号码"), max_length=10)
    state = models.CharField(
        _("排队状态"), max_length=10, choices=TicketState.choices, default=TicketState.WAITING
    )
    channel = models.CharField(
        _("取号方式"), max_length=12, choices=TicketChannel.choices, default=TicketChannel.KIOSK
    )
    item_code = models.CharField(_("事项代码"), max_length=60, blank=True)
    priority = models.ForeignKey(
        PriorityGround, models.PROTECT, verbose_name=_("优先事由"), null=True, blank=True
    )
    appointment = models.OneToOneField(
        Appointment, models.PROTECT, verbose_name=_("预约"), null=True, blank=True, related_name="ticket"
    )
    slot_at = models.DateTimeField(_("预约时段"), null=True, blank=True)
    taken_at = models.DateTimeField(_("取号时间"))
    queued_at = models.DateTimeField(_("排队时间"))
    sent_to = models.ForeignKey(
        Window, models.PROTECT, verbose_name=_("指定窗口"), null=True, blank=True, related_name="tickets_sent"
    )
    window = models.ForeignKey(
        Window, models.PROTECT, verbose_name=_("叫号窗口"), null=True, blank=True, related_name="tickets"
    )
    called_at = models.DateTimeField(_("叫号时间"), null=True, blank=True)
    first_called_at = models.DateTimeField(_("首次叫号时间"), null=True, blank=True)
    call_count = models.PositiveSmallIntegerField(_("叫号次数"), default=0)
    called_by = models.CharField(_("叫号人"), max_length=100, blank=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    case = models.ForeignKey(
        Case, models.PROTECT, verbose_name=_("办件"), null=True, blank=True, related_name="tickets"
    )

    class Meta:
        verbose_name = _("排队号")
        verbose_name_plural = _("排队号")
        constraints = [
            models.UniqueConstraint(fields=["business", "day", "serial"], name="number_once_a_day_and_class"),
            models.UniqueConstraint(
                fields=["window"], condition=Q(state="called"), name="window_serves_one_number_at_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="called") | Q(window__isnull=False, called_at__isnull=False),
                name="called_number_has_window_and_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "called"], ended_at__isnull=True)
                | (~Q(state__in=["waiting", "called"]) & Q(ended_at__isnull=False)),
                name="number_that_is_over_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["business", "day", "queued_at"], condition=Q(state="waiting"), name="waiting_in_order"
            ),
            models.Index(fields=["centre", "day", "-called_at"], name="called_in_a_hall"),
        ]

    def __str__(self) -> str:
        return self.number

    def record_label(self) -> str:
        return f"{self.number} {self.day.isoformat()}"

    @property
    def org_path(self) -> str:
        return self.centre.path

    @property
    def is_over(self) -> bool:
        return self.state not in (TicketState.WAITING, TicketState.CALLED)

    @property
    def record_chain(self) -> UUID:
        return self.pk
