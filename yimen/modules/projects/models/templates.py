"""Templates of stages: which items go together, in which order, what is asked once. A published version never changes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org
from yimen.modules.projects.states import DoneWhen, ItemRole, OrderKind, SharedKind, TemplateState


class StageTemplate(models.Model):
    """阶段模板 — a stage of some theme (construction, opening an enterprise, a metro line), led by one body."""

    lock_with = ("lead",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(_("模板代码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=100, blank=True)
    theme = models.CharField(_("主题"), max_length=40)
    theme_en = models.CharField(_("主题英文名称"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(_("顺序"))
    lead = models.ForeignKey(Org, models.PROTECT, verbose_name=_("牵头部门"), related_name="led_stages")

    class Meta:
        verbose_name = _("阶段模板")
        verbose_name_plural = _("阶段模板")
        ordering = ["theme", "position", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.lead.path


class TemplateVersion(models.Model):
    """模板版本 — stages that run keep the one under which they began."""

    lock_with = ("template",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    template = models.ForeignKey(
        StageTemplate, models.PROTECT, verbose_name=_("阶段模板"), related_name="versions"
    )
    number = models.PositiveIntegerField(_("版本号"))
    state = models.CharField(
        _("模板版本状态"), max_length=20, choices=TemplateState.choices, default=TemplateState.DRAFT
    )
    done_when = models.CharField(
        _("阶段完成条件"), max_length=3, choices=DoneWhen.choices, default=DoneWhen.ALL
    )
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("模板版本")
        verbose_name_plural = _("模板版本")
        ordering = ["template", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_has_its_number"),
            models.UniqueConstraint(
                fields=["template"], condition=Q(state="template_draft"), name="template_has_one_draft"
            ),
            models.UniqueConstraint(
                fields=["template"],
                condition=Q(state="template_published"),
                name="template_has_one_version_that_holds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.number}"

    @property
    def org_path(self) -> str:
        return self.template.org_path


class StageItem(models.Model):
    """阶段事项 — an item of the catalogue in a stage; positions are the order in which rows are locked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(
        TemplateVersion, models.PROTECT, verbose_name=_("模板版本"), related_name="items"
    )
    position = models.PositiveSmallIntegerField(_("顺序"))
    item_code = models.SlugField(_("事项代码"), max_length=60)
    role = models.CharField(_("阶段事项的角色"), max_length=10, choices=ItemRole.choices)
    due_days = models.PositiveSmallIntegerField(_("并联办理时限（工作日）"), null=True, blank=True)
    needs_visit = models.BooleanField(_("需要现场勘验"), default=False)
    is_milestone = models.BooleanField(_("里程碑"), default=False)

    class Meta:
        verbose_name = _("阶段事项")
        verbose_name_plural = _("阶段事项")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "item_code"], name="item_stands_once_in_a_stage"),
            models.UniqueConstraint(fields=["version", "position"], name="place_in_a_stage_is_given_once"),
        ]

    def __str__(self) -> str:
        return self.item_code


class StageOrder(models.Model):
    """先后关系 — of two items of one stage the first must be decided before the other may be."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(
        TemplateVersion, models.PROTECT, verbose_name=_("模板版本"), related_name="orders"
    )
    before = models.ForeignKey(StageItem, models.CASCADE, verbose_name=_("先办事项"), related_name="leads_to")
    after = models.ForeignKey(StageItem, models.CASCADE, verbose_name=_("后办事项"), related_name="waits_for")
    kind = models.CharField(_("先后关系类型"), max_length=5, choices=OrderKind.choices)
    basis = models.CharField(_("依据"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("先后关系")
        verbose_name_plural = _("先后关系")
        ordering = ["version", "before__position", "after__position"]
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="order_of_two_items_is_said_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="item_does_not_wait_for_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class SharedNeed(models.Model):
    """共用要求 — a question, a field or a material that several items ask for, in the same or other words: asked once.

    ``members`` are rows of item and key, as the items call it themselves.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(
        TemplateVersion, models.PROTECT, verbose_name=_("模板版本"), related_name="shared"
    )
    kind = models.CharField(_("共用要求种类"), max_length=10, choices=SharedKind.choices)
    key = models.SlugField(_("要求代码"), max_length=60)
    name = models.CharField(_("名称"), max_length=200, blank=True)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    members = models.JSONField(_("合并的要求"), default=list)

    class Meta:
        verbose_name = _("共用要求")
        verbose_name_plural = _("共用要求")
        ordering = ["version", "kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["version", "kind", "key"], name="shared_need_is_named_once")
        ]

    def __str__(self) -> str:
        return self.name or self.key
