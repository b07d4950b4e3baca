"""The desk for big projects: a project that the centre leads, and what the desk does with it, by the verbs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from tests.world import NOON, World
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions as approvals
from yimen.modules.approvals.models import Application
from yimen.modules.projects import actions
from yimen.modules.projects.models import (
    EscortService,
    GreenChannelEnrolment,
    Programme,
    Project,
    ProjectConsultation,
)

TODAY = NOON.date()
METRO = (
    ("城市道路占用、挖掘", ["road-occupation"], 25),
    ("城市排水接设", ["drainage-connection"], 8),
    ("绿地占用、树木砍伐移植", ["green-land-occupation", "tree-moving"], 28),
    ("城市建筑垃圾排放", ["building-waste"], 9),
)
"""地铁2号线, as in 2008: 70 = 25 + 8 + 28 + 9."""


class Desk:
    """重大项目窗口 of the city centre; the reception sits at it, the manager of the centre decides."""

    def __init__(self, world: World) -> None:
        self.world = world

    @cached_property
    def centre(self) -> Org:
        return self.world.org("city-centre")

    @property
    def officer(self) -> PersonActor:
        return self.world.reception

    def project(
        self,
        name: str = "示例外资厂房",
        *,
        classes: Sequence[str] = ("foreign", "industrial"),
        at: datetime = NOON,
    ) -> Project:
        done = actions.register_project(
            self.centre,
            name=name,
            owner=self.world.enterprise.person,
            place=self.centre.region,
            classes=list(classes),
            investments={"CNY": Decimal("500000000"), "USD": Decimal("10000000")},
            by=self.officer,
            at=at,
        )
        return done.project

    def consultation(self, **facts: Any) -> ProjectConsultation:
        said = {
            "visitor": "示例·王先生", "visitor_body": "示例投资公司", "phone": "13812345678", "topic": "site",
            "question": "工业用地怎样取得", "visited_at": NOON,
        }  # fmt: skip
        done = actions.log_consultation(self.centre, **(said | facts), by=self.officer, at=NOON)
        return done.consultation

    def applied(self, project: Project | None = None, **facts: Any) -> GreenChannelEnrolment:
        said = {
            "criteria": ["foreign-investment"], "grounds": "外商独资", "officer": self.officer.person, "from_on": TODAY,
        }  # fmt: skip
        done = actions.apply_green_channel(
            project or self.project(), **(said | facts), by=self.officer, at=NOON
        )
        return done.enrolment

    def escort(self, project: Project | None = None, *, at: datetime = NOON) -> EscortService:
        done = actions.begin_escort(
            project or self.project(at=at),
            officer=self.officer.person,
            mandate=self.world.received(),
            mandate_scope="办理全部审批",
            by=self.officer,
            at=at,
        )
        return done.escort

    def planned(self, escort: EscortService, name: str = "施工许可") -> Any:
        actions.plan_step(
            escort,
            name=name,
            planned_on=TODAY + timedelta(days=30),
            is_milestone=True,
            by=self.officer,
            at=NOON,
        )
        return escort.steps.get(name=name)

    def concluded(self) -> EscortService:
        escort = self.escort()
        return actions.conclude_escort(escort, summary="全部办完", by=self.officer, at=NOON).escort

    def programme(self, name: str = "示例地铁2号线") -> Programme:
        """With the four classes of the metro line."""
        done = actions.set_up_programme(self.centre, name=name, by=self.officer, at=NOON)
        for title, codes, _count in METRO:
            facts = {"name": title, "item_codes": codes}
            actions.add_programme_class(done.programme, **facts, by=self.officer, at=NOON)
        return done.programme

    def accepted(self, code: str, *, at: datetime = NOON) -> Application:
        """Taken in at the comprehensive window of the centre, for whichever department it is."""
        application = self.world.submitted(code, at=at)
        return approvals.accept(application, window=None, by=self.officer, at=at).application

    def concluded_case(self, application: Application, *, at: datetime = NOON) -> Application:
        """Examined, approved and sealed by the construction bureau."""
        world = self.world
        approvals.assign(application, reviewer=world.examiner.person, by=world.examiner, at=at)
        approvals.examine(application, opinion="grant", grounds="符合条件。", by=world.examiner, at=at)
        approvals.approve(application, by=world.leader, at=at)
        return approvals.conclude(application, by=world.keeper, at=at).application


def example(world: World) -> dict[str, str]:
    """What addresses of the desk name: a visit with its follow-up, an enrolment, an escort with step and obstacle, a programme."""
    desk = Desk(world)
    by: dict[str, Any] = {"by": desk.officer, "at": NOON}
    visit, escort = desk.consultation(), desk.escort()
    asked = {"person": desk.officer.person, "due_on": TODAY, "purpose": "是否取得用地"}
    planned = actions.plan_follow_up(visit, **asked, **by)
    raised = actions.raise_obstacle(escort, text="等待拆迁", **by)
    given = {"departures": ["first"], "reason": "重大投资项目", "by": world.leader, "at": NOON}
    order = actions.order_special_handling(world.accepted().own_case, **given).order
    return {
        "special_handling_order_id": str(order.pk),
        "consultation_id": str(visit.pk),
        "follow_up_id": planned.follow_up_id,
        "enrolment_id": str(desk.applied().pk),
        "escort_id": str(escort.pk),
        "step_id": str(desk.planned(escort).pk),
        "obstacle_id": raised.obstacle_id,
        "programme_id": str(desk.programme().pk),
    }
