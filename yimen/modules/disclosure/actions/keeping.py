"""The verbs that keep the trees, the guides and the compiled rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action, current_act
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.actions import draw_up
from yimen.kernel.orgs.models import Org
from yimen.modules.disclosure import compilation, queries
from yimen.modules.disclosure.events import (
    ClassificationAdded,
    ClassificationAmended,
    ClassificationEnded,
    GuidePublished,
    RulesCompiled,
)
from yimen.modules.disclosure.models import ClassificationNode, Guide, RuleCompilation
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.states import Scheme

GUIDE_FIELDS = (
    "classification", "ways", "office", "address", "hours", "phone", "fax", "internet", "supervision", "change_note",
)  # fmt: skip
NEEDED = ("classification", "ways", "office", "address", "hours", "phone", "internet")
"""What the law makes a guide tell (政府信息公开条例 12); a body without a fax machine says nothing of it."""


@action(permission=Permission.CLASSIFICATION_KEEP, creates=True)
def add_classification(
    city: Org,
    *,
    scheme: str,
    code: str,
    name: str,
    name_en: str = "",
    parent: ClassificationNode | None = None,
    order: int = 0,
    basis: str = "",
    valid_from: date,
    by: Actor,
    at: datetime,
) -> ClassificationAdded:
    """增设分类 — under another one of the same tree, or at its root."""
    if scheme not in Scheme.values:
        raise RuleBroken(_("没有这种分类体系。"), fields={"scheme": _("请选择")})
    if not name.strip() or not code.strip():
        raise RuleBroken(_("请填写代码和名称。"), fields={"name": _("请填写"), "code": _("请填写")})
    if ClassificationNode.objects.filter(scheme=scheme, code=code).exists():
        raise RuleBroken(_("这个代码已经用过，停用的也不能再用。"), fields={"code": _("代码重复")})
    if parent is not None and (parent.scheme != scheme or not parent.holds_on(valid_from)):
        raise RuleBroken(_("上级分类不属于这个体系，或者已经停用。"), fields={"parent": _("请另选")})
    node = ClassificationNode.objects.create(
        scheme=scheme,
        code=code.strip(),
        name=name.strip(),
        name_en=name_en.strip(),
        parent=parent,
        path=f"{parent.path if parent else ''}{code.strip()}.",
        order=order,
        basis=basis.strip(),
        valid_from=valid_from,
    )
    return ClassificationAdded(node, str(Scheme(scheme).label))


@action(permission=Permission.CLASSIFICATION_KEEP)
def amend_classification(
    node: ClassificationNode, *, changes: Mapping[str, Any], by: Actor, at: datetime
) -> ClassificationAmended:
    """变更分类 — its names, its order, its basis."""
    allowed = {"name", "name_en", "order", "basis"}
    different = {
        key: value for key, value in changes.items() if key in allowed and getattr(node, key) != value
    }
    if not different:
        raise RuleBroken(_("没有任何变更。"))
    if not str(different.get("name", node.name)).strip():
        raise RuleBroken(_("请填写名称。"), fields={"name": _("请填写名称")})
    for key, value in different.items():
        setattr(node, key, value)
    return ClassificationAmended(node, {key: str(value) for key, value in different.items()})


@action(permission=Permission.CLASSIFICATION_KEEP)
def end_classification(
    node: ClassificationNode,
    *,
    on: date,
    replaced_by: ClassificationNode | None = None,
    by: Actor,
    at: datetime,
) -> ClassificationEnded:
    """停用分类 — what lies there stays; while anything does, another one must stand in for it."""
    if node.valid_to is not None:
        raise RuleBroken(_("这个分类已经停用。"))
    if on < node.valid_from:
        raise RuleBroken(_("停用日期不能早于启用日期。"), fields={"on": _("请核对日期")})
    if node.children.filter(valid_to__isnull=True).exists():
        raise RuleBroken(_("下面还有在用的分类，请先停用它们。"))
    if replaced_by is not None and (replaced_by.scheme != node.scheme or replaced_by.pk == node.pk):
        raise RuleBroken(_("替代分类应当是同一体系的另一个分类。"), fields={"replaced_by": _("请另选")})
    if replaced_by is None and queries.is_used(node):
        raise RuleBroken(
            _("还有信息属于这个分类，请指定替代分类。"), fields={"replaced_by": _("请选择替代分类")}
        )
    node.valid_to, node.replaced_by = on, replaced_by
    return ClassificationEnded(node, on.isoformat(), replaced_by)


@action(permission=Permission.GUIDE_PUBLISH, creates=True)
def publish_guide(
    org: Org, *, content: Mapping[str, str], seen: int, by: Actor, at: datetime
) -> GuidePublished:
    """公布公开指南 — a new edition; ``seen`` is the number of the one that its editor saw."""
    last = Guide.objects.filter(org=org).aggregate(last=Max("number"))["last"] or 0
    if seen != last:
        raise RuleBroken(
            _("指南在您打开以后已经更新，请对照最新一版后再公布。"), fields={"seen": _("已更新")}
        )
    facts = {name: str(content.get(name, "")).strip() for name in GUIDE_FIELDS}
    if missing := {name: _("指南必须写明此项。") for name in NEEDED if not facts[name]}:
        raise RuleBroken(_("指南还缺 %(count)s 项法定内容。") % {"count": len(missing)}, fields=missing)
    guide = Guide.objects.create(
        org=org, number=last + 1, published_at=at, published_by=by.label[:100], **facts
    )
    return GuidePublished(org, guide, guide.number)


@action(permission=Permission.RULES_COMPILE, creates=True)
def compile_rules(org: Org, *, by: Actor, at: datetime) -> RulesCompiled:
    """编印制度汇编 — every rule in force of the body, in the order of the list, as one document."""
    found = compilation.chapters(org, at)
    if not found:
        raise RuleBroken(_("本机关还没有已经公开的制度。"))
    last = RuleCompilation.objects.filter(org=org).aggregate(last=Max("number"))["last"] or 0
    document = draw_up(
        kind="rule_compilation", org=org, data=compilation.data(org, found, number=last + 1, at=at), at=at
    )
    current_act().tail.flush()
    made = RuleCompilation.objects.create(
        org=org,
        number=last + 1,
        document_id=document.pk,
        rule_count=len(found),
        compiled_at=at,
        compiled_by=by.label[:100],
    )
    return RulesCompiled(org, made, made.number, made.rule_count)
