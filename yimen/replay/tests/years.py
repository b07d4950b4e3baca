"""Years for tests: which body has which item in the example city, and a year so small that it is lived in seconds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from tests.world import ROOT
from yimen.replay.profile import YEARS, Profile, profile_from


def _orgs() -> dict[str, str]:
    files = (ROOT / "cities" / "shenyang" / "items").glob("*.toml")
    rows = [tomllib.loads(path.read_text(encoding="utf-8")) for path in files]
    return {row["code"]: row["org"] for row in rows}


ORGS: Mapping[str, str] = _orgs()


def small_year(_year: int = 2008, _orgs: Mapping[str, str] = ORGS) -> Profile:
    """Every way once or twice: ten instant ones, thirty of the full way, five parts of stages, one left open, five turned away."""
    data: dict[str, Any] = tomllib.loads((YEARS / "2008.toml").read_text(encoding="utf-8"))
    data |= {"accepted": 46, "concluded": 45, "instant": 10, "turned_away": 0.11}
    data |= {"endings": {"correction": 0.2, "refused": 0.1, "held": 0.1, "extended": 0.1}}
    data |= {"turned_away_by": dict.fromkeys(data["turned_away_by"], 1)}
    data["planted"] = dict.fromkeys(data["planted"], 1)
    data["desk"] |= {"consultations": 3, "escorted": 2, "classes": {"foreign": 1, "construction": 2}}
    data["desk"] |= {"silent": 0.4, "goes_on": 1}
    for one, count in zip(data["programme"]["class"], (1, 0, 1, 0), strict=True):
        one["count"] = count
    data["villages"] |= dict.fromkeys(("communities", "towns", "points", "town_agents", "village_agents"), 1)
    data["villages"] |= {
        "received": 6,
        "accepted": 5,
        "concluded": 4,
        "at_home": 3,
        "asked": 2,
        "satisfied": 0.5,
    }
    data["villages"] |= {"principals": 2}
    data["outside"] = {"bodies": 2, "bursts": 1, "cases": 2}
    data["item"] = [one for one in data["item"] if one["like"] in FEW]
    return profile_from(data, ORGS)


FEW = {
    "vehicle-registration",
    "driving-licence-renewal",
    "special-equipment",
    "public-place-hygiene",
    "river-works",
    "tree-moving",
    "road-occupation",
}
