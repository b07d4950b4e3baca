"""measure_rules: runs rules over days whose problems are known, and records how many they found (recall, precision)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from yimen.modules.supervision import measuring, rules
from yimen.modules.supervision.measuring import Known
from yimen.modules.supervision.states import SubjectKind

COLUMNS = ("rule", "kind", "subject", "day")


class Command(BaseCommand):
    help = "用已知问题清单检验监督规则（CSV，列：rule、kind、subject、day），登记查全率和查准率。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("list", type=Path)
        parser.add_argument("--from", dest="first", required=True, type=date.fromisoformat)
        parser.add_argument("--to", dest="last", required=True, type=date.fromisoformat)

    def handle(self, *args: Any, first: date, last: date, **options: Any) -> None:
        if last < first:
            raise CommandError("--to lies before --from")
        known = list(_read(options["list"]))
        if not known:
            raise CommandError("the list is empty")
        for row in measuring.measure(known, first, last, at=timezone.now()):
            told = f"{row.planted_count} known, {row.found_count} found, {row.true_count} of these known"
            self.stdout.write(f"{row.code}: {told}")


def _read(path: Path) -> Iterator[Known]:
    """The list, line by line; the first wrong line is named."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        table = csv.DictReader(lines)
        if tuple(table.fieldnames or ()) != COLUMNS:
            raise CommandError(f"the columns must be {', '.join(COLUMNS)}")
        for row in table:
            if row["rule"] not in rules.rules() or row["kind"] not in SubjectKind.values:
                raise CommandError(f"line {table.line_num}: unknown rule or kind")
            try:
                day = date.fromisoformat(row["day"])
            except (TypeError, ValueError) as error:
                raise CommandError(f"line {table.line_num}: no date") from error
            yield Known(row["rule"], row["kind"], row["subject"], day)
