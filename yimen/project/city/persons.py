"""Loads the example persons of a city and their posts; they share one password that is made at the first load."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org, Section, Window
from yimen.kernel.orgs.queries import city_org
from yimen.kernel.people import actions
from yimen.kernel.people.models import Person, Post

from .files import BadCityFile, CityFolder


def password_file() -> Path:
    """Where the password of the example accounts of this installation stands (0600)."""
    return Path(settings.VAR) / "example-password"


def example_password() -> str:
    """The one password of all example accounts here; made when it is first asked for."""
    path = password_file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(9), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


def load_persons(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    data = folder.toml("people.toml")
    hashed = ""
    orgs = {org.code: org for org in Org.objects.all()}
    for row in data["person"]:
        person = Person.objects.filter(login=row["login"]).first()
        if person is None:
            hashed = hashed or make_password(example_password())
            person = _enrol(row, hashed, by=by, at=at)
        for post in row.get("posts", ()):
            _appoint(person, post, orgs, by=by, at=at)


def _enrol(row: dict[str, Any], hashed: str, *, by: Actor, at: datetime) -> Person:
    city = city_org()
    if city is None:
        raise BadCityFile("orgs.csv 中没有本级人民政府 / orgs.csv has no city government")
    facts: dict[str, Any] = {
        "login": row["login"],
        "name": row["name"],
        "name_en": row.get("name_en", ""),
        "email": row.get("email", ""),
        "phone": row.get("phone", ""),
        "password_hash": hashed,
        "is_example": bool(row.get("example")),
    }
    if row["kind"] == "staff":
        return actions.enrol(city, **facts, by=by, at=at).person
    return actions.register(
        city,
        **facts,
        kind=row["kind"],
        id_type=row["id_type"],
        id_number=row["id_number"],
        legal_representative=row.get("legal_representative", ""),
        contact_name=row.get("contact_person", ""),
        by=by,
        at=at,
    ).person


def _appoint(person: Person, row: dict[str, Any], orgs: dict[str, Org], *, by: Actor, at: datetime) -> None:
    org = orgs[row["org"]]
    window = _window(org, row.get("window", ""))
    if Post.objects.filter(
        person=person, role=row["role"], org=org, since=row["since"], window=window
    ).exists():
        return
    actions.appoint(
        org,
        person=person,
        role=row["role"],
        section=Section.objects.filter(org=org, code=row.get("section", "")).first(),
        window=window,
        since=row["since"],
        instrument=row.get("instrument", ""),
        by=by,
        at=at,
    )


def _window(org: Org, number: str) -> Window | None:
    """The window of the centre itself, or the one that serves this department."""
    if not number:
        return None
    own = Window.objects.filter(centre=org, number=number).first()
    return own or Window.objects.filter(serves=org, number=number).first()
