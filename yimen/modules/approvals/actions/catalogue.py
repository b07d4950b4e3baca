"""Verbs of the catalogue: an item, and the drafts of its versions."""

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
from yimen.kernel.orgs.models import Org, Section
from yimen.modules.approvals import codes
from yimen.modules.approvals.codes import BodyNature
from yimen.modules.approvals.content_faults import faults_in
from yimen.modules.approvals.events import (
    ItemAdded,
    ItemIdentified,
    VersionAmended,
    VersionCopied,
    VersionDrafted,
)
from yimen.modules.approvals.models import BasicItem, Cancellation, Item, ItemVersion, LegalBasis
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import VersionState

TERMS = (
    "pattern",
    "mode",
    "statutory_days",
    "statutory_basis",
    "promised_days",
    "promised_note",
    "extension_max",
    "single_officer_allowed",
    "quota",
    "in_hall",
    "centre",
    "windows",
    "channels",
    "result_name",
    "result_name_en",
    "result_kind",
    "validity_months",
    "correction_lapse",
    "tolerance_lapse",
    "enquiry_phone",
    "supervision_phone",
)
"""The plain fields of a version, beside its first day: what an editor sets and a copy takes over."""


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
    code_scheme: str = "",
    basic: BasicItem | None = None,
    sub_item: str = "",
    level: str = "",
    body_nature: str = BodyNature.STATUTORY,
    topics: Sequence[str] = (),
    classes: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> ItemAdded:
    """建立事项 — an item of the body, with the law that gives the power; without a basis there is no item."""
    if not legal_bases:
        raise RuleBroken(_("没有法律依据的事项不能建立。"), fields={"legal_bases": _("请填写法律依据")})
    codes.require_code(official_code, code_scheme, "official_code")
    if Item.objects.filter(code=code).exists():
        raise RuleBroken(_("已有代码相同的事项。"), fields={"code": _("已经使用")})
    require_own_place(org, basic, sub_item)
    item = Item.objects.create(
        code=code,
        official_code=official_code,
        code_scheme=code_scheme if official_code else "",
        basic=basic,
        sub_item=sub_item,
        level=level,
        body_nature=body_nature,
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


@action(permission=Permission.ITEM_IDENTIFY)
def identify_item(
    item: Item,
    *,
    basic: BasicItem | None,
    sub_item: str = "",
    official_code: str = "",
    code_scheme: str = "",
    level: str = "",
    body_nature: str = BodyNature.STATUTORY,
    by: Actor,
    at: datetime,
) -> ItemIdentified:
    """登记事项编码 — which basic item the body exercises, under which sub-item and implementation code."""
    codes.require_code(official_code, code_scheme, "official_code")
    require_own_place(item.org, basic, sub_item, but=item)
    same = Item.objects.filter(code_scheme=code_scheme, official_code=official_code).exclude(pk=item.pk)
    if official_code and same.exists():
        raise RuleBroken(_("已有实施编码相同的事项。"), fields={"official_code": _("已经使用")})
    item.basic, item.sub_item = basic, sub_item
    item.official_code, item.code_scheme = official_code, code_scheme if official_code else ""
    item.level, item.body_nature = level, body_nature
    return ItemIdentified(item, official_code)


@action(permission=Permission.ITEM_DRAFT, creates=True)
def draft_version(
    item: Item, *, content: Mapping[str, Any], terms: Mapping[str, Any], by: Actor, at: datetime
) -> VersionDrafted:
    """起草版本 — what the item shall ask for and promise; ``terms`` are the plain fields of the version.

    Raises RuleBroken when the item was cancelled, or a material is needed in a situation that does not exist.
    """
    return VersionDrafted(_drafted(item, content, terms, by))


@action(permission=Permission.ITEM_DRAFT, creates=True)
def copy_version(version: ItemVersion, *, effective_from: date, by: Actor, at: datetime) -> VersionCopied:
    """复制版本 — a new draft of the same item that says what this version says, from another day on."""
    terms = {name: getattr(version, name) for name in TERMS} | {"effective_from": effective_from}
    return VersionCopied(_drafted(version.item, version.content, terms, by), version)


@action(permission=Permission.ITEM_DRAFT, moves=((VersionState.DRAFT,), VersionState.DRAFT))
def amend_version(
    version: ItemVersion,
    *,
    content: Mapping[str, Any] | None = None,
    terms: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> VersionAmended:
    """修改版本草稿 — other content or terms of a draft; what is not given stays as it was."""
    for name, value in (terms or {}).items():
        if name not in (*TERMS, "effective_from"):
            raise RuleBroken(_("不能修改这一栏。"))
        setattr(version, name, value)
    if content is not None:
        require_sound(content, statutory_days=version.statutory_days)
        version.content = dict(content)
        version.content_hash = content_hash(content)
    _require_terms(version)
    editor = actor_id(by)
    if editor not in version.editors:
        version.editors = [*version.editors, editor]
    return VersionAmended(version, version.content_hash)


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a version's content, hex."""
    return hashlib.sha256(as_json(content).encode()).hexdigest()


def actor_id(by: Actor) -> str:
    """Who acts, as a version keeps it: kind and id."""
    return f"{by.kind}:{by.id}"


def require_own_place(org: Org, basic: BasicItem | None, sub_item: str, but: Item | None = None) -> None:
    """Raises RuleBroken when the body has the basic item under the same sub-item already."""
    if basic is None:
        return
    others = Item.objects.filter(basic=basic, org=org, sub_item=sub_item)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise RuleBroken(_("本机关已有这个基本目录事项的同一子项。"), fields={"sub_item": _("已有同一子项")})


def require_not_cancelled(item: Item) -> None:
    """Raises RuleBroken for an item that was cancelled: nothing more is made of it."""
    if Cancellation.objects.filter(item=item).exists():
        raise RuleBroken(_("此事项已经取消，不能再起草或者公布版本。"))


def _drafted(item: Item, content: Mapping[str, Any], terms: Mapping[str, Any], by: Actor) -> ItemVersion:
    require_not_cancelled(item)
    require_sound(content, statutory_days=int(terms["statutory_days"]))
    numbers = ItemVersion.objects.filter(item=item).order_by("-number").values_list("number", flat=True)
    version = ItemVersion(
        item=item,
        number=(numbers.first() or 0) + 1,
        content=dict(content),
        content_hash=content_hash(content),
        drafted_by=actor_id(by),
        editors=[actor_id(by)],
        **terms,
    )
    _require_terms(version)
    version.save(force_insert=True)
    return version


def _require_terms(version: ItemVersion) -> None:
    if version.promised_days > version.statutory_days:
        raise RuleBroken(_("承诺时限不能长于法定时限。"), fields={"promised_days": _("长于法定时限")})
    if version.single_officer_allowed and not version.is_instant:
        raise RuleBroken(
            _("只有即办件可以由一人办理。"), fields={"single_officer_allowed": _("只有即办件可以")}
        )


def require_sound(content: Mapping[str, Any], *, statutory_days: int) -> None:
    """Raises RuleBroken, saying everything because of which the content cannot be kept."""
    if faults := faults_in(content, statutory_days=statutory_days):
        raise RuleBroken("".join(dict.fromkeys(one.message for one in faults)))
