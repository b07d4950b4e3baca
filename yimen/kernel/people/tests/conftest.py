"""A small city: government, centre, two departments, and a few people with posts, made by the verbs."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from allauth.account.internal.userkit import user_id_to_str

from yimen.kernel.base.actor import Machine, Public
from yimen.kernel.orgs import actions as orgs
from yimen.kernel.orgs import queries as org_queries
from yimen.kernel.people import actions
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.roles import Role

NOON = datetime(2026, 5, 15, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOON.date()
LOADER = Machine("city data", origin="command")
RESIDENT_NUMBER = "210102199001010015"


@pytest.fixture(autouse=True)
def _second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def noon():
    return NOON


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


def _under(city, code, name, kind):
    facts = {"code": f"example-{code}", "name": name, "kind": kind}
    return orgs.found(city.region, parent=city, **facts, by=LOADER, at=NOON).org


@pytest.fixture
def centre(city):
    return _under(city, "centre", "示例市政务服务中心", "centre")


@pytest.fixture
def housing(city):
    return _under(city, "housing", "示例市住房和城乡建设局", "department")


@pytest.fixture
def market(city):
    return _under(city, "market", "示例市市场监督管理局", "department")


@pytest.fixture
def official(city):
    """Makes an official by name, with a post when a role and a body are given."""

    def make(login, name, role=None, org=None, **post):
        person = actions.enrol(
            city, login=login, name=name, email=f"{login}@example.org", by=LOADER, at=NOON
        ).person
        if role is not None:
            since = post.pop("since", date(2026, 1, 1))
            actions.appoint(org or city, person=person, role=role, since=since, by=LOADER, at=NOON, **post)
        return person

    return make


@pytest.fixture
def acting():
    """The person as an actor of the day, with a second factor unless it is said otherwise."""

    def make(person, on=TODAY, is_secured=True, origin="page"):
        return PersonActor(person, on=on, origin=origin, is_secured=is_secured)

    return make


@pytest.fixture
def administrator(official, acting):
    return acting(official("admin", "管理员", Role.ADMINISTRATOR))


@pytest.fixture
def resident(city):
    return actions.register(
        city,
        kind="resident",
        login="resident",
        name="示例居民",
        email="resident@example.org",
        phone="13800000000",
        id_type="resident_id",
        id_number=RESIDENT_NUMBER,
        by=Public(),
        at=NOON,
    ).person


@pytest.fixture
def signed_in(client):
    """Signs a person in, with a second factor unless it is said otherwise; gives the client."""

    def sign_in(person, is_secured=True):
        client.force_login(person)
        if is_secured:
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": "totp"}]
            session["account_authentication_methods_user"] = user_id_to_str(person)
            session.save()
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _plain_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
