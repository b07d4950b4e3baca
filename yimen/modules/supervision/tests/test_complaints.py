"""审批投诉: by the person concerned, decided in five working days, and the body never learns who it was."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.modules.supervision import actions
from yimen.modules.supervision.models import SupervisionComplaint, Suspicion
from yimen.modules.supervision.queries import cases

from .bureau import Bureau, enter, fresh, only, refused

pytestmark = pytest.mark.django_db
TEXT = {"text": "到办公室交的材料，没有回执"}
DECIDED = {"decision": "taken_up", "answer": "已列为线索核查，结果将公开"}


def filed(bureau: Bureau, **facts: object) -> SupervisionComplaint:
    act = actions.file_supervision_complaint
    return act(bureau.unit, **{**TEXT, **facts}, by=bureau.resident, at=NOON).complaint


def test_is_filed_and_due_in_five_working_days(bureau: Bureau) -> None:
    act = actions.file_supervision_complaint
    done = act(bureau.unit, said="handed_in_elsewhere", **TEXT, by=bureau.resident, at=NOON)
    assert recorded(done) == "收到对沈阳市城乡建设局的投诉，应于2026-03-09前处理"
    assert done.complaint.due_on == date(2026, 3, 9)
    assert Suspicion.objects.get().source == done.complaint.pk
    told = Notice.objects.filter(code="supervision.complaint_filed").values_list("person__login", flat=True)
    assert sorted(told) == ["supervisor", "supervisor.two"]


def test_states_what_is_right(bureau: Bureau, world: World) -> None:
    unit, act = bureau.unit, actions.file_supervision_complaint
    with refused(RuleBroken, unit, fields=["text"]):
        act(unit, text=" ", by=bureau.resident, at=NOON)
    with refused(RuleBroken, unit, fields=["said"]):
        act(unit, said="weather", **TEXT, by=bureau.resident, at=NOON)
    with refused(NotAllowed, unit):
        act(unit, **TEXT, by=bureau.public, at=NOON)
    case = world.submitted().case
    with refused(NotAllowed, unit):
        act(unit, **TEXT, case=case, by=bureau.stranger, at=NOON)
    assert act(unit, **TEXT, case=case, by=bureau.resident, at=NOON).complaint.case == case


def test_is_decided_by_somebody_else(bureau: Bureau) -> None:
    complaint, act = filed(bureau), actions.decide_supervision_complaint
    only(bureau, complaint, act, "supervisor", "second", **DECIDED)
    with refused(RuleBroken, complaint, fields=["decision"]):
        act(complaint, decision="burn", answer="x", by=bureau.supervisor, at=NOON)
    with refused(RuleBroken, complaint, fields=["answer"]):
        act(complaint, decision="answered", answer="", by=bureau.supervisor, at=NOON)
    done = act(complaint, **DECIDED, by=bureau.supervisor, at=NOON)
    assert recorded(done) == "示例·关心 处理了投诉：列为线索核查"
    told = Notice.objects.get(code="supervision.complaint_decided")
    assert (told.person.login, DECIDED["answer"] in told.body) == ("resident.one", True)
    with refused(WrongState, complaint):
        act(complaint, **DECIDED, by=bureau.supervisor, at=NOON)
    with pytest.raises(IntegrityError, match="decided_supervision_complaint"), transaction.atomic():
        SupervisionComplaint.objects.filter(pk=complaint.pk).update(answer="")


def test_not_by_who_complained(bureau: Bureau) -> None:
    act = actions.file_supervision_complaint
    own = act(bureau.unit, **TEXT, by=bureau.supervisor, at=NOON).complaint
    with refused(RuleBroken, own, "投诉应当由投诉人和被投诉单位之外的人员处理。"):
        actions.decide_supervision_complaint(own, **DECIDED, by=bureau.supervisor, at=NOON)


def test_who_sees_it(bureau: Bureau) -> None:
    complaint = filed(bureau)
    names = (
        "resident",
        "supervisor",
        "second",
        "stranger",
        "leader",
        "head",
        "clerk",
        "auditor",
        "mayor",
        "public",
    )
    seen = [name for name in names if cases.complaints(getattr(bureau, name)).filter(pk=complaint.pk)]
    assert seen == ["resident", "supervisor", "second"]


def test_pages(bureau: Bureau) -> None:
    resident = enter(bureau.resident)
    said = {"org": str(bureau.unit.pk), "said": "paid_off_the_bill", **TEXT}
    assert resident.post(reverse("supervision:complaint-start"), said).status_code == 302
    complaint = SupervisionComplaint.objects.get()
    there = reverse("supervision:complaint", args=[complaint.pk])
    assert "处理投诉" not in resident.get(there).content.decode()
    assert resident.post(there, DECIDED).status_code == 200
    assert fresh(complaint).state == "filed"
    page = enter(bureau.supervisor)
    assert "示例·" not in page.get(reverse("supervision:complaints")).content.decode().split("<main")[1]
    assert page.post(there, DECIDED).status_code == 302
    assert fresh(complaint).state == "decided"
    assert enter(bureau.leader).get(there).status_code == 404


def test_a_suspicion_is_set_aside_with_its_reason(bureau: Bureau) -> None:
    suspicion, act = bureau.suspicion(), actions.set_aside_suspicion
    only(bureau, suspicion, act, "supervisor", "second", reason="已核实")
    with refused(RuleBroken, suspicion, fields=["reason"]):
        act(suspicion, reason=" ", by=bureau.supervisor, at=NOON)
    there, page = reverse("supervision:suspicion", args=[suspicion.pk]), enter(bureau.supervisor)
    assert "由此立案" in page.get(there).content.decode()
    assert page.post(there, {"reason": "地址写错"}).status_code == 302
    assert (fresh(suspicion).state, fresh(suspicion).reason) == ("set_aside", "地址写错")
    with refused(WrongState, suspicion):
        act(suspicion, reason="再来", by=bureau.supervisor, at=NOON)
    assert page.get(reverse("supervision:suspicions")).status_code == 200
    assert enter(bureau.leader).get(reverse("supervision:suspicions")).status_code == 404
