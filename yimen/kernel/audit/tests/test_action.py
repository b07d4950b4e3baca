"""The decorator: lock, permission, state, body, record — and nothing at all when it is refused."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from tests.world import World
from yimen.kernel.audit.action import current_act, verbs
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.audit.recorded import entry_of, recorded
from yimen.kernel.base.actor import Machine, Public
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.orgs import actions
from yimen.kernel.orgs.models import Org

CITY_DATA = Machine("city data")


def rename(org: Org, name: str, at: datetime, by: object = CITY_DATA) -> object:
    return actions.amend_org(org, changes={"name": name}, by=by, at=at)


def test_saves_what_the_body_changed_and_records_it(world: World, noon: datetime) -> None:
    org = world.org()
    done = rename(org, "新名称", noon)
    assert Org.objects.get(pk=org.pk).name == "新名称"
    entry = entry_of(done)
    assert (entry.code, entry.subject_id, entry.actor_id) == ("orgs.org.amended", str(org.pk), "city data")
    assert entry.happened_at == noon
    assert entry.org_path == org.path


def test_links_each_entry_to_the_one_before_it(world: World, noon: datetime) -> None:
    org = world.org()
    first, second = (entry_of(rename(org, name, noon)) for name in ("一", "二"))
    assert second.seq == first.seq + 1
    assert bytes(second.previous_hash) == bytes(first.hash)
    text = "\n".join([bytes(first.hash).hex(), str(second.seq), second.recorded_text, second.body])
    assert bytes(second.hash) == hashlib.sha256(text.encode()).digest()
    assert json.loads(second.body)["code"] == second.code


def test_refuses_a_stranger_and_changes_nothing_but_the_list_of_refusals(
    world: World, noon: datetime
) -> None:
    org = world.org()
    entries = Entry.objects.count()
    with pytest.raises(NotAllowed):
        rename(org, "新名称", noon, by=Public())
    assert Org.objects.get(pk=org.pk).name == org.name
    assert Entry.objects.count() == entries
    refusal = Refusal.objects.get()
    assert (refusal.verb, refusal.reason, refusal.subject_id) == (
        "orgs.amend_org",
        "not_allowed",
        str(org.pk),
    )


def test_a_broken_rule_is_recorded_as_refused_once(world: World, noon: datetime) -> None:
    org = world.org()
    entries = Entry.objects.count()
    with pytest.raises(RuleBroken):
        rename(org, org.name, noon)
    assert Entry.objects.count() == entries
    assert [one.reason for one in Refusal.objects.all()] == ["rule_broken"]


def test_needs_an_actor_an_aware_moment_and_keywords(world: World, noon: datetime) -> None:
    org = world.org()
    with pytest.raises(TypeError, match="by="):
        actions.amend_org(org, changes={}, at=noon)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="aware"):
        actions.amend_org(org, changes={}, by=CITY_DATA, at=noon.replace(tzinfo=None))
    with pytest.raises(TypeError, match="keyword"):
        actions.amend_org(org, {}, by=CITY_DATA, at=noon)  # type: ignore[misc]


def test_outside_of_an_act_nothing_is_in_progress(db: None) -> None:
    with pytest.raises(RuntimeError, match="no act is in progress"):
        current_act()


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET code = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"]
)
def test_the_record_cannot_be_changed_even_by_its_owner(world: World, statement: str) -> None:
    before = Entry.objects.count()
    with pytest.raises(DatabaseError, match="the record cannot be changed"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Entry.objects.count() == before


def test_every_verb_is_known_with_its_fact() -> None:
    assert verbs()["orgs.amend_org"].fact.code == "orgs.org.amended"


def test_the_sentence_is_read_from_the_record(world: World, noon: datetime) -> None:
    assert "新名称" in recorded(rename(world.org(), "新名称", noon))
