"""重大项目: registered with several classes and currencies, handed over, completed; seen by whom it concerns."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.projects import actions, queries

from .desk import Desk
from .works import Works, enter, only, refused

pytestmark = pytest.mark.django_db


def test_has_several_classes_and_never_adds_currencies(works: Works) -> None:
    project = works.project()
    assert project.number == "2026-210100-000001"
    assert project.classes == ["construction", "industrial"]
    assert {one.currency: one.amount for one in project.investments.all()} == {
        "CNY": Decimal("500000000"),
        "USD": Decimal("10000000"),
    }
    assert works.project().number == "2026-210100-000002"


def test_refuses_what_is_no_project(works: Works) -> None:
    org = works.world.org()
    good = {
        "name": "厂房", "owner": works.owner.person, "place": org.region, "classes": ["industrial"],
        "investments": {},
    }  # fmt: skip
    for wrong, message in (
        ({"name": " "}, "请填写项目名称。"),
        ({"classes": []}, "请选择项目类别。"),
        ({"classes": ["magic"]}, "请选择项目类别。"),
        ({"investments": {"元": Decimal(1)}}, "投资额应当大于零，并写明币种代码，例如CNY、USD。"),
        ({"investments": {"CNY": Decimal(0)}}, "投资额应当大于零，并写明币种代码，例如CNY、USD。"),
    ):
        with refused(RuleBroken, org, message):
            actions.register_project(org, **{**good, **wrong}, by=works.world.clerk, at=NOON)
    project = works.project()
    with refused(RuleBroken, project, "没有变更。"):
        actions.amend_project(project, by=works.world.clerk, at=NOON)


def test_changes_classes_and_sums(works: Works) -> None:
    project = works.project()
    done = actions.amend_project(
        project, classes=["foreign"], investments={"USD": Decimal(7)}, by=works.world.clerk, at=NOON
    )
    assert recorded(done) == "示例·陈静 变更了项目情况：项目类别、投资额"
    assert [str(one) for one in project.investments.all()] == ["USD 7.00"]


def test_a_project_goes_to_another_district_and_its_stages_stay(works: Works) -> None:
    stage = works.accepted()
    project, heping = stage.project, works.world.org("centre-heping")
    leads = ("head", "leader", "chief")
    only(works, project, actions.hand_over_project, *leads, org=heping, reason="属地管理")
    with refused(RuleBroken, project, "项目已经由该机构牵头。"):
        actions.hand_over_project(project, org=project.org, reason="x", by=works.world.head, at=NOON)
    done = actions.hand_over_project(project, org=heping, reason="属地管理", by=works.world.head, at=NOON)
    assert recorded(done) == f"示例·张伟东 将项目移交 {heping.name}：属地管理"
    assert works.fresh(stage).org.code == "urban-rural-construction"
    assert queries.projects(works.world.clerk).filter(pk=project.pk).exists()  # it led it, and has a part
    with refused(RuleBroken, project, "项目还有正在办理的阶段。"):
        actions.complete_project(project, by=works.world.actor("leader.heping"), at=NOON)


def test_completes_when_no_stage_runs(works: Works) -> None:
    project = works.project()
    only(works, project, actions.complete_project, "head", "leader", "chief")
    done = actions.complete_project(project, by=works.world.head, at=NOON)
    assert recorded(done) == "示例·张伟东 登记项目已全部办结"


def test_is_seen_by_those_whom_it_concerns(works: Works) -> None:
    stage = works.accepted()

    def sees(name: str) -> bool:
        actor = getattr(works.world, name)
        return queries.stages(actor).filter(pk=stage.pk).exists()

    seen = {
        name
        for name in ("enterprise", "clerk", "examiner", "reception", "stranger", "outsider")
        if sees(name)
    }
    assert seen == {"enterprise", "clerk", "examiner", "reception"}
    assert queries.tasks(works.department()).count() == 1
    assert queries.tasks(works.world.outsider).count() == 0
    assert queries.projects(works.world.stranger).count() == 0
    assert queries.projects(works.world.public).count() == 0


def test_the_page_says_what_the_desk_does_for_it_and_offers_it_once(works: Works, desk: Desk) -> None:
    project = desk.project()
    page, browser = f"/projects/{project.pk}/", enter(desk.officer)
    begun = browser.get(page).content.decode()
    assert "USD 10,000,000.00<" in begun
    offered = [f"{page}green-channel/", f"{page}escort/"]
    assert [one in begun for one in offered] == [True, True]
    enrolment, escort = desk.applied(project), desk.escort(project)
    shown = browser.get(page).content.decode()
    assert [one in shown for one in offered] == [False, False]
    links = [f"/projects/green-channel/{enrolment.pk}/", f"/projects/escorts/{escort.pk}/"]
    assert [one in shown for one in links] == [True, True]


def test_what_is_wrong_stands_at_its_field_in_words(works: Works, desk: Desk) -> None:
    project, officer = desk.project(), desk.officer
    form = {
        "criteria": ["public-works"],
        "grounds": "地铁",
        "officer": officer.person.pk,
        "from_on": "2036-01-02",
        "until_on": "2036-01-01",
    }
    answer = enter(officer).post(f"/projects/{project.pk}/green-channel/", form)
    assert answer.context["form"].errors == {"until_on": ["截止日期不能早于起始日期。"]}
    assert not project.enrolments.exists()
