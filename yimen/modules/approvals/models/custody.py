"""Who holds the paper of a case, and each time it changed hands."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.modules.approvals.states import PaperState

from .applications import Application


class PaperCustody(models.Model):
    """纸质材料保管 — one bundle of paper of a case and the one person who answers for it now."""

    lock_with = ("application",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="paper_custodies"
    )
    title = models.CharField(_("材料"), max_length=200)
    sheets = models.PositiveSmallIntegerField(_("页数"))
    state = models.CharField(
        _("保管状态"), max_length=10, choices=PaperState.choices, default=PaperState.HELD
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("保管人"), related_name="papers_held"
    )
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("接收人"),
        null=True,
        blank=True,
        related_name="papers_to_receive",
    )
    registered_at = models.DateTimeField(_("登记时间"))
    held_since = models.DateTimeField(_("保管起始"))
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("纸质材料保管")
        verbose_name_plural = _("纸质材料保管")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="passed", receiver__isnull=False)
                | (~Q(state="passed") & Q(receiver__isnull=True)),
                name="paper_on_its_way_has_a_receiver",
            ),
            models.CheckConstraint(
                condition=Q(receiver__isnull=True) | ~Q(receiver=F("holder")),
                name="nobody_hands_paper_to_himself",
            ),
            models.CheckConstraint(condition=Q(sheets__gte=1), name="paper_has_sheets"),
        ]
        indexes = [
            models.Index(fields=["holder", "-held_since"], name="paper_by_holder"),
            models.Index(fields=["receiver"], condition=Q(state="passed"), name="paper_to_receive"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def record_chain(self) -> UUID:
        """The way of the paper is part of the story of its case."""
        return self.application_id

    @property
    def org_path(self) -> str:
        return self.application.org_path

    @property
    def person_id(self) -> UUID:
        """Whose it is to hand on: the holder's."""
        return self.holder_id

    @property
    def assignee_id(self) -> UUID | None:
        """Whose it is to receive."""
        return self.receiver_id


class PaperMovement(models.Model):
    """纸质材料交接 — handed over by one and received by the other, each with the own signature in the record."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    custody = models.ForeignKey(
        PaperCustody, models.PROTECT, verbose_name=_("纸质材料保管"), related_name="movements"
    )
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("移交人"), related_name="papers_given"
    )
    taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("接收人"), related_name="papers_taken"
    )
    handed_at = models.DateTimeField(_("移交时间"))
    received_at = models.DateTimeField(_("接收时间"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("纸质材料交接")
        verbose_name_plural = _("纸质材料交接")
        ordering = ["handed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["custody"], condition=Q(received_at__isnull=True), name="paper_is_on_one_way_at_once"
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(received_at__gte=F("handed_at")),
                name="paper_arrives_after_it_was_handed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"
