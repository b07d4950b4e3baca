"""`manage.py worker`: the process that does the jobs and runs the loops."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext_lazy as _


class Command(BaseCommand):
    """工作进程 — runs until SIGTERM or Ctrl-C; the jobs at hand are finished first."""

    help = str(_("执行任务：通知、定时检查、重新计算。"))

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="jobs at the same time (default 2)")

    def handle(self, *args: Any, **options: Any) -> None:
        from yimen.kernel.jobs.working import Worker

        worker = Worker(concurrency=options["concurrency"])

        def stop(_number: int, _frame: FrameType | None) -> None:
            worker.stop()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        worker.run()
