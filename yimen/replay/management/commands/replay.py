"""重演一年: python manage.py replay 2008 --scale 0.01"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from yimen.kernel.base.refusals import Refused
from yimen.replay.plan import Wish
from yimen.replay.profile import UnknownYear
from yimen.replay.running import Refuses, replay
from yimen.replay.stage import NotReady


class Command(BaseCommand):
    help = "Lives a year again through the acts: load, test and demonstration data in one. Interrupted, it goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("--scale", type=float, default=1.0, help="0.01 for a quick demonstration")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
        parser.add_argument("--until", type=date.fromisoformat, default=date.max)

    def handle(self, *args: Any, **options: Any) -> None:
        wish = Wish(
            options["year"], options["seed"], options["scale"], options["until"], max(1, options["processes"])
        )
        try:
            replay(wish, now=timezone.now(), tell=self._tell)
        except UnknownYear as error:
            raise CommandError(f"没有 {error} 年的概貌 / there is no profile of {error}") from error  # 中文
        except (Refuses, NotReady, Refused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("")

    def _tell(self, day: date, done: int, total: int, seconds: float) -> None:
        """One line that is written over on a terminal; a line a month in a log."""
        rate = done / seconds if seconds else 0.0
        left = (total - done) / rate if rate else 0.0
        line = f"{day}  {done}/{total}  {rate:.0f}/s  剩余 left {left / 60:.1f} min"  # 中文
        if sys.stdout.isatty():
            self.stdout.write(f"\r{line}   ", ending="")
            self.stdout.flush()
        elif day.day <= 3:
            self.stdout.write(line)
