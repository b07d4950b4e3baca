"""类别审查 and 双公示: three people check a class, a machine publishes its results one by one; personal data stops it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.world import NOON
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.modules.disclosure import actions
from yimen.modules.disclosure.models import Publication, StandingCheck
from yimen.modules.disclosure.public import count_published, normative_counts, publish_result
from yimen.modules.disclosure.results import RESULTS

from .stage import Openness, only, post, refused

pytestmark = pytest.mark.django_db
RESULT: dict[str, Any] = {
    "case_number": "21010020260302000011", "title": "关于示例公司占用城市道路的行政许可结果", "decided_on": date(2026, 2, 27),
    "item": "占用城市道路审批", "holder": "沈阳示例建设有限公司", "decision": "准予许可", "decision_number": "沈建许字〔2026〕1号",
    "valid_until": date(2026, 6, 1),
}  # fmt: skip


@pytest.fixture
def fresh_stage(stage: Openness) -> Openness:
    """The example data bring a standing check; it ends, so that these tests begin without one."""
    for one in StandingCheck.objects.filter(org=stage.org).exclude(state="ended"):
        actions.end_standing_check(one, reason="重新审查", by=stage.leader, at=NOON)
    return stage


def test_three_people_for_a_time(fresh_stage: Openness) -> None:
    stage = fresh_stage
    facts = {"code": "licence-results", "title": "行政许可结果", "scope_text": "栏目"}
    only(stage, stage.org, actions.propose_standing_check, "reviewer", **facts)
    standing = actions.propose_standing_check(stage.org, **facts, by=stage.reviewer, at=NOON).standing
    with refused(RuleBroken, stage.org, "这个类别已有正在办理或者有效的类别审查。"):
        actions.propose_standing_check(stage.org, **facts, by=stage.reviewer, at=NOON)
    only(stage, standing, actions.confirm_standing_check, "head")
    actions.confirm_standing_check(standing, by=stage.head, at=NOON)
    only(stage, standing, actions.sign_standing_check, "leader")
    actions.sign_standing_check(standing, by=stage.leader, at=NOON)
    signed = stage.fresh(standing)
    assert (signed.state, signed.valid_from, signed.valid_until) == (
        "in_force",
        date(2026, 3, 2),
        date(2027, 3, 2),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        StandingCheck.objects.filter(pk=signed.pk).update(signer=stage.reviewer.person)


def test_publishes_a_result_once(fresh_stage: Openness) -> None:
    stage = fresh_stage
    assert publish_result(stage.org, **RESULT, at=NOON) is None
    standing = stage.standing()
    publication = publish_result(stage.org, **RESULT, at=NOON)
    assert publication is not None
    version = publication.current
    assert version is not None
    assert (publication.state, publication.origin, version.genre) == (
        "published", "standing", stage.node("genre", "permission-result"),
    )  # fmt: skip
    check = version.checks.get()
    assert (check.standing, check.result, check.sha256) == (standing, "open", version.sha256)
    assert "沈阳示例建设有限公司" in version.body_text
    assert publish_result(stage.org, **RESULT, at=NOON) == publication
    assert Publication.objects.filter(origin_key=RESULT["case_number"]).count() == 1


def test_personal_data_stops_the_machine(fresh_stage: Openness) -> None:
    stage = fresh_stage
    standing = stage.standing()
    assert publish_result(stage.org, **{**RESULT, "holder": "王某 13800000000"}, at=NOON) is None
    content = {"title": "结果", "body": "身份证号码11010519491231002X", "created_on": date(2026, 2, 27)}
    with refused(RuleBroken, standing, "内容可能含有个人信息，不能自动公开，请送审。"):
        actions.publish_by_standing_check(standing, key="k", content=content, by=RESULTS, at=NOON)


def test_ends_with_its_time(fresh_stage: Openness) -> None:
    stage = fresh_stage
    standing = stage.standing()
    assert publish_result(stage.org, **RESULT, at=stage.later(400)) is None
    content = {"title": "结果", "body": "正文", "created_on": date(2026, 2, 27)}
    with refused(RuleBroken, standing, "没有有效的类别审查，请逐件送审。"):
        actions.publish_by_standing_check(standing, key="k", content=content, by=RESULTS, at=stage.later(400))
    with refused(NotAllowed, standing):
        actions.publish_by_standing_check(standing, key="k", content=content, by=stage.officer, at=NOON)
    only(stage, standing, actions.end_standing_check, "reviewer", "leader", reason="停用")
    actions.end_standing_check(standing, reason="停用", by=stage.leader, at=NOON)
    assert publish_result(stage.org, **RESULT, at=NOON) is None


def test_the_api_signs_it(fresh_stage: Openness) -> None:
    stage = fresh_stage
    facts = {"org": stage.org.code, "code": "licence-results", "title": "结果", "scope_text": "栏目"}
    made = post(stage.reviewer, "standing-checks", **facts)
    assert made.status_code == 201, made.content.decode()
    path = f"standing-checks/{made.json()['id']}"
    assert post(stage.head, f"{path}/confirmation").json()["state"] == "confirmed"
    assert post(stage.leader, f"{path}/signature").json()["state"] == "in_force"
    assert post(stage.leader, f"{path}/end", reason="停用").json()["state"] == "ended"


def test_counts_come_from_dates(stage: Openness) -> None:
    """2026: one made and still in force, one made before and repealed in it, one that ran out in it."""
    before = normative_counts(stage.org, 2026)["normative"]
    new = stage.in_force(title="新的", created_on=date(2026, 2, 1))
    old = stage.in_force(title="旧的", created_on=date(2024, 2, 1), effective_on=date(2024, 3, 1))
    short = stage.in_force(
        title="短的", created_on=date(2024, 2, 1), effective_on=date(2024, 3, 1), expires_on=date(2026, 5, 1)
    )
    actions.repeal_information(old, on=date(2026, 6, 1), by_publication=new, by=stage.officer, at=NOON)
    found = normative_counts(stage.org, 2026)["normative"]
    assert set(found.made) - set(before.made) == {new.pk}
    assert set(found.repealed) - set(before.repealed) == {old.pk, short.pk}
    assert set(found.in_force) - set(before.in_force) == {new.pk}
    assert {old.pk, short.pk} <= set(normative_counts(stage.org, 2025)["normative"].in_force)
    counted = count_published(stage.org, 2026)
    stage.published()
    assert count_published(stage.org, 2026) == counted + 1
