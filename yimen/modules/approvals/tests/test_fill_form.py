"""填写申请表: kept as typed, sealed numbers, what is known is not asked, right before it is submitted; both doors."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.trials import facts_of, only, refused, standing
from tests.world import NOON, World, example_answers
from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.people import numbers
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application

from .pages import address, enter, opened, sent, text

pytestmark = pytest.mark.django_db
EVENT, NUMBER, OTHER = "large-event", "11010519491231002X", "110105199003070038"


@pytest.fixture
def begun(world: World) -> Application:
    """A draft of the enterprise whose form holds only what the city knows."""
    return world.draft(EVENT, by=world.enterprise, form={}, without=["responsible"])


def fill(world: World, application: Application, **answers: Any) -> Any:
    return actions.fill_form(application, answers=answers, by=world.enterprise, at=NOON)


def test_keeps_what_was_typed_and_tells_the_fields(world: World, begun: Application) -> None:
    done = fill(world, begun, event_name=" 示例音乐节 ", people="12,000", begins="someday")
    kept = world.fresh(begun).form
    assert (kept["event_name"], kept["people"], kept["begins"]) == ("示例音乐节", 12000, "someday")
    assert recorded(done) == "示例建设有限公司 填写了申请表：活动名称、开始日期、预计每场参加人数"


def test_what_the_city_knows_is_there_and_nobody_changes_it(world: World, begun: Application) -> None:
    person = world.enterprise.person
    assert begun.form["applicant_name"] == person.name
    assert begun.form["representative"] == person.legal_representative
    fill(world, begun, applicant_name="别的公司", representative="别人")
    kept = world.fresh(begun).form
    assert (kept["applicant_name"], kept["representative"]) == (person.name, person.legal_representative)


def test_a_personal_number_is_sealed_and_never_in_the_record(world: World, begun: Application) -> None:
    done = fill(world, begun, responsible_number=NUMBER)
    kept = world.fresh(begun).form["responsible_number"]
    assert (kept["masked"], kept["is_valid"]) == ("110105********002X", True)
    assert numbers.opened(kept["sealed"], begun.pk) == NUMBER
    assert NUMBER not in str(Entry.objects.get(pk=done.entry_id).data)
    fill(world, begun, responsible_number="110105********002X")
    assert world.fresh(begun).form["responsible_number"] == kept
    fill(world, begun, responsible_number=OTHER)
    assert numbers.opened(world.fresh(begun).form["responsible_number"]["sealed"], begun.pk) == OTHER


def test_is_right_before_it_is_submitted(world: World, begun: Application) -> None:
    answers = example_answers(begun)
    fill(world, begun, **{**answers, "people": 900, "responsible_number": "110105194912310021"})
    wrong = ["form.people", "form.responsible_number"]
    message = (
        "申请表还有需要填写或者修改的内容：“预计每场参加人数”不能小于1000人。"
        "“安全责任人身份证号码”不是正确的18位身份证号码，请核对。"
    )
    actions.attach_material(
        begun, key="responsible", name="x.pdf", received=world.received(), by=world.enterprise, at=NOON
    )
    with refused(RuleBroken, begun, message, wrong):
        actions.submit(begun, by=world.enterprise, at=NOON)
    fill(world, begun, **answers)
    actions.submit(begun, by=world.enterprise, at=NOON)
    assert world.fresh(begun).state == "submitted"


def test_fields_follow_the_rules(world: World, begun: Application) -> None:
    answers = {**example_answers(begun), "builds": True}
    answers.pop("structures", None)
    fill(world, begun, **answers)
    page = opened(world.enterprise, "form", world.fresh(begun))
    assert "临时搭建的设施、建筑物" in page
    fill(world, begun, **{**answers, "builds": False})
    assert "临时搭建的设施、建筑物" not in opened(world.enterprise, "form", world.fresh(begun))


def test_fault_an_answer_of_a_megabyte(world: World, begun: Application) -> None:
    fill(world, begun, event_name="示例音乐节")
    message = "申请表填写的内容太多，请精简，较长的内容请作为材料上传。"
    with refused(RuleBroken, world.fresh(begun), message):
        fill(world, world.fresh(begun), event_name="长" * 350_000)
    assert world.fresh(begun).form["event_name"] == "示例音乐节"
    response = sent(world.enterprise, "form", begun, **{"form.event_name": "长" * 350_000, "act": "keep"})
    assert (response.status_code, message in text(response)) == (200, True)


def test_only_the_applicant_and_the_window(world: World, begun: Application) -> None:
    only(world, begun, actions.fill_form, "enterprise", "reception", answers={})


def test_after_submission_only_the_window_with_the_applicant(world: World) -> None:
    submitted = world.submitted(EVENT, by=world.enterprise)
    with refused(RuleBroken, submitted, "提交后请到窗口或者致电窗口，由工作人员与您一起更正申请表。"):
        fill(world, submitted, event_name="别的")
    changed = {**submitted.form, "event_name": "示例灯会"}
    actions.fill_form(submitted, answers=changed, by=world.reception, at=NOON)
    assert world.fresh(submitted).form["event_name"] == "示例灯会"
    with refused(NotAllowed, submitted):
        actions.fill_form(submitted, answers=changed, by=world.outsider, at=NOON)


def test_not_once_it_is_over(world: World, begun: Application) -> None:
    actions.discard_draft(begun, by=world.enterprise, at=NOON)
    with refused(WrongState, world.fresh(begun)):
        fill(world, world.fresh(begun), event_name="晚了")


def test_the_page_fills_it_in_and_leads_on(world: World, begun: Application) -> None:
    page = opened(world.enterprise, "form", begun)
    assert "示例建设有限公司" in page
    assert "（已知，不用填写）" in page
    assert 'name="form.applicant_name"' not in page
    wrong = sent(world.enterprise, "form", begun, **{"form.people": "12"})
    assert wrong.status_code == 200
    assert "“预计每场参加人数”不能小于1000人。" in text(wrong)
    assert "“活动名称”" in text(wrong)
    answers = example_answers(begun)
    posted = {f"form.{key}": "no" if value is False else value for key, value in answers.items()}
    posted = {key: value for key, value in posted.items() if not isinstance(value, dict | list)}
    response = sent(world.enterprise, "form", begun, **posted)
    assert response.status_code == 302, text(response)[:3000]
    assert response.headers["Location"] == address("materials", begun)
    assert world.fresh(begun).form["people"] == 2000


def test_rows_come_and_go_without_scripts(world: World, begun: Application) -> None:
    base = {"form.builds": "yes", "form.structures.0.name": "舞台", "form.structures.0.builder": "甲"}
    more = sent(world.enterprise, "form", begun, **base, act="more:structures")
    assert more.headers["Location"] == address("form", begun) + "?rows=structures#form-structures"
    page = text(enter(world.enterprise).get(more.headers["Location"].split("#")[0]))
    assert ('value="舞台"' in page, "form.structures.1.name" in page) == (True, True)
    both = base | {"form.structures.1.name": "看台", "form.structures.1.builder": "乙"}
    sent(world.enterprise, "form", begun, **both, act="drop:structures:0")
    assert world.fresh(begun).form["structures"] == [{"name": "看台", "builder": "乙"}]


def test_the_api_fills_it_in_and_gives_it_back_masked(world: World, begun: Application) -> None:
    client = enter(world.enterprise)
    where = f"/api/v1/approvals/applications/{begun.pk}/form"
    body = {"answers": {"event_name": "示例音乐节", "responsible_number": NUMBER}}
    answer = client.put(where, body, content_type="application/json").json()
    assert answer["form"]["event_name"] == "示例音乐节"
    assert answer["form"]["responsible_number"] == "110105********002X"
    assert facts_of(begun).count("approvals.application.form-filled") == 2
    schema = Client().get(f"/api/v1/approvals/items/{EVENT}/form").json()
    assert schema["properties"]["people"]["minimum"] == 1000


def test_it_is_shown_in_the_case_and_on_paper(world: World) -> None:
    submitted = world.submitted(EVENT, by=world.enterprise)
    page = opened(world.enterprise, "application", submitted)
    assert "2,000" not in page
    assert ("2000人" in page, "110105********002X" in page, NUMBER in page) == (True, True, False)
    paper = enter(world.enterprise).get(address("form-paper", submitted))
    assert (paper.status_code, paper.headers["Content-Type"]) == (200, "application/pdf")
    assert paper.content.startswith(b"%PDF")
    assert enter(world.stranger).get(address("form-paper", submitted)).status_code == 404


def test_the_page_of_somebody_else_does_not_exist(world: World, begun: Application) -> None:
    before = standing(begun)
    for person in (world.stranger, world.clerk, world.manager):
        assert enter(person).get(address("form", begun)).status_code == 404
        assert sent(person, "form", begun, **{"form.event_name": "x"}).status_code == 404
    assert standing(begun) == before
