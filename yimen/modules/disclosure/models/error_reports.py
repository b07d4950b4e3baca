"""Reports of what is wrong or outdated, by anybody who reads; answered by the body that publishes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.modules.disclosure.states import ErrorKind, ReportState

from .publications import Publication


class ErrorReport(models.Model):
    """纠错 — somebody says that a publication is wrong or outdated; the number lets them read the answer."""

    lock_with = ("publication",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publication = models.ForeignKey(
        Publication, models.PROTECT, verbose_name=_("主动公开信息"), related_name="error_reports"
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    code = models.CharField(_("查询码"), max_length=20, unique=True)
    kind = models.CharField(_("问题类型"), max_length=10, choices=ErrorKind.choices)
    text = models.TextField(_("问题"), max_length=1000)
    contact = models.CharField(_("联系方式"), max_length=100, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("提出人"),
        null=True,
        blank=True,
        related_name="error_reports",
    )
    state = models.CharField(
        _("纠错状态"), max_length=10, choices=ReportState.choices, default=ReportState.RECEIVED
    )
    received_at = models.DateTimeField(_("收到时间"))
    due_on = models.DateField(_("应答复日期"))
    answer = models.TextField(_("答复"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("答复人"),
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("纠错")
        verbose_name_plural = _("纠错")
        ordering = ["-received_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="received", answered_at__isnull=True)
                | (~Q(state="received") & Q(answered_at__isnull=False) & ~Q(answer="")),
                name="answered_report_has_answer",
            )
        ]
        indexes = [
            models.Index(
                fields=["org_path", "state", "due_on"],
                name="report_waiting",
                opclasses=["varchar_pattern_ops", "varchar_ops", "date_ops"],
            )
        ]

    def __str__(self) -> str:
        return self.code

    def record_label(self) -> str:
        return self.code
