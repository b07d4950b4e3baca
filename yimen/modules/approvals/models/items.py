"""The catalogue: an item, its legal bases, its versions. A published version never changes."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org, Section
from yimen.modules.approvals.codes import BodyNature, Level, Scheme
from yimen.modules.approvals.content import Content, content_from
from yimen.modules.approvals.states import (
    ITEM_PATTERNS,
    UNPUBLISHED,
    Audience,
    ItemKind,
    Mode,
    VersionState,
)

from .basic import BasicItem


class DateRange(Func):
    """daterange(from, to): the days from the first up to, not including, the last; open when the last is null."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Item(models.Model):
    """行政审批事项 — one matter that one body decides; what it asks for stands in its versions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(_("事项代码"), max_length=64, unique=True)
    official_code = models.CharField(_("实施编码"), max_length=64, blank=True)
    code_scheme = models.CharField(
        _("编码规则"), max_length=30, choices=Scheme.choices, blank=True, default="", db_default=""
    )
    basic = models.ForeignKey(
        BasicItem, models.PROTECT, verbose_name=_("基本目录事项"), null=True, blank=True, related_name="items"
    )
    sub_item = models.CharField(_("子项"), max_length=20, blank=True, default="", db_default="")
    level = models.CharField(
        _("行使层级"), max_length=1, choices=Level.choices, blank=True, default="", db_default=""
    )
    body_nature = models.CharField(
        _("实施主体性质"), max_length=1, choices=BodyNature.choices, default="1", db_default="1"
    )
    name = models.CharField(_("事项名称"), max_length=150)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    pinyin = models.CharField(_("拼音"), max_length=400, editable=False, blank=True)
    kind = models.CharField(_("事项类型"), max_length=20, choices=ItemKind.choices)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("实施机关"), related_name="items")
    section = models.ForeignKey(Section, models.PROTECT, verbose_name=_("承办处室"), null=True, blank=True)
    audiences = ArrayField(
        models.CharField(max_length=20, choices=Audience.choices), verbose_name=_("服务对象")
    )
    topics = ArrayField(models.CharField(max_length=30), verbose_name=_("主题"), default=list, blank=True)
    classes = ArrayField(models.CharField(max_length=40), verbose_name=_("标签"), default=list, blank=True)

    class Meta:
        verbose_name = _("行政审批事项")
        verbose_name_plural = _("行政审批事项")
        ordering = ["pinyin", "code"]
        indexes = [models.Index(fields=["org", "pinyin"], name="item_by_org")]
        constraints = [
            models.UniqueConstraint(
                fields=["basic", "org", "sub_item"],
                condition=Q(basic__isnull=False),
                name="one_item_of_a_basic_item_in_a_body",
            ),
            models.UniqueConstraint(
                fields=["code_scheme", "official_code"],
                condition=~Q(official_code=""),
                name="official_code_once_in_a_scheme",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def audience_labels(self) -> list[str]:
        """服务对象 in words."""
        return [str(Audience(one).label) for one in self.audiences]

    @property
    def item_code(self) -> str:
        """For posts that are limited to items."""
        return self.code


class LegalBasis(models.Model):
    """法律依据 — the instrument and article that give the power, with their own dates."""

    item = models.ForeignKey(Item, models.CASCADE, verbose_name=_("事项"), related_name="legal_bases")
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    instrument = models.CharField(_("法律法规"), max_length=150)
    number = models.CharField(_("文号"), max_length=100, blank=True)
    article = models.CharField(_("条款"), max_length=80, blank=True)
    issued_on = models.DateField(_("公布日期"), null=True, blank=True)
    effective_from = models.DateField(_("施行日期"), null=True, blank=True)
    effective_to = models.DateField(_("失效日期"), null=True, blank=True)
    quote = models.TextField(_("条文摘录"), blank=True)
    is_confirmed = models.BooleanField(_("已核实"), default=True)
    warned_on = models.DateField(_("预警日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("法律依据")
        verbose_name_plural = _("法律依据")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"《{self.instrument}》{self.article}"  # 中文

    def is_live_on(self, day: date) -> bool:
        """Whether it holds on the day; ``effective_to`` is the first day on which it does not."""
        begun = self.effective_from is None or self.effective_from <= day
        return begun and (self.effective_to is None or day < self.effective_to)


class ItemVersion(models.Model):
    """事项版本 — what an item asks for and promises from one day on; immutable once published (trigger)."""

    lock_with = ("item",)
    lock_also = ("item",)  # versions of one item are published one after the other

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, models.PROTECT, verbose_name=_("事项"), related_name="versions")
    number = models.PositiveIntegerField(_("版本号"))
    state = models.CharField(
        _("版本状态"), max_length=15, choices=VersionState.choices, default=VersionState.DRAFT
    )
    effective_from = models.DateField(_("生效日期"))
    effective_to = models.DateField(_("失效日期"), null=True, blank=True)
    pattern = models.CharField(_("审批流程"), max_length=30, choices=ITEM_PATTERNS)
    mode = models.CharField(_("办件类型"), max_length=10, choices=Mode.choices)
    statutory_days = models.PositiveIntegerField(_("法定时限（工作日）"))
    statutory_basis = models.CharField(_("法定时限依据"), max_length=200, blank=True)
    promised_days = models.PositiveIntegerField(_("承诺时限（工作日）"))
    promised_note = models.CharField(_("承诺时限说明"), max_length=200, blank=True)
    extension_max = models.PositiveIntegerField(_("最长延期（工作日）"), default=10)
    single_officer_allowed = models.BooleanField(_("可由一人办理"), default=False)
    quota = models.PositiveIntegerField(_("数量限制"), null=True, blank=True)
    in_hall = models.BooleanField(_("进驻大厅"), default=True)
    centre = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("办理中心"), null=True, blank=True, related_name="item_versions"
    )
    windows = ArrayField(models.CharField(max_length=10), verbose_name=_("窗口"), default=list, blank=True)
    channels = ArrayField(models.CharField(max_length=10), verbose_name=_("办理形式"), default=list)
    result_name = models.CharField(_("结果名称"), max_length=100)
    result_name_en = models.CharField(_("结果英文名称"), max_length=150, blank=True)
    result_kind = models.CharField(_("结果类型"), max_length=20)
    validity_months = models.PositiveIntegerField(_("有效期（月）"), null=True, blank=True)
    correction_lapse = models.CharField(_("逾期未补正的处理"), max_length=10, default="withdrawn")
    tolerance_lapse = models.CharField(
        _("逾期未补交容缺材料的处理"), max_length=10, default="withdrawn", db_default="withdrawn"
    )
    enquiry_phone = models.CharField(_("咨询电话"), max_length=40, blank=True)
    supervision_phone = models.CharField(_("监督电话"), max_length=40, blank=True)
    content = models.JSONField(_("内容"), default=dict)
    content_hash = models.CharField(_("内容散列"), max_length=64)
    drafted_by = models.CharField(_("起草人"), max_length=64)
    editors = ArrayField(
        models.CharField(max_length=64), verbose_name=_("编辑人"), default=list, db_default=[]
    )
    review_round = models.PositiveSmallIntegerField(_("审查轮次"), default=0, db_default=0)
    submitted_by = models.CharField(_("送审人"), max_length=64, blank=True, default="", db_default="")
    return_reason = models.TextField(_("退回理由"), blank=True, default="", db_default="")
    approved_by = models.CharField(_("批准人"), max_length=64, blank=True)
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    instrument_no = models.CharField(_("批准文件"), max_length=100, blank=True)
    cleanup_proposal = models.ForeignKey(
        "approvals.CleanupProposal",
        models.PROTECT,
        verbose_name=_("清理决定"),
        null=True,
        blank=True,
        related_name="new_versions",
    )

    class Meta:
        verbose_name = _("事项版本")
        verbose_name_plural = _("事项版本")
        ordering = ["item", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="version_number_once_in_an_item"),
            models.CheckConstraint(
                condition=Q(promised_days__lte=F("statutory_days")),
                name="promise_is_within_the_statutory_limit",
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="version_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review"]) | Q(published_at__isnull=False),
                name="published_version_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_by="")
                | Q(drafted_by__startswith="machine:")
                | ~(Q(approved_by=F("drafted_by")) | Q(editors__contains=[F("approved_by")])),
                name="editor_does_not_approve_own_version",
            ),
            models.CheckConstraint(
                condition=Q(single_officer_allowed=False) | Q(mode="instant"),
                name="only_instant_items_take_one_officer",
            ),
            models.CheckConstraint(
                condition=Q(tolerance_lapse__in=["withdrawn", "refused"]),
                name="tolerance_lapses_in_one_of_two_ways",
            ),
            ExclusionConstraint(
                name="one_version_of_an_item_at_a_time",
                expressions=[
                    (F("item"), RangeOperators.EQUAL),
                    (DateRange("effective_from", "effective_to"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(state__in=["draft", "in_review"]),
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(item)s 第%(number)s版") % {"item": self.item, "number": self.number})

    @property
    def org_path(self) -> str:
        return self.item.org.path

    @property
    def also_at_paths(self) -> tuple[str, ...]:
        """Where else it is handled: at the centre that takes it in."""
        return (self.centre.path,) if self.centre else ()

    @property
    def item_code(self) -> str:
        return self.item.code

    @cached_property
    def body(self) -> Content:
        """The content as typed values."""
        return content_from(self.content)

    @property
    def is_instant(self) -> bool:
        return self.mode == Mode.INSTANT

    @property
    def is_published(self) -> bool:
        return self.state not in UNPUBLISHED
