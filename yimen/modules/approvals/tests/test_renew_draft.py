"""换用新版: a draft meets a newer version; the answers stay, what changed is told, and nothing old is submitted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.trials import facts_of, once, only, refused
from tests.world import NOON, TERMS, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, ItemVersion

from .pages import address, enter, opened, sent, text

pytestmark = pytest.mark.django_db
EVENT = "large-event"
CHANGED = "您填写期间，此事项的要求有更新。请先查看有什么变化；已填写的内容都还在。"


def newer(world: World, **content: Any) -> ItemVersion:
    """The item gets a version that begins on the day of NOON."""
    like, loader = world.version(EVENT), world.machine("city data")
    drafted = actions.draft_version(
        like.item,
        content={**like.content, **content},
        terms={name: getattr(like, name) for name in TERMS} | {"effective_from": NOON.date()},
        by=loader,
        at=NOON,
    ).version
    return actions.publish_version(drafted, instrument_no="示例〔2026〕2号", by=loader, at=NOON).version


@pytest.fixture
def begun(world: World) -> Application:
    return world.draft(
        EVENT, by=world.enterprise, at=NOON - timedelta(days=3), form={"event_name": "示例灯会"}
    )


@pytest.fixture
def version(world: World, begun: Application) -> ItemVersion:
    """The newer version asks one question less, one material more, and drops a field of the form."""
    content = begun.version.content
    form = dict(content["application_form"])
    form["properties"] = {key: one for key, one in form["properties"].items() if key != "event_name"}
    form["required"] = [key for key in form["required"] if key != "event_name"]
    form["x-sections"] = [
        {**one, "fields": [key for key in one["fields"] if key != "event_name"]} for one in form["x-sections"]
    ]
    plan = {"key": "traffic-plan", "name": "交通疏导方案", "legal_basis": "行政许可法第三十一条"}
    situations = [one for one in content["situations"] if one["key"] != "qualified"]
    materials = [one for one in content["materials"] if "qualified.yes" not in one["when"]]
    return newer(world, application_form=form, situations=situations, materials=[*materials, plan])


def test_pain_07_new_version_while_a_draft_is_being_filled(
    world: World, begun: Application, version: ItemVersion
) -> None:
    """It is not submitted under what does not hold any more; nothing that was filled in is lost."""
    with refused(RuleBroken, begun, CHANGED):
        actions.submit(begun, by=world.enterprise, at=NOON)
    done = actions.renew_draft(begun, by=world.enterprise, at=NOON)
    kept = world.fresh(begun)
    assert recorded(done) == "示例建设有限公司 把草稿换用 大型群众性活动安全许可 第2版"
    assert (kept.version, kept.answers) == (version, {"filer": ["self"], "organiser": ["joint"]})
    assert (kept.form["applicant_name"], "event_name" in kept.form) == ("示例建设有限公司", False)
    assert kept.materials.filter(replaced_at__isnull=True).count() == begun.materials.count()


def test_a_running_case_keeps_its_version(world: World) -> None:
    submitted = world.submitted(EVENT, by=world.enterprise)
    newer(world, conditions=["新的条件"])
    assert world.fresh(submitted).version.number == 1
    with refused(WrongState, submitted):
        actions.renew_draft(submitted, by=world.enterprise, at=NOON)


def test_not_when_nothing_changed(world: World, begun: Application) -> None:
    with refused(RuleBroken, begun, "这份草稿已经是按现行要求填写的。"):
        actions.renew_draft(begun, by=world.enterprise, at=NOON)


def test_only_the_applicant_and_the_window(world: World, begun: Application, version: ItemVersion) -> None:
    only(world, begun, actions.renew_draft, "enterprise", "reception")


def test_the_page_tells_what_changed_and_renews(
    world: World, begun: Application, version: ItemVersion
) -> None:
    assert "您填写期间，此事项的要求有更新，请查看变化" in opened(world.enterprise, "submission", begun)
    page = opened(world.enterprise, "draft-renewal", begun)
    assert "<strong>新增：</strong>交通疏导方案" in page
    assert "<strong>不再需要：</strong>法律法规是否要求承办者有资质、资格？" in page
    assert "<strong>不再需要：</strong>活动名称" in page
    response = sent(world.enterprise, "draft-renewal", begun)
    assert response.headers["Location"] == address("draft", begun)
    assert facts_of(begun)[-1] == "approvals.application.renewed"
    again = enter(world.enterprise).get(address("draft-renewal", begun))
    assert (again.status_code, "情况已经变化" in text(again)) == (409, True)


def test_the_endpoint_renews(world: World, begun: Application, version: ItemVersion) -> None:
    fact = "approvals.application.renewed"
    assert once(world.enterprise, begun, "draft-renewal", fact, again=422)["answers"]["filer"] == ["self"]
