"""The parameters' other door: anyone reads, the keeper sets by the same verb."""

from datetime import date

import pytest
from django.http import Http404
from django.test import RequestFactory

from yimen.kernel.base.actor import Public
from yimen.kernel.base.refusals import NotAllowed
from yimen.kernel.policies import actions, endpoints
from yimen.kernel.policies.models import Policy

CODE = "approvals.statutory_limit"


@pytest.fixture
def known(book, keeper, noon):
    facts = {"basis": "行政许可法第四十二条", "unit": "working_day", "in_force_from": date(2004, 7, 1)}
    return actions.set_policy(book, code=CODE, value=20, **facts, by=keeper, at=noon).policy


def asked_by(actor):
    request = RequestFactory().get("/")
    request.actor = actor
    return request


def test_programs_read(known):
    public = asked_by(Public())
    [one] = endpoints.policies(public)
    shown = endpoints.PolicyOut.from_orm(one).model_dump()
    assert (shown["code"], shown["value"], shown["in_force_from"]) == (CODE, 20, date(2004, 7, 1))
    assert endpoints.policies(public, date(2000, 1, 1)) == []
    assert endpoints.policy(public, CODE) == [known]
    with pytest.raises(Http404):
        endpoints.policy(public, "approvals.unknown")


def test_programs_set(known, keeper):
    body = endpoints.PolicyIn(
        value=15, in_force_from=date(2099, 1, 1), basis="某法第一条", unit="working_day"
    )
    done = endpoints.set_policy(asked_by(keeper), CODE, body)
    assert (done.status_code, done.value.value) == (201, 15)
    with pytest.raises(Http404):
        endpoints.set_policy(asked_by(keeper), "approvals.unknown", body)


def test_programs_of_others_are_refused(known):
    body = endpoints.PolicyIn(value=15, in_force_from=date(2099, 1, 1), basis="某法第一条")
    with pytest.raises(NotAllowed):
        endpoints.set_policy(asked_by(Public()), CODE, body)
    assert Policy.objects.get() == known
