"""The trees by which publications are ordered."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.queries import city_org
from yimen.modules.disclosure.states import Scheme


class ClassificationNode(models.Model):
    """分类 — one place in one of the trees; dated, replaced by another, never deleted.

    ``path`` is the codes from the root down, each followed by a dot: one prefix, one subtree.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scheme = models.CharField(_("分类体系"), max_length=20, choices=Scheme.choices)
    code = models.SlugField(_("代码"), max_length=40)
    name = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=150, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("上级分类"), null=True, blank=True, related_name="children"
    )
    path = models.CharField(_("路径"), max_length=300)
    order = models.PositiveIntegerField(_("顺序"), default=0)
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    valid_from = models.DateField(_("启用日期"))
    valid_to = models.DateField(_("停用日期"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("替代分类"), null=True, blank=True, related_name="replaces"
    )

    class Meta:
        verbose_name = _("分类")
        verbose_name_plural = _("分类")
        ordering = ["scheme", "order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="classification_code_once_in_a_scheme"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="classification_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(valid_to__isnull=False),
                name="replaced_classification_has_ended",
            ),
        ]
        indexes = [
            models.Index(
                fields=["scheme", "path"],
                name="classification_by_path",
                opclasses=["varchar_ops", "varchar_pattern_ops"],
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        """The trees are the city's: whoever keeps them does so for the whole of it."""
        city = city_org()
        return city.path if city else ""

    @property
    def depth(self) -> int:
        return self.path.count(".")

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
