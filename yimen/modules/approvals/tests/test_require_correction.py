"""要求补正 (行政许可法 32(4)): all at once, once; what is asked again was asked before and is not cured."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.trials import clocks, once, only, papers, refused, waiting
from tests.world import FILING, NOON, SPOT, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, CorrectionNotice
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db


def row(key: str, defect: str = "illegible", cure: str = "重新上传") -> dict[str, str]:
    return {"key": key, "defect": defect, "cure": cure}


def answered(world: World, *keys: str, days: int = 1) -> Application:
    """A correction of the keys was asked for and answered."""
    application = world.correction_requested(keys=keys)
    return answer(world, application, *keys, at=world.later(days))


def answer(world: World, application: Application, *keys: str, at: Any) -> Application:
    for key in keys:
        actions.attach_material(
            application, key=key, name="新", received=world.received("cured"), by=world.resident, at=at
        )
    return world.fresh(actions.resubmit(application, by=world.resident, at=at).application)


def test_lists_everything_and_says_how_to_cure_it(world: World, submitted: Application) -> None:
    rows = [row("identity-card", "expired", " 提交有效的身份证 "), row("occupation-plan")]
    done = actions.require_correction(submitted, rows=rows, by=world.clerk, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·陈静 一次性告知补正 居民身份证、占用位置平面图，截止 2026-03-30"
    assert application.state == State.CORRECTION_REQUESTED
    notice = application.correction
    assert (notice.issued_at, notice.issued_by, notice.due_on) == (NOON, "示例·陈静", date(2026, 3, 30))
    assert (notice.answered_at, notice.repeat_count) == (None, 0)
    assert notice.rows == [
        {
            "key": "identity-card",
            "name": "居民身份证",
            "defect": "expired",
            "article": "行政许可法第三十一条",
            "cure": "提交有效的身份证",
            "is_cured": False,
        },
        {
            "key": "occupation-plan",
            "name": "占用位置平面图",
            "defect": "illegible",
            "article": "城市道路管理条例第三十六条",
            "cure": "重新上传",
            "is_cured": False,
        },
    ]


def test_the_clock_of_the_window_stops_and_that_of_the_applicant_runs(
    world: World, submitted: Application
) -> None:
    done = actions.require_correction(
        submitted, rows=[row("identity-card")], by=world.clerk, at=world.later(3)
    )
    application = world.fresh(done.application)
    assert clocks(application) == {
        "acceptance": (5, "2026-03-09", "stopped"),
        "correction": (20, "2026-04-02", "running"),
    }
    assert application.case.clocks.get(kind="acceptance").stop_on == date(2026, 3, 5)
    assert application.case.due_on == date(2026, 4, 2)
    assert waiting(application) == []


def test_the_notice_is_a_document_with_every_row(world: World, correction_requested: Application) -> None:
    assert papers(correction_requested) == ["receipt_slip", "correction_notice"]
    data = correction_requested.documents.get(kind="correction_notice").document.data
    assert data["rows"] == [
        {
            "material": "城市道路占用、挖掘申请表",
            "defect": "无法辨认",
            "article": "行政许可法第二十九条",
            "cure": "重新上传",
        }
    ]
    assert (data["due_on"], data["lapse"]) == ("2026-03-30", "逾期未补正的，视为撤回申请。")


@pytest.mark.parametrize(("code", "clerk"), [(SPOT, "clerk.driver"), (FILING, "clerk.centre")])
def test_is_a_step_of_every_pattern(world: World, code: str, clerk: str) -> None:
    application = world.submitted(code)
    key = application.version.body.checklist(application.answers)[0].key
    done = actions.require_correction(application, rows=[row(key)], by=world.actor(clerk), at=NOON)
    assert done.application.state == State.CORRECTION_REQUESTED


def test_everything_that_is_missing_must_be_in_it(world: World) -> None:
    application = world.submitted(clerk=world.clerk, without=["identity-card", "occupation-plan"])
    with refused(RuleBroken, application, "补正内容应一次全部告知，还缺少：占用位置平面图"):
        actions.require_correction(
            application, rows=[row("identity-card", "missing")], by=world.clerk, at=NOON
        )
    rows = [row("identity-card", "missing"), row("occupation-plan", "missing")]
    done = actions.require_correction(application, rows=rows, by=world.clerk, at=NOON)
    assert done.materials == ["居民身份证", "占用位置平面图"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "请至少列出一项需要补正的内容。"),
        ([row("marriage-certificate")], "不能要求清单以外的材料：marriage-certificate"),
        ([row("design-documents")], "不能要求清单以外的材料：design-documents"),
        ([row("identity-card", "ugly")], "请写明“居民身份证”的问题和补正方法。"),
        ([row("identity-card", cure=" ")], "请写明“居民身份证”的问题和补正方法。"),
    ],
)
def test_refuses_what_the_checklist_does_not_ask_or_does_not_say(
    world: World, submitted: Application, rows: list[dict[str, str]], message: str
) -> None:
    with refused(RuleBroken, submitted, message):
        actions.require_correction(submitted, rows=rows, by=world.clerk, at=NOON)


def test_a_second_notice_asks_nothing_new(world: World) -> None:
    application = answered(world, "identity-card")
    for rows in ([row("occupation-plan")], [row("identity-card"), row("occupation-plan")]):
        with refused(RuleBroken, application, "补正内容已经一次告知，不能再提出新的要求。"):
            actions.require_correction(application, rows=rows, by=world.clerk, at=world.later(2))


def test_what_is_not_cured_may_be_repeated(world: World) -> None:
    application = answered(world, "identity-card", "occupation-plan")
    done = actions.require_correction(
        application, rows=[row("identity-card", "missing", "")], by=world.clerk, at=world.later(2)
    )
    application = world.fresh(done.application)
    assert done.is_repeat
    notice = application.correction
    assert [(one["key"], one["defect"], one["cure"], one["is_cured"]) for one in notice.rows] == [
        ("identity-card", "missing", "重新上传", False),
        ("occupation-plan", "illegible", "重新上传", True),
    ]
    assert (notice.repeat_count, notice.answered_at, notice.due_on) == (1, None, date(2026, 4, 1))
    assert CorrectionNotice.objects.filter(application=application).count() == 1
    assert papers(application).count("correction_notice") == 2


def test_what_was_cured_is_not_asked_again(world: World) -> None:
    application = answered(world, "identity-card", "occupation-plan")
    done = actions.require_correction(
        application, rows=[row("identity-card")], by=world.clerk, at=world.later(2)
    )
    application = answer(world, done.application, "identity-card", at=world.later(3))
    with refused(RuleBroken, application, "补正内容已经一次告知，不能再提出新的要求。"):
        actions.require_correction(
            application, rows=[row("occupation-plan")], by=world.clerk, at=world.later(3)
        )


def test_a_repeated_notice_repeats_something(world: World) -> None:
    application = answered(world, "identity-card")
    with refused(RuleBroken, application, "请选择仍未补正的内容。"):
        actions.require_correction(application, rows=[], by=world.clerk, at=world.later(2))


def test_refuses_while_one_is_out_and_once_accepted(
    world: World, correction_requested: Application, accepted: Application
) -> None:
    for application in (correction_requested, accepted):
        with refused(WrongState, application):
            actions.require_correction(application, rows=[row("identity-card")], by=world.clerk, at=NOON)


def test_only_the_window(world: World, submitted: Application) -> None:
    rows = [row("identity-card")]
    only(world, submitted, actions.require_correction, "clerk", "reception", rows=rows)


def test_endpoint_tells_it_once(world: World, submitted: Application) -> None:
    facts = {"rows": [row("identity-card")]}
    answer = once(world.clerk, submitted, "correction-notice", "approvals.correction.required", **facts)
    assert [one["key"] for one in answer["correction"]] == ["identity-card"]
