"""A person, a template, and an act in which something is told."""

import copy
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from yimen.kernel.audit import action
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.ids import new_id
from yimen.kernel.notices.sending import send
from yimen.kernel.orgs import actions as orgs
from yimen.kernel.orgs import queries as org_queries
from yimen.kernel.people import actions as people
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.roles import Role

NOON = datetime(2026, 5, 15, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
LOADER = Machine("city data", origin="command")
TEMPLATE = """{% load i18n %}{% translate "已受理" %} {{ number }}

{{ reader.name|default:"您好" }}：<{{ number }}> {{ link }}
"""


@pytest.fixture
def noon():
    return NOON


@pytest.fixture(autouse=True)
def _template(settings, tmp_path):
    folder = tmp_path / "templates" / "example" / "notices"
    folder.mkdir(parents=True)
    (folder / "accepted.txt").write_text(TEMPLATE, encoding="utf-8")
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [str(tmp_path / "templates")]
    settings.TEMPLATES = templates
    settings.SITE_URL = "https://yimen.example.org"
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def city(db):
    """本级人民政府: that of the loaded city, or 示例市人民政府 when none is loaded."""
    loaded = org_queries.city_org()
    if loaded is not None:
        return loaded
    region = orgs.add_region(
        org_queries.country(), area_code="990100000000", name="示例市", level="city", by=LOADER, at=NOON
    ).region
    return orgs.found(
        region, code="city-government", name="示例市人民政府", kind="government", by=LOADER, at=NOON
    ).org


@pytest.fixture
def wang(city):
    return people.enrol(
        city, login="wang", name="王芳", email="wang@example.org", phone="13800000000", by=LOADER, at=NOON
    ).person


@pytest.fixture
def administrator(city):
    admin = people.enrol(city, login="admin", name="管理员", by=LOADER, at=NOON).person
    people.appoint(city, person=admin, role=Role.ADMINISTRATOR, since=NOON.date(), by=LOADER, at=NOON)
    return PersonActor(admin, on=NOON.date(), is_secured=True)


@pytest.fixture
def act():
    """An act in progress, as ``@action`` opens it: what is told in it is laid into the outbox at its end."""

    @contextmanager
    def doing():
        running = action.Act(by=LOADER, at=NOON, correlation=new_id(), outermost=True)
        token = action._current.set(running)
        try:
            with transaction.atomic():
                yield running
                running.tail.flush()
        finally:
            action._current.reset(token)

    return doing


@pytest.fixture
def told(act, wang):
    """A message to 王芳, inside and by e-mail."""

    def tell(to=None, **options):
        with act():
            return send(to or wang, "example.accepted", {"number": "沈2026-1"}, link="/cases/1/", **options)

    return tell
