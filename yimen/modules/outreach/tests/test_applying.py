"""代为申请: a real application in the principal's name, as far as the mandate goes and no further."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation

from tests.trials import facts_of
from tests.world import FOUR_ONES, NOON, example_answers
from yimen.kernel.audit.models import Entry
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.documents.intake import receive
from yimen.kernel.notices.models import Notice
from yimen.modules.approvals import actions as approvals
from yimen.modules.approvals import checklist, queries
from yimen.modules.approvals.models import Application
from yimen.modules.outreach import actions
from yimen.modules.outreach.models import Errand

from .stage import BY_APPLICATION, Village, enter, jpeg, post, refused

pytestmark = pytest.mark.django_db


def applied(village: Village, *, at: datetime = NOON, **terms: object) -> tuple[Errand, Application]:
    errand, key = village.accepted(BY_APPLICATION, at=at, **terms), new_id()
    done = actions.apply_for_principal(errand, application_id=key, by=village.agent, at=at)
    return village.fresh(done.errand), Application.objects.select_related("case", "version", "item").get(
        pk=key
    )


def submitted(village: Village, **terms: object) -> tuple[Errand, Application]:
    """Completed like any application, by the agent."""
    errand, application = applied(village, **terms)
    agent = village.agent
    content = application.version.body
    answers = {one.key: [one.options[0].key] for one in content.situations}
    approvals.amend_draft(application, answers=answers, contact={"subject": "示例"}, by=agent, at=NOON)
    application = village.fresh(application)
    if content.form.fields:
        approvals.fill_form(application, answers=example_answers(application), by=agent, at=NOON)
    file = receive(jpeg(60), filename="a.jpg")
    for row in checklist.rows(village.fresh(application)):
        approvals.attach_material(
            application, key=row.material.key, name="a.pdf", received=file, by=agent, at=NOON
        )
    approvals.submit(application, by=agent, at=NOON)
    return village.fresh(errand), village.fresh(application)


def test_an_agent_applies_in_the_name_of_the_principal(village: Village) -> None:
    errand, application = submitted(village)
    assert (errand.state, errand.application_id) == ("submitted", application.pk)
    assert (application.state, application.applicant_id, application.channel) == (
        "submitted", errand.principal_id, "mobile",
    )  # fmt: skip
    assert application.statement == errand.statement
    entry = Entry.objects.get(chain=application.pk, code="approvals.application.submitted")
    assert (entry.actor_label, entry.on_behalf_of) == ("示例·田守禾", "示例村民")


def test_the_result_follows_the_case(village: Village) -> None:
    errand, application = submitted(village)
    with translation.override("en"):  # whoever acts in which language, what is kept is official
        approvals.withdraw(application, by=village.world.machine("network"), at=NOON)
        done = village.fresh(errand)
        assert done.shown_result == "Withdrawn before acceptance"
    assert (done.state, done.result, done.is_instant) == ("result_received", "受理前撤回", True)
    assert actions.deliver_errand(done, receiver="某", by=village.agent, at=NOON).errand.state == "delivered"


def test_to_correct_and_to_collect_are_powers_of_their_own(village: Village) -> None:
    errand, application = submitted(village, powers=("submit",))
    clerk, rows = village.clerk, [{"key": "application-form", "defect": "illegible", "cure": "重新上传"}]
    approvals.require_correction(application, rows=rows, by=clerk, at=NOON)
    assert not Notice.objects.filter(code="outreach.to_correct").exists()
    with pytest.raises(NotAllowed):
        approvals.amend_draft(village.fresh(application), contact={}, by=village.agent, at=NOON)
    approvals.withdraw(village.fresh(application), by=village.world.machine("network"), at=NOON)
    with refused(RuleBroken, village.fresh(errand), "委托中没有“代为领取”这项权限。"):
        actions.deliver_errand(village.fresh(errand), receiver="某", by=village.agent, at=NOON)
    actions.deliver_errand(village.fresh(errand), receiver="某", by=village.counter, at=NOON)


def test_an_agent_who_may_correct_is_told_and_does(village: Village) -> None:
    _errand, application = submitted(village)
    rows = [{"key": "application-form", "defect": "illegible", "cure": "重新上传"}]
    approvals.require_correction(application, rows=rows, by=village.clerk, at=NOON)
    assert Notice.objects.get(code="outreach.to_correct").person == village.agent.person
    facts = {"key": "application-form", "name": "a.pdf", "received": receive(jpeg(70), filename="b.jpg")}
    later = NOON + timedelta(minutes=1)
    approvals.attach_material(village.fresh(application), **facts, by=village.agent, at=later)
    done = approvals.resubmit(village.fresh(application), by=village.agent, at=later)
    assert done.application.state == "submitted"


def test_nobody_else_represents(village: Village) -> None:
    now = timezone.now()
    errand, application = applied(village, at=now, valid_until=timezone.localdate(now) + timedelta(days=30))
    for other in (village.town_agent, village.officer, village.counter):
        assert not queries.applications(other).filter(pk=application.pk).exists()
        with pytest.raises(NotAllowed):
            approvals.amend_draft(application, contact={"subject": "x"}, by=other, at=NOON)
    assert queries.applications(village.agent).filter(pk=application.pk).exists()
    assert enter(village.agent).get(f"/approvals/applications/{application.pk}/draft/").status_code == 200
    actions.revoke_mandate(errand.mandate, by=village.counter, at=timezone.now())
    assert not queries.applications(village.agent).filter(pk=application.pk).exists()
    assert enter(village.agent).get(f"/approvals/applications/{application.pk}/draft/").status_code == 404
    with pytest.raises(NotAllowed):
        approvals.amend_draft(application, contact={"subject": "x"}, by=village.agent, at=NOON)


def test_what_was_stated_is_not_altered(village: Village) -> None:
    _errand, application = applied(village)
    with pytest.raises(RuleBroken, match="代理员不得更改委托人的陈述"):
        approvals.amend_draft(application, contact={"statement": "另外的话"}, by=village.agent, at=NOON)
    principal = village.world.actor(application.applicant.login)
    done = approvals.amend_draft(application, contact={"statement": "我自己改"}, by=principal, at=NOON)
    assert done.application.statement == "我自己改"


def test_without_the_power_nothing_is_applied_for(village: Village) -> None:
    errand = village.accepted(BY_APPLICATION, powers=("collect",))
    with refused(RuleBroken, errand, "委托中没有“代为提交”这项权限。"):
        actions.apply_for_principal(errand, application_id=new_id(), by=village.agent, at=NOON)
    item = village.world.item(FOUR_ONES)
    with pytest.raises(RuleBroken, match="只能以自己的名义申请"):
        approvals.save_draft(
            item, applicant=errand.principal, answers={}, application_id=new_id(), by=village.agent, at=NOON
        )
    assert Application.objects.filter(applicant=errand.principal).count() == 0


def test_to_withdraw_is_a_power_of_its_own(village: Village) -> None:
    _errand, application = submitted(village)
    with pytest.raises(NotAllowed):
        approvals.withdraw(application, by=village.agent, at=NOON)
    assert facts_of(application)[-1] == "approvals.application.submitted"


def test_once_and_only_for_items(village: Village) -> None:
    errand, _application = applied(village)
    with refused(RuleBroken, errand, "已经为这项代办起草了申请，请打开它继续填写。"):
        actions.apply_for_principal(errand, application_id=new_id(), by=village.agent, at=NOON)
    plain = village.accepted()
    with refused(RuleBroken, plain, "这项服务由乡镇（街道）中心办理，不需要另行申请。"):
        actions.apply_for_principal(plain, application_id=new_id(), by=village.agent, at=NOON)
    assert post(village.agent, f"errands/{plain.pk}/application").status_code == 422
