"""The page shell keeps nothing of its own but how often somebody asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tries(models.Model):
    """查询次数 — how often one address asked, or failed to find one number, until it is forgotten.

    ``key`` is a keyed hash: neither address nor number can be read from it. The table is not logged: a crash
    empties it, which only gives somebody a few more tries.
    """

    key = models.CharField(_("对象"), max_length=64, primary_key=True)
    count = models.PositiveIntegerField(_("次数"))
    until = models.DateTimeField(_("截止时间"))

    class Meta:
        verbose_name = _("查询次数")
        verbose_name_plural = _("查询次数")

    def __str__(self) -> str:
        return str(self.count)
