"""A time at a hall, kept for somebody."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.text import masked_name, masked_phone
from yimen.modules.hall.states import AppointmentState

from .business import BusinessClass

SLOT = Func("starts_at", "ends_at", function="TSTZRANGE", output_field=DateTimeRangeField())
OPEN = ("requested", "booked")


class Appointment(models.Model):
    """预约 — one place in a slot of a hall, for a person with an account or for a telephone number with a code.

    ``place`` numbers the places of a slot from 1: no two open appointments have the same one. An after-hours
    service (延时服务) has no place; it waits for the centre's word.
    """

    lock_with = ("business",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    business = models.ForeignKey(
        BusinessClass, models.PROTECT, verbose_name=_("业务类别"), related_name="appointments"
    )
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    place = models.PositiveSmallIntegerField(_("时段内序号"), null=True, blank=True)
    state = models.CharField(_("预约状态"), max_length=10, choices=AppointmentState.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("预约人"),
        null=True,
        blank=True,
        related_name="appointments",
    )
    name = models.CharField(_("姓名"), max_length=60)
    phone = models.CharField(_("手机号码"), max_length=30)
    code = models.CharField(_("预约码"), max_length=6)
    item_code = models.CharField(_("事项代码"), max_length=60, blank=True)
    is_after_hours = models.BooleanField(_("延时服务"), default=False)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    booked_at = models.DateTimeField(_("预约时间"))
    reminded_at = models.DateTimeField(_("提醒时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("预约")
        verbose_name_plural = _("预约")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="appointment_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(is_after_hours=True) | Q(place__isnull=False), name="appointment_has_its_place"
            ),
            models.UniqueConstraint(
                fields=["business", "starts_at", "place"],
                condition=Q(state__in=["booked", "arrived"]),
                name="place_of_a_slot_is_given_once",
            ),
            ExclusionConstraint(
                name="one_telephone_books_one_place_at_once",
                expressions=[("phone", RangeOperators.EQUAL), (SLOT, RangeOperators.OVERLAPS)],
                condition=Q(state__in=["requested", "booked"]),
            ),
        ]
        indexes = [
            models.Index(fields=["business", "starts_at"], name="appointment_by_slot"),
            models.Index(fields=["person", "-starts_at"], name="appointment_by_person"),
            models.Index(fields=["phone", "-starts_at"], name="appointment_by_phone"),
            models.Index(fields=["starts_at"], condition=Q(state="booked"), name="booked_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.business.letter} {timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    def org_path(self) -> str:
        return self.business.centre.path

    @property
    def record_chain(self) -> UUID:
        return self.pk

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def masked_name(self) -> str:
        return masked_name(self.name)

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)
