"""本节点, its keys; the nodes it is linked with, their keys and the items that go over each link."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org
from yimen.modules.network.states import KeyState, NodeRole, NodeState

CODE = RegexValidator(r"^[a-z][a-z0-9-]{1,39}$", _("节点代码由小写字母、数字和连字符组成，以字母开头。"))


class LocalNode(models.Model):
    """本节点 — what this installation is called on the network; there is one row, once it has joined."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    code = models.CharField(_("节点代码"), max_length=40, validators=[CODE])
    name = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=150, blank=True)
    established_at = models.DateTimeField(_("设立时间"))

    class Meta:
        verbose_name = _("本节点")
        verbose_name_plural = _("本节点")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_local_node")]

    def __str__(self) -> str:
        return self.name


class LocalKey(models.Model):
    """本节点密钥 — an Ed25519 key of ours; the private half lies in the folder of keys, named by ``key_id``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key_id = models.CharField(_("密钥编号"), max_length=16, unique=True)
    public_key = models.CharField(_("公钥"), max_length=44)
    state = models.CharField(_("密钥状态"), max_length=10, choices=KeyState.choices, default=KeyState.CURRENT)
    made_at = models.DateTimeField(_("生成时间"))
    ended_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("本节点密钥")
        verbose_name_plural = _("本节点密钥")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="current"), name="local_node_signs_with_one_key"
            )
        ]

    def __str__(self) -> str:
        return self.key_id


class Node(models.Model):
    """联网节点 — a sub-centre's or department's own system, or the centre above us: what we exchange messages with.

    ``schema_versions`` are those that it understands; ``org`` is the body that is responsible for what it does.
    """

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(_("节点代码"), max_length=40, unique=True, validators=[CODE])
    name = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=150, blank=True)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("责任机构"), related_name="nodes")
    role = models.CharField(_("节点关系"), max_length=10, choices=NodeRole.choices)
    address = models.URLField(_("接口地址"), max_length=200)
    schema_versions = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("格式版本"))
    state = models.CharField(
        _("节点状态"), max_length=15, choices=NodeState.choices, default=NodeState.REGISTERED
    )
    state_reason = models.CharField(_("暂停或退网的原因"), max_length=200, blank=True)
    registered_at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("联网节点")
        verbose_name_plural = _("联网节点")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["suspended", "retired"]) | ~Q(state_reason=""),
                name="node_out_of_use_has_its_reason",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def is_open(self) -> bool:
        """Whether messages go to it and are taken from it."""
        return self.state == NodeState.CONNECTED


class NodeKey(models.Model):
    """节点公钥 — a key by which a node is known, from a moment until it is ended; several may hold side by side."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    node = models.ForeignKey(Node, models.PROTECT, verbose_name=_("联网节点"), related_name="keys")
    key_id = models.CharField(_("密钥编号"), max_length=16)
    public_key = models.CharField(_("公钥"), max_length=44)
    trusted_at = models.DateTimeField(_("启用时间"))
    ended_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("节点公钥")
        verbose_name_plural = _("节点公钥")
        ordering = ["-trusted_at"]
        constraints = [
            models.UniqueConstraint(fields=["node", "key_id"], name="node_has_a_key_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("trusted_at")),
                name="node_key_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.key_id

    @property
    def org_path(self) -> str:
        return self.node.org.path


class NodeItem(models.Model):
    """节点事项 — an item whose cases go over the link: one node handles an item at a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    node = models.ForeignKey(Node, models.PROTECT, verbose_name=_("联网节点"), related_name="items")
    item_code = models.CharField(_("事项代码"), max_length=64)
    since = models.DateTimeField(_("起始时间"))
    until = models.DateTimeField(_("终止时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("节点事项")
        verbose_name_plural = _("节点事项")
        ordering = ["item_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["item_code"], condition=Q(until__isnull=True), name="one_node_handles_an_item"
            )
        ]
        indexes = [models.Index(fields=["node", "item_code"], name="item_by_node")]

    def __str__(self) -> str:
        return self.item_code

    @property
    def org_path(self) -> str:
        return self.node.org.path
