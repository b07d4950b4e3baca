"""转入新版本: for the applicant's benefit, never with another material; the pain of new versions while cases run."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.trials import only, post, refused
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
    version = newer(world, promised_days=5)
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
