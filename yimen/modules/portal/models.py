"""What the portal keeps for persons: the searches about which they want to be told."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.people.models import Person


class SavedSearch(models.Model):
    """检索订阅 — words and chosen values of a person; ``told_until`` is how far the new documents were looked at."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, verbose_name=_("订阅人"), related_name="saved_searches", db_index=False
    )
    text = models.CharField(_("检索用语"), max_length=300, blank=True)
    chosen = models.JSONField(_("条件"), default=dict, blank=True)
    saved_at = models.DateTimeField(_("订阅时间"))
    told_until = models.DateTimeField(_("已查看到"))
    dropped_at = models.DateTimeField(_("取消时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("检索订阅")
        verbose_name_plural = _("检索订阅")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "text", "chosen"],
                condition=models.Q(dropped_at=None),
                name="search_is_saved_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(text="", chosen={}), name="saved_search_asks_something"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """The chosen values as the search takes them."""
        return {code: tuple(values) for code, values in self.chosen.items()}

    @property
    def shown(self) -> str:
        """The words and the chosen values, as the owner reads them."""
        return "，".join(filter(None, (self.text, *(value for one in self.values.values() for value in one))))
