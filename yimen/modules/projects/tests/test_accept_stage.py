"""并联受理: taken in once, given to every department at the same instant, each with its share of answers and materials."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.modules.approvals.models import Application
from yimen.modules.projects import actions

from .works import Works

pytestmark = pytest.mark.django_db


def test_every_department_gets_its_part_at_the_same_instant(works: Works) -> None:
    submitted = works.submitted()
    done = actions.accept_stage(submitted, by=works.world.reception, at=NOON + timedelta(hours=1))
    stage = works.fresh(done.stage)
    assert recorded(done) == "示例·郑凯 并联受理，3 个事项同时交 2 个部门办理，应当在 2026年5月8日 前办结"
    assert (stage.state, stage.accepted_on) == ("in_progress", date(2026, 3, 2))
    parts = Application.objects.filter(case__parent=stage.pk).order_by("case__project_task__position")
    told = {(one.state, one.pattern, one.accepted_at, one.submitted_at, one.received_on) for one in parts}
    assert told == {("accepted", "parallel_member", stage.accepted_at, stage.accepted_at, date(2026, 3, 2))}
