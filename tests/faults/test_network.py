"""节点联网: two real systems, a wire that loses, doubles and disorders, a node that is killed; both equal in the end.

NETWORK_CASES sets how many cases (24 in every run; `NETWORK_CASES=500` for the figures in docs/performance.md).
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest

from tests.journeys.site import Site, reachable_folder, start, start_prepared, stop

from .programs import City, patiently
from .relay import Relay

CASES = int(os.environ.get("NETWORK_CASES", "24"))
ONLINE = max(CASES // 10, 2)
SEED = 20260302
PATIENCE = 900.0


class Side(City):
    """One of the two systems."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)

    def do(self, what: str, *words: str) -> dict[str, Any]:
        done = self.run("-m", "tests.faults.two_sides", what, *words, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return dict(json.loads(done.stdout.splitlines()[-1]))

    def kill_all(self) -> int:
        """Web workers, worker and database at once: as when the power fails."""
        pids = [*self.web_workers(), *self.children("django worker")]
        if pid := self.embedded.pid():
            pids.append(pid)
        for one in pids:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        return len(pids)


@dataclass
class Pair:
    """The centre, the node, and the wire in each direction."""

    centre: Side
    node: Side
    to_centre: Relay
    to_node: Relay


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    with reachable_folder() as folder:
        # the node is a city of its own: nothing in it, no key and no id, is a copy of the centre's
        sites = [start_prepared(folder / "centre"), start(folder / "node")]
        yield from _joined(*sites)
        for site in sites:
            stop(site)


def _joined(*sites: Site) -> Iterator[Pair]:
    centre, node = (Side(one) for one in sites)
    relays = Relay(sites[0].address, SEED), Relay(sites[1].address, SEED + 1)
    keys = {
        code: side.do("establish", code)["public_key"] for code, side in (("centre", centre), ("node", node))
    }
    centre.do("link", "node", "below", relays[1].address, keys["node"])
    node.do("link", "centre", "above", relays[0].address, keys["centre"])
    yield Pair(centre, node, *relays)
    for relay in relays:
        relay.close()


@pytest.fixture(scope="module")
def ended(pair: Pair) -> dict[str, Any]:
    """All cases made while the wire plays its tricks and the node is killed; then everything has settled."""
    begun = time.monotonic()
    work = [
        threading.Thread(target=pair.centre.do, args=("apply_online", str(ONLINE))),
        threading.Thread(target=_insist, args=(pair.node, CASES - ONLINE)),
    ]
    for thread in work:
        thread.start()
    time.sleep(8)
    killed = pair.node.kill_all()
    for thread in work:
        thread.join()
    pair.node.wait_until_ready()
    _settle(lambda: pair.node.ask(TAKEN) == [(ONLINE,)])
    accepted = pair.node.do("accept_all")["accepted"]
    _settle(lambda: pair.centre.ask(OPEN) == [(0,)] and pair.node.ask(OPEN) == [(0,)])
    seconds = round(time.monotonic() - begun, 1)
    told = {"killed": killed, "accepted": accepted, "seconds": seconds, **pair.centre.do("compare")}
    sys.stdout.write(
        json.dumps(told | {"wire": [dict(pair.to_centre.counts), dict(pair.to_node.counts)]}) + "\n"
    )
    return told


TAKEN = "SELECT count(*) FROM approvals_application WHERE taken_over_from <> '' AND state = 'submitted'"
OPEN = "SELECT count(*) FROM network_outgoing WHERE state NOT IN ('applied', 'replaced')"


def _insist(side: Side, count: int) -> None:
    """Makes so many cases; a database that is killed meanwhile costs the case that was under way, no other."""
    deadline = time.monotonic() + PATIENCE
    while (left := count - _made(side)) > 0 and time.monotonic() < deadline:
        side.run("-m", "tests.faults.two_sides", "handle", str(left), check=False)
        with suppress(AssertionError):
            patiently(lambda: side.ask("SELECT 1") == [(1,)])


def _made(side: Side) -> int:
    own = "SELECT count(*) FROM approvals_application WHERE case_id IS NOT NULL AND taken_over_from = ''"
    return int(side.ask(own)[0][0])


def _settle(question: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(Exception):
            if question():
                return
        time.sleep(1)
    raise AssertionError("the two sides did not settle")


def test_both_sides_are_equal_in_the_end(pair: Pair, ended: dict[str, Any]) -> None:
    assert (ended["state"], ended["error"]) == ("equal", "")
    assert (ended["here_count"], ended["there_count"]) == (CASES, CASES)
    assert (ended["difference_count"], ended["moving_count"]) == (0, 0)


def test_every_state_is_counted_alike(pair: Pair, ended: dict[str, Any]) -> None:
    here = pair.centre.ask("SELECT state, count(*) FROM network_mirroredcase GROUP BY 1 ORDER BY 1")
    names = "CASE state WHEN 'sealed' THEN 'concluded' ELSE state END"
    there = pair.node.ask(
        f"SELECT {names}, count(*) FROM approvals_application WHERE case_id IS NOT NULL GROUP BY 1 ORDER BY 1"
    )
    assert here == there


def test_no_message_counts_twice_and_none_lies_aside(pair: Pair, ended: dict[str, Any]) -> None:
    for side in (pair.centre, pair.node):
        told = side.do("standing")
        assert set(told["incoming"]) == {"applied"}
        assert told["doubled"] == 0
    sent = pair.node.ask("SELECT count(*) FROM network_outgoing WHERE state = 'applied'")
    come = pair.centre.ask("SELECT count(*) FROM network_incoming")
    assert sent == come


def test_the_wire_did_play_its_tricks(pair: Pair, ended: dict[str, Any]) -> None:
    assert set(pair.to_centre.counts) >= {"lost", "unanswered", "doubled", "disordered", "fine"}
    assert ended["killed"] >= 3


def test_applications_from_the_centre_came_back_step_by_step(pair: Pair, ended: dict[str, Any]) -> None:
    assert ended["accepted"] == ONLINE
    rows = pair.centre.ask(
        "SELECT a.state, m.state, count(*) FROM network_mirroredcase m JOIN approvals_application a USING (id) GROUP BY 1, 2"
    )
    assert rows == [("elsewhere", "accepted", ONLINE)]


def test_the_record_is_whole_on_both_sides(pair: Pair, ended: dict[str, Any]) -> None:
    for side in (pair.centre, pair.node):
        done = side.run("-m", "django", "check_record", "--skip-checks", check=False)
        assert "the record is whole" in done.stdout
