"""载入城市数据: python manage.py load_city cities/shenyang"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import Refused
from yimen.project.city.files import BadCityFile, CityFolder
from yimen.project.city.loading import load_city


class Command(BaseCommand):
    help = "Loads the reference data of a city through the acts; loading again changes only what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--accounts", type=Path, help="a file that the example accounts are written to")

    def handle(self, *args: Any, **options: Any) -> None:
        by = Machine("city data", origin="command")
        try:
            load_city(CityFolder(options["folder"]), by=by, at=timezone.now(), progress=self._say)
        except (BadCityFile, Refused) as error:
            raise CommandError(str(error)) from error
        if options["accounts"]:
            with options["accounts"].open("w") as accounts:
                call_command("example_accounts", stdout=accounts)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
