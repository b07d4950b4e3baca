"""The peer of bench/rules.py: PM4Py's token replay and alignments on a log and a net; runs in a program of its own."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any


def net(moves: list[list[str]]) -> tuple[Any, Any, Any]:
    """One place a state, one transition a move; a case may be anywhere when the log ends."""
    from pm4py.objects.petri_net.obj import Marking, PetriNet
    from pm4py.objects.petri_net.utils import petri_utils

    made = PetriNet("procedure")
    names = sorted({one for source, _code, target in moves for one in (source, target)} | {"end"})
    places = {name: PetriNet.Place(name) for name in names}
    made.places.update(places.values())
    ends = [[name, "", "end"] for name in names if name != "end"]
    for number, (source, code, target) in enumerate([*moves, *ends]):
        transition = PetriNet.Transition(f"t{number}", code or None)
        made.transitions.add(transition)
        petri_utils.add_arc_from_to(places[source], transition, made)
        petri_utils.add_arc_from_to(transition, places[target], made)
    return made, Marking({places["draft"]: 1}), Marking({places["end"]: 1})


def main() -> None:
    import pandas
    import pm4py

    given = json.loads(Path(sys.argv[1]).read_text())
    rows = [(one["case"], code, at) for one in given["cases"] for code, at in one["steps"]]
    frame = pandas.DataFrame(rows, columns=["case:concept:name", "concept:name", "time:timestamp"])
    frame["time:timestamp"] = pandas.to_datetime(frame["time:timestamp"], utc=True)
    log = pm4py.convert_to_event_log(frame)
    names = [one.attributes["concept:name"] for one in log]
    made = net(given["net"])
    answer: dict[str, Any] = {}
    at = time.perf_counter()
    replayed = pm4py.conformance_diagnostics_token_based_replay(log, *made)
    answer["token_replay_seconds"] = time.perf_counter() - at
    answer["token_replay"] = [
        name for name, one in zip(names, replayed, strict=True) if not one["trace_is_fit"]
    ]
    at = time.perf_counter()
    aligned = pm4py.conformance_diagnostics_alignments(log, *made)
    answer["alignments_seconds"] = time.perf_counter() - at
    answer["alignments"] = [name for name, one in zip(names, aligned, strict=True) if one["fitness"] < 1.0]
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
