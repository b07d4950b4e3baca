"""The report's own case: two bureaux handle and charge outside the hall; data finds them, not their names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import licences
from tests.world import NOON
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision import actions, running
from yimen.modules.supervision.models import Alert, Sample
from yimen.modules.supervision.queries import cases

from .bureau import DEMANDS, PLAN, Bureau, after, fresh
from .test_registers import given

pytestmark = pytest.mark.django_db
SAID = {"handed_in": "office", "paid_to": "department", "receipt": "none"}


def test_are_found_ordered_put_right_checked_and_closed(bureau: Bureau) -> None:
    """Three departments give their registers; in two of them stand licences that this system never issued."""
    _registers(bureau)
    running.sweep(NOON.date(), NOON.date(), "asked", started_at=NOON, at=NOON)
    found = Alert.objects.filter(rule="R-OH-5").values_list("org__code", flat=True)
    assert sorted(found) == ["culture-tourism", "water"]
    _called(bureau)
    running.sweep(NOON.date(), NOON.date(), "asked", started_at=NOON, at=after(1))
    said = Alert.objects.filter(rule__in=["R-OH-6", "R-OC-3"]).values_list("rule", "org__code")
    assert sorted(set(said)) == [
        ("R-OC-3", "culture-tourism"), ("R-OC-3", "water"), ("R-OH-6", "culture-tourism"), ("R-OH-6", "water"),
    ]  # fmt: skip
    for code in sorted(set(found)):
        unit = Org.objects.get(code=code)
        assert _rectified(bureau, unit).state == "closed"
    public = cases.results(2026)
    assert (public.opened, public.rectified, public.unit_count) == (2, 2, 2)
    assert public.kinds == [{"violation": "charges", "cases": 2}, {"violation": "outside_hall", "cases": 2}]


def _registers(bureau: Bureau) -> None:
    known = licences.issued(bureau.world)
    lists = {
        known.org.code: (f"{known.number},{known.issued_on},,",),
        "culture-tourism": (
            "文旅自编1,2026-03-02,甲公司,13900000001",
            "文旅自编2,2026-03-02,乙公司,13900000002",
        ),
        "water": ("水自编1,2026-03-02,丙公司,13900000003",),
    }
    for code, lines in lists.items():
        org = Org.objects.get(code=code)
        actions.import_register(org, **given(*lines), by=bureau.supervisor, at=NOON)


def _called(bureau: Bureau) -> None:
    """A campaign draws from what the registers have and the system has not, and calls everybody."""
    campaign = bureau.running(scope=[], first_day=date(2026, 3, 1), last_day=date(2026, 3, 31))
    frame = actions.draw_sample(campaign, source="registers", size=50, by=bureau.supervisor, at=NOON).frame
    samples = Sample.objects.filter(frame=frame).order_by("position")
    assert sorted(one.org.code for one in samples) == ["culture-tourism", "culture-tourism", "water"]
    for one in samples:
        call: dict[str, Any] = {"is_reached": True, "consents": True, "answers": SAID}
        actions.make_call(one, **call, by=bureau.supervisor, at=NOON)


def _rectified(bureau: Bureau, unit: Org) -> Any:
    """From the alerts about the unit, by two supervisors and two leaders, to the end; the unit by its own leader."""
    by = bureau.supervisor
    alerts = list(cases.open_alerts(by, unit))
    assert {one.rule for one in alerts} == {"R-OH-5", "R-OH-6", "R-OC-3"}
    about = {"title": "厅外审批、厅外收费", "reason": "登记册和回访互相印证"}
    case = fresh(actions.open_supervision_case(unit, **about, alerts=alerts, by=by, at=NOON).supervision_case)
    case = bureau.did(actions.begin_verification, case)
    findings = [
        actions.Found("outside_hall", "登记册所列许可没有在大厅登记", "R-OH-5"),
        actions.Found("charges", "受访人均反映直接交费、没有票据", "R-OC-3"),
    ]
    paper = {"findings": findings, "demands": DEMANDS, "days": 20, "centre": bureau.centre}
    case = bureau.did(actions.draft_notice, case, **paper)
    for place, who in ((1, bureau.chief_supervisor), (2, bureau.chief_centre)):
        actions.sign_notice(bureau.signature(case, place), by=who, at=NOON)
    case = bureau.did(actions.issue_notice, case)
    leader = bureau.world.actor(_leader_of(unit))
    plan = {**PLAN, "meeting_on": NOON.date(), "done_by": NOON.date()}
    case = bureau.did(actions.submit_plan, case, by=leader, **plan)
    case = bureau.did(actions.accept_plan, case)
    case = bureau.did(actions.report_rectified, case, by=leader, report="全部进厅，款项退还")
    case = bureau.did(
        actions.check_rectification, case, by=bureau.second, is_passed=True, text="抽查均在大厅"
    )
    return bureau.did(actions.close_supervision_case, case)


def _leader_of(unit: Org) -> str:
    login = unit.posts.filter(role="leader").values_list("person__login", flat=True).first()
    assert login
    return str(login)
