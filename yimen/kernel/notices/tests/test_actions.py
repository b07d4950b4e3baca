"""阅读, 重新发送."""

from uuid import uuid4

import pytest

from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.audit.recorded import entry_of, recorded
from yimen.kernel.base.actor import Public
from yimen.kernel.base.refusals import NotAllowed, WrongState
from yimen.kernel.notices import actions, queries
from yimen.kernel.notices.models import Delivery, Notice
from yimen.kernel.people.actor import PersonActor

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(wang, noon):
    return PersonActor(wang, on=noon.date())


def test_reading_stands_in_the_story_of_the_case(told, reader, noon):
    case = uuid4()
    notice = Notice.objects.get(pk=told(case_ref=case))
    assert queries.unread_count(reader) == 1
    done = actions.mark_read(notice, by=reader, at=noon)
    assert recorded(done) == "王芳 阅读了通知 已受理 沈2026-1"
    assert entry_of(done).chain == case
    assert Notice.objects.get().read_at == noon
    assert queries.unread_count(reader) == 0
    with pytest.raises(WrongState):
        actions.mark_read(notice, by=reader, at=noon)


def test_nobody_reads_the_messages_of_others(told, administrator, noon):
    notice = Notice.objects.get(pk=told())
    for actor in (administrator, Public()):
        assert queries.notices(actor).count() == 0
        with pytest.raises(NotAllowed):
            actions.mark_read(notice, by=actor, at=noon)
    assert Notice.objects.get().read_at is None
    assert Entry.objects.filter(code="notices.notice.read").count() == 0
    assert Refusal.objects.filter(verb="notices.mark_read").count() == 2


def parked(told):
    told()
    Delivery.objects.update(state="parked", attempts=6, last_error="SMTPRecipientsRefused: x")
    return Delivery.objects.get()


def test_an_administrator_tries_again(told, administrator, noon):
    done = actions.retry_delivery(parked(told), by=administrator, at=noon)
    assert recorded(done) == "管理员 重新发送了 电子邮件 已受理 沈2026-1"
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts, delivery.next_try_at, delivery.last_error) == (
        "waiting",
        0,
        noon,
        "",
    )
    with pytest.raises(WrongState):
        actions.retry_delivery(delivery, by=administrator, at=noon)


def test_nobody_else_tries_again_or_sees_the_outbox(told, reader, administrator, noon):
    with pytest.raises(NotAllowed):
        actions.retry_delivery(parked(told), by=reader, at=noon)
    assert Delivery.objects.get().state == "parked"
    assert queries.deliveries(reader).count() == 0
    assert queries.deliveries(administrator).count() == 1
    assert queries.outbox_counts(administrator) == {"parked": 1}
