"""Chinese numerals as they count articles, chapters and orders: 第一百二十三条."""

from __future__ import annotations

DIGITS = {one: number for number, one in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}  # 中文
UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}  # 中文
NUMERAL = "零〇一二两三四五六七八九十百千万"  # 中文


def number_of(text: str) -> int:
    """The number that a numeral writes, Chinese or Arabic; raises ValueError for what is none."""
    if text.isdecimal():
        return int(text)
    if not text or not set(text) <= set(NUMERAL):
        raise ValueError(f"{text!r} is no numeral")
    if not set(text) & set(UNITS):
        return int("".join(str(DIGITS[one]) for one in text))  # 二〇〇八
    total = digit = 0
    for one in text:
        if one in DIGITS:
            digit = DIGITS[one]
        elif one == "万":  # 中文
            total, digit = (total + digit) * 10_000, 0
        else:
            total, digit = total + (digit or 1) * UNITS[one], 0
    return total + digit


def numeral(number: int) -> str:
    """第{numeral}条: the number as Chinese law counts, up to 9999."""
    if not 0 < number < 10_000:
        raise ValueError("an article is counted from 1 to 9999")
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):  # 中文
        digit, number = divmod(number, unit)
        if digit:
            words += ("零" if gap and words else "") + "零一二三四五六七八九"[digit] + name  # 中文
            gap = False
        else:
            gap = True
        if not number:
            break
    return words.removeprefix("一") if words.startswith("一十") else words  # 中文
