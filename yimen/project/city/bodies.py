"""Loads regions, organisations, sections, windows: each only where it is not there or differs."""

from __future__ import annotations

from datetime import datetime, time

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.loading import ensure_org, ensure_region, ensure_section, ensure_window
from yimen.kernel.orgs.models import Org, Region
from yimen.kernel.orgs.queries import country

from .files import CityFolder


def load_regions(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    for row in folder.table("regions.csv"):
        parent = Region.objects.get(pk=row["parent"]) if row["parent"] else country()
        ensure_region(
            parent,
            area_code=row["area_code"],
            name=row["name"],
            name_en=row["name_en"],
            level=row["level"],
            is_confirmed=row["confirmed"] != "false",
            by=by,
            at=at,
        )


def load_orgs(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    for row in folder.table("orgs.csv"):
        ensure_org(
            Region.objects.get(pk=row["region"]),
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            short_name=row["short_name"],
            kind=row["kind"],
            parent=Org.objects.get(code=row["parent"]) if row["parent"] else None,
            credit_code=row["credit_code"],
            address=row["address"],
            phone=row["phone"],
            opening_hours=row["hours"],
            is_confirmed=row["confirmed"] != "false",
            by=by,
            at=at,
        )


def load_sections(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    orgs = _orgs()
    for row in folder.table("sections.csv"):
        ensure_section(
            orgs[row["org"]],
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            is_approval_office=row["is_approval_office"] == "true",
            by=by,
            at=at,
        )


def load_windows(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    orgs = _orgs()
    for row in folder.table("windows.csv"):
        ensure_window(
            orgs[row["centre"]],
            number=row["number"],
            name=row["name"],
            name_en=row["name_en"],
            kind=row["kind"],
            serves=orgs[row["org"]] if row["org"] else None,
            opens=time.fromisoformat(row["opens"]) if row["opens"] else None,
            closes=time.fromisoformat(row["closes"]) if row["closes"] else None,
            by=by,
            at=at,
        )


def _orgs() -> dict[str, Org]:
    return {org.code: org for org in Org.objects.select_related("region")}
