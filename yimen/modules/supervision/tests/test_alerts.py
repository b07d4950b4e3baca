"""预警: raised once, answered by the unit, judged by two supervisors; seen by them and by nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.documents.intake import receive
from yimen.kernel.notices.models import Notice
from yimen.modules.supervision import actions, queries
from yimen.modules.supervision.models import Alert
from yimen.modules.supervision.states import AlertState
from yimen.replay.paper import small_pdf

from .stage import BY, OTHERS, UNIT, Watch, client, nobody_of, refused

pytestmark = pytest.mark.django_db
SAID = "材料缺页，申请人次日补齐"


@pytest.fixture
def watch(world: World) -> Watch:
    return Watch(world)


def test_raised_with_what_it_rests_on_and_only_once(watch: Watch) -> None:
    finding = watch.finding()
    facts = {"rule": "R-OD-3", "version": 1, "level": "red", "finding": finding}
    done = actions.raise_alert(watch.org(), **facts, by=BY, at=NOON)
    alert = done.alert
    assert (alert.level, alert.state, alert.case.number, alert.org_path) == (
        "red",
        "open",
        finding.key,
        watch.org().path,
    )
    assert alert.evidence == [finding.evidence[0].as_data()]
    assert recorded(done) == f"监督规则 R-OD-3（第1版）发出预警：{finding.key}"
    with refused(RuleBroken, "这一情形已经预警。"):
        actions.raise_alert(watch.org(), **facts, by=BY, at=NOON)
    assert actions.raise_alert(watch.org(), **facts | {"rule": "R-OD-4"}, by=BY, at=NOON).alert.pk != alert.pk
    nobody_of(watch, (*OTHERS, *UNIT, "supervisor"), actions.raise_alert, watch.org(), **facts)


def test_tells_those_whom_the_rule_names_while_it_is_fresh(watch: Watch) -> None:
    finding = watch.finding()
    told = Notice.objects.filter(subject__startswith="红牌：超过承诺时限 ")
    facts = {"rule": "R-OD-3", "version": 1, "level": "red"}
    actions.raise_alert(watch.org(), **facts, finding=finding, by=BY, at=NOON)
    assert sorted(told.values_list("person__login", flat=True)) == [
        "head.construction",
        "leader.construction",
    ]
    old = watch.finding("old", day=NOON.replace(year=2025).date())
    actions.raise_alert(watch.org(), **facts, finding=old, by=BY, at=NOON)
    assert told.count() == 2


def test_the_unit_acknowledges_and_explains(watch: Watch) -> None:
    alert = watch.alert()
    nobody_of(watch, (*OTHERS, "supervisor"), actions.acknowledge_alert, alert)
    done = actions.acknowledge_alert(alert, by=watch.head, at=NOON)
    assert recorded(done) == f"{watch.head.label} 签收了预警 {alert}"
    with refused(WrongState):
        actions.acknowledge_alert(alert, by=watch.head, at=NOON)
    nobody_of(watch, (*OTHERS, "supervisor"), actions.explain_alert, alert, explanation=SAID)
    with refused(RuleBroken, "请写明原因和处理情况。"):
        actions.explain_alert(alert, explanation=" ", by=watch.leader, at=NOON)
    done = actions.explain_alert(alert, explanation=f" {SAID} ", by=watch.leader, at=NOON)
    assert recorded(done) == f"{watch.leader.label} 说明了预警 {alert}：{SAID}"
    assert (watch.fresh(alert).state, watch.fresh(alert).explanation) == ("explained", SAID)


def test_a_second_supervisor_decides_never_the_first(watch: Watch) -> None:
    alert = watch.alert()
    nobody_of(watch, (*OTHERS, *UNIT), actions.confirm_alert, alert)
    done = actions.confirm_alert(alert, by=watch.supervisor, at=NOON)
    assert recorded(done) == f"{watch.supervisor.label} 认定预警 {alert} 属实"
    nobody_of(watch, (*OTHERS, "supervisor"), actions.contest_alert, alert, objection=SAID)
    done = actions.contest_alert(alert, objection=SAID, by=watch.chief, at=NOON)
    assert recorded(done) == f"{watch.chief.label} 对预警 {alert} 提出异议：{SAID}"
    facts = {"outcome": "justified", "decision": "系统停机"}
    nobody_of(watch, (*OTHERS, *UNIT), actions.decide_alert, alert, **facts)
    with refused(RuleBroken, "认定预警的监督员不能复核同一预警，请由另一名监督员办理。"):
        actions.decide_alert(alert, **facts, by=watch.supervisor, at=NOON)
    done = actions.decide_alert(alert, **facts, by=watch.second, at=NOON)
    assert recorded(done) == f"{watch.second.label} 复核预警 {alert}，结论为“有正当理由”：系统停机"
    settled = watch.fresh(alert)
    assert (settled.state, settled.is_settled, settled.counts) == ("justified", True, False)
    with refused(WrongState):
        actions.contest_alert(alert, objection=SAID, by=watch.chief, at=NOON)


def test_the_database_too_keeps_first_and_second_apart(watch: Watch) -> None:
    alert = watch.alert()
    actions.confirm_alert(alert, by=watch.supervisor, at=NOON)
    with pytest.raises(IntegrityError, match="second_supervisor_is_another_person"), transaction.atomic():
        Alert.objects.filter(pk=alert.pk).update(decided_by=watch.supervisor.person, decided_at=NOON)
    with pytest.raises(IntegrityError, match="alert_of_a_case_has_the_case"), transaction.atomic():
        Alert.objects.filter(pk=alert.pk).update(case=None)


def test_a_decision_gives_its_outcome_and_its_reasons(watch: Watch) -> None:
    alert, _second = watch.alert(), watch.second
    with refused(RuleBroken, "请选择复核结论。"):
        actions.decide_alert(alert, outcome="open", decision=SAID, by=watch.second, at=NOON)
    with refused(RuleBroken, "请写明复核意见。"):
        actions.decide_alert(alert, outcome="cancelled", decision="", by=watch.second, at=NOON)
    actions.decide_alert(alert, outcome="confirmed", decision=SAID, by=watch.second, at=NOON)
    assert watch.fresh(alert).counts
    with refused(RuleBroken, "预警已经复核，不能再次提出异议。"):
        actions.contest_alert(alert, objection=SAID, by=watch.head, at=NOON)


MOVES: dict[str, tuple[str, dict[str, Any], set[str]]] = {
    "acknowledge_alert": ("head", {}, {"open"}),
    "explain_alert": ("head", {"explanation": SAID}, {"open", "acknowledged"}),
    "contest_alert": ("head", {"objection": SAID}, {"open", "acknowledged", "explained", "confirmed"}),
    "confirm_alert": ("supervisor", {}, {"open", "acknowledged", "explained"}),
    "decide_alert": (
        "second",
        {"outcome": "cancelled", "decision": SAID},
        {"open", "acknowledged", "explained", "contested"},
    ),
}


def test_from_which_states(watch: Watch) -> None:
    alert, _second = watch.alert(), watch.second
    set_by_hand = {"explanation": "x", "explained_at": NOON, "objection": "x", "decision": "x"}
    for state in AlertState.values:
        settled = (
            {"decided_at": NOON} if state in ("justified", "confirmed", "cancelled") else {"decided_at": None}
        )
        contested = {"contested_at": NOON if state == "contested" else None}
        Alert.objects.filter(pk=alert.pk).update(state=state, **set_by_hand, **contested, **settled)
        for name, (who, facts, sources) in MOVES.items():
            if state not in sources:
                with refused(WrongState):
                    getattr(actions, name)(alert, **facts, by=getattr(watch, who), at=NOON)


def test_seen_by_its_supervisors_and_its_unit_only(watch: Watch) -> None:
    alert = watch.alert()
    readers = ("supervisor", "auditor", "head", "leader", "chief")
    names = {*OTHERS, *UNIT, "supervisor"}
    assert {one for one in names if queries.alerts(getattr(watch, one)).exists()} == set(readers)
    other = watch.actor("head.market")
    for path in (
        "",
        "acknowledgement/",
        "explanation/",
        "objection/",
        "confirmation/",
        "decision/",
        "objection/file/",
    ):
        address = f"/supervision/alerts/{alert.pk}/{path}"
        assert (
            client(other).get(address).status_code == client(watch.resident).get(address).status_code == 404
        )
    assert client(other).get(f"/api/v1/supervision/alerts/{alert.pk}").status_code == 404


def test_the_page_shows_what_it_rests_on(watch: Watch) -> None:
    alert = watch.alert()
    page = client(watch.supervisor).get(f"/supervision/alerts/{alert.pk}/").content.decode()
    assert "承诺时限（到期日、停止日）" in page
    assert "2026-02-27" in page
    assert f"/approvals/applications/{alert.case_id}/" in page
    listed = client(watch.head).get("/supervision/alerts/?rule=R-OD-3&level=red&state=open").content.decode()
    assert alert.subject_key in listed
    assert (
        alert.subject_key not in client(watch.head).get("/supervision/alerts/?level=notice").content.decode()
    )
    sheet = client(watch.head).get("/supervision/alerts/?format=csv")
    assert alert.subject_key in b"".join(
        sheet.streaming_content if sheet.streaming else [sheet.content]
    ).decode("utf-8-sig")


def test_pages_lead_to_the_acts(watch: Watch) -> None:
    alert, other = watch.alert(), watch.alert(occurrence="other")
    base = f"/supervision/alerts/{alert.pk}/"
    assert client(watch.head).post(base + "acknowledgement/").status_code == 302
    assert client(watch.head).post(base + "explanation/", {"explanation": SAID}).status_code == 302
    assert client(watch.supervisor).post(base + "confirmation/").status_code == 302
    content = small_pdf("异议")
    received = receive(content, filename="证明.pdf")
    given = {"objection": SAID, "file": SimpleUploadedFile("证明.pdf", content)}
    assert client(watch.head).post(base + "objection/", given).status_code == 302
    assert watch.fresh(alert).objection_file_id == received.sha256
    assert b"".join(client(watch.supervisor).get(base + "objection/file/").streaming_content) == content
    assert (
        client(watch.supervisor)
        .post(base + "decision/", {"outcome": "confirmed", "decision": SAID})
        .status_code
        == 200
    )
    assert (
        client(watch.second).post(base + "decision/", {"outcome": "confirmed", "decision": SAID}).status_code
        == 302
    )
    assert watch.fresh(alert).state == "confirmed"
    wrong = client(watch.head).post(f"/supervision/alerts/{other.pk}/explanation/", {"explanation": " "})
    assert (wrong.status_code, watch.fresh(other).state) == (200, "open")


def test_endpoints_lead_to_the_acts(watch: Watch) -> None:
    alert = watch.alert()
    base = f"/api/v1/supervision/alerts/{alert.pk}"

    def post(actor: Any, what: str, **facts: Any) -> int:
        return client(actor).post(f"{base}/{what}", facts, content_type="application/json").status_code

    assert [one["id"] for one in client(watch.head).get("/api/v1/supervision/alerts?state=open").json()] == [
        str(alert.pk)
    ]
    assert post(watch.head, "acknowledgement") == 201
    assert post(watch.head, "explanation", explanation=SAID) == 201
    assert post(watch.supervisor, "confirmation") == 201
    assert client(watch.head).post(f"{base}/objection", {"objection": SAID}).status_code == 201
    assert post(watch.supervisor, "decision", outcome="justified", decision=SAID) == 422
    assert post(watch.second, "decision", outcome="justified", decision=SAID) == 201
    assert client(watch.supervisor).get(base).json()["state"] == "justified"
    assert timezone.is_aware(watch.fresh(alert).decided_at)
