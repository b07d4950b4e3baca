"""Facts about templates of stages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.projects.models import StageTemplate, TemplateVersion


@dataclass(frozen=True)
class StageTemplateAdded(Event):
    """设立阶段模板 — a stage of some theme, with a first draft."""

    code = "projects.stage-template.added"
    says = _("%(by)s 设立了阶段模板 %(template)s")
    about = "template"
    template: StageTemplate
    version: TemplateVersion


@dataclass(frozen=True)
class TemplateDrafted(Event):
    """起草模板版本 — a copy of the version that holds, to be changed."""

    code = "projects.stage-template.drafted"
    says = _("%(by)s 起草了模板第 %(number)s 版")
    template: StageTemplate
    version: TemplateVersion
    number: int


@dataclass(frozen=True)
class StageItemPut(Event):
    """设置阶段事项 — an item stands in the stage, in this role."""

    code = "projects.stage-template.item-put"
    says = _("%(by)s 设置阶段事项 %(item)s，角色：%(role)s")
    version: TemplateVersion
    item: str
    role: Text


@dataclass(frozen=True)
class StageItemDropped(Event):
    """移除阶段事项 — an item stands in the stage no more."""

    code = "projects.stage-template.item-dropped"
    says = _("%(by)s 移除阶段事项 %(item)s")
    version: TemplateVersion
    item: str


@dataclass(frozen=True)
class StageOrderPut(Event):
    """设置先后关系 — one item comes before another."""

    code = "projects.stage-template.order-put"
    says = _("%(by)s 设置先后关系：%(before)s → %(after)s，%(kind)s")
    version: TemplateVersion
    before: str
    after: str
    kind: Text


@dataclass(frozen=True)
class StageOrderDropped(Event):
    """取消先后关系 — two items need not wait for one another."""

    code = "projects.stage-template.order-dropped"
    says = _("%(by)s 取消先后关系：%(before)s → %(after)s")
    version: TemplateVersion
    before: str
    after: str


@dataclass(frozen=True)
class SharedNeedPut(Event):
    """设置共用要求 — what several items ask for is asked once."""

    code = "projects.stage-template.need-put"
    says = _("%(by)s 设置共用要求 %(key)s，合并 %(count)s 处")
    version: TemplateVersion
    key: str
    count: int


@dataclass(frozen=True)
class SharedNeedDropped(Event):
    """取消共用要求 — each item asks for itself again."""

    code = "projects.stage-template.need-dropped"
    says = _("%(by)s 取消共用要求 %(key)s")
    version: TemplateVersion
    key: str


@dataclass(frozen=True)
class TemplatePublished(Event):
    """公布阶段模板 — stages that begin from now on follow this version; those that run keep theirs."""

    code = "projects.stage-template.published"
    says = _("%(by)s 公布了模板第 %(number)s 版")
    version: TemplateVersion
    number: int
