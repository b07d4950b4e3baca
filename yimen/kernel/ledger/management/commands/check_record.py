"""核对留痕: python manage.py check_record [--case NUMBER] [--heads FILE …]"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from yimen.kernel.ledger.checking import Finding, check
from yimen.kernel.ledger.heads_checking import kept_heads


class Command(BaseCommand):
    """核对留痕 — recomputes every chain, the tree and its heads; 1 and what does not fit when something does not."""

    help = "Recomputes the record and the public ledger and names what was changed, taken away or put in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", default="", help="number of one case; without it, the whole record")
        parser.add_argument(
            "--heads",
            nargs="+",
            default=[],
            type=Path,
            help="heads kept elsewhere: files, or folders of them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            kept = list(kept_heads(options["heads"]))
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(
                f"无法读取保存的账本签署 / cannot read the heads that were kept: {error}"
            ) from error
        finding = check(_chain_of(options["case"]) if options["case"] else None, kept)
        took = max(time.monotonic() - started, 0.001)
        for fault in finding.faults:
            self.stderr.write(str(fault))
        self.stdout.write(
            f"{finding.entries} entries, {finding.chains} chains, {took:.1f} s, {finding.entries / took:,.0f} a second"
        )
        if not options["case"]:
            self.stdout.write(
                f"{finding.leaves} leaves, {finding.heads} heads, {len(kept)} heads kept elsewhere"
            )
        self._conclude(finding)

    def _conclude(self, finding: Finding) -> None:
        chains = sum(one.code == "chain" for one in finding.faults)
        others = len(finding.faults) - chains
        said = []
        if chains:
            said.append(f"留痕有 {chains} 条链不符 / {chains} chains of the record do not fit")
        if others:
            said.append(f"公开账本有 {others} 处不符 / {others} places of the ledger do not fit")
        if said:
            raise CommandError("\n".join(said))
        self.stdout.write("留痕完整 / the record is whole")


def _chain_of(number: str) -> UUID:
    """The chain of a case, as the record itself names it."""
    sql = "SELECT chain FROM audit_entry WHERE starts_with(subject_label, %s) ORDER BY id LIMIT 1"
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"{number} "])
        found = cursor.fetchone()
    if found is None:
        raise CommandError(f"没有这个办件 / no such case: {number}")
    return UUID(str(found[0]))
