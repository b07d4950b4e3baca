"""转入新版本: for the applicant's benefit, never with another material; the pain of new versions while cases run."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.trials import clocks, only, post, refused, waiting
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, ItemVersion
from yimen.modules.approvals.story import story

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
BENEFIT = {"benefit": "承诺时限缩短"}


def newer(world: World, content: dict[str, Any] | None = None, **terms: Any) -> ItemVersion:
    draft = world.copied(TODAY, **terms)
    if content:
        actions.amend_version(draft, content=draft.content | content, by=world.editor, at=NOON)
    return world.published(ItemVersion.objects.select_related("item__org").get(pk=draft.pk))


def test_goes_on_under_the_newer_version(world: World, accepted: Application) -> None:
    version = newer(world, promised_days=5)
    done = actions.migrate_case(accepted, version=version, **BENEFIT, by=world.head, at=NOON)
    moved = world.fresh(accepted)
    assert recorded(done).endswith("将办件由第1版转入第2版：承诺时限缩短")
    assert (moved.version, moved.state, moved.outline["promised_days"]) == (version, accepted.state, 5)
    assert "转入第2版" in story(moved, for_staff=False)[0].text


def test_the_shorter_promise_holds_from_acceptance_on(world: World, accepted: Application) -> None:
    """The applicant was told fewer days: the due date of the case and of the work that waits says the same."""
    before = clocks(accepted)
    version = newer(world, promised_days=5)
    later = NOON.replace(day=4)
    actions.migrate_case(accepted, version=version, **BENEFIT, by=world.head, at=later)
    moved = world.fresh(accepted)
    assert (before["promised"][0], before["statutory"]) == (8, clocks(moved)["statutory"])
    assert clocks(moved)["promised"] == (5, "2026-03-09", "running")
    assert moved.own_case.due_on == date(2026, 3, 9)
    assert waiting(moved) == [("assign", "section_examiner", "2026-03-09", "")]


def test_a_hold_still_counts_after_the_move(world: World, in_review: Application) -> None:
    held = actions.open_hold(
        in_review, kind="expert_review", reason="专家评审", expected_days=5, by=world.examiner, at=NOON
    ).application
    version = newer(world, promised_days=5)
    actions.migrate_case(held, version=version, **BENEFIT, by=world.head, at=NOON.replace(day=3))
    closing = NOON.replace(day=9)
    actions.close_hold(world.fresh(held), kind="expert_review", result="同意", by=world.head, at=closing)
    assert clocks(world.fresh(held))["promised"] == (5, "2026-03-16", "running")


def test_a_shorter_time_that_is_over_already_moves_nothing(world: World, accepted: Application) -> None:
    version = newer(world, promised_days=5)
    late = NOON.replace(day=11)
    with refused(RuleBroken, accepted, "按较短的时限，此办件应当在2026年3月9日前办结，这一天已经过去。"):
        actions.migrate_case(accepted, version=version, **BENEFIT, by=world.head, at=late)
    assert clocks(world.fresh(accepted))["promised"][0] == 8


def test_before_acceptance_no_clock_is_touched(world: World, submitted: Application) -> None:
    before = clocks(submitted)
    version = newer(world, promised_days=5)
    actions.migrate_case(submitted, version=version, **BENEFIT, by=world.head, at=NOON)
    assert clocks(world.fresh(submitted)) == before
    begun = actions.accept(world.fresh(submitted), window=world.window(), by=world.clerk, at=NOON)
    assert clocks(world.fresh(begun.application))["promised"] == (5, "2026-03-09", "running")


def test_never_adds_a_material(world: World, accepted: Application) -> None:
    more = {"key": "more", "name": "新材料", "legal_basis": "行政许可法第二十九条"}
    version = newer(world, {"materials": [*world.version().content["materials"], more]})
    with refused(RuleBroken, accepted, "新版本会要求增加材料：新材料，不能转入。"):
        actions.migrate_case(accepted, version=version, **BENEFIT, by=world.head, at=NOON)


def test_never_takes_back_what_was_promised(world: World, accepted: Application) -> None:
    version = newer(world, promised_days=12)
    with refused(RuleBroken, accepted, "新版本的承诺时限更长，不能转入。"):
        actions.migrate_case(accepted, version=version, **BENEFIT, by=world.head, at=NOON)


def test_only_with_the_same_steps_and_the_benefit_said(world: World, accepted: Application) -> None:
    version = newer(world, pattern="examiner_confirmer")
    with refused(RuleBroken, accepted, "新版本的审批流程不同，已经走过的环节不能对应，不能转入。"):
        actions.migrate_case(accepted, version=version, **BENEFIT, by=world.head, at=NOON)
    with refused(RuleBroken, accepted, "请写明转入新版本对申请人的好处。", ["benefit"]):
        actions.migrate_case(accepted, version=version, benefit=" ", by=world.head, at=NOON)


def test_only_into_a_newer_version_in_force(world: World, accepted: Application) -> None:
    with refused(RuleBroken, accepted, "请选择同一事项的较新版本。", ["version"]):
        actions.migrate_case(accepted, version=world.version(), **BENEFIT, by=world.head, at=NOON)
    draft = world.copied(TODAY)
    with refused(RuleBroken, accepted, "只能转入已经生效的版本。", ["version"]):
        actions.migrate_case(accepted, version=draft, **BENEFIT, by=world.head, at=NOON)


def test_only_the_head_and_the_leader(world: World, accepted: Application) -> None:
    only(world, accepted, actions.migrate_case, "head", "leader", version=newer(world), **BENEFIT)


def test_endpoint_moves_it(world: World, accepted: Application) -> None:
    version = newer(world)
    answer = post(world.head, accepted, "version-migration", version=str(version.pk), **BENEFIT)
    assert answer.status_code == 201
    assert world.fresh(accepted).version == version


def test_pain_07_new_version_while_cases_run(
    world: World, accepted: Application, submitted: Application
) -> None:
    """Prepared, reviewed, scheduled, in force, again and again: running cases keep what they were made under."""
    first = accepted.version
    for number, day in enumerate((date(2026, 3, 2), date(2026, 4, 1), date(2026, 5, 1)), 2):
        version = world.published(world.copied(day, promised_days=8 - number))
        assert version.number == number
    for application in (accepted, submitted):
        assert world.fresh(application).version == first
    accepting = actions.accept(submitted, window=world.window(), by=world.clerk, at=NOON)
    assert accepting.application.version == first
    held = [
        (one.number, one.effective_from, one.effective_to) for one in first.item.versions.order_by("number")
    ]
    assert held == [
        (1, date(2026, 1, 1), date(2026, 3, 2)),
        (2, date(2026, 3, 2), date(2026, 4, 1)),
        (3, date(2026, 4, 1), date(2026, 5, 1)),
        (4, date(2026, 5, 1), None),
    ]
