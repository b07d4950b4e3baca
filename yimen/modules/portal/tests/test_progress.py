"""办件查询: what number and query code open, and what they do not tell."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from yimen.kernel.web import limits
from yimen.kernel.web.models import Tries

pytestmark = pytest.mark.django_db
ITEM = "城市道路占用、挖掘许可"
WRONG = "没有查到。请核对办件编号和查询码，二者都在收件凭证上。"


@pytest.fixture
def case(world):
    return world.accepted().case


def wrong_code(case):
    return "000000" if case.query_code != "000000" else "111111"


def shape(answer):
    """The page without what differs between any two requests."""
    return re.sub(r'value="[^"]*"|nonce="[^"]*"', "", answer.content.decode())


def test_number_and_code_open_the_progress(browser, case):
    answer = browser().post("/progress/", {"number": case.number, "code": case.query_code})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert case.number in page
    assert ITEM in page
    assert "受理通知书" in page
    assert "起算，当日不计入" in page


def test_nothing_personal_is_shown(browser, case):
    page = browser().post("/progress/", {"number": case.number, "code": case.query_code}).content.decode()
    party = case.parties.get()
    for secret in (
        party.name,
        party.phone,
        party.number_masked,
        party.address,
        party.email,
        "王芳",
        "13800000000",
    ):
        assert not secret or secret not in page
    assert party.name[0] + "*" in page


def test_spaces_and_full_width_digits_are_forgiven(browser, case):
    spaced = f" {case.number[:6]} {case.number[6:]} "
    wide = case.query_code.translate({ord("0") + n: ord("０") + n for n in range(10)})
    page = browser().post("/progress/", {"number": spaced, "code": wide}).content.decode()
    assert ITEM in page


def test_a_wrong_code_and_a_wrong_number_answer_alike(browser, case):
    client = browser()
    client.get("/progress/")
    other = case.number[:-1] + str((int(case.number[-1]) + 1) % 10)
    answers, queries = [], []
    for number, code in (
        (case.number, wrong_code(case)),
        (other, case.query_code),
        ("1", "1"),
        ("1", "------"),
    ):
        with CaptureQueriesContext(
            connection,
        ) as done:
            answers.append(client.post("/progress/", {"number": number, "code": code}))
        queries.append([re.sub(r"'[^']*'|\b[0-9a-f]{64}\b", "?", one["sql"]) for one in done])
    assert [answer.status_code for answer in answers] == [200] * 4
    assert all(WRONG in answer.content.decode() for answer in answers)
    assert len({shape(answer) for answer in answers}) == 1
    assert queries[0] == queries[1] == queries[2] == queries[3]


def test_a_number_is_closed_after_ten_failures_even_for_the_right_code(browser, case):
    for _ in range(10):
        assert (
            WRONG
            in browser()
            .post("/progress/", {"number": case.number, "code": wrong_code(case)})
            .content.decode()
        )
    page = browser().post("/progress/", {"number": case.number, "code": case.query_code}).content.decode()
    assert "查询次数过多" in page
    assert ITEM not in page


def test_an_address_is_closed_after_twenty_failures(browser, case):
    client = browser()
    for index in range(20):
        client.post("/progress/", {"number": f"{index}", "code": "1"})
    right = {"number": case.number, "code": case.query_code}
    assert "查询次数过多" in client.post("/progress/", right).content.decode()
    assert client.get("/api/v1/progress", right).status_code == 429
    elsewhere = client.post("/progress/", right, REMOTE_ADDR="192.0.2.9")
    assert ITEM in elsewhere.content.decode()


def test_tries_come_back_with_time_and_are_forgotten(world, noon):
    asked = {limits.BY_NUMBER: "1"}
    for _ in range(10):
        limits.note_failure(asked, noon)
    with pytest.raises(limits.TooMany):
        limits.require_tries_left(asked, noon)
    later = noon + timezone.timedelta(minutes=60)
    limits.require_tries_left(asked, later)
    limits.note_failure(asked, later)
    assert [row.count for row in Tries.objects.all()] == [1]
    assert limits.forget_old(later) == 0
    assert limits.forget_old(later + timezone.timedelta(minutes=61)) == 1


def test_what_is_counted_names_nobody(browser, case):
    browser().post("/progress/", {"number": case.number, "code": wrong_code(case)})
    keys = list(Tries.objects.values_list("key", flat=True))
    assert len(keys) == 2
    assert all(re.fullmatch(r"[0-9a-f]{64}", key) for key in keys)


def test_the_address_behind_our_proxy(rf, settings):
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.7"})
    settings.SECURE_PROXY_SSL_HEADER = None
    assert limits.address_of(request) == "10.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert limits.address_of(request) == "192.0.2.7"


def test_endpoint(browser, case):
    right = {"number": case.number, "code": case.query_code}
    found = browser().get("/api/v1/progress", right).json()
    assert (found["number"], found["item"]) == (case.number, ITEM)
    assert [step["state"] for step in found["steps"]] == [
        "done",
        "done",
        "current",
        "waiting",
        "waiting",
        "waiting",
    ]
    assert "applicant" not in found
    wrong = [
        browser().get("/api/v1/progress", right | {"code": wrong_code(case)}),
        browser().get("/api/v1/progress", right | {"number": "1"}),
    ]
    assert [answer.status_code for answer in wrong] == [404, 404]
    assert wrong[0].content == wrong[1].content
