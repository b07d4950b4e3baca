"""专项: a metro line of 70 items in four classes, counted class by class; currencies are never added."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.metrics import counting
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import WHOLE_CITY
from yimen.modules.projects import actions, figures, metrics, progress, queries

from .desk import METRO, TODAY, Desk
from .works import Works, enter, only, post, refused

pytestmark = pytest.mark.django_db


def test_metro_line_of_seventy_items(world: World, desk: Desk) -> None:
    programme, by = desk.programme(), {"by": desk.officer, "at": NOON}
    roads = []
    for _title, codes, count in METRO:
        for place in range(count):
            application = desk.accepted(codes[place % len(codes)])
            actions.group_case(programme, case=application.own_case, **by)
            roads += [application] if codes == ["road-occupation"] else []
    for application in roads[:2]:
        desk.concluded_case(application)
    found = [(one.grouped, one.accepted, one.done) for one in progress.lines(programme)]
    assert found == [(25, 25, 2), (8, 8, 0), (28, 28, 0), (9, 9, 0), (70, 70, 2)]
    read = counting.read(
        [metrics.PROGRAMME_ACCEPTED, metrics.PROGRAMME_CONCLUDED], Period(TODAY, TODAY, TODAY), WHOLE_CITY
    )
    assert [one.number for one in read] == [70, 2]
    by_programme = counting.count_by(
        metrics.PROGRAMME_ACCEPTED, Period(TODAY, TODAY, TODAY), WHOLE_CITY, "programme"
    )
    assert [(one.key, one.number) for one in by_programme] == [(programme.pk, 70)]
    page = f"/projects/programmes/{programme.pk}/"
    done = enter(desk.officer).get(f"{page}?progress=done").content.decode()
    assert [one.own_case.number in done for one in roads[:3]] == [True, True, False]
    exported = enter(desk.officer).get(f"{page}?format=csv")
    lines = b"".join(exported.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert (len(lines), sum("已办结" in one for one in lines)) == (71, 2)


def test_sets_up_and_ends(desk: Desk) -> None:
    done = actions.set_up_programme(desk.centre, name="示例地铁2号线", by=desk.officer, at=NOON)
    assert recorded(done) == f"{desk.officer.label} 设立了专项 示例地铁2号线"
    with refused(RuleBroken, desk.centre, "本机构已经有这个名称的专项。"):
        actions.set_up_programme(desk.centre, name="示例地铁2号线", by=desk.officer, at=NOON)
    ended = actions.end_programme(done.programme, by=desk.officer, at=NOON)
    assert recorded(ended) == f"{desk.officer.label} 登记专项 示例地铁2号线 结束"
    project = desk.project()
    with refused(WrongState, ended.programme):
        actions.group_project(ended.programme, project=project, by=desk.officer, at=NOON)


def test_an_item_is_in_one_class_and_a_case_in_one_programme(world: World, desk: Desk) -> None:
    one, other, by = desk.programme(), desk.programme("另一专项"), {"by": desk.officer, "at": NOON}
    with refused(RuleBroken, one, "其中的事项已经属于另一类别。"):
        actions.add_programme_class(one, name="重复", item_codes=["road-occupation"], **by)
    with refused(RuleBroken, one, "请选择类别包含的事项。"):
        actions.add_programme_class(one, name="没有", item_codes=["no-such"], **by)
    case = world.accepted().own_case
    done = actions.group_case(one, case=case, **by)
    assert recorded(done) == (
        f"{desk.officer.label} 将办件 {case.record_label()} 加入专项，类别：城市道路占用、挖掘"
    )
    with refused(RuleBroken, other, "这个办件已经属于一个专项。"):
        actions.group_case(other, case=case, **by)
    stranger = desk.accepted("fire-design-review").own_case
    with refused(RuleBroken, one, "办件的事项不属于本专项的任何类别。"):
        actions.group_case(one, case=stranger, **by)
    with refused(RuleBroken, other, "这个办件不在本专项之中。"):
        actions.ungroup_case(other, case=case, reason="误加", **by)
    actions.ungroup_case(one, case=case, reason="误加", **by)
    actions.group_case(other, case=case, **by)


def test_investment_by_currency_is_never_added_across(desk: Desk) -> None:
    programme, by = desk.programme(), {"by": desk.officer, "at": NOON}
    for name in ("示例车站", "示例车辆段"):
        actions.group_project(programme, project=desk.project(name), **by)
    sums = figures.invested(queries.projects_of(programme))
    assert sums == {"CNY": Decimal("1000000000.00"), "USD": Decimal("20000000.00")}
    with refused(RuleBroken, programme, "这个项目已经在专项之中。"):
        actions.group_project(programme, project=queries.projects_of(programme).first(), **by)


def test_only_those_who_keep_it(works: Works, desk: Desk) -> None:
    programme, allowed = desk.programme(), ("reception", "manager")
    case = works.world.accepted().own_case
    actions.group_case(programme, case=case, by=desk.officer, at=NOON)
    only(works, desk.centre, actions.set_up_programme, *allowed, name="示例")
    only(works, programme, actions.add_programme_class, *allowed, name="甲", item_codes=["passport"])
    only(works, programme, actions.group_project, *allowed, project=desk.project())
    only(works, programme, actions.group_case, *allowed, case=case)
    only(works, programme, actions.ungroup_case, *allowed, case=case, reason="误加")
    only(works, programme, actions.end_programme, *allowed)


def test_pages(works: Works, desk: Desk) -> None:
    browser, world = enter(desk.officer), works.world
    started = browser.post("/projects/programmes/new/", {"org": desk.centre.pk, "name": "示例地铁"})
    page = started.url  # type: ignore[attr-defined]
    form = {"name": "道路", "item_codes": ["road-occupation"]}
    assert browser.post(f"{page}classes/", form).status_code == 302
    case, project = world.accepted().own_case, desk.project()
    assert browser.post(f"{page}cases/", {"case": case.number}).status_code == 302
    assert browser.post(f"{page}projects/", {"project": project.number}).status_code == 302
    shown = browser.get(page).content.decode()
    assert [one in shown for one in (case.number, project.number, "CNY", "500,000,000.00")] == [True] * 4
    assert enter(world.enterprise).get(page).status_code == 200
    assert enter(world.examiner).get(page).status_code == 200
    assert enter(world.stranger).get(page).status_code == 404
    assert browser.post(f"{page}cases/{case.pk}/removal/", {"reason": "误加"}).status_code == 302
    assert browser.post(f"{page}ending/").status_code == 302


def test_operations(works: Works, desk: Desk) -> None:
    world, project, case = works.world, desk.project(), works.world.accepted().own_case
    body = {"org": "city-centre", "name": "示例机场"}
    key = post(desk.officer, "programmes", **body).json()["id"]
    added = post(desk.officer, f"programmes/{key}/classes", name="道路", item_codes=["road-occupation"])
    assert added.status_code == 201
    made = post(desk.officer, f"programmes/{key}/cases", number=case.number).json()
    assert made["lines"] == [
        {"name": "道路", "grouped": 1, "accepted": 1, "done": 0},
        {"name": "", "grouped": 1, "accepted": 1, "done": 0},
    ]
    assert (
        post(desk.officer, f"programmes/{key}/case-removal", number=case.number, reason="误加").status_code
        == 201
    )
    for status in (201, 422):
        assert post(desk.officer, f"programmes/{key}/projects", number=project.number).status_code == status
    assert post(world.stranger, f"programmes/{key}/ending").status_code == 404
    assert post(desk.officer, f"programmes/{key}/ending").json()["state"] == "programme_ended"
    listed = enter(desk.officer).get("/api/v1/projects/programmes").json()
    assert [(one["project_count"], one["case_count"]) for one in listed] == [(1, 0)]
