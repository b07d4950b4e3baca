"""示例办件: python manage.py demonstrate"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from yimen.kernel.base.refusals import Refused
from yimen.replay.lately import live_lately
from yimen.replay.stage import NotReady


class Command(BaseCommand):
    help = "Lives the last weeks of the example city, so that desks, figures and lists show work; a city with cases is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = live_lately(timezone.localtime())
        except (NotReady, Refused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count}")
