"""Parameters as data: what the law or the city sets, from a day, with its basis."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.punctuation import noted

from .units import Unit
from .value import Value, shown

CHAINS = UUID("7d0f2c1e-54c9-5d0a-9a3e-6b1f0c6f4a11")
IN_FORCE = Func(
    F("in_force_from"),
    F("in_force_to"),
    RangeBoundary(inclusive_lower=True, inclusive_upper=True),
    function="daterange",
    output_field=DateRangeField(),
)


class PolicyBook(models.Model):
    """参数册 — the one row that every change of a parameter locks.

    ``edition`` is new with every change: by it a process knows whether what it has read still stands.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    edition = models.UUIDField(_("版次"), default=new_id)

    class Meta:
        verbose_name = _("参数册")
        verbose_name_plural = _("参数册")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_policy_book")]

    def __str__(self) -> str:
        return str(_("制度参数"))


class Policy(models.Model):
    """制度参数 — a value in force from a day until a day, or until further notice; the past is never edited.

    ``scope`` limits it (to an organisation's code, an item's code); empty is general.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(_("参数代码"), max_length=80)
    scope = models.CharField(_("适用范围"), max_length=80, blank=True)
    name = models.CharField(_("名称"), max_length=100, blank=True)
    name_en = models.CharField(_("英文名称"), max_length=150, blank=True)
    value = models.JSONField(_("值"))
    unit = models.CharField(_("单位"), max_length=20, choices=Unit.choices, blank=True)
    basis = models.CharField(_("依据"), max_length=300, blank=True)
    note = models.TextField(_("说明"), blank=True)
    in_force_from = models.DateField(_("施行日期"))
    in_force_to = models.DateField(_("失效日期"), null=True, blank=True)
    is_confirmed = models.BooleanField(_("已核实"), default=True)

    class Meta:
        verbose_name = _("制度参数")
        verbose_name_plural = _("制度参数")
        ordering = ["code", "scope", "-in_force_from"]
        constraints = [
            ExclusionConstraint(
                name="one_value_in_force_at_once",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    ("scope", RangeOperators.EQUAL),
                    (IN_FORCE, RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(in_force_to__isnull=True) | Q(in_force_to__gte=F("in_force_from")),
                name="policy_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | ~Q(basis=""), name="confirmed_policy_has_its_basis"
            ),
        ]
        indexes = [models.Index(fields=["code", "id"], name="policy_by_code")]

    def __str__(self) -> str:
        return noted(self.name or self.code, self.scope)

    @property
    def record_chain(self) -> UUID:
        """All values of one parameter stand in one record."""
        return chain(self.code, self.scope)

    @property
    def shown(self) -> str:
        """The value with its unit."""
        return shown(self.value, self.unit)

    @property
    def as_value(self) -> Value:
        return Value(
            self.code,
            self.scope,
            self.value,
            self.unit,
            self.basis,
            self.in_force_from,
            self.in_force_to,
            self.is_confirmed,
        )


def chain(code: str, scope: str) -> UUID:
    """The chain of the record in which a parameter's values stand."""
    return uuid5(CHAINS, f"{code}/{scope}")
