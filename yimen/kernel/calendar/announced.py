"""The days announced so far (2004 to the last announced year), as the package chinesecalendar holds them."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version

from django.utils.translation import gettext as _

from .reasons import Reason
from .stated import DayStated, days_of, usual

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
}
# What the package has wrong, with the notice that says so.
CORRECTIONS = {
    # 国办发明电〔2005〕35号，一：12月31日（星期六）上班
    date(2005, 12, 31): DayStated(date(2005, 12, 31), True, Reason.MAKE_UP, "元旦", "New Year's Day"),
}


def years() -> range:
    """The years that were announced."""
    from chinese_calendar import constants

    return range(min(constants.holidays).year, max(constants.holidays).year + 1)


def year(number: int) -> list[DayStated]:
    """Every day of an announced year. Raises LookupError for a year that is not announced."""
    if number not in years():
        raise LookupError(f"the days of {number} are not announced")
    return [_day(on) for on in days_of(number)]


def instrument(number: int) -> str:
    """What the days of the year rest on."""
    return _("国务院办公厅公布的%(year)s年节假日安排（由 chinesecalendar %(version)s 载入）") % {
        "year": number,
        "version": version("chinesecalendar"),
    }


def _day(on: date) -> DayStated:
    from chinese_calendar import constants

    if on in CORRECTIONS:
        return CORRECTIONS[on]
    if on in constants.holidays:
        english = constants.holidays[on]
        return DayStated(on, False, Reason.HOLIDAY, NAMES[english], english)
    if on in constants.workdays:
        english = constants.workdays[on]
        return DayStated(on, True, Reason.MAKE_UP, NAMES[english], english)
    return usual(on)
