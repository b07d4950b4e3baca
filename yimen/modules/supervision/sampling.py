"""抽样: a lot that anybody can draw again from the list and the seed. No database, no clock, no random source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, Decimal


def list_text(keys: Iterable[str]) -> str:
    """The list as it is hashed and handed out: each key once, sorted, one a line."""
    return "\n".join(sorted(set(keys)))


def list_hash(text: str) -> str:
    """SHA-256 of the list."""
    return hashlib.sha256(text.encode()).hexdigest()


def in_lot_order(seed: str, keys: Iterable[str]) -> list[str]:
    """抽签次序 — by SHA-256 over the seed, a line break and the key."""
    return sorted(keys, key=lambda key: hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest())


def size_of(population: int, *, size: int | None, share: Decimal | None) -> int:
    """How many are drawn: so many, or that share of the list in per cent, rounded up; never more than there are."""
    wanted = size if size is not None else _part(population, share or Decimal(0))
    return min(wanted, population)


def _part(population: int, share: Decimal) -> int:
    return int((population * share / 100).to_integral_value(rounding=ROUND_CEILING))


def drawn(seed: str, respondents: Mapping[str, str], size: int) -> list[str]:
    """抽中 — the first ``size`` keys in the order of the lot, each respondent once (key -> respondent)."""
    chosen: list[str] = []
    known: set[str] = set()
    for key in in_lot_order(seed, respondents):
        if len(chosen) == size:
            break
        if respondents[key] not in known:
            known.add(respondents[key])
            chosen.append(key)
    return chosen
