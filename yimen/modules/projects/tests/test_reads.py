"""What others read: figures by class, tasks and absences for supervision; pages ask the same however much there is."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from tests.world import NOON
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases.models import Case
from yimen.kernel.notices.models import Notice
from yimen.modules.approvals import actions as approvals
from yimen.modules.projects import actions, figures, watched
from yimen.modules.projects.models import Project

from .works import FIRE, WASTE, Works, enter

pytestmark = pytest.mark.django_db
YEAR = date(2026, 1, 1), date(2026, 12, 31)
STAGE_QUERIES, LIST_QUERIES = 20, 6


def test_classes_overlap_and_projects_are_counted_once(works: Works) -> None:
    stage = works.all_decided()
    works.accepted()
    actions.issue_stage(stage, method="window", receiver="示例企业", by=works.issuer, at=NOON)
    found = figures.count(*YEAR)
    assert (found.total.accepted, found.total.done) == (2, 1)
    assert {key: (one.accepted, one.done) for key, one in found.by_class.items()} == {
        "foreign": (0, 0),
        "construction": (2, 1),
        "commercial": (0, 0),
        "industrial": (2, 1),
    }
    assert figures.count(date(2025, 1, 1), date(2025, 12, 31)).total.accepted == 0
    assert figures.invested(Project.objects.all()) == {
        "CNY": Decimal("1000000000"),
        "USD": Decimal("20000000"),
    }


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
