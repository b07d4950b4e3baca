"""Every act of campaigns, complaints and cases by the API; what one may not see is 404."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from yimen.modules.supervision import actions
from yimen.modules.supervision.models import Suspicion

from .bureau import Bureau, enter
from .test_asking import link_of

pytestmark = pytest.mark.django_db
API = "/api/v1/supervision"
UNIT, CENTRE = "urban-rural-construction", "city-centre"
PAPER = {
    "findings": [{"violation": "outside_hall", "text": "三件不在系统中", "rule": "R-OH-5"}],
    "demands": ["全部进厅"],
    "days": 20,
}


def post(person: Any, path: str, *, expect: int = 201, **body: Any) -> Any:
    client = enter(person) if person else Client()
    answer = client.post(f"{API}/{path}", body, content_type="application/json")
    assert answer.status_code == expect, answer.content.decode()
    return answer.json()


def get(person: Any, path: str, expect: int = 200) -> Any:
    answer = enter(person).get(f"{API}/{path}")
    assert answer.status_code == expect, answer.content.decode()
    return answer.json()


def test_a_campaign_from_plan_to_end(bureau: Bureau) -> None:
    bureau.register("示例甲公司", "示例乙公司", "示例丙公司")
    by, plan = bureau.supervisor, {"first_day": "2026-01-01", "last_day": "2026-03-31", "scope": [UNIT]}
    post(bureau.leader, "campaigns", expect=404, title="检查", method="回访", **plan)
    post(by, "campaigns", expect=404, title="检查", method="回访", **{**plan, "scope": ["nowhere"]})
    there = f"campaigns/{post(by, 'campaigns', title='检查', method='回访', **plan)['id']}"
    assert post(by, f"{there}/start")["state"] == "running"
    frame = post(by, f"{there}/draw", source="registers", size=3, seed="甲")
    assert (frame["population_count"], len(frame["samples"])) == (3, 3)
    assert get(by, f"frames/{frame['id']}") == frame
    get(bureau.leader, f"frames/{frame['id']}", expect=404)
    first, second, third = (f"samples/{one['id']}" for one in frame["samples"])
    said = {"consents": True, "answers": {"handed_in": "office"}}
    assert post(by, f"{first}/call", is_reached=True, **said)["state"] == "answered"
    on = timezone.localdate().isoformat()
    visit = {"visited_on": on, "place": "示例路", "companions": "示例·卢明"}
    assert post(by, f"{second}/visit", **visit, **said)["state"] == "answered"
    assert post(by, f"{third}/questionnaire")["state"] == "sent"
    link = f"questionnaires/{link_of(None)}"
    post(None, "questionnaires/guess", expect=404, **said)
    assert post(None, link, **said) == {"state": "answered"}
    post(None, link, expect=409, **said)
    assert post(by, f"{there}/closing", summary="查完")["state"] == "closed"
    assert [one["state"] for one in get(by, "campaigns")] == ["closed"]


def test_suspicions(bureau: Bureau) -> None:
    by, _called = bureau.supervisor, bureau.called(handed_in="office")
    suspicions = get(by, "suspicions")
    assert {one["said"] for one in suspicions} == {"handed_in_elsewhere"}
    aside = post(by, f"suspicions/{suspicions[0]['id']}/setting-aside", reason="已核实")
    assert aside["state"] == "set_aside"
    assert get(bureau.leader, "suspicions") == []


def test_questions(bureau: Bureau) -> None:
    by = bureau.supervisor
    known = get(by, "questions")
    assert (known["version"], len(known["questions"])) == (1, 11)
    on = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert post(by, "questions", questions=known["questions"][:1], active_from=on)["version"] == 2
    get(bureau.leader, "questions", expect=404)
    post(bureau.leader, "questions", expect=404, questions=[], active_from=on)


def test_a_complaint(bureau: Bureau) -> None:
    told = post(bureau.resident, "complaints", org=UNIT, said="asked_for_more", text="要了一份证明")
    assert (told["state"], told["org"]) == ("filed", UNIT)
    post(bureau.resident, "complaints", expect=404, org=UNIT, text="x", case="21010020260302000017")
    there = f"complaints/{told['id']}/decision"
    decided = {"decision": "answered", "answer": "已向窗口核实"}
    post(bureau.leader, there, expect=404, **decided)
    post(bureau.resident, there, expect=403, **decided)
    assert post(bureau.supervisor, there, **decided)["decision"] == "answered"
    assert [one["answer"] for one in get(bureau.resident, "complaints")] == ["已向窗口核实"]
    assert get(bureau.stranger, "complaints") == []


def opened(bureau: Bureau) -> str:
    suspicion = bureau.suspicion()
    said = {"unit": UNIT, "title": "厅外审批", "reason": "群众反映", "suspicions": [str(suspicion.pk)]}
    post(bureau.leader, "cases", expect=404, **said)
    out = post(bureau.supervisor, "cases", **said)
    assert (out["state"], out["findings"], Suspicion.objects.get(pk=suspicion.pk).state) == (
        "opened",
        [],
        "taken",
    )
    post(bureau.supervisor, f"cases/{out['id']}/verification")
    return f"cases/{out['id']}"


def test_a_case_from_the_lead_to_the_end(bureau: Bureau) -> None:
    by, there, today = bureau.supervisor, opened(bureau), timezone.localdate().isoformat()
    get(bureau.leader, there, expect=404)
    post(by, f"{there}/notice-draft", expect=404, **PAPER, centre="nowhere")
    post(by, f"{there}/notice-draft", **PAPER, centre=CENTRE)
    post(by, f"{there}/notice-withdrawal", reason="补充证据")
    post(by, f"{there}/notice-draft", **PAPER, centre=CENTRE)
    post(by, f"{there}/notice-signature", expect=404)
    for signer in (bureau.chief_supervisor, bureau.chief_centre):
        post(signer, f"{there}/notice-signature")
    issued = post(by, f"{there}/notice-issue")
    assert (issued["state"], len(issued["papers"])) == ("ordered", 1)
    _rectified(bureau, there, today)


def _rectified(bureau: Bureau, there: str, today: str) -> None:
    """Acknowledged, planned twice, done, checked by another, closed, counted."""
    by = bureau.supervisor
    post(bureau.head, f"{there}/notice-acknowledgement")
    plan = {"meeting_on": today, "causes": "因", "measures": "措施", "owner": "示例·许宁", "done_by": today}
    post(bureau.leader, f"{there}/plan", **plan)
    post(by, f"{there}/plan-return", reason="不具体")
    post(bureau.leader, f"{there}/plan", **plan)
    post(by, f"{there}/plan-acceptance")
    post(bureau.head, f"{there}/rectification-report", report="改正")
    post(by, f"{there}/rectification-check", expect=422, is_passed=True, text="合格")
    post(bureau.second, f"{there}/rectification-check", is_passed=True, text="合格")
    closed = post(by, f"{there}/case-closing")
    assert (closed["state"], closed["findings"][0]["rule"]) == ("closed", "R-OH-5")
    post(by, f"{there}/resampling", expect=404, frame=closed["id"], is_repeated=False, text="x")
    assert get(bureau.leader, there)["state"] == "closed"
    answer = Client().get(f"{API}/results/{timezone.localdate().year}").json()
    assert (answer["rectified"], answer["kinds"]) == (1, {"outside_hall": 1})


def test_the_other_ends(bureau: Bureau) -> None:
    by, first, second = bureau.supervisor, opened(bureau), opened(bureau)
    assert post(by, f"{first}/unfounded", conclusion="查无此事")["state"] == "unfounded"
    assert post(by, f"{second}/suggestion", **PAPER)["state"] == "suggested"
    post(by, f"{second}/accountability", referred_to="示例纪委", reason="拒不整改")
    on = timezone.localdate().isoformat()
    assert post(by, f"{second}/accountability-outcome", outcome="通报", outcome_on=on)["state"] == "closed"
    assert len(get(by, "cases")) == 2


def test_resampling(bureau: Bureau) -> None:
    """Closed forty days ago, sampled since."""
    now = timezone.now()
    case = bureau.closed(at=now - timedelta(days=40))
    bureau.register("示例甲公司")
    campaign = bureau.running()
    frame = actions.draw_sample(campaign, source="registers", size=1, by=bureau.supervisor, at=now).frame
    call = {"is_reached": True, "consents": True, "answers": {"handed_in": "hall"}}
    actions.make_call(frame.samples.get(), **call, by=bureau.supervisor, at=now)
    said = {"frame": str(frame.pk), "is_repeated": False, "text": "没有再发生"}
    post(bureau.leader, f"cases/{case.pk}/resampling", expect=404, **said)
    post(bureau.supervisor, f"cases/{case.pk}/resampling", **said)
    assert case.resampling.is_repeated is False
