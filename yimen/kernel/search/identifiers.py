"""编号: 文号 and 索引号 however they are typed, brought to one form.

文号 is the maker's code, the year in 〔〕, the serial without 第 and without leading zeros, 号 (GB/T 9704-2012, 7.2.5):
沈政发〔2008〕21号; orders are 令第711号. People type other brackets, none at all, full-width or traditional characters.
"""

from __future__ import annotations

import re

from .folding import CUT, HAN, folded

NUMBER = re.compile(
    rf"(?P<maker>[{HAN}][{HAN}{CUT}]{{0,24}}?){CUT}?(?P<year>(?:19|20)\d\d)年?{CUT}?第?{CUT}?0*(?P<serial>[1-9]\d{{0,5}})号?"  # 中文
)
ORDER = re.compile(
    rf"(?P<maker>[{HAN}]{{0,24}}?)(?P<kind>令|公告|通告){CUT}?第?{CUT}?0*(?P<serial>[1-9]\d{{0,5}})号?"  # 中文
)
BEGUN = re.compile(rf"(?P<maker>[{HAN}]{{2,24}}?){CUT}?(?P<year>(?:19|20)\d\d)年?")  # 中文
SHORTEST = 4


def document_number(text: str) -> str:
    """沈政发〔2008〕21号 as 沈政发2008/21, 国务院令第711号 as 国务院令/711; empty for what is no 文号."""
    plain = folded(text)
    if found := NUMBER.fullmatch(plain):
        return f"{found['maker'].replace(CUT, '')}{found['year']}/{found['serial']}"
    if found := ORDER.fullmatch(plain):
        return f"{found['maker']}{found['kind']}/{found['serial']}"
    return ""


def keys(identifier: str) -> tuple[str, ...]:
    """The forms under which an identifier is kept: a 文号 by its parts (an order also without its maker), others as they are."""
    number = document_number(identifier)
    if not number:
        squeezed = folded(identifier).replace(CUT, "")
        return (squeezed,) if squeezed else ()
    order = re.search(r"(令|公告|通告)/\d+$", number)  # 中文
    return tuple(dict.fromkeys((number, order.group() if order else number)))


def asked(text: str) -> tuple[str, ...]:
    """The forms in which somebody may mean an identifier by these words; empty when they look like none."""
    squeezed = folded(text).replace(CUT, "")
    if not any(one.isdigit() for one in squeezed) or len(squeezed) < SHORTEST:
        return ()
    return tuple(dict.fromkeys((*keys(text), squeezed)))


def beginning(text: str) -> str:
    """What an identifier would begin with if only its first part was typed (a maker and a year, half an 索引号); or empty."""
    if document_number(text):
        return ""
    if found := BEGUN.fullmatch(folded(text)):
        return f"{found['maker']}{found['year']}/"
    squeezed = folded(text).replace(CUT, "")
    is_number = squeezed.isascii() and sum(one.isdigit() for one in squeezed) >= SHORTEST
    return squeezed if is_number else ""


def spelled(text: str) -> str:
    """The 文号 among these words as texts write it, folded (沈政发·2008·21号); empty for what is none."""
    plain = folded(text)
    if found := NUMBER.fullmatch(plain):
        return f"{found['maker'].replace(CUT, '')}{CUT}{found['year']}{CUT}{found['serial']}号"  # 中文
    if found := ORDER.fullmatch(plain):
        return f"{found['maker']}{found['kind']}第{found['serial']}号"  # 中文
    return ""
