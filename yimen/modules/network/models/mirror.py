"""镜像办件: a case whose steps are taken in a node's own system, as that node tells them."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import Case
from yimen.kernel.documents.models import File
from yimen.modules.network.states import MirrorState, Origin

from .nodes import Node


class MirroredCase(models.Model):
    """镜像办件 — what a node told of a case, beside the kernel's case that everybody finds it by.

    ``id`` is the id of the case, so that one chain of the record holds the whole story. No act of approvals can
    be done to it here: its steps were taken there.
    """

    lock_with = ("case", "node")

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, verbose_name=_("办件"), related_name="mirror")
    node = models.ForeignKey(Node, models.PROTECT, verbose_name=_("联网节点"), related_name="cases")
    org_path = models.CharField(_("机构路径"), max_length=200)
    origin = models.CharField(_("收件地"), max_length=10, choices=Origin.choices)
    item_code = models.CharField(_("事项代码"), max_length=64)
    item_name = models.CharField(_("事项名称"), max_length=150)
    applicant_name = models.CharField(_("申请人名称"), max_length=100)
    state = models.CharField(_("镜像办件状态"), max_length=25, choices=MirrorState.choices)
    outcome = models.CharField(_("办理结果"), max_length=30, blank=True)
    received_on = models.DateField(_("收件日期"))
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True)
    is_deemed_accepted = models.BooleanField(_("视为受理"), default=False)
    concluded_on = models.DateField(_("办结日期"), null=True, blank=True)
    ended_at = models.DateTimeField(_("归结时间"), null=True, blank=True)
    is_on_time = models.BooleanField(_("按期办结"), null=True, blank=True)
    officer = models.CharField(_("最近的经办人"), max_length=100, blank=True)
    told_at = models.DateTimeField(_("最近一步的发生时间"))
    rating = models.PositiveSmallIntegerField(_("满意度"), null=True, blank=True)

    class Meta:
        verbose_name = _("镜像办件")
        verbose_name_plural = _("镜像办件")
        constraints = [
            models.CheckConstraint(condition=Q(id=models.F("case_id")), name="mirror_is_named_by_its_case"),
            models.CheckConstraint(
                condition=~Q(state__in=["concluded", "delivered", "closed"]) | ~Q(outcome=""),
                name="mirrored_end_has_its_outcome",
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
                name="rating_is_one_to_five",
            ),
        ]
        indexes = [
            models.Index(fields=["node", "item_code", "state"], name="mirror_by_node"),
            models.Index(fields=["-received_on", "-id"], name="mirror_by_day"),
            models.Index(fields=["accepted_on"], name="mirror_by_accepted_day"),
            models.Index(fields=["concluded_on"], name="mirror_by_concluded_day"),
            models.Index(
                fields=["org_path", "-id"],
                name="mirror_by_org",
                opclasses=["varchar_pattern_ops", "uuid_ops"],
            ),
        ]

    def __str__(self) -> str:
        return self.case.number

    def record_label(self) -> str:
        return f"{self.case.number} {self.item_name}"

    @property
    def number(self) -> str:
        return self.case.number

    @property
    def record_chain(self) -> UUID:
        return self.pk

    @property
    def is_over(self) -> bool:
        return self.state in (MirrorState.CLOSED, MirrorState.HANDED_BACK)


class MirroredPaper(models.Model):
    """镜像文书 — a material, a document or a licence by its hash; the file follows, is fetched once and checked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mirror = models.ForeignKey(
        MirroredCase, models.PROTECT, verbose_name=_("镜像办件"), related_name="papers"
    )
    kind = models.CharField(_("种类"), max_length=30)
    name = models.CharField(_("名称"), max_length=200)
    number = models.CharField(_("文号"), max_length=100, blank=True)
    sha256 = models.CharField(_("散列值"), max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("字节数"), default=0)
    file = models.ForeignKey(File, models.PROTECT, verbose_name=_("文件"), null=True, blank=True)
    told_at = models.DateTimeField(_("发生时间"))

    class Meta:
        verbose_name = _("镜像文书")
        verbose_name_plural = _("镜像文书")
        ordering = ["told_at", "id"]

    def __str__(self) -> str:
        return self.name


class MirroredCharge(models.Model):
    """镜像收费 — what a node charged in a case, as its bill says."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mirror = models.ForeignKey(
        MirroredCase, models.PROTECT, verbose_name=_("镜像办件"), related_name="charges"
    )
    number = models.CharField(_("缴款书号"), max_length=60)
    amount = models.DecimalField(_("金额"), max_digits=16, decimal_places=2)
    payer = models.CharField(_("缴款人"), max_length=100)
    is_paid = models.BooleanField(_("已缴"))
    told_at = models.DateTimeField(_("发生时间"))

    class Meta:
        verbose_name = _("镜像收费")
        verbose_name_plural = _("镜像收费")
        ordering = ["told_at", "id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="charge_is_not_negative")]

    def __str__(self) -> str:
        return self.number


class CentreVersion(models.Model):
    """中心事项版本 — a version of an item as the centre published it; a node's own editors follow it by their acts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    node = models.ForeignKey(Node, models.PROTECT, verbose_name=_("联网节点"), related_name="versions")
    item_code = models.CharField(_("事项代码"), max_length=64)
    number = models.PositiveIntegerField(_("版本号"))
    effective_from = models.DateField(_("生效日期"))
    content_hash = models.CharField(_("内容散列"), max_length=64)
    told = models.JSONField(_("版本内容"))
    told_at = models.DateTimeField(_("公布时间"))

    class Meta:
        verbose_name = _("中心事项版本")
        verbose_name_plural = _("中心事项版本")
        ordering = ["item_code", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["node", "item_code", "number"], name="centre_tells_a_version_once"
            )
        ]

    def __str__(self) -> str:
        return str(_("%(item)s 第%(number)s版") % {"item": self.item_code, "number": self.number})
