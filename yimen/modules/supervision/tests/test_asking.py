"""回访、走访、问卷: with consent, never by the unit itself, typed, and what follows from what was said."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.world import NOON
from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Public
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.kernel.people import actions as people
from yimen.modules.supervision import actions
from yimen.modules.supervision.models import CallBack, Questionnaire, Suspicion
from yimen.modules.supervision.rules.answers import Answer
from yimen.modules.supervision.suppliers import answers

from .bureau import Bureau, after, enter, fresh, only, refused

pytestmark = pytest.mark.django_db
SAID = {"handed_in": "office", "paid_to": "department", "paid_amount": "300", "receipt": "none"}
CALL = {"is_reached": True, "consents": True, "answers": SAID, "words": "王某收的钱"}


def test_a_call_is_noted_and_opens_suspicions(bureau: Bureau) -> None:
    sample = bureau.drawn()[0]
    only(bureau, sample, actions.make_call, "supervisor", "second", **CALL)
    done = actions.make_call(sample, **CALL, by=bureau.supervisor, at=NOON)
    assert recorded(done) == "示例·关心 回访了第1位抽样对象：已回答"
    assert done.call.answers == SAID | {"paid_amount": "300.00"}
    assert fresh(sample).state == "answered"
    found = Suspicion.objects.order_by("pk")
    assert [one.said for one in found] == ["handed_in_elsewhere", "paid_off_the_bill", "receipt_not_official"]
    assert {(one.org, one.state, one.said_on) for one in found} == {(bureau.unit, "open", NOON.date())}
    with refused(WrongState, sample):
        actions.make_call(sample, **CALL, by=bureau.supervisor, at=NOON)


def test_the_record_says_neither_who_nor_what(bureau: Bureau) -> None:
    actions.make_call(bureau.drawn("示例独特公司")[0], **CALL, by=bureau.supervisor, at=NOON)
    for entry in Entry.objects.filter(code__startswith="supervision."):
        text = entry.body + entry.subject_label
        assert not re.search(r"示例独特公司|王某|office|300\.00", text)


def test_the_rules_read_what_was_said(bureau: Bureau) -> None:
    bureau.called(handed_in="office")
    [answer] = answers.answers(date(2026, 3, 2), date(2026, 3, 2))
    suspicion = Suspicion.objects.get()
    assert answer == Answer(
        "callback", "handed_in_elsewhere", "", "", bureau.unit.path, NOON.date(),
        f"supervision.suspicion/{suspicion.pk}",
    )  # fmt: skip
    assert list(answers.answers(date(2026, 3, 3), date(2026, 3, 9))) == []


def test_without_consent_nothing_is_kept(bureau: Bureau) -> None:
    first, second, _third = bureau.drawn()
    declined = actions.make_call(first, **{**CALL, "consents": False}, by=bureau.supervisor, at=NOON)
    assert (declined.call.answers, declined.call.words, fresh(first).state) == ({}, "", "declined")
    missed = actions.make_call(second, **{**CALL, "is_reached": False}, by=bureau.supervisor, at=NOON)
    assert (missed.call.consents, missed.call.answers, fresh(second).state) == (None, {}, "unreached")
    assert Suspicion.objects.count() == 0
    actions.make_call(
        fresh(second), **CALL, by=bureau.supervisor, at=after(1)
    )  # who was not reached is called again
    with pytest.raises(IntegrityError, match="callback_answers_with_consent"), transaction.atomic():
        CallBack.objects.filter(pk=declined.call.pk).update(answers={"handed_in": "hall"})


def test_answers_must_be_answers(bureau: Bureau) -> None:
    sample = bureau.drawn()[0]
    with refused(RuleBroken, sample, fields=["trips"]):
        actions.make_call(sample, **{**CALL, "answers": {"trips": "x"}}, by=bureau.supervisor, at=NOON)
    with refused(RuleBroken, sample, "请至少回答一个问题。"):
        actions.make_call(sample, **{**CALL, "answers": {}}, by=bureau.supervisor, at=NOON)


def test_never_by_somebody_of_the_unit(bureau: Bureau) -> None:
    """A supervisor who also holds a post in the bureau: refused by the act, and by the database."""
    sample, person = bureau.drawn()[0], bureau.supervisor.person
    people.appoint(
        bureau.unit, person=person, role="section_examiner", since=date(2026, 1, 1),
        by=bureau.machine("city data"), at=NOON,
    )  # fmt: skip
    double = bureau.world.actor("supervisor")
    with refused(RuleBroken, sample, "询问人在办理单位任职，应当由其他单位的人员询问。"):
        actions.make_call(sample, **CALL, by=double, at=NOON)
    call = actions.make_call(sample, **CALL, by=bureau.second, at=NOON).call
    with (
        pytest.raises(IntegrityError, match="callback_is_not_asked_by_the_unit_itself"),
        transaction.atomic(),
    ):
        CallBack.objects.filter(pk=call.pk).update(asked_by_org=call.org)


def test_a_visit_by_two_on_a_day_that_has_come(bureau: Bureau) -> None:
    sample = bureau.drawn()[0]
    visit = {
        "visited_on": NOON.date(), "place": "示例路1号", "companions": "示例·卢明", "consents": True, "answers": SAID
    }  # fmt: skip
    only(bureau, sample, actions.pay_visit, "supervisor", "second", **visit)
    for wrong in (
        {"companions": ""},
        {"place": " "},
        {"visited_on": date(2026, 3, 1)},
        {"visited_on": date(2026, 3, 3)},
    ):
        with refused(RuleBroken, sample, fields=list(wrong)):
            actions.pay_visit(sample, **{**visit, **wrong}, by=bureau.supervisor, at=NOON)
    done = actions.pay_visit(sample, **visit, by=bureau.supervisor, at=NOON)
    assert recorded(done) == "示例·关心 于2026-03-02走访了第1位抽样对象：已回答"
    assert Suspicion.objects.filter(kind="fieldvisit", source=done.visit.pk).count() == 3


def link_of(sample: object) -> str:
    """The code as the respondent has it: a text message carries the subject alone."""
    found = re.search(r"/supervision/questionnaires/([\w-]+)/", Notice.objects.latest("created_at").subject)
    assert found
    return found[1]


def test_a_questionnaire_goes_to_the_respondent_only(bureau: Bureau) -> None:
    sample = bureau.drawn()[0]
    only(bureau, sample, actions.send_questionnaire, "supervisor", "second")
    done = actions.send_questionnaire(sample, by=bureau.supervisor, at=NOON)
    assert recorded(done) == "示例·关心 向第1位抽样对象发出问卷，2026-03-17前可以回答"
    code = link_of(sample)
    assert code not in str(list(Questionnaire.objects.values())) + str(list(Entry.objects.values("body")))
    reply = {"code": code, "consents": True, "answers": SAID, "by": Public()}
    with refused(RuleBroken, fresh(sample), "问卷链接已经失效。"):
        actions.answer_questionnaire(fresh(sample), **{**reply, "code": "guess"}, at=NOON)
    with refused(RuleBroken, fresh(sample), "问卷链接已经失效。"):
        actions.answer_questionnaire(fresh(sample), **reply, at=after(16))
    answered = actions.answer_questionnaire(fresh(sample), **reply, at=after(15))
    assert recorded(answered) == "第1位抽样对象已回答"
    assert Suspicion.objects.count() == 3
    with refused(WrongState, fresh(sample)):
        actions.answer_questionnaire(fresh(sample), **reply, at=after(15))


def test_no_way_to_reach_them(bureau: Bureau) -> None:
    sample = bureau.drawn("示例甲公司", phone="")[0]
    with refused(RuleBroken, sample, "没有可以送达问卷的方式，请改用回访或者走访。"):
        actions.send_questionnaire(sample, by=bureau.supervisor, at=NOON)


def test_nobody_is_asked_when_the_campaign_has_ended(bureau: Bureau) -> None:
    sample = bureau.drawn()[0]
    actions.close_campaign(sample.frame.campaign, summary="查完", by=bureau.supervisor, at=NOON)
    for act, facts in ((actions.make_call, CALL), (actions.send_questionnaire, {})):
        with refused(RuleBroken, fresh(sample), "专项检查没有在进行，不能询问。"):
            act(fresh(sample), **facts, by=bureau.supervisor, at=NOON)


def test_pages_of_call_visit_and_questionnaire(bureau: Bureau) -> None:
    first, second, third = bureau.drawn()
    page = enter(bureau.supervisor)
    assert "示例甲公司" not in page.get(reverse("supervision:sample", args=[first.pk])).content.decode()
    said = {"q_handed_in": "office", "q_trips": "2", "is_reached": "on", "consents": "on", "words": ""}
    assert page.post(reverse("supervision:call", args=[first.pk]), said).status_code == 302
    assert "部门的办公室" in page.get(reverse("supervision:sample", args=[first.pk])).content.decode()
    visit = said | {"visited_on": "2026-03-01", "place": "示例路", "companions": "示例·卢明"}
    assert (
        "走访日期应当在抽样之后"
        in page.post(reverse("supervision:visit", args=[second.pk]), visit).content.decode()
    )
    assert page.post(reverse("supervision:questionnaire-sending", args=[third.pk])).status_code == 302
    there = reverse("supervision:questionnaire", args=[link_of(third)])
    anybody = Client()
    shown = anybody.get(there)
    assert "您愿意回答这份问卷吗" in shown.content.decode()
    assert (
        shown.headers["Referrer-Policy"] == "same-origin"
    )  # no-referrer makes browsers send "Origin: null": refused
    assert anybody.post(there, {"consents": "yes", "q_handed_in": "hall"}).status_code == 200
    assert fresh(third).state == "answered"
    assert anybody.get(there).status_code == 404
    for person in (bureau.leader, bureau.clerk, bureau.auditor):
        assert enter(person).get(reverse("supervision:sample", args=[first.pk])).status_code == 404


def test_links_cannot_be_guessed_for_long(bureau: Bureau) -> None:
    sample, anybody = bureau.drawn()[0], Client()
    actions.send_questionnaire(sample, by=bureau.supervisor, at=NOON)
    there = reverse("supervision:questionnaire", args=[link_of(sample)])
    Questionnaire.objects.update(expires_on=date(2099, 1, 1))
    for guess in range(20):
        assert anybody.get(reverse("supervision:questionnaire", args=[f"guess{guess}"])).status_code == 404
    assert anybody.get(there).status_code == 404
