"""更换号码密钥 — after SECRET_KEY changed: seals every personal number again under the present key.

Keep the former key in SECRET_KEY_FALLBACKS until this command says that none is left. It may be stopped and
started again at any time.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from yimen.kernel.base.actor import Machine
from yimen.kernel.people import actions, queries

AT_ONCE = 500


class Command(BaseCommand):
    help = "Seals every personal number again under the present SECRET_KEY."

    def handle(self, *args: Any, **options: Any) -> None:
        machine, done = Machine("key rotation", origin="command"), 0
        while rows := list(queries.numbers_under_old_keys().order_by("id")[:AT_ONCE]):
            for person in rows:
                actions.reseal(person, by=machine, at=timezone.now())
            done += len(rows)
            self.stdout.write(f"{done}")
        self.stdout.write(f"done: {done}")
