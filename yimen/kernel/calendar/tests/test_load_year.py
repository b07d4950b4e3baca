"""载入年度日历: every day once, in versions, with the days that changed; nothing when it is refused."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from yimen.kernel import calendar
from yimen.kernel.audit.models import Refusal
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Public
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.calendar import actions, announced, loading, queries
from yimen.kernel.calendar.days import Due
from yimen.kernel.calendar.models import CalendarBook, CalendarDay, WorkCalendar
from yimen.kernel.calendar.reasons import Reason
from yimen.kernel.calendar.stated import DayStated, from_csv
from yimen.kernel.jobs import registry

SOURCE = "国务院办公厅关于2026年部分节假日安排的通知"


def load(book, keeper, noon, year=2026, days=None, **facts):
    stated = announced.year(year) if days is None else days
    return actions.load_year(
        book, **{"year": year, "days": stated, "source_instrument": SOURCE, "by": keeper, "at": noon, **facts}
    )


def test_loads_a_year(book, keeper, noon):
    done = load(book, keeper, noon)
    assert (done.calendar.year, done.version, done.changed_count, done.changed) == (2026, 1, 0, [])
    assert CalendarDay.objects.filter(calendar=done.calendar).count() == 365
    assert CalendarDay.objects.filter(is_working=True).count() == 248
    assert recorded(done) == f"系统（城市数据） 载入了2026年工作日历第1版（{SOURCE}），改变0天"
    assert calendar.current().add(date(2026, 2, 13), 1) == Due(date(2026, 2, 14))
    assert calendar.version() == 1


def test_loads_it_anew_with_the_days_that_changed(book, keeper, noon):
    load(book, keeper, noon)
    changed = [
        *(day for day in announced.year(2026) if day.on not in (date(2026, 5, 8), date(2026, 5, 9))),
        DayStated(date(2026, 5, 8), False, Reason.HOLIDAY, "劳动节"),
        DayStated(date(2026, 5, 9), False, Reason.WEEKEND),
    ]
    done = load(book, keeper, noon, days=changed)
    assert (done.version, done.changed_count) == (2, 2)
    assert done.changed == [
        {"date": "2026-05-08", "was_working": True, "is_working": False},
        {"date": "2026-05-09", "was_working": True, "is_working": False},
    ]
    assert CalendarDay.objects.count() == 365
    assert calendar.current().add(date(2026, 5, 7), 1) == Due(date(2026, 5, 11))
    assert calendar.version() == 2
    assert [entry.seq for entry in queries.journal(done.calendar)] == [2, 1]


def test_days_that_are_not_stated_are_as_usual(book, keeper, noon):
    load(book, keeper, noon, year=2027, days=[DayStated(date(2027, 1, 1), False, Reason.HOLIDAY, "元旦")])
    assert CalendarDay.objects.filter(is_working=False).count() == 104 + 1
    assert calendar.current().add(date(2026, 12, 31), 1) == Due(date(2027, 1, 4), is_provisional=False)


def test_a_draft_year_stays_provisional(book, keeper, noon):
    load(book, keeper, noon, is_official=False)
    assert calendar.current().add(date(2026, 2, 13), 1) == Due(date(2026, 2, 14), is_provisional=True)


def test_a_local_closure_stays_where_the_notice_is_silent(book, keeper, noon):
    load(book, keeper, noon)
    actions.change_day(
        book, on=date(2026, 3, 4), reason=Reason.LOCAL_CLOSURE, name="暴雪停办", by=keeper, at=noon
    )
    load(book, keeper, noon)
    assert CalendarDay.objects.get(date=date(2026, 3, 4)).reason == Reason.LOCAL_CLOSURE


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ([DayStated(date(2025, 1, 1), True)], "2025-01-01不在2026年内，请检查文件。"),
        ([DayStated(date(2026, 1, 5), True)] * 2, "2026-01-05出现了两次，请检查文件。"),
        ([DayStated(date(2026, 1, 5), False)], "2026-01-05的“是否上班”与“原因”不一致，请检查文件。"),
        (
            [DayStated(date(2026, 1, 5), True, Reason.MAKE_UP)],
            "2026-01-05的“是否上班”与“原因”不一致，请检查文件。",
        ),
    ],
)
def test_refuses_days_that_do_not_make_a_year(book, keeper, noon, entries, days, message):
    with pytest.raises(RuleBroken, match=message):
        load(book, keeper, noon, days=days)
    assert nothing_happened(entries)


def test_refuses_a_year_without_its_instrument(book, keeper, noon, entries):
    with pytest.raises(RuleBroken, match="请写明所依据的文件"):
        load(book, keeper, noon, source_instrument=" ")
    assert nothing_happened(entries)


def test_refuses_a_stranger(book, noon, entries):
    with pytest.raises(NotAllowed):
        load(book, Public(), noon)
    assert nothing_happened(entries)
    assert Refusal.objects.latest("id").verb == "calendar.load_year"


def nothing_happened(entries) -> bool:
    return (
        WorkCalendar.objects.count() + CalendarDay.objects.count() + entries() == 0
        and CalendarBook.objects.get().version == 0
    )


def test_the_database_keeps_rest_and_reason_together(book, keeper, noon):
    load(book, keeper, noon)
    with pytest.raises(IntegrityError, match="day_rests_for_a_reason_of_rest"), transaction.atomic():
        CalendarDay.objects.filter(date=date(2026, 3, 2)).update(is_working=False)


# --- the command and the file


def test_the_command_loads_what_is_announced_once(entries, keeper, capsys):
    call_command("load_calendar")
    assert WorkCalendar.objects.count() == 23
    assert calendar.current().count(date(2007, 12, 31), date(2008, 12, 31)) == 251
    assert entries() == 23
    call_command("load_calendar")
    assert entries() == 23
    assert capsys.readouterr().out.count("已载入") == 23


def test_the_command_loads_a_file(book, tmp_path, capsys):
    path = tmp_path / "2027.csv"
    path.write_text(
        "\ufeffdate,is_working,reason,name\n2027-01-01,0,,元旦\n2027-01-09,是,,元旦\n", encoding="utf-8"
    )
    call_command("load_calendar", year=2027, from_file=path, source="示例文件")
    assert capsys.readouterr().out == "2027年工作日历第1版已载入\n"
    assert calendar.current().is_working(date(2027, 1, 9))
    call_command("load_calendar", year=2027, from_file=path, source="示例文件")
    assert WorkCalendar.objects.get().version == 1


def test_the_command_says_what_is_wrong(book, tmp_path):
    with pytest.raises(CommandError, match="the days of 2099 are not announced"):
        call_command("load_calendar", year=2099)
    path = tmp_path / "bad.csv"
    path.write_text("date,is_working\n2027-01-01,maybe\n", encoding="utf-8")
    with pytest.raises(CommandError, match="第2行：“是否上班”应为 1 或 0。"):
        call_command("load_calendar", year=2027, from_file=path, source="示例文件")
    assert WorkCalendar.objects.count() == 0


def test_a_file_states_days():
    text = "date,is_working,reason,name,name_en\n2027-02-06,0,,春节,Spring Festival\n2027-02-14,1,,春节,\n2027-03-01,1,,,\n"
    assert from_csv(text) == [
        DayStated(date(2027, 2, 6), False, Reason.HOLIDAY, "春节", "Spring Festival"),
        DayStated(date(2027, 2, 14), True, Reason.MAKE_UP, "春节"),
        DayStated(date(2027, 3, 1), True),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("on,works\n", "文件的第一行应为列名"),
        ("date,is_working\n8 Feb,0\n", "第2行：日期应写作 2027-02-08。"),
        ("date,is_working,reason\n2027-02-08,0,party\n", "第2行：没有“party”这种原因。"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(text, message):
    with pytest.raises(RuleBroken, match=message):
        from_csv(text)


def test_another_process_sees_the_change(book, keeper, noon, monkeypatch, django_assert_num_queries):
    loading.ensure_announced([2025], by=keeper, at=noon)
    assert not calendar.current().knows(date(2026, 3, 2))
    kept = queries._kept
    loading.ensure_announced([2026], by=keeper, at=noon)
    queries._kept = kept  # as another process has it
    with django_assert_num_queries(0):
        assert not calendar.current().knows(date(2026, 3, 2))
    registry.prepare()  # as before every job
    assert calendar.current().knows(date(2026, 3, 2))
    monkeypatch.setattr(queries, "LOOK_SECONDS", 0.0)
    with django_assert_num_queries(1):
        assert calendar.current().version == 2
