"""规则回测: ordered, counted by a worker, kept; a rule that fails says why, and nothing is raised."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.trials import only
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision import actions, jobs, rules
from yimen.modules.supervision.models import Alert, RuleTrial
from yimen.modules.supervision.rules.registry import Definition

from .stage import BY, Watch, client, nobody_of, refused

pytestmark = pytest.mark.django_db
TODAY, LATER = NOON.date(), NOON.date() + timedelta(days=40)
CONSTRUCTION = "urban-rural-construction"


@pytest.fixture
def watch(world: World) -> Watch:
    return Watch(world)


@pytest.fixture
def city() -> Org:
    return Org.objects.get(parent=None)


def facts(code: str = "R-OD-3", **more: Any) -> dict[str, Any]:
    return {"code": code, "parameters": {}, "first_day": TODAY, "last_day": LATER} | more


def ordered(watch: Watch, city: Org, **more: Any) -> RuleTrial:
    return actions.order_trial(city, **facts(**more), by=watch.supervisor, at=NOON).trial


def test_is_counted_by_a_worker_and_raises_nothing(watch: Watch, city: Org) -> None:
    watch.in_approval()
    done = actions.order_trial(city, **facts(), by=watch.supervisor, at=NOON)
    assert recorded(done) == (
        f"{watch.supervisor.label} 安排监督规则 R-OD-3 回测，期间 2026-03-02 至 2026-04-11"
    )
    deferred = ProcrastinateJob.objects.get(task_name="supervision.trial")
    assert deferred.args == {"trial_id": str(done.trial.pk)}
    jobs.run_trial(**deferred.args)
    row = RuleTrial.objects.get()
    assert (row.state, row.cells, row.error) == ("done", [[CONSTRUCTION, "2026-03", 1]], "")
    assert (row.total, row.months, row.by_org) == (1, ["2026-03"], {CONSTRUCTION: 1})
    jobs.run_trial(trial_id=str(row.pk))
    assert RuleTrial.objects.get().ended_at == row.ended_at
    assert Alert.objects.count() == 0


def test_a_rule_that_fails_says_why(watch: Watch, city: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object) -> None:
        raise ZeroDivisionError("division by zero")

    row = ordered(watch, city)
    with monkeypatch.context() as broken:
        broken.setattr(Definition, "run", fails)
        jobs.run_trial(trial_id=str(row.pk))
    row = RuleTrial.objects.get()
    assert (row.state, row.error, row.cells) == ("failed", "ZeroDivisionError: division by zero", [])
    with refused(WrongState):
        actions.record_trial(row, cells={}, by=BY, at=NOON)
    assert ordered(watch, city).state == "ordered"


def test_sentences_of_the_machine(watch: Watch, city: Org) -> None:
    first = ordered(watch, city)
    done = actions.record_trial(first, cells={("a", "2026-03"): 2, ("b", "2026-03"): 3}, by=BY, at=NOON)
    assert recorded(done) == "监督规则 R-OD-3 回测完成：共 5 项"
    assert done.trial.by_org == {"b": 3, "a": 2}
    failed = actions.fail_trial(ordered(watch, city), reason="KeyError: x", by=BY, at=NOON)
    assert recorded(failed) == "监督规则 R-OD-3 回测出错：KeyError: x"


def test_what_is_wrong_is_refused(watch: Watch, city: Org) -> None:
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"code": "R-XX-1"}, "没有编号为 R-XX-1 的监督规则。"),
        ({"parameters": {"days": "2"}}, "参数不符合规则的要求。"),
        ({"last_day": TODAY - timedelta(days=1)}, "请选择不超过一年的日期。"),
        ({"last_day": TODAY + timedelta(days=366)}, "请选择不超过一年的日期。"),
    ]
    for given, message in wrong:
        with refused(RuleBroken, message):
            actions.order_trial(city, **facts(**given), by=watch.supervisor, at=NOON)
    ordered(watch, city)
    with refused(RuleBroken, "这条规则正在回测，请等结果出来。"):
        actions.order_trial(city, **facts(), by=watch.supervisor, at=NOON)
    assert RuleTrial.objects.count() == 1


def test_only_readers_of_the_rules_order_and_the_machine_records(watch: Watch, city: Org) -> None:
    only(watch.world, city, actions.order_trial, "supervisor", "administrator", "auditor", **facts())
    row = ordered(watch, city, code="R-OD-4")
    people = ("supervisor", "administrator", "head")
    nobody_of(watch, people, actions.record_trial, row, cells={})
    nobody_of(watch, people, actions.fail_trial, row, reason="x")


def test_pages_order_and_show_it(watch: Watch) -> None:
    browser, base = client(watch.supervisor), "/supervision/rules/R-OH-3/trials/"
    usual = rules.rules()["R-OH-3"].usual()
    days = {"first_day": "2026-01-01", "last_day": "2026-03-02"}
    assert "还没有回测。" in browser.get(base).content.decode()
    late = browser.post(base, usual | days | {"last_day": "2027-03-02"}).content.decode()
    assert "应在开始日期以后一年以内" in late
    answer = browser.post(base, usual | days)
    row = RuleTrial.objects.get()
    assert (row.first_day, row.parameters, answer["Location"]) == (
        date(2026, 1, 1),
        usual,
        f"{base}{row.pk}/",
    )
    waiting = browser.get(answer["Location"]).content.decode()
    assert 'hx-trigger="every 2s"' in waiting
    jobs.run_trial(trial_id=str(row.pk))
    shown = browser.get(answer["Location"]).content.decode()
    assert "共 0 项。" in shown
    assert "every 2s" not in shown
    assert f"{base}{row.pk}/" in browser.get(base).content.decode()
    assert browser.get(f"/supervision/rules/R-OD-3/trials/{row.pk}/").status_code == 404
    assert client(watch.clerk).get(answer["Location"]).status_code == 404


def test_endpoints_order_and_show_it(watch: Watch) -> None:
    browser, base = client(watch.supervisor), "/api/v1/supervision/rules/R-OD-3/trials"
    days = {"first_day": "2026-03-02", "last_day": "2026-04-11"}
    made = browser.post(base, days, content_type="application/json")
    assert (made.status_code, made.json()["state"]) == (201, "ordered")
    assert browser.post(base, days, content_type="application/json").status_code == 422
    jobs.run_trial(trial_id=made.json()["id"])
    found = browser.get(f"{base}/{made.json()['id']}").json()
    assert (found["state"], found["total"], found["cells"]) == ("done", 0, [])
    assert [one["id"] for one in browser.get(base).json()] == [found["id"]]
    assert client(watch.clerk).get(base).status_code == 404
