"""The calendar's pages: public to read, kept by the administrator, unseen by others."""

from datetime import date

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import RequestFactory

from yimen.kernel import calendar
from yimen.kernel.base.actor import Public
from yimen.kernel.calendar import loading, pages
from yimen.kernel.calendar.models import CalendarDay, WorkCalendar
from yimen.kernel.calendar.reasons import Reason


@pytest.fixture
def loaded(book, keeper, noon):
    loading.ensure_announced([2026], by=keeper, at=noon)
    return book


@pytest.fixture
def ask(loaded):
    def request(page, actor, *args, post=None):
        made = RequestFactory().post("/", post) if post is not None else RequestFactory().get("/")
        made.actor = actor
        made._messages = CookieStorage(made)
        return page(made, *args)

    return request


def test_anyone_reads_a_year(ask):
    text = ask(pages.year, Public(), 2026).content.decode()
    assert "2026年工作日历" in text
    assert "248个工作日" in text
    assert text.count('class="calendar-mark"') == 33 + 6
    assert "节假日，春节" in text
    assert "系统（城市数据） 载入了2026年工作日历第1版" in text
    assert "/calendar/days/" not in text
    assert "/calendar/loading/" not in text


def test_a_year_that_is_not_loaded_says_so(ask):
    assert "这一年的日历还没有载入" in ask(pages.year, Public(), 2027).content.decode()
    with pytest.raises(Http404):
        ask(pages.year, Public(), 1911)


def test_the_number_of_queries(ask, django_assert_num_queries):
    with django_assert_num_queries(4):
        ask(pages.year, Public(), 2026)


def test_the_keeper_changes_a_day(ask, keeper):
    assert "/calendar/days/2026-03-04/change/" in ask(pages.year, keeper, 2026).content.decode()
    form = ask(pages.change, keeper, date(2026, 3, 4)).content.decode()
    assert "本地停办" in form
    assert [one in form for one in (">\n周末", "调休上班")] == [False, False]
    post = {"reason": Reason.LOCAL_CLOSURE, "name": "暴雪停办"}
    answer = ask(pages.change, keeper, date(2026, 3, 4), post=post)
    assert (answer.status_code, answer.url) == (302, "/calendar/2026/")
    assert not CalendarDay.objects.get(date=date(2026, 3, 4)).is_working


def test_the_keeper_changes_it_back(ask, keeper):
    ask(pages.change, keeper, date(2026, 3, 4), post={"reason": Reason.LOCAL_CLOSURE, "name": "暴雪停办"})
    assert (
        ask(pages.change, keeper, date(2026, 3, 4), post={"reason": "ordinary", "name": ""}).status_code
        == 302
    )
    assert CalendarDay.objects.get(date=date(2026, 3, 4)).is_working


def test_a_refusal_stands_beside_the_form(ask, keeper):
    answer = ask(pages.change, keeper, date(2026, 3, 4), post={"reason": Reason.LOCAL_CLOSURE, "name": ""})
    assert answer.status_code == 200
    assert "请写明节日或停办的名称" in answer.content.decode()
    assert CalendarDay.objects.get(date=date(2026, 3, 4)).is_working


def upload(text, **facts):
    file = SimpleUploadedFile("2027.csv", text.encode(), "text/csv")
    return {"year": 2027, "source_instrument": "示例文件", "file": file, "is_official": "on", **facts}


def test_the_keeper_loads_a_year(ask, keeper):
    assert 'enctype="multipart/form-data"' in ask(pages.loading, keeper).content.decode()
    answer = ask(pages.loading, keeper, post=upload("date,is_working,reason,name\n2027-01-01,0,,元旦\n"))
    assert (answer.status_code, answer.url) == (302, "/calendar/2027/")
    assert calendar.current().knows(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("post", "message"),
    [
        (upload("date,is_working\n2027-01-01,maybe\n"), "第2行：“是否上班”应为 1 或 0。"),
        (upload("date,is_working\n2026-01-01,0\n"), "2026-01-01不在2027年内，请检查文件。"),
        (
            upload("date,is_working\n", file=SimpleUploadedFile("x.csv", b"\xff\xfe\x00")),
            "文件不是 UTF-8 编码的文本",
        ),
        (upload("x" * 200_001), "文件过大"),
    ],
)
def test_a_wrong_file_is_explained_and_changes_nothing(ask, keeper, post, message):
    answer = ask(pages.loading, keeper, post=post)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert WorkCalendar.objects.count() == 1


def test_for_others_there_are_no_such_pages(ask):
    for page, args in ((pages.loading, ()), (pages.change, (date(2026, 3, 4),))):
        with pytest.raises(Http404):
            ask(page, Public(), *args)
        with pytest.raises(Http404):
            ask(page, Public(), *args, post={"reason": "holiday", "name": "x"})
    assert CalendarDay.objects.get(date=date(2026, 3, 4)).is_working
