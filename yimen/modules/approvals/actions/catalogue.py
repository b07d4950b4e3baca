"""Verbs of the catalogue: an item, its versions, and the day from which a version holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.audit.tail import as_json
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.base.text import pinyin_key
from yimen.kernel.cases.opening import local_day
from yimen.kernel.orgs.models import Org, Section
from yimen.modules.approvals.content import content_from
from yimen.modules.approvals.events import ItemAdded, VersionDrafted, VersionInForce, VersionPublished
from yimen.modules.approvals.models import Item, ItemVersion, LegalBasis
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import VersionState


@action(permission=Permission.ITEM_ADD, creates=True)
def add_item(
    org: Org,
    *,
    code: str,
    name: str,
    kind: str,
    audiences: Sequence[str],
    legal_bases: Sequence[Mapping[str, Any]],
    section: Section | None = None,
    name_en: str = "",
    official_code: str = "",
    topics: Sequence[str] = (),
    classes: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> ItemAdded:
    """建立事项 — an item of the body, with the law that gives the power; without a live basis there is no item."""
    if not legal_bases:
        raise RuleBroken(_("没有法律依据的事项不能建立。"), fields={"legal_bases": _("请填写法律依据")})
    item = Item.objects.create(
        code=code,
        official_code=official_code,
        name=name,
        name_en=name_en,
        pinyin=pinyin_key(name),
        kind=kind,
        org=org,
        section=section,
        audiences=list(audiences),
        topics=list(topics),
        classes=list(classes),
    )
    LegalBasis.objects.bulk_create(
        LegalBasis(item=item, position=position, **basis) for position, basis in enumerate(legal_bases)
    )
    return ItemAdded(item)


@action(permission=Permission.ITEM_DRAFT, creates=True)
def draft_version(
    item: Item, *, content: Mapping[str, Any], terms: Mapping[str, Any], by: Actor, at: datetime
) -> VersionDrafted:
    """起草版本 — what the item shall ask for and promise; ``terms`` are the plain fields of the version.

    Raises RuleBroken when a material is needed in a situation that does not exist.
    """
    _require_sound(content)
    last = (
        ItemVersion.objects.filter(item=item).order_by("-number").values_list("number", flat=True).first()
        or 0
    )
    version = ItemVersion(
        item=item,
        number=last + 1,
        content=dict(content),
        content_hash=content_hash(content),
        drafted_by=f"{by.kind}:{by.id}",
        **terms,
    )
    if version.promised_days > version.statutory_days:
        raise RuleBroken(_("承诺时限不能长于法定时限。"), fields={"promised_days": _("长于法定时限")})
    version.save(force_insert=True)
    return VersionDrafted(version)


@action(
    permission=Permission.ITEM_PUBLISH,
    moves=((VersionState.DRAFT,), (VersionState.IN_FORCE, VersionState.SCHEDULED)),
)
def publish_version(version: ItemVersion, *, instrument_no: str, by: Actor, at: datetime) -> VersionPublished:
    """公布版本 — from its first day on it holds, and the version before it ends; from now on it cannot change."""
    approver = f"{by.kind}:{by.id}"
    if by.kind == "person" and version.drafted_by == approver:
        raise RuleBroken(_("起草人不能批准自己起草的版本，请由另一人批准。"))
    _end_the_one_before(version, local_day(at))
    version.approved_by = approver
    version.published_at = at
    version.instrument_no = instrument_no
    version.state = (
        VersionState.IN_FORCE if version.effective_from <= local_day(at) else VersionState.SCHEDULED
    )
    return VersionPublished(version, version.effective_from.isoformat())


@action(permission=Permission.ITEM_BRING_INTO_FORCE, moves=((VersionState.SCHEDULED,), VersionState.IN_FORCE))
def bring_into_force(version: ItemVersion, *, by: Actor, at: datetime) -> VersionInForce:
    """生效 — the first day of a published version has come; the one before it is superseded."""
    today = local_day(at)
    if version.effective_from > today:
        raise RuleBroken(_("此版本尚未到生效日期。"))
    ended = ItemVersion.objects.filter(
        item_id=version.item_id, effective_to__lte=today, state=VersionState.IN_FORCE
    )
    for before in ended.exclude(pk=version.pk):
        before.state = VersionState.SUPERSEDED
        before.save(update_fields=["state"])
    return VersionInForce(version)


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a version's content, hex."""
    return hashlib.sha256(as_json(content).encode()).hexdigest()


def _end_the_one_before(version: ItemVersion, today: date) -> None:
    others = (
        ItemVersion.objects.filter(item_id=version.item_id)
        .exclude(pk=version.pk)
        .exclude(state=VersionState.DRAFT)
    )
    for before in others.filter(effective_to__isnull=True).select_for_update():
        if before.effective_from >= version.effective_from:
            raise RuleBroken(_("已有从同日或更晚日期起施行的版本，请选择更晚的生效日期。"))
        before.effective_to = version.effective_from
        before.state = VersionState.SUPERSEDED if version.effective_from <= today else before.state
        before.save(update_fields=["effective_to", "state"])


def _require_sound(content: Mapping[str, Any]) -> None:
    body = content_from(content)
    refs = {f"{one.key}.{option.key}" for one in body.situations for option in one.options}
    for material in body.materials:
        if unknown := set(material.when) - refs:
            raise RuleBroken(
                _("材料“%(name)s”引用了不存在的情形：%(refs)s")
                % {"name": material.name, "refs": "、".join(unknown)}
            )
    for situation in body.situations:
        if situation.depends_on and situation.depends_on not in refs:
            raise RuleBroken(_("情形“%(name)s”引用了不存在的选项。") % {"name": situation.question})
    keys = [one.key for one in body.materials]
    if len(keys) != len(set(keys)):
        raise RuleBroken(_("材料代码重复。"))
