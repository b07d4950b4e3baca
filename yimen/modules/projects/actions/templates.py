"""Verbs of templates: added, drafted, filled item by item, published. What is published never changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals.public import item_with_code, offered
from yimen.modules.projects import rules
from yimen.modules.projects.events import (
    SharedNeedDropped,
    SharedNeedPut,
    StageItemDropped,
    StageItemPut,
    StageOrderDropped,
    StageOrderPut,
    StageTemplateAdded,
    TemplateDrafted,
    TemplatePublished,
)
from yimen.modules.projects.models import SharedNeed, StageItem, StageOrder, StageTemplate, TemplateVersion
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import DoneWhen, ItemRole, OrderKind, SharedKind, TemplateState

DRAFT = ((TemplateState.DRAFT,), TemplateState.DRAFT)


@action(permission=Permission.TEMPLATE_ADD, creates=True)
def add_stage_template(
    lead: Org,
    *,
    code: str,
    name: str,
    theme: str,
    position: int,
    name_en: str = "",
    theme_en: str = "",
    by: Actor,
    at: datetime,
) -> StageTemplateAdded:
    """设立阶段模板 — a stage of a theme, led by this body; its first version is a draft."""
    name = rules.require_text(name, "name", _("请填写名称。"), most=60)
    theme = rules.require_text(theme, "theme", _("请填写主题。"), most=40)
    code = rules.require_text(code, "code", _("请填写模板代码。"), most=40)
    if StageTemplate.objects.filter(code=code).exists():
        raise RuleBroken(_("这个代码已经使用。"), fields={"code": _("已经使用")})
    names = {"name_en": name_en.strip(), "theme_en": theme_en.strip()}
    template = StageTemplate.objects.create(
        code=code, name=name, theme=theme, position=position, lead=lead, **names
    )
    version = TemplateVersion.objects.create(template=template, number=1)
    return StageTemplateAdded(template, version)


@action(permission=Permission.TEMPLATE_EDIT)
def draft_template(template: StageTemplate, *, by: Actor, at: datetime) -> TemplateDrafted:
    """起草模板版本 — a copy of the version that holds."""
    if template.versions.filter(state=TemplateState.DRAFT).exists():
        raise RuleBroken(_("已经有一份草稿。"))
    held = template.versions.filter(state=TemplateState.PUBLISHED).first()
    number = (template.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    terms = {"done_when": held.done_when, "basis": held.basis} if held else {}
    version = TemplateVersion.objects.create(template=template, number=number, **terms)
    if held:
        _copy(held, version)
    return TemplateDrafted(template, version, number)


def _copy(held: TemplateVersion, version: TemplateVersion) -> None:
    items = {
        one.pk: StageItem(
            version=version,
            position=one.position,
            item_code=one.item_code,
            role=one.role,
            due_days=one.due_days,
            needs_visit=one.needs_visit,
            is_milestone=one.is_milestone,
        )
        for one in held.items.all()
    }
    StageItem.objects.bulk_create(items.values())
    StageOrder.objects.bulk_create(
        StageOrder(
            version=version,
            before=items[one.before_id],
            after=items[one.after_id],
            kind=one.kind,
            basis=one.basis,
        )
        for one in held.orders.all()
    )
    SharedNeed.objects.bulk_create(
        SharedNeed(
            version=version,
            kind=one.kind,
            key=one.key,
            name=one.name,
            name_en=one.name_en,
            members=one.members,
        )
        for one in held.shared.all()
    )


@action(permission=Permission.TEMPLATE_EDIT, moves=DRAFT)
def put_stage_item(
    version: TemplateVersion,
    *,
    item_code: str,
    position: int,
    role: str,
    due_days: int | None = None,
    needs_visit: bool = False,
    is_milestone: bool = False,
    by: Actor,
    at: datetime,
) -> StageItemPut:
    """设置阶段事项 — an item of the catalogue stands at this place; one that is there already is changed."""
    if item_with_code(item_code) is None:
        raise RuleBroken(_("目录中没有这个事项。"), fields={"item_code": _("没有这个事项")})
    if role not in ItemRole.values:
        raise RuleBroken(_("请选择事项的角色。"), fields={"role": _("请选择")})
    if version.items.filter(position=position).exclude(item_code=item_code).exists():
        raise RuleBroken(_("这个顺序号已经使用。"), fields={"position": _("已经使用")})
    terms = {"position": position, "role": role, "due_days": due_days}
    marks = {"needs_visit": needs_visit, "is_milestone": is_milestone}
    item, _new = StageItem.objects.update_or_create(
        version=version, item_code=item_code, defaults=terms | marks
    )
    for one in version.orders.filter(before=item).select_related("after"):
        rules.require_forward(position, one.after.position)
    for one in version.orders.filter(after=item).select_related("before"):
        rules.require_forward(one.before.position, position)
    return StageItemPut(version, item_code, ItemRole(role).label)


@action(permission=Permission.TEMPLATE_EDIT, moves=DRAFT)
def drop_stage_item(version: TemplateVersion, *, item_code: str, by: Actor, at: datetime) -> StageItemDropped:
    """移除阶段事项 — with the orders in which it stands; what was shared with it is shared among the others."""
    item = _item(version, item_code, "item_code")
    for need in version.shared.all():
        rest = [one for one in need.members if one["item"] != item_code]
        if len(rest) < len(need.members):
            need.members = rest
            need.save(update_fields=["members"])
    version.shared.filter(members=[]).delete()
    item.delete()
    return StageItemDropped(version, item_code)


@action(permission=Permission.TEMPLATE_EDIT, moves=DRAFT)
def put_stage_order(
    version: TemplateVersion,
    *,
    before: str,
    after: str,
    kind: str,
    basis: str = "",
    by: Actor,
    at: datetime,
) -> StageOrderPut:
    """设置先后关系 — the first must be decided before the other may be; one that ends hard takes the other with it."""
    if kind not in OrderKind.values:
        raise RuleBroken(_("请选择先后关系类型。"), fields={"kind": _("请选择")})
    first, second = _item(version, before, "before"), _item(version, after, "after")
    rules.require_forward(first.position, second.position)
    StageOrder.objects.update_or_create(
        before=first, after=second, defaults={"version": version, "kind": kind, "basis": basis.strip()}
    )
    return StageOrderPut(version, before, after, OrderKind(kind).label)


@action(permission=Permission.TEMPLATE_EDIT, moves=DRAFT)
def drop_stage_order(
    version: TemplateVersion, *, before: str, after: str, by: Actor, at: datetime
) -> StageOrderDropped:
    """取消先后关系 — the two go on beside one another."""
    found = version.orders.filter(before__item_code=before, after__item_code=after)
    if not found.exists():
        raise RuleBroken(_("没有这一先后关系。"))
    found.delete()
    return StageOrderDropped(version, before, after)


@action(permission=Permission.TEMPLATE_EDIT, moves=DRAFT)
def put_shared_need(
    version: TemplateVersion,
    *,
    kind: str,
    key: str,
    members: Sequence[Mapping[str, str]],
    name: str = "",
    name_en: str = "",
    by: Actor,
    at: datetime,
) -> SharedNeedPut:
    """设置共用要求 — questions, fields or materials of several items, perhaps in other words, are asked once."""
    if kind not in SharedKind.values:
        raise RuleBroken(_("请选择共用要求种类。"), fields={"kind": _("请选择")})
    key = rules.require_text(key, "key", _("请填写要求代码。"), most=60)
    joined = [{"item": str(one["item"]), "key": str(one["key"])} for one in members]
    if not joined:
        raise RuleBroken(_("请选择要合并的要求。"), fields={"members": _("请选择")})
    _require_members(version, kind, joined, at)
    others = version.shared.filter(kind=kind).exclude(key=key)
    taken = {(one["item"], one["key"]) for need in others for one in need.members}
    if taken & {(one["item"], one["key"]) for one in joined}:
        raise RuleBroken(_("其中有的要求已经合并到另一处。"), fields={"members": _("已经合并")})
    names = {"name": name.strip()[:200], "name_en": name_en.strip()[:200]}
    SharedNeed.objects.update_or_create(
        version=version, kind=kind, key=key, defaults=names | {"members": joined}
    )
    return SharedNeedPut(version, key, len(joined))


def _require_members(
    version: TemplateVersion, kind: str, members: Sequence[Mapping[str, str]], at: datetime
) -> None:
    """Every member is asked by an item of the stage; questions that are joined have the same answers."""
    codes = set(version.items.values_list("item_code", flat=True))
    versions = offered(codes, local_day(at))
    answers = set()
    for one in members:
        found = versions.get(one["item"])
        content = found.body if found else None
        asked = content and {
            SharedKind.QUESTION: lambda c, k: c.situation(k),
            SharedKind.FIELD: lambda c, k: c.form.field(k),
            SharedKind.MATERIAL: lambda c, k: c.material(k),
        }[SharedKind(kind)](content, one["key"])
        if not asked:
            what = {"item": one["item"], "key": one["key"]}
            raise rules.wrong("members", _("%(item)s 没有 %(key)s 这项要求。") % what)
        answers.add(tuple(sorted(each.key for each in getattr(asked, "options", ()))))
    if len(answers) > 1:
        raise RuleBroken(_("选项不同的问题不能合并。"), fields={"members": _("选项不同")})


@action(permission=Permission.TEMPLATE_EDIT, moves=DRAFT)
def drop_shared_need(
    version: TemplateVersion, *, kind: str, key: str, by: Actor, at: datetime
) -> SharedNeedDropped:
    """取消共用要求 — each item asks for itself again."""
    found = version.shared.filter(kind=kind, key=key)
    if not found.exists():
        raise RuleBroken(_("没有这一共用要求。"))
    found.delete()
    return SharedNeedDropped(version, key)


@action(permission=Permission.TEMPLATE_EDIT, moves=((TemplateState.DRAFT,), TemplateState.PUBLISHED))
def publish_template(
    version: TemplateVersion, *, basis: str = "", done_when: str = DoneWhen.ALL, by: Actor, at: datetime
) -> TemplatePublished:
    """公布阶段模板 — stages that begin from now on follow it; those that run keep the version under which they began."""
    items = list(version.items.values_list("item_code", "is_milestone"))
    if not items:
        raise RuleBroken(_("模板还没有事项。"))
    if done_when not in DoneWhen.values:
        raise RuleBroken(_("请选择阶段完成条件。"), fields={"done_when": _("请选择")})
    if done_when == DoneWhen.ANY and not any(is_milestone for _code, is_milestone in items):
        raise RuleBroken(_("以里程碑为完成条件的，至少设置一个里程碑事项。"))
    TemplateVersion.objects.filter(template=version.template_id, state=TemplateState.PUBLISHED).update(
        state=TemplateState.ENDED, ended_at=at
    )
    version.basis, version.done_when = basis.strip()[:200], done_when
    version.published_at = at
    return TemplatePublished(version, version.number)


def _item(version: TemplateVersion, code: str, field: str) -> StageItem:
    found = version.items.filter(item_code=code).first()
    if found is None:
        raise RuleBroken(_("模板中没有这个事项。"), fields={field: _("没有这个事项")})
    return found
