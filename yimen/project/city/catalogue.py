"""Loads the items of a city: a new item is added, a changed one gets a new version; the same one is left alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.orgs.models import Org, Section
from yimen.modules.approvals import actions
from yimen.modules.approvals.actions.catalogue import content_hash
from yimen.modules.approvals.content import content_from
from yimen.modules.approvals.models import Item, ItemVersion

from .files import CityFolder

BASIS = ("instrument", "number", "article", "issued_on", "effective_from", "effective_to", "quote")
CONTENT = (
    "conditions",
    "conditions_en",
    "situations",
    "materials",
    "fees",
    "holds",
    "procedure_note",
    "procedure_note_en",
    "procedures",
    "variants",
    "application_form",
    "note",
    "note_en",
    "commitment",
    "report_up",
    "licence_type",
    "about_licence",
    "about_licence_act",
)
PLAIN: tuple[str, ...] = (
    "extension_max",
    "single_officer_allowed",
    "quota",
    "in_hall",
    "windows",
    "channels",
    "result_name",
)
PLAIN += (
    "result_name_en",
    "result_kind",
    "validity_months",
    "correction_lapse",
    "tolerance_lapse",
    "enquiry_phone",
    "supervision_phone",
)


def load_items(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    orgs = {org.code: org for org in Org.objects.all()}
    for data in folder.items():
        item = Item.objects.filter(code=data["code"]).first() or _add(data, orgs, by=by, at=at)
        _ensure_version(item, data["version"], data, orgs, folder, by=by, at=at)


def _add(data: dict[str, Any], orgs: dict[str, Org], *, by: Actor, at: datetime) -> Item:
    org = orgs[data["org"]]
    bases = [
        {**{key: one[key] for key in BASIS if one.get(key)}, "is_confirmed": one.get("confirmed", True)}
        for one in data["legal_bases"]
    ]
    done = actions.add_item(
        org,
        code=data["code"],
        official_code=data.get("official_code", ""),
        name=data["name"],
        name_en=data.get("name_en", ""),
        kind=data["kind"],
        section=Section.objects.filter(org=org, code=data.get("section", "")).first(),
        audiences=data["audiences"],
        topics=data.get("topics", []),
        classes=data.get("classes", []),
        legal_bases=bases,
        by=by,
        at=at,
    )
    return done.item


def _ensure_version(
    item: Item,
    version: dict[str, Any],
    data: dict[str, Any],
    orgs: dict[str, Org],
    folder: CityFolder,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """A version whose content differs from the last published one begins today, or on its own later day."""
    form = folder.form(item.code)
    both: dict[str, Any] = {
        **({"application_form": form} if form else {}),
        **{key: data[key] for key in ("note", "note_en") if key in data},
        **version,
    }
    content = content_from({key: both[key] for key in CONTENT if key in both}).as_data()
    last = ItemVersion.objects.filter(item=item).exclude(state="draft").order_by("-number").first()
    if last is not None and last.content_hash == content_hash(content):
        return
    begins: date = version["effective_from"]
    if last is not None:
        begins = max(begins, local_day(at))
    terms = {key: version[key] for key in PLAIN if key in version}
    drafted = actions.draft_version(
        item,
        content=content,
        terms=terms
        | {
            "effective_from": begins,
            "pattern": version["pattern"],
            "mode": version["mode"],
            "statutory_days": version["statutory_limit"]["days"],
            "statutory_basis": version["statutory_limit"].get("basis", ""),
            "promised_days": version["promised_limit"]["days"],
            "promised_note": version["promised_limit"].get("note", ""),
            "centre": orgs[version["centre"]] if version.get("centre") else None,
        },
        by=by,
        at=at,
    ).version
    actions.publish_version(drafted, instrument_no="", by=by, at=at)
