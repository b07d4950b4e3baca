"""示例覆盖: makes points and agents of a whole city as examples, in the numbers of 2008 or as asked."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from yimen.kernel.base.actor import Machine
from yimen.modules.outreach.example_coverage import Amounts, ExampleCoverage


class Command(BaseCommand):
    help = (
        "Example coverage: communities with windows and officers, towns and villages with points and agents."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for name, number in vars(Amounts()).items():
            parser.add_argument(f"--{name.replace('_', '-')}", type=int, default=number)

    def handle(self, *args: Any, **options: Any) -> None:
        amounts = Amounts(**{name: options[name] for name in vars(Amounts())})
        loader = Machine("city data", origin="command")
        ExampleCoverage(by=loader, at=timezone.now(), progress=self.stdout.write).make(amounts)
