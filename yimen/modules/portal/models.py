"""What the portal keeps: the searches about which persons want to be told, and the walls that show figures in halls."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.punctuation import joined
from yimen.kernel.orgs.models import Org
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
        return joined(
            filter(None, (self.text, *(value for one in self.values.values() for value in one))), "，"
        )


class Wall(models.Model):
    """大屏 — a screen in a hall that shows the figures of one body by a secret address, until it is closed.

    Only a hash of the address is kept; the whole is shown once, to whoever opened it.
    """

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("机构"), related_name="+")
    place = models.CharField(_("大屏位置"), max_length=60)
    secret_hash = models.CharField(_("地址散列"), max_length=64, unique=True, editable=False)
    opened_at = models.DateTimeField(_("开通时间"))
    closed_at = models.DateTimeField(_("关闭时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("大屏")
        verbose_name_plural = _("大屏")
        constraints = [
            models.CheckConstraint(condition=~models.Q(place=""), name="wall_says_where_it_hangs"),
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def org_path(self) -> str:
        return self.org.path
