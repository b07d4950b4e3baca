"""manage.py rebuild_figures: counts the kept numbers of figures anew from the rows, or names those that differ."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from yimen.kernel.metrics import keeping
from yimen.kernel.metrics.cells import Difference

MOST_SHOWN = 50


class Command(BaseCommand):
    """重建汇总."""

    help = "Counts the kept numbers of figures anew from the rows; with --check only names the numbers that differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", type=date.fromisoformat, help="first day, 2008-01-01")
        parser.add_argument("--to", dest="last", type=date.fromisoformat, help="last day, included")
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a number differs")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        first, last = options["first"], options["last"]
        if options["check"]:
            self._check(keeping.check(first, last))
        else:
            count = keeping.rebuild(timezone.now(), first, last)
            self.stdout.write(f"{count} numbers kept, {time.monotonic() - began:.1f} s")

    def _check(self, wrong: list[Difference]) -> None:
        for one in wrong[:MOST_SHOWN]:
            split = f" {one.dimension}={one.key}" if one.dimension else ""
            self.stdout.write(
                f"{one.figure} {one.day} {one.org_path}{split}: kept {one.kept}, rows {one.counted}"
            )
        if wrong:
            raise CommandError(f"{len(wrong)} kept numbers differ from their rows")
        self.stdout.write("every kept number is what its rows say")
