"""What a principal has entrusted to an agent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.text import masked_name
from yimen.kernel.documents.models import File
from yimen.kernel.people.models import Person
from yimen.modules.outreach.states import MandateState, Power, Signing

from .agents import Agent
from .points import AgencyPoint


class Mandate(models.Model):
    """委托 — for which services, with which powers, until which day; signed on paper, by thumb-print or by oneself.

    It names one service or several. Each is carried once under it, by an errand of its own.

    It is given to the point: when its agent leaves, the stand-in goes on. Given to one agent alone
    (``only_agent``), it ends with that agent.
    """

    lock_with = ("point", "principal")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    principal = models.ForeignKey(Person, models.PROTECT, verbose_name=_("委托人"), related_name="mandates")
    point = models.ForeignKey(
        AgencyPoint, models.PROTECT, verbose_name=_("受托代理点"), related_name="mandates"
    )
    only_agent = models.ForeignKey(
        Agent, models.PROTECT, verbose_name=_("只委托该代理员"), null=True, blank=True, related_name="+"
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    services = ArrayField(models.CharField(max_length=60), verbose_name=_("委托事项"))
    powers = ArrayField(models.CharField(max_length=20, choices=Power.choices), verbose_name=_("委托权限"))
    signing = models.CharField(_("签署方式"), max_length=20, choices=Signing.choices)
    proof = models.ForeignKey(
        File, models.PROTECT, verbose_name=_("委托书或者照片"), null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(_("签署时间"))
    valid_until = models.DateField(_("有效期至"))
    state = models.CharField(
        _("委托状态"), max_length=10, choices=MandateState.choices, default=MandateState.IN_FORCE
    )
    revoked_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("委托")
        verbose_name_plural = _("委托")
        ordering = ["-signed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signing="e_signature") | Q(proof__isnull=False), name="mandate_has_its_proof"
            ),
            models.CheckConstraint(condition=~Q(services=[]) & ~Q(powers=[]), name="mandate_says_what_for"),
            models.CheckConstraint(
                condition=Q(state="revoked", revoked_at__gte=F("signed_at"))
                | Q(state="in_force", revoked_at__isnull=True),
                name="revoked_mandate_has_its_time",
            ),
        ]
        indexes = [models.Index(fields=["principal", "-signed_at"], name="mandate_by_principal")]

    def __str__(self) -> str:
        return f"{self.point} {self.signed_at:%Y-%m-%d}"

    @property
    def party_person_ids(self) -> Mapping[str, UUID]:
        return {"principal": self.principal_id}

    def holds_on(self, day: date) -> bool:
        """Whether it stands on the day."""
        return self.state == MandateState.IN_FORCE and day <= self.valid_until

    @property
    def masked_principal(self) -> str:
        return masked_name(self.principal.name)

    def powers_in_words(self) -> list[str]:
        return [str(Power(one).label) for one in self.powers]
