"""At the same moment: one number each, one version, one saving, one signature; the second is told in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.races import at_once, refusals
from tests.world import NOON, World
from yimen.modules.disclosure import actions
from yimen.modules.disclosure.models import Publication

from .stage import Openness

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def stage() -> Openness:
    return Openness(World())


def test_eight_at_once_get_eight_index_numbers(stage: Openness) -> None:
    versions = [stage.approved(title=f"第{n}件") for n in range(8)]
    acts = [
        lambda one=one: actions.publish_information(one, by=stage.officer, at=NOON).index_number
        for one in versions
    ]
    numbers = at_once(*acts)
    assert len(set(numbers)) == 8
    serials = sorted(int(one.rpartition("-")[2]) for one in numbers)
    assert serials == list(range(serials[0], serials[0] + 8))


def test_one_version_is_published_once(stage: Openness) -> None:
    version = stage.approved()
    acts = [lambda: actions.publish_information(version, by=stage.officer, at=NOON)] * 3
    assert len(refusals(at_once(*acts))) == 2
    assert Publication.objects.get(pk=version.publication_id).versions.count() == 1


def test_two_drafts_of_one_publication_at_once(stage: Openness) -> None:
    publication = stage.published()
    acts = [
        lambda one=one: actions.revise_publication(publication, reason="修订", by=one, at=NOON)
        for one in (stage.drafter, stage.officer)
    ]
    assert refusals(at_once(*acts)) == ["这件信息已有正在准备的版本，请先完成或者放弃它。"]


def test_two_savings_of_one_draft_at_once(stage: Openness) -> None:
    version = stage.drafted()
    acts = [
        lambda n=n: actions.amend_publication(
            version, changes={"body": f"第{n}稿"}, edition=1, by=stage.drafter, at=NOON
        )
        for n in range(4)
    ]
    assert len(refusals(at_once(*acts))) == 3
    assert stage.fresh(version).edition == 2


def test_a_signature_twice_and_a_change_beside_it(stage: Openness) -> None:
    check = stage.submitted()
    acts: list[Callable[[], Any]] = [
        lambda: actions.give_first_opinion(check, verdict="open", by=stage.head, at=NOON),
        lambda: actions.give_first_opinion(check, verdict="open", by=stage.head, at=NOON),
        lambda: actions.take_back(check, reason="改", by=stage.drafter, at=NOON),
    ]
    at_once(*acts)
    assert stage.fresh(check).opinions.count() <= 1
    assert stage.fresh(check.version).state in ("draft", "in_check")


def test_a_retraction_twice_is_one(stage: Openness) -> None:
    publication = stage.published()
    acts = [
        lambda: actions.retract_information(publication, kind="wrong", reason="误", by=stage.leader, at=NOON)
    ] * 2
    assert len(refusals(at_once(*acts))) == 1


def test_two_editions_of_a_guide_at_once(stage: Openness) -> None:
    content = {
        "classification": "分类", "ways": "途径", "office": "办公室", "address": "地址", "hours": "时间",
        "phone": "12345", "internet": "x@example.org",
    }  # fmt: skip
    acts = [lambda: actions.publish_guide(stage.org, content=content, seen=1, by=stage.officer, at=NOON)] * 2
    assert len(refusals(at_once(*acts))) == 1
