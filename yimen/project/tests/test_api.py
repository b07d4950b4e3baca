"""The API says no in one form, also where the address itself is wrong."""

import pytest
from django.test import Client


@pytest.mark.parametrize("address", ["/api/v1/network/nodes/not-an-id", "/api/v1/no-such-noun"])
def test_an_address_below_the_api_that_is_none_is_a_problem(address: str) -> None:
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": "not_found",
        "status": 404,
        "code": "not_found",
        "detail": "没有找到，或者您无权查看。",
    }


@pytest.mark.django_db
def test_any_other_address_that_is_none_is_the_page() -> None:
    answer = Client().get("/api-of-others/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")
