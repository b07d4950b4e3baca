"""专项检查: a campaign of inspection, the lists from which it draws, and whom the lot named."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision.case_states import CampaignState, FrameSource, SampleState

from .complaints import SupervisionComplaint
from .registers import RegisterRow


class InspectionCampaign(models.Model):
    """专项检查 — what is looked into, where, when and how, and with whom together."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("牵头机构"), related_name="+")
    title = models.CharField(_("检查名称"), max_length=100)
    method = models.TextField(_("检查方式"))
    first_day = models.DateField(_("检查期间起"))
    last_day = models.DateField(_("检查期间止"))
    scope_paths = ArrayField(
        models.CharField(max_length=200), verbose_name=_("检查范围"), default=list, blank=True
    )
    item_codes = ArrayField(
        models.CharField(max_length=64), verbose_name=_("检查事项"), default=list, blank=True
    )
    joint_with = models.ManyToManyField(Org, verbose_name=_("联合检查机构"), related_name="+", blank=True)
    state = models.CharField(
        _("专项检查状态"), max_length=10, choices=CampaignState.choices, default=CampaignState.PLANNED
    )
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("计划人"), related_name="+"
    )
    planned_at = models.DateTimeField(_("计划时间"))
    started_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    summary = models.TextField(_("检查小结"), blank=True)

    class Meta:
        verbose_name = _("专项检查")
        verbose_name_plural = _("专项检查")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="campaign_covers_a_period"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | (Q(closed_at__isnull=False) & ~Q(summary="")),
                name="closed_campaign_has_its_summary",
            ),
        ]
        indexes = [models.Index(fields=["-planned_at", "-id"], name="campaign_by_time")]

    def __str__(self) -> str:
        return self.title

    @property
    def org_path(self) -> str:
        return self.org.path


class SampleFrame(models.Model):
    """抽样框 — the whole list from which a sample was drawn, with its hash and the seed of the lot.

    ``keys`` is the list itself, one key a line, sorted; ``keys_sha256`` its SHA-256. The order of the lot is
    that of SHA-256 over seed, line break and key: anyone can draw again (sampling.py).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    campaign = models.ForeignKey(
        InspectionCampaign, models.PROTECT, verbose_name=_("专项检查"), related_name="frames"
    )
    source = models.CharField(_("抽样来源"), max_length=12, choices=FrameSource.choices)
    first_day = models.DateField(_("抽样期间起"))
    last_day = models.DateField(_("抽样期间止"))
    seed = models.CharField(_("随机种子"), max_length=64)
    keys = models.TextField(_("抽样名单"))
    keys_sha256 = models.CharField(_("名单散列值"), max_length=64)
    population_count = models.PositiveIntegerField(_("名单人数"))
    size = models.PositiveIntegerField(_("抽取人数"))
    drawn_at = models.DateTimeField(_("抽取时间"))
    drawn_by = models.CharField(_("抽取人"), max_length=100)

    class Meta:
        verbose_name = _("抽样框")
        verbose_name_plural = _("抽样框")
        ordering = ["drawn_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0) & Q(size__lte=F("population_count")),
                name="sample_is_part_of_its_frame",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.size}/{self.population_count}"

    @property
    def org_path(self) -> str:
        return self.campaign.org_path


class Sample(models.Model):
    """抽样对象 — one person whom the lot named; who that is stands in the case, the register or the complaint."""

    lock_with = ("org", "frame")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    frame = models.ForeignKey(SampleFrame, models.PROTECT, verbose_name=_("抽样框"), related_name="samples")
    position = models.PositiveIntegerField(_("抽取次序"))
    key = models.CharField(_("名单编号"), max_length=80)
    case = models.ForeignKey(
        Case, models.PROTECT, verbose_name=_("办件"), null=True, blank=True, related_name="samples"
    )
    register_row = models.ForeignKey(
        RegisterRow, models.PROTECT, verbose_name=_("登记册行"), null=True, blank=True, related_name="samples"
    )
    complaint = models.ForeignKey(
        SupervisionComplaint,
        models.PROTECT,
        verbose_name=_("审批投诉"),
        null=True,
        blank=True,
        related_name="samples",
    )
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("办理单位"), related_name="+")
    item_code = models.CharField(_("事项代码"), max_length=64, blank=True)
    respondent_key = models.CharField(_("受访人散列值"), max_length=64)
    state = models.CharField(
        _("抽样对象状态"), max_length=10, choices=SampleState.choices, default=SampleState.DRAWN
    )
    asked_at = models.DateTimeField(_("询问时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("抽样对象")
        verbose_name_plural = _("抽样对象")
        ordering = ["frame", "position"]
        constraints = [
            models.UniqueConstraint(fields=["frame", "position"], name="sample_has_its_position"),
            models.UniqueConstraint(
                fields=["frame", "respondent_key"], name="person_is_drawn_once_in_a_frame"
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(register_row__isnull=False) | Q(complaint__isnull=False),
                name="sample_is_of_somebody",
            ),
        ]
        indexes = [models.Index(fields=["respondent_key", "asked_at"], name="sample_by_respondent")]

    def __str__(self) -> str:
        return self.key

    @property
    def org_path(self) -> str:
        return self.org.path
