"""supervise: runs the rules over some days, as the night does; run again, nothing is raised twice."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from yimen.modules.supervision import running
from yimen.modules.supervision.states import SweepKind


class Command(BaseCommand):
    help = "按监督规则检查一段日期；可以重复运行，不会重复预警。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="first", required=True, type=date.fromisoformat)
        parser.add_argument("--to", dest="last", required=True, type=date.fromisoformat)

    def handle(self, *args: Any, first: date, last: date, **options: Any) -> None:
        if last < first:
            raise CommandError("--to lies before --from")
        raised = running.sweep(first, last, SweepKind.ASKED, started_at=timezone.now(), at=timezone.now())
        self.stdout.write(f"{first}–{last}: {raised}")
