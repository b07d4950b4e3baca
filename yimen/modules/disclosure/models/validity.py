"""What happens to a publication after it is out: changes of its force, orders to take it back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.modules.disclosure.states import RetractionKind, ValidityKind

from .publications import Publication


class ValidityChange(models.Model):
    """效力变动 — repealed, amended or prolonged from a day on, by a named document; from these rows force is derived."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publication = models.ForeignKey(
        Publication, models.PROTECT, verbose_name=_("主动公开信息"), related_name="validity_changes"
    )
    kind = models.CharField(_("效力变动"), max_length=10, choices=ValidityKind.choices)
    on = models.DateField(_("变动日期"))
    until = models.DateField(_("延长至"), null=True, blank=True)
    by_publication = models.ForeignKey(
        Publication,
        models.PROTECT,
        verbose_name=_("所据文件"),
        null=True,
        blank=True,
        related_name="changes_validity_of",
    )
    by_text = models.CharField(_("所据文件名称和文号"), max_length=300, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    noted_at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("效力变动")
        verbose_name_plural = _("效力变动")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication"],
                condition=Q(kind="repealed"),
                name="publication_is_repealed_once",
            ),
            models.CheckConstraint(
                condition=Q(by_publication__isnull=False) | ~Q(by_text=""),
                name="change_of_validity_names_its_document",
            ),
            models.CheckConstraint(
                condition=~Q(kind="prolonged") | Q(until__isnull=False), name="prolonged_has_its_new_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on.isoformat()}"


class RetractionOrder(models.Model):
    """责令撤回 — the competent department or the secrecy authority orders a publication back; its leader does it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publication = models.ForeignKey(
        Publication, models.PROTECT, verbose_name=_("主动公开信息"), related_name="retraction_orders"
    )
    kind = models.CharField(_("撤回原因"), max_length=12, choices=RetractionKind.choices)
    reason = models.CharField(_("理由"), max_length=500)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("责令人"), related_name="+"
    )
    ordered_at = models.DateTimeField(_("责令时间"))
    done_at = models.DateTimeField(_("执行时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("责令撤回")
        verbose_name_plural = _("责令撤回")
        ordering = ["ordered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication"],
                condition=Q(done_at__isnull=True),
                name="publication_has_one_open_retraction_order",
            )
        ]

    def __str__(self) -> str:
        return self.reason[:60]
