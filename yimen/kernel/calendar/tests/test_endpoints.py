"""The calendar's other door: anyone reads, the keeper loads and changes by the same verbs."""

from datetime import date

import pytest
from django.http import Http404
from django.test import RequestFactory

from yimen.kernel import calendar
from yimen.kernel.base.actor import Public
from yimen.kernel.base.refusals import NotAllowed
from yimen.kernel.calendar import endpoints, loading
from yimen.kernel.calendar.models import CalendarDay


@pytest.fixture
def loaded(book, keeper, noon):
    loading.ensure_announced([2026], by=keeper, at=noon)
    return book


def asked_by(actor):
    request = RequestFactory().get("/")
    request.actor = actor
    return request


def test_programs_read_the_calendar(loaded):
    public = asked_by(Public())
    assert [one.year for one in endpoints.years(public)] == [2026]
    year = endpoints.YearWithDays.from_orm(endpoints.year(public, 2026)).model_dump()
    assert (year["version"], len(year["days"])) == (1, 365)
    assert year["days"][44] == {
        "date": date(2026, 2, 14),
        "is_working": True,
        "reason": "make_up",
        "name": "春节",
        "name_en": "Spring Festival",
    }
    with pytest.raises(Http404):
        endpoints.year(public, 2027)
    found = endpoints.due(public, date(2026, 2, 11), 5)
    assert found.model_dump() == {"on": date(2026, 2, 25), "is_provisional": False}


def test_programs_load_and_change(loaded, keeper):
    days = [{"date": "2027-01-01", "is_working": False, "reason": "holiday", "name": "元旦"}]
    body = endpoints.YearIn(source_instrument="示例文件", days=days)
    done = endpoints.load_year(asked_by(keeper), 2027, body)
    assert (done.status_code, done.value.year) == (201, 2027)
    body = endpoints.DayChangeIn(reason="local_closure", name="暴雪停办")
    done = endpoints.change_day(asked_by(keeper), date(2027, 1, 4), body)
    assert (done.status_code, done.value.is_working) == (201, False)
    assert not calendar.current().is_working(date(2027, 1, 4))


def test_programs_of_others_are_refused(loaded):
    body = endpoints.DayChangeIn(reason="local_closure", name="暴雪停办")
    with pytest.raises(NotAllowed):
        endpoints.change_day(asked_by(Public()), date(2026, 3, 4), body)
    assert CalendarDay.objects.get(date=date(2026, 3, 4)).is_working
