"""Words: dates, amounts and quantities as an official document writes them, in the reader's language."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yimen.kernel.base.language import either, reads_english

HAN = re.compile("[\u4e00-\u9fff]+(?:[^A-Za-z\u4e00-\u9fff]*[\u4e00-\u9fff]+)*")  # 中文
"""A run of Chinese words with the marks and digits between them."""


def cn_date(value: date | datetime | None) -> str:
    """2008年5月15日, 15 May 2008."""
    if value is None:
        return ""
    return formatted(_local(value), pgettext("日期格式", "Y年n月j日"))


def cn_month(value: date) -> str:
    """2008年5月, May 2008."""
    return formatted(value, pgettext("日期格式", "Y年n月"))


def cn_datetime(value: date | datetime | None) -> str:
    """2008年5月15日 09:30, 15 May 2008, 09:30."""
    if not isinstance(value, datetime):
        return cn_date(value)
    return formatted(_local(value), pgettext("日期格式", "Y年n月j日 H:i"))


def cn_time(value: datetime | None) -> str:
    """09:30."""
    return formatted(_local(value), "H:i") if value else ""


def money(amount: Decimal | int | str | None) -> str:
    """1,234.50元; whole amounts without cents."""
    if amount is None or amount == "":
        return ""
    try:
        exact = Decimal(amount)
    except InvalidOperation:
        return str(amount)
    places = 0 if exact == exact.to_integral_value() else 2
    return _("%(amount)s元") % {"amount": number(exact, places)}


def number(value: Decimal | int | str, places: int | None = None) -> str:
    """1,234,567: digits in groups of three in both languages, as statistical tables write them."""
    return f"{Decimal(value):,}" if places is None else f"{Decimal(value):,.{places}f}"


def file_size(size: int | None) -> str:
    """812 B, 35 KB, 2.4 MB."""
    if size is None:
        return ""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{round(size / 1024)} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def working_days(count: int | None) -> str:
    """5个工作日."""
    if count is None:
        return ""
    return _("%(count)s个工作日") % {"count": count}


def named(thing: object) -> str:
    """The name of a thing in the reader's language; the official Chinese name where there is no other."""
    return either(str(getattr(thing, "name", thing)), str(getattr(thing, "name_en", "") or ""))


def briefly(thing: object) -> str:
    """The short name where one is usual; in English, where nobody has given one, the name."""
    short = str(getattr(thing, "short_name", "") or named(thing))
    return either(short, str(getattr(thing, "name_en", "") or ""))


def in_its_language(text: object) -> str:
    """Words of data, such as a person's name: on an English page what is Chinese says so, for who hears the page read."""
    if isinstance(text, SafeString):
        return text
    escaped = escape(str(text))
    if not reads_english():
        return escaped
    marked = HAN.sub(lambda found: f'<span lang="zh-Hans">{found.group(0)}</span>', escaped)
    return SafeString(marked)


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
