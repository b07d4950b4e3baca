"""Recomputes the figures of a yearly work report from its open data alone, and compares them with what the report says.

    python3 tools/recompute_report.py open-data.zip          (or the unpacked folder, or the address of the ZIP)

It uses nothing but the standard library and nothing of Yimen: the definitions are written here a second time, from
the data dictionary. Prints each figure of the chapter beside the recomputed one; ends with 1 when any differs, when a
file is not the one that was frozen, or when a figure of the chapter is not known here.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

Row = dict[str, str]
Figure = dict[str, Any]
CHAPTER = "approvals"


class OpenData:
    """The files of a report: a ZIP (path or address) or a folder; rows are read as they are needed."""

    def __init__(self, source: str) -> None:
        if source.startswith(("http://", "https://")):
            with urllib.request.urlopen(source) as answer:
                self.archive: zipfile.ZipFile | None = zipfile.ZipFile(io.BytesIO(answer.read()))
        else:
            self.folder = Path(source)
            self.archive = None if self.folder.is_dir() else zipfile.ZipFile(source)

    def read(self, name: str) -> bytes:
        return self.archive.read(name) if self.archive else (self.folder / name).read_bytes()

    def rows(self, dataset: str) -> Iterator[Row]:
        yield from csv.DictReader(io.StringIO(self.read(f"{dataset}.csv").decode("utf-8-sig"), newline=""))

    def spoilt(self, frozen: dict[str, str]) -> list[str]:
        """The files that are not what SHA256SUMS or the frozen report says."""
        listed = dict(reversed(line.split()) for line in self.read("SHA256SUMS").decode().splitlines())
        found = [
            name for name, digest in listed.items() if hashlib.sha256(self.read(name)).hexdigest() != digest
        ]
        told = {f"{name}.csv": digest for name, digest in frozen.items()}
        return found + [
            name for name, digest in told.items() if listed.get(name) != digest and name not in found
        ]


class Report:
    """The definitions once more: each method takes a figure and gives its number."""

    def __init__(self, data: OpenData) -> None:
        self.told = json.loads(data.read("figures.json"))
        self.cases = list(data.rows("approvals-cases"))
        self.items, self.centres = list(data.rows("approvals-items")), list(data.rows("approvals-centres"))
        self.cancelled = list(data.rows("approvals-cancelled"))
        self.delegations = list(data.rows("approvals-delegations"))
        self.consultations = list(data.rows("projects-consultations"))
        self.escorted = list(data.rows("projects-escorted"))
        self.stages = list(data.rows("projects-stages"))
        self.grouped = list(data.rows("projects-programme-cases"))
        self.working = [row["day"] for row in data.rows("working-days") if row["is_working"] == "1"]

    def within(self, rows: list[Row], figure: Figure, *paths: str) -> Iterator[Row]:
        """The rows of the figure's scope: of the body, or handled at the centre."""
        scope = figure["scope"]
        return (row for row in rows if not scope or any(row[path].startswith(scope) for path in paths))

    def dated(self, figure: Figure, column: str) -> Iterator[Row]:
        """The cases whose day lies in the period, of one value of the figure's dimension where it has one."""
        first, last, wanted = figure["first"], figure["last"], figure["value_of_dimension"]
        columns = DIMENSIONS.get(figure["dimension"], ())
        for row in self.within(self.cases, figure, "body_path", "centre_path"):
            if first <= row[column] <= last and (not wanted or wanted in [row[one] for one in columns]):
                yield row

    def accepted(self, figure: Figure) -> int:
        return sum(1 for _ in self.dated(figure, "accepted_on"))

    def concluded(self, figure: Figure) -> int:
        return sum(1 for _ in self.dated(figure, "concluded_on"))

    def instant(self, figure: Figure) -> int:
        return sum(row["is_instant"] == "1" for row in self.dated(figure, "concluded_on"))

    def on_time(self, figure: Figure) -> int:
        return sum(row["is_on_time"] == "1" for row in self.dated(figure, "concluded_on"))

    def open(self, figure: Figure) -> int:
        """Accepted by the last day, and by then neither concluded nor ended."""
        last = figure["last"]
        rows = self.within(self.cases, figure, "body_path", "centre_path")
        days = ((row["accepted_on"], row["concluded_on"], row["ended_on"]) for row in rows)
        return sum(a <= last and not ("" < c <= last or "" < e <= last) for a, c, e in days)

    def a_day(self, count: int, figure: Figure) -> Decimal | None:
        """By the working days of the period, to one decimal."""
        days = sum(figure["first"] <= day <= figure["last"] for day in self.working)
        return (Decimal(count) / days).quantize(Decimal("0.1"), ROUND_HALF_UP) if days else None

    def in_force(self, figure: Figure) -> int:
        return sum(1 for _ in self.within(self.items, figure, "body_path", "centre_path"))

    def in_centres(self, figure: Figure) -> int:
        rows = self.within(self.items, figure, "body_path", "centre_path")
        return sum(row["centre_kind"] in ("centre", "subcentre") for row in rows)

    def items_cancelled(self, figure: Figure) -> int:
        rows = self.within(self.cancelled, figure, "body_path")
        return sum(figure["first"] <= row["published_on"] <= figure["last"] for row in rows)

    def counties(self, figure: Figure) -> int:
        rows = self.within(self.delegations, figure, "body_path")
        return len(
            {row["area_code"] for row in rows if row["kind"] != "上报" and row["area_level"] == "county"}
        )

    def consulted(self, figure: Figure) -> int:
        rows = self.within(self.consultations, figure, "body_path")
        return sum(figure["first"] <= row["visited_on"] <= figure["last"] for row in rows)

    def escorts(self, figure: Figure, flag: str = "") -> int:
        """Each project once; of a class, whatever else it is of."""
        rows = self.within(self.escorted, figure, "body_path")
        days = (row["begun_on"] for row in rows if not flag or row[flag] == "1")
        return sum(figure["first"] <= day <= figure["last"] for day in days)

    def of_stages(self, figure: Figure, column: str, flag: str = "") -> int:
        rows = self.within(self.stages, figure, "body_path", "centre_path")
        days = (row[column] for row in rows if not flag or row[flag] == "1")
        return sum(figure["first"] <= day <= figure["last"] for day in days)

    def of_programmes(self, figure: Figure, column: str) -> int:
        rows = self.within(self.grouped, figure, "body_path", "centre_path")
        return sum(figure["first"] <= row[column] <= figure["last"] for row in rows)

    def centres_of(self, kind: str, figure: Figure) -> int:
        return sum(row["centre_kind"] == kind for row in self.within(self.centres, figure, "centre_path"))


def percent(part: int, whole: int) -> Decimal | None:
    """Two decimals, rounded half up, but only what is all is 100."""
    found = (Decimal(part * 100) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP) if whole else None
    return min(found, Decimal("99.99")) if found is not None and part < whole else found


DIMENSIONS = {
    "pattern": ("pattern", "pattern_name"), "way": ("channel", "channel_name"), "mode": ("mode", "mode_name"),
    "channel": ("channel", "channel_name"), "department": ("body",), "item": ("item_name",), "centre": ("centre",),
}  # fmt: skip
MEASURES: dict[tuple[str, int], Callable[[Report, Figure], int | Decimal | None]] = {
    ("approvals.accepted", 1): Report.accepted,
    ("approvals.accepted-by-way", 1): Report.accepted,
    ("approvals.concluded", 1): Report.concluded,
    ("approvals.instant", 1): Report.instant,
    ("approvals.on-time", 1): Report.on_time,
    ("approvals.open", 1): Report.open,
    ("approvals.accepted-a-day", 1): lambda one, figure: one.a_day(one.accepted(figure), figure),
    ("approvals.concluded-a-day", 1): lambda one, figure: one.a_day(one.concluded(figure), figure),
    ("approvals.completion-rate", 1): lambda one, figure: percent(
        one.concluded(figure), one.accepted(figure)
    ),
    ("approvals.instant-rate", 1): lambda one, figure: percent(one.instant(figure), one.concluded(figure)),
    ("approvals.on-time-rate", 1): lambda one, figure: percent(one.on_time(figure), one.concluded(figure)),
    ("approvals.items", 1): Report.in_force,
    ("approvals.items-in-centres", 1): Report.in_centres,
    ("approvals.items-cancelled", 1): Report.items_cancelled,
    ("approvals.delegated-counties", 1): Report.counties,
    ("approvals.sub-centres", 1): lambda one, figure: one.centres_of("subcentre", figure),
    ("approvals.network-centres", 1): lambda one, figure: one.centres_of("district_centre", figure),
    ("projects.consultations", 1): Report.consulted,
    ("projects.escorted", 1): Report.escorts,
    ("projects.escorted-foreign", 1): lambda one, figure: one.escorts(figure, "is_foreign"),
    ("projects.escorted-construction", 1): lambda one, figure: one.escorts(figure, "is_construction"),
    ("projects.escorted-commercial", 1): lambda one, figure: one.escorts(figure, "is_commercial"),
    ("projects.escorted-industrial", 1): lambda one, figure: one.escorts(figure, "is_industrial"),
    ("projects.parallel", 1): lambda one, figure: one.of_stages(figure, "accepted_on", "is_first"),
    ("projects.stages-accepted", 1): lambda one, figure: one.of_stages(figure, "accepted_on"),
    ("projects.stages-issued", 1): lambda one, figure: one.of_stages(figure, "issued_on"),
    ("projects.programme-accepted", 1): lambda one, figure: one.of_programmes(figure, "accepted_on"),
    ("projects.programme-concluded", 1): lambda one, figure: one.of_programmes(figure, "concluded_on"),
}


def told_and_found(report: Report, figure: Figure) -> tuple[str, str]:
    """What the report says of a figure, and what its rows say."""
    measure = MEASURES.get((figure["code"], figure["version"]))
    if measure is None:
        return str(figure["number"]), "not known here"
    if figure["dimension"] and not figure["value_of_dimension"] and not figure["rows"]:
        return "no rows", "no rows" if measure(report, figure) == 0 else "rows are missing"
    if not figure["rows"]:
        found = measure(report, figure)
        return str(figure["number"]), str(found)
    counts = [measure(report, part_of(figure, label)) for label, _number in figure["rows"]]
    return " ".join(number for _label, number in figure["rows"]), " ".join(map(str, counts))


def part_of(figure: Figure, label: str) -> Figure:
    """One row of a split figure as a figure of its own: a month as its days, else a value of the dimension."""
    if figure["dimension"] != "month":
        return figure | {"value_of_dimension": label}
    days = {"first": max(figure["first"], f"{label}-01"), "last": min(figure["last"], f"{label}-31")}
    return figure | days


def main(source: str) -> int:
    data = OpenData(source)
    report = Report(data)
    spoilt = data.spoilt(report.told["data_sha256"])
    print(f"{report.told['title']}  {report.told['first']} – {report.told['as_of']}")
    for name in spoilt:
        print(f"NOT WHAT WAS FROZEN  {name}")
    wrong, chapter = 0, [one for one in report.told["figures"] if CHAPTER in one["chapters"]]
    for figure in chapter:
        told, found = told_and_found(report, figure)
        wrong += told != found
        print(f"{'ok       ' if told == found else 'DIFFERENT'}  {figure['key']}: {told} | {found}")
    print(f"{len(chapter)} figures, {wrong} different, {len(spoilt)} files spoilt")
    return 1 if wrong or spoilt or not chapter else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
