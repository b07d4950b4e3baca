"""常问: the same answer as the queryset, at this moment, with the SQL composed once."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import NOON, World
from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals import actions, closures, queries
from yimen.modules.approvals.models import Item

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def test_answers_as_the_queryset_does(world: World) -> None:
    asked = AskedOften(lambda code, kind: Org.objects.filter(code=code, kind=kind))
    assert asked.any("water", "department")
    assert not asked.any("water", "centre")
    assert not asked.any("nothing", "department")


def test_gives_the_first_column(world: World) -> None:
    version = world.version()
    assert queries.HOLDING_VERSION.first(version.item_id, TODAY) == version.pk
    assert queries.HOLDING_VERSION.first(uuid4(), TODAY) is None


def test_gives_one_row_or_all_of_them_in_the_order_of_the_question(world: World) -> None:
    rows = Org.objects.filter(kind="department").order_by("-code").values_list("code", "name")
    asked = AskedOften(
        lambda kind: Org.objects.filter(kind=kind).order_by("-code").values_list("code", "name")
    )
    assert asked.all("department") == list(rows)
    assert asked.row("department") == rows[0]
    assert (asked.row("nothing"), asked.all("nothing")) == (None, [])


def test_sees_what_has_just_changed(world: World) -> None:
    version = world.version()
    assert not closures.IS_CLOSED.any(version.item_id, TODAY)
    told = {
        "instrument_no": "示例〔2026〕3号",
        "notice": "示例",
        "from_on": TODAY,
        "to_on": world.later(9).date(),
    }
    actions.suspend_version(version, **told, by=world.approver, at=NOON)
    assert closures.IS_CLOSED.any(version.item_id, TODAY)


def test_costs_one_query_each_time(world: World) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        closures.IS_CLOSED.any(world.item().pk, TODAY)
    assert len(asked) == 2  # the item of the test itself, and the question


def test_a_value_that_the_queryset_changes_is_refused() -> None:
    asked = AskedOften(lambda code: Org.objects.filter(code=f"{code}!"))
    with pytest.raises(ValueError, match="does not stand in the question"):
        asked.any("water")


def test_a_question_without_an_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="no row can answer"):
        AskedOften(lambda code: Item.objects.none()).any("x")


def test_only_plain_values_are_asked_about() -> None:
    with pytest.raises(TypeError):
        AskedOften(lambda number: Org.objects.filter(pk=number)).any(7)  # type: ignore[arg-type]
