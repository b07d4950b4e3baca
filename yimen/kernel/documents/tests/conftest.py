"""Every test of documents has its own folder of files and keys."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from yimen.kernel.audit import action
from yimen.kernel.audit.action import Act
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.ids import new_id
from yimen.kernel.documents import actions, authority, sealing
from yimen.kernel.documents.making import examples
from yimen.kernel.documents.models import Document, Seal
from yimen.kernel.documents.sealing import SealKey
from yimen.kernel.documents.states import SealKind
from yimen.kernel.orgs import actions as orgs
from yimen.kernel.orgs import queries as org_queries
from yimen.kernel.orgs.models import Org
from yimen.kernel.people import actions as people
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.roles import Role

EXAMPLES = examples()
NOON = datetime(2026, 3, 13, 4, 0, tzinfo=UTC)
ORG = "示例市城市管理局"


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.YIMEN_SCANNER = "none"
    settings.YIMEN_FILES = tmp_path / "files"
    settings.YIMEN_KEYS = tmp_path / "keys"
    settings.STORAGES = {
        **settings.STORAGES,
        "files": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files")},
        },
    }
    return


@pytest.fixture
def seal() -> SealKey:
    return new_seal("approval")


def new_seal(name: str, at: datetime = NOON) -> SealKey:
    made = authority.make_seal(name, org=ORG, title=f"{ORG} 行政审批专用章", at=at)
    return sealing.seal_key(
        key_ref=made.key_ref, certificate_pem=made.certificate_pem, org=ORG, kind_text="行政审批专用章"
    )


LOADER = Machine("city data", origin="command")
TODAY = date(2026, 3, 13)


@pytest.fixture
def city(db: None) -> Org:
    """The government of the example city that a run has loaded, else 示例市人民政府."""
    if loaded := Org.objects.filter(parent=None).first():
        return loaded
    country = org_queries.country()
    region = orgs.add_region(
        country, area_code="999900000000", name="示例市", level="city", by=LOADER, at=NOON
    )
    founded = date(2000, 1, 1)
    return orgs.found(
        region.region,
        code="sample-city",
        name="示例市人民政府",
        kind="government",
        founded_on=founded,
        by=LOADER,
        at=NOON,
    ).org


@pytest.fixture
def bureau(city: Org) -> Org:
    return orgs.found(
        city.region, parent=city, code="sample-bureau", name=ORG, kind="department", by=LOADER, at=NOON
    ).org


@pytest.fixture
def other(city: Org) -> Org:
    return orgs.found(
        city.region,
        parent=city,
        code="sample-other",
        name="示例市公安局",
        kind="department",
        by=LOADER,
        at=NOON,
    ).org


@pytest.fixture
def acting(city: Org) -> Callable[..., PersonActor]:
    """An official with a post, acting on the day with a second factor."""

    def make(name: str, role: Role, org: Org, *, is_secured: bool = True) -> PersonActor:
        login = f"{role}-{org.code}"
        person = people.enrol(
            city, login=login, name=name, email=f"{login}@example.org", by=LOADER, at=NOON
        ).person
        people.appoint(org, person=person, role=role, since=date(2026, 1, 1), by=LOADER, at=NOON)
        return PersonActor(person, on=TODAY, is_secured=is_secured)

    return make


@pytest.fixture
def keeper(acting: Callable[..., PersonActor], bureau: Org) -> PersonActor:
    return acting("赵印", Role.SEAL_KEEPER, bureau)


@pytest.fixture
def leader(acting: Callable[..., PersonActor], bureau: Org) -> PersonActor:
    return acting("钱领", Role.LEADER, bureau)


@pytest.fixture
def administrator(acting: Callable[..., PersonActor], city: Org) -> PersonActor:
    return acting("管理员", Role.ADMINISTRATOR, city)


@pytest.fixture
def approval_seal(bureau: Org) -> Seal:
    return register(bureau, SealKind.APPROVAL)


@pytest.fixture
def acceptance_seal(bureau: Org) -> Seal:
    return register(bureau, SealKind.ACCEPTANCE)


def register(org: Org, kind: SealKind, at: datetime = NOON) -> Seal:
    return actions.register_seal(org, kind=kind, name=f"{org.name}{kind.label}", by=LOADER, at=at).seal


def drawn_up(
    org: Org, kind: str = "decision", *, data_from: str = "", data_until: str = "", **more: Any
) -> Document:
    """A document as another module's act draws it up."""
    dates = {"valid_from": data_from, "valid_until": data_until}
    facts = {
        "data": EXAMPLES[kind] | {"organ": org.name, "number": ""} | {k: v for k, v in dates.items() if v},
        "number": "示城管许字〔2026〕12号",
        "holder": "张小明",
        "seal_with": SealKind.APPROVAL,
        "subject_label": "城市道路占用、挖掘许可",
        "at": NOON,
        **more,
    }
    act = Act(LOADER, NOON, new_id(), outermost=True)
    token = action._current.set(act)
    try:
        document = actions.draw_up(kind=kind, org=org, **facts)
        act.tail.flush()
        return document
    finally:
        action._current.reset(token)
