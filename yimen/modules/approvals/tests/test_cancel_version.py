"""取消事项: by an instrument, no application from its day on; cases that run go on under their version."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests.trials import only, refused
from tests.world import NOON, World
from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions, jobs, queries
from yimen.modules.approvals.models import Application, ItemVersion

pytestmark = pytest.mark.django_db

ORDER = {"instrument_no": "沈政发〔2008〕21号"}
TODAY, LATER = date(2026, 3, 2), date(2026, 3, 9)
REASON = "此事项已根据沈政发〔2008〕21号自2026年3月2日起取消，不再受理申请。"


def test_takes_no_application_from_its_day(world: World, draft: Application) -> None:
    done = actions.cancel_version(world.version(), on=TODAY, **ORDER, by=world.approver, at=NOON)
    version = ItemVersion.objects.get(pk=done.version.pk)
    assert recorded(done) == (
        "示例·严正 根据 沈政发〔2008〕21号 取消了 城市道路占用、挖掘许可 第1版，自 2026-03-02 起不再受理申请"
    )
    assert (version.state, version.effective_to) == ("cancelled", TODAY)
    with refused(RuleBroken, draft, REASON):
        actions.submit(draft, by=world.resident, at=NOON)
    with refused(RuleBroken, world.item(), REASON):
        actions.save_draft(
            world.item(), applicant=world.resident.person, answers={}, application_id=new_id(),
            by=world.resident, at=NOON,
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="takes no application"), transaction.atomic():
        Application.objects.filter(pk=draft.pk).update(received_on=TODAY)


def test_running_cases_go_on_under_their_version(world: World) -> None:
    application = world.accepted(at=NOON)
    version = actions.cancel_version(world.version(), on=LATER, **ORDER, by=world.approver, at=NOON).version
    done = actions.assign(application, reviewer=world.examiner.person, by=world.examiner, at=world.later(8))
    assert (done.application.version_id, done.application.state) == (version.pk, "in_review")


def test_from_a_later_day_the_sweep_carries_it_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scheduled = world.published(world.copied(date(2026, 4, 1)))
    version = world.version()
    actions.cancel_version(version, on=LATER, **ORDER, by=world.approver, at=NOON)
    for days, state in ((6, "in_force"), (7, "cancelled"), (8, "cancelled")):
        monkeypatch.setattr(timezone, "now", lambda days=days: world.later(days))
        jobs.version_sweep()
        version.refresh_from_db()
        assert (days, version.state) == (days, state)
    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.effective_to) == ("cancelled", scheduled.effective_from)
    assert world.item().cancellation.instrument_no == "沈政发〔2008〕21号"


def test_a_version_that_has_not_begun_is_taken_back_alone(world: World) -> None:
    scheduled = world.published(world.copied(LATER))
    actions.cancel_version(scheduled, on=LATER, **ORDER, by=world.approver, at=NOON)
    version = world.version()
    assert (version.number, version.effective_to) == (1, None)
    assert world.draft(at=world.later(10)).version == version
    assert world.published(world.copied(LATER)).state == "scheduled"


def test_what_was_received_is_handled(world: World) -> None:
    world.submitted(at=world.later(-3))
    version = world.version()
    message = "自这一天起已经收到1件申请，请选择更晚的取消日期。"
    with refused(RuleBroken, version, message, ["on"]):
        actions.cancel_version(version, on=world.later(-5).date(), **ORDER, by=world.approver, at=NOON)
    done = actions.cancel_version(version, on=world.later(-2).date(), **ORDER, by=world.approver, at=NOON)
    assert done.version.state == "cancelled"


def test_refuses_without_instrument_and_twice(world: World) -> None:
    version = world.version()
    with refused(RuleBroken, version, "请填写批准文件的文号。", ["instrument_no"]):
        actions.cancel_version(version, on=LATER, instrument_no="", by=world.approver, at=NOON)
    actions.cancel_version(version, on=LATER, **ORDER, by=world.approver, at=NOON)
    with refused(RuleBroken, version, "此事项已经取消，不能再起草或者公布版本。"):
        actions.cancel_version(version, on=LATER, **ORDER, by=world.approver, at=NOON)


def test_refuses_a_draft(world: World) -> None:
    draft = world.copied(date(2026, 6, 1))
    with refused(WrongState, draft):
        actions.cancel_version(draft, on=LATER, **ORDER, by=world.approver, at=NOON)


def test_the_endpoint_cancels_once(world: World) -> None:
    version, browser = world.version(), Client()
    address = f"/api/v1/approvals/catalogue/versions/{version.pk}/cancellation"
    body = {**ORDER, "on": LATER.isoformat()}

    def post(actor: PersonActor, **given: str) -> Any:
        browser.force_login(actor.person)
        return browser.post(address, given, content_type="application/json")

    assert post(world.clerk, **body).status_code in (403, 404)
    assert post(world.approver, on=LATER.isoformat()).json()["fields"] == {
        "instrument_no": "请填写批准文件的文号。"
    }
    assert world.item().pk not in queries.cancelled(LATER).values_list("pk", flat=True)
    done = post(world.approver, **body)
    assert (done.status_code, done.json()["id"]) == (201, str(version.pk))
    version.refresh_from_db()
    assert (version.effective_to, world.item().cancellation.on) == (LATER, LATER)
    assert post(world.approver, **body).status_code == 409
    told = Entry.objects.filter(subject_id=str(version.pk), code__endswith=".cancelled")
    assert told.count() == 1


def test_only_the_approver_of_the_catalogue(world: World) -> None:
    only(world, world.version(), actions.cancel_version, "approver", on=LATER, **ORDER)
    only(world, world.version(), actions.carry_out_cancellation)
