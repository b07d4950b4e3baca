"""人物 — invented names and numbers: of those who apply, by their serial, always the same ones. Nobody real is meant."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from stdnum.cn import ric, uscc

NAMES = Path(__file__).parent / "years" / "names.toml"
NOWHERE = "219999"
"""No county has this code: the numbers cannot be anybody's."""
PHONE = "00000000000"
"""Nobody's number: nothing that is sent to it can arrive."""


@dataclass(frozen=True)
class Invented:
    """示例申请人."""

    login: str
    name: str
    kind: str
    id_type: str
    id_number: str
    legal_representative: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        return {**vars(self), "phone": PHONE, "is_example": True}


@cache
def _names() -> dict[str, Any]:
    return tomllib.loads(NAMES.read_text(encoding="utf-8"))


def name(number: int) -> str:
    """The invented name of a person with the number."""
    words = _names()
    surname, rest = words["surnames"], number // len(words["surnames"])
    given = words["given"]
    first, second = given[rest % len(given)], given[(rest // len(given) + number) % len(given)]
    return f"{words['example']}{surname[number % len(surname)]}{first}{second}"


def logins(year: int, seed: int) -> str:
    """What the logins of all applicants begin with."""
    return f"replay-{year}-{seed}-"


def applicant(year: int, seed: int, number: int) -> Invented:
    """The applicant with the number: every fourth is an enterprise."""
    login = f"{logins(year, seed)}{number}"
    if number % 4 == 3:
        return _enterprise(login, seed, number)
    return Invented(login, name(number), "resident", "resident_id", _resident_number(seed, number))


def _enterprise(login: str, seed: int, number: int) -> Invented:
    words = _names()
    trade = words["trades"][number // 4 % len(words["trades"])]
    shown = f"{name(number)}{trade}{words['company']}"
    body = f"91{NOWHERE}{seed % 10000:04d}{number % 100000:05d}"
    code = body + uscc.calc_check_digit(body)
    return Invented(login, shown, "enterprise", "uscc", code, legal_representative=name(number + 1))


def _resident_number(seed: int, number: int) -> str:
    """Valid by form and check digit only."""
    born = date(1935, 1, 1) + timedelta(days=(seed * 97) % 9000 + number // 1000)
    body = f"{NOWHERE}{born:%Y%m%d}{number % 1000:03d}"
    return body + str(ric.calc_check_digit(body + "0"))
