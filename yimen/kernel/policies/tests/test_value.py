"""Values are read as what they are, and never as something else."""

from datetime import date
from decimal import Decimal

import pytest

from yimen.kernel.policies.value import Value

DAY = date(2026, 1, 1)


def value(given, unit=""):
    return Value("a.b", "", given, unit, "", DAY)


def test_reads_each_kind():
    assert value(20).int == 20
    assert value("12.50").decimal == Decimal("12.50")
    assert value(3).decimal == Decimal(3)
    assert value("沈").text == "沈"
    assert value(True).flag is True


@pytest.mark.parametrize(
    ("given", "kind"),
    [(True, "int"), ("20", "int"), (False, "decimal"), ("x", "decimal"), (20, "text"), (1, "flag")],
)
def test_refuses_to_read_it_as_something_else(given, kind):
    with pytest.raises(TypeError, match=r"policy a\.b is not"):
        getattr(value(given), kind)


@pytest.mark.parametrize(
    ("given", "unit", "expected"),
    [
        (20, "working_day", "20个工作日"),
        (6, "month", "6个月"),
        (True, "", "是"),
        ("沈", "", "沈"),
        (5, "furlong", "5"),
        (3, "percent", "3%"),
    ],
)
def test_is_shown_with_its_unit(given, unit, expected):
    assert str(value(given, unit)) == expected
