"""结果共享: asked for a purpose and by a rule, answered by the holder, every look told to the person concerned."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.trials import facts_of, post
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, IssuedDocument, SharingRequest

from .pages import address, enter, text

pytestmark = pytest.mark.django_db
WHY = {"purpose": "核对主体资格", "basis": "优化营商环境条例第三十七条"}


def market_case(world: World, **facts: object) -> Application:
    """A case in hand at another body, of the same applicant."""
    application = world.submitted("food-business", **facts)
    actions.accept(application, window=None, by=world.outsider, at=NOON)
    return world.fresh(application)


def asked(world: World, sealed: Application) -> SharingRequest:
    application = market_case(world)
    head = world.actor("head.market")
    done = actions.request_result(application, number=sealed.number, **WHY, by=head, at=NOON)
    return done.request


def decision(sealed: Application) -> IssuedDocument:
    return sealed.documents.get(kind="decision")


def test_asks_answers_reads_and_the_person_sees_who_looked(world: World, sealed: Application) -> None:
    request = asked(world, sealed)
    assert (request.state, request.holding_org, request.asking_org.code) == (
        "asked",
        world.org(),
        "market-regulation",
    )
    done = actions.share_result(request, document=decision(sealed), by=world.head, at=NOON)
    assert recorded(done).endswith("用途：核对主体资格")
    looked = actions.read_shared_result(request, by=world.actor("examiner.market"), at=NOON)
    assert recorded(looked).startswith("沈阳市市场监督管理局 查看了")
    request.refresh_from_db()
    assert request.read_count == 1
    told = facts_of(sealed)
    assert told.count("approvals.result.shared") == 1
    assert told.count("approvals.result.read") == 1
    page = text(enter(world.resident).get(address("application", sealed)))
    assert "沈阳市市场监督管理局 查看了" in page


def test_the_holder_is_told_that_it_is_asked_and_the_asker_of_the_answer(
    world: World, sealed: Application
) -> None:
    request = asked(world, sealed)
    [told] = Notice.objects.filter(code="approvals.result_asked")
    assert (told.person.login, told.subject) == ("head.construction", f"请求结果共享：{sealed.number}")
    assert told.link.endswith(reverse("approvals:sharing", args=[request.pk]))
    actions.decline_result(request, answer="与用途无关", by=world.head, at=NOON)
    [answer] = Notice.objects.filter(code="approvals.result_answered")
    assert answer.person.login == "head.market"
    assert "没有提供结果，理由：与用途无关" in answer.body


def test_only_results_of_the_same_applicant_and_nothing_is_told_of_others(
    world: World, sealed: Application
) -> None:
    other = market_case(world, by=world.stranger)
    head = world.actor("head.market")
    with pytest.raises(RuleBroken) as foreign:
        actions.request_result(other, number=sealed.number, **WHY, by=head, at=NOON)
    with pytest.raises(RuleBroken) as missing:
        actions.request_result(other, number="99999999999999999999", **WHY, by=head, at=NOON)
    assert str(foreign.value) == str(missing.value)
    assert not SharingRequest.objects.exists()


def test_refuses_who_may_not_and_twice(world: World, sealed: Application) -> None:
    request = asked(world, sealed)
    with pytest.raises(NotAllowed):
        actions.share_result(request, document=decision(sealed), by=world.actor("head.market"), at=NOON)
    with pytest.raises(WrongState):
        actions.read_shared_result(request, by=world.actor("examiner.market"), at=NOON)
    with pytest.raises(RuleBroken):
        actions.request_result(
            request.application, number=sealed.number, **WHY, by=world.actor("head.market"), at=NOON
        )
    actions.decline_result(request, answer="与用途无关", by=world.head, at=NOON)
    request.refresh_from_db()
    assert (request.state, request.document) == ("declined", None)
    with pytest.raises(WrongState):
        actions.share_result(request, document=decision(sealed), by=world.head, at=NOON)


def test_a_document_of_another_case_is_not_shared(
    world: World, sealed: Application, decided: Application
) -> None:
    request = asked(world, sealed)
    foreign = decided.documents.first()
    assert foreign is not None
    with pytest.raises(RuleBroken):
        actions.share_result(request, document=foreign, by=world.head, at=NOON)


def test_pages_ask_share_and_read(world: World, sealed: Application) -> None:
    application = market_case(world)
    asker, holder = enter(world.actor("head.market")), enter(world.head)
    sent = asker.post(address("result-request", application), {"number": sealed.number, **WHY})
    assert sent.status_code == 302
    request = SharingRequest.objects.get()
    here = reverse("approvals:sharing", args=[request.pk])
    assert sealed.number in text(holder.get(reverse("approvals:list-of-sharing")))
    assert enter(world.actor("head.planning")).get(here).status_code == 404
    answer = reverse("approvals:sharing-answer", args=[request.pk])
    assert asker.get(answer).status_code == 404
    assert holder.post(answer, {"document": str(decision(sealed).pk)}).status_code == 302
    document = reverse("approvals:shared-document", args=[request.pk])
    assert holder.get(document).status_code == 404
    assert "查看并留痕" in text(asker.get(document))
    served = asker.post(document)
    assert (served.status_code, served.headers["Content-Type"]) == (200, "application/pdf")
    b"".join(served)  # type: ignore[arg-type]
    assert facts_of(sealed).count("approvals.result.read") == 1


def test_endpoints_ask_share_decline_and_read(world: World, sealed: Application) -> None:
    application = market_case(world)
    head = world.actor("head.market")
    made = post(head, application, "result-request", number=sealed.number, **WHY)
    assert made.status_code == 201, made.content
    base = f"/api/v1/approvals/results/{made.json()['id']}"
    body = {"document": str(decision(sealed).pk)}
    assert enter(head).post(f"{base}/sharing", body, content_type="application/json").status_code == 403
    shared = enter(world.head).post(f"{base}/sharing", body, content_type="application/json")
    assert (shared.status_code, shared.json()["state"]) == (201, "shared")
    assert enter(head).post(f"{base}/reading").json()["read_count"] == 1
    late = enter(world.head).post(f"{base}/declining", {"answer": "x"}, content_type="application/json")
    assert late.status_code == 409
    assert len(enter(head).get("/api/v1/approvals/results").json()) == 1
