"""Case, party, clock, hold, extension, work item, number: no state beyond open and closed belongs here."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateRangeField,
    IntegerRangeField,
    RangeBoundary,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org

SERIALS = Func(
    F("first_serial"),
    F("last_serial"),
    RangeBoundary(inclusive_lower=True, inclusive_upper=True),
    function="int4range",
    output_field=IntegerRangeField(),
)
DAYS_IN_USE = Func(
    F("first_on"),
    F("last_on"),
    RangeBoundary(inclusive_lower=True, inclusive_upper=True),
    function="daterange",
    output_field=DateRangeField(),
)


class Channel(models.TextChoices):
    """办理形式 (GB/T 39046-2020 A.5)."""

    WINDOW = "window", _("窗口")
    WEB = "web", _("网上")
    MOBILE = "mobile", _("移动端")
    COURIER = "courier", _("邮寄")
    OTHER = "other", _("其他")


class Case(models.Model):
    """办件 — one matter of one applicant with one responsible body.

    ``id`` is the id of the module's own noun (its application, ticket, request), so that one chain of the
    record holds the whole story. ``due_on`` is the earliest running due date, a copy of the clocks' own.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    number = models.CharField(_("办件编号"), max_length=20, unique=True)
    query_code = models.CharField(_("查询码"), max_length=6)
    kind = models.CharField(_("业务"), max_length=30)
    title = models.CharField(_("事由"), max_length=200)
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("责任机构"), related_name="cases", db_index=False
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    centre = models.ForeignKey(
        Org,
        models.PROTECT,
        verbose_name=_("服务中心"),
        null=True,
        blank=True,
        related_name="centre_cases",
        db_index=False,
    )
    channel = models.CharField(_("办理形式"), max_length=10, choices=Channel.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("上级办件"), null=True, blank=True, related_name="parts"
    )
    opened_at = models.DateTimeField(_("立件时间"))
    closed_at = models.DateTimeField(_("销件时间"), null=True, blank=True)
    outcome = models.CharField(_("结果"), max_length=30, blank=True)
    due_on = models.DateField(_("应办结日期"), null=True, blank=True)
    is_due_provisional = models.BooleanField(_("日期暂定"), default=False)
    is_held = models.BooleanField(_("计时中止"), default=False)
    is_priority = models.BooleanField(_("优先办理"), default=False, db_default=False)

    class Meta:
        verbose_name = _("办件")
        verbose_name_plural = _("办件")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="case_closes_after_it_opened",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="closed_case_has_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["org_path", "-id"], name="case_by_org", opclasses=["varchar_pattern_ops", "uuid_ops"]
            ),
            models.Index(fields=["due_on"], condition=Q(closed_at__isnull=True), name="open_case_by_due"),
        ]

    def __str__(self) -> str:
        return self.number

    def record_label(self) -> str:
        return f"{self.number} {self.title}"


class CaseMove(models.Model):
    """办件移交记录 — a body that was responsible before: it goes on seeing the case, and does nothing on it."""

    case = models.ForeignKey(Case, models.PROTECT, verbose_name=_("办件"), related_name="moves")
    from_path = models.CharField(_("移出机构路径"), max_length=200)
    from_centre_path = models.CharField(_("移出中心路径"), max_length=200, blank=True)
    moved_at = models.DateTimeField(_("移交时间"))

    class Meta:
        verbose_name = _("办件移交记录")
        verbose_name_plural = _("办件移交记录")
        ordering = ["moved_at", "pk"]
        indexes = [
            models.Index(fields=["from_path"], name="case_moved_from", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.from_path


class PartyRole(models.TextChoices):
    """当事人身份."""

    APPLICANT = "applicant", _("申请人")
    AGENT = "agent", _("代理人")


class Party(models.Model):
    """当事人 — who applies or acts for the one who applies, as stated when the case was opened.

    The identity number is kept encrypted (``number_sealed``) with a keyed hash for look-up.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, verbose_name=_("办件"), related_name="parties")
    role = models.CharField(_("当事人身份"), max_length=10, choices=PartyRole.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("账户"),
        null=True,
        blank=True,
        related_name="parties",
    )
    kind = models.CharField(_("主体类型"), max_length=20)
    name = models.CharField(_("姓名或名称"), max_length=100)
    id_type = models.CharField(_("证件类型"), max_length=20, blank=True)
    number_sealed = models.CharField(_("证件号码（加密）"), max_length=200, blank=True)
    number_digest = models.CharField(_("证件号码散列"), max_length=64, blank=True, db_index=True)
    number_masked = models.CharField(_("证件号码"), max_length=30, blank=True)
    legal_representative = models.CharField(_("法定代表人"), max_length=60, blank=True)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("当事人")
        verbose_name_plural = _("当事人")
        constraints = [models.UniqueConstraint(fields=["case", "role"], name="case_has_one_party_of_a_role")]
        indexes = [models.Index(fields=["person", "-id"], name="party_by_person")]

    def __str__(self) -> str:
        return self.name


class ClockKind(models.TextChoices):
    """时限种类."""

    ACCEPTANCE = "acceptance", _("受理时限")
    STATUTORY = "statutory", _("法定时限")
    PROMISED = "promised", _("承诺时限")
    CORRECTION = "correction", _("补正时限")
    TOLERANCE = "tolerance", _("容缺补交时限")
    DELIVERY = "delivery", _("送达时限")
    HEARING_REQUEST = "hearing_request", _("申请听证时限")
    HEARING_ORGANISE = "hearing_organise", _("组织听证时限")
    FIRST_REVIEW = "first_review", _("初审时限")


class ClockUnit(models.TextChoices):
    """计时单位."""

    WORKING_DAY = "working_day", _("工作日")
    CALENDAR_DAY = "calendar_day", _("自然日")
    MONTH = "month", _("月")


class ClockState(models.TextChoices):
    """计时状态."""

    RUNNING = "running", _("计时中")
    HELD = "held", _("中止")
    STOPPED = "stopped", _("已停止")


class Clock(models.Model):
    """时限 — a budget of days from a day that does not count; the due date is derived, ``due_on`` a copy of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, verbose_name=_("办件"), related_name="clocks")
    kind = models.CharField(_("时限种类"), max_length=20, choices=ClockKind.choices)
    unit = models.CharField(
        _("计时单位"), max_length=15, choices=ClockUnit.choices, default=ClockUnit.WORKING_DAY
    )
    budget = models.PositiveIntegerField(_("期限"))
    start_on = models.DateField(_("起算日（不计入）"))
    stop_on = models.DateField(_("停止日"), null=True, blank=True)
    state = models.CharField(
        _("计时状态"), max_length=10, choices=ClockState.choices, default=ClockState.RUNNING
    )
    due_on = models.DateField(_("到期日"))
    is_provisional = models.BooleanField(_("暂定"), default=False)
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    calendar_version = models.PositiveIntegerField(_("日历版本"), default=0)

    class Meta:
        verbose_name = _("时限")
        verbose_name_plural = _("时限")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=~Q(state="stopped"), name="case_runs_one_clock_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(state="stopped", stop_on__isnull=False)
                | (~Q(state="stopped") & Q(stop_on__isnull=True)),
                name="stopped_clock_has_its_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "due_on"], condition=~Q(state="stopped"), name="running_clock_by_due"
            ),
            models.Index(
                fields=["calendar_version"], condition=~Q(state="stopped"), name="running_clock_by_calendar"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.budget}"


class HoldKind(models.TextChoices):
    """特别程序 (行政许可法 45 and the city's own; which clock each stops is said by the item version)."""

    HEARING = "hearing", _("听证")
    TENDER = "tender", _("招标")
    AUCTION = "auction", _("拍卖")
    TESTING = "testing", _("检验检测")
    QUARANTINE = "quarantine", _("检疫")
    APPRAISAL = "appraisal", _("鉴定")
    EXPERT_REVIEW = "expert_review", _("专家评审")
    PUBLICITY = "publicity", _("公示")
    SITE_INSPECTION = "site_inspection", _("现场勘验")
    UPPER_LEVEL_CONSULTATION = "upper_level_consultation", _("请示上级")
    THIRD_PARTY_NOTICE = "third_party_notice", _("告知利害关系人")
    PAYMENT_WAIT = "payment_wait", _("等待缴费")
    OTHER_BY_LAW = "other_by_law", _("法律规定的其他情形")


class Hold(models.Model):
    """特别程序 — an interval whose days some clocks do not count; the case stays visible and workable."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, verbose_name=_("办件"), related_name="holds")
    kind = models.CharField(_("特别程序"), max_length=30, choices=HoldKind.choices)
    reason = models.CharField(_("事由"), max_length=300)
    basis = models.CharField(_("依据"), max_length=200)
    stops = ArrayField(models.CharField(max_length=20), verbose_name=_("中止的时限"))
    expected_days = models.PositiveIntegerField(_("预计天数"))
    started_on = models.DateField(_("开始日期"))
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)
    told_on = models.DateField(_("告知日期"))
    result = models.CharField(_("结果"), max_length=300, blank=True)
    started_by = models.CharField(_("经办人"), max_length=100)
    applied_by = models.CharField(_("申请人"), max_length=100, blank=True, db_default="")

    class Meta:
        verbose_name = _("特别程序")
        verbose_name_plural = _("特别程序")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="hold_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(ended_on__isnull=True),
                name="case_has_one_open_hold_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Extension(models.Model):
    """延期 — days added to one clock, once, by the head of the body, with the reason told (行政许可法 42)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clock = models.OneToOneField(Clock, models.PROTECT, verbose_name=_("时限"), related_name="extension")
    days = models.PositiveIntegerField(_("延长天数"))
    reason = models.CharField(_("理由"), max_length=300)
    approved_by = models.CharField(_("批准人"), max_length=100)
    approved_on = models.DateField(_("批准日期"))
    told_on = models.DateField(_("告知日期"))

    class Meta:
        verbose_name = _("延期")
        verbose_name_plural = _("延期")

    def __str__(self) -> str:
        return f"+{self.days}"


class WorkItem(models.Model):
    """待办 — who must act next on a case, by when: one table behind every desk."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(
        Case, models.PROTECT, verbose_name=_("办件"), related_name="work", db_index=False
    )
    kind = models.CharField(_("待办事项"), max_length=40)
    role = models.CharField(_("岗位"), max_length=30)
    org_path = models.CharField(_("机构路径"), max_length=200)
    centre_path = models.CharField(_("中心路径"), max_length=200, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("承办人"),
        null=True,
        blank=True,
        related_name="work",
        db_index=False,
    )
    opened_at = models.DateTimeField(_("产生时间"))
    due_on = models.DateField(_("应办日期"), null=True, blank=True)
    done_at = models.DateTimeField(_("办毕时间"), null=True, blank=True)
    done_by = models.CharField(_("办理人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("待办")
        verbose_name_plural = _("待办")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(done_at__isnull=True),
                name="case_waits_once_for_a_kind_of_work",
            )
        ]
        indexes = [
            models.Index(
                fields=["role", "due_on", "id"], condition=Q(done_at__isnull=True), name="open_work_by_role"
            ),
            models.Index(
                fields=["assignee"],
                condition=Q(done_at__isnull=True, assignee__isnull=False),
                name="open_work_by_assignee",
            ),
            models.Index(fields=["case", "-opened_at"], name="work_by_case"),
        ]

    def __str__(self) -> str:
        return self.kind


class BlockKind(models.TextChoices):
    """编号段方向."""

    GIVEN = "given", _("划给节点")
    HELD = "held", _("由中心划入")


class BlockState(models.TextChoices):
    """编号段状态."""

    ALLOCATED = "allocated", _("使用中")
    RETURNED = "returned", _("已交回")
    ACCOUNTED = "accounted", _("已核销")


class NumberBlock(models.Model):
    """编号段 — serials of case numbers reserved for a system that must number without asking.

    What is ``given`` to another system is never used here; where a block is ``held``, new cases take their
    serials from it alone. The days and serials of two blocks of one division never overlap.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(_("编号段方向"), max_length=10, choices=BlockKind.choices)
    holder = models.CharField(_("对方"), max_length=40)
    area = models.CharField(_("区划代码"), max_length=6)
    first_serial = models.PositiveIntegerField(_("起始序号"))
    last_serial = models.PositiveIntegerField(_("截止序号"))
    first_on = models.DateField(_("启用日期"))
    last_on = models.DateField(_("停用日期"), null=True, blank=True)
    state = models.CharField(
        _("编号段状态"), max_length=10, choices=BlockState.choices, default=BlockState.ALLOCATED
    )
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("编号段")
        verbose_name_plural = _("编号段")
        constraints = [
            models.CheckConstraint(
                condition=Q(first_serial__gte=1, last_serial__gte=F("first_serial"), last_serial__lte=99_999),
                name="block_is_a_range_of_serials",
            ),
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
                name="block_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="blocks_of_numbers_do_not_overlap",
                expressions=[
                    (F("area"), RangeOperators.EQUAL),
                    (SERIALS, RangeOperators.OVERLAPS),
                    (DAYS_IN_USE, RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["area", "kind"], name="block_by_area")]

    def __str__(self) -> str:
        return f"{self.area} {self.first_serial:05d}–{self.last_serial:05d}"


class NumberSeries(models.Model):
    """编号序列 — the last number given in a scope and period; locked until the act that took it ends."""

    scope = models.CharField(_("范围"), max_length=80)
    period = models.CharField(_("期间"), max_length=10)
    last = models.PositiveIntegerField(_("已用到"))

    class Meta:
        verbose_name = _("编号序列")
        verbose_name_plural = _("编号序列")
        constraints = [models.UniqueConstraint(fields=["scope", "period"], name="series_once_in_a_period")]

    def __str__(self) -> str:
        return f"{self.scope} {self.period}"
