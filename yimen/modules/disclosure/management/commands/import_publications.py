"""manage.py import_publications FOLDER --org CODE: takes in a folder of documents; killed, it goes on where it was."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import Refused
from yimen.kernel.orgs.models import Org
from yimen.modules.disclosure import actions
from yimen.modules.disclosure.intake.working import work
from yimen.modules.disclosure.models import ImportRun
from yimen.modules.disclosure.states import IntakeMode, RowState, RunKind

COMMAND = Machine("import", origin="command")
SAY_EVERY = 100


class Command(BaseCommand):
    _done = 0
    help = "Import a folder: laws as Markdown, or a table (CSV, XLSX) with its texts and files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--org", required=True, help="code of the body that publishes them here")
        parser.add_argument("--kind", choices=[RunKind.LAWS, RunKind.FOLDER], default=RunKind.FOLDER)
        parser.add_argument(
            "--draft", action="store_true", help="as drafts to be checked, not as published already"
        )
        parser.add_argument(
            "--name", default="", help="how the import is called; the folder's name by default"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"].resolve()
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder")
        org = Org.objects.filter(code=options["org"]).first()
        if org is None:
            raise CommandError(f"there is no body with the code {options['org']}")
        try:
            run = work(self._run(org, folder, options), timezone.now, self._tell)
        except Refused as refusal:
            raise CommandError(str(refusal.message)) from refusal
        self._report(run)

    def _run(self, org: Org, folder: Path, options: dict[str, Any]) -> ImportRun:
        """The one that was broken off, or a new one."""
        mode = IntakeMode.DRAFT if options["draft"] else IntakeMode.TAKEN_OVER
        wanted = {"org": org, "folder": str(folder), "kind": options["kind"], "mode": mode}
        run = ImportRun.objects.filter(**wanted, ended_at__isnull=True).first()
        if run is not None:
            self.stdout.write(f"goes on after {run.done} documents")
            return run
        start = actions.start_import if options["draft"] else actions.start_take_over
        facts = {"kind": options["kind"], "name": options["name"] or folder.name, "folder": str(folder)}
        return start(org, **facts, by=COMMAND, at=timezone.now()).run

    def _tell(self, run: ImportRun) -> None:
        self._done += 1
        if self._done % SAY_EVERY == 0:
            self.stdout.write(f"{self._done} documents")

    def _report(self, run: ImportRun) -> None:
        for row in run.rows.filter(state=RowState.FAILED).order_by("pk")[:50]:
            place = ":".join(str(one) for one in (row.place, row.line, row.column) if one)
            self.stdout.write(f"{place} {row.message}")
        self.stdout.write(f"taken in {run.taken}, there already {run.skipped}, faulty {run.failed}")
        if run.error:
            raise CommandError(run.error)
