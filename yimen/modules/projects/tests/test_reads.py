"""What others read: figures by class, tasks and absences for supervision; pages ask the same however much there is."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from tests.world import NOON
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases.models import Case
from yimen.kernel.metrics import counting
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope
from yimen.kernel.notices.models import Notice
from yimen.modules.approvals import actions as approvals
from yimen.modules.projects import actions, figures, watched
from yimen.modules.projects.models import Project, Task
from yimen.modules.projects.open_data import DATASETS

from .works import FIRE, PERMIT, WASTE, Works, enter

pytestmark = pytest.mark.django_db
TODAY, DAY = NOON.date(), timedelta(days=1)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), TODAY + 10 * DAY)
STAGE_QUERIES, LIST_QUERIES = 20, 6


def numbers(**within: Any) -> dict[str, Any]:
    """The figures of parallel approval that are not nought, of the year or of the days and scope that are named."""
    asked = {"period": YEAR, "scope": WHOLE_CITY, **within}
    read = counting.read(figures.MEASURES, **asked)
    return {one.measure.code.removeprefix("projects."): one.number for one in read if one.number}


def test_classes_overlap_and_projects_are_counted_once(works: Works) -> None:
    """Three stages of two projects of two classes each; the second stage of a project is not another project."""
    first = works.all_decided()
    actions.issue_stage(first, method="window", receiver="示例企业", by=works.issuer, at=NOON)
    works.accepted()
    again = works.submitted("completion", project=first.project, at=NOON + DAY)
    actions.accept_stage(again, by=works.world.reception, at=NOON + DAY)
    parts = Task.objects.count()
    assert numbers() == {
        "parallel": 2, "parallel-construction": 2, "parallel-industrial": 2, "parallel-issued": 1,
        "stages-accepted": 3, "stages-issued": 1, "parts": parts,
    }  # fmt: skip
    assert numbers(period=Period(TODAY + DAY, TODAY + DAY, TODAY + DAY)) == {
        "stages-accepted": 1, "parts": Task.objects.filter(stage=again).count()
    }  # fmt: skip
    assert numbers(scope=Scope(paths=(works.world.org("water").path,))) == {}
    (rows,) = [one for one in DATASETS if one.code == "projects-stages"]
    assert [one[:5] for one in rows.records(YEAR, WHOLE_CITY)] == [
        (TODAY, TODAY, "施工许可", 1, 1),
        (TODAY, None, "施工许可", 1, 0),
        (TODAY + DAY, None, "竣工验收", 0, 0),
    ]
    assert {one[5:9] for one in rows.records(YEAR, WHOLE_CITY)} == {(0, 1, 0, 1)}
    split = counting.count_by(figures.STAGES_ACCEPTED, YEAR, WHOLE_CITY, "stage")
    assert [(str(one.label), one.number) for one in split] == [("施工许可", 2), ("竣工验收", 1)]
    of_bodies = counting.count_by(figures.PARTS_BEGUN, YEAR, WHOLE_CITY, "department")
    assert sum(one.number or 0 for one in of_bodies) == parts
    assert figures.invested(Project.objects.all()) == {
        "CNY": Decimal("1000000000"),
        "USD": Decimal("20000000"),
    }


def test_parts_that_nobody_checked_are_told(works: Works) -> None:
    """Of three parts one is found complete by its department, the others when the days are over."""
    stage = works.accepted()
    actions.find_complete(works.acknowledged(stage, FIRE), by=works.world.examiner, at=NOON)
    for code in (WASTE, PERMIT):
        actions.deem_complete(
            works.task(stage, code), by=Machine("projects", origin="job"), at=NOON + 5 * DAY
        )
    found = numbers()
    assert (found["parts-checked"], found["parts-deemed"]) == (3, 2)
    assert found["parts-deemed-rate"] == Decimal("66.67")


def test_supervision_reads_tasks_and_absences(works: Works) -> None:
    stage = works.accepted()
    works.acknowledged(stage, FIRE)
    review = works.review(stage)
    actions.hold_review(
        review, minutes="纪要", decision="同意", by=works.world.head, at=NOON + timedelta(days=2)
    )
    cases = Case.objects.all()
    tasks = {one.item: one for one in watched.tasks(cases)}
    assert (tasks[FIRE].acknowledged_at, tasks[WASTE].acknowledged_at) == (NOON, None)
    assert tasks[WASTE].acknowledge_due_on == date(2026, 3, 3)
    assert {one.org for one in watched.absences(cases)} == {"urban-rural-construction", "urban-management"}
    assert list(watched.own_visits(cases)) == []
    facts = {"begins_at": NOON + timedelta(days=1), "place": "示例路1号", "purpose": "查看"}
    visited = works.accepted("completion")
    actions.call_joint_visit(visited, **facts, by=works.world.examiner, at=NOON)
    own = works.part(visited, "fire-acceptance")
    with pytest.raises(RuleBroken, match="各部门不能另行勘验"):
        approvals.call_inspection(own, **facts, by=works.world.examiner, at=NOON)
    assert [one.case for one in watched.own_visits(cases)] == [own.pk]


def test_the_applicant_is_told(works: Works) -> None:
    stage = works.accepted()
    works.decided(stage, FIRE, granted=False)
    told = Notice.objects.filter(person=works.owner.person).order_by("pk").values_list("subject", flat=True)
    assert [one for one in told if "受理" in one] == ["已并联受理，3 个事项同时办理"]
    assert list(told)[-1] == "终止办理：建筑工程施工许可证核发"  # by approvals, as for any other application


def test_pages_ask_the_same_however_much_there_is(works: Works, django_assert_max_num_queries: Any) -> None:
    stage = works.accepted()
    works.accepted()
    browser = enter(works.world.head)
    for there, most in (
        (reverse("projects:stage", args=[stage.pk]), STAGE_QUERIES),
        (reverse("projects:projects"), LIST_QUERIES),
    ):
        browser.get(there)
        with django_assert_max_num_queries(most):
            assert browser.get(there).status_code == 200
