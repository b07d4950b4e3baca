"""更换印章密钥的口令 — after SECRET_KEY changed: writes the files of seal keys anew under the present one.

Keep the former key in SECRET_KEY_FALLBACKS until this command has run. It may be stopped and started again.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from yimen.kernel.documents import keys


class Command(BaseCommand):
    help = "Encrypts the files of seal keys again under the present SECRET_KEY."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"done: {keys.reencrypt()}")
