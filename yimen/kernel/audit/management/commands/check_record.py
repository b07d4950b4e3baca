"""核对留痕: python manage.py check_record [--case NUMBER]"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from yimen.kernel.audit.checking import Fault, Finding, check


class Command(BaseCommand):
    """核对留痕 — recomputes every chain; 1 and the first wrong entry of each chain when one does not fit."""

    help = "Recomputes the hashes of the record and names what was changed, taken away or put in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", default="", help="number of one case; without it, the whole record")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        finding = check(_chain_of(options["case"]) if options["case"] else None)
        took = max(time.monotonic() - started, 0.001)
        for fault in finding.faults:
            self.stderr.write(_line(fault))
        self.stdout.write(
            f"{finding.entries} entries, {finding.chains} chains, {took:.1f} s, {finding.entries / took:,.0f} a second"
        )
        self._conclude(finding)

    def _conclude(self, finding: Finding) -> None:
        if finding.faults:
            raise CommandError(
                f"留痕有 {len(finding.faults)} 条链不符 / {len(finding.faults)} chains of the record do not fit"
            )
        self.stdout.write("留痕完整 / the record is whole")


def _line(fault: Fault) -> str:
    return f"chain {fault.chain} seq {fault.seq} entry {fault.entry}: {fault.reason}"


def _chain_of(number: str) -> UUID:
    """The chain of a case: audit stands below cases, so it asks the record itself which chain names the number."""
    sql = "SELECT chain FROM audit_entry WHERE starts_with(subject_label, %s) ORDER BY id LIMIT 1"
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"{number} "])
        found = cursor.fetchone()
    if found is None:
        raise CommandError(f"没有这个办件 / no such case: {number}")
    return UUID(str(found[0]))
