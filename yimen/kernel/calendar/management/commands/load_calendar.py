"""`manage.py load_calendar`: the announced years, or one year from a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import Refused
from yimen.kernel.calendar import announced, loading, stated


class Command(BaseCommand):
    """载入年度日历 — without options every announced year that is missing; what stands there is left alone.

    With --from-file and --year one year from a CSV file: date,is_working,reason,name,name_en (see stated.from_csv).
    """

    help = "载入工作日历 / Load the working calendar"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int, help="this year only")
        parser.add_argument("--from-file", type=Path, help="CSV: date,is_working,reason,name,name_en")
        parser.add_argument("--source", default="", help="the notice on which a file rests")

    def handle(self, *args: Any, **options: Any) -> None:
        by, at = Machine("city data", origin="command"), timezone.now()
        try:
            if options["from_file"]:
                made = self._from_file(options, by, at)
            else:
                years = [options["year"]] if options["year"] else announced.years()
                made = loading.ensure_announced(years, by=by, at=at)
        except (Refused, LookupError, OSError, UnicodeDecodeError) as trouble:
            raise CommandError(str(trouble)) from trouble
        for calendar in made:
            self.stdout.write(
                _("%(calendar)s第%(version)s版已载入") % {"calendar": calendar, "version": calendar.version}
            )

    def _from_file(self, options: dict[str, Any], by: Machine, at: Any) -> list[Any]:
        if not options["year"] or not options["source"]:
            raise CommandError("--from-file needs --year and --source")
        days = stated.from_csv(options["from_file"].read_text(encoding="utf-8-sig"))
        loaded = loading.ensure_year(options["year"], days, source_instrument=options["source"], by=by, at=at)
        return [loaded] if loaded else []
