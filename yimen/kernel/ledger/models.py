"""公开账本: leaves and nodes of the tree, signed heads, the register of keys, and what each check found."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id

THE_ONE = UUID("a3f1c0de-0000-7000-8000-000000000001")
"""The id of the one row, the same everywhere."""


class Ledger(models.Model):
    """公开账本 — the one row: the name under which heads are signed, kept for ever once it was chosen."""

    id = models.UUIDField(primary_key=True, default=THE_ONE, editable=False)
    origin = models.CharField(_("账本名称"), max_length=200)

    class Meta:
        verbose_name = _("公开账本")
        verbose_name_plural = _("公开账本")

    def __str__(self) -> str:
        return self.origin


class Leaf(models.Model):
    """账页 — one sealed entry: its place in the tree, the seed of its salts, and the hash that stands there.

    ``mark`` is the first eight bytes of the entry's hash, so that an entry is found by its hash. No foreign key: an
    entry that is taken away must leave its leaf.
    """

    position = models.BigIntegerField(_("位置"), primary_key=True)
    entry = models.UUIDField(_("留痕"), unique=True)
    seed = models.BinaryField(_("盐种"), max_length=16)
    hash = models.BinaryField(_("叶散列"), max_length=32)
    mark = models.BigIntegerField(_("留痕散列开头"))

    class Meta:
        verbose_name = _("账页")
        verbose_name_plural = _("账页")
        indexes = [models.Index(fields=["mark"], name="leaf_by_mark")]

    def __str__(self) -> str:
        return str(self.position)


class TreeNode(models.Model):
    """账本节点 — the hash over 256 neighbours one level below, written when the last of them is there.

    Level 1 covers 256 leaves, level 2 covers 65,536, and so on: a path is read from one row of 256 a level.
    """

    pk = models.CompositePrimaryKey("level", "number")
    level = models.SmallIntegerField(_("层"))
    number = models.BigIntegerField(_("序号"))
    hash = models.BinaryField(_("散列"), max_length=32)

    class Meta:
        db_table = "ledger_node"
        verbose_name = _("账本节点")
        verbose_name_plural = _("账本节点")

    def __str__(self) -> str:
        return f"{self.level}/{self.number}"


class Key(models.Model):
    """账本密钥 — a public key that signs heads from ``since`` until the next one; its private half lies in the folder of keys."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveIntegerField(_("序号"), unique=True)
    public = models.BinaryField(_("公钥"), max_length=32)
    since = models.DateTimeField(_("启用时间"))
    endorsement = models.BinaryField(_("前一把密钥的签认"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("账本密钥")
        verbose_name_plural = _("账本密钥")
        constraints = [models.UniqueConstraint(fields=["since"], name="keys_follow_each_other")]

    def __str__(self) -> str:
        return str(self.number)


class Head(models.Model):
    """账本签署 — size, root and time of the tree, signed; each holds the digest of the one before."""

    number = models.PositiveIntegerField(_("序号"), primary_key=True)
    size = models.BigIntegerField(_("账页数"), unique=True)
    root = models.BinaryField(_("根散列"), max_length=32)
    at = models.DateTimeField(_("签署时间"), unique=True)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, verbose_name=_("密钥"))
    note = models.TextField(_("签署原文"))

    class Meta:
        verbose_name = _("账本签署")
        verbose_name_plural = _("账本签署")

    def __str__(self) -> str:
        return str(self.number)


class Check(models.Model):
    """核对 — one comparison of record, tree and heads, and what did not fit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    begun_at = models.DateTimeField(_("开始时间"))
    seconds = models.FloatField(_("用时（秒）"))
    entry_count = models.BigIntegerField(_("留痕条数"))
    leaf_count = models.BigIntegerField(_("账页数"))
    head_count = models.PositiveIntegerField(_("签署次数"))
    fault_count = models.PositiveIntegerField(_("不符"))
    faults: models.JSONField[Any, Any] = models.JSONField(_("不符之处"), default=list)

    class Meta:
        verbose_name = _("核对")
        verbose_name_plural = _("核对")
        indexes = [models.Index(fields=["-begun_at"], name="check_by_time")]

    def __str__(self) -> str:
        return self.begun_at.isoformat(timespec="seconds")
