"""通知: what is told in an act is in the outbox if and only if the act was done."""

from uuid import uuid4

import pytest

from yimen.kernel.notices.models import Delivery, Notice
from yimen.kernel.notices.sending import Address, send

pytestmark = pytest.mark.django_db


def test_tells_a_person_inside_and_by_email(told, wang, noon):
    case = uuid4()
    notice = Notice.objects.get(pk=told(case_ref=case))
    assert (notice.person, notice.subject, notice.created_at) == (wang, "已受理 沈2026-1", noon)
    assert notice.body == "王芳：<沈2026-1> https://yimen.example.org/cases/1/"
    assert (notice.link, notice.case_ref, notice.code) == (
        "https://yimen.example.org/cases/1/",
        case,
        "example.accepted",
    )
    delivery = Delivery.objects.get()
    assert (delivery.channel, delivery.address, delivery.state, delivery.attempts) == (
        "email",
        "wang@example.org",
        "waiting",
        0,
    )


def test_tells_by_sms_when_asked(told):
    told(sms=True)
    assert sorted(Delivery.objects.values_list("channel", "address")) == [
        ("email", "wang@example.org"),
        ("sms", "13800000000"),
    ]


def test_tells_an_address(told):
    notice = Notice.objects.get(pk=told(Address(phone="13900000000")))
    assert (notice.person, notice.address) == (None, "13900000000")
    assert Delivery.objects.get().channel == "sms"
    assert told(Address()) is None
    assert Notice.objects.count() == 1


def test_writes_in_the_language_of_the_reader(told, wang):
    english = Notice.objects.get(pk=told(Address(email="a@example.org", language="en")))
    assert english.language == "en"


def test_nothing_is_told_when_the_act_fails(act, wang):
    def fail_after_telling():
        with act() as running:
            send(wang, "example.accepted", {"number": "1"})
            running.tail.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_telling()
    assert Notice.objects.count() == 0
    assert Delivery.objects.count() == 0


def test_nothing_is_told_outside_an_act(wang):
    with pytest.raises(RuntimeError, match="no act is in progress"):
        send(wang, "example.accepted", {"number": "1"})


def test_many_are_told_in_one_statement(act, wang, django_assert_num_queries):
    with act() as running:
        for number in range(5):
            send(wang, "example.accepted", {"number": number})
        with django_assert_num_queries(1):
            running.tail.flush()
    assert Notice.objects.count() == 5
