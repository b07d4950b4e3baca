"""manage.py rebuild_search: reads every source and builds the index anew, while the old one goes on answering."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from yimen.kernel.search.documents import document_sources
from yimen.kernel.search.following import rebuild
from yimen.kernel.search.keeping import keep_everything, keep_only


class Command(BaseCommand):
    """重建检索."""

    help = (
        "Reads every source of the search and builds the index anew; the search goes on answering meanwhile."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--index-only", action="store_true", help="build from the kept texts without reading the sources"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        if not options["index_only"]:
            for source in document_sources().values():
                self.stdout.write(f"{source.code}: {keep_everything(source)}")
            keep_only(document_sources())
        folder = rebuild()
        self.stdout.write(f"{folder.name}: {time.monotonic() - began:.1f} s")
