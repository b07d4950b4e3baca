"""双公示: a granted permission under seal is published once, in its fixed fields; of a resident only the masked name."""

from __future__ import annotations

from functools import partial

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.world import NOON, World
from yimen.kernel.audit.together import together
from yimen.modules.approvals import actions as approving
from yimen.modules.approvals import publicity as told
from yimen.modules.approvals.models import Application
from yimen.modules.disclosure import actions
from yimen.modules.disclosure.models import Publication, StandingCheck
from yimen.modules.disclosure.tests.stage import Openness
from yimen.modules.portal.jobs import publish_results
from yimen.modules.portal.publishing import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(world: World) -> Application:
    return world.sealed()


@pytest.fixture
def submitted(world: World) -> Application:
    return world.submitted()


def published(application: Application) -> Publication | None:
    publish(application.pk, at=NOON)
    number = application.case.number if application.case else ""
    return Publication.objects.filter(origin="standing", origin_key=number).select_related("current").first()


def test_a_sealed_permission_is_to_be_published(world: World, sealed: Application) -> None:
    jobs = ProcrastinateJob.objects.filter(task_name="portal.publish_result")
    assert [one.args for one in jobs] == [{"application_id": str(sealed.pk)}]


def queued() -> list[tuple[str, dict[str, object]]]:
    rows = ProcrastinateJob.objects.filter(task_name__startswith="portal.").order_by("id")
    return list(rows.values_list("task_name", "args"))


def test_permissions_concluded_together_are_one_job_and_one_that_fails_stops_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [world.decided(), world.decided()]
    acts = [partial(approving.conclude, one, by=world.keeper, at=NOON) for one in few]
    assert together(acts, undone=lambda: pytest.fail("nothing had to be done again")) == []
    keys = [str(one.pk) for one in few]
    assert queued() == [("portal.publish_results", {"application_ids": keys})]

    def fail_for_the_first(application: object, **facts: object) -> None:
        if str(application) == keys[0]:
            raise ValueError("example")
        publish(application, at=NOON)  # type: ignore[arg-type]

    monkeypatch.setattr("yimen.modules.portal.publishing.publish", fail_for_the_first)
    publish_results(application_ids=keys)
    numbers = Publication.objects.filter(origin="standing").values_list("origin_key", flat=True)
    assert list(numbers) == [few[1].number]
    assert queued()[1:] == [("portal.publish_result", {"application_id": keys[0]})]


def test_it_is_published_once_in_its_fixed_fields(world: World, sealed: Application) -> None:
    found = published(sealed)
    assert found is not None
    assert found.current is not None
    text = found.current.body_text
    told_of = told.publicity(sealed.pk)
    assert told_of is not None
    for words in (
        told_of.item,
        told_of.case_number,
        told_of.holder,
        told_of.decided_on.isoformat(),
        told_of.org.name,
    ):
        assert words in text
    assert published(sealed) == found
    assert Publication.objects.filter(origin="standing").count() == 1


def test_nothing_of_a_resident_but_the_masked_name(world: World, sealed: Application) -> None:
    found = published(sealed)
    assert found is not None
    assert found.current is not None
    assert sealed.case is not None
    party = sealed.case.parties.get(role="applicant")
    whole = f"{found.title}{found.current.body_text}{found.current.abstract}"
    for private in (party.name, party.number_masked, party.phone, party.address):
        assert not private or private not in whole


def test_without_a_standing_check_nothing_is_published(world: World, sealed: Application) -> None:
    standing = StandingCheck.objects.get(org=sealed.org, state="in_force")
    actions.end_standing_check(standing, reason="到期", by=Openness(world).leader, at=NOON)
    assert published(sealed) is None


def test_what_is_not_granted_is_not_told(world: World, submitted: Application) -> None:
    assert told.publicity(submitted.pk) is None
    publish(submitted.pk, at=NOON)
    assert not Publication.objects.filter(origin="standing").exists()
