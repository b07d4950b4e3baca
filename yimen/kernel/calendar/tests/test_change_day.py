"""调整工作日: one day, with its reason; refused without effect."""

from datetime import date

import pytest

from yimen.kernel import calendar
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Public
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.calendar import actions, loading, queries
from yimen.kernel.calendar.days import Due
from yimen.kernel.calendar.models import CalendarBook, CalendarDay
from yimen.kernel.calendar.reasons import Reason

SNOW = date(2026, 3, 4)


@pytest.fixture
def loaded(book, entries, keeper, noon):
    loading.ensure_announced([2026], by=keeper, at=noon)
    return book


def change(book, keeper, noon, **facts):
    return actions.change_day(
        book,
        **{"on": SNOW, "reason": Reason.LOCAL_CLOSURE, "name": "暴雪停办", "by": keeper, "at": noon, **facts},
    )


def test_changes_a_day(loaded, keeper, noon):
    done = change(loaded, keeper, noon)
    assert (done.day.is_working, done.was_working, done.is_working) == (False, True, False)
    assert recorded(done) == "系统（城市数据） 将2026-03-04由“工作日”调整为“本地停办”：暴雪停办"
    assert calendar.current().add(date(2026, 3, 3), 1) == Due(date(2026, 3, 5))
    assert calendar.version() == 2
    assert [entry.code for entry in queries.journal(done.day.calendar)] == [
        "calendar.day.changed",
        "calendar.year.loaded",
    ]


def test_changes_it_back(loaded, keeper, noon):
    change(loaded, keeper, noon)
    change(loaded, keeper, noon, reason=Reason.ORDINARY, name="")
    day = CalendarDay.objects.get(date=SNOW)
    assert (day.is_working, day.reason, day.name) == (True, "", "")


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"on": date(2027, 3, 4)}, "2027年的日历还没有载入，请先载入。"),
        ({"reason": Reason.WEEKEND}, "这一天不能用这个原因。"),
        ({"reason": Reason.MAKE_UP}, "这一天不能用这个原因。"),
        ({"on": date(2026, 3, 7), "reason": Reason.ORDINARY}, "这一天不能用这个原因。"),
        ({"name": " "}, "请写明名称。"),
        ({"reason": Reason.ORDINARY, "name": ""}, "没有需要变更的内容。"),
    ],
)
def test_refuses_what_makes_no_sense(loaded, keeper, noon, entries, facts, message):
    before = list(CalendarDay.objects.values_list())
    with pytest.raises(RuleBroken, match=message):
        change(loaded, keeper, noon, **facts)
    assert list(CalendarDay.objects.values_list()) == before
    assert (entries(), CalendarBook.objects.get().version) == (1, 1)


def test_refuses_a_stranger(loaded, noon, entries):
    with pytest.raises(NotAllowed):
        change(loaded, Public(), noon)
    assert CalendarDay.objects.get(date=SNOW).is_working
    assert entries() == 1
