"""封存留痕: python manage.py seal_record — seals what waits and signs a head now, without waiting for the worker."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from yimen.kernel.ledger import heads
from yimen.kernel.ledger.sealing import BATCH, seal_waiting


class Command(BaseCommand):
    """封存留痕 — for the end of an import, before a backup, and for demonstrations."""

    help = "Seals the entries that wait into the public ledger and signs a head over it."

    def handle(self, *args: Any, **options: Any) -> None:
        sealed = seal_waiting()
        while sealed and sealed % BATCH == 0 and (more := seal_waiting()):
            sealed += more
        head = heads.sign_when_due(timezone.now(), every=timedelta(0))
        kept = heads.keep_files()
        said = f"head {head.number} over {head.size}" if head else "no new head"
        self.stdout.write(f"{sealed} entries sealed, {said}, {kept} heads kept as files")
