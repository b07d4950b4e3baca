"""Words: dates, amounts, quantities."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from yimen.kernel.web import words


def test_dates_stand_in_the_citys_time():
    assert words.cn_date(date(2008, 5, 5)) == "2008年5月5日"
    assert words.cn_date(datetime(2008, 5, 14, 17, 0, tzinfo=UTC)) == "2008年5月15日"
    assert words.cn_datetime(datetime(2008, 5, 14, 17, 5, tzinfo=UTC)) == "2008年5月15日 01:05"
    assert words.cn_date(None) == ""


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal("1234.5"), "1,234.50元"),
        (1234567, "1,234,567元"),
        ("80.00", "80元"),
        (None, ""),
        ("面议", "面议"),
    ],
)
def test_money(amount, text):
    assert words.money(amount) == text


def test_sizes_and_days():
    assert [words.file_size(size) for size in (0, 1023, 40120, 2_411_724)] == [
        "0 B",
        "1023 B",
        "39 KB",
        "2.3 MB",
    ]
    assert words.working_days(5) == "5个工作日"


def test_names_follow_the_language():
    org = SimpleNamespace(name="城乡建设局", name_en="Housing Bureau")
    assert words.named(org) == "城乡建设局"
    with translation.override("en"):
        assert words.named(org) == "Housing Bureau"
        assert words.named(SimpleNamespace(name="财政局", name_en="")) == "财政局"


def test_a_short_name_is_for_who_reads_chinese():
    org = SimpleNamespace(
        name="沈阳市政务服务中心", short_name="市政务服务中心", name_en="City Service Centre"
    )
    assert words.briefly(org) == "市政务服务中心"
    assert words.briefly(SimpleNamespace(name="财政局", short_name="", name_en="")) == "财政局"
    with translation.override("en"):
        assert words.briefly(org) == "City Service Centre"
        assert words.briefly(SimpleNamespace(name="财政局", short_name="市财政", name_en="")) == "市财政"
