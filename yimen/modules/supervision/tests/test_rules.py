"""监督规则: how they stand from which day, that one rests, that they run, and that nothing is raised twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.trials import facts_of
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.cases.models import Case, WorkItem
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals import actions as approvals
from yimen.modules.supervision import actions, jobs, queries, rules, running, watching
from yimen.modules.supervision.models import Alert, RuleFault, RuleMeasurement, SupervisionRule, Sweep
from yimen.modules.supervision.rules.registry import Definition
from yimen.modules.supervision.suppliers import cases
from yimen.modules.supervision.suppliers.building import untold

from .stage import BY, LOADER, OTHERS, UNIT, Watch, client, nobody_of, refused

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture
def watch(world: World) -> Watch:
    return Watch(world)


@pytest.fixture
def city() -> Org:
    return Org.objects.get(parent=None)


def why(watch: Watch, **more: Any) -> dict[str, Any]:
    return {"active_from": TODAY, "reason": "试行", "by": watch.supervisor, "at": NOON} | more


def setting(**more: Any) -> dict[str, Any]:
    parameters = {"days": "2", "burst": "5", "minutes": "10", "quick": "10"}
    return {"parameters": parameters, "level": "red", "addressees": ["leader"], **more}


def test_the_city_has_every_rule_switched_on(watch: Watch) -> None:
    assert set(
        SupervisionRule.objects.filter(is_on=True, active_to=None).values_list("code", flat=True)
    ) == set(rules.rules())
    assert set(queries.rules_on(TODAY, TODAY).values_list("code", flat=True)) == set(rules.rules())
    row = watch.rule()
    assert (row.parameters, row.level, row.addressees) == (
        rules.rules()["R-OH-3"].usual(),
        "yellow",
        ["section_head", "leader"],
    )


def test_setting_ends_the_row_before_and_begins_another(watch: Watch) -> None:
    before = watch.rule()
    done = actions.set_rule(before, **setting(), **why(watch))
    assert recorded(done) == f"{watch.supervisor.label} 设定监督规则 R-OH-3，自 2026-03-02 起适用：试行"
    rows = [
        (one.active_from, one.active_to, one.parameters["burst"], one.level)
        for one in SupervisionRule.objects.filter(code="R-OH-3").order_by("active_from")
    ]
    assert rows == [(date(2008, 1, 1), TODAY, "10", "yellow"), (TODAY, None, "5", "red")]
    actions.set_rule(watch.rule(), **setting(level="notice"), **why(watch))
    assert SupervisionRule.objects.filter(code="R-OH-3").count() == 2
    assert (watch.rule().level, watch.rule().is_on) == ("notice", True)
    with refused(WrongState, "这是规则的旧设定，不能再改。请刷新页面查看现行设定。"):
        actions.set_rule(before, **setting(), **why(watch))


def test_wrong_settings_are_refused(watch: Watch) -> None:
    row = watch.rule()
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"parameters": {"days": "2"}}, "参数不符合规则的要求。"),
        ({"level": "purple"}, "请选择预警等级。"),
        ({"addressees": ["resident"]}, "通知对象只能是单位负责人或者监督员。"),
        ({"reason": " "}, "请写明理由。"),
        ({"active_from": date(2007, 12, 31)}, "起用日期不能早于现行设定的起用日期（2008-01-01）。"),
    ]
    for facts, message in wrong:
        with refused(RuleBroken, message):
            actions.set_rule(row, **setting() | why(watch) | facts)


def test_off_and_on_again(watch: Watch) -> None:
    done = actions.switch_off_rule(watch.rule(), **why(watch))
    assert recorded(done) == f"{watch.supervisor.label} 停用监督规则 R-OH-3，自 2026-03-02 起：试行"
    assert not queries.rules_on(TODAY, TODAY).filter(code="R-OH-3").exists()
    assert queries.rules_on(TODAY - timedelta(days=1), TODAY).filter(code="R-OH-3").exists()
    with refused(WrongState, "规则没有启用。"):
        actions.switch_off_rule(watch.rule(), **why(watch))
    later = TODAY + timedelta(days=1)
    done_on = actions.switch_on_rule(watch.rule(), **why(watch, active_from=later))
    assert recorded(done_on) == f"{watch.supervisor.label} 启用监督规则 R-OH-3，自 2026-03-03 起：试行"
    with refused(WrongState, "规则已经启用。"):
        actions.switch_on_rule(watch.rule(), **why(watch, active_from=later))


def test_only_supervisors_of_the_city_set_rules(watch: Watch) -> None:
    others = (*OTHERS, *UNIT)
    facts = {key: value for key, value in why(watch).items() if key not in ("by", "at")}
    nobody_of(watch, others, actions.set_rule, watch.rule(), **setting(), **facts)
    nobody_of(watch, others, actions.switch_off_rule, watch.rule(), **facts)
    nobody_of(watch, others, actions.switch_on_rule, watch.rule(), **facts)


def test_adopted_once_and_switched_off(watch: Watch, city: Org) -> None:
    facts = {"code": "R-OH-3", "addressees": [], "active_from": TODAY, "at": NOON}
    with refused(RuleBroken, "规则 R-OH-3 已经采用。"):
        actions.adopt_rule(city, **facts, by=LOADER)
    with refused(RuleBroken, "没有编号为 R-XX-1 的监督规则。"):
        actions.adopt_rule(city, **facts | {"code": "R-XX-1"}, by=watch.supervisor)
    SupervisionRule.objects.filter(code="R-OH-3").delete()
    done = actions.adopt_rule(city, **facts, by=watch.supervisor)
    assert recorded(done) == f"{watch.supervisor.label} 采用监督规则 R-OH-3（第1版）"
    assert (done.rule.is_on, done.rule.level) == (False, "yellow")


def broken(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict(rules.rules())
    one = known[code]

    def fails(_snapshot: Any, _numbers: Any) -> list[Any]:
        raise ZeroDivisionError("division by zero")

    known[code] = Definition(**{**vars(one), "function": fails})
    monkeypatch.setattr(rules, "rules", lambda: known)


def test_a_rule_that_fails_rests_and_the_others_go_on(
    watch: Watch, city: Org, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = watch.submitted()
    approvals.deem_accepted(application, by=watch.machine("deadline sweep"), at=watch.later(8))
    broken("R-OD-2", monkeypatch)
    day = watch.later(8).date()
    raised = running.sweep(TODAY, day, "asked", started_at=NOON, at=watch.later(8))
    assert raised == Alert.objects.count() > 0
    assert Alert.objects.filter(rule="R-CN-1", case_id=application.pk).count() == 1
    fault = RuleFault.objects.get()
    assert (fault.code, fault.reason) == ("R-OD-2", "ZeroDivisionError: division by zero")
    sweep = Sweep.objects.get()
    assert (sweep.parked_count, sweep.raised_count, sweep.first_day, sweep.last_day) == (
        1,
        raised,
        TODAY,
        day,
    )
    assert not queries.rules_on(TODAY, TODAY).filter(code="R-OD-2").exists()
    assert "division by zero" in client(watch.supervisor).get("/supervision/rules/faults/").content.decode()
    assert client(watch.administrator).get("/supervision/rules/faults/").status_code == 200
    assert client(watch.head).get("/supervision/rules/faults/").status_code == 404
    assert (
        client(watch.supervisor).post(f"/supervision/rules/faults/{fault.pk}/resumption/").status_code == 302
    )
    with refused(WrongState, "规则已经恢复。"):
        actions.resume_rule(fault, by=watch.supervisor, at=NOON)
    nobody_of(watch, (*UNIT, "clerk", "resident"), actions.resume_rule, fault)
    assert queries.rules_on(TODAY, TODAY).filter(code="R-OD-2").exists()


def test_run_again_nothing_is_doubled(watch: Watch) -> None:
    application = watch.submitted()
    approvals.deem_accepted(application, by=watch.machine("deadline sweep"), at=watch.later(8))
    day = watch.later(8).date()
    first = running.sweep(TODAY, day, "nightly", started_at=NOON, at=NOON)
    call_command("supervise", "--from", TODAY.isoformat(), "--to", day.isoformat(), verbosity=0)
    assert first == Alert.objects.count() > 0
    assert list(Sweep.objects.order_by("pk").values_list("kind", "raised_count")) == [
        ("nightly", first),
        ("asked", 0),
    ]
    keys = ("rule", "subject_kind", "subject_key", "occurrence_key")
    assert Alert.objects.values_list(*keys).distinct().count() == first


def test_every_rule_runs_on_a_city_at_work(watch: Watch) -> None:
    watch.closed()
    watch.in_approval()
    for code in rules.rules():
        running.trial(
            code, rules.rules()[code].usual(), TODAY - timedelta(days=5), TODAY + timedelta(days=40), untold
        )
    overdue = running.trial("R-OD-3", {}, TODAY, TODAY + timedelta(days=40), untold)
    assert overdue == {("urban-rural-construction", "2026-03"): 1}
    assert Alert.objects.count() == 0


def test_judged_as_it_stood_on_the_day(watch: Watch) -> None:
    watch.in_approval()
    late = TODAY + timedelta(days=40)
    actions.switch_off_rule(watch.rule("R-OD-3"), **why(watch))
    running.sweep(TODAY, late, "asked", started_at=NOON, at=NOON)
    assert not Alert.objects.filter(rule="R-OD-3").exists()
    assert Alert.objects.filter(rule="R-OD-4").exists()


def test_what_is_recorded_is_judged_in_a_moment(watch: Watch) -> None:
    watching.watch(at=NOON)
    application = watch.submitted()
    approvals.deem_accepted(application, by=watch.machine("deadline sweep"), at=watch.later(8))
    assert watching.watch(at=watch.later(8)) is False
    assert [one.rule for one in Alert.objects.filter(case_id=application.pk)] == ["R-CN-1"]
    assert watching.watch(at=watch.later(8)) is False
    assert Alert.objects.filter(rule="R-CN-1").count() == 1


def test_nights_that_were_missed_are_made_up_for(city: Org) -> None:
    assert jobs.first_day(date(2026, 3, 18)) == date(2026, 3, 17)
    assert jobs.first_day(date(2026, 3, 1)) == date(2026, 2, 1)
    facts = {"rule_count": 1, "parked_count": 0, "found_count": 0, "raised_count": 0, "started_at": NOON}
    actions.record_sweep(
        city, kind="nightly", first_day=TODAY, last_day=date(2026, 3, 10), **facts, by=BY, at=NOON
    )
    assert jobs.first_day(date(2026, 3, 18)) == date(2026, 3, 10)
    assert jobs.first_day(date(2026, 8, 18)) == date(2026, 8, 18) - timedelta(days=jobs.MOST_DAYS)
    with pytest.raises(NotAllowed):
        actions.record_sweep(
            city, kind="nightly", first_day=TODAY, last_day=TODAY, **facts, by=LOADER, at=NOON
        )


def test_measured_against_what_was_known(watch: Watch, city: Org) -> None:
    counts = {"planted_count": 40, "found_count": 38, "true_count": 36}
    facts = {"code": "R-OD-3", "first_day": TODAY, "last_day": TODAY, **counts, "at": NOON}
    done = actions.record_measurement(city, **facts, by=BY)
    assert recorded(done) == "检验监督规则 R-OD-3：已知 40 项，发现 38 项，其中属实 36 项"
    assert (done.measurement.recall, round(done.measurement.precision or 0, 3)) == (0.9, 0.947)
    assert RuleMeasurement(planted_count=0, found_count=0).recall is None
    assert "0.90" in client(watch.supervisor).get("/supervision/rules/").content.decode()
    nobody_of(
        watch,
        ("supervisor", "administrator"),
        actions.record_measurement,
        city,
        **{k: v for k, v in facts.items() if k != "at"},
    )


def test_pages_lead_to_the_acts(watch: Watch) -> None:
    browser, base = client(watch.supervisor), "/supervision/rules/R-OH-3/"
    assert browser.get(base).status_code == browser.get(base + "setting/").status_code == 200
    given = {
        "days": "2",
        "burst": "5",
        "minutes": "10",
        "quick": "10",
        "level": "red",
        "addressees": ["leader"],
    }
    today = timezone.localdate().isoformat()
    dated = {"active_from": today, "reason": "试行"}
    assert browser.post(base + "setting/", given | dated).status_code == 302
    assert watch.rule().parameters["burst"] == "5"
    assert browser.post(base + "setting/", given | dated | {"burst": "1"}).status_code == 200
    assert browser.post(base + "switching-off/", dated).status_code == 302
    assert browser.post(base + "switching-on/", dated).status_code == 302
    assert watch.rule().is_on
    SupervisionRule.objects.filter(code="R-OH-3").delete()
    assert (
        browser.post(base + "adoption/", {"active_from": today, "addressees": ["leader"]}).status_code == 302
    )
    assert watch.rule().addressees == ["leader"]
    assert browser.get("/supervision/rules/R-XX-1/").status_code == 404
    assert (
        client(watch.clerk).get(base).status_code
        == client(watch.resident).get("/supervision/rules/").status_code
        == 404
    )


def test_endpoints_lead_to_the_acts(watch: Watch) -> None:
    base = "/api/v1/supervision/rules"

    def post(what: str, **facts: Any) -> tuple[int, str]:
        answer = client(watch.supervisor).post(base + what, facts, content_type="application/json")
        return answer.status_code, answer.json().get("state", "")

    today = timezone.localdate().isoformat()
    dated = {"active_from": today, "reason": "试行"}
    assert post("/R-OH-3/switching-off", **dated) == (201, "off")
    assert post("/R-OH-3/switching-on", **dated) == (201, "on")
    assert post("/R-OH-3/setting", **setting(), **dated) == (201, "on")
    assert post("/R-OH-3/setting", **setting(parameters={}), **dated)[0] == 422
    SupervisionRule.objects.filter(code="R-OH-3").delete()
    assert post("", code="R-OH-3", active_from=today) == (201, "off")
    listed = client(watch.supervisor).get(base).json()
    assert [one["code"] for one in listed] == list(rules.rules())
    assert client(watch.head).get(base).status_code == 404
    fault = actions.park_rule(
        Org.objects.get(parent=None),
        code="R-OD-2",
        version=1,
        reason="x",
        first_day=TODAY,
        last_day=TODAY,
        by=BY,
        at=NOON,
    )
    assert recorded(fault) == "监督规则 R-OD-2 运行出错，已搁置：x"
    where = "/api/v1/supervision/rule-faults"
    assert [one["reason"] for one in client(watch.supervisor).get(where).json()] == ["x"]
    done = client(watch.supervisor).post(f"{where}/{fault.fault.pk}/resumption")
    assert (done.status_code, done.json()["resumed_at"] is not None) == (201, True)


def test_work_is_read_as_it_stands(watch: Watch) -> None:
    application = watch.closed()
    (row,) = cases.rows(Case.objects.filter(pk=application.pk))
    assert (row.number, row.state, row.outcome, row.org) == (
        application.number,
        "closed",
        "granted",
        "urban-rural-construction",
    )
    assert sorted(one.kind for one in row.clocks) == ["acceptance", "delivery", "promised", "statutory"]
    assert len(row.work) == WorkItem.objects.filter(case_id=application.pk).count()
    assert [one.code for one in row.steps] == facts_of(application)
    assert (len(row.reviews), len(row.decisions)) == (1, 1)
    assert row.missing == ()
