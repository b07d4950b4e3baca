"""Loads what open government begins with: the trees, the guides of the bodies, example publications."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from yimen.kernel.base.actor import Actor
from yimen.kernel.documents.intake import Received, receive
from yimen.kernel.orgs.models import Org
from yimen.kernel.orgs.queries import city_org
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.models import Person
from yimen.modules.disclosure.models import Publication
from yimen.modules.disclosure.public import (
    Cast,
    ensure_classification,
    ensure_collection,
    ensure_compilation,
    ensure_guide,
    ensure_inclusion,
    ensure_publication,
    ensure_repeal,
    ensure_retraction,
    ensure_revision,
    ensure_standing_check,
)

from .files import BadCityFile, CityFolder
from .law import LONG_AGO


def load_classifications(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    """classifications.csv, parents before children; the order of the file is the order of the tree."""
    city = city_org()
    if city is None:
        raise BadCityFile("orgs.csv 中没有本级人民政府 / orgs.csv has no body of the city itself")
    for order, row in enumerate(folder.table("classifications.csv"), start=1):
        ensure_classification(
            city,
            scheme=row["scheme"],
            code=row["code"],
            parent=row["parent"],
            name=row["name"],
            name_en=row["name_en"],
            basis=row["basis"],
            order=order,
            valid_from=LONG_AGO,
            by=by,
            at=at,
        )


def load_guides(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    """The guide of each body of publications/."""
    for data in folder.publications():
        ensure_guide(Org.objects.get(code=data["org"]), data["guide"], by=by, at=at)


def load_publications(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    """The example publications, each through every act of its way, by the example persons of its body."""
    for data in folder.publications():
        org, cast = Org.objects.get(code=data["org"]), _cast(data["people"])
        for row in data["publication"]:
            _load(org, cast, row, at)
        _follow(cast, data["publication"])
        ensure_standing_check(org, cast, at=_moment(date(2025, 12, 1)), **STANDING)
    office = Org.objects.get(code="general-office")
    ensure_compilation(office, _cast("office"), at=at)


def load_collections(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    """collections.toml: the collections, and their example texts through every act of their way."""
    office, cast = Org.objects.get(code="general-office"), _cast("office")
    for order, row in enumerate(folder.toml("collections.toml")["collection"], start=1):
        facts = {name: row[name] for name in ("kind", "name", "name_en", "about", "about_en")}
        found = ensure_collection(office, {**facts, "order": order}, code=row["code"], by=by, at=at)
        for place, text in enumerate(row["text"], start=1):
            _load(office, cast, text, at)
            topic = text.get("topic", "")
            ensure_inclusion(found, _key(text["key"]), topic=topic, order=place, by=by, at=at)


STANDING = {
    "code": "licence-results",
    "title": "行政许可结果（双公示）",
    "scope_text": "公开许可事项、决定书文号、相对人名称、统一社会信用代码、决定日期和有效期；自然人隐去姓名中的字，"
    "不公开证件号码、住址和电话。机器发现个人信息的，不自动公开，改为逐件送审。",
}
RULE = {
    "published": date(2025, 1, 6),
    "created": date(2025, 1, 2),
    "effective": date(2025, 1, 1),
    "subject": "open-government",
    "category": "a20-15",
}
TREES = {
    "subject": "subject",
    "genre": "genre",
    "category": "legal_category",
    "audience": "audience",
    "lifecycle": "lifecycle",
}


def _load(org: Org, cast: Cast, given: dict[str, Any], at: datetime) -> None:
    row = {**RULE, **given} if given["genre"] == "institutional-rule" else given
    has_force = "effective" in row
    content = {
        "title": row["title"],
        "abstract": row.get("abstract", ""),
        "body": row["body"],
        "document_number": row.get("number", ""),
        "created_on": row["created"],
        "effective_on": row.get("effective"),
        "expires_on": row.get("expires"),
        "has_validity": has_force,
        "normative": row.get("normative", "none"),
        "openness": row.get("openness", "proactive"),
        "openness_reason": row.get("openness_reason", ""),
        "responsible_unit": row.get("unit", ""),
        "governs": row.get("governs", []),
        "channels": ["website"],
        "interprets": Publication.objects.get(pk=_key(row["interprets"])) if "interprets" in row else None,
    }
    places = {tree: row[name] for name, tree in TREES.items() if name in row}
    moment = _moment(row["published"])
    facts = {"content": content, "places": places, "files": _files(row, moment)}
    ensure_publication(org, cast, facts, key=_key(row["key"]), at=moment)


def _follow(cast: Cast, rows: list[dict[str, Any]]) -> None:
    """What happened to them afterwards: a revision, a repeal, a retraction."""
    for row in rows:
        key = _key(row["key"])
        if revision := row.get("revision"):
            on = _moment(revision["on"])
            ensure_revision(key, cast, number=2, reason=revision["reason"], body=revision["body"], at=on)
        if repealed := row.get("repealed"):
            on = repealed["on"]
            ensure_repeal(key, _key(repealed["by"]), cast, on=on, at=_moment(on))
        if gone := row.get("retracted"):
            ensure_retraction(key, cast, kind=gone["kind"], reason=gone["reason"], at=_moment(gone["on"]))


def _files(row: dict[str, Any], at: datetime) -> list[Received]:
    if Publication.objects.filter(pk=_key(row["key"])).exists() or "attachment" not in row:
        return []
    given = row["attachment"]
    return [receive(given["text"].encode(), filename=given["name"])]


def _cast(suffix: str) -> Cast:
    """The example persons of a body by their logins."""

    def of(name: str) -> Callable[[date], Actor]:
        person = Person.objects.get(login=f"{name}.{suffix}")
        return lambda day: PersonActor(person, day, origin="command", is_secured=True)

    return Cast(of("drafter"), of("head"), of("secrecy"), of("leader"), of("disclosure"))


def _key(key: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"yimen/publications/{key}")


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
