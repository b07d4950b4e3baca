"""留痕: what auditors see, and what a broken link looks like."""

import hashlib

import pytest
from django.utils import timezone

from yimen.kernel.audit.models import Entry
from yimen.kernel.base.refusals import NotAllowed
from yimen.modules.portal import actions, links, queries

pytestmark = pytest.mark.django_db


def codes(answer):
    return [entry.code for entry in answer.context["table"].objects]


def test_the_newest_first(browser, world):
    world.accepted()
    found = codes(browser("auditor").get("/record/"))
    assert found[:2] == ["approvals.application.accepted", "approvals.application.submitted"]


def test_filters(browser, world):
    application = world.accepted()
    client = browser("supervisor")
    assert codes(client.get("/record/", {"code": "approvals.application.accepted"})) == [
        "approvals.application.accepted"
    ]
    about = client.get("/record/", {"subject": application.case.number})
    assert {entry.chain for entry in about.context["table"].objects} == {application.pk}
    assert codes(client.get("/record/", {"subject": str(application.pk)})) == codes(about)
    by_clerk = client.get("/record/", {"actor": "clerk.construction"}).context["table"].objects
    assert {entry.actor_id for entry in by_clerk} == {world.clerk.id}
    assert codes(client.get("/record/", {"actor": world.clerk.label})) == [one.code for one in by_clerk]
    assert codes(client.get("/record/", {"actor": "nobody"})) == []
    today = timezone.localdate().isoformat()
    assert codes(client.get("/record/", {"day_from": today, "day_to": today})) == codes(
        client.get("/record/")
    )
    assert codes(client.get("/record/", {"day_to": "2020-01-01"})) == []
    assert codes(client.get("/record/", {"day_from": "2999-01-01"})) == []


def test_an_entry_shows_its_body_and_that_its_hash_holds(browser, world):
    application = world.accepted()
    client = browser("auditor")
    for entry in Entry.objects.filter(chain=application.pk):
        page = client.get(f"/record/{entry.pk}/").content.decode()
        assert "与记录时一致" in page
        assert bytes(entry.hash).hex() in page
    assert browser("clerk.construction").get(f"/record/{entry.pk}/").status_code == 404


def test_a_changed_body_and_a_missing_link_are_seen(world):
    application = world.accepted()
    first, second, *_ = Entry.objects.filter(chain=application.pk).order_by("seq")
    assert links.check(first, None).is_right
    assert links.check(second, first).is_right
    assert not links.check(second, None).is_link_right
    second.body = second.body.replace("示例", "伪造")
    second.body += " "
    assert not links.check(second, first).is_own_hash_right
    first.hash = hashlib.sha256(b"other").digest()
    assert not links.check(second, first).is_link_right


def test_refusals(browser, world):
    with pytest.raises(NotAllowed):
        actions.retry_job(world.org("city-government"), job_id=1, by=world.clerk, at=world.noon)
    (shown,) = browser("auditor").get("/record/refusals/").context["table"].objects
    assert (shown.verb, shown.reason) == ("portal.retry_job", "not_allowed")


def test_an_auditor_of_one_body_reads_that_body_alone(world):
    from datetime import date

    from yimen.kernel.base.actor import Machine
    from yimen.kernel.people import actions as people

    application = world.accepted()
    person = world.actor("head.market").person
    people.appoint(
        world.org("city-centre"),
        person=person,
        role="auditor",
        since=date(2026, 1, 1),
        by=Machine("city data", origin="command"),
        at=world.noon,
    )
    reader = world.actor("head.market")
    assert queries.reads_whole_record(reader)
    assert queries.record(reader).filter(chain=application.pk).count() > 0
    assert queries.record(world.clerk).count() == 0
    assert queries.refusals(world.clerk).count() == 0


def test_endpoints(browser, world):
    application = world.accepted()
    client = browser("auditor")
    found = client.get("/api/v1/record", {"subject": application.case.number}).json()["items"]
    assert found[0]["code"] == "approvals.application.accepted"
    one = client.get(f"/api/v1/record/{found[0]['id']}").json()
    assert one == found[0]
    text = "\n".join([one["previous_hash"], str(one["seq"]), one["recorded_text"], one["body"]])
    assert hashlib.sha256(text.encode()).hexdigest() == one["hash"]
    assert browser("clerk.construction").get(f"/api/v1/record/{one['id']}").status_code == 404
